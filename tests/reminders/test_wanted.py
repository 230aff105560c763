"""Whatever the activity, the rules, the edits and the time: what is wanted is sane."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.dates.holidays import england
from seasonal_ops.nights import instant
from seasonal_ops.reminders.rules.regular import REGULAR
from seasonal_ops.reminders.rules.wanted import wanted
from seasonal_ops.reminders.shapes import (
    Edit,
    Ended,
    GroupLead,
    Move,
    Occasion,
    Recipient,
    Rule,
    Said,
    Schedule,
    Told,
    Wanted,
)
from seasonal_ops.templates import Audience, CatchUp
from seasonal_ops.words import Answer, Channel, ReminderKind, Role, Status

LONDON = ZoneInfo("Europe/London")
NOTICES = (ReminderKind.CHANGED, ReminderKind.CANCELLED)
OWED = (ReminderKind.AFTER, ReminderKind.OVERDUE)
MANY = settings(max_examples=300)  # one in twenty has something of each kind
DATED = (ReminderKind.BEFORE, ReminderKind.UNANSWERED, *OWED)
# Long before the activity, and around it: most of what there is to want is wanted somewhere there.
early = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))
around = st.datetimes(datetime(2026, 3, 1), datetime(2026, 5, 20), timezones=st.just(UTC))
# 01:30 is skipped or occurs twice on the nights when clocks change.
clocks = st.sampled_from([time(0), time(1, 30), time(7), time(9), time(18), time(23, 59)])


def mostly(given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 4).flatmap(lambda one: given_ if one else st.none())


def seldom(given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 4).flatmap(lambda one: st.none() if one else given_)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    on = draw(st.dates(date(2026, 3, 20), date(2026, 4, 20)))
    start = draw(st.none() | clocks)
    end = draw(st.none() | clocks) if start else None
    last = on + timedelta(
        days=draw(st.integers(0, 2)) + (end is not None and start is not None and end <= start)
    )
    return Schedule(starts_on=on, ends_on=last, start_time=start, end_time=end, time_zone="Europe/London")


rules = st.lists(
    st.builds(
        Rule,
        id=st.integers(1, 50),
        kind=st.sampled_from([*ReminderKind, *DATED, *DATED]),
        days=st.integers(-4, 4),
        working_days=st.booleans(),
        at=st.none() | clocks,
        audience=st.sampled_from([*Audience, *[Audience.ASSIGNED] * 3]),
        catch_up=st.sampled_from(CatchUp),
    ),
    min_size=4,
    max_size=12,
    unique_by=lambda rule: rule.id,
)


@st.composite
def recipients(draw: st.DrawFn) -> Recipient:
    told = st.builds(
        Told,
        kind=st.sampled_from(ReminderKind),
        revision=st.integers(0, 5),
        notices_until=st.none() | around,
    )
    return Recipient(
        contact_id=draw(st.integers(1, 4)),
        channel=draw(st.sampled_from(Channel)),
        deputy=draw(st.sampled_from([False, False, True])),
        role=draw(st.sampled_from(Role)),
        answer=draw(st.sampled_from([*Answer, Answer.ASKED, Answer.ASKED])),
        asked_at=draw(early | around),
        known_since=draw(early),
        ended=draw(seldom(st.builds(Ended, around, st.integers(0, 5)))),
        told=draw(seldom(told)),
    )


@st.composite
def occasions(draw: st.DrawFn) -> Occasion:
    status = draw(st.sampled_from([*Status, *[Status.PLANNED] * 4]))
    ended = st.builds(Ended, around, st.integers(0, 5))
    return Occasion(
        id=7,
        plan_id=1,
        schedule=draw(schedules()),
        said=Said(title="patrol", location=draw(st.sampled_from(["", "Park"]))),
        status=status,
        revision=draw(st.integers(0, 5)),
        revised_at=draw(around),
        live_at=draw(mostly(early)),
        counted=draw(st.booleans()),
        moves=tuple(draw(st.lists(st.builds(Move, around, st.integers(0, 5), schedules()), max_size=2))),
        edits=tuple(
            draw(st.lists(st.builds(Edit, around, st.integers(0, 5), st.just(Said("walk"))), max_size=2))
        ),
        cancelled=draw(ended) if status is Status.CANCELLED else None,
        lead=draw(st.none() | st.builds(GroupLead, st.integers(1, 5), st.sampled_from(Channel))),
        silent=tuple(draw(st.lists(early | around, max_size=3))),
    )


cases = st.tuples(
    occasions(),
    rules,
    st.lists(recipients(), min_size=1, max_size=4, unique_by=lambda one: one.contact_id),
    early | around,
)


@MANY
@given(cases, st.randoms())
def test_it_is_the_same_in_whatever_order_it_is_asked_and_no_key_stands_twice(
    case: Any, shuffle: random.Random
) -> None:
    occasion, rules, recipients, now = case
    found = wanted(occasion, rules, recipients, now)
    assert len({one.dedupe_key for one in found}) == len(found)
    for some in (rules, recipients):
        shuffle.shuffle(some)
    assert set(wanted(occasion, rules, recipients, now)) == set(found)


@MANY
@given(cases)
def test_nothing_is_wanted_that_is_over_or_of_a_plan_that_is_not_live(case: Any) -> None:
    occasion, _, recipients, now = case
    found = wanted(*case)
    assert all(one.expires_utc > now for one in found)
    # A notice is due when the change was made, which no later time than now can be.
    assert all(one.due_utc < one.expires_utc for one in found if one.kind not in NOTICES)
    assert occasion.live_at is not None or not found
    asked = [one for one in found if one.kind is ReminderKind.UNANSWERED]
    assert all(occasion.live_at <= one.due_utc for one in asked)
    ahead = [one for one in found if one.kind in (ReminderKind.BEFORE, ReminderKind.UNANSWERED)]
    assert not ahead or occasion.status.open
    assert all(one.expires_utc <= occasion.schedule.end for one in ahead)
    assert not [one for one in found if one.kind in REGULAR]
    declined = {one.contact_id for one in recipients if one.answer is Answer.DECLINED}
    lead = {occasion.lead.contact_id} if occasion.lead else set()
    assert not {one.contact_id for one in found} & (declined - lead)


@MANY
@given(cases)
def test_the_local_date_and_time_are_those_of_the_rule(case: Any) -> None:
    occasion, rules, recipients, _ = case
    by_id = {rule.id: rule for rule in rules}
    for one in wanted(*case):
        if one.kind in NOTICES:
            continue
        rule = by_id[one.rule_id]
        dates = set(_dates(occasion, recipients, one))
        due = {instant(_counted(on, rule), rule.at or time(9), "Europe/London") for on in dates}
        if one.kind is ReminderKind.BEFORE and rule.days == 0:
            due.add(instant(occasion.schedule.starts_on - timedelta(days=1), time(17), "Europe/London"))
        assert one.due_utc in due


def _dates(occasion: Occasion, recipients: list[Recipient], one: Wanted) -> Iterator[date]:
    """From which local dates the days may be counted."""
    if one.kind is ReminderKind.BEFORE:
        yield occasion.schedule.starts_on
    elif one.kind in OWED:
        yield occasion.schedule.last_day
    else:
        asked = [*occasion.silent, *(max(who.asked_at, who.known_since) for who in recipients)]
        for at in asked:
            assert occasion.live_at is not None
            yield max(at, occasion.live_at).astimezone(LONDON).date()


def _counted(on: date, rule: Rule) -> date:
    """So many days on, counted one by one."""
    left = abs(rule.days)
    while left:
        on += timedelta(days=1 if rule.days > 0 else -1)
        off = rule.working_days and (on.weekday() >= 5 or on in england().names)
        left -= not off
    return on
