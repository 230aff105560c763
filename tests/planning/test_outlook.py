"""What a move would do, found by making it in a rehearsal."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from factories import LEAD, make_activity, make_contact, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import planning, queries, sharing
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, Refused
from seasonal_ops.models import Plan, key
from seasonal_ops.views import LoadChange, Move, MoveOutlook
from seasonal_ops.words import Answer, Check, Role

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
ACT: dict[str, Any] = {"actor": LEAD, "now": NOW}
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 10, 27), date(2026, 10, 28), date(2026, 10, 31)


class Season:
    """A live plan with a patrol of Tuesday that Rotary mans, who can man one thing a night."""

    def __init__(self, session: Session, *, live: bool = True) -> None:
        self.session = session
        self.plan = make_plan(session, now=NOW)
        if live:
            planning.go_live(session, plan_id=key(self.plan), **ACT)
        self.rotary = make_partner(session, "Ormskirk Rotary", now=NOW)
        planning.set_capacity(session, partner_id=key(self.rotary), capacity=1, **ACT)
        self.patrol = self.add(TUESDAY, title="Patrol")

    def add(self, on: date, *, plan: Plan | None = None, **values: Any) -> int:
        row = make_activity(self.session, plan or self.plan, on, now=NOW, **values)
        ids = {"activity_id": key(row), "partner_id": key(self.rotary)}
        planning.assign(self.session, role=Role.LEAD, **ids, **ACT)
        return key(row)

    def outlook(self, to: date = WEDNESDAY, **more: Any) -> MoveOutlook:
        return planning.outlook_of_move(self.session, activity_id=self.patrol, to=to, **more, **ACT)


@pytest.fixture
def season(database: Database) -> Iterator[Season]:
    """On both databases."""
    with database.write() as session:
        yield Season(session)


def test_a_free_day_does_no_harm(season: Season) -> None:
    outlook = season.outlook()
    assert (outlook.was.starts_on, outlook.to.starts_on) == (TUESDAY, WEDNESDAY)
    assert (outlook.alone, outlook.together, outlook.along) == ((), (), ())
    assert [(one.night, one.was, one.to, one.over) for one in outlook.loads] == [
        (TUESDAY, 1, 0, False),
        (WEDNESDAY, 0, 1, False),
    ]


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same plan", "another plan"])
def test_a_clash_is_found_over_all_plans(season: Season, elsewhere: bool) -> None:
    season.add(WEDNESDAY, plan=make_plan(season.session, "action-days", now=NOW) if elsewhere else None)
    outlook = season.outlook()
    assert Check.CLASH in [one.rule for one in outlook.alone]
    assert outlook.loads[-1] == LoadChange(
        partner="ormskirk-rotary", name="Ormskirk Rotary", night=WEDNESDAY, was=1, to=2, capacity=1
    )


def test_what_waits_goes_along_and_its_trouble_with_it(season: Season) -> None:
    waiting = season.add(WEDNESDAY, title="Debrief", start=time(10), end=time(11))
    planning.wait_for(season.session, activity_id=waiting, needs_id=season.patrol, **ACT)
    outlook = season.outlook()
    (move,) = outlook.along
    assert isinstance(move, Move)
    assert (move.title, move.was, move.to) == ("Debrief", WEDNESDAY, date(2026, 10, 29))
    assert Check.ORDER in [one.rule for one in outlook.alone]
    assert Check.ORDER not in [one.rule for one in outlook.together]


def test_who_is_told_and_who_cannot_be(season: Season) -> None:
    assert (season.outlook().told, season.outlook().untold) == ((), ("Ormskirk Rotary",))
    make_contact(season.session, season.rotary, now=NOW)
    sharing.create_feed(season.session, name="Rotary's", partner_ids=[key(season.rotary)], **ACT)
    said = {"answer": Answer.ACCEPTED, "partner_id": key(season.rotary)}
    planning.respond(season.session, activity_id=season.patrol, note="", **said, **ACT)
    outlook = season.outlook(SATURDAY)
    assert (outlook.untold, outlook.accepted) == ((), ("Ormskirk Rotary",))
    assert outlook.feeds == ("Rotary's",)
    assert outlook.live


def test_nobody_is_told_of_a_draft(database: Database) -> None:
    with database.rehearse() as session:
        outlook = Season(session, live=False).outlook()
        assert (outlook.live, outlook.told, outlook.untold) == (False, (), ())


def test_a_rule_is_let_go(season: Season) -> None:
    view = next(one for one in queries.activities(season.session, plan_id=season.plan.id) if one.date_rule)
    season.patrol = view.id
    assert season.outlook(view.starts_on).rule == view.date_rule
    assert season.outlook(date(2026, 11, 20)).rule == view.date_rule
    assert season.outlook(date(2026, 11, 21)).rule is None  # it stands by hand by then


def test_an_end_of_its_own(season: Season) -> None:
    assert season.outlook(TUESDAY, end=time(1), last_day=WEDNESDAY).to.ends_on == WEDNESDAY
    moved = planning.move_activity(season.session, activity_id=season.patrol, to=SATURDAY, **ACT)
    assert (moved.ends_on, moved.end_time) == (date(2026, 11, 1), time(1))  # it keeps its length
    with pytest.raises(BadValue, match="is before the first day"):
        season.outlook(TUESDAY, last_day=date(2026, 10, 26))


def test_what_cannot_be(season: Season) -> None:
    with pytest.raises(Changed):
        season.outlook(expected_version=99)
    planning.cancel_activity(season.session, activity_id=season.patrol, **ACT)
    with pytest.raises(Refused, match="cancelled"):
        season.outlook()


def test_a_rehearsal_keeps_nothing(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        season = Season(session)
    with sqlite_database.rehearse() as session:
        season.session = session
        season.outlook()
    with sqlite_database.read() as session:
        assert queries.activity(session, season.patrol).starts_on == TUESDAY
