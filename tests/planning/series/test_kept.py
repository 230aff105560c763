"""Rules that cannot be used, and what every change of a series keeps."""

from datetime import date

import pytest
from factories import make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session
from walks import ACT, BEGIN, FRIDAYS, THURSDAYS, Walks, day

from seasonal_ops import journal, planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, SeasonalOpsError
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import Edit, GateChange
from seasonal_ops.planning.series import preview_rule
from seasonal_ops.words import Status

WRONG = [
    # no date from then on; none at all; no rule; an anchor of another plan; a day that is not there
    ("every Thursday from 1 October to 9 October", 20, BadValue, "gives no date from Tue 20 October 2026 on"),
    ("every Thursday from 2 October to 7 October", 1, BadValue, "gives no date; change it"),
    ("every blue moon", 1, BadValue, "in the date rule .*every blue moon"),
    ("each evening from Bonfire Night to 10 November", 1, BadValue, "Bonfire Night"),
    ("31 February", 1, BadValue, "there is no 31 February; the month has 28 or 29 days"),
    ("each day from 9 October to 1 October", 1, BadValue, "ends before it starts"),
    ("", 1, BadValue, "the date rule is empty"),
]


@pytest.mark.parametrize(("rule", "since", "kind", "sentence"), WRONG)
def test_a_rule_that_cannot_be_used_changes_nothing(
    walks: Walks, rule: str, since: int, kind: type[SeasonalOpsError], sentence: str
) -> None:
    newest = journal.newest(walks.session)
    with pytest.raises(kind, match=sentence) as caught:
        walks.change(rule, since)
    assert len(str(caught.value).splitlines()) == 1
    assert journal.newest(walks.session) == newest
    assert walks.days() == [1, 8, 15, 22, 29]
    with pytest.raises(kind, match=sentence):
        preview_rule(walks.session, series_id=walks.id, rule=rule, since=day(since))


def test_a_series_that_is_not_there(session: Session) -> None:
    about = {"series_id": 999, "rule": FRIDAYS, "since": BEGIN}
    sentence = "no series '999'; see: seasonal-ops series list PLAN"
    with pytest.raises(NotFound, match=sentence):
        preview_rule(session, **about)
    with pytest.raises(NotFound, match=sentence):
        planning.change_rule(session, **about, **ACT)


def test_the_change_of_a_series_is_a_fact(both: Walks) -> None:
    newest = journal.newest(both.session)
    both.change("every Thursday from 8 October to 5 November", 8)
    facts = journal.read(both.session, limit=journal.newest(both.session) - newest)[::-1]
    assert [fact.kind for fact in facts] == ["SeriesChanged", *["DateRuleChanged"] * 4, "ActivityAdded"]
    before, after = facts[0].before or {}, facts[0].after or {}
    assert facts[0].subject == f"series:{both.id}"
    assert (before["rule"], after["rule"]) == (THURSDAYS, "every Thursday from 8 October to 5 November")
    assert journal.verify(both.session).defects == ()


def test_the_newest_fact_of_each_date_says_how_it_stands(walks: Walks) -> None:
    walks.change("every Thursday from 1 October to 5 November")
    for row in walks.rows:
        newest = journal.read(walks.session, subject=f"activity:{row.id}", limit=1)[0].after or {}
        assert journal.snapshot(row).items() <= newest.items()


def test_the_rule_that_a_series_has_already_is_no_news(walks: Walks) -> None:
    newest = journal.newest(walks.session)
    assert walks.change(THURSDAYS) == []
    assert journal.newest(walks.session) == newest


def test_an_added_date_stands_behind_the_gate_of_the_others(walks: Walks) -> None:
    change = GateChange(title="Torches", decide_by=day(1))
    ids = [key(row) for row in walks.rows]
    about = {"plan_id": key(walks.plan), "name": "torches", "change": change, "activities": ids}
    planning.set_gate(walks.session, **about, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    assert {view.gates for view in walks.views} == {("torches",)}


def test_an_added_date_has_what_the_date_before_it_has(walks: Walks) -> None:
    for number, place in ((1, "Beacon Park"), (29, "Coronation Park")):
        edit = Edit(location=place)
        planning.edit_activity(walks.session, activity_id=key(walks.on(number)), edit=edit, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    assert walks.rows[-1].location == "Coronation Park"


def test_a_date_moved_by_hand_to_before_the_change_is_not_made_again(walks: Walks) -> None:
    walks.move(22, 10)
    walks.change("every Thursday from 1 October to 31 October", 15)
    assert walks.days() == [1, 8, 10, 15, 29]


def test_an_anchor_moves_each_date_by_the_rule_that_it_has(session: Session, plan: Plan) -> None:
    span = "from 28 days before Mischief Night to 2 days after Mischief Night"
    walks = Walks(session, plan, f"every Thursday {span}")
    walks.change(f"every Friday {span}", 14)
    before = [8, 16, 23, 30]
    about = {"plan_id": key(plan), "name": "Mischief Night", "on": day(31)}
    planning.move_anchor(session, **about, **ACT)
    # A day later the same weekdays lie between.
    assert (before, walks.days()) == (before, before)


def test_a_long_rule_is_kept_or_refused(postgres_database: Database) -> None:
    rule = "; ".join(f"{count} days before Mischief Night" for count in range(2, 21))
    with postgres_database.write() as session:
        walks = Walks(session, make_plan(session, "action-days"))
        with pytest.raises(BadValue, match="rule"):
            walks.change(rule)


weekdays = st.sampled_from(["Monday", "Wednesday", "Thursday", "Saturday"])


spans = st.tuples(st.integers(1, 20), st.integers(0, 30)).map(lambda two: (day(two[0]), day(sum(two))))


@given(weekdays, spans, st.integers(1, 40), st.sets(st.integers(0, 4)))
@settings(max_examples=25)
def test_after_the_change_the_rules_dates_stand_each_once(
    season: Database, weekday: str, span: tuple[date, date], since: int, delivered: set[int]
) -> None:
    rule = f"every {weekday} from {span[0]} to {span[1]}"
    with season.rehearse() as session:
        plan = queries.find_plan(session, "action-days-2026")
        walks = Walks(session, plan)
        for index in delivered:
            walks.status(1 + 7 * index, Status.DELIVERED)
        before = {row.id: row.starts_on for row in walks.rows}
        try:
            walks.change(rule, since)
        except BadValue:
            assert {row.id: row.starts_on for row in walks.rows} == before
            return
        dates = dates_of(parse(rule, ()), queries.calendar_of(session, plan))
        rows = [row for row in walks.rows if row.starts_on >= day(since)]
        standing = [row.starts_on for row in rows if row.status is Status.PLANNED]
        done = {row.starts_on for row in rows if row.status is Status.DELIVERED}
        assert standing == [one.on for one in dates if one.on >= day(since) and one.on not in done]
        # What was before the change, and what is over, is as it was.
        kept = {row.id for row in walks.rows if row.status is Status.DELIVERED}
        kept |= {row_id for row_id, on in before.items() if on < day(since)}
        assert {row.id: row.starts_on for row in walks.rows if row.id in kept} == {
            row_id: on for row_id, on in before.items() if row_id in kept
        }
