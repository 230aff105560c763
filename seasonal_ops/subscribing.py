"""How a person gets from a feed's address to a calendar: links, a QR code, whom the address reaches. Pure."""

import re
from datetime import datetime, time, timedelta
from typing import Final
from urllib.parse import quote, urlsplit

from seasonal_ops.views import Links

_FEEDS: Final = "/feeds/"
_PAGES: Final = "/subscribe/"
_SUFFIX: Final = ".ics"
_GOOGLE: Final = "https://calendar.google.com/calendar/r?cid="
_HERE_ONLY: Final = ("127.0.0.1", "localhost", "::1", "0.0.0.0")  # noqa: S104 - named, not listened on
# Upper half, lower half, both: two rows of modules in a line of text.
_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def feed_address(base_url: str, token: str) -> str:
    """Where a feed is subscribed to."""
    return f"{base_url.rstrip('/')}{_FEEDS}{token}{_SUFFIX}"


def links(address: str) -> Links:
    """The ways to the feed at `address`, as `feed_address` writes it.

    Apple's programs open `webcal:`, Google Calendar takes such an address as `cid`.
    """
    webcal = "webcal://" + address.partition("://")[2]
    base, _, token = address.removesuffix(_SUFFIX).rpartition(_FEEDS)
    return Links(
        https=address,
        webcal=webcal,
        google=_GOOGLE + quote(webcal, safe=""),
        page=f"{base}{_PAGES}{token}",
    )


def until(local: datetime) -> str:
    """Until when an address answers: `the end of 30 November 2026`, `14:02 on 8 November 2026`."""
    if local.time() == time(0):
        last = local - timedelta(days=1)
        return f"the end of {last.day} {last:%B %Y}"
    return f"{local:%H:%M} on {local.day} {local:%B %Y}"


def file_name(name: str) -> str:
    """A feed's name as a file's: ASCII letters, digits and hyphens, ending `.ics`."""
    return (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "calendar") + _SUFFIX


def reach(address: str) -> str:
    """A sentence when the address is of no use elsewhere, or not private on its way; else nothing."""
    parts = urlsplit(address)
    if parts.hostname in _HERE_ONLY:
        return "only this machine can reach it; set SEASONAL_OPS_BASE_URL to where partners reach the server"
    if parts.scheme != "https":
        return "it travels unencrypted; put TLS before the server and set SEASONAL_OPS_BASE_URL to https"
    return ""


def qr_lines(text: str) -> tuple[str, ...]:
    """A QR code (ISO/IEC 18004) in half blocks, dark where a block stands, its quiet zone around it."""
    import segno

    rows = [list(map(bool, row)) for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(_HALVES[pair] for pair in zip(*two, strict=True)) for two in pairs)


def qr_svg(text: str) -> str:
    """The same as a picture for a page (SVG 1.1), black on white."""
    import segno

    return segno.make(text, error="m", micro=False).svg_inline(
        scale=4, border=4, light="#fff", omitsize=False
    )
