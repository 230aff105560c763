"""A plan written down as a template: a new plan from the file, in the same year, is the same plan."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

import plans
from seasonal_ops import planning, queries
from seasonal_ops.dates import IfAvoided, dates_of, parse
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import Edit, GateChange, NewActivity, When
from seasonal_ops.templates import Draft, Template, expand, parse_template, render_template
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Role, Status

WELCOME = date(2026, 9, 20)
SEASONS: dict[str, dict[str, date]] = {
    "bright-sparx": {},
    "freshers": {"Welcome_Sunday": WELCOME},
    "night-safe": {},
    "action-days": {},
}
ACT = {"actor": LEAD, "now": NOW}
Shape = tuple[str, date, date, time | None, time | None, tuple[str, ...], tuple[str, ...]]


@pytest.fixture(scope="module")
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The four seasons of 2026 in a database that every test leaves as it found it."""
    path = tmp_path_factory.mktemp("season") / "seasonal-ops.db"
    shutil.copyfile(request.getfixturevalue("_blank"), path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        for slug, given_dates in SEASONS.items():
            make_plan(session, slug, **given_dates)
    yield database
    database.dispose()


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return queries.find_plan(session, "action-days-2026")


def given_in(session: Session, plan: Plan) -> dict[str, date]:
    """The anchors that a person set for this year: they would be given for the new plan too."""
    return {one.name: one.on for one in queries.plan(session, plan).anchors if one.given}


def written(session: Session, plan: Plan) -> Template:
    """The plan's template, by way of the file."""
    template = planning.template_of(session, plan)
    assert parse_template(render_template(template), file="plan.toml") == template
    return template


def again(session: Session, plan: Plan) -> Draft:
    """What the file would give in the same year."""
    return expand(written(session, plan), year=plan.year, given=given_in(session, plan))


def slugs(view: ActivityView, role: Role) -> tuple[str, ...]:
    return tuple(sorted(one.partner for one in view.assignments if one.role is role))


def standing(session: Session, plan: Plan) -> Counter[Shape]:
    """What stands in the plan: titles, dates, times, partners."""
    return Counter(
        (
            view.title, view.starts_on, view.ends_on, view.start_time, view.end_time,
            slugs(view, Role.LEAD), slugs(view, Role.SUPPORT),
        )
        for view in queries.activities(session, plan_id=key(plan))
        if view.status is not Status.CANCELLED
    )  # fmt: skip


def drafted(draft: Draft) -> Counter[Shape]:
    return Counter(
        (
            one.spec.title, one.on, one.ends_on, one.start, one.end,
            tuple(sorted(one.spec.lead)), tuple(sorted(one.spec.support)),
        )
        for one in draft.activities
    )  # fmt: skip


def frame_of(draft: Draft) -> dict[str, Any]:
    """What else has dates."""
    return {
        "begins": draft.begins,
        "anchors": {name: one.on for name, one in draft.anchors.items()},
        "periods": draft.periods,
        "gates": {one.spec.key: (one.decide_by.on, one.spec.amount) for one in draft.gates},
        "measures": [(one.spec.key, one.first, one.last) for one in draft.measures],
        "targets": [(one.spec.text, one.spec.value, one.by) for one in draft.targets],
    }


@pytest.mark.parametrize("slug", SEASONS)
def test_a_shipped_season_comes_back_as_it_was_written(session: Session, slug: str) -> None:
    plan = queries.find_plan(session, f"{slug}-2026")
    shipped = plans.load(slug)
    mine = written(session, plan)
    given_dates = given_in(session, plan)
    draft, first = (expand(one, year=2026, given=given_dates) for one in (mine, shipped))
    assert drafted(draft) == drafted(first) == standing(session, plan)
    assert frame_of(draft) == frame_of(first)
    # Rules, conditions and words are those of the file; how a last day is worded may differ.
    by_key = {one.key: one for one in mine.activities}
    for one in shipped.activities:
        now = by_key.pop(one.key)
        same = {
            "ends": None,
            "lead": (),
            "support": (),
            "shared": False,
            "needs": (),
            "gates": (),
            "count": (),
        }
        assert now.model_copy(update=same) == one.model_copy(update=same)
        # What is counted on a guest is said where it is at home.
        guest = one.shared and slug == "action-days"
        for name in ("lead", "support", "needs", "gates", *(() if guest else ("count",))):
            assert sorted(getattr(now, name)) == sorted(getattr(one, name))
        assert now.shared == one.shared
    assert by_key == {}
    tables = ("anchors", "periods", "themes", "phases", "measures", "reminders")
    assert all(getattr(mine, name) == getattr(shipped, name) for name in tables)
    assert (mine.name, mine.objective, mine.time_zone) == (
        shipped.name, shipped.objective, shipped.time_zone,
    )  # fmt: skip


@pytest.mark.parametrize("slug", SEASONS)
def test_a_new_plan_of_the_file_is_the_same_plan(
    session: Session, sqlite_database: Database, slug: str
) -> None:
    plan = queries.find_plan(session, f"{slug}-2026")
    draft = again(session, plan)
    with sqlite_database.rehearse() as other:
        new = planning.draft_plan(other, draft=draft, year=2026, **ACT)
        assert everything(other, new) == everything(session, plan)


def shape(view: ActivityView) -> dict[str, Any]:
    """All of an activity but its ids."""
    own = {"id", "uid", "series", "version", "assignments", "needs", "ring"}
    if "of 6" in view.title:
        # A guest is in the plan that it is at home in, and these are said there.
        own |= {"plan", "plan_name", "phase", "gates", "measures"}
    return {name: getattr(view, name) for name in view.__slots__ if name not in own}


def everything(session: Session, plan: Plan) -> dict[str, Any]:
    """The plan without its ids; what waits for what is told by titles and dates."""
    views = queries.activities(session, plan_id=key(plan))
    called = {view.id: (view.title, view.starts_on) for view in views}
    return {
        "activities": [
            (
                shape(view),
                sorted(called[one] for one in view.needs if one in called),
                [(one.partner, one.role) for one in view.assignments],
                view.series is not None,
            )
            for view in views
        ],
        "gates": [
            (one.key, one.title, one.decide_by, sorted(called[row] for row in one.activities))
            for one in queries.gates(session, plan)
        ],
        "anchors": queries.plan(session, plan).anchors,
        "measures": [(one.slug, one.window_from, one.window_to) for one in queries.measures(session, plan)],
        "targets": [(one.text, one.value, one.by) for one in queries.targets(session, plan)],
    }


def walk(session: Session, plan: Plan, rule: str, **said: Any) -> list[int]:
    """Activities by a rule; their ids in order of their dates."""
    calendar = queries.calendar_of(session, plan)
    how = {name: said[name] for name in ("avoid", "if_avoided") if name in said}
    times = {name: said.pop(name) for name in ("start", "end") if name in said}
    when = tuple(
        When(on=one.on, reason=one.reason, rule=rule, **times)
        for one in dates_of(parse(rule, calendar.anchors), calendar, **how)
    )
    new = NewActivity(**{"title": "Walk", "when": when, **said})
    rows = planning.add_activities(session, plan_id=key(plan), time_zone=plan.time_zone, new=new, **ACT)
    return [key(row) for row in rows]


def specs(template: Template, title: str = "Walk") -> list[tuple[str, str, str | None]]:
    """The rules of what is called so."""
    return [(one.key, one.when, one.ends) for one in template.activities if one.title == title]


EVENINGS = "each evening from 3 days before Mischief Night to Mischief Night"


def moved(session: Session, ids: list[int]) -> None:
    planning.move_activity(session, activity_id=ids[1], to=date(2026, 11, 3), **ACT)


def cancelled(session: Session, ids: list[int]) -> None:
    planning.cancel_activity(session, activity_id=ids[-1], **ACT)


def other_partner(session: Session, ids: list[int]) -> None:
    police = queries.find_partner(session, "police")
    planning.assign(session, activity_id=ids[2], partner_id=key(police), role=Role.LEAD, **ACT)


def other_place(session: Session, ids: list[int]) -> None:
    planning.edit_activity(session, activity_id=ids[0], edit=Edit(location="Beacon Park"), **ACT)


def other_hours(session: Session, ids: list[int]) -> None:
    planning.move_activity(session, activity_id=ids[0], to=date(2026, 10, 27), start=time(9), **ACT)


def longer(session: Session, ids: list[int]) -> None:
    when = When(on=date(2026, 10, 28), reason="", last_day=date(2026, 10, 29), start=time(18), end=time(20))
    planning.put_on(session, activity_id=ids[1], when=when, **ACT)


CHANGES = [
    # whatever makes one date differ from its series: each date is then written down by itself
    moved,
    cancelled,
    other_partner,
    other_place,
    other_hours,
    pytest.param(longer),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_series_of_which_one_date_differs(
    session: Session, plan: Plan, change: Callable[[Session, list[int]], None]
) -> None:
    ids = walk(session, plan, EVENINGS, start=time(18), end=time(20))
    change(session, ids)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    left = 4 - (change is cancelled)
    assert [name for name, _, _ in specs(draft.template)] == ["walk", "walk-2", "walk-3", "walk-4"][:left]


def test_a_series_that_stands_on_its_rule_stays_one(session: Session, plan: Plan) -> None:
    walk(session, plan, EVENINGS, start=time(21), end=time(3))
    assert specs(written(session, plan)) == [("walk", EVENINGS, None)]


RULES = [
    # what still gives the date stays; what was given, or is bound to a year, hangs on the nearest anchor
    ("last Friday of October", "last Friday of October"),
    ("Mischief Night", "Mischief Night"),
    ("30 October 2026", "Mischief Night"),
    ("first Monday of November 2026", "3 days after Mischief Night"),
]


@pytest.mark.parametrize(("rule", "kept"), RULES)
def test_a_rule_stays_where_it_means_the_same_every_year(
    session: Session, plan: Plan, rule: str, kept: str
) -> None:
    walk(session, plan, rule)
    assert specs(written(session, plan)) == [("walk", kept, None)]


def test_a_given_date_hangs_on_the_nearest_anchor(session: Session, plan: Plan) -> None:
    make_activity(session, plan, date(2026, 4, 5), title="Walk")
    assert specs(written(session, plan)) == [("walk", "4 days after Year start", None)]


def test_a_date_that_was_moved_off_a_day_to_avoid_is_written_by_its_rule(
    session: Session, plan: Plan
) -> None:
    # The 31st is a Saturday.
    said = {"avoid": ("weekend",), "if_avoided": IfAvoided.EARLIER}
    (one,) = walk(session, plan, "the day after Mischief Night", **said)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert specs(draft.template) == [("walk", "the day after Mischief Night", None)]
    # Moved to the Saturday by hand it is to stand there: nothing is avoided once more.
    planning.move_activity(session, activity_id=one, to=date(2026, 10, 31), **ACT)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert [one.avoid for one in draft.template.activities if one.title == "Walk"] == [()]


NIGHT, OFFICE, DAY_LONG = (time(21), time(3)), (time(9), time(17)), (time(9), time(9))
LENGTHS = [
    # first and last day, hours, and how the last day is said
    ((30, 30), (None, None), None),
    ((30, 31), (None, None), "the day after Mischief Night"),
    ((28, 30), (None, None), "2 days after 2 days before Mischief Night"),
    ((30, 31), NIGHT, None),
    ((29, 31), NIGHT, "2 days after the day before Mischief Night"),
    ((30, 31), OFFICE, "the day after Mischief Night"),
    # an end at the start is a day later
    ((30, 31), DAY_LONG, None),
]


@pytest.mark.parametrize(("days_of", "times", "ends"), LENGTHS)
def test_what_takes_a_night_or_days_takes_as_long_again(
    session: Session, plan: Plan, days_of: tuple[int, int], times: tuple[Any, Any], ends: str | None
) -> None:
    first, last = (date(2026, 10, number) for number in days_of)
    row = make_activity(session, plan, first, title="Walk", start=None, end=None)
    when = When(on=first, reason="", last_day=last, start=times[0], end=times[1])
    planning.put_on(session, activity_id=key(row), when=when, **ACT)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert [one[2] for one in specs(draft.template)] == [ends]


def test_anchors_that_were_moved_are_given_again(session: Session) -> None:
    plan = queries.find_plan(session, "bright-sparx-2026")
    for name, on in (("Half-term Monday", date(2026, 10, 20)), ("Mischief Night", date(2026, 10, 29))):
        planning.move_anchor(session, plan_id=key(plan), name=name, on=on, **ACT)
    assert given_in(session, plan).keys() == {"Half-term Monday", "Mischief Night"}
    assert drafted(again(session, plan)) == standing(session, plan)


def test_what_was_set_by_hand_on_a_gate_and_a_target_comes_back(session: Session, plan: Plan) -> None:
    about = {"plan_id": key(plan), **ACT}
    change = GateChange(decide_by=date(2026, 4, 30), amount=Decimal("1500.50"), funder="Commissioner")
    planning.set_gate(session, name="year-funding", change=change, **about)
    walks = walk(session, plan, "Mischief Night")
    value = Decimal("-12.5")
    planning.set_target(
        session, text="Fewer", value=value, percent=True, by=date(2026, 11, 3), activities=walks,
        objective="Calm", delivery_group="LPG", **about,
    )  # fmt: skip
    draft = again(session, plan)
    assert frame_of(draft)["gates"]["year-funding"] == (date(2026, 4, 30), 1500.5)
    (gate,) = [one for one in draft.template.gates if one.key == "year-funding"]
    assert (gate.funder, gate.decide_by) == ("Commissioner", "29 days after Year start")
    target = draft.targets[-1]
    assert (target.spec.text, target.spec.value, target.by) == ("Fewer", "-12.5%", date(2026, 11, 3))
    assert (target.spec.objective, target.spec.group, target.spec.activities) == ("Calm", "LPG", ("walk",))


def test_a_theme_that_was_typed_becomes_one_of_the_template(session: Session, plan: Plan) -> None:
    for text in ("Dog walkers!", "dog walkers", "environment", "!!!"):
        row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
        planning.edit_activity(session, activity_id=key(row), edit=Edit(theme=text), **ACT)
    template = written(session, plan)
    assert [one.theme for one in template.activities if one.title == "Walk"] == [
        "dog-walkers", "dog-walkers", "environment", None,
    ]  # fmt: skip
    assert [(one.slug, one.name) for one in template.themes][-1] == ("dog-walkers", "Dog walkers!")


def test_keys_stand_once_and_what_has_no_letters_has_one(session: Session, plan: Plan) -> None:
    titles = ["Walk", "Walk", "Walk 2", "夜の見回り", "x" * 200]
    for number, title in enumerate(titles, start=1):
        make_activity(session, plan, date(2026, 4, number), title=title)
    keys = [one.key for one in written(session, plan).activities if one.title in titles]
    assert keys == ["walk", "walk-2", "walk-2-2", "activity", "x" * 60]


def test_cancelled_ones_are_left_out_and_what_waited_for_them_waits_no_more(
    session: Session, plan: Plan
) -> None:
    first = make_activity(session, plan, date(2026, 10, 6), title="First")
    second = make_activity(session, plan, date(2026, 10, 7), title="Second")
    planning.wait_for(session, activity_id=key(second), needs_id=key(first), **ACT)
    assert [one.needs for one in written(session, plan).activities if one.title == "Second"] == [("first",)]
    planning.cancel_activity(session, activity_id=key(first), **ACT)
    left = {one.title: one.needs for one in written(session, plan).activities}
    assert ("First" in left, left["Second"]) == (False, ())


def test_a_plan_in_which_nothing_stands_is_no_template(session: Session, plan: Plan) -> None:
    for view in queries.activities(session, plan_id=key(plan)):
        if view.plan == plan.slug:
            planning.cancel_activity(session, activity_id=view.id, **ACT)
    # Its guests still stand.
    assert {one.shared for one in written(session, plan).activities} == {True}
    for view in queries.activities(session, plan_id=key(plan)):
        if view.status is not Status.CANCELLED:
            planning.cancel_activity(session, activity_id=view.id, **ACT)
    with pytest.raises(Refused, match="nothing stands in action-days-2026; a template needs an activity"):
        planning.template_of(session, plan)


TEXTS = [
    # what TOML, its multi-line strings and its escapes could stumble over
    'say "now"',
    '"""',
    "'''",
    "back\\slash\\",
    "# no comment",
    "[table]\nkey = 1",
    "line\n\n  indented\n\nlast",
    "tab-free\u00a0and\u200bodd 🎆 ünïcödé שלום",
    'ends with a quote"',
    'ends with four quotes""""',
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back(session: Session, plan: Plan, text: str) -> None:
    line = " ".join(text.split("\n"))
    row = make_activity(session, plan, date(2026, 10, 30), title=line)
    edit = Edit(description=text, meet=line, location=line)
    planning.edit_activity(session, activity_id=key(row), edit=edit, **ACT)
    (spec,) = [one for one in written(session, plan).activities if one.title == line]
    assert (spec.description, spec.meet, spec.location) == (text, line, line)


def test_a_place_in_several_lines_is_one_line(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(session, activity_id=key(row), edit=Edit(location="Beacon Park\nUpholland"), **ACT)
    (spec,) = [one for one in written(session, plan).activities if one.title == "Walk"]
    assert spec.location == "Beacon Park, Upholland"


def test_empty_lines_of_a_place_are_no_commas(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(
        session, activity_id=key(row), edit=Edit(location="Beacon Park \n\n Upholland"), **ACT
    )
    (spec,) = [one for one in written(session, plan).activities if one.title == "Walk"]
    assert spec.location == "Beacon Park, Upholland"


def test_a_long_place_in_several_lines_is_one_line_still(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(
        session, activity_id=key(row), edit=Edit(location="\n".join(["x" * 9] * 20)), **ACT
    )
    assert written(session, plan)


def test_a_partner_with_a_long_name_can_stand_in_a_template(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    partner = make_partner(session, "x" * 59 + " and friends")
    planning.assign(session, activity_id=key(row), partner_id=key(partner), **ACT)
    assert written(session, plan)


def test_a_series_may_wait_for_what_waits_for_its_first_date(session: Session, plan: Plan) -> None:
    # Walk, debriefing, walk: no circle, though the series is named twice.
    first, second, *_ = walk(session, plan, EVENINGS)
    debriefing = make_activity(session, plan, date(2026, 10, 28), title="Debriefing")
    planning.wait_for(session, activity_id=key(debriefing), needs_id=first, **ACT)
    planning.wait_for(session, activity_id=second, needs_id=key(debriefing), **ACT)
    assert drafted(again(session, plan)) == standing(session, plan)


def test_what_only_a_later_date_waits_for_is_not_awaited_by_the_first(
    session: Session, plan: Plan, sqlite_database: Database
) -> None:
    *_, last = walk(session, plan, EVENINGS)
    debriefing = make_activity(session, plan, date(2026, 10, 29), title="Debriefing")
    planning.wait_for(session, activity_id=last, needs_id=key(debriefing), **ACT)
    draft = again(session, plan)
    with sqlite_database.rehearse() as other:
        new = planning.draft_plan(other, draft=draft, year=2026, **ACT)
        rows = queries.activities(other, plan_id=key(new))
        assert [one.starts_on for one in rows if one.title == "Walk" and one.needs] == [date(2026, 10, 30)]


def test_what_stands_far_away_is_written_down_too(session: Session, plan: Plan) -> None:
    make_activity(session, plan, date(2036, 10, 30), title="Walk")
    assert drafted(again(session, plan)) == standing(session, plan)


# A random plan: what people do to one, in any order.
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
NASTY = st.lists(
    st.sampled_from(['"', "'", "\\", "#", "=", "[x]", "é", "🎆", " ", "a", '"""', "\n"]), max_size=8
)
prose = st.one_of(LINES, NASTY.map("".join))
days = st.dates(date(2026, 3, 1), date(2027, 5, 1))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.none() | st.tuples(clocks, st.none() | clocks)
rules = st.sampled_from(
    [
        EVENINGS,
        "last Friday of October",
        "30 October 2026",
        "every Thursday from 1 October to 31 October",
        "each day from 2 days before Year start to 1 April 2026",
        "first Tuesday of each month from Year start to Mischief Night",
        "2 weeks after Year start; Mischief Night",
    ]
)
numbers = st.integers(0, 100)
steps = st.one_of(
    st.tuples(st.just("add"), days, hours, prose),
    st.tuples(st.just("rule"), rules, hours, prose),
    st.tuples(st.just("move"), numbers, days),
    st.tuples(st.just("last"), numbers, st.integers(0, 9)),
    st.tuples(st.just("cancel"), numbers),
    st.tuples(st.just("ask"), numbers, numbers, st.sampled_from(Role)),
    st.tuples(st.just("say"), numbers, prose),
    st.tuples(st.just("anchor"), st.integers(-5, 5)),
)


class Plot:
    """A plan to which those things are done; what is refused is not done."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.plan = queries.find_plan(session, "action-days-2026")
        self.home = [
            view.id
            for view in queries.activities(session, plan_id=key(self.plan))
            if view.plan == self.plan.slug
        ]
        self.partners = queries.partners(session)

    def one(self, number: int) -> int:
        return self.home[number % len(self.home)]

    def add(self, on: date, at: tuple[time, time | None] | None, text: str) -> None:
        start, end = at or (None, None)
        row = make_activity(self.session, self.plan, on, title=text.replace("\n", " "), start=start, end=end)
        self.home.append(key(row))

    def rule(self, rule: str, at: tuple[time, time | None] | None, text: str) -> None:
        start, end = at or (None, None)
        title = text.replace("\n", " ")
        self.home += walk(self.session, self.plan, rule, title=title, start=start, end=end)

    def move(self, number: int, to: date) -> None:
        planning.move_activity(self.session, activity_id=self.one(number), to=to, **ACT)

    def last(self, number: int, days_more: int) -> None:
        view = queries.activity(self.session, self.one(number))
        if view.series is None:  # BUG T1
            when = When(
                on=view.starts_on, reason="", last_day=view.starts_on + timedelta(days=days_more),
                start=view.start_time, end=view.end_time,
            )  # fmt: skip
            planning.put_on(self.session, activity_id=view.id, when=when, **ACT)

    def cancel(self, number: int) -> None:
        planning.cancel_activity(self.session, activity_id=self.one(number), **ACT)

    def ask(self, number: int, partner: int, role: Role) -> None:
        chosen = self.partners[partner % len(self.partners)].id
        planning.assign(self.session, activity_id=self.one(number), partner_id=chosen, role=role, **ACT)

    def say(self, number: int, text: str) -> None:
        edit = Edit(description=text, location=text[:20], meet=text[:20])
        planning.edit_activity(self.session, activity_id=self.one(number), edit=edit, **ACT)

    def anchor(self, by: int) -> None:
        on = date(2026, 10, 30) + timedelta(days=by)
        planning.move_anchor(self.session, plan_id=key(self.plan), name="Mischief Night", on=on, **ACT)


@given(st.lists(steps, max_size=8))
@settings(max_examples=40)
def test_any_plan_comes_back_with_the_same_dates_times_and_partners(
    season: Database, steps: list[tuple[Any, ...]]
) -> None:
    with season.rehearse() as session:
        plot = Plot(session)
        for name, *what in steps:
            try:
                getattr(plot, name)(*what)
            except (BadValue, Refused):
                session.flush()
        assert drafted(again(session, plot.plan)) == standing(session, plot.plan)
