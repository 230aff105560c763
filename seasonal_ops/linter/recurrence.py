"""Recurrence rules (RFC 5545, 3.3.10; RFC 7529 for RSCALE and SKIP)."""

import re
from typing import Final

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error
from seasonal_ops.linter.values import Stamp, stamp, stamp_of

BAD_RRULE: Final = error(
    "bad-rrule", "RFC 5545, 3.3.10", "the rule's {} cannot be read; correct it or take it out"
)
UNTIL_TYPE: Final = error(
    "until-type",
    "RFC 5545, 3.3.10",
    "UNTIL is {!r}, which does not go with DTSTART; a date goes with a date, UTC with a time that has a zone",
)

_COUNTING: Final = r"0*[1-9]\d{0,8}"
_DAY_OF_YEAR: Final = r"[+-]?(?!0+\b)(?:[0-2]?\d?\d|3[0-5]\d|36[0-6])"
_DAY: Final = "(?:MO|TU|WE|TH|FR|SA|SU)"


def _listed(one: str) -> str:
    return f"{one}(?:,{one})*"


_PARTS: Final = {
    name: re.compile(pattern, re.ASCII)
    for name, pattern in {
        "FREQ": "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
        "UNTIL": ".*",
        "COUNT": _COUNTING,
        "INTERVAL": _COUNTING,
        "BYSECOND": _listed(r"(?:[0-5]?\d|60)"),
        "BYMINUTE": _listed(r"[0-5]?\d"),
        "BYHOUR": _listed(r"(?:[01]?\d|2[0-3])"),
        "BYDAY": _listed(rf"(?:[+-]?[0-5]?\d)?{_DAY}"),
        "BYMONTHDAY": _listed(r"[+-]?(?:0?[1-9]|[12]\d|3[01])"),
        "BYYEARDAY": _listed(_DAY_OF_YEAR),
        "BYWEEKNO": _listed(r"[+-]?(?:0?[1-9]|[1-4]\d|5[0-3])"),
        "BYMONTH": _listed(r"(?:0?[1-9]|1[0-3])L?"),
        "BYSETPOS": _listed(_DAY_OF_YEAR),
        "WKST": _DAY,
        "RSCALE": r"[A-Z0-9-]+",
        "SKIP": "OMIT|BACKWARD|FORWARD",
    }.items()
}


def check_recurrence(component: Component, report: Report) -> None:
    """Every rule of a component, and its UNTIL against the component's start."""
    for line in component.all("RRULE", "EXRULE"):
        parts = [part.partition("=") for part in line.value.strip().upper().split(";")]
        wrong = _wrong([(name, value) for name, _, value in parts])
        if wrong:
            report.add(BAD_RRULE, line.number, wrong)
        else:
            _check_until(line, {name: value for name, _, value in parts}, component, report)


def _wrong(parts: list[tuple[str, str]]) -> str:
    """The first part that is wrong, by its name."""
    seen: set[str] = set()
    for name, value in parts:
        pattern = _PARTS.get(name)
        if pattern is None or name in seen or not pattern.fullmatch(value):
            return name or "empty part"
        seen.add(name)
    if "FREQ" not in seen:
        return "FREQ"
    return "COUNT beside UNTIL" if {"COUNT", "UNTIL"} <= seen else ""


def _check_until(line: Line, parts: dict[str, str], component: Component, report: Report) -> None:
    if "UNTIL" not in parts:
        return
    until, start = stamp(parts["UNTIL"]), component.first("DTSTART")
    begins = stamp_of(start)
    if until is None:
        report.add(BAD_RRULE, line.number, "UNTIL")
    elif start and begins and not _go_together(until, begins, _has_zone(start, begins, component)):
        report.add(UNTIL_TYPE, line.number, parts["UNTIL"])


def _has_zone(start: Line, begins: Stamp, component: Component) -> bool:
    """The changes of a zone begin at local times of that zone."""
    return begins.is_utc or "TZID" in start.parameters or component.parent == "VTIMEZONE"


def _go_together(until: Stamp, begins: Stamp, has_zone: bool) -> bool:
    if begins.is_date or until.is_date:
        return begins.is_date and until.is_date
    return until.is_utc == has_zone
