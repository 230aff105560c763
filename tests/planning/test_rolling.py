"""Last season's plan on next season's dates: what goes on, what is only proposed, and what is said of it."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_contact, make_partner, make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

import plans
from seasonal_ops import journal, planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import Activity, Contact, Partner, Plan, PlanActivity, Reminder, key
from seasonal_ops.planning import Edit, GateChange, NewActivity, Rolled, When
from seasonal_ops.templates import expand, parse_template
from seasonal_ops.views import ActivityView, Finding, Move
from seasonal_ops.words import Answer, Check, GateState, Role, Severity, Status

ACT = {"actor": LEAD, "now": NOW}
# The season of 2026 is over, and written up.
AFTER = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
WELCOME = {
    2024: date(2024, 9, 15),
    2025: date(2025, 9, 21),
    2026: date(2026, 9, 20),
    2027: date(2027, 9, 19),
    2028: date(2028, 9, 17),
    2029: date(2029, 9, 16),
    2030: date(2030, 9, 22),
}
SEASONS = ("bright-sparx", "freshers", "night-safe", "action-days")


LITTLE = parse_template(
    """
slug = "little"
name = "Little Sparx"
summary = "A season of the anchors of Bright Sparx, and of little else."
source = ""
ours = ""
begins = "1 May"
objective = "Calm nights."

[[anchor]]
name = "Mischief Night"
when = "30 October"

[[anchor]]
name = "Halloween"
when = "31 October"

[[anchor]]
name = "Bonfire Night"
when = "5 November"

[[anchor]]
name = "Half-term Monday"
when = "last Monday of October"
note = "Ask the schools."

[[theme]]
slug = "diversion"
name = "Diversion"

[[phase]]
slug = "preparation"
name = "Preparation"

[[phase]]
slug = "operation"
name = "Operation"

[[partner]]
slug = "police"
name = "Police"
kind = "police"

[[partner]]
slug = "schools"
name = "Schools"
kind = "education"

[[partner]]
slug = "street-scene"
name = "Street Scene"
kind = "council"

[[gate]]
key = "days-funding"
kind = "funding"
title = "Funding for the days"
decide_by = "70 days before Mischief Night"

[[gate]]
key = "go4it-funding"
kind = "funding"
title = "Funding for Go4IT"
decide_by = "56 days before Mischief Night"

[[activity]]
key = "start-meeting"
title = "Start meeting"
when = "168 days before Mischief Night"
theme = "diversion"
phase = "preparation"
avoid = ["weekend", "bank holiday"]
if_avoided = "earlier"
lead = ["street-scene"]
support = ["schools"]
provenance = "ours"

[[activity]]
key = "go4it"
title = "Go4IT"
when = "Mischief Night"
start = "18:00"
end = "22:00"
theme = "diversion"
phase = "operation"
lead = ["police"]
support = ["schools"]
needs = ["start-meeting"]
gates = ["go4it-funding"]
count = ["asb-calls"]
provenance = "ours"

[[measure]]
key = "asb-calls"
name = "Calls"
definition = "Calls closed as anti-social behaviour."
unit = "calls"
kind = "count"
direction = "down"
source = "police"
window_from = "3 days before Mischief Night"
window_to = "2 days after Bonfire Night"
night_from = "00:00"
person_related = false

[[target]]
measure = "asb-calls"
text = "Fewer calls."
by = "2 days after Bonfire Night"

[[reminder]]
key = "two-days-before"
kind = "before"
days = -2
at = "09:00"
audience = "assigned"
catch_up = "late"
""",
    file="little.toml",
)


def given_for(slug: str, year: int) -> dict[str, date]:
    """The anchors that the season needs each year."""
    return {"Welcome Sunday": WELCOME[year]} if slug == "freshers" else {}


def season_of(session: Session, slug: str, year: int, **anchors: date) -> Plan:
    if slug == "little":
        given_dates = {name.replace("_", " "): on for name, on in anchors.items()}
        draft = expand(LITTLE, year=year, given=given_dates)
        return planning.draft_plan(session, draft=draft, year=year, **ACT)
    about = {name.replace(" ", "_"): on for name, on in given_for(slug, year).items()}
    return make_plan(session, slug, year, **about)


@pytest.fixture(scope="module")
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The four seasons of 2026 in a database that every test leaves as it found it."""
    path = tmp_path_factory.mktemp("season") / "seasonal-ops.db"
    shutil.copyfile(request.getfixturevalue("_blank"), path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        for slug in (*SEASONS, "little"):
            season_of(session, slug, 2026)
    yield database
    database.dispose()


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def little(session: Session) -> Plan:
    return queries.find_plan(session, "little-2026")


@pytest.fixture
def nights(session: Session) -> Plan:
    return queries.find_plan(session, "night-safe-2026")


def roll(
    session: Session, plan: Plan, year: int = 2027, *, include: tuple[int, ...] = (), **anchors: date
) -> Rolled:
    """Anchors are given by name with _ for spaces."""
    given_dates = given_for(plan.template, year) | {
        name.replace("_", " "): on for name, on in anchors.items()
    }
    return planning.roll_forward(
        session, plan=plan, year=year, given=given_dates, include=include, actor=LEAD, now=AFTER
    )


def standing(session: Session, plan: Plan, title: str | None = None) -> list[ActivityView]:
    """What stands in the plan, by date: all of it, or what is called so."""
    views = queries.activities(session, plan_id=key(plan))
    return [view for view in views if title in (None, view.title)]


def lines(rolled: Rolled, title: str = "Walk") -> list[tuple[date | None, date | None, tuple[str, ...]]]:
    """From where to where, with the warnings, of what is called so."""
    return [(move.was, move.to, move.warnings) for move in rolled.moves if move.title == title]


def line(rolled: Rolled, title: str = "Walk") -> Move:
    (found,) = [move for move in rolled.moves if move.title == title]
    return found


def findings(rolled: Rolled, rule: Check) -> list[Finding]:
    return [one for one in rolled.findings if one.rule is rule]


def status(session: Session, activity: int, status: Status, note: str | None = None) -> None:
    planning.set_status(session, activity_id=activity, status=status, note=note, **ACT)


def by_rule(session: Session, plan: Plan, rule: str, **said: Any) -> list[int]:
    """Walks on the rule's dates; their ids in order of these."""
    calendar = queries.calendar_of(session, plan)
    times = {name: said.pop(name) for name in ("start", "end") if name in said}
    when = tuple(
        When(on=one.on, reason=one.reason, rule=rule, **times)
        for one in dates_of(parse(rule, calendar.anchors), calendar)
    )
    return added(session, plan, *when, **said)


def added(session: Session, plan: Plan, *when: When, **said: Any) -> list[int]:
    about = {"plan_id": key(plan), "time_zone": plan.time_zone}
    new = NewActivity(**{"title": "Walk", "when": when, **said})
    return [key(row) for row in planning.add_activities(session, new=new, **about, **ACT)]


def on_dates(session: Session, plan: Plan, *dates: date, **said: Any) -> list[int]:
    """Walks on dates as given."""
    return added(session, plan, *(When(on=on, reason="a date as given") for on in dates), **said)


def shape(view: ActivityView) -> dict[str, Any]:
    """All of an activity that next year's is to have again."""
    own = {"id", "uid", "series", "version", "sequence", "assignments", "needs", "ring"}
    if "of 6" in view.title:
        # A guest is in the plan that it is at home in, and these are said there.
        own |= {"plan", "plan_name", "phase", "gates", "measures"}
    said = {name: getattr(view, name) for name in view.__slots__ if name not in own}
    asked = [(one.partner, one.role, one.response) for one in view.assignments]
    return {**said, "asked": asked, "series": view.series is not None}


def everything(session: Session, plan: Plan) -> dict[str, Any]:
    """The plan without its ids."""
    views = standing(session, plan)
    called = {view.id: (view.title, view.starts_on) for view in views}
    row = queries.plan(session, plan)
    return {
        "head": (row.slug, row.name, row.live, row.anchors, plan.begins, plan.objective),
        "activities": sorted(
            (
                view.starts_on,
                view.title,
                shape(view),
                sorted(called[one] for one in view.needs if one in called),
            )
            for view in views
        ),
        "gates": [
            (
                one.key,
                one.title,
                one.decide_by,
                one.decide_by_rule,
                sorted(called[at] for at in one.activities),
            )
            for one in queries.gates(session, plan)
        ],
        "measures": [
            (one.slug, one.definition, one.window_from, one.window_to, one.source)
            for one in queries.measures(session, plan)
        ],
        "targets": [(one.text, one.measure, one.value, one.by) for one in queries.targets(session, plan)],
    }


# An untouched plan, and the printed calendars.


@pytest.mark.parametrize("slug", SEASONS)
def test_an_untouched_season_is_what_its_template_gives(
    session: Session, sqlite_database: Database, slug: str
) -> None:
    rolled = roll(session, queries.find_plan(session, f"{slug}-2026"))
    with sqlite_database.rehearse() as other:
        assert everything(session, rolled.plan) == everything(other, season_of(other, slug, 2027))


NIGHTS = {
    # weekdays of Mischief Night, Halloween, Bonfire Night
    2024: ("Wednesday", "Thursday", "Tuesday"),
    2025: ("Thursday", "Friday", "Wednesday"),
    2026: ("Friday", "Saturday", "Thursday"),
    2027: ("Saturday", "Sunday", "Friday"),
    2028: ("Monday", "Tuesday", "Sunday"),
    2029: ("Tuesday", "Wednesday", "Monday"),
    2030: ("Wednesday", "Thursday", "Tuesday"),
}
HALF_TERMS = {
    # last Monday of October
    2024: "2024-10-28",
    2025: "2025-10-27",
    2026: "2026-10-26",
    2027: "2027-10-25",
    2028: "2028-10-30",
    2029: "2029-10-29",
    2030: "2030-10-28",
}
FAIRS = {
    # first Wednesday of the term that starts on the day after Welcome Sunday
    2024: "2024-09-18",
    2025: "2025-09-24",
    2026: "2026-09-23",
    2027: "2027-09-22",
    2028: "2028-09-20",
    2029: "2029-09-19",
    2030: "2030-09-25",
}
FRIDAYS = {
    # last Friday before Christmas Day; in 2026 Christmas Day is a Friday itself
    2024: "2024-12-20",
    2025: "2025-12-19",
    2026: "2026-12-18",
    2027: "2027-12-24",
    2028: "2028-12-22",
    2029: "2029-12-21",
    2030: "2030-12-20",
}


def printed(year: int, slug: str) -> dict[str, date]:
    if slug == "freshers":
        return {"Freshers' Fair": date.fromisoformat(FAIRS[year])}
    if slug == "night-safe":
        return {
            "Last Friday before Christmas": date.fromisoformat(FRIDAYS[year]),
            "Christmas Eve": date(year, 12, 24),
            "New Year's Eve": date(year, 12, 31),
            "New Year's Day": date(year + 1, 1, 1),
        }
    return {
        "Half-term Monday": date.fromisoformat(HALF_TERMS[year]),
        "Mischief Night": date(year, 10, 30),
        "Halloween": date(year, 10, 31),
        "Bonfire Night": date(year, 11, 5),
    }


@pytest.mark.parametrize("slug", ["bright-sparx", "freshers", "night-safe"])
def test_seven_years_in_a_row_stay_on_the_printed_calendar(sqlite_database: Database, slug: str) -> None:
    with sqlite_database.rehearse() as session:
        plan = season_of(session, slug, 2024)
        for year in range(2024, 2031):
            if year > 2024:
                plan = roll(session, plan, year).plan
            anchors = {one.name: one for one in queries.plan(session, plan).anchors}
            wanted = printed(year, slug)
            assert {name: anchors[name].on for name in wanted} == wanted
            for name, weekday in zip(
                ("Mischief Night", "Halloween", "Bonfire Night"), NIGHTS[year], strict=True
            ):
                if name in anchors:
                    assert anchors[name].reason.endswith(f"; a {weekday} in {year}")
            draft = expand(plans.load(slug), year=year, given=given_for(slug, year))
            assert sorted((view.key or "", view.starts_on) for view in standing(session, plan)) == sorted(
                (one.spec.key, one.on) for one in draft.activities
            )


def test_the_preview_shows_mischief_night_on_saturday_the_thirtieth(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "bright-sparx", 2026)
    with database.rehearse() as session:
        shown = roll(session, plan).moves
    assert shown[1] == Move(
        title="◆ Mischief Night",
        was=date(2026, 10, 30),
        to=date(2027, 10, 30),
        reason="Mischief Night is 30 October; a Saturday in 2027",
    )
    first = next(move for move in shown if move.title == "Go4IT, first evening")
    assert (first.was, first.to, first.reason, first.warnings) == (
        date(2026, 10, 30),
        date(2027, 10, 30),
        "Mischief Night is 30 October; a Saturday in 2027",
        ("on a Saturday now, on a Friday in 2026",),
    )
    # Nothing was stored; and what was shown is what is done.
    with database.write() as session:
        assert [row.slug for row in session.exec(select(Plan))] == ["bright-sparx-2026"]
        assert roll(session, plan).moves == shown
        assert journal.verify(session).defects == ()


def test_the_diff_begins_with_the_occasions_and_goes_by_the_new_dates(session: Session, little: Plan) -> None:
    (gone,) = on_dates(session, little, date(2026, 10, 28), title="Cancelled")
    status(session, gone, Status.CANCELLED)
    rolled = roll(session, little)
    titles = [move.title for move in rolled.moves]
    assert titles[:4] == ["◆ Half-term Monday", "◆ Mischief Night", "◆ Halloween", "◆ Bonfire Night"]
    rest = rolled.moves[4:]
    assert len(rest) == len(standing(session, little))
    # What does not go on stands where it would have been.
    days = [move.to or (move.was or date.max) + timedelta(weeks=52) for move in rest]
    assert days == sorted(days)
    assert {move.activity for move in rest} == {view.id for view in standing(session, little)}
    # The line of an activity names the one of last season, where its story stands.
    assert all(move.was == queries.activity(session, move.activity or 0).starts_on for move in rest)


def test_last_seasons_plan_is_as_it_was(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "little", 2026)
        planning.go_live(session, plan_id=key(plan), **ACT)
        before = everything(session, plan), standing(session, plan)
        newest = journal.newest(session)
        rolled = roll(session, plan)
        assert (everything(session, plan), standing(session, plan)) == before
        facts = journal.read(session, limit=journal.newest(session) - newest)[::-1]
        kinds = Counter(fact.kind for fact in facts)
        rows = standing(session, rolled.plan)
        waits = sum(len(view.needs) for view in rows)
        assert kinds == {"PlanDrafted": 1, "ActivityAdded": len(rows), "DependencyAdded": waits}
        drafted = facts[0].after or {}
        assert (facts[0].subject, drafted["rolled_from"]) == (f"plan:{rolled.plan.id}", "little-2026")
        assert drafted["anchors"]["Mischief Night"] == "2027-10-30"
        assert journal.verify(session).defects == ()


def test_nothing_is_sent_for_a_plan_that_is_not_live(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "little", 2026)
        make_contact(session, queries.find_partner(session, "police"))
        planning.go_live(session, plan_id=key(plan), **ACT)
        before = session.exec(select(Reminder)).all()
        assert before
        rolled = roll(session, plan)
        assert rolled.plan.live_at is None
        assert session.exec(select(Reminder)).all() == before


# Dates: by rule, by distance, by hand.

BY_DISTANCE = [
    # on an anchor, and beside one that is a day of the month: as far from it as it was
    ("2026-10-30", "2027-10-30", "Mischief Night is 30 October; a Saturday in 2027, as in 2026"),
    ("2026-11-06", "2027-11-06", "the day after Bonfire Night (Fri 5 November 2027), as in 2026"),
    # into the next year, and over the leap day of 2028
    ("2027-02-01", "2028-02-01", "88 days after Bonfire Night (Fri 5 November 2027), as in 2026"),
    ("2027-03-02", "2028-03-01", "117 days after Bonfire Night (Fri 5 November 2027), as in 2026"),
    # beside one that is a weekday by its rule: the same weekday
    ("2026-10-22", "2027-10-21", "4 days before Half-term Monday (Mon 25 October 2027), as in 2026"),
    ("2026-05-04", "2027-05-03", "175 days before Half-term Monday (Mon 25 October 2027), as in 2026"),
]


@pytest.mark.parametrize(("was", "to", "reason"), BY_DISTANCE)
def test_what_has_no_rule_keeps_its_distance_from_the_nearest_anchor(
    session: Session, little: Plan, was: str, to: str, reason: str
) -> None:
    on_dates(session, little, date.fromisoformat(was))
    rolled = roll(session, little)
    found = line(rolled)
    assert (found.was, found.to, found.reason) == (date.fromisoformat(was), date.fromisoformat(to), reason)
    (new,) = standing(session, rolled.plan, "Walk")
    assert (new.starts_on, new.date_reason, new.original_on) == (found.to, reason, found.to)
    # From now on it has a rule, and moves along.
    calendar = queries.calendar_of(session, rolled.plan)
    assert [one.on for one in dates_of(parse(new.date_rule or "", calendar.anchors), calendar)] == [found.to]


def test_a_weekday_is_kept_beside_the_last_friday_before_christmas(session: Session, nights: Plan) -> None:
    # A Wednesday in 2026, nine days before Christmas Day; its Friday is the 18th.
    on_dates(session, nights, date(2026, 12, 16))
    assert line(roll(session, nights)).to == date(2027, 12, 22)


HALF_TERM = [
    # half-term as given for 2026 and 2027 (None: a Monday, by its rule), where a Thursday goes, is it shifted
    (date(2026, 10, 27), None, date(2027, 10, 21), True),
    (None, date(2027, 10, 26), date(2027, 10, 21), True),
    (date(2026, 10, 27), date(2027, 10, 26), date(2027, 10, 21), False),
    # a week earlier, it goes along
    (None, date(2027, 10, 18), date(2027, 10, 14), False),
    # a Sunday, and a Friday: the nearest Thursday is three days off at most
    (None, date(2027, 10, 24), date(2027, 10, 21), True),
    (None, date(2027, 10, 22), date(2027, 10, 21), True),
]


@pytest.mark.parametrize(("before", "after", "to", "shifted"), HALF_TERM)
def test_the_weekday_is_kept_when_the_anchor_is_given_on_another(
    sqlite_database: Database, before: date | None, after: date | None, to: date, shifted: bool
) -> None:
    given_dates = {} if after is None else {"Half-term_Monday": after}
    with sqlite_database.rehearse() as session:
        little = season_of(
            session, "little", 2026, **({} if before is None else {"Half-term_Monday": before})
        )
        on_dates(session, little, date(2026, 10, 22))
        found = line(roll(session, little, **given_dates))
    assert (found.to, found.reason.endswith("; on the nearest Thursday, as it was")) == (to, shifted)


def test_the_weekday_is_kept_beside_an_arrival_day_that_was_no_sunday(session: Session) -> None:
    plan = queries.find_plan(session, "freshers-2026")
    about = {"plan_id": key(plan), "name": "Welcome Sunday", "on": date(2026, 9, 19)}
    planning.move_anchor(session, **about, **ACT)
    # A Friday, the day before people arrived.
    on_dates(session, plan, date(2026, 9, 18))
    assert line(roll(session, plan)).to == date(2027, 9, 17)


def test_beside_welcome_sunday_the_weekday_stays_as_long_as_it_is_a_sunday(session: Session) -> None:
    plan = queries.find_plan(session, "freshers-2026")
    on_dates(session, plan, date(2026, 9, 18))
    assert line(roll(session, plan)).to == date(2027, 9, 17)


@given(st.lists(st.dates(date(2026, 9, 1), date(2027, 2, 28)), min_size=1, max_size=8, unique=True))
@settings(max_examples=12)
def test_any_date_keeps_its_distance(season: Database, dates: list[date]) -> None:
    old = printed(2026, "night-safe") | {"Christmas Day": date(2026, 12, 25)}
    new = printed(2027, "night-safe") | {"Christmas Day": date(2027, 12, 25)}
    with season.rehearse() as session:
        plan = queries.find_plan(session, "night-safe-2026")
        for on in dates:
            on_dates(session, plan, on)
        for was, to, _ in lines(roll(session, plan)):
            assert was is not None
            nearest = min(abs(was - on) for on in old.values())
            assert to in {new[name] + (was - on) for name, on in old.items() if abs(was - on) == nearest}


def test_what_was_moved_by_hand_is_back_on_its_rule_and_says_so(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "2 days after Bonfire Night")
    planning.move_activity(session, activity_id=one, to=date(2026, 11, 12), **ACT)
    there = "Sat 7 November 2026 to Thu 12 November 2026"
    assert lines(roll(session, little)) == [
        (
            date(2026, 11, 12),
            date(2027, 11, 7),
            (
                f"was moved by hand in 2026, from {there}; it is back on its rule",
                "on a Sunday now, on a Thursday in 2026",
            ),
        )
    ]


def test_a_given_date_that_was_moved_goes_from_where_it_stood(session: Session, little: Plan) -> None:
    (one,) = on_dates(session, little, date(2026, 11, 10))
    planning.move_activity(session, activity_id=one, to=date(2026, 11, 6), **ACT)
    assert lines(roll(session, little)) == [
        (date(2026, 11, 6), date(2027, 11, 6), ("on a Saturday now, on a Friday in 2026",))
    ]


BOUND = [
    # bound to a year, in any form: as far from the nearest anchor as it was
    ("30 October 2026", [date(2027, 10, 30)]),
    ("2026-11-07", [date(2027, 11, 7)]),
    ("each day from 4 November 2026 to Bonfire Night", [date(2027, 11, 4), date(2027, 11, 5)]),
    # what is not bound goes by itself
    ("7 November", [date(2027, 11, 7)]),
]


@pytest.mark.parametrize(("rule", "dates"), BOUND)
def test_a_rule_that_is_bound_to_a_year_is_a_date_as_given(
    session: Session, little: Plan, rule: str, dates: list[date]
) -> None:
    by_rule(session, little, rule)
    rolled = roll(session, little)
    assert [to for _, to, _ in lines(rolled)] == dates
    assert "2026" not in " ".join(view.date_rule or "" for view in standing(session, rolled.plan, "Walk"))


def test_an_anchor_that_was_given_by_hand_is_to_be_checked(session: Session, little: Plan) -> None:
    about = {"plan_id": key(little), "name": "Half-term Monday", "on": date(2026, 10, 19)}
    planning.move_anchor(session, **about, **ACT)
    note = "Ask the schools."
    by_hand = "was given by hand in 2026; this is its rule's date: check it"
    found = line(roll(session, little), "◆ Half-term Monday")
    assert (found.was, found.to, found.warnings) == (date(2026, 10, 19), date(2027, 10, 25), (by_hand, note))
    with_date = roll(session, little, 2028, **{"Half-term_Monday": date(2028, 10, 23)})
    assert line(with_date, "◆ Half-term Monday").warnings == (note,)
    named = {one.name: one.given for one in queries.plan(session, with_date.plan).anchors}
    assert named == {
        "Half-term Monday": True, "Mischief Night": False, "Halloween": False, "Bonfire Night": False,
    }  # fmt: skip


def test_two_years_ahead_are_two_years_ahead(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 22))
    rolled = roll(session, little, 2028)
    assert (rolled.plan.slug, rolled.plan.name) == ("little-2028", "Little Sparx 2028")
    assert line(rolled).to == date(2028, 10, 26)


LENGTHS = [
    # whole days; a night; several days and nights; an end at the start
    (2, {}),
    (1, {"start": time(21), "end": time(3)}),
    (3, {"start": time(21), "end": time(3)}),
    (1, {"start": time(9), "end": time(9)}),
    (0, {"start": time(9)}),
]


@pytest.mark.parametrize(("days", "times"), LENGTHS)
def test_what_takes_a_night_or_days_takes_as_long_again(
    session: Session, little: Plan, days: int, times: dict[str, time]
) -> None:
    # Over the end of summer time in both years.
    on = date(2026, 10, 24)
    added(session, little, When(on=on, reason="given", last_day=on + timedelta(days=days), **times))
    rolled = roll(session, little)
    (was,), (new,) = standing(session, little, "Walk"), standing(session, rolled.plan, "Walk")
    assert (was.ends_on - was.starts_on).days == (new.ends_on - new.starts_on).days == days
    assert (was.start_time, was.end_time) == (new.start_time, new.end_time)


# Series.


def test_each_date_of_a_series_keeps_what_it_has_of_its_own(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        rotary = make_partner(session)
        first, second, third = by_rule(session, little, "each evening from Mischief Night to 1 November")
        planning.assign(session, activity_id=second, partner_id=key(rotary), role=Role.LEAD, **ACT)
        planning.edit_activity(session, activity_id=third, edit=Edit(location="Beacon Park"), **ACT)
        planning.move_activity(session, activity_id=first, to=date(2026, 10, 29), start=time(19), **ACT)
        rolled = roll(session, little)
        found = standing(session, rolled.plan, "Walk")
        assert [(view.starts_on, view.lead_slugs, view.location, view.start_time) for view in found] == [
            (date(2027, 10, 30), (), "", time(19)),
            (date(2027, 10, 31), ("ormskirk-rotary",), "", None),
            (date(2027, 11, 1), (), "Beacon Park", None),
        ]
        assert len({view.series for view in found}) == 1
        (series,) = [one for one in queries.series(session, key(rolled.plan)) if one.title == "Walk"]
        assert series.rule == "each evening from Mischief Night to 1 November"


def test_a_cancelled_date_of_a_series_is_proposed_and_the_others_keep_their_places(
    session: Session, little: Plan
) -> None:
    _, second, _ = by_rule(session, little, "each evening from Mischief Night to 1 November")
    status(session, second, Status.CANCELLED, "rain")
    rolled = roll(session, little)
    assert [(was, to) for was, to, _ in lines(rolled)] == [
        (date(2026, 10, 30), date(2027, 10, 30)),
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), date(2027, 11, 1)),
    ]
    (said,) = lines(rolled)[1][2]
    assert said.startswith(
        "was cancelled in 2026 (rain): not taken along; its date would be Sun 31 October 2027;"
    )
    assert [view.starts_on.day for view in standing(session, rolled.plan, "Walk")] == [30, 1]


def test_a_rule_that_gives_fewer_dates_says_which_ends(session: Session, little: Plan) -> None:
    # Five Thursdays in October 2026, four in 2027.
    by_rule(session, little, "every Thursday from 1 October to 31 October")
    rolled = roll(session, little)
    (last,) = (line for line in lines(rolled) if line[1] is None)
    assert last[0] == date(2026, 10, 29)
    assert last[2][0].startswith("its rule gives no date for it in the next season; to take it: --include ")
    assert [view.starts_on.day for view in standing(session, rolled.plan, "Walk")] == [7, 14, 21, 28]


def test_a_rule_that_gives_more_dates_adds_one_like_the_last(session: Session, little: Plan) -> None:
    # Four Fridays to the 29th in 2026, five in 2027.
    rotary = make_partner(session)
    ids = by_rule(session, little, "every Friday from 1 October to 29 October", start=time(18))
    planning.assign(session, activity_id=ids[-1], partner_id=key(rotary), **ACT)
    rolled = roll(session, little)
    new = next(move for move in rolled.moves if move.title == "Walk" and move.was is None)
    assert (new.to, new.activity, new.warnings) == (
        date(2027, 10, 29), None, ("its rule gives this date more",),
    )  # fmt: skip
    found = standing(session, rolled.plan, "Walk")
    assert [view.starts_on.day for view in found] == [1, 8, 15, 22, 29]
    assert [len(view.assignments) for view in found] == [0, 0, 0, 1, 1]
    assert {view.start_time for view in found} == {time(18)}


def test_a_series_of_given_dates_goes_on_date_by_date(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 8), date(2026, 10, 15), date(2026, 11, 6))
    rolled = roll(session, little)
    assert [to for _, to, _ in lines(rolled)] == [date(2027, 10, 7), date(2027, 10, 14), date(2027, 11, 6)]
    assert len({view.series for view in standing(session, rolled.plan, "Walk")}) == 1


def test_a_series_of_given_dates_goes_on_in_the_second_year_too(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 8), date(2026, 10, 15), date(2026, 11, 6))
    rolled = roll(session, roll(session, little).plan, 2028)
    # Half-term Monday is the 30th; the days before it are Thursdays still.
    assert [to for _, to, _ in lines(rolled)] == [date(2028, 10, 12), date(2028, 10, 19), date(2028, 11, 6)]


def test_a_series_of_given_dates_moves_with_an_anchor_date_by_date(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 11, 4), date(2026, 11, 6))
    plan = roll(session, little).plan
    about = {"plan_id": key(plan), "name": "Bonfire Night", "on": date(2027, 11, 8)}
    planning.move_anchor(session, **about, **ACT)
    assert [view.starts_on.day for view in standing(session, plan, "Walk")] == [7, 9]


def test_a_series_whose_rule_was_changed_goes_by_the_new_one(session: Session, little: Plan) -> None:
    first, *_ = by_rule(session, little, "every Thursday from 1 October to 31 October")
    series = queries.activity(session, first).series or 0
    rule = "every Friday from 1 October to 31 October"
    planning.change_rule(session, series_id=series, rule=rule, since=date(2026, 10, 10), **ACT)
    rolled = roll(session, little)
    assert {to.weekday() for _, to, _ in lines(rolled) if to} == {4}


def test_what_fell_away_with_the_old_rule_takes_no_date_of_the_new_one(
    session: Session, little: Plan
) -> None:
    first, *_ = by_rule(session, little, "every Tuesday from 13 days before Half-term Monday to 3 days before"
                        " Half-term Monday")  # fmt: skip
    series = queries.activity(session, first).series or 0
    rule = "every Tuesday from 12 days before Half-term Monday to 3 days before Half-term Monday"
    planning.change_rule(session, series_id=series, rule=rule, since=date(2026, 10, 1), **ACT)
    assert [(was.day, to and to.day) for was, to, _ in lines(roll(session, little)) if was] == [
        (13, None),
        (20, 19),
    ]


# What was not done, and what was half done.


NOT_DONE = [
    (Status.CANCELLED, "was cancelled in 2026"),
    (Status.NOT_DELIVERED, "was not delivered in 2026"),
]


@pytest.mark.parametrize(("how", "said"), NOT_DONE)
def test_what_was_not_done_is_proposed_and_not_copied(database: Database, how: Status, said: str) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        (one,) = by_rule(session, little, "the day before Bonfire Night")
        status(session, one, how)
        rolled = roll(session, little)
        way = f"{said}: not taken along; its date would be Thu 4 November 2027; to take it: --include {one}"
        assert lines(rolled) == [(date(2026, 11, 4), None, (way,))]
        assert line(rolled).activity == one
        assert standing(session, rolled.plan, "Walk") == []


@pytest.mark.parametrize(("how", "said"), NOT_DONE)
def test_what_was_not_done_is_taken_along_when_that_is_asked_for(
    session: Session, little: Plan, how: Status, said: str
) -> None:
    ids = by_rule(session, little, "Halloween; the day before Bonfire Night")
    for one in ids:
        status(session, one, how, "rain")
    rolled = roll(session, little, include=(ids[1],))
    assert [(to, warnings[:1]) for _, to, warnings in lines(rolled) if to] == [
        (date(2027, 11, 4), (f"{said}; taken along as asked",))
    ]
    # It begins anew.
    (new,) = standing(session, rolled.plan, "Walk")
    assert (new.status, new.status_note) == (Status.PLANNED, "")


def test_what_was_not_done_in_january_was_not_done_in_that_season(session: Session, nights: Plan) -> None:
    (one,) = by_rule(session, nights, "4 days after New Year's Day")
    status(session, one, Status.CANCELLED)
    assert "was cancelled in 2026" in line(roll(session, nights)).warnings[0]


def test_what_was_half_done_or_declined_goes_on_and_says_so(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "the day before Bonfire Night")
    for slug in ("schools", "ambulance", "police"):
        partner = key(queries.find_partner(session, slug))
        planning.assign(session, activity_id=one, partner_id=partner, **ACT)
        answer = Answer.ACCEPTED if slug == "police" else Answer.DECLINED
        planning.respond(session, activity_id=one, partner_id=partner, answer=answer, **ACT)
    status(session, one, Status.PARTLY, "two of four streets")
    rolled = roll(session, little)
    assert lines(rolled) == [
        (
            date(2026, 11, 4),
            date(2027, 11, 4),
            (
                "only partly delivered in 2026: two of four streets",
                "ambulance and schools declined in 2026 and will be asked again",
            ),
        )
    ]
    (new,) = standing(session, rolled.plan, "Walk")
    assert [(one.partner, one.response, one.answered) for one in new.assignments] == [
        ("ambulance", Answer.ASKED, None),
        ("police", Answer.ASKED, None),
        ("schools", Answer.ASKED, None),
    ]
    assert {one.asked for one in new.assignments} == {AFTER}


def test_who_is_no_longer_asked_is_not_asked_again(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night")
    police = {"activity_id": one, "partner_id": key(queries.find_partner(session, "police"))}
    planning.assign(session, **police, **ACT)
    planning.unassign(session, **police, **ACT)
    rolled = roll(session, little)
    assert [view.assignments for view in standing(session, rolled.plan, "Walk")] == [()]


def test_what_was_never_said_the_end_of_is_told(session: Session, little: Plan) -> None:
    for view in standing(session, little):
        status(session, view.id, Status.DELIVERED)
    done, *_ = on_dates(session, little, *(date(2026, 11, day) for day in (3, 4, 6)))
    status(session, done, Status.DELIVERED)
    # One that is still to come has no end yet.
    on_dates(session, little, date(2027, 1, 21), title="To come")
    rolled = roll(session, little)
    (finding,) = [one for one in findings(rolled, Check.CARRIED) if "nobody said" in one.sentence]
    assert finding == Finding(
        rule=Check.CARRIED,
        severity=Severity.NOTE,
        activities=tuple(view.id for view in standing(session, rolled.plan, "Walk")[1:]),
        sentence="nobody said how 2 activities of 2026 went; all go on",
        way_out="seasonal-ops activity list --plan little-2026, then activity status ID STATUS",
    )


def test_one_is_said_as_one(session: Session, little: Plan) -> None:
    for view in standing(session, little):
        status(session, view.id, Status.DELIVERED)
    on_dates(session, little, date(2026, 11, 4))
    rolled = roll(session, little)
    said = " ".join(one.sentence for one in rolled.findings)
    assert "1 activities" not in said


# Occasions on another weekday.


def test_an_occasion_on_another_weekday_is_told_with_what_hangs_on_it(session: Session, nights: Plan) -> None:
    rolled = roll(session, nights)
    together, *others = findings(rolled, Check.WEEKDAY)
    assert together.sentence == (
        "Last Friday before Christmas and Christmas Eve are one day now, Fri 24 December 2027;"
        " last season they were not"
    )
    found = {one.sentence.split(" is a ")[0]: one for one in others}
    # The last Friday before Christmas is a Friday in every year.
    assert sorted(found) == ["Christmas Day", "Christmas Eve", "New Year's Day", "New Year's Eve"]
    eve = found["New Year's Eve"]
    assert eve.sentence == (
        "New Year's Eve is a Friday in 2027; it was a Thursday in 2026. 6 activities hang on it"
    )
    assert eve.severity is Severity.NOTE
    hanging = [view for view in standing(session, rolled.plan) if "New Year's Eve" in (view.date_rule or "")]
    assert sorted(eve.activities) == sorted(view.id for view in hanging)
    assert found["New Year's Day"].sentence.startswith(
        "New Year's Day is a Saturday in 2028; it was a Friday in 2027. "
    )


def test_what_falls_on_a_weekend_because_of_it_is_named(session: Session, little: Plan) -> None:
    by_rule(session, little, "each evening from the day before Mischief Night to Mischief Night")
    by_rule(session, little, "Halloween", title="Sunday")
    rolled = roll(session, little)
    # From a Saturday to a Sunday is from a weekend to a weekend.
    assert line(rolled, "Sunday").warnings == ()
    found = next(one for one in findings(rolled, Check.WEEKDAY) if one.sentence.startswith("Mischief Night"))
    assert found.severity is Severity.WARNING
    assert found.sentence == (
        "Mischief Night is a Saturday in 2027; it was a Friday in 2026. 4 activities hang on it;"
        " on a weekend now: Go4IT and Walk"
    )
    named = [queries.activity(session, one) for one in found.activities]
    assert {(view.title, view.starts_on.weekday()) for view in named} == {
        ("Go4IT", 5),
        ("Walk", 5),
    }
    halloween = next(one for one in findings(rolled, Check.WEEKDAY) if one.sentence.startswith("Halloween"))
    # Saturday to Sunday is a weekend as before.
    assert (halloween.severity, halloween.sentence) == (
        Severity.NOTE,
        "Halloween is a Sunday in 2027; it was a Saturday in 2026. 1 activity hangs on it",
    )


# People.

LEFT, HERE, DEPUTY = "left", "here", "deputy"
CONTACTS = [
    # who was there, what is said, and how much it matters
    ((LEFT,), "nobody is left there who could be written to", Severity.WARNING),
    ((LEFT, LEFT), "nobody is left there who could be written to", Severity.WARNING),
    ((LEFT, HERE), "somebody else is still there", Severity.NOTE),
    ((LEFT, HERE, DEPUTY), "somebody else is still there", Severity.NOTE),
    ((LEFT, DEPUTY), "only a deputy is still there", Severity.NOTE),
    ((HERE, DEPUTY), None, None),
    ((), None, None),
]


@pytest.mark.parametrize(("there", "said", "severity"), CONTACTS)
def test_contacts_that_left_are_told_with_who_is_still_there(
    session: Session, little: Plan, there: tuple[str, ...], said: str | None, severity: Severity | None
) -> None:
    partner = queries.find_partner(session, "schools")
    for number, kind in enumerate(there):
        contacts(session, partner, kind, number)
    rolled = roll(session, little)
    found = findings(rolled, Check.CONTACT)
    if said is None:
        assert found == []
        return
    asked = [
        view.id
        for view in standing(session, rolled.plan)
        if "schools" in {one.partner for one in view.assignments}
    ]
    assert found == [
        Finding(
            rule=Check.CONTACT,
            severity=severity or Severity.NOTE,
            activities=tuple(asked),
            sentence=f"a contact of Primary and secondary schools left on Tue 1 December 2026; {said}",
            way_out="seasonal-ops contact add schools EMAIL",
        )
    ]


def contacts(session: Session, partner: Partner, kind: str, number: int) -> Contact:
    row = planning.add_contact(
        session, partner_id=key(partner), email=f"{kind}-{number}@example.org", deputy=kind is DEPUTY,
        fingerprint_key=b"k" * 32, **ACT,
    )  # fmt: skip
    if kind is LEFT:
        left_on = date(2026, 12, 1) - timedelta(days=number)
        planning.remove_contact(session, contact_id=key(row), left_on=left_on, **ACT)
    return row


def test_contacts_of_who_is_not_asked_are_nobodys_business(session: Session, little: Plan) -> None:
    contacts(session, make_partner(session), LEFT, 0)
    # Asked for one that does not go on.
    rotary = queries.find_partner(session, "ormskirk-rotary")
    (one,) = by_rule(session, little, "Bonfire Night")
    planning.assign(session, activity_id=one, partner_id=key(rotary), **ACT)
    status(session, one, Status.CANCELLED)
    assert findings(roll(session, little), Check.CONTACT) == []


def test_who_left_before_last_season_is_no_news(session: Session, little: Plan) -> None:
    police = queries.find_partner(session, "police")
    row = contacts(session, police, HERE, 0)
    contacts(session, police, HERE, 1)
    planning.remove_contact(session, contact_id=key(row), left_on=date(2023, 5, 1), **ACT)
    assert findings(roll(session, little), Check.CONTACT) == []


def test_whom_to_ring_is_kept_while_there_and_told_when_gone(session: Session, little: Plan) -> None:
    police = queries.find_partner(session, "police")
    staying, leaving = (contacts(session, police, HERE, number) for number in range(2))
    by_rule(session, little, "Bonfire Night", title="Stays")
    by_rule(session, little, "Bonfire Night", title="Leaves")
    for title, contact in (("Stays", staying), ("Leaves", leaving)):
        (view,) = standing(session, little, title)
        planning.edit_activity(session, activity_id=view.id, edit=Edit(ring=key(contact)), **ACT)
    planning.remove_contact(session, contact_id=key(leaving), left_on=date(2026, 12, 1), **ACT)
    rolled = roll(session, little)
    assert line(rolled, "Stays").warnings == ()
    assert line(rolled, "Leaves").warnings == ("whom to ring on the night has left; name another",)
    rings = [standing(session, rolled.plan, title)[0].ring for title in ("Stays", "Leaves")]
    assert [ring and ring.id for ring in rings] == [staying.id, None]


# What hangs together.


def test_gates_are_open_again_on_their_new_day_with_their_amounts(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        about = {"plan_id": key(little), **ACT}
        met = GateChange(state=GateState.MET, amount=Decimal("1500.50"), funder="Commissioner")
        planning.set_gate(session, name="go4it-funding", change=met, **about)
        by_hand = GateChange(decide_by=date(2026, 9, 1), state=GateState.REFUSED)
        planning.set_gate(session, name="days-funding", change=by_hand, **about)
        rolled = roll(session, little)
        days, go4it = queries.gates(session, rolled.plan)
        assert (go4it.key, go4it.amount, go4it.funder) == (
            "go4it-funding",
            Decimal("1500.50"),
            "Commissioner",
        )
        assert (go4it.state, go4it.decided_on, go4it.decide_by) == (GateState.OPEN, None, date(2027, 9, 4))
        assert (days.state, days.decided_on) == (GateState.OPEN, None)
        # As far from the nearest anchor, half-term, as the day that was set.
        assert (days.decide_by, days.decide_by_rule) == (date(2027, 8, 31), "55 days before Half-term Monday")
        behind = {view.title for view in standing(session, rolled.plan) if view.id in go4it.activities}
        assert behind == {"Go4IT"}


def test_targets_go_on_with_their_numbers_and_with_what_serves_them(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night")
    (gone,) = by_rule(session, little, "Halloween", title="Gone")
    status(session, gone, Status.CANCELLED)
    target = planning.set_target(
        session, plan_id=key(little), text="Fewer calls", value=Decimal(-20), percent=True,
        by=date(2026, 11, 7), objective="Calm", delivery_group="LPG", activities=[one, gone], **ACT,
    )  # fmt: skip
    rolled = roll(session, little)
    old = {view.id: view for view in queries.targets(session, little)}[key(target)]
    new = queries.targets(session, rolled.plan)[-1]
    assert (new.text, new.value, new.percent, new.measure) == (old.text, old.value, old.percent, old.measure)
    assert (new.objective, new.delivery_group, new.by) == ("Calm", "LPG", date(2027, 11, 7))
    assert new.activities == tuple(view.id for view in standing(session, rolled.plan, "Walk"))
    (said,) = [one for one in findings(rolled, Check.CARRIED) if "aimed at" in one.sentence]
    assert said.sentence == "what is aimed at is that of 2026, with its numbers and words"


def test_what_one_date_of_a_series_serves_that_one_serves_next_year(session: Session, little: Plan) -> None:
    first, *_ = by_rule(session, little, "each evening from Mischief Night to Halloween")
    about = {"plan_id": key(little), "text": "One calm night", "activities": [first]}
    planning.set_target(session, **about, **ACT)
    rolled = roll(session, little)
    (new, *_) = standing(session, rolled.plan, "Walk")
    assert queries.targets(session, rolled.plan)[-1].activities == (new.id,)


def waiting(session: Session, plan: Plan, title: str) -> list[tuple[date, list[tuple[str, date]]]]:
    """For each date of what is called so, what it waits for."""
    called = {view.id: (view.title, view.starts_on) for view in queries.activities(session)}
    return [(view.starts_on, [called[one] for one in view.needs]) for view in standing(session, plan, title)]


def test_what_waits_date_by_date_waits_date_by_date(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        first, second, third = by_rule(session, little, "each evening from Mischief Night to 1 November")
        (report,) = by_rule(session, little, "Halloween", title="Report")
        (gone,) = by_rule(session, little, "Halloween", title="Gone")
        for one, needed in ((report, first), (second, report), (third, second), (third, gone)):
            planning.wait_for(session, activity_id=one, needs_id=needed, **ACT)
        status(session, gone, Status.CANCELLED)
        rolled = roll(session, little)
        halloween = date(2027, 10, 31)
        assert waiting(session, rolled.plan, "Report") == [(halloween, [("Walk", date(2027, 10, 30))])]
        assert waiting(session, rolled.plan, "Walk") == [
            (date(2027, 10, 30), []),
            (halloween, [("Report", halloween)]),
            # What it waited for as well does not go on.
            (date(2027, 11, 1), [("Walk", halloween)]),
        ]


def test_what_waits_for_another_plan_waits_for_it_next_year(
    session: Session, little: Plan, nights: Plan
) -> None:
    (needed,) = by_rule(session, little, "Bonfire Night", title="Report")
    (one,) = by_rule(session, nights, "Christmas Eve")
    planning.wait_for(session, activity_id=one, needs_id=needed, **ACT)
    roll(session, little)
    rolled = roll(session, nights)
    needs = waiting(session, rolled.plan, "Walk")
    told = any("waited" in text for text in line(rolled).warnings)
    assert told or needs == [(date(2027, 12, 24), [("Report", date(2027, 11, 5))])]


def test_lessons_become_activities_of_their_owners_once(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        owner = queries.find_partner(session, "street-scene")
        about = {"plan_id": key(little), **ACT}
        planning.add_lesson(session, text="Order skips in August", owner_id=key(owner), **about)
        planning.add_lesson(session, text="x" * 300, owner_id=None, **about)
        rolled = roll(session, little)
        # On the day on which the preparation begins: 168 days before Mischief Night.
        begin = date(2027, 5, 14)
        assert min(view.starts_on for view in standing(session, rolled.plan)) == begin
        (skips,) = standing(session, rolled.plan, "Order skips in August")
        (long,) = standing(session, rolled.plan, "x" * 199 + "…")
        assert (skips.starts_on, skips.lead_slugs, skips.phase) == (begin, ("street-scene",), "preparation")
        assert (long.starts_on, long.assignments, long.description) == (begin, (), "x" * 300)
        shown = line(rolled, "Order skips in August")
        assert (shown.was, shown.to, shown.activity, shown.warnings) == (None, begin, None, ())
        assert shown.reason.startswith("a lesson of Little Sparx 2026; ")
        assert line(rolled, long.title).warnings == ("nobody owns it: assign it",)
        assert [one.activity for one in queries.lessons(session, little)] == [skips.id, long.id]
        taken = [fact for fact in journal.read(session, limit=500) if fact.kind == "LessonTaken"]
        assert [(fact.before or {})["activity_id"] for fact in taken] == [None, None]
        assert sorted((fact.after or {})["activity_id"] for fact in taken) == [skips.id, long.id]
        # Rolled once more from the same plan, they are not taken a second time.
        again = roll(session, little, 2028)
        assert lines(again, "Order skips in August") == []


def test_a_lesson_begins_on_a_working_day(session: Session) -> None:
    plan = queries.find_plan(session, "action-days-2026")
    # The first day of this year is a Saturday next year.
    on_dates(session, plan, date(2026, 4, 3))
    planning.add_lesson(session, plan_id=key(plan), text="Ring first", owner_id=None, **ACT)
    rolled = roll(session, plan)
    assert [line(rolled, title).to for title in ("Walk", "Ring first")] == [
        date(2027, 4, 3),
        date(2027, 4, 5),
    ]


def test_a_lesson_beside_an_activity_that_is_called_like_it(session: Session, little: Plan) -> None:
    lesson = planning.add_lesson(session, plan_id=key(little), text="Ring first", owner_id=None, **ACT)
    by_rule(session, little, "Bonfire Night", title=f"Lesson {lesson.id}")
    rolled = roll(session, little)
    assert len(standing(session, rolled.plan, "Ring first")) == 1


# Plans that share activities.


def days_of_six(session: Session, plan: Plan) -> list[ActivityView]:
    return [view for view in standing(session, plan) if "of 6" in view.title]


ORDERS = [("bright-sparx", "action-days"), ("action-days", "bright-sparx")]


@pytest.mark.parametrize("made", ORDERS)
@pytest.mark.parametrize("rolled", ORDERS)
def test_the_six_days_stand_in_both_plans_again_and_count_once(
    sqlite_database: Database, made: tuple[str, str], rolled: tuple[str, str]
) -> None:
    with sqlite_database.rehearse() as session:
        before = {slug: season_of(session, slug, 2026) for slug in made}
        moved, gone, *_ = (view.id for view in days_of_six(session, before["bright-sparx"]))
        planning.move_activity(session, activity_id=moved, to=date(2026, 9, 14), **ACT)
        status(session, gone, Status.CANCELLED)
        first, second = (roll(session, before[slug]).plan for slug in rolled)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (first, second)]
        # The one that was cancelled goes on in neither.
        assert both[0] == both[1]
        assert len(both[0]) == 5
        assert {view.plan for view in days_of_six(session, second)} == {first.slug}
        links = session.exec(select(PlanActivity).where(col(PlanActivity.activity_id).in_(both[0])))
        assert sorted((link.plan_id, link.home) for link in links) == sorted(
            [(first.id, True)] * 5 + [(second.id, False)] * 5
        )
        # What each plan says of them by itself stays: gates, and what a day waits for.
        sparx = first if first.template == "bright-sparx" else second
        assert {name for view in days_of_six(session, sparx) for name in view.gates} == {
            "action-days-funding"
        }
        assert all(
            len(gate.activities) == 5
            for plan in (first, second)
            for gate in queries.gates(session, plan)
            if gate.key == "action-days-funding"
        )
        (map_,) = standing(session, sparx, "Hot-spot map from three years of fires and calls")
        assert {view.needs for view in days_of_six(session, sparx)} == {(map_.id,)}


def test_a_guest_is_found_again_where_the_other_plan_moved_it_meanwhile(session: Session) -> None:
    first = roll(session, queries.find_plan(session, "bright-sparx-2026")).plan
    one = days_of_six(session, first)[0]
    planning.move_activity(session, activity_id=one.id, to=date(2027, 9, 1), **ACT)
    second = roll(session, queries.find_plan(session, "action-days-2026")).plan
    assert one.id in {view.id for view in days_of_six(session, second)}


def test_the_six_days_count_once_beside_a_plan_that_is_new_this_year(sqlite_database: Database) -> None:
    with sqlite_database.rehearse() as session:
        alone = season_of(session, "bright-sparx", 2026)
        days = season_of(session, "action-days", 2027)
        rolled = roll(session, alone)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (days, rolled.plan)]
        assert both[0] == both[1]


def test_a_new_plan_beside_one_that_was_rolled_finds_the_six_days(sqlite_database: Database) -> None:
    with sqlite_database.rehearse() as session:
        rolled = roll(session, season_of(session, "bright-sparx", 2026))
        days = season_of(session, "action-days", 2027)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (days, rolled.plan)]
        assert both[0] == both[1]


# Plans as people leave them.


def test_what_has_no_lead_no_theme_and_no_phase_goes_on_without(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 11, 5))
    typed = {"theme": "Dog walkers!", "measures": ("not-of-this-plan", "asb-calls")}
    on_dates(session, little, date(2026, 11, 5), title="Typed", **typed)
    rolled = roll(session, little)
    (walk,), (typed_one,) = (standing(session, rolled.plan, title) for title in ("Walk", "Typed"))
    assert (walk.theme, walk.phase, walk.assignments, walk.key) == (None, None, (), "walk")
    assert (typed_one.theme, typed_one.measures) == ("dog-walkers", ("asb-calls",))


def test_all_that_was_said_of_it_goes_on(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night", start=time(21), end=time(3), phase="operation")
    edit = Edit(
        title="Bonfire « walk »",
        description="Gloves\n\nand 'bags'",
        location="Beacon Park",
        meet='Gate "B"',
        theme="environment",
    )
    planning.edit_activity(session, activity_id=one, edit=edit, **ACT)
    rolled = roll(session, little)
    (old,), (new,) = (standing(session, plan, "Bonfire « walk »") for plan in (little, rolled.plan))
    year = {"plan", "plan_name", "starts_on", "ends_on", "original_on", "date_reason", "key"}
    before, after = (
        {name: at for name, at in shape(view).items() if name not in year} for view in (old, new)
    )
    assert after == before
    assert (new.starts_on, new.ends_on, new.phase, new.sequence) == (
        date(2027, 11, 5), date(2027, 11, 6), "operation", 0,
    )  # fmt: skip
    assert new.uid != old.uid


# What is refused, and then nothing is stored.

REFUSED: list[tuple[str, dict[str, Any], type[Exception], str]] = [
    # twice; the year itself; a year before it
    (
        "night-safe",
        {"year": 2026},
        Refused,
        "the plan night-safe-2026 exists already; see: seasonal-ops plan show",
    ),
    (
        "night-safe",
        {"year": 2025},
        Refused,
        "2025 is not after 2026; give the year of the next season with --year",
    ),
    # an anchor that is needed, one that is not there, one of another year
    ("freshers", {"given": {}}, BadValue, "Freshers needs the date of Welcome Sunday; give it with --anchor"),
    ("night-safe", {"given": {"Easter": date(2027, 3, 28)}}, BadValue, 'there is no anchor "Easter"'),
    (
        "freshers",
        {"given": {"Welcome Sunday": date(2026, 9, 20)}},
        BadValue,
        "for a plan of 2027 it must be a date in 2027 or 2028",
    ),
    # an activity that is not of the plan
    (
        "night-safe",
        {"include": (999,)},
        NotFound,
        "no activity of night-safe-2026 '999'; see: seasonal-ops activity list --plan night-safe-2026",
    ),
    # a year that can only be a slip
    ("night-safe", {"year": 20270}, BadValue, "the year 20270 cannot be planned"),
]


@pytest.mark.parametrize(("slug", "what", "kind", "sentence"), REFUSED)
def test_what_is_refused_says_what_to_do_and_stores_nothing(
    season: Database, slug: str, what: Mapping[str, Any], kind: type[Exception], sentence: str
) -> None:
    before = stored(season)
    with season.read() as session:
        plan = queries.find_plan(session, f"{slug}-2026")
    about = {"plan": plan, "year": 2027, "given": {}, "actor": LEAD, "now": AFTER}
    with pytest.raises(kind, match=sentence) as caught, season.write() as session:
        planning.roll_forward(session, **{**about, **what})
    assert len(str(caught.value).splitlines()) == 1
    assert stored(season) == before


def stored(database: Database) -> tuple[int, int, list[str]]:
    """The newest fact, how many activities there are, and the plans."""
    with database.read() as session:
        slugs = [row.slug for row in session.exec(select(Plan).order_by(col(Plan.id)))]
        return journal.newest(session), len(session.exec(select(Activity.id)).all()), slugs


def test_a_second_time_is_refused_and_the_first_stays_as_it_is(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "night-safe", 2026)
        first = everything(session, roll(session, plan).plan)
    before = stored(database)
    with pytest.raises(Refused, match="night-safe-2027 exists already"), database.write() as session:
        roll(session, plan)
    assert stored(database) == before
    with database.read() as session:
        assert everything(session, queries.find_plan(session, "night-safe-2027")) == first
        assert journal.verify(session).defects == ()


NO_DATE = [
    # there is a fifth Thursday in October 2026 and none in 2027; a stretch that holds no Thursday then
    ("fifth Thursday of October", "there is no fifth Thursday of October 2027"),
    ("every Thursday from 29 October to 1 November", "gives no date; change it"),
]


@pytest.mark.parametrize(("rule", "sentence"), NO_DATE)
def test_a_rule_without_a_date_in_the_new_year_names_its_activity(
    sqlite_database: Database, rule: str, sentence: str
) -> None:
    with sqlite_database.write() as session:
        plan = season_of(session, "little", 2026)
        (one, *_) = by_rule(session, plan, rule)
    before = stored(sqlite_database)
    with (
        pytest.raises(BadValue, match=f'^"Walk" cannot go on: .*{sentence}'),
        sqlite_database.write() as session,
    ):
        roll(session, plan)
    assert stored(sqlite_database) == before
    # Cancelling it does not help, since its date is to be told; moving it by hand neither: the rule must go.
    with sqlite_database.write() as session:
        when = When(on=date(2026, 10, 29), reason="by hand", rule="the day before Mischief Night")
        planning.put_on(session, activity_id=one, when=when, **ACT)
        assert roll(session, plan).plan.slug == "little-2027"


def test_a_plan_without_activities_cannot_go_on(session: Session, nights: Plan) -> None:
    for link in session.exec(select(PlanActivity).where(PlanActivity.plan_id == nights.id)):
        session.delete(link)
    session.flush()
    with pytest.raises(Refused, match="nothing stands in night-safe-2026"):
        roll(session, nights)


def test_what_stands_far_away_does_not_hold_up_the_plan(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2036, 10, 30))
    assert line(roll(session, little)).to == date(2037, 10, 30)


def test_a_phase_that_was_typed_does_not_hold_up_the_plan(session: Session, little: Plan) -> None:
    (one,) = on_dates(session, little, date(2026, 11, 5))
    # As a version before this one let it be typed.
    link = session.exec(select(PlanActivity).where(PlanActivity.activity_id == one)).one()
    link.phase = "next-week"
    session.add(link)
    session.flush()
    assert roll(session, little).plan.slug == "little-2027"
