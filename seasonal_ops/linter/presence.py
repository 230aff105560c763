"""What must be there, and what may be there only once (RFC 5545, 3.6; RFC 7986, 4)."""

from typing import Final

from seasonal_ops.linter.components import CALENDAR, IDENTIFIED, Component
from seasonal_ops.linter.reporting import Report, Rule, error

VERSION_MISSING: Final = error(
    "version-missing", "RFC 5545, 3.6", "the calendar has no VERSION; write VERSION:2.0"
)
VERSION_UNKNOWN: Final = error(
    "version-unknown",
    "RFC 5545, 3.7.4",
    "the calendar's VERSION is {}, and readers know 2.0; write VERSION:2.0",
)
PRODID_MISSING: Final = error(
    "prodid-missing", "RFC 5545, 3.6", "the calendar has no PRODID; name the program that made it"
)
UID_MISSING: Final = error(
    "uid-missing",
    "RFC 5545, 3.6.1",
    "the {} has no UID, so that nobody can update it; give it one that stays",
)
DTSTAMP_MISSING: Final = error(
    "dtstamp-missing", "RFC 5545, 3.6.1", "the {} has no DTSTAMP; write when it was last revised, in UTC"
)
DTSTART_MISSING: Final = error(
    "dtstart-missing", "RFC 5545, 3.6.1", "the event has no DTSTART; say when it begins"
)
ALARM_INCOMPLETE: Final = error(
    "alarm-incomplete", "RFC 5545, 3.6.6", "the alarm has no {}; write it or take the alarm out"
)
REPEATED_PROPERTY: Final = error(
    "repeated-property", "RFC 5545, 3.6", "{} stands in one {} more than once; keep one of them"
)

_NAMES: Final = ("UID", "PRODID")  # empty they name nothing
_NEEDED_BY_ALARM: Final = {
    "DISPLAY": ("DESCRIPTION",),
    "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE"),
}
_IDENTITY: Final = ("UID", "DTSTAMP", "DTSTART", "ORGANIZER", "URL")
_ENTRY: Final = (
    *_IDENTITY, "CLASS", "COLOR", "CREATED", "LAST-MODIFIED", "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY"
)  # fmt: skip
_TASK: Final = (*_ENTRY, "DESCRIPTION", "DURATION", "GEO", "LOCATION", "PRIORITY")
_OBSERVANCE: Final = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
_ONCE: Final = {
    CALENDAR: (
        "PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "LAST-MODIFIED", "URL", "REFRESH-INTERVAL",
        "SOURCE", "COLOR",
    ),
    "VEVENT": (*_TASK, "DTEND", "TRANSP"),
    "VTODO": (*_TASK, "COMPLETED", "DUE", "PERCENT-COMPLETE"),
    "VJOURNAL": _ENTRY,
    "VFREEBUSY": (*_IDENTITY, "CONTACT", "DTEND"),
    "VTIMEZONE": ("TZID", "LAST-MODIFIED", "TZURL"),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
    "VALARM": ("ACTION", "TRIGGER", "DURATION", "REPEAT"),
}  # fmt: skip


def check_presence(component: Component, report: Report) -> None:
    """What the component lacks, and what it has twice."""
    if component.kind in IDENTIFIED:
        _need(component, "UID", UID_MISSING, report)
        _need(component, "DTSTAMP", DTSTAMP_MISSING, report)
    elif component.kind == "VALARM":
        _check_alarm(component, report)
    for name in _ONCE.get(component.kind, ()):
        for again in component.lines.get(name, ())[1:]:
            report.add(REPEATED_PROPERTY, again.number, name, component.kind)


def check_calendar(calendar: Component, report: Report) -> None:
    """The calendar's own properties; an event may lack DTSTART where a METHOD says what it is for."""
    _need(calendar, "VERSION", VERSION_MISSING, report)
    _need(calendar, "PRODID", PRODID_MISSING, report)
    version = calendar.first("VERSION")
    # One version, or the least and the greatest (3.7.4).
    if version and version.value.rpartition(";")[2].strip() != "2.0":
        report.add(VERSION_UNKNOWN, version.number, version.value)
    if calendar.first("METHOD") is None:
        for component in calendar.inside():
            if component.kind == "VEVENT":
                _need(component, "DTSTART", DTSTART_MISSING, report)


def _need(component: Component, name: str, rule: Rule, report: Report) -> None:
    line = component.first(name)
    if line is None or (name in _NAMES and not line.value.strip()):
        report.add(rule, component.number, component.kind)


def _check_alarm(alarm: Component, report: Report) -> None:
    action = alarm.first("ACTION")
    by_action = _NEEDED_BY_ALARM.get(action.value.strip().upper(), ()) if action else ()
    # How often it rings again and how long between: both or neither.
    again = [name for name in ("REPEAT", "DURATION") if alarm.first(name) is not None]
    both = ("REPEAT", "DURATION") if again else ()
    for name in ("ACTION", "TRIGGER", *by_action, *both):
        if alarm.first(name) is None:
            report.add(ALARM_INCOMPLETE, alarm.number, name)
