"""What a lead has to see to this week, and what changed in the last one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from board import CHANGED, LIVE, NOW, Board
from factories import LEAD

from seasonal_ops import planning, queries
from seasonal_ops.models import Contact, Partner, Reminder, key
from seasonal_ops.views import UNNAMED, StuckReminder, WeekView
from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role, Sensitivity, Status

SOON = NOW + timedelta(days=30)


def november(day: int) -> date:
    return date(2026, 11, day)


def read(board: Board, **more: Any) -> WeekView:
    view = queries.week(board.session, **({"plan_ids": [key(board.plan)], "now": NOW} | more))
    assert view is not None
    return view


def contact(board: Board, partner: Partner, name: str, phone: str = "", *, deputy: bool = False) -> Contact:
    return planning.add_contact(
        board.session,
        partner_id=key(partner),
        address=f"{name}@example.org",
        name=name,
        phone=phone,
        deputy=deputy,
        fingerprint_key=b"k",
        actor=LEAD,
        now=LIVE,
    )


def test_what_is_to_be_seen_to(both: Board) -> None:
    both.add("over", november(1), both.fire)
    monday = both.add("today", november(2), both.fire)
    both.add("on Sunday", november(8), both.fire)
    # What has begun is no news each Monday.
    begun = both.add("begun on Sunday", november(1), both.fire, start=None, end=None)
    begun.ends_on = november(20)
    next_week = both.add("next Monday", november(9), both.fire)
    both.status(both.add("done today", november(2)), Status.DELIVERED)
    both.gate("in a fortnight", november(16), next_week)
    both.gate("later", november(17), next_week)
    both.assign(monday, both.police, Role.SUPPORT, now=LIVE)
    both.go_live()
    view = read(both)
    assert (view.today, view.until, view.plans) == (november(2), november(8), ("Harvest 2026",))
    assert [one.title for one in view.overdue] == ["over"]
    assert [one.title for one in view.due] == ["today", "on Sunday"]
    assert [one.title for one in view.gates] == ["in a fortnight"]
    assert [(one.partner, one.since) for one in view.unanswered] == [("police-force-east", LIVE)]
    assert [one.on for one in view.uncounted] == [date(2026, 9, 25), date(2026, 9, 26)]
    assert (view.next_anchor, view.quiet) == (None, False)
    # On Wednesday the days before are no longer due.
    assert [one.title for one in read(both, now=NOW + timedelta(days=2)).due] == ["on Sunday"]


def test_whom_to_ring(both: Board) -> None:
    row = both.add("asked", november(5))
    both.assign(row, both.police)
    both.go_live()
    assert read(both).unanswered[0].ring == ""
    contact(both, both.police, "sub", "01695 3", deputy=True)
    contact(both, both.police, "desk")
    # A deputy that can be rung is better than a desk that cannot.
    assert read(both).unanswered[0].ring == "sub 01695 3"
    contact(both, both.police, "sergeant", "01695 1")
    assert read(both).unanswered[0].ring == "sergeant 01695 1"


# Monday 26 October at 00:00 in London, where summer time has ended the day before, to Monday 2 November.
@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, tzinfo=UTC), True),
        (datetime(2026, 11, 1, 23, 59, 59, tzinfo=UTC), True),
        # It stands in next Monday's.
        (datetime(2026, 11, 2, tzinfo=UTC), False),
    ],
)
def test_what_changed_in_the_last_week(both: Board, at: datetime, told: bool) -> None:
    moved = both.add("moved", november(20), both.fire)
    off = both.add("called off", november(20), both.fire)
    both.go_live()
    both.move(moved, november(21), november(22), now=at)
    # Another time is no other date.
    later = {"to": november(22), "start": time(19), "actor": LEAD, "now": at}
    planning.move_activity(both.session, activity_id=key(moved), **later)
    both.status(off, Status.CANCELLED, "storm", now=at)
    # The same whenever in the week it is read.
    for now in (NOW, NOW + timedelta(days=5)):
        view = read(both, now=now)
        shifts = [(one.activity.title, one.was, one.to, one.times) for one in view.moved]
        assert shifts == ([("moved", november(20), november(22), 2)] if told else [])
        assert [(one.title, one.note) for one in view.cancelled] == (
            [("called off", "storm")] if told else []
        )


def test_what_is_no_news(board: Board) -> None:
    back = board.add("moved and back", november(20))
    off = board.add("moved and called off", november(20))
    on = board.add("called off and on again", november(20))
    times = board.add("at another time", november(20))
    early = board.add("moved before it went live", november(20))
    board.move(early, november(21), now=CHANGED)
    # Each plan from its own hour on.
    other = board.other_plan()
    board.go_live(other)
    board.go_live(at=CHANGED + timedelta(hours=1))
    after = CHANGED + timedelta(hours=2)
    board.move(back, november(21), november(20), now=after)
    board.move(off, november(21), now=after)
    board.status(off, Status.CANCELLED, now=after)
    board.status(on, Status.CANCELLED, now=after)
    board.status(on, Status.PLANNED, now=after)
    moved = {"to": november(20), "start": NOW.time(), "actor": LEAD, "now": after}
    planning.move_activity(board.session, activity_id=key(times), **moved)
    view = read(board, plan_ids=[key(board.plan), key(other)])
    assert view.moved == ()
    assert [one.title for one in view.cancelled] == ["moved and called off"]


def test_what_was_declined_stays_until_somebody_stands_in(board: Board) -> None:
    row = board.add("patrol", november(20), board.fire)
    board.go_live()
    board.answer(row, board.fire, Answer.DECLINED, now=LIVE)
    assert [one.partner for one in read(board).declined] == ["Fire Service"]
    board.assign(row, board.police, Role.LEAD, now=NOW)
    assert read(board).declined == ()


def stuck(board: Board) -> tuple[StuckReminder, ...]:
    """Reminders of every sort of trouble, the last of them of a sensitive activity."""
    row = board.add("patrol", november(20), board.fire)
    hidden = board.add("Operation Jay", november(20), board.fire, sensitivity=Sensitivity.SENSITIVE)
    board.go_live()
    desk = contact(board, board.fire, "desk")
    recent, old = NOW - timedelta(days=6), NOW - timedelta(days=8)
    rows = [
        (ReminderState.DEAD, False, old, SOON, row),
        (ReminderState.DEAD, True, recent, SOON, row),
        (ReminderState.HELD, False, recent, SOON, None),
        (ReminderState.SENT, True, recent, SOON, row),
        # long past, in order, or made no sense any more a week ago
        (ReminderState.SENT, True, old, SOON, row),
        (ReminderState.SENT, False, recent, SOON, row),
        (ReminderState.DEAD, False, old, old, row),
        (ReminderState.DEAD, False, recent, SOON, hidden),
    ]
    found = [
        Reminder(
            dedupe_key=f"test|{number}",
            plan_id=key(board.plan),
            activity_id=about and key(about),
            contact_id=key(desk),
            kind=ReminderKind.BEFORE if about else ReminderKind.DIGEST,
            due_utc=due,
            expires_utc=expires,
            state=state,
            ambiguous=ambiguous,
            message_id=f"<{number}@test>",
            created_at=LIVE,
        )
        for number, (state, ambiguous, due, expires, about) in enumerate(rows)
    ]
    board.session.add_all(found)
    board.session.flush()
    return read(board, by_mail=True).stuck


def test_reminders_that_a_person_must_look_at(both: Board) -> None:
    told = [
        (one.state, one.ambiguous, one.partner, one.activity.title if one.activity else None)
        for one in stuck(both)
    ]
    assert told == [
        (ReminderState.DEAD, False, "Fire Service", "patrol"),
        (ReminderState.DEAD, True, "Fire Service", "patrol"),
        (ReminderState.HELD, False, "Fire Service", None),
        (ReminderState.SENT, True, "Fire Service", "patrol"),
        (ReminderState.DEAD, False, "", UNNAMED),
    ]


def test_a_week_is_of_live_plans(board: Board) -> None:
    draft = {"plan_ids": [key(board.plan)], "now": NOW}
    assert queries.week(board.session, **draft) is None
    board.go_live()
    other = board.other_plan()
    assert read(board, plan_ids=[key(board.plan), key(other)]).plans == ("Harvest 2026",)
    assert queries.week(board.session, plan_ids=[], now=NOW) is None


# The season ends with 27 September, 02:00 in the morning.
@pytest.mark.parametrize(("days", "still"), [(120, True), (121, False)])
def test_a_season_is_done_with_when_nobody_asks_for_its_counts(board: Board, days: int, still: bool) -> None:
    board.go_live()
    now = datetime(2026, 9, 27, 9, tzinfo=UTC) + timedelta(days=days)
    view = queries.week(board.session, plan_ids=[key(board.plan)], now=now)
    assert (view is not None) is still


def test_the_next_anchor(board: Board) -> None:
    board.go_live()
    view = read(board, now=datetime(2026, 9, 21, 9, tzinfo=UTC))
    assert view.next_anchor is not None
    assert (view.next_anchor.name, view.next_anchor.on) == ("Harvest Night", date(2026, 9, 25))


def test_a_quiet_week(board: Board) -> None:
    board.go_live()
    assert read(board, now=datetime(2026, 9, 14, 9, tzinfo=UTC)).quiet is True
