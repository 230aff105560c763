"""One date of a series, or all from a date on: moved, timed, cancelled."""

from datetime import time

import pytest
from factories import make_activity
from sqlmodel import Session
from walks import ACT, THURSDAYS, Walks, day

from seasonal_ops import journal, planning
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.models import Plan, key
from seasonal_ops.planning.series import preview_following
from seasonal_ops.words import Status


def test_one_date_alone_is_moved_or_cancelled(walks: Walks) -> None:
    walks.move(8, 9)
    planning.cancel_activity(walks.session, activity_id=key(walks.on(15)), **ACT)
    assert walks.days() == [1, 9, 22, 29]
    assert {row.series_id for row in walks.rows} == {walks.id}
    assert (walks.on(9).original_on, walks.on(9).date_rule) == (day(8), THURSDAYS)


def test_the_rest_from_a_date_on_moves_by_as_many_days(both: Walks) -> None:
    first = both.on(15)
    shown = preview_following(both.session, activity_id=key(first), to=day(17))
    assert [(move.was, move.to, move.reason) for move in shown] == [
        (day(15), day(17), "as asked"),
        (day(22), day(24), 'with "Walk" of Thu 15 October 2026'),
        (day(29), day(31), 'with "Walk" of Thu 15 October 2026'),
    ]
    asked = {"activity_id": key(first), "to": day(17)}
    assert planning.move_following(both.session, **asked, **ACT) == shown
    assert both.days() == [1, 8, 17, 24, 31]
    assert [row.sequence for row in both.rows] == [0, 0, 1, 1, 1]


def test_the_rest_may_go_back_and_over_what_came_before(walks: Walks) -> None:
    planning.move_following(walks.session, activity_id=key(walks.on(22)), to=day(6), **ACT)
    assert walks.days() == [1, 6, 8, 13, 15]


def test_the_rest_gets_the_times(walks: Walks) -> None:
    asked = {"activity_id": key(walks.on(22)), "to": day(22), "start": time(21), "end": time(1)}
    planning.move_following(walks.session, **asked, **ACT)
    assert [(row.start_time, row.end_time, (row.ends_on - row.starts_on).days) for row in walks.rows] == [
        *[(time(18), time(20), 0)] * 3,
        *[(time(21), time(1), 1)] * 2,
    ]


def test_what_is_over_stays_behind_when_the_rest_moves(walks: Walks) -> None:
    walks.status(15, Status.CANCELLED)
    walks.status(22, Status.PARTLY)
    walks.status(29, Status.DOING)
    planning.move_following(walks.session, activity_id=key(walks.on(8)), to=day(9), **ACT)
    assert [(row.starts_on.day, row.status) for row in walks.rows] == [
        (1, Status.PLANNED),
        (9, Status.PLANNED),
        (15, Status.CANCELLED),
        (22, Status.PARTLY),
        (30, Status.DOING),
    ]


def test_one_that_was_asked_for_by_name_moves_though_it_is_delivered(walks: Walks) -> None:
    walks.status(22, Status.DELIVERED)
    planning.move_following(walks.session, activity_id=key(walks.on(22)), to=day(23), **ACT)
    assert walks.days() == [1, 8, 15, 23, 30]


def test_one_that_was_moved_by_hand_goes_with_those_after_it(walks: Walks) -> None:
    walks.move(29, 12)
    planning.move_following(walks.session, activity_id=key(walks.on(12)), to=day(13), **ACT)
    assert walks.days() == [1, 8, 13, 16, 23]


def test_the_rest_from_a_date_on_is_cancelled(both: Walks) -> None:
    both.status(22, Status.DELIVERED)
    about = {"activity_id": key(both.on(15)), "reason": "no volunteers"}
    gone = planning.cancel_following(both.session, **about, **ACT)
    assert [row.starts_on for row in gone] == [day(15), day(29)]
    assert both.days() == [1, 8, 22]
    assert {row.status_note for row in gone} == {"no volunteers"}
    kinds = [fact.kind for fact in journal.read(both.session, limit=3)]
    assert kinds == ["ActivityCancelled", "ActivityCancelled", "ActivityStatusChanged"]


def test_what_is_of_no_series_has_no_rest(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, day(5))
    sentence = '"Joint patrol" is of no series; leave out --following'
    with pytest.raises(Refused, match=sentence):
        planning.move_following(session, activity_id=key(row), to=day(6), **ACT)
    with pytest.raises(Refused, match=sentence):
        planning.cancel_following(session, activity_id=key(row), **ACT)
    with pytest.raises(NotFound, match="no activity '999'"):
        preview_following(session, activity_id=999, to=day(6))


def test_the_rest_of_a_cancelled_one_is_asked_for_by_the_next(walks: Walks) -> None:
    row = walks.status(15, Status.CANCELLED)
    with pytest.raises(Refused, match="is cancelled"):
        planning.move_following(walks.session, activity_id=key(row), to=day(16), **ACT)
    with pytest.raises(Refused, match="cancelled already"):
        planning.cancel_following(walks.session, activity_id=key(row), **ACT)


def test_a_cancelled_one_has_no_preview(walks: Walks) -> None:
    row = walks.status(15, Status.CANCELLED)
    with pytest.raises(Refused, match="is cancelled"):
        preview_following(walks.session, activity_id=key(row), to=day(16))
