"""Texts that try to leave their field, in rows that got past the door: every reader still takes the feed.

The door refuses most of them (`seasonal_ops.text`), so that the rows are written directly.
"""

from datetime import date, time
from unicodedata import category

import pytest
from clients.readers import Event, Reader
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import feeds, ical, planning, sharing
from seasonal_ops.db import Database
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.linter import lint
from seasonal_ops.models import Theme, key
from seasonal_ops.words import Detail, Role

ON = date(2026, 11, 6)
FIELDS = ("title", "description", "location", "meet", "url", "date_reason", "status_note", "theme")

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "template": "{{7*7}}",
    "property": "a\r\nATTENDEE:mailto:e@x",
    "component": "a\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "end of the calendar": "a\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR",
    "lone CR": "a\rATTENDEE:mailto:e@x",
    "NUL": "a\x00b",
    "vertical tab": "a\x0bATTENDEE:mailto:e@x",
    "form feed": "a\x0cATTENDEE:mailto:e@x",
    "file separator": "a\x1cATTENDEE:mailto:e@x",
    "next line": "a\x85ATTENDEE:mailto:e@x",
    "line separator": "a\u2028ATTENDEE:mailto:e@x",
    "paragraph separator": "a\u2029ATTENDEE:mailto:e@x",
    "emoji at the fold": "".join("a" * length + "👩‍🚒" for length in range(60, 76)),
    "markup": "[/",
    "markup that acts": "[@click=app.quit]OK[/]",
    "much markup": "[b]" * 5000,
    "clears a terminal": "\x1b[2J",
    "writes a clipboard": "\x1b]52;c;cHdu\x1b\\",
    "C1 control": "\x9b31m",
    "bidirectional override": "\u202egnp.exe",
    "combining marks": "a" + "\u0301" * 10_000,
    # What RFC 5545 itself gives a meaning.
    "escapes": r"C:\temp\, \; a;b,c\\",
    "quotes": '"a";VALUE=DATE:"b"',
    "caret": "^n^'^^",
    "tab and spaces": "\t a \t",
    "byte order mark": "\ufeffa",
    "nothing else": "\x00\x85\u2028",
}


def write_into_every_field(session: Session, text: str) -> int:
    """A feed of a plan, a theme, a partner and an activity that say it, between two that do not."""
    plan, partner = make_plan(session), make_partner(session)
    before, hostile, after = (
        make_activity(session, plan, ON, title=name) for name in ("one", "two", "three")
    )
    for name in FIELDS:
        setattr(hostile, name, text)
    plan.name = partner.name = text
    session.add_all((hostile, plan, partner, Theme(plan_id=key(plan), slug=text, name=text)))
    feed = sharing.create_feed(session, partner_ids=[key(partner)], name="Feed", actor=LEAD, now=NOW)
    feed.name, feed.alarms = text, True
    for activity in (before, hostile, after):
        planning.assign(session, activity_id=key(activity), partner_id=key(partner), actor=LEAD, now=NOW)
    return key(feed)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_reader_takes_a_feed_with_hostile_texts(
    sqlite_database: Database, readers: dict[str, Reader], text: str
) -> None:
    with sqlite_database.write() as session:
        body = feeds.body(session, write_into_every_field(session, text))
    events = agreed(body, readers)
    assert len({one.uid for one in events}) == len(events) == 3
    assert {"one", "three"} < {one.summary for one in events}
    assert {(one.start, one.status) for one in events} == {("2026-11-06T18:00:00+00:00", "CONFIRMED")}


def agreed(body: bytes, readers: dict[str, Reader]) -> list[Event]:
    """What all readers say of a feed, in which no text has become a property or left its line."""
    assert lint(body) == []
    said = {name: read(body) for name, read in readers.items()}
    events = said["icalendar"]
    assert said == dict.fromkeys(readers, events)
    assert not {category(character) for one in events for character in one.summary} & {"Cc", "Cs", "Zl", "Zp"}
    return events


def test_a_backslash_before_an_n_is_no_line_break(readers: dict[str, Reader]) -> None:
    body = alone("C:\\new")
    said = {name: read(body)[0].summary for name, read in readers.items()}
    # Of these, ics alone unescapes in the wrong order, whoever writes.
    assert said.pop("ics") == "C:\\\new"
    assert said == dict.fromkeys(said, "C:\\new")


def test_every_reader_takes_a_lone_surrogate(readers: dict[str, Reader]) -> None:
    # No database takes one in.
    (event,) = agreed(alone("a\ud800b"), readers)
    assert event.summary == "ab"


def alone(text: str) -> bytes:
    """A calendar of one event that says it in every field."""
    event = CalendarEvent(
        uid="6f1c2c0e-3f1e-4b52-9c0d-0b8a4c1f7a11",
        starts_on=ON,
        ends_on=ON,
        start_time=time(18),
        end_time=time(23),
        sequence=0,
        revised_at=NOW,
        partners=((text, Role.LEAD), (text, Role.SUPPORT)),
        **dict.fromkeys(("title", "description", "location", "meet", "plan", "theme", "reason", "url"), text),
    )
    return ical.head(text) + ical.vevent(event, detail=Detail.FULL) + ical.TAIL
