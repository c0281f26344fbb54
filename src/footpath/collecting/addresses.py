"""Addresses of senders, shortened to their network: of IPv4 24 bits, of IPv6 48."""

from ipaddress import IPv6Address, ip_address, ip_network


def shortened(address: str) -> str:
    """The network of an address, as its first address; empty where it is none."""
    try:
        found = ip_address(address.strip().strip("[]"))
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False).network_address)
