"""Time zones: declared where they are used, and in a form that readers get right (RFC 5545, 3.6.5)."""

import re
from typing import Final

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.reporting import Report, error, warning

UNDECLARED_TZID: Final = error(
    "undeclared-tzid", "RFC 5545, 3.2.19", "no VTIMEZONE declares the zone {!r}; add one with that TZID"
)
ZONE_INCOMPLETE: Final = error(
    "zone-incomplete", "RFC 5545, 3.6.5", "the {} has no {}; declare the zone whole, or readers guess"
)
BAD_OFFSET: Final = error("bad-offset", "RFC 5545, 3.3.14", "{} is {!r}, which is no offset such as +0100")
RDATE_ZONE: Final = warning(
    "rdate-zone",
    "RFC 5545, 3.6.5",
    "the zone lists its changes by RDATE, which Outlook misreads; use a yearly RRULE",
)

_OBSERVANCES: Final = frozenset({"STANDARD", "DAYLIGHT"})
_OFFSETS: Final = ("TZOFFSETFROM", "TZOFFSETTO")
_OFFSET: Final = re.compile(r"[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?", re.ASCII)


def check_zones(calendar: Component, report: Report) -> None:
    """The zones that a calendar declares and uses. A name that begins with a slash needs no declaration."""
    components = [calendar, *calendar.inside()]
    zones = [one for one in components if one.kind == "VTIMEZONE"]
    declared = {_plain(line.value) for zone in zones for line in zone.all("TZID")}
    for zone in zones:
        _check_zone(zone, report)
    for component in components:
        for lines in component.lines.values():
            for line in lines:
                zone_id = line.parameters.get("TZID")
                if zone_id is not None and zone_id not in declared and not zone_id.startswith("/"):
                    report.add(UNDECLARED_TZID, line.number, zone_id)


def _plain(name: str) -> str:
    """As a property a zone's name is a TEXT, escaped; as a parameter it is not."""
    return re.sub(r"\\([\\;,])", r"\1", name.strip())


def _check_zone(zone: Component, report: Report) -> None:
    observances = [one for one in zone.children if one.kind in _OBSERVANCES]
    if not zone.first("TZID"):
        report.add(ZONE_INCOMPLETE, zone.number, zone.kind, "TZID")
    if not observances:
        report.add(ZONE_INCOMPLETE, zone.number, zone.kind, "STANDARD or DAYLIGHT")
    for one in observances:
        _check_observance(one, report)
    listed = [line.number for one in observances for line in one.all("RDATE")]
    if listed:
        report.add(RDATE_ZONE, min(listed))


def _check_observance(observance: Component, report: Report) -> None:
    for name in ("DTSTART", *_OFFSETS):
        if observance.first(name) is None:
            report.add(ZONE_INCOMPLETE, observance.number, observance.kind, name)
    for line in observance.all(*_OFFSETS):
        if not _OFFSET.fullmatch(line.value.strip()):
            report.add(BAD_OFFSET, line.number, line.name, line.value)
