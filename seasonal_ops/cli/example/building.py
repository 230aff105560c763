"""Fills an empty database with the example, by the verbs that a person would use."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session, col, select

import plans
from seasonal_ops import planning, queries, sharing
from seasonal_ops.cli.example import recording, story
from seasonal_ops.cli.example.seasons import (
    ACTOR,
    INVENTED,
    Setting,
    is_leap_day,
    settings_around,
    settings_before,
)
from seasonal_ops.counting import Book
from seasonal_ops.dates.wording import month_name
from seasonal_ops.models import Partner, Plan, key
from seasonal_ops.nights import instants
from seasonal_ops.queries import activities
from seasonal_ops.templates import Template, expand
from seasonal_ops.views import ActivityView
from seasonal_ops.words import (
    Answer,
    Detail,
    GateKind,
    GateState,
    Status,
)

# What is left open on purpose, so that Today has something of everything.
_LEFT_OPEN: Final = 2
_LEFT_UNCOUNTED: Final = timedelta(days=10)
_NOT_IN_YET: Final = timedelta(days=2)
# Last year's season was planned so long before this date of then, and all of it over so long after.
_AHEAD: Final = timedelta(days=60)
_ALL_OVER: Final = timedelta(days=40)
# Ofcom keeps 01632 960000 to 960999 for drama: they ring at nobody's.
_PHONE: Final = "01632 9601{:02}"
_SCHOOLS_ASLEEP: Final = (time(21), time(7))


def build(session: Session, *, key_: bytes, today: date, now: datetime) -> None:
    """Fill an empty database with the example."""
    chance = random.Random(today.toordinal())  # noqa: S311 — invented figures, nothing secret
    early = now - timedelta(days=60)
    past = _past(session, today, now, chance)
    running, over, ahead = (_draft(session, one, early) for one in settings_around(today))
    _contacts(session, key_, early)
    _lead(session, (*past, running, over, ahead), early)
    for plan in (running, over):
        _deliver(session, plan, now, leave=_LEFT_OPEN)
    story.count_so_far(session, running, until=today - _NOT_IN_YET, now=now)
    book = Book(session, over, today)
    rows = recording.hoped_for_less(book, chance, today - _LEFT_UNCOUNTED)
    recording.write_weekly(session, over, rows, now)
    for plan in past:
        _learn(session, plan, now)
    for plan in (*past, running, over, ahead):
        _decide(session, plan, today, now)
    for plan in (running, over, ahead):
        _answer(session, plan, chance, now)
        planning.go_live(session, plan_id=key(plan), actor=ACTOR, now=now)
    _feeds(session, now)


def _past(session: Session, today: date, now: datetime, chance: random.Random) -> list[Plan]:
    """Last year's seasons, planned, counted and delivered then."""
    then = now - timedelta(days=365)
    over = then + _ALL_OVER
    sparx, freshers = (_draft(session, one, then - _AHEAD) for one in settings_before(today))
    story.prepare(session, sparx, then - _AHEAD)
    story.count_last_year(session, sparx, over)
    rows = recording.hoped_for_less(Book(session, freshers, today), chance, over.date())
    recording.write_weekly(session, freshers, rows, over)
    for plan in (sparx, freshers):
        _deliver(session, plan, over, leave=0)
    return [sparx, freshers]


def _draft(session: Session, one: Setting, now: datetime) -> Plan:
    draft = expand(_on_fixed_dates(plans.load(one.template), one), year=one.year, given=one.anchors)
    return planning.draft_plan(session, draft=draft, year=one.year, actor=ACTOR, now=now)


def _on_fixed_dates(template: Template, one: Setting) -> Template:
    """A season on fixed dates stays one, although its dates are others here."""
    anchors = [
        spec.model_copy(update={"when": _every_year(one.anchors[spec.name])})
        if spec.name in one.anchors and spec.when and spec.when[0].isdigit()
        else spec
        for spec in template.anchors
    ]
    return template.model_copy(update={"anchors": tuple(anchors)})


def _every_year(on: date) -> str:
    return f"{28 if is_leap_day(on) else on.day} {month_name(on.month)}"


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
