"""Which addresses belong to the public internet. Pure."""

import ipaddress
from typing import Final

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_GLOBAL: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # for protocols (RFC 6890); `is_global` knows parts of it
            "192.88.99.0/24",  # relays of 6to4, withdrawn (RFC 7526)
            "2001::/23",  # for protocols (RFC 2928); newer Pythons call parts of it global
            "2002::/16",  # 6to4: holds an IPv4 address (RFC 3056)
            "3fff::/20",  # for documents (RFC 9637)
        ),
    )
)
# All that is assigned to hosts (RFC 4291, section 2.4, as IANA gives it out). What translates IPv4
# (64:ff9b::/96), what maps or embeds it (::/96), site-local and multicast addresses lie outside.
_UNICAST: Final = ipaddress.ip_network("2000::/3")


def is_public(address: IpAddress) -> bool:
    """Whether it leads to one machine somewhere on the internet, and not into a network of somebody's own.

    `ipaddress.is_global` alone lets multicast through, and IPv6 addresses that hold a private IPv4 one.
    """
    if any(address in network for network in _NOT_GLOBAL):
        return False
    if address.version == 6 and address not in _UNICAST:
        return False
    return address.is_global and not address.is_multicast
