"""Addresses of senders: only their network is kept."""

import pytest

from footpath.collecting.addresses import shortened


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1234:5678:9abc::1", "2001:db8:1234::"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("[2001:db8::1]", "2001:db8::"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_networks(address: str, network: str) -> None:
    assert shortened(address) == network
