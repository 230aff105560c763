"""Series: one date alone, the rest from a date on, and another rule for all that is still to come."""

import shutil
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from sqlmodel import Session, col, select

from seasonal_ops import feeds, journal, planning, queries, sharing
from seasonal_ops.dates import IfAvoided, dates_of, parse
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused, SeasonalOpsError
from seasonal_ops.models import Activity, Plan, Series, key
from seasonal_ops.planning import Edit, GateChange, NewActivity, When
from seasonal_ops.planning.series import preview_following, preview_rule
from seasonal_ops.views import ActivityView, Move
from seasonal_ops.words import Answer, Role, Status

# The 1st of October 2026 is a Thursday.
THURSDAYS = "every Thursday from 1 October to 31 October"
FRIDAYS = "every Friday from 1 October to 31 October"
BEGIN = date(2026, 10, 1)
ACT = {"actor": LEAD, "now": NOW}


def day(number: int) -> date:
    """A day of October; what is above 31 is one of November."""
    return date.fromordinal(BEGIN.toordinal() + number - 1)


def number_of(on: date | None) -> int | None:
    """The other way round."""
    return None if on is None else (on - BEGIN).days + 1


class Walks:
    """A walk on each Thursday of October, asked of two partners."""

    def __init__(self, session: Session, plan: Plan, rule: str = THURSDAYS, **said: Any) -> None:
        self.session, self.plan = session, plan
        calendar = queries.calendar_of(session, plan)
        times = {name: said.pop(name) for name in ("start", "end") if name in said}
        how = {name: said[name] for name in ("avoid", "if_avoided") if name in said}
        when = tuple(
            When(on=one.on, reason=one.reason, rule=rule, **times)
            for one in dates_of(parse(rule, calendar.anchors), calendar, **how)
        )
        rotary, watch = make_partner(session), make_partner(session, "Skelmersdale Watch")
        asked = ((key(rotary), Role.SUPPORT), (key(watch), Role.LEAD))
        new = NewActivity(title="Walk", when=when, partners=asked, **said)
        about = {"plan_id": key(plan), "time_zone": plan.time_zone, **ACT}
        first, *_ = planning.add_activities(session, new=new, **about)
        self.id = first.series_id or 0

    @property
    def rows(self) -> list[Activity]:
        query = select(Activity).where(Activity.series_id == self.id)
        return list(self.session.exec(query.order_by(col(Activity.starts_on), col(Activity.id))))

    @property
    def views(self) -> list[ActivityView]:
        return queries.activities(self.session, ids=[key(row) for row in self.rows])

    def on(self, number: int) -> Activity:
        """The one that stands on that day of October."""
        (row,) = [row for row in self.rows if row.starts_on == day(number)]
        return row

    def days(self) -> list[int | None]:
        """What still stands, as days counted from the 1st of October."""
        return [number_of(row.starts_on) for row in self.rows if row.status is not Status.CANCELLED]

    def move(self, number: int, to: int, **more: Any) -> Activity:
        return planning.move_activity(
            self.session, activity_id=key(self.on(number)), to=day(to), **more, **ACT
        )

    def status(self, number: int, status: Status) -> Activity:
        return planning.set_status(self.session, activity_id=key(self.on(number)), status=status, **ACT)

    def change(self, rule: str, since: int = 1) -> list[Move]:
        about = {"series_id": self.id, "rule": rule, "since": day(since)}
        return planning.change_rule(self.session, **about, **ACT)

    @staticmethod
    def lines(moves: list[Move]) -> list[tuple[int | None, int | None, tuple[str, ...]]]:
        """A preview in days."""
        return [(number_of(move.was), number_of(move.to), move.warnings) for move in moves]


@pytest.fixture(scope="module")
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A plan in a database that every test leaves as it found it."""
    path = tmp_path_factory.mktemp("season") / "seasonal-ops.db"
    shutil.copyfile(request.getfixturevalue("_blank"), path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        make_plan(session, "action-days")
    yield database
    database.dispose()


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return queries.find_plan(session, "action-days-2026")


@pytest.fixture
def walks(session: Session, plan: Plan) -> Walks:
    return Walks(session, plan, start=time(18), end=time(20))


@pytest.fixture
def both(database: Database) -> Iterator[Walks]:
    """The same on both databases."""
    with database.write() as session:
        yield Walks(session, make_plan(session, "action-days"), start=time(18), end=time(20))


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


GONE = ("its series' rule no longer gives this date: it is cancelled",)
NEW_RULES = [
    # as many dates: in order, old against new
    (FRIDAYS, 1, [(1, 2), (8, 9), (15, 16), (22, 23), (29, 30)], [2, 9, 16, 23, 30]),
    # from a date on: what was before stays
    (FRIDAYS, 10, [(15, 16), (22, 23), (29, 30)], [1, 8, 16, 23, 30]),
    # on the day itself counts
    (FRIDAYS, 22, [(22, 23), (29, 30)], [1, 8, 15, 23, 30]),
    # more dates: those that are right already stay
    ("every Thursday from 1 October to 14 November", 1, [(None, 36), (None, 43)], [1, 8, 15, 22, 29, 36, 43]),
    # some in between, and before the first
    (
        "every Thursday from 20 September to 31 October",
        -20,
        [(None, -6)],
        [-6, 1, 8, 15, 22, 29],
    ),
    # fewer: those that are right already stay, the others go
    ("every Thursday from 8 October to 22 October", 1, [(1, None), (29, None)], [8, 15, 22]),
    # fewer, and none is right: the nearest ones move
    (
        "every Friday from 8 October to 16 October",
        1,
        [(1, None), (8, 9), (15, 16), (22, None), (29, None)],
        [9, 16],
    ),
    # one date
    ("Mischief Night", 1, [(1, None), (8, None), (15, None), (22, None), (29, 30)], [30]),
    # the same dates in other words: nothing moves
    ("every Thursday from 1 October to 29 October", 1, [], [1, 8, 15, 22, 29]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "since", "lines", "standing"), NEW_RULES)
def test_another_rule_moves_adds_and_cancels(
    walks: Walks, rule: str, since: int, lines: list[tuple[int | None, int | None]], standing: list[int]
) -> None:
    about = {"series_id": walks.id, "rule": rule, "since": day(since)}
    shown = preview_rule(walks.session, **about)
    assert [line[:2] for line in walks.lines(shown)] == lines
    assert all(move.warnings == (GONE if move.to is None else ()) for move in shown)
    assert walks.days() == [1, 8, 15, 22, 29]
    # What was shown is what is done.
    assert walks.change(rule, since) == shown
    assert walks.days() == standing
    # Asked for again, there is nothing left to do: what fell away stays cancelled, and says so.
    assert all(move.was == move.to for move in preview_rule(walks.session, **about))


def test_what_moves_is_the_same_entry_in_calendars_and_what_stays_says_why(both: Walks) -> None:
    # What stays under the new rule is shown with another reason; what lies before it is untouched.
    before = {row.id: (row.uid, row.sequence + (row.starts_on >= day(16))) for row in both.rows}
    both.change("every Thursday and Friday from 16 October to 30 October", 16)
    # 22 and 29 were right already; 16, 23 and 30 are new.
    after = {row.id: (row.uid, row.sequence) for row in both.rows}
    assert both.days() == [1, 8, 15, 16, 22, 23, 29, 30]
    assert {key_: after[key_] for key_ in before} == before
    both.change("every Wednesday from 16 October to 31 October", 16)
    moved = {row.id: row for row in both.rows}
    assert {key_: moved[key_].uid for key_ in after} == {key_: uid for key_, (uid, _) in after.items()}
    # 21 and 28 are left of five: two moved, three are cancelled, each of them seen by calendars once.
    assert both.days() == [1, 8, 15, 21, 28]
    raised = [moved[key_].sequence - sequence for key_, (_, sequence) in after.items()]
    assert sorted(raised) == [0, 0, 0, 1, 1, 1, 1, 1]


def test_an_added_date_asks_the_same_partners_anew(both: Walks) -> None:
    for slug in ("ormskirk-rotary", "skelmersdale-watch"):
        partner = queries.find_partner(both.session, slug)
        about = {"activity_id": key(both.on(29)), "partner_id": key(partner)}
        planning.respond(both.session, answer=Answer.ACCEPTED, **about, **ACT)
    both.change("every Thursday from 1 October to 5 November")
    *_, last, new = both.views
    assert (new.starts_on, new.start_time, new.end_time) == (day(36), time(18), time(20))
    assert [(one.partner, one.role) for one in new.assignments] == [
        ("skelmersdale-watch", Role.LEAD),
        ("ormskirk-rotary", Role.SUPPORT),
    ]
    assert {one.response for one in new.assignments} == {Answer.ASKED}
    assert {one.response for one in last.assignments} == {Answer.ACCEPTED}
    assert (new.series, new.plan, new.original_on) == (both.id, "action-days-2026", day(36))
    assert new.uid != last.uid


def test_an_added_date_is_what_the_others_are(session: Session, plan: Plan) -> None:
    said: dict[str, Any] = {
        "location": "Beacon Park",
        "meet": "Gate",
        "description": "Torches",
        "theme": "environment",
        "phase": "operation",
        "measures": ("detritus-removed",),
        "avoid": ("bank holiday",),
        "if_avoided": IfAvoided.LATER,
        "start": time(21),
        "end": time(3),
    }
    walks = Walks(session, plan, **said)
    walks.change("every Thursday from 1 October to 5 November")
    *_, last, new = walks.views
    own = {
        "id",
        "uid",
        "version",
        "sequence",
        "starts_on",
        "ends_on",
        "original_on",
        "date_rule",
        "date_reason",
        "assignments",
    }
    same = [name for name in new.__slots__ if name not in own]
    assert {name: getattr(new, name) for name in same} == {name: getattr(last, name) for name in same}
    assert (new.starts_on, new.ends_on) == (day(36), day(37))


def test_who_is_no_longer_asked_is_not_asked_for_an_added_date(walks: Walks) -> None:
    rotary = key(queries.find_partner(walks.session, "ormskirk-rotary"))
    for row in walks.rows:
        planning.unassign(walks.session, activity_id=key(row), partner_id=rotary, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    assert [one.partner for one in walks.views[-1].assignments] == ["skelmersdale-watch"]


def test_what_falls_away_says_why(walks: Walks) -> None:
    walks.change("every Thursday from 1 October to 22 October")
    row = walks.rows[-1]
    assert (row.status, row.status_note) == (
        Status.CANCELLED, "its series' rule no longer gives this date",
    )  # fmt: skip


STAYING = [
    (Status.DELIVERED, "it is delivered and stays"),
    (Status.PARTLY, "it is partly and stays"),
    (Status.NOT_DELIVERED, "it is not-delivered and stays"),
    (Status.CANCELLED, "it is cancelled and stays"),
]


@pytest.mark.parametrize(("status", "why"), STAYING)
def test_what_is_over_stays_and_says_so(walks: Walks, status: Status, why: str) -> None:
    walks.status(8, status)
    # Its date is done with: the rule's 8th is not made again, and the others go in order.
    lines = walks.lines(walks.change("every Thursday and Friday from 1 October to 9 October"))
    assert lines == [(8, 8, (why,)), (15, 2, ()), (22, 9, ()), (29, None, GONE)]


def test_what_was_moved_by_hand_stays_and_its_own_date_is_not_made_again(walks: Walks) -> None:
    walks.move(8, 10)
    lines = walks.lines(walks.change("every Thursday from 1 October to 5 November"))
    assert lines == [(10, 10, ("it was moved by hand and stays",)), (None, 36, ())]
    assert walks.days() == [1, 10, 15, 22, 29, 36]


def test_what_is_being_done_moves_with_its_rule(walks: Walks) -> None:
    walks.status(8, Status.DOING)
    walks.change(FRIDAYS)
    assert walks.days() == [2, 9, 16, 23, 30]


def test_what_a_rule_moved_is_not_moved_by_hand(walks: Walks) -> None:
    walks.change(FRIDAYS)
    walks.change("every Saturday from 1 October to 31 October")
    assert walks.days() == [3, 10, 17, 24, 31]


def test_each_date_says_by_what_rule_it_stands(walks: Walks) -> None:
    walks.change("every Fri from 1 october until 31 Oct", 10)
    series = walks.session.get(Series, walks.id)
    assert series is not None
    assert series.rule == FRIDAYS
    assert [row.date_rule for row in walks.rows] == [THURSDAYS, THURSDAYS, FRIDAYS, FRIDAYS, FRIDAYS]
    assert walks.rows[-1].date_reason == (
        "Friday, every Friday from Thu 1 October 2026 to Sat 31 October 2026"
    )


def test_a_date_that_stays_says_the_new_rules_reason(walks: Walks) -> None:
    walks.change("every Thursday from 1 October to 5 November")
    reason = "Thursday, every Thursday from Thu 1 October 2026 to Thu 5 November 2026"
    assert {row.date_reason for row in walks.rows} == {reason}


def test_feeds_say_the_new_rules_reason_as_a_change(walks: Walks) -> None:
    feed = sharing.create_feed(walks.session, **ACT)
    walks.change("every Thursday from 1 October to 5 November")
    calendar = Calendar.from_ical(feeds.body(walks.session, key(feed)))
    said = {
        (str(event["DESCRIPTION"]).rpartition(" to ")[2], event["SEQUENCE"], event["LAST-MODIFIED"].dt)
        for event in calendar.walk("VEVENT")
        if event["UID"] in {row.uid for row in walks.rows[:-1]}
    }
    assert {one[:2] for one in said} == {("Thu 5 November 2026", 1)}
    assert min(one[2] for one in said) > NOW


def test_days_to_avoid_are_avoided_by_the_new_dates_too(session: Session, plan: Plan) -> None:
    walks = Walks(session, plan, avoid=("weekend",), if_avoided=IfAvoided.LATER)
    walks.change("every Saturday from 1 October to 31 October")
    # Monday instead of Saturday.
    assert walks.days() == [5, 12, 19, 26, 33]


def test_lengths_are_kept(session: Session, plan: Plan) -> None:
    walks = Walks(session, plan)
    when = When(on=day(1), reason="", last_day=day(3))
    planning.put_on(session, activity_id=key(walks.on(1)), when=when, **ACT)
    walks.change(FRIDAYS)
    assert [(row.ends_on - row.starts_on).days for row in walks.rows] == [2, 0, 0, 0, 0]


WRONG = [
    # no date from then on; none at all; no rule; an anchor of another plan; a day that is not there
    ("every Thursday from 1 October to 9 October", 20, BadValue, "gives no date from Tue 20 October 2026 on"),
    ("every Thursday from 2 October to 7 October", 1, BadValue, "gives no date; change it"),
    ("every blue moon", 1, BadValue, "in the date rule .*every blue moon"),
    ("each evening from Bonfire Night to 10 November", 1, BadValue, "Bonfire Night"),
    ("31 February", 1, BadValue, "there is no 31 February; the month has 29 days"),
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
