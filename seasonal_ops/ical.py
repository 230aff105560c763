"""Calendar bytes (RFC 5545, RFC 7986): an activity as one VEVENT, and what stands around it. Pure.

Every value comes in, the time of revision too, so that two renders differ in no byte. Text is cleaned
before it goes in, since `icalendar` lets characters through at which some readers split a line.
Only the properties written here ever stand in an event.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from seasonal_ops.errors import BadValue
from seasonal_ops.nights import instants
from seasonal_ops.text import harmless
from seasonal_ops.words import Detail, Role, Sensitivity

if TYPE_CHECKING:
    import icalendar

# Every time is written in this one zone, an activity of another zone at the same instant: single
# dates lose nothing by it, and no reader meets a zone that it knows by another rule.
ZONE: Final = "Europe/London"
WITHHELD: Final = "Operation"
_BREAKS: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HTTPS: Final = re.compile(r"https://[\x21-\x7e]{1,2000}")

# Two yearly rules, as text: Outlook misreads zones of RDATE lists, which the library would write.
_VTIMEZONE: Final = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
_OPENING: Final = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Seasonal Ops//Calendar feed//EN
CALSCALE:GREGORIAN
"""
_HINTS: Final = f"""\
X-WR-TIMEZONE:{ZONE}
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
"""
# A name of CSS3 (RFC 7986, 5.9) and the same for Apple; dark enough for white text upon it.
COLOURS: Final = (
    ("darkorange", "#FF8C00"),
    ("steelblue", "#4682B4"),
    ("seagreen", "#2E8B57"),
    ("firebrick", "#B22222"),
    ("darkorchid", "#9932CC"),
    ("teal", "#008080"),
    ("sienna", "#A0522D"),
    ("slategray", "#708090"),
)
TAIL: Final = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a calendar may be told of an activity.

    Dates and times are local to `time_zone`; no start time is all day, no end time is no length.
    `revised_at` is aware: the last visible change. `partners` are names with roles.
    """

    uid: str
    title: str
    starts_on: date
    ends_on: date
    start_time: time | None = None
    end_time: time | None = None
    time_zone: str = ZONE
    sequence: int
    revised_at: datetime
    sensitivity: Sensitivity = Sensitivity.OPEN
    description: str = ""
    partners: tuple[tuple[str, Role], ...] = ()
    location: str = ""
    meet: str = ""
    plan: str = ""
    theme: str = ""
    reason: str = ""
    url: str = ""
    latitude: float | None = None
    longitude: float | None = None


def capped(detail: Detail, sensitivity: Sensitivity) -> Detail:
    """How much a feed of this detail shows of an activity: what is sensitive is never told."""
    if sensitivity is Sensitivity.SENSITIVE:
        return Detail.BUSY
    if sensitivity is Sensitivity.LIMITED and detail is Detail.FULL:
        return Detail.LIMITED
    return detail


def head(name: str, *, number: int = 0) -> bytes:
    """What stands before the events of a calendar of this name, its time zone declared.

    Calendars that lie beside each other differ in colour when their numbers do.
    """
    name = _line(name) or "Calendar"
    names = _content_line("NAME", name) + _content_line("X-WR-CALNAME", name)
    css, rgb = COLOURS[number % len(COLOURS)]
    colours = f"COLOR:{css}\nX-APPLE-CALENDAR-COLOR:{rgb}\n"
    return _crlf(_OPENING) + names + _crlf(colours + _HINTS + _VTIMEZONE)


def vevent(event: CalendarEvent, *, detail: Detail, alarm: bool = False) -> bytes:
    """The activity as one VEVENT of CRLF lines of at most 75 octets; with `alarm`, calendars ring before.

    Raises BadValue for a time that cannot be written, such as an end before the start.
    """
    shown = capped(detail, event.sensitivity)
    component = _component(event)
    component.add("summary", _text_type()(_summary(event, shown)))
    component.add("status", "CONFIRMED")
    # A whole day is a task of that day, no reason to decline everything else on it.
    component.add("transp", "TRANSPARENT" if event.start_time is None else "OPAQUE")
    _add_details(component, event, shown)
    if alarm:
        component.add_component(_alarm(event, _summary(event, shown)))
    return _bytes(component)


def _alarm(event: CalendarEvent, said: str) -> "icalendar.Alarm":
    """An hour before, or at nine on the morning before a whole day (RFC 5545, 3.6.6)."""
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(hours=15 if event.start_time is None else 1))
    alarm.add("description", _text_type()(said))
    return alarm


def tombstone(event: CalendarEvent, *, detail: Detail | None) -> bytes:
    """The activity as cancelled; with `detail` None, to one who may no longer see any of it."""
    component = _component(event)
    shown = None if detail is None else capped(detail, event.sensitivity)
    summary = "no longer yours" if shown is None else _summary(event, shown)
    component.add("summary", _text_type()(f"CANCELLED: {summary}"))
    component.add("status", "CANCELLED")
    component.add("transp", "TRANSPARENT")
    if shown is not None:
        _add_details(component, event, shown)
    return _bytes(component)


def _bytes(component: "icalendar.Event") -> bytes:
    written: bytes = component.to_ical()
    return written


def _component(event: CalendarEvent) -> "icalendar.Event":
    """Identity, revision and time. Without METHOD, DTSTAMP is the revision too (RFC 5545, 3.8.7.2)."""
    import icalendar

    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.revised_at)
    component.add("last-modified", event.revised_at)
    component.add("sequence", event.sequence)
    start, end = _span(event)
    component.add("dtstart", start)
    if end is not None:
        component.add("dtend", end)
    return component


def _span(event: CalendarEvent) -> tuple[date, date | None]:
    """DTSTART and DTEND, both of dates or both in `ZONE`; the end exclusive, None for no length."""
    first, last = instants(event.starts_on, event.ends_on, event.start_time, event.end_time, event.time_zone)
    if last < first or (last == first and event.end_time is not None):
        raise BadValue("its end is not after its start; move it to another time")
    if event.start_time is None:
        return event.starts_on, event.ends_on + timedelta(days=1)
    return _local(first), None if last == first else _local(last)


def _local(moment: datetime) -> datetime:
    """The moment in `ZONE`; in UTC where local time would name the first of two such times instead."""
    local = moment.astimezone(ZoneInfo(ZONE))
    return moment if local.fold else local


def _summary(event: CalendarEvent, shown: Detail) -> str:
    return WITHHELD if shown is Detail.BUSY else _line(event.title) or WITHHELD


def _add_details(component: "icalendar.Event", event: CalendarEvent, shown: Detail) -> None:
    if shown is not Detail.FULL:
        return
    texts = {
        "location": _line(event.location),
        "description": _description(event),
        "categories": _line(event.theme),
    }
    for name, value in texts.items():
        if value:
            component.add(name, _text_type()(value))
    if _HTTPS.fullmatch(event.url):
        component.add("url", event.url)
    if event.latitude is not None and event.longitude is not None:
        component.add("geo", (event.latitude, event.longitude))


def _description(event: CalendarEvent) -> str:
    """Plain text: what, who, where to meet, in which plan, why on this date; never what anybody answered."""
    labelled = {
        "Lead": _names(event, Role.LEAD),
        "Support": _names(event, Role.SUPPORT),
        "Meet": _line(event.meet),
        "Plan": _line(event.plan),
        "Why this date": _line(event.reason),
    }
    facts = "\n".join(f"{label}: {value}" for label, value in labelled.items() if value)
    return "\n\n".join(part for part in (_text(event.description), facts) if part)


def _names(event: CalendarEvent, wanted: Role) -> str:
    return "; ".join(_line(name) for name, role in event.partners if role is wanted)


def _line(text: str) -> str:
    """The text on one line, harmless."""
    return harmless(_BREAKS.sub(" ", text).replace("\t", " ")).strip()


def _text(text: str) -> str:
    """The text with its line breaks, harmless otherwise."""
    return harmless(_BREAKS.sub("\n", text).replace("\t", " "), keep="\n").strip()


def _content_line(name: str, text: str) -> bytes:
    from icalendar import Parameters
    from icalendar.parser import Contentline

    written: bytes = Contentline.from_parts(name, Parameters(), _text_type()(text)).to_ical()
    return written + b"\r\n"


@cache
def _text_type() -> "type[icalendar.vText]":
    """The library's TEXT, but escaped as RFC 5545 has it (3.3.11).

    The library takes a backslash before an N, as in a Windows path, for a line break.
    """
    from icalendar import vText

    class Text(vText):
        __slots__ = ()

        def to_ical(self) -> bytes:
            escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
            return escaped.replace("\n", "\\n").encode()

    return Text


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")
