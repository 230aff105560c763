"""Another rule from a date on: what moves, what is added, what falls away and what stays."""

from datetime import time
from typing import Any

import pytest
from factories import NOW
from icalendar import Calendar
from sqlmodel import Session
from walks import ACT, FRIDAYS, THURSDAYS, Walks, day

from seasonal_ops import feeds, planning, queries, sharing
from seasonal_ops.dates import IfAvoided
from seasonal_ops.models import Plan, Series, key
from seasonal_ops.planning import When
from seasonal_ops.planning.series import preview_rule
from seasonal_ops.words import Answer, Role, Status

GONE = ("its series' rule no longer gives this date: it is cancelled",)


NEW_RULES = [
    # as many dates: in order, old against new
    (FRIDAYS, 1, [(1, 2), (8, 9), (15, 16), (22, 23), (29, 30)], [2, 9, 16, 23, 30]),
    # from a date on: what was before stays
    (FRIDAYS, 10, [(15, 16), (22, 23), (29, 30)], [1, 8, 16, 23, 30]),
    # on the day itself counts
    (FRIDAYS, 22, [(22, 23), (29, 30)], [1, 8, 15, 23, 30]),
    # more dates: those that are right already stay
    ("every Thursday from 1 October to 14 November", 1, [(None, 36), (None, 43)], [1, 8, 15, 22, 29, 36, 43]),
    # some in between, and before the first
    (
        "every Thursday from 20 September to 31 October",
        -20,
        [(None, -6)],
        [-6, 1, 8, 15, 22, 29],
    ),
    # fewer: those that are right already stay, the others go
    ("every Thursday from 8 October to 22 October", 1, [(1, None), (29, None)], [8, 15, 22]),
    # fewer, and none is right: the nearest ones move
    (
        "every Friday from 8 October to 16 October",
        1,
        [(1, None), (8, 9), (15, 16), (22, None), (29, None)],
        [9, 16],
    ),
    # one date
    ("Mischief Night", 1, [(1, None), (8, None), (15, None), (22, None), (29, 30)], [30]),
    # the same dates in other words: nothing moves
    ("every Thursday from 1 October to 29 October", 1, [], [1, 8, 15, 22, 29]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "since", "lines", "standing"), NEW_RULES)
def test_another_rule_moves_adds_and_cancels(
    walks: Walks, rule: str, since: int, lines: list[tuple[int | None, int | None]], standing: list[int]
) -> None:
    about = {"series_id": walks.id, "rule": rule, "since": day(since)}
    shown = preview_rule(walks.session, **about)
    assert [line[:2] for line in walks.lines(shown)] == lines
    assert all(move.warnings == (GONE if move.to is None else ()) for move in shown)
    assert walks.days() == [1, 8, 15, 22, 29]
    # What was shown is what is done.
    assert walks.change(rule, since) == shown
    assert walks.days() == standing
    # Asked for again, there is nothing left to do: what fell away stays cancelled, and says so.
    assert all(move.was == move.to for move in preview_rule(walks.session, **about))


def test_what_moves_is_the_same_entry_in_calendars_and_what_stays_says_why(both: Walks) -> None:
    # What stays under the new rule is shown with another reason; what lies before it is untouched.
    before = {row.id: (row.uid, row.sequence + (row.starts_on >= day(16))) for row in both.rows}
    both.change("every Thursday and Friday from 16 October to 30 October", 16)
    # 22 and 29 were right already; 16, 23 and 30 are new.
    after = {row.id: (row.uid, row.sequence) for row in both.rows}
    assert both.days() == [1, 8, 15, 16, 22, 23, 29, 30]
    assert {key_: after[key_] for key_ in before} == before
    both.change("every Wednesday from 16 October to 31 October", 16)
    moved = {row.id: row for row in both.rows}
    assert {key_: moved[key_].uid for key_ in after} == {key_: uid for key_, (uid, _) in after.items()}
    # 21 and 28 are left of five: two moved, three are cancelled, each of them seen by calendars once.
    assert both.days() == [1, 8, 15, 21, 28]
    raised = [moved[key_].sequence - sequence for key_, (_, sequence) in after.items()]
    assert sorted(raised) == [0, 0, 0, 1, 1, 1, 1, 1]


def test_an_added_date_asks_the_same_partners_anew(both: Walks) -> None:
    for slug in ("ormskirk-rotary", "skelmersdale-watch"):
        partner = queries.find_partner(both.session, slug)
        about = {"activity_id": key(both.on(29)), "partner_id": key(partner)}
        planning.respond(both.session, answer=Answer.ACCEPTED, **about, **ACT)
    both.change("every Thursday from 1 October to 5 November")
    *_, last, new = both.views
    assert (new.starts_on, new.start_time, new.end_time) == (day(36), time(18), time(20))
    assert [(one.partner, one.role) for one in new.assignments] == [
        ("skelmersdale-watch", Role.LEAD),
        ("ormskirk-rotary", Role.SUPPORT),
    ]
    assert {one.response for one in new.assignments} == {Answer.ASKED}
    assert {one.response for one in last.assignments} == {Answer.ACCEPTED}
    assert (new.series, new.plan, new.original_on) == (both.id, "action-days-2026", day(36))
    assert new.uid != last.uid


def test_an_added_date_is_what_the_others_are(session: Session, plan: Plan) -> None:
    said: dict[str, Any] = {
        "location": "Beacon Park",
        "meet": "Gate",
        "description": "Torches",
        "theme": "environment",
        "phase": "operation",
        "measures": ("detritus-removed",),
        "avoid": ("bank holiday",),
        "if_avoided": IfAvoided.LATER,
        "start": time(21),
        "end": time(3),
    }
    walks = Walks(session, plan, **said)
    walks.change("every Thursday from 1 October to 5 November")
    *_, last, new = walks.views
    own = {
        "id",
        "uid",
        "version",
        "sequence",
        "starts_on",
        "ends_on",
        "original_on",
        "date_rule",
        "date_reason",
        "assignments",
    }
    same = [name for name in new.__slots__ if name not in own]
    assert {name: getattr(new, name) for name in same} == {name: getattr(last, name) for name in same}
    assert (new.starts_on, new.ends_on) == (day(36), day(37))


def test_who_is_no_longer_asked_is_not_asked_for_an_added_date(walks: Walks) -> None:
    rotary = key(queries.find_partner(walks.session, "ormskirk-rotary"))
    for row in walks.rows:
        planning.unassign(walks.session, activity_id=key(row), partner_id=rotary, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    assert [one.partner for one in walks.views[-1].assignments] == ["skelmersdale-watch"]


def test_what_falls_away_says_why(walks: Walks) -> None:
    walks.change("every Thursday from 1 October to 22 October")
    row = walks.rows[-1]
    assert (row.status, row.status_note) == (
        Status.CANCELLED, "its series' rule no longer gives this date",
    )  # fmt: skip


STAYING = [
    (Status.DELIVERED, "it is delivered and stays"),
    (Status.PARTLY, "it is partly and stays"),
    (Status.NOT_DELIVERED, "it is not-delivered and stays"),
    (Status.CANCELLED, "it is cancelled and stays"),
]


@pytest.mark.parametrize(("status", "why"), STAYING)
def test_what_is_over_stays_and_says_so(walks: Walks, status: Status, why: str) -> None:
    walks.status(8, status)
    # Its date is done with: the rule's 8th is not made again, and the others go in order.
    lines = walks.lines(walks.change("every Thursday and Friday from 1 October to 9 October"))
    assert lines == [(8, 8, (why,)), (15, 2, ()), (22, 9, ()), (29, None, GONE)]


def test_what_was_moved_by_hand_stays_and_its_own_date_is_not_made_again(walks: Walks) -> None:
    walks.move(8, 10)
    lines = walks.lines(walks.change("every Thursday from 1 October to 5 November"))
    assert lines == [(10, 10, ("it was moved by hand and stays",)), (None, 36, ())]
    assert walks.days() == [1, 10, 15, 22, 29, 36]


def test_what_is_being_done_moves_with_its_rule(walks: Walks) -> None:
    walks.status(8, Status.DOING)
    walks.change(FRIDAYS)
    assert walks.days() == [2, 9, 16, 23, 30]


def test_what_a_rule_moved_is_not_moved_by_hand(walks: Walks) -> None:
    walks.change(FRIDAYS)
    walks.change("every Saturday from 1 October to 31 October")
    assert walks.days() == [3, 10, 17, 24, 31]


def test_each_date_says_by_what_rule_it_stands(walks: Walks) -> None:
    walks.change("every Fri from 1 october until 31 Oct", 10)
    series = walks.session.get(Series, walks.id)
    assert series is not None
    assert series.rule == FRIDAYS
    assert [row.date_rule for row in walks.rows] == [THURSDAYS, THURSDAYS, FRIDAYS, FRIDAYS, FRIDAYS]
    assert walks.rows[-1].date_reason == (
        "Friday, every Friday from Thu 1 October 2026 to Sat 31 October 2026"
    )


def test_a_date_that_stays_says_the_new_rules_reason(walks: Walks) -> None:
    walks.change("every Thursday from 1 October to 5 November")
    reason = "Thursday, every Thursday from Thu 1 October 2026 to Thu 5 November 2026"
    assert {row.date_reason for row in walks.rows} == {reason}


def test_feeds_say_the_new_rules_reason_as_a_change(walks: Walks) -> None:
    feed = sharing.create_feed(walks.session, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    calendar = Calendar.from_ical(feeds.body(walks.session, key(feed)))
    said = {
        (str(event["DESCRIPTION"]).rpartition(" to ")[2], event["SEQUENCE"], event["LAST-MODIFIED"].dt)
        for event in calendar.walk("VEVENT")
        if event["UID"] in {row.uid for row in walks.rows[:-1]}
    }
    assert {one[:2] for one in said} == {("Thu 5 November 2026", 1)}
    assert min(one[2] for one in said) > NOW


def test_days_to_avoid_are_avoided_by_the_new_dates_too(session: Session, plan: Plan) -> None:
    walks = Walks(session, plan, avoid=("weekend",), if_avoided=IfAvoided.LATER)
    walks.change("every Saturday from 1 October to 31 October")
    # Monday instead of Saturday.
    assert walks.days() == [5, 12, 19, 26, 33]


def test_lengths_are_kept(session: Session, plan: Plan) -> None:
    walks = Walks(session, plan)
    when = When(on=day(1), reason="", last_day=day(3))
    planning.put_on(session, activity_id=key(walks.on(1)), when=when, **ACT)
    walks.change(FRIDAYS)
    assert [(row.ends_on - row.starts_on).days for row in walks.rows] == [2, 0, 0, 0, 0]
