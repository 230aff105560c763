"""Whom a connection can be trusted with: certificates, and what never leaves this machine."""

import ipaddress
import ssl
from pathlib import Path

from seasonal_ops.errors import BadValue


def verified(ca_bundle: Path | None) -> ssl.SSLContext:
    """The system's certificates, and a council's own beside them. Raises BadValue."""
    context = ssl.create_default_context()
    if ca_bundle is not None:
        try:
            context.load_verify_locations(cafile=ca_bundle)
        except (OSError, ssl.SSLError) as error:
            raise BadValue(
                f"the certificates in {ca_bundle} cannot be read; check SEASONAL_OPS_CA_BUNDLE"
            ) from error
    return context


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
