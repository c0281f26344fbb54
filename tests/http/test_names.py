"""File names from outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.http.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("orders.csv", "orders.csv"),
        ("zamówienia styczeń.csv.gz", "zamówienia styczeń.csv.gz"),
        ("訂單.parquet", "訂單.parquet"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\events.csv", "events.csv"),
        ("/", "upload"),
        ("..", "upload"),
        ("", "upload"),
        (".part", "part"),
        ("con.csv", "_con.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("a\u202evsc.exe", "avsc.exe"),
        ("$(rm -rf).csv", "_(rm -rf).csv"),
        ("x" * 300 + ".csv.gz", "x" * (LONGEST - 7) + ".csv.gz"),
    ],
)
def test_safe_names(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text())
def test_whatever_comes_it_is_one_plain_visible_short_name(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= LONGEST
    assert not set(safe) & set('/\\\0:*?"<>|')
    assert not safe.startswith(".")
    assert safe.isprintable()
    assert safe_name(safe) == safe
