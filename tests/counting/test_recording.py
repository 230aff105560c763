"""What is recorded: revisions, all or nothing, each change a fact."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from desk import NIGHT, Desk
from factories import LEAD, make_plan
from sqlmodel import col, select

from seasonal_ops import counting, journal, queries
from seasonal_ops.counting import NewCount
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import Count, key
from seasonal_ops.words import ActorKind, CountStatus, MeasureKind, Qualifier


def revisions(desk: Desk) -> list[tuple[int, Decimal | None, bool]]:
    """Every row there is: its revision, value, and whether it is the newest."""
    rows = desk.session.exec(select(Count).order_by(col(Count.id)))
    return [(row.revision, row.value, row.current) for row in rows]


def test_everything_that_is_said_of_a_value_is_kept(both: Desk) -> None:
    both.count_of("safe", MeasureKind.PERCENTAGE)
    row = both.add(
        "safe",
        "150/200",
        until=date(2026, 11, 1),
        area=both.area().name,
        activity=both.activity("safe", until=date(2026, 11, 1)),
        qualifier=Qualifier.ABOUT,
        status=CountStatus.FINAL,
        as_at=date(2026, 11, 15),
        source="survey of residents",
        quote="most felt safe",
        reason="asked at the door",
    )
    both.session.expire_all()
    (view,) = queries.counts(both.session, both.plan, ids=[key(row)])
    assert (view.on, view.until, view.area, view.activity) == (
        NIGHT,
        date(2026, 11, 1),
        "tanhouse",
        row.activity_id,
    )
    assert (view.value, view.yes, view.answered, view.qualifier) == (75, 150, 200, Qualifier.ABOUT)
    assert (view.status, view.as_at, view.source) == (
        CountStatus.FINAL,
        date(2026, 11, 15),
        "survey of residents",
    )
    assert (view.quote, view.reason) == ("most felt safe", "asked at the door")
    assert (view.entered_by, view.entered_at, view.revision) == (LEAD.name, both.now, 1)


def test_a_correction_is_a_revision_and_the_old_value_stays(both: Desk) -> None:
    first = both.add("asb-calls", 30)
    second = both.add("asb-calls", 31, correct=True)
    assert revisions(both) == [(1, 30, False), (2, 31, True)]
    (fact,) = journal.read(both.session, subject=f"count:{second.id}")
    assert (fact.kind, fact.before and fact.before["id"]) == ("CountAdded", first.id)
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.before["current"], fact.after["revision"]) == (True, 2)
    history = queries.count_history(both.session, both.plan, measure=first.measure_id, on=NIGHT)
    assert [(view.revision, view.value) for view in history] == [(2, 31), (1, 30)]
    both.add("asb-calls", 32, correct=True)
    assert revisions(both) == [(1, 30, False), (2, 31, False), (3, 32, True)]


@pytest.mark.parametrize(
    ("first", "then", "revised"),
    [
        (CountStatus.PROVISIONAL, CountStatus.PROVISIONAL, False),
        (CountStatus.PROVISIONAL, CountStatus.FINAL, True),  # the agency stands by it now
        (CountStatus.FINAL, CountStatus.FINAL, False),
        (
            CountStatus.FINAL,
            CountStatus.PROVISIONAL,
            False,
        ),  # a sheet that does not say so takes nothing back
    ],
)
def test_the_same_value_again_is_news_only_when_it_becomes_final(
    desk: Desk, first: CountStatus, then: CountStatus, revised: bool
) -> None:
    row = desk.add("asb-calls", 30, status=first)
    again = desk.add("asb-calls", 30, status=then)
    assert (again.id != row.id) is revised
    assert len(revisions(desk)) == 1 + revised


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"source": "the inspector"}, {"quote": "thirty", "status": CountStatus.FINAL}),
        ({"quote": "some thirty"}, {"source": "police extract"}),
        ({"as_at": date(2026, 11, 19)}, {"source": "police extract"}),
        ({"reason": "read twice"}, {"source": "police extract"}),
        ({"status": CountStatus.PROVISIONAL}, {"source": "police extract"}),
    ],
    ids=str,
)
def test_what_else_is_said_of_a_value_anew_is_a_correction(
    desk: Desk, more: dict[str, Any], kept: dict[str, Any]
) -> None:
    first = {"status": CountStatus.FINAL, "source": "police extract", "quote": "thirty"}
    row = desk.add("asb-calls", 30, **first)
    assert desk.weigh("asb-calls", 30, **more).differs == tuple(more)
    # As it is no correction, nothing is written.
    assert desk.add("asb-calls", 30, **more).id == row.id
    again = desk.add("asb-calls", 30, correct=True, **more)
    assert again.revision == 2
    assert {name: getattr(again, name) for name in more | kept} == more | kept
    assert desk.add("asb-calls", 30, correct=True, **more).id == again.id


def test_a_zero_becomes_a_nil_return_and_stays_one(desk: Desk) -> None:
    desk.add("injuries", 0)
    nil = desk.add("injuries", 0, nil=True)
    assert (nil.revision, nil.nil) == (2, True)
    assert desk.add("injuries", 0).id == nil.id
    assert desk.add("injuries", 0, correct=True, source="by phone").nil


@pytest.mark.parametrize(
    ("said", "status"),
    [(None, CountStatus.FINAL), (CountStatus.PROVISIONAL, CountStatus.PROVISIONAL)],
)
def test_a_correction_leaves_the_status_unless_it_is_said(
    desk: Desk, said: CountStatus | None, status: CountStatus
) -> None:
    desk.add("asb-calls", 30, status=CountStatus.FINAL, source="police extract")
    row = desk.add("asb-calls", 31, status=said, correct=True)
    # Where the old value came from says nothing of the new one.
    assert (row.status, row.source) == (status, "")


def test_all_or_nothing(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)

    def half_wrong() -> None:
        with sqlite_database.write() as session:
            desk = Desk(session, queries.find_plan(session, "bright-sparx-2026"))
            rows = [("asb-calls", 3, NIGHT), ("asb-calls", "x", date(2026, 10, 31))]
            desk.do(counting.record, book=desk.book(), weighed=desk.weigh_all(*rows))

    with pytest.raises(BadValue, match='"x" cannot be'):
        half_wrong()
    with sqlite_database.read() as session:
        assert session.exec(select(Count)).all() == []


def test_many_are_recorded_in_their_order_with_a_fact_each(both: Desk) -> None:
    both.add("asb-calls", 1)
    days = [date(2026, 10, 29), NIGHT, date(2026, 10, 31)]
    book = both.book()
    measure = book.measure("asb-calls")
    new = [NewCount(value="2", on=on, correct=True) for on in days]
    # What is said twice is recorded once.
    weighed = counting.weigh_all(book, [(measure, one) for one in (*new, new[0])])
    ids = both.do(counting.record, book=book, weighed=weighed)
    rows = [both.session.get_one(Count, one) for one in ids]
    assert [(row.on, row.revision) for row in rows] == [(days[0], 1), (days[1], 2), (days[2], 1)]
    facts = journal.read(both.session, limit=3)[::-1]
    # Each fact holds the row as it stands, though it was not read back to be written down.
    assert [(fact.subject, fact.after) for fact in facts] == [
        (f"count:{row.id}", journal.snapshot(row)) for row in rows
    ]
    # The book knows of them.
    assert all(one.same for one in counting.weigh_all(book, [(measure, one) for one in new]))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (MeasureKind.QUANTITY, "12.50"),
        (MeasureKind.COUNT, "100"),
        (MeasureKind.PERCENTAGE, "200/200"),
        (MeasureKind.PERCENTAGE, "1/3"),
        (MeasureKind.TEXT, "quiet"),
    ],
)
def test_a_fact_holds_a_value_as_it_is_read_back(both: Desk, kind: MeasureKind, value: str) -> None:
    both.count_of("ours", kind)
    # The clock of another zone: what is kept is in UTC.
    both.now = both.now.astimezone(ZoneInfo("Asia/Tokyo"))
    row = both.add("ours", value, qualifier=Qualifier.ABOUT)
    (fact,) = journal.read(both.session, subject=f"count:{row.id}")
    assert fact.after == journal.snapshot(row)


@pytest.mark.parametrize("standing", [False, True], ids=["new", "corrected"])
def test_of_two_who_looked_at_the_same_book_the_second_is_refused_in_words(
    database: Database, standing: bool
) -> None:
    with database.write() as session:
        desk = Desk(session, make_plan(session))
        if standing:
            desk.add("asb-calls", 1)

    def two_at_once() -> None:
        with database.write() as session:
            desk = Desk(session, queries.find_plan(session, "bright-sparx-2026"))
            others, own = (desk.weigh("asb-calls", value, correct=True) for value in (2, 3))
            also = desk.weigh("police-calls", 9)
            desk.do(counting.record, book=desk.book(), weighed=[others])
            desk.do(counting.record, book=desk.book(), weighed=[also, own])

    with pytest.raises(Changed, match="a moment ago; look again"):
        two_at_once()
    with database.read() as session:
        # The transaction of the second went as a whole.
        assert len(session.exec(select(Count)).all()) == int(standing)


def test_what_was_approved_since_the_book_was_read_is_not_replaced(desk: Desk) -> None:
    desk.add("asb-calls", 1)
    weighed = desk.weigh("asb-calls", 2, correct=True)
    desk.do(counting.approve, plan=desk.plan)
    with pytest.raises(Changed, match="a moment ago"):
        desk.do(counting.record, book=desk.book(), weighed=[weighed])


def test_who_writes_second_waits_and_sees_what_the_first_wrote(postgres_database: Database) -> None:
    import threading

    with postgres_database.write() as session:
        make_plan(session)
    refused: list[Exception] = []

    def second() -> None:
        try:
            with postgres_database.write() as session:
                Desk(session, queries.find_plan(session, "bright-sparx-2026")).add("deliberate-fires", 9)
        except BadValue as error:
            refused.append(error)

    with postgres_database.write() as session:
        Desk(session, queries.find_plan(session, "bright-sparx-2026")).add("fire-incidents", 3)
        other = threading.Thread(target=second)
        other.start()
        other.join(0.3)
        assert other.is_alive()
    other.join()
    assert "is a part of fire-incidents, of which 3 is recorded" in str(refused[0])


def test_zeros_for_many_nights_are_nil_returns(desk: Desk) -> None:
    desk.add("injuries", 0, date(2026, 10, 31), nil=True)
    new = NewCount(value="0", on=NIGHT, until=date(2026, 11, 1), source="by phone")
    rows = desk.do(counting.add_nils, plan=desk.plan, measure=desk.measure("injuries"), new=new)
    # What is a nil return already is left alone.
    assert [(row.on, row.value, row.nil, row.source) for row in rows] == [
        (NIGHT, 0, True, "by phone"),
        (date(2026, 11, 1), 0, True, "by phone"),
    ]
    with pytest.raises(BadValue, match="exchange them"):
        desk.do(
            counting.add_nils, plan=desk.plan, measure=desk.measure("injuries"),
            new=replace(new, until=date(2026, 10, 1)),
        )  # fmt: skip
    desk.add("asb-calls", 4)
    with pytest.raises(BadValue, match="recorded as 4 already"):
        desk.do(counting.add_nils, plan=desk.plan, measure=desk.measure("asb-calls"), new=new)


@pytest.mark.parametrize(
    ("name", "found"),
    [("asb-calls", "asb-calls"), (" ASB-Calls ", "asb-calls"), ("police-c", "police-calls")],
)
def test_a_measure_by_its_slug_or_an_unambiguous_beginning(desk: Desk, name: str, found: str) -> None:
    assert desk.measure(name).slug == found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("asb", "did you mean asb-fires or asb-calls?"),
        ("asb-cals", "did you mean asb-calls"),
        ("", "see: seasonal-ops measure list"),
    ],
)
def test_an_unknown_measure(desk: Desk, name: str, sentence: str) -> None:
    with pytest.raises(NotFound, match=sentence.replace("?", r"\?")):
        desk.measure(name)


def test_who_enters_is_kept_with_the_value(desk: Desk) -> None:
    analyst = Actor("analyst", ActorKind.CLI)
    row = counting.add_count(
        desk.session, plan=desk.plan, measure=desk.measure("asb-calls"), new=NewCount(value="3", on=NIGHT),
        actor=analyst, now=desk.now,
    ).row  # fmt: skip
    assert row.entered_by == "analyst"


def test_a_warning_without_a_reason_is_refused_by_whoever_records(desk: Desk) -> None:
    desk.add("asb-calls", 1, NIGHT.replace(year=2025), baseline=True)
    weighed = desk.weigh("asb-calls", 50)
    with pytest.raises(Refused, match="say why"):
        desk.do(counting.record, book=desk.book(), weighed=[weighed])
