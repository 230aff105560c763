"""Conditional requests and the choice of an encoding (RFC 9110, sections 8.8, 12.5.3 and 13). Pure."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

_ENTITY_TAG: Final = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


def entity_tag(digest: str, *, gzipped: bool) -> str:
    """The strong ETag of a body in one encoding: bytes that differ never share one."""
    return f'"{digest}-gzip"' if gzipped else f'"{digest}"'


def http_date(moment: datetime) -> str:
    """An IMF-fixdate; `moment` is aware."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def not_modified(
    *,
    if_none_match: str,
    if_modified_since: str,
    etag: str,
    last_modified: datetime,
    now: datetime,
) -> bool:
    """Whether 304 answers a GET or HEAD.

    Both headers are empty when they were not sent; If-None-Match is one list, however often it came. It
    decides alone (13.2.2), by weak comparison. A date that cannot be read, or
    lies in the future, is as none.
    """
    if if_none_match:
        return if_none_match.strip() == "*" or etag.strip('"') in _ENTITY_TAG.findall(if_none_match)
    since = _date(if_modified_since)
    return since is not None and last_modified.replace(microsecond=0) <= since <= now


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def takes_gzip(accept_encoding: str) -> bool:
    """Whether gzip was offered, in one list, and nothing was said to prefer the body as it is."""
    weights = dict(_weighted(part) for part in accept_encoding.split(","))
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weighted(part: str) -> tuple[str, float]:
    """A coding and its weight; one that is written wrongly counts as not offered."""
    coding, _, parameter = part.partition(";")
    name, _, value = parameter.partition("=")
    if not parameter.strip():
        return coding.strip().lower(), 1.0
    known = name.strip().lower() == "q" and _QUALITY.fullmatch(value.strip())
    return coding.strip().lower(), float(value) if known else 0.0
