"""What goes out comes back: into the same plan it changes nothing, into an empty one it gives the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import LEAD, NOW, make_partner, make_plan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, delete, select
from transfer.conftest import TODAY, Desk

from seasonal_ops import planning, queries, transfer
from seasonal_ops.errors import BadValue
from seasonal_ops.models import (
    Activity,
    Assignment,
    Dependency,
    GateActivity,
    Partner,
    PlanActivity,
    Reminder,
    TargetActivity,
    key,
)
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.transfer import Outcome
from seasonal_ops.words import Role, Sensitivity, Status

KINDS = ["csv", "xlsx", "json"]
# Texts that act in some program or other, beside any that may come.
SHARP = st.text(alphabet="=+-@'\"＝,;\n\t_x0041F/&|•–<>pli.:() aA1é\xa0\u200b👩\ufffd", max_size=30)
LINES = st.one_of(SHARP, st.text(max_size=40))
DAYS = st.dates(date(2026, 5, 1), date(2027, 4, 30))
TIMES = st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)))
PARTNERS = ["police", "fire-and-rescue", "early-help", "street-scene", "a", "b"]


def _accepted(text: str, longest: int) -> str:
    """The text as the verbs store it."""
    from seasonal_ops.text import harmless

    return harmless(text, keep="\n").strip()[:longest].strip()


@st.composite
def activities(draw: st.DrawFn) -> NewActivity:
    """One that planning takes, with everything that a sheet shows."""
    title = _accepted(draw(LINES), 200).replace("\n", " ").strip() or "x"
    partners = draw(st.lists(st.sampled_from(PARTNERS), unique=True, max_size=4))
    on, start = draw(DAYS), draw(TIMES)
    end = draw(TIMES) if start else None
    last = draw(st.one_of(st.none(), st.integers(0, 40).map(lambda days: on + timedelta(days=days))))
    roles = st.sampled_from([Role.LEAD, Role.SUPPORT])
    return NewActivity(
        title=title,
        theme=draw(st.sampled_from([None, "education", "coordination"])),
        phase=draw(st.sampled_from([None, "preparation", "operation"])),
        location=_accepted(draw(LINES), 200),
        meet=_accepted(draw(LINES), 200),
        description=_accepted(draw(LINES), 4000),
        sensitivity=draw(st.sampled_from(Sensitivity)),
        partners=tuple((PARTNERS.index(one), draw(roles)) for one in partners),
        when=(When(on=on, reason="a date as given", last_day=last, start=start, end=end),),
    )


@pytest.fixture(scope="module")
def room(_with_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A plan with nothing in it, and partners whose names are sharp; every example is dropped again."""
    from seasonal_ops.db import Database

    folder = tmp_path_factory.mktemp("room")
    path = folder / "room.db"
    path.write_bytes(_with_plan.read_bytes())
    desk = Desk(Database(f"sqlite:///{path}"), folder)

    def work(session: Session) -> None:
        _clear(session)
        make_partner(session, 'One; Two, and – "Three"').slug = "a"
        make_partner(session, "=cmd|' /C calc'!A0").slug = "b"

    desk.write(work)
    yield desk
    desk.database.dispose()


def _clear(session: Session) -> None:
    for table in (Assignment, Dependency, GateActivity, TargetActivity, Reminder, PlanActivity, Activity):
        session.exec(delete(table))
    session.flush()
    session.expire_all()


@contextmanager
def _dropped(desk: Desk) -> Iterator[Session]:
    with Session(desk.database.write_engine, expire_on_commit=False) as session:
        yield session
        session.rollback()


def _put(session: Session, new: list[NewActivity], statuses: list[Status]) -> None:
    plan = Desk.plan(session)
    ids = {row.slug: key(row) for row in session.exec(select(Partner))}
    for one, status in zip(new, statuses, strict=True):
        partners = tuple((ids[PARTNERS[number]], role) for number, role in one.partners)
        try:
            (row,) = planning.add_activities(
                session,
                plan_id=key(plan),
                time_zone=plan.time_zone,
                new=NewActivity(**{**_fields(one), "partners": partners}),
                actor=LEAD,
                now=NOW,
            )
        except BadValue:  # an end that is not after its start on the last day
            continue
        planning.set_status(session, activity_id=key(row), status=status, actor=LEAD, now=NOW)


def _fields(one: NewActivity) -> dict[str, Any]:
    return {name: getattr(one, name) for name in NewActivity.__slots__}


def _shown(session: Session) -> list[tuple[Any, ...]]:
    """Everything that a sheet is to carry, in no order."""
    return sorted(
        (
            (
                *(one.title, one.starts_on, one.ends_on, str(one.start_time), str(one.end_time)),
                *(one.location, one.meet, one.description, one.theme or "", one.phase or ""),
                *(one.status.value, one.sensitivity.value),
                tuple(sorted((who.partner, who.role.value) for who in one.assignments)),
            )
            for one in queries.activities(session, plan_id=key(Desk.plan(session)))
        ),
        key=str,
    )


def _import(session: Session, desk: Desk, content: bytes, kind: str) -> transfer.Imported:
    table = desk.table(content, f"plan.{kind}")
    plan = Desk.plan(session)
    return transfer.apply(session, plan=plan, table=table, today=TODAY, actor=LEAD, now=NOW)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_export_comes_back(room: Desk, kind: str, data: st.DataObject) -> None:
    new = data.draw(st.lists(activities(), min_size=1, max_size=4))
    statuses = data.draw(st.lists(st.sampled_from(Status), min_size=len(new), max_size=len(new)))
    with _dropped(room) as session:
        _put(session, new, statuses)
        before = _shown(session)
        if not before:
            return
        content = transfer.export(session, Desk.plan(session), format=kind)
        same = _import(session, room, content, kind)
        assert {entry.outcome for entry in same.entries} == {Outcome.SAME}
        assert _shown(session) == before
        _clear(session)
        added = _import(session, room, content, kind)
        assert {entry.outcome for entry in added.entries} == {Outcome.ADDED}
        assert _shown(session) == before
        # Its references are those of the activities that are gone: the rows find theirs all the same.
        again = _import(session, room, content, kind)
        assert {entry.outcome for entry in again.entries} == {Outcome.SAME}
        assert _shown(session) == before


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    """A target that planning takes."""
    return {
        "text": _accepted(draw(LINES), 200) or "x",
        "objective": _accepted(draw(LINES), 200),
        "delivery_group": _accepted(draw(LINES), 200).replace("\n", " ").strip(),
        "by": draw(st.one_of(st.none(), DAYS)),
    }


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_action_plan_comes_back(room: Desk, kind: str, data: st.DataObject) -> None:
    new = data.draw(st.lists(activities(), min_size=1, max_size=4))
    aims = data.draw(st.lists(targets(), max_size=3))
    with _dropped(room) as session:
        _put(session, new, [Status.PLANNED] * len(new))
        ids = list(session.exec(select(Activity.id).order_by(col(Activity.id))))
        if not ids:
            return
        for aim in aims:
            serving = data.draw(st.lists(st.sampled_from(ids), unique=True))
            planning.set_target(
                session,
                plan_id=key(Desk.plan(session)),
                **aim,
                activities=serving,
                actor=LEAD,
                now=NOW,
            )
        before = _shown(session), queries.targets(session, Desk.plan(session))
        content = transfer.export(session, Desk.plan(session), format=kind, shape="action-plan")
        same = _import(session, room, content, kind)
        assert {entry.outcome for entry in same.entries} == {Outcome.SAME}
        assert (_shown(session), queries.targets(session, Desk.plan(session))) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("template", "given_dates"),
    [
        ("bright-sparx", {}),
        ("freshers", {"Welcome_Sunday": date(2026, 9, 20)}),
        ("night-safe", {}),
        ("action-days", {}),
    ],
)
def test_every_shipped_season_comes_back(
    desk: Desk, kind: str, template: str, given_dates: dict[str, date]
) -> None:
    slug = f"{template}-2026"
    if template != "bright-sparx":
        desk.write(lambda session: make_plan(session, template, **given_dates))
    before = desk.activities(slug), desk.facts()
    for shape in ("activities", "action-plan"):
        table = desk.table(desk.export(kind, shape, slug), f"{shape}.{kind}")
        imported = desk.apply(table, slug)
        assert {entry.outcome for entry in imported.entries} == {Outcome.SAME}
        assert imported.notes == ()
    assert (desk.activities(slug), desk.facts()) == before


def test_midnight_is_a_time(desk: Desk) -> None:
    desk.apply("what,when,start,end\nWatch,30 October,00:00,06:00\n")
    for kind in KINDS:
        desk.apply(desk.table(desk.export(kind), f"plan.{kind}"))
        assert desk.titled("Watch").start_time == time(0)
