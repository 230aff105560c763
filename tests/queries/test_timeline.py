"""Activities over days, and the loads of partners."""

from datetime import date, time, timedelta

import pytest
from board import NOW, Board
from factories import LEAD

from seasonal_ops import planning, queries
from seasonal_ops.errors import NotFound
from seasonal_ops.models import key
from seasonal_ops.words import Answer, Status

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def test_rows_by_date_with_what_is_late_and_what_clashes(both: Board) -> None:
    planning.set_capacity(both.session, partner_id=key(both.fire), capacity=1, actor=LEAD, now=NOW)
    both.go_live()
    late = key(both.add("Late", TODAY - timedelta(days=2)))
    done = both.add("Done", TODAY - timedelta(days=1))
    both.status(done, Status.DELIVERED)
    clash = [key(both.add(title, TOMORROW, both.fire)) for title in ("One", "Other")]
    view = queries.timeline(both.session, now=NOW, plan_id=key(both.plan))
    assert [row.id for row in view.rows][-4:] == [late, key(done), *clash]
    assert [row.id for row in view.rows if row.late] == [late]
    assert [row.id for row in view.rows if row.clash] == clash
    assert view.capacities["fire-service"] == 1
    assert view.names["fire-service"] == "Fire Service"
    assert queries.timeline(both.session, now=NOW).rows == view.rows
    with pytest.raises(NotFound):
        queries.timeline(both.session, now=NOW, plan_id=99)


def test_days_with_a_name(board: Board) -> None:
    days = queries.timeline(board.session, now=NOW).days
    christmas = [one for one in days if one.name == "Christmas Day" and one.first == date(2026, 12, 25)]
    assert [(one.last, one.holiday) for one in christmas] == [(date(2026, 12, 25), True)]
    periods = [one for one in days if not one.holiday]
    assert len(periods) == len(set(periods))
    board.other_plan()
    assert [one for one in queries.timeline(board.session, now=NOW).days if not one.holiday] == periods


def test_loads_are_of_nights_over_all_plans(both: Board) -> None:
    fire, police = both.fire, both.police
    both.night("A night", TODAY, fire, police)
    both.add("Early next morning", TOMORROW, fire, start=time(5), end=time(6))
    both.add("All day", TODAY, police, start=None, end=None)
    campaign = both.add("Campaign", TODAY, start=None, end=None)
    when = planning.When(on=TODAY, reason="", last_day=TOMORROW)
    planning.put_on(both.session, activity_id=key(campaign), when=when, actor=LEAD, now=NOW)
    both.assign(campaign, fire)  # several days without times take no night
    both.add("Elsewhere", TODAY, police, plan=both.other_plan())
    both.status(both.add("Cancelled", TODAY, police), Status.CANCELLED)
    declined = both.add("Declined", TODAY, police)
    both.answer(declined, police, Answer.DECLINED)
    loads = queries.loads(both.session, ["fire-service", "police-force-east"])
    assert loads == {"fire-service": {TODAY: 2}, "police-force-east": {TODAY: 3}}
    assert queries.timeline(both.session, now=NOW, plan_id=key(both.plan)).loads == queries.loads(
        both.session
    )
    assert queries.loads(both.session, []) == {}
