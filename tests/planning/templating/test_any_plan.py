"""Whatever people do to a plan, in any order, it comes back."""

from datetime import date, time, timedelta
from typing import Any

from factories import make_activity
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session
from written_down import ACT, EVENINGS, again, drafted, standing, walk

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import key
from seasonal_ops.planning import Edit, When
from seasonal_ops.words import Role

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
