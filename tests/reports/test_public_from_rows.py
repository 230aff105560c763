"""From rows in the database to public bytes: what is hidden changes none of them, in any plan's report."""

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from seasonal_ops.cli.evaluate.season_json import evaluation_json
from seasonal_ops.cli.evaluate.season_text import show, show_nights
from seasonal_ops.db import Database
from seasonal_ops.evaluation import folding
from seasonal_ops.models import Area, Count, Measure, Plan, key
from seasonal_ops.paper.formats import Format, written
from seasonal_ops.reports.document import report_paper
from seasonal_ops.reports.gather import gather
from seasonal_ops.words import AreaRole, CountStatus, Direction, MeasureKind, Purpose, Readers

AFTERWARDS: Final = datetime(2027, 6, 1, tzinfo=UTC)
NIGHTS: Final = 4
YEARS: Final = (2025, 2026)
BESIDE: Final = (-364, -2, -1, 4, 5)  # days from the first night, all of them outside of every window
PERSONAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "hurt": {"person_related": True, "duplicate_group": "g"},
    "treated": {"duplicate_group": "g", "headline": False},
    "children": {"part_of": "hurt"},
    "babies": {"part_of": "children"},
    "burnt": {},
    "dead": {"person_related": True},
    "helped": {"person_related": True, "kind": MeasureKind.PERCENTAGE, "purpose": Purpose.ENGAGEMENT},
    "came": {"person_related": True, "purpose": Purpose.ENGAGEMENT},
    "meals": {"part_of": "came", "purpose": Purpose.OUTPUT},
}
Cells = tuple[int | None, ...]


@dataclass(frozen=True)
class Secrets:
    """What nobody is to learn: all but the totals of `hurt` and that those of `dead` are 1 to 4.

    `other` are nights of measures that show no total, by slug and year; `beside` are values of `hurt` on
    dates around its windows, `alone` one of a year without a plan; `areas` are by role and year.
    """

    hurt: Mapping[int, Cells] = field(default_factory=lambda: {2025: (2, 3, 3, 0), 2026: (4, 4, 2, 2)})
    dead: Mapping[int, Cells] = field(default_factory=lambda: {2025: (1, 0, 0, 0), 2026: (0, 2, 0, 0)})
    other: Mapping[tuple[str, int], Cells] = field(default_factory=dict)
    beside: Cells = (None,) * len(BESIDE)
    alone: int | None = None
    areas: Mapping[tuple[AreaRole, int], int] = field(default_factory=dict)


def measures(session: Session, plan: Plan) -> dict[str, Measure]:
    """Calls, which are not about persons, and measures that are; `burnt` is a part in one plan alone."""
    first = date(plan.year, 11, 1)
    kinds = {"calls": {}, **PERSONAL, "burnt": {"part_of": "hurt"} if plan.year == YEARS[0] else {}}
    found = {
        slug: Measure(
            plan_id=key(plan),
            slug=slug,
            name=slug.capitalize(),
            definition=f"All {slug}.",
            unit="of them",
            window_from=first,
            window_to=first + timedelta(days=NIGHTS - 1),
            position=position,
            **{"kind": MeasureKind.COUNT, "direction": Direction.DOWN, **more},
        )
        for position, (slug, more) in enumerate(kinds.items())
    }
    session.add_all(found.values())
    session.flush()
    return found


def count(session: Session, measure: Measure, on: date, value: int | None, **more: Any) -> None:
    """A row, unless there is no value."""
    if value is not None:
        fields = {"until": on, "as_at": on, "entered_by": "lead", "status": CountStatus.FINAL, **more}
        row = Count(measure_id=key(measure), on=on, value=Decimal(value), entered_at=AFTERWARDS, **fields)
        session.add(row)


def record(session: Session, secrets: Secrets) -> list[Plan]:
    """Two plans of one template with all that is counted."""
    areas = {role: Area(slug=role.value, name=role.value, role=role) for role in AreaRole}
    plans = [
        Plan(
            slug=f"fair-{year}",
            name=f"Fair {year}",
            template="fair",
            year=year,
            begins=date(year, 9, 1),
            created_at=AFTERWARDS,
        )
        for year in YEARS
    ]
    session.add_all([*areas.values(), *plans])
    session.flush()
    for plan in plans:
        _season(session, plan, secrets, areas)
    return plans


def _season(session: Session, plan: Plan, secrets: Secrets, areas: Mapping[AreaRole, Area]) -> None:
    of = measures(session, plan)
    first, year = of["calls"].window_from, plan.year
    nights = {"calls": (5, 7, 9, 6), "hurt": secrets.hurt[year], "dead": secrets.dead[year]}
    nights |= {slug: cells for (slug, when), cells in secrets.other.items() if when == year}
    for slug, cells in nights.items():
        for day, value in enumerate(cells):
            share = {"yes": value, "answered": 20} if slug == "helped" else {}
            count(session, of[slug], first + timedelta(days=day), value, nil=value == 0, **share)
    for day, value in zip(BESIDE, secrets.beside, strict=True):
        count(session, of["hurt"], first + timedelta(days=day), value)
    count(session, of["hurt"], date(2024, 11, 4), secrets.alone)
    for (role, when), value in secrets.areas.items():
        if when == year:
            count(session, of["hurt"], first, value, area_id=key(areas[role]))


def told(database: Database, secrets: Secrets, *formats: Format) -> list[str | bytes]:
    """All that the public is given of either plan, from a database that is left as it was."""
    with database.rehearse() as session:
        reports = [
            gather(session, plan, against, readers=Readers.PUBLIC, now=AFTERWARDS)
            for plan, against in zip(record(session, secrets), ((), ("2025",)), strict=True)
        ]
    said: list[str | bytes] = []
    for report in reports:
        said += [written(report_paper(report), one) for one in formats]
        said.append(json.dumps(evaluation_json(report.evaluation, nights=True)))
        with redirect_stdout(io.StringIO()) as page:
            show(report.evaluation, folding.names_of(report.evaluation))
            show_nights(report.evaluation)
        said.append(page.getvalue())
    return said


def spread(*totals: int) -> st.SearchStrategy[Cells]:
    """One of the totals over the nights, in any way."""
    places = st.sampled_from(totals).flatmap(
        lambda total: st.lists(st.integers(0, NIGHTS - 1), min_size=total, max_size=total)
    )
    return places.map(lambda found: tuple(found.count(night) for night in range(NIGHTS)))


VALUE: Final = st.none() | st.integers(0, 9)
ANY: Final = st.tuples(*[VALUE] * NIGHTS)
OTHERS: Final = sorted(set(PERSONAL) - {"hurt", "dead", "came"})
SECRETS: Final = st.builds(
    Secrets,
    hurt=st.fixed_dictionaries({2025: spread(8), 2026: spread(12)}),
    dead=st.fixed_dictionaries({year: spread(1, 2, 3, 4) for year in YEARS}),
    other=st.tuples(
        st.dictionaries(st.tuples(st.sampled_from(OTHERS), st.sampled_from(YEARS)), ANY),
        # A return is missing, so that who came is not told.
        st.dictionaries(
            st.tuples(st.just("came"), st.sampled_from(YEARS)), ANY.map(lambda cells: (None, *cells[1:]))
        ),
    ).map(lambda both: both[0] | both[1]),
    beside=st.tuples(*[VALUE] * len(BESIDE)),
    alone=VALUE,
    areas=st.dictionaries(
        st.tuples(st.sampled_from(sorted(set(AreaRole) - {AreaRole.EVENT})), st.sampled_from(YEARS)),
        st.integers(0, 9),
    ),
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secrets=SECRETS)
def test_what_is_hidden_changes_no_byte(sqlite_database: Database, secrets: Secrets) -> None:
    known = told(sqlite_database, Secrets(), Format.MD)
    assert told(sqlite_database, secrets, Format.MD) == known


CASES: Final[Mapping[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    # Dates that only the same weekdays of another year would ask for.
    "beside-the-window": ({"beside": (1, 2, None, 4, 1)}, {"beside": (9, 9, 9, 9, 9)}),
    # The answers of the first of two years.
    "older-answers": (
        {"other": {("helped", 2025): (2, None, None, 8), ("helped", 2026): (None, None, None, 9)}},
        {"other": {("helped", 2025): (1, 3, None, 7), ("helped", 2026): (None, None, None, 9)}},
    ),
    # A part of persons hurt in the plan of 2025 alone: of either year it tells what is left.
    "part-elsewhere": (
        {"other": {("burnt", 2025): (2, 3, 1, 0), ("burnt", 2026): (4, 4, 0, 2)}},
        {"other": {("burnt", 2025): (2, 2, 0, 0), ("burnt", 2026): (4, 3, 2, 2)}},
    ),
    "year-without-a-plan": ({"alone": 7}, {"alone": None}),
    # One more count of a season that lacks another still.
    "one-more-count": (
        {"other": {("came", 2026): (None, 9, 8, None)}},
        {"other": {("came", 2026): (None, 9, 8, 3)}},
    ),
    "areas": (
        {"areas": {(role, year): 2 for role in set(AreaRole) - {AreaRole.EVENT} for year in YEARS}},
        {"areas": {(role, year): 9 for role in set(AreaRole) - {AreaRole.EVENT} for year in YEARS}},
    ),
    # 12 were hurt; 9 of them, or 11, are children.
    "all-but-few": (
        {"other": {("children", 2026): (3, 2, 2, 2)}},
        {"other": {("children", 2026): (4, 3, 2, 2)}},
    ),
    "part-without-the-flag": (
        {"other": {("babies", 2026): (0, 1, 0, 0), ("meals", 2026): (7, 1, 0, 0)}},
        {"other": {("babies", 2026): (0, 1, 1, 1), ("meals", 2026): (7, 0, 0, 9)}},
    ),
    "behind-its-headline": (
        {"other": {("treated", 2026): (4, 4, 2, 1)}},
        {"other": {("treated", 2026): (4, 4, 2, 2)}},
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_hidden_value_cannot_be_worked_out(sqlite_database: Database, name: str) -> None:
    one, other = (told(sqlite_database, replace(Secrets(), **case), Format.MD) for case in CASES[name])
    assert one == other


def test_no_format_tells_more(sqlite_database: Database) -> None:
    formats = (Format.HTML, Format.DOCX)
    secrets = Secrets(hurt={2025: (8, 0, 0, 0), 2026: (0, 0, 0, 12)}, alone=3, beside=(3, 1, 4, 1, 5))
    assert told(sqlite_database, secrets, *formats) == told(sqlite_database, Secrets(), *formats)


def test_what_is_shown_does_change_the_bytes(sqlite_database: Database) -> None:
    more = Secrets(hurt={2025: (2, 3, 3, 0), 2026: (4, 4, 2, 3)})
    before, after = (told(sqlite_database, one, Format.MD) for one in (Secrets(), more))
    assert before[:3] == after[:3]
    assert all(a != b for a, b in zip(before[3:], after[3:], strict=True))
