"""Where a contact is written to: one plain e-mail address, or one webhook."""

import hashlib
import hmac
from email.headerregistry import Address
from typing import Final
from urllib.parse import urlsplit

from seasonal_ops.errors import BadValue
from seasonal_ops.text import accept_line
from seasonal_ops.words import Channel

_LONGEST_EMAIL: Final = 254  # RFC 5321, section 4.5.3.1.3, without the angle brackets
_LONGEST_URL: Final = 500
PORTS: Final = (443, 8443)  # where a webhook may listen: services of other kinds are not to be spoken to


def accept_address(text: str) -> tuple[Channel, str]:
    """What was given as an address, and how messages travel to it. Raises BadValue for neither kind."""
    if "://" in text:
        return Channel.WEBHOOK, accept_webhook(text)
    return Channel.MAIL, accept_email(text)


def accept_email(text: str) -> str:
    """One plain address (RFC 5322 addr-spec), its domain in lower case. Raises BadValue otherwise."""
    text = accept_line(text, "the e-mail address", longest=_LONGEST_EMAIL)
    try:
        address = Address(addr_spec=text)
    except (ValueError, IndexError, AttributeError):
        address = None
    if address is None or not address.username or "." not in address.domain or not text.isascii():
        raise BadValue(f"{text!r} is not an e-mail address; write it like name@example.org")
    return f"{address.username}@{address.domain.lower()}"


def accept_webhook(text: str) -> str:
    """An https URL (RFC 3986) as text, scheme and host in lower case. Raises BadValue otherwise.

    Whether its host may be reached at all is asked each time something is sent to it: names change hands.
    """
    text = accept_line(text, "the webhook's address", longest=_LONGEST_URL)
    fault = _fault_of(text)
    if fault:
        raise BadValue(f"the webhook's address {fault}; write it like https://hooks.example.org/ops")
    parts = urlsplit(text)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def _fault_of(text: str) -> str:
    """Why the text is no address that a webhook may have; empty when it is one."""
    try:
        parts = urlsplit(text)
        port = PORTS[0] if parts.port is None else parts.port
    except ValueError:
        return "has a host or port that cannot be"
    if parts.scheme != "https":
        return "does not begin with https://"
    if "@" in parts.netloc:
        return "holds a user name or password"
    if not parts.hostname:
        return "names no host"
    if port not in PORTS:
        return f"has port {port}; allowed: {', '.join(map(str, PORTS))}"
    if not text.isascii() or " " in text or "\\" in text:
        return "holds a blank, a backslash or a letter beyond ASCII"
    return "holds a #, which would never be sent" if "#" in text else ""


def fingerprint(secret: bytes, value: str) -> str:
    """HMAC-SHA256 of a personal value: equal values can be told to be equal, and nothing else.

    Of nothing it is nothing.
    """
    return hmac.new(secret, value.casefold().encode(), hashlib.sha256).hexdigest() if value else ""
