"""The worked example: three seasons around today, from the shipped templates, with invented counts.

Its anchors are set so that, whatever today is, Bright Sparx is being delivered, Freshers is just over
and waits for counts, and Night Safe is being prepared. Last year's seasons stand beside them.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session, col, select

import plans
from seasonal_ops import counting, planning, queries, sharing
from seasonal_ops.facts import Actor
from seasonal_ops.models import Partner, Plan, key
from seasonal_ops.nights import instants, local_today
from seasonal_ops.queries import activities
from seasonal_ops.templates import expand
from seasonal_ops.views import ActivityView
from seasonal_ops.words import (
    ActorKind,
    Answer,
    CountStatus,
    Detail,
    Direction,
    GateKind,
    GateState,
    MeasureKind,
    Status,
)

ACTOR: Final = Actor("worked example", ActorKind.SYSTEM)
INVENTED: Final = "invented for the worked example"
_YEAR: Final = timedelta(weeks=52)
# What is left open on purpose, so that Today has something of everything.
_LEFT_OPEN: Final = 2
_LEFT_UNCOUNTED: Final = timedelta(days=10)
# Ofcom keeps 01632 960000 to 960999 for drama: they ring at nobody's.
_PHONE: Final = "01632 9601{:02}"
_SCHOOLS_ASLEEP: Final = (time(21), time(7))


@dataclass(frozen=True, slots=True)
class _Setting:
    """A season of the example: its template and the anchors that are set."""

    template: str
    anchors: Mapping[str, date]

    @property
    def year(self) -> int:
        """The year that its plan is called by."""
        return min(on.year for on in self.anchors.values())

    def last_year(self) -> "_Setting":
        """The same a year of weeks earlier, so that weekdays stay what they are."""
        return _Setting(self.template, {name: on - _YEAR for name, on in self.anchors.items()})


def settings_around(today: date) -> tuple[_Setting, _Setting, _Setting]:
    """Bright Sparx under way, Freshers just over, Night Safe ahead."""
    bonfire_night = today + timedelta(days=3)
    mischief_night = bonfire_night - timedelta(days=6)
    monday = mischief_night - timedelta(days=mischief_night.weekday())
    sunday = today - timedelta(days=28 + (today.weekday() + 1) % 7)
    christmas = today + timedelta(days=35)
    sparx = {
        "Mischief Night": mischief_night,
        "Halloween": mischief_night + timedelta(days=1),
        "Bonfire Night": bonfire_night,
        "Half-term Monday": monday,
    }
    festive = {"Christmas Day": christmas, "New Year's Eve": christmas + timedelta(days=6)}
    return (
        _Setting("bright-sparx", sparx),
        _Setting("freshers", {"Welcome Sunday": sunday}),
        _Setting("night-safe", festive),
    )


def build(session: Session, *, key_: bytes, today: date, now: datetime) -> None:
    """Fill an empty database with the example."""
    sparx, freshers, festive = settings_around(today)
    chance = random.Random(today.toordinal())  # noqa: S311 — invented figures, nothing secret
    early = now - timedelta(days=60)
    past = [_draft(session, one.last_year(), early) for one in (sparx, freshers)]
    running, over, ahead = (_draft(session, one, early) for one in (sparx, freshers, festive))
    _contacts(session, key_, early)
    _lead(session, (*past, running, over, ahead), early)
    for plan in past:
        _deliver(session, plan, now, leave=0)
        _count(session, plan, chance, until=today, now=now)
    for plan in (running, over):
        _deliver(session, plan, now, leave=_LEFT_OPEN)
        _count(session, plan, chance, until=today - _LEFT_UNCOUNTED, now=now)
    for plan in past:
        _learn(session, plan, now)
    for plan in (*past, running, over, ahead):
        _decide(session, plan, today, now)
    for plan in (running, over, ahead):
        _answer(session, plan, chance, now)
        planning.go_live(session, plan_id=key(plan), actor=ACTOR, now=now)
    _feeds(session, now)


def _draft(session: Session, one: _Setting, now: datetime) -> Plan:
    draft = expand(plans.load(one.template), year=one.year, given=one.anchors)
    return planning.draft_plan(session, draft=draft, year=one.year, actor=ACTOR, now=now)


def _contacts(session: Session, key_: bytes, now: datetime) -> None:
    """A duty desk with a telephone at each partner; the police have a deputy, the schools sleep at night."""
    common: dict[str, Any] = {"fingerprint_key": key_, "actor": ACTOR, "now": now}
    for number, partner in enumerate(session.exec(select(Partner).order_by(col(Partner.id))).all()):
        planning.add_contact(
            session,
            partner_id=key(partner),
            address=f"duty@{partner.slug}.example",
            name=f"Duty desk, {partner.name}",
            phone=_PHONE.format(number),
            quiet=_SCHOOLS_ASLEEP if partner.slug == "schools" else planning.NOT_QUIET,
            **common,
        )
    planning.add_contact(
        session,
        partner_id=key(queries.find_partner(session, "police")),
        address="deputy@police.example",
        name="Deputy sergeant",
        phone=_PHONE.format(99),
        deputy=True,
        **common,
    )


def _lead(session: Session, plans_: Iterable[Plan], now: datetime) -> None:
    """The council's Community Safety Team leads every season, and gets the digests."""
    contact = queries.find_contact(session, "duty@council-community-safety.example")
    for plan in plans_:
        planning.name_lead(session, plan_id=key(plan), contact_id=contact.id, actor=ACTOR, now=now)


def _over(rows: Iterable[ActivityView], now: datetime) -> list[ActivityView]:
    def end(row: ActivityView) -> datetime:
        return instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)[1]

    return [row for row in rows if end(row) <= now]


def _deliver(session: Session, plan: Plan, now: datetime, *, leave: int) -> None:
    """What is over was delivered, but for the last few; one of them only partly."""
    over = _over(activities(session, plan_id=key(plan)), now)
    done = over[: len(over) - leave]
    for position, row in enumerate(done):
        partly = position == len(done) // 2
        planning.set_status(
            session,
            activity_id=row.id,
            status=Status.PARTLY if partly else Status.DELIVERED,
            note="one crew was called away" if partly else "",
            actor=ACTOR,
            now=now,
        )


def _count(session: Session, plan: Plan, chance: random.Random, *, until: date, now: datetime) -> None:
    """Invented values for every night up to a date, of what is counted in the hope of less."""
    book = counting.Book.open(session, plan, today=local_today(now, plan.time_zone))
    values: dict[tuple[str, date], int] = {}
    rows = []
    for measure in sorted(book.measures.values(), key=lambda one: len(book.totals(one))):
        if measure.kind is not MeasureKind.COUNT or measure.direction is not Direction.DOWN:
            continue
        # A measure is of much the same size each year; people are hurt seldom.
        often = 0.02 if measure.person_related else random.Random(measure.slug).uniform(0.1, 0.5)  # noqa: S311
        often *= chance.choice((0.7, 0.95, 1.0, 1.05))
        nights = (min(measure.window_to, until) - measure.window_from).days + 1
        for on in (measure.window_from + timedelta(days=n) for n in range(nights)):
            value = sum(chance.random() < often for _ in range(1 if measure.person_related else 16))
            # A part is never above its total.
            value = min([value, *(values.get((one.slug, on), value) for one in book.totals(measure))])
            values[measure.slug, on] = value
            new = counting.NewCount(
                value=str(value), on=on, status=CountStatus.FINAL, source=INVENTED, reason=INVENTED
            )
            rows.append((measure, new))
    counting.record(session, book, counting.weigh_all(book, rows), actor=ACTOR, now=now)


def _answer(session: Session, plan: Plan, chance: random.Random, now: datetime) -> None:
    """Most partners have accepted, a few not answered, one cannot come."""
    partner_ids = {partner.slug: key(partner) for partner in session.exec(select(Partner))}
    asked = [(row, one.partner) for row in activities(session, plan_id=key(plan)) for one in row.unanswered]
    for position, (row, partner) in enumerate(asked):
        if chance.random() < 0.2:
            continue
        planning.respond(
            session,
            activity_id=row.id,
            partner_id=partner_ids[partner],
            answer=Answer.DECLINED if position == len(asked) - 5 else Answer.ACCEPTED,
            note="by phone",
            actor=ACTOR,
            now=now,
        )


def _decide(session: Session, plan: Plan, today: date, now: datetime) -> None:
    """What had to be decided by now was; the money of the others is named, and both are invented."""
    for gate in queries.gates(session, plan):
        money = gate.kind is GateKind.FUNDING
        change = planning.GateChange(
            amount=Decimal(1500) if money else None,
            funder=f"a safety fund ({INVENTED})" if money else None,
            state=GateState.MET if gate.decide_by < today else None,
        )
        planning.set_gate(session, plan_id=key(plan), name=gate.key, change=change, actor=ACTOR, now=now)


def _learn(session: Session, plan: Plan, now: datetime) -> None:
    """One lesson of last year, owned by who led most."""
    leads = Counter(
        slug for row in activities(session, plan_id=key(plan)) for slug in row.lead_slugs
    ).most_common(1)
    owner = queries.find_partner(session, leads[0][0])
    text = f"Book partners for {plan.name} a month earlier ({INVENTED})"
    planning.add_lesson(session, plan_id=key(plan), text=text, owner_id=key(owner), actor=ACTOR, now=now)


def _feeds(session: Session, now: datetime) -> None:
    """One for the fire service, one for the police, and a busy one for the room bookings."""
    for slugs, detail in (
        (["fire-and-rescue"], Detail.FULL),
        (["police"], Detail.FULL),
        ([], Detail.BUSY),
    ):
        sharing.create_feed(
            session,
            name="",
            partner_ids=[key(queries.find_partner(session, slug)) for slug in slugs],
            plan_ids=[],
            detail=detail,
            actor=ACTOR,
            now=now,
        )
