"""Values from a closed list or of a fixed form: states, colours, places, how often to look again."""

import re
from typing import Final

from seasonal_ops.linter.colours import CSS3
from seasonal_ops.linter.components import CALENDAR, Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error, warning
from seasonal_ops.linter.values import duration

UNKNOWN_STATUS: Final = error("unknown-status", "RFC 5545, 3.8.1.11", "the STATUS {!r} is none of {}")
UNKNOWN_TRANSP: Final = error(
    "unknown-transp", "RFC 5545, 3.8.2.7", "TRANSP is {!r}; write OPAQUE (busy) or TRANSPARENT (free)"
)
BAD_GEO: Final = error(
    "bad-geo", "RFC 5545, 3.8.1.6", "GEO is {!r}; write latitude;longitude in degrees, such as 53.55;-2.77"
)
COLOR_NAME: Final = error(
    "color-name", "RFC 7986, 5.9", "COLOR is {!r}, which is no CSS3 colour name; write one such as darkorange"
)
APPLE_COLOR: Final = warning(
    "apple-color", "Apple iCal extension", "X-APPLE-CALENDAR-COLOR is {!r}; write it as #RRGGBB"
)
REFRESH_TYPE: Final = error(
    "refresh-type",
    "RFC 7986, 5.7",
    "REFRESH-INTERVAL must say its type; write REFRESH-INTERVAL;VALUE=DURATION:PT1H",
)
REFRESH_DURATION: Final = error(
    "refresh-duration", "RFC 7986, 5.7", "{} is {!r}, which is no length of time such as PT1H"
)

_STATES: Final = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
    "VJOURNAL": ("DRAFT", "FINAL", "CANCELLED"),
}
_TRANSP: Final = frozenset({"OPAQUE", "TRANSPARENT"})
_DEGREES: Final = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?);([+-]?\d{1,3}(?:\.\d+)?)", re.ASCII)
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")


def check_closed(component: Component, report: Report) -> None:
    """The values of a component that only certain words or forms may fill."""
    _check_status(component, report)
    for line in component.all("TRANSP"):
        if line.value.strip().upper() not in _TRANSP:
            report.add(UNKNOWN_TRANSP, line.number, line.value)
    for line in component.all("GEO"):
        if not _is_place(line.value):
            report.add(BAD_GEO, line.number, line.value)
    for line in component.all("COLOR"):
        if line.value.strip().lower() not in CSS3:
            report.add(COLOR_NAME, line.number, line.value)
    if component.kind == CALENDAR:
        _check_calendar(component, report)


def _check_status(component: Component, report: Report) -> None:
    states = _STATES.get(component.kind)
    for line in component.all("STATUS") if states else ():
        if states and line.value.strip().upper() not in states:
            report.add(UNKNOWN_STATUS, line.number, line.value, ", ".join(states))


def _is_place(text: str) -> bool:
    found = _DEGREES.fullmatch(text.strip())
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _check_calendar(calendar: Component, report: Report) -> None:
    for line in calendar.all("X-APPLE-CALENDAR-COLOR"):
        if not _HEX.fullmatch(line.value.strip()):
            report.add(APPLE_COLOR, line.number, line.value)
    for line in calendar.all("REFRESH-INTERVAL"):
        if line.parameters.get("VALUE", "").upper() != "DURATION":
            report.add(REFRESH_TYPE, line.number)
    for line in calendar.all("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        _check_interval(line, report)


def _check_interval(line: Line, report: Report) -> None:
    length = duration(line.value)
    if length is None or length.total_seconds() <= 0:
        report.add(REFRESH_DURATION, line.number, line.name, line.value)
