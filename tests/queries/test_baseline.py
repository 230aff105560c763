"""What was promised at go-live, against what stands now and what was delivered."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.models import Activity, Partner, Plan, key
from seasonal_ops.planning import Edit, When
from seasonal_ops.views import BaselineView, Move, PartnerBaseline
from seasonal_ops.words import Answer, Role, Status

LIVE = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
ACT = {"actor": LEAD, "now": NOW}
# Counts of the fourteen days that stand in the plan without any of these.
OTHERS = 14


class Promise:
    """Four walks in a plan, of two partners that nobody else has, before and after it went live."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.plan = make_plan(session, "action-days")
        self.rotary = make_partner(session)
        self.watch = make_partner(session, "Skelmersdale Watch")
        self.rows = [self.add(number) for number in range(1, 5)]

    def add(self, number: int, **more: Any) -> Activity:
        row = make_activity(self.session, self.plan, date(2026, 10, number), title=f"Walk {number}", **more)
        self.assign(row, self.rotary)
        return row

    def assign(self, row: Activity, partner: Partner, role: Role = Role.SUPPORT) -> None:
        about = {"activity_id": key(row), "partner_id": key(partner)}
        planning.assign(self.session, role=role, **about, **ACT)

    def unassign(self, row: Activity, partner: Partner) -> None:
        planning.unassign(self.session, activity_id=key(row), partner_id=key(partner), **ACT)

    def status(self, row: Activity, status: Status, note: str = "") -> None:
        planning.set_status(self.session, activity_id=key(row), status=status, note=note, **ACT)

    def move(self, row: Activity, to: int, **times: time) -> None:
        planning.move_activity(self.session, activity_id=key(row), to=date(2026, 10, to), **times, **ACT)

    def go_live(self) -> "Promise":
        planning.go_live(self.session, plan_id=key(self.plan), actor=LEAD, now=LIVE)
        return self

    def view(self, plan: Plan | None = None) -> BaselineView:
        return queries.baseline(self.session, plan or self.plan)

    def of(self, partner: Partner) -> PartnerBaseline | None:
        return next((one for one in self.view().partners if one.partner == partner.slug), None)


@pytest.fixture
def draft(module_database: Database) -> Iterator[Promise]:
    with module_database.rehearse() as session:
        yield Promise(session)


@pytest.fixture
def promise(draft: Promise) -> Promise:
    return draft.go_live()


@pytest.fixture
def both(database: Database) -> Iterator[Promise]:
    """The same on both databases."""
    with database.write() as session:
        yield Promise(session).go_live()


def test_a_draft_has_promised_nothing_yet(draft: Promise) -> None:
    with pytest.raises(
        Refused, match="action-days-2026 is a draft: what it promises is kept when it goes live"
    ):
        draft.view()


def test_on_the_day_itself_everything_stands_as_it_was_promised(both: Promise) -> None:
    view = both.view()
    assert (view.plan, view.taken) == ("action-days-2026", LIVE)
    assert (view.promised, view.standing, view.delivered, view.changes) == (OTHERS + 4, OTHERS + 4, 0, ())
    assert both.of(both.rotary) == PartnerBaseline(
        partner="ormskirk-rotary",
        name="Ormskirk Rotary",
        promised=4,
        standing=4,
        added=0,
        dropped=0,
        delivered=0,
        partly=0,
        not_delivered=0,
    )
    # Who was asked nothing is not in it; the others are, by their names.
    assert both.of(both.watch) is None
    names = [one.name for one in view.partners]
    assert names == sorted(names)


def test_what_is_not_as_it_was_promised_by_the_promised_date(both: Promise) -> None:
    first, second, third, fourth = both.rows
    both.move(fourth, 2)
    both.status(first, Status.CANCELLED, "no volunteers")
    both.move(third, 3, start=time(9), end=time(12))
    new = both.add(20)
    assert both.view().changes == (
        Move(
            title="Walk 1",
            was=date(2026, 10, 1),
            to=None,
            reason="cancelled: no volunteers",
            activity=key(first),
        ),
        Move(
            title="Walk 3",
            was=date(2026, 10, 3),
            to=date(2026, 10, 3),
            reason="at another time",
            activity=key(third),
        ),
        Move(
            title="Walk 4",
            was=date(2026, 10, 4),
            to=date(2026, 10, 2),
            reason="moved by hand on 20 August 2026 from 4 October 2026",
            activity=key(fourth),
        ),
        Move(title="Walk 20", was=None, to=date(2026, 10, 20), reason="added since", activity=key(new)),
    )
    assert second.id not in {move.activity for move in both.view().changes}


SAME = [
    # there and back again, another title, another answer: none of them breaks a promise
    lambda one, row: (one.move(row, 20), one.move(row, 1)),
    lambda one, row: planning.edit_activity(
        one.session, activity_id=key(row), edit=Edit(title="Stroll", location="Park"), **ACT
    ),
    lambda one, row: planning.respond(
        one.session, activity_id=key(row), partner_id=key(one.rotary), answer=Answer.DECLINED, **ACT
    ),
    # added and cancelled again
    lambda one, _: one.status(one.add(20), Status.CANCELLED),
    # how it went is another question
    lambda one, row: one.status(row, Status.NOT_DELIVERED),
]


@pytest.mark.parametrize("change", SAME)
def test_what_is_no_change_of_what_was_promised(promise: Promise, change: Any) -> None:
    change(promise, promise.rows[0])
    assert promise.view().changes == ()


def test_how_it_went_is_counted_by_partner_and_in_all(both: Promise) -> None:
    first, second, third, fourth = both.rows
    both.assign(first, both.watch, Role.LEAD)
    for row, status in (
        (first, Status.DELIVERED),
        (second, Status.PARTLY),
        (third, Status.NOT_DELIVERED),
        (fourth, Status.CANCELLED),
    ):
        both.status(row, status)
    view = both.view()
    # One activity of two partners is one activity.
    assert (view.promised, view.standing, view.delivered) == (OTHERS + 4, OTHERS + 3, 1)
    rotary, watch = both.of(both.rotary), both.of(both.watch)
    assert rotary is not None
    assert watch is not None
    assert (rotary.promised, rotary.standing, rotary.added, rotary.dropped) == (4, 3, 0, 1)
    assert (rotary.delivered, rotary.partly, rotary.not_delivered) == (1, 1, 1)
    assert (watch.promised, watch.standing, watch.added, watch.dropped) == (0, 1, 1, 0)
    assert (watch.delivered, watch.partly, watch.not_delivered) == (1, 0, 0)


def test_one_partner_instead_of_another(promise: Promise) -> None:
    first, second, *_ = promise.rows
    promise.unassign(first, promise.rotary)
    promise.assign(first, promise.watch)
    promise.assign(second, promise.watch)
    rotary, watch = promise.of(promise.rotary), promise.of(promise.watch)
    assert rotary is not None
    assert watch is not None
    assert (rotary.promised, rotary.standing, rotary.added, rotary.dropped) == (4, 3, 0, 1)
    assert (watch.promised, watch.standing, watch.added, watch.dropped) == (0, 2, 2, 0)
    # Support that becomes lead is still there.
    promise.unassign(second, promise.rotary)
    promise.assign(second, promise.rotary, Role.LEAD)
    again = promise.of(promise.rotary)
    assert again is not None
    assert (again.standing, again.dropped) == (3, 1)


def test_a_partner_of_which_nothing_is_left_is_still_told(promise: Promise) -> None:
    for row in promise.rows:
        promise.status(row, Status.CANCELLED)
    found = promise.of(promise.rotary)
    assert found is not None
    assert (found.promised, found.standing, found.dropped, found.delivered) == (4, 0, 4, 0)


def test_a_guest_was_promised_in_both_plans_and_each_counts_its_own(both: Promise) -> None:
    other = make_plan(both.session)
    planning.go_live(both.session, plan_id=key(other), **ACT)
    days = [
        view for view in queries.activities(both.session, plan_id=key(other)) if "Engagement" in view.title
    ]
    planning.cancel_activity(both.session, activity_id=days[0].id, reason="rain", **ACT)
    for plan in (both.plan, other):
        view = both.view(plan)
        assert [(move.activity, move.reason) for move in view.changes] == [(days[0].id, "cancelled: rain")]
        assert view.promised - view.standing == 1


def test_what_was_cancelled_as_a_draft_was_never_promised(draft: Promise) -> None:
    draft.status(draft.rows[0], Status.CANCELLED)
    view = draft.go_live().view()
    assert (view.promised, view.standing, view.changes) == (OTHERS + 3, OTHERS + 3, ())


def test_another_last_day_is_a_change(promise: Promise) -> None:
    row = promise.rows[0]
    when = When(
        on=row.starts_on, reason="", last_day=date(2026, 10, 3), start=row.start_time, end=row.end_time
    )
    planning.put_on(promise.session, activity_id=key(row), when=when, **ACT)
    assert [move.activity for move in promise.view().changes] == [row.id]
