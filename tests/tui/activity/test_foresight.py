"""What stands under the date boxes while somebody types."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.dates import Dated
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Status
from tests.tui.fakes import WEEK, FakeSource, an_assignment
from tests.tui.fakes.editing import CALENDAR
from tui.activity.foresight import Foresight, Kind, foresee, in_words
from tui.source.editing import Placed, Sheet

HOLIDAY = date(2026, 12, 25)


def sheet_of(activity_id: int = 3, *, source: FakeSource | None = None) -> Sheet:
    return (source or FakeSource()).sheet(activity_id)


def said(sheet: Sheet, when: str, end: str, *, partners: Any = None) -> Foresight:
    return foresee(sheet, when, end, sheet.activity.assignments if partners is None else partners)


def of_kind(foresight: Foresight, kind: Kind) -> list[str]:
    return [text for one, text in foresight.lines if one is kind]


@pytest.mark.parametrize(
    ("when", "end", "words"),
    [
        ("5/11 18:00", "23:00", "Thu 5 Nov 2026 18:00–23:00"),
        ("5/11 18:00", "02:00", "Thu 5 Nov 2026 18:00 – 02:00 next morning"),
        ("5/11 18:00", "17:00", "Thu 5 Nov 2026 18:00 – 17:00 the next day"),
        ("5/11 18:00", "", "Thu 5 Nov 2026 18:00, no end"),
        ("5/11 all day", "", "Thu 5 Nov 2026, all day"),
        ("5/11 all day", "7/11", "Thu 5 Nov 2026 – Sat 7 Nov 2026, all day"),
        ("5/11 18:00", "7/11 09:00", "Thu 5 Nov 2026 18:00 – Sat 7 Nov 2026 09:00"),
        ("5/11 18:00", "6/11 20:00", "Thu 5 Nov 2026 18:00 – Fri 6 Nov 2026 20:00"),
        ("5/11 18:00", "7/11", "Thu 5 Nov 2026 18:00 – Sat 7 Nov 2026"),
    ],
)
def test_the_date_in_words(when: str, end: str, words: str) -> None:
    (shown,) = of_kind(said(sheet_of(), when, end), Kind.WHEN)
    assert shown == words


def test_what_cannot_be_read_says_so_and_nothing_else() -> None:
    found = said(sheet_of(), "31/6", "")
    assert found.lines == ((Kind.WRONG, "there is no 31 June; the month has 30 days"),)
    assert (found.dates, found.wrong) == ((), "there is no 31 June; the month has 30 days")


def test_why_it_is_that_date() -> None:
    by_rule = replace(WEEK[2], date_rule="Mischief Night", original_on=WEEK[2].starts_on)
    sheet = sheet_of(source=FakeSource((by_rule,)))
    assert of_kind(said(sheet, "30/10 15:00", "17:00"), Kind.WHY) == [
        "Mischief Night; it moves when its anchor does"
    ]
    assert of_kind(said(sheet, "+1d", "17:00"), Kind.WHY) == [
        "by hand; write its rule to let it hang on that again: Mischief Night"
    ]
    assert of_kind(said(sheet, "the day before Bonfire Night", "17:00"), Kind.WHY) == [
        "the day before Bonfire Night (Thu 5 November 2026)"
    ]


def test_a_partner_that_has_more_than_it_can_man_shows_while_typing() -> None:
    """The police have the joint patrol on 5 November from 14:00 to 17:00, and can man one."""
    at_once = said(sheet_of(), "5/11 16:00", "18:00")
    clashes = of_kind(at_once, Kind.CLASH)
    assert len(clashes) == 2  # the council is on both as well
    assert any(
        one.startswith("2 activities at once want Police on Thu 5 Nov 2026, which can man 1")
        for one in clashes
    )
    assert of_kind(said(sheet_of(), "8/11 16:00", "18:00"), Kind.CLASH) == []
    without = said(sheet_of(), "5/11 16:00", "18:00", partners=())
    assert of_kind(without, Kind.CLASH) == []


def test_a_new_one_clashes_without_a_number() -> None:
    blank = FakeSource().blank("bright-sparx-2026")
    found = said(blank, "5/11 16:00", "18:00", partners=(an_assignment("Police"),))
    (clash,) = of_kind(found, Kind.CLASH)
    assert '"this one" (16:00–18:00)' in clash
    assert '"Joint patrol" (5, 14:00–17:00)' in clash


@pytest.mark.parametrize(
    ("change", "when", "note"),
    [
        ({}, "29/10 14:00", "in half-term"),
        ({}, "25/12 14:00", "a bank holiday: Christmas Day"),
        ({}, "29/10 14:00", "this is past"),
        ({"needs": (5,)}, "3/11 14:00", "before what it needs has ended"),
        ({"avoid": ("weekend",)}, "31/10 14:00", "falls on what it is to avoid: weekend"),
    ],
)
def test_what_else_is_worth_a_look(change: dict[str, Any], when: str, note: str) -> None:
    source = FakeSource((replace(WEEK[2], **change), WEEK[4]))
    source.capacity = None
    notes = of_kind(said(sheet_of(source=source), when, "17:00"), Kind.NOTE)
    assert any(note in one for one in notes), notes


def test_what_waits_for_it_is_said_when_it_would_come_too_late() -> None:
    behind = replace(WEEK[4], needs=(3,))
    notes = of_kind(said(sheet_of(source=FakeSource((WEEK[2], behind))), "6/11 14:00", "17:00"), Kind.NOTE)
    assert any("begins on Thu 5 Nov 2026 at 14:00, before what it needs has ended" in one for one in notes)


def test_who_accepted_another_date_is_named() -> None:
    names = [an_assignment(name, response=Answer.ACCEPTED) for name in ("Police", "Fire", "Council")]
    sheet = sheet_of(source=FakeSource((replace(WEEK[2], assignments=tuple(names)),)))
    assert of_kind(said(sheet, "9/11", "17:00"), Kind.NOTE) == [
        "Police, Fire and 1 more accepted Fri 30 Oct; ask whether the new date suits"
    ]
    assert of_kind(said(sheet, "30/10 18:00", "20:00"), Kind.NOTE) == ["in half-term"]


def test_a_series_says_its_first_dates() -> None:
    blank = FakeSource().blank("bright-sparx-2026")
    found = said(blank, "every Thursday from 5 November to 17 December", "")
    assert of_kind(found, Kind.NOTE)[0] == (
        "7 dates, one activity each, a series: Thu 5 Nov, Thu 12 Nov, Thu 19 Nov, Thu 26 Nov and 3 more"
    )


def test_what_is_over_or_called_off_cannot_clash() -> None:
    gone = replace(WEEK[4], status=Status.CANCELLED)
    sheet = sheet_of(source=FakeSource((WEEK[2], gone)))
    assert of_kind(said(sheet, "5/11 16:00", "18:00"), Kind.CLASH) == []


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_text_from_outside_is_only_text(hostile: str) -> None:
    def so(one: ActivityView) -> ActivityView:
        held = tuple(
            replace(held, partner_name=hostile, response=Answer.ACCEPTED) for held in one.assignments
        )
        return replace(one, title=hostile, assignments=held, date_rule=hostile)

    sheet = sheet_of(source=FakeSource(tuple(map(so, WEEK))))
    hostile_anchor = {**CALENDAR.anchors, "Mischief Night": Dated(date(2026, 10, 30), hostile)}
    calendar = replace(CALENDAR, anchors=hostile_anchor)
    sheet = replace(sheet, picture=replace(sheet.picture, calendars={sheet.plan.slug: calendar}))
    for when in ("5/11 16:00", "Mischief Night", hostile):
        for _, text in said(sheet, when, "18:00").lines:
            assert not set(text) & ACTING


def test_the_words_of_a_day_that_is_placed() -> None:
    assert in_words(Placed(on=HOLIDAY, last_day=HOLIDAY, start=None, end=None)) == "Fri 25 Dec 2026, all day"
