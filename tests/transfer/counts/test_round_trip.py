"""Any set of values goes out and comes back the same, and going out again gives the same bytes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import LEAD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, delete
from transfer.counts.conftest import NOW, TODAY, Office

from seasonal_ops import transfer
from seasonal_ops.counting import Book, NewCount, find_measure, record, weigh_all
from seasonal_ops.db import Database
from seasonal_ops.models import Count
from seasonal_ops.personal import gives_away
from seasonal_ops.text import harmless
from seasonal_ops.transfer import Kind, Outcome, Table
from seasonal_ops.transfer.counts import Options, Shape, apply, preview, template
from seasonal_ops.words import AreaRole, CountStatus, MeasureKind, Qualifier

KINDS = {
    "arson": MeasureKind.COUNT,
    "asb-calls": MeasureKind.QUANTITY,
    "criminal-damage": MeasureKind.PERCENTAGE,
    "residents-comments": MeasureKind.TEXT,
}
# Texts that act in some program or mean something in a sheet.
SHARP = st.sampled_from(
    ["nil", "0", "–", "=1+1", "'@x", "Total", "n/k", "about 3", "3.0", "_x0041_", 'a;b,c"d', "TRUE"]
)
# What tells of a person is refused on its way in.
TEXTS = st.one_of(SHARP, st.text(max_size=30).filter(lambda text: not gives_away(_line(text, 100), TODAY)))
NUMBERS: dict[MeasureKind, st.SearchStrategy[str]] = {
    MeasureKind.COUNT: st.integers(0, 10**9 - 1).map(str),
    MeasureKind.QUANTITY: st.decimals(0, 10**6, places=4).map(lambda one: f"{one:f}"),
    MeasureKind.PERCENTAGE: st.one_of(
        st.decimals(0, 100, places=2).map(lambda one: f"{one:f}"),
        st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda two: f"{min(two)}/{two[1]}"),
    ),
}


def _line(text: str, longest: int) -> str:
    return " ".join(harmless(text).split())[:longest].strip()


@st.composite
def counts(draw: st.DrawFn) -> tuple[str, NewCount]:
    """A value that its measure takes, within its window."""
    slug = draw(st.sampled_from(sorted(KINDS)))
    kind = KINDS[slug]
    text = kind is MeasureKind.TEXT
    nil = kind is MeasureKind.COUNT and draw(st.booleans())
    value = (_line(draw(TEXTS), 100) or "x") if text else "0" if nil else draw(NUMBERS[kind])
    plain = text or nil
    return slug, NewCount(
        value=value,
        on=date(2026, 10, 27) + timedelta(days=draw(st.integers(0, 11))),
        area=draw(st.sampled_from([None, "tanhouse", "ormskirk-town-centre"])),
        qualifier=Qualifier.EXACT if plain else draw(st.sampled_from(Qualifier)),
        status=draw(st.sampled_from(CountStatus)),
        as_at=draw(st.dates(date(2026, 11, 1), TODAY)),
        source=_line(draw(TEXTS), 100),
        quote=_line(draw(TEXTS), 100),
        reason=_line(draw(TEXTS), 100) or "so it was",
        nil=nil,
    )


@pytest.fixture(scope="module")
def room(_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a measure of each kind; every example is dropped again."""
    folder = tmp_path_factory.mktemp("room")
    shutil.copyfile(_office, folder / "room.db")
    office = Office(Database(f"sqlite:///{folder / 'room.db'}"), folder)
    with office.database.write() as session:
        for slug, kind in KINDS.items():
            measure = find_measure(session, office.plan(session), slug)
            measure.kind, measure.part_of = kind, None
    yield office
    office.database.dispose()


@contextmanager
def _dropped(office: Office) -> Iterator[Session]:
    with office.database.rehearse() as session:
        yield session


def _record(office: Office, session: Session, news: list[tuple[str, NewCount]]) -> None:
    """The first that is said of each place."""
    places = {(slug, new.on, new.area): (slug, new) for slug, new in reversed(news)}
    book = Book.open(session, office.plan(session), today=TODAY)
    for area in book.areas.values():
        area.role = AreaRole.COMPARISON  # of any value, whatever the district's
    session.flush()
    weighed = weigh_all(book, [(book.measures[slug], new) for slug, new in places.values()])
    record(session, book, weighed, actor=LEAD, now=NOW)


def _state(office: Office, session: Session, *, whole: bool) -> set[tuple[Any, ...]]:
    from seasonal_ops import queries

    found = queries.counts(session, office.plan(session))
    value = [(one.measure, one.on, one.area, one.value, one.text, one.nil, one.qualifier) for one in found]
    rest = [(one.yes, one.answered) for one in found]
    about = [(one.status, one.as_at, one.source, one.quote, one.reason) for one in found]
    return {(*a, *b, *(c if whole else ())) for a, b, c in zip(value, rest, about, strict=True)}


def _read(office: Office, content: bytes, kind: Kind) -> Table:
    path = office.folder / f"sheet.{kind}"
    path.write_bytes(content)
    return transfer.read(path)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(news=st.lists(counts(), max_size=12))
@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("kind", [Kind.CSV, Kind.XLSX])
def test_what_goes_out_comes_back(
    room: Office, kind: Kind, shape: Shape, news: list[tuple[str, NewCount]]
) -> None:
    with _dropped(room) as session:
        _record(room, session, news)
        plan = room.plan(session)
        asked: dict[str, Any] = {"kind": kind, "shape": shape, "measures": sorted(KINDS)}
        before = _state(room, session, whole=shape is Shape.LONG)
        content = template(session, plan, **asked).content
        assert template(session, plan, **asked).content == content
        table = _read(room, content, kind)

        again = preview(session, plan=plan, table=table, today=TODAY)
        assert again.problems == ()
        assert {one.outcome for one in again.entries} <= {Outcome.SAME}
        assert len(again.entries) == len(before)

        # Into a plan in which nothing is recorded the sheet gives the same, and goes out as the same bytes.
        session.exec(delete(Count))
        options = Options(reason="so it was")
        apply(session, plan=plan, table=table, today=TODAY, options=options, actor=LEAD, now=NOW)
        assert _state(room, session, whole=shape is Shape.LONG) == before
        assert template(session, plan, **asked).content == content
