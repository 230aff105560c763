"""One night of a plan, from 07:00 to 07:00: what happens, who does it, whom to ring, what to count."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from seasonal_ops.errors import BadValue
from seasonal_ops.models import Gate, GateActivity, Partner, Plan, key
from seasonal_ops.nights import BEGINS_AT, instant, instants, nights_of
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.counts import measures
from seasonal_ops.queries.people import contacts
from seasonal_ops.queries.plans import plan as plan_view
from seasonal_ops.views import ActivityView, ContactView, GateView, MeasureView, PlanView
from seasonal_ops.words import Answer, Channel, GateState, Role, Status

_DAY: Final = timedelta(days=1)
_AHEAD: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NightActivity:
    """An activity of a night, and what stands in its way.

    `gates` are those not met, `needs` what has to come first and was not delivered. `ring` is whom to
    ring, the best first; empty when nobody is known.
    """

    activity: ActivityView
    gates: tuple[GateView, ...] = ()
    needs: tuple[ActivityView, ...] = ()
    ring: tuple[ContactView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NightCount:
    """A measure to count, and the titles of the activities that count it; none: the plan as a whole does."""

    measure: MeasureView
    at: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightView:
    """Everything of a plan in the night of `on`, guests of other plans included, each once.

    `begins` and `ends` are aware and local to the plan: 24 hours apart, but for a night in which the
    clocks change. `contacts` are those of every partner that is asked and did not decline, by slug, an
    empty tuple where nobody is known. `partners` are names by slug. `next_nights` are the three after
    `on` in which something happens.
    """

    plan: PlanView
    on: date
    begins: datetime
    ends: datetime
    happening: tuple[NightActivity, ...]
    cancelled: tuple[ActivityView, ...]
    counts: tuple[NightCount, ...]
    contacts: Mapping[str, tuple[ContactView, ...]]
    next_nights: tuple[date, ...]
    partners: Mapping[str, str]


def night(session: Session, plan: Plan, *, on: date) -> NightView:
    """The night that begins at 07:00 on a local date. Raises BadValue for a year that has none."""
    if not date.min.year < on.year < date.max.year:
        raise BadValue(f"{on} is too far away; use a year between 2 and 9998")
    zone = ZoneInfo(plan.time_zone)
    begins, ends = (instant(day, BEGINS_AT, plan.time_zone) for day in (on, on + _DAY))
    standing = activities(session, plan_id=key(plan))
    found = sorted((one for one in standing if _belongs(one, on, begins, ends)), key=_order)
    going = [one for one in found if one.status is not Status.CANCELLED]
    people = _people(session, going)
    return NightView(
        plan=plan_view(session, plan),
        on=on,
        begins=begins.astimezone(zone),
        ends=ends.astimezone(zone),
        happening=tuple(_happening(session, going, standing, people)),
        cancelled=tuple(one for one in found if one.status is Status.CANCELLED),
        counts=tuple(_counts(session, plan, on, going)),
        contacts=people,
        next_nights=_next_nights(standing, on),
        partners=dict(session.exec(select(Partner.slug, Partner.name)).all()),
    )


def _belongs(one: ActivityView, on: date, begins: datetime, ends: datetime) -> bool:
    """Timed, it belongs when it overlaps the night; untimed, when the date is one of its days."""
    if one.start_time is None:
        return one.starts_on <= on <= one.ends_on
    start, end = instants(one.starts_on, one.ends_on, one.start_time, one.end_time, one.time_zone)
    return start < ends and (start >= begins or end > begins)


def _order(one: ActivityView) -> tuple[bool, datetime, int]:
    """By their start; what has no time comes last."""
    start, _end = instants(one.starts_on, one.ends_on, one.start_time, one.end_time, one.time_zone)
    return one.start_time is None, start, one.id


def _happening(
    session: Session,
    going: Sequence[ActivityView],
    standing: Sequence[ActivityView],
    people: Mapping[str, tuple[ContactView, ...]],
) -> Iterator[NightActivity]:
    ids = {one.id for one in going}
    unmet = _unmet_gates(session, ids)
    known = {one.id: one for one in standing}
    elsewhere = {needed for one in going for needed in one.needs} - known.keys()
    known |= {one.id: one for one in activities(session, ids=elsewhere)}
    for one in going:
        yield NightActivity(
            activity=one,
            gates=tuple(gate for gate in unmet if one.id in gate.activities),
            needs=tuple(known[need] for need in one.needs if known[need].status is not Status.DELIVERED),
            ring=_ring(one, people),
        )


def _unmet_gates(session: Session, ids: Collection[int]) -> list[GateView]:
    """Of whichever plan: a guest brings the gates of its home along."""
    behind = (
        select(Gate.plan_id)
        .join(GateActivity, col(GateActivity.gate_id) == col(Gate.id))
        .where(col(GateActivity.activity_id).in_(ids))
    )
    plans = session.exec(select(Plan).where(col(Plan.id).in_(behind)).order_by(col(Plan.id))).all()
    return [gate for plan in plans for gate in gates(session, plan) if gate.state is not GateState.MET]


def _ring(one: ActivityView, people: Mapping[str, tuple[ContactView, ...]]) -> tuple[ContactView, ...]:
    """Who is named for the night; where that gives no number, the leads' contacts that have one."""
    named = (one.ring,) if one.ring else ()
    if one.ring and one.ring.phone:
        return named
    leads = [each.partner for each in one.assignments if each.role is Role.LEAD and _comes(each.response)]
    others = (contact for slug in leads for contact in people.get(slug, ()) if contact.phone)
    return named + tuple(contact for contact in others if contact not in named)


def _people(session: Session, going: Iterable[ActivityView]) -> dict[str, tuple[ContactView, ...]]:
    """The contacts of everybody who is asked and did not decline, and of whoever is to be rung."""
    involved = set()
    for one in going:
        involved |= {each.partner for each in one.assignments if _comes(each.response)}
        involved |= {one.ring.partner} if one.ring else set()
    found: dict[str, list[ContactView]] = {slug: [] for slug in sorted(involved)}
    for contact in contacts(session):
        # On the night somebody is to be rung or written to: a webhook is read by a program.
        if contact.partner in found and contact.channel is Channel.MAIL:
            found[contact.partner].append(contact)
    return {slug: tuple(ones) for slug, ones in found.items()}


def _comes(answer: Answer) -> bool:
    return answer is not Answer.DECLINED


def _counts(session: Session, plan: Plan, on: date, going: Sequence[ActivityView]) -> Iterator[NightCount]:
    """What tonight's activities count, then what the plan counts on that date, each measure once."""
    homes = session.exec(select(Plan).where(col(Plan.slug).in_({one.plan for one in going} - {plan.slug})))
    of_plan = {each.slug: measures(session, each) for each in (plan, *homes)}
    titles: dict[tuple[str, str], list[str]] = {}
    for one in going:
        for slug in one.measures:
            titles.setdefault((one.plan, slug), []).append(one.title)
    # A shared action day counts in two plans under one name, and is written down once.
    seen = set()
    for measure in (each for found in of_plan.values() for each in found):
        if (at := titles.get((measure.plan, measure.slug))) and (measure.slug, measure.name) not in seen:
            seen.add((measure.slug, measure.name))
            yield NightCount(measure=measure, at=tuple(dict.fromkeys(at)))
    for measure in of_plan[plan.slug]:
        if measure.window_from <= on <= measure.window_to and (measure.slug, measure.name) not in seen:
            yield NightCount(measure=measure, at=())


def _next_nights(standing: Iterable[ActivityView], on: date) -> tuple[date, ...]:
    found: set[date] = set()
    for one in standing:
        if one.status is not Status.CANCELLED:
            first, last = nights_of(one.starts_on, one.ends_on, one.start_time, one.end_time)
            first = max(first, on + _DAY)
            found |= {first + n * _DAY for n in range(min(_AHEAD, (last - first).days + 1))}
    return tuple(sorted(found)[:_AHEAD])
