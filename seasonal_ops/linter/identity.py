"""Who is who (RFC 5545, 3.8.4.7): one UID is one thing, told once; SEQUENCE counts its revisions."""

import re
from collections.abc import Iterable
from typing import Final

from seasonal_ops.linter.components import IDENTIFIED, Component
from seasonal_ops.linter.reporting import Report, error

DUPLICATE_UID: Final = error(
    "duplicate-uid",
    "RFC 5545, 3.8.4.7",
    "the UID {!r} stands on another {} before, and Google shows only the last; give each its own",
)
BAD_SEQUENCE: Final = error(
    "bad-sequence", "RFC 5545, 3.8.7.4", "SEQUENCE is {!r}; write a whole number from 0 to 2147483647"
)

_INTEGER: Final = re.compile(r"\+?0*\d{1,10}", re.ASCII)
_GREATEST: Final = 2**31 - 1  # RFC 5545, 3.3.8


def check_sequence(component: Component, report: Report) -> None:
    """SEQUENCE is a number that readers can compare."""
    for line in component.all("SEQUENCE"):
        text = line.value.strip()
        if not _INTEGER.fullmatch(text) or int(text.lstrip("+0") or "0") > _GREATEST:
            report.add(BAD_SEQUENCE, line.number, line.value)


def check_duplicates(components: Iterable[Component], report: Report) -> None:
    """The same UID again is another occurrence of a series only with another RECURRENCE-ID."""
    seen: set[tuple[str, str, str]] = set()
    for component in components:
        uid, occurrence = component.first("UID"), component.first("RECURRENCE-ID")
        if uid is None or component.kind not in IDENTIFIED:
            continue
        identity = (component.kind, uid.value, occurrence.value if occurrence else "")
        if identity in seen:
            report.add(DUPLICATE_UID, uid.number, uid.value, component.kind)
        seen.add(identity)
