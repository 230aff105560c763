"""The verbs of measures: what a plan counts, over which dates, and where its recording breaks."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from sqlmodel import Session, col, func, select

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.checks import above_totals
from seasonal_ops.counting.prospect import Prospect
from seasonal_ops.dates import date_of, parse
from seasonal_ops.db import load, look_up
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import Actor, MarkDeclared, MeasureAdded, MeasureChanged
from seasonal_ops.journal import snapshot
from seasonal_ops.models import NEWEST, Count, Mark, Measure, Partner, Plan, key
from seasonal_ops.names import joined
from seasonal_ops.planning.people import slug_of
from seasonal_ops.queries import calendar_of
from seasonal_ops.reactions import happened
from seasonal_ops.templates.circles import circle_in
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Direction, MarkKind, MeasureKind, Purpose

_OLDEST: Final = date(1990, 1, 1)
_LATEST: Final = date(2101, 12, 31)
_LONGEST_WAIT: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """What is to be said of a measure; None leaves it as it is.

    `window_from` and `window_to` are dates, or date rules that follow the plan's anchors. `source` is a
    partner's id. `part_of` names another measure of the plan; "" makes it a part of none.
    """

    name: str | None = None
    definition: str | None = None
    unit: str | None = None
    kind: MeasureKind | None = None
    direction: Direction | None = None
    source: int | None = None
    window_from: date | str | None = None
    window_to: date | str | None = None
    night_from: time | None = None
    purpose: Purpose | None = None
    part_of: str | None = None
    person_related: bool | None = None
    due_days: int | None = None


# What must be said of a new one, and how it is said on the command line.
_NEEDED: Final = {"definition": "--definition", "unit": "--unit", "kind": "--kind"}


def add_measure(
    session: Session, *, plan: Plan, name: str, change: MeasureChange, actor: Actor, now: datetime
) -> Measure:
    """Count something more. Its window is that of the plan's first measure unless it is said.

    Raises Refused when its name is taken, BadValue for what is missing or unusable.
    """
    load(session, Plan, key(plan), "plan")
    missing = [option for field, option in _NEEDED.items() if getattr(change, field) is None]
    if missing:
        raise BadValue(
            f"a new measure needs {joined(missing)}: what is counted, in what, and what sort of value"
        )
    book = Book(session, plan, plan.begins)
    name = accept_line(name, "the measure's name", longest=160)
    slug = slug_of(name)
    if not slug:
        raise BadValue(f"the name {name!r} has no letters or digits; give the measure a name to call it by")
    if slug in book.measures:
        raise Refused(
            f"{plan.slug} counts {slug} already; change it: seasonal-ops measure set {plan.slug} {slug}"
        )
    first = next(iter(book.measures.values()), None)
    if first is None and (change.window_from is None or change.window_to is None):
        raise BadValue("say over which dates it is counted: --from and --to")
    measure = Measure(
        plan_id=key(plan),
        slug=slug,
        name=name,
        definition="",
        unit="",
        kind=change.kind or MeasureKind.COUNT,
        direction=Direction.NONE,
        window_from=first.window_from if first else plan.begins,
        window_to=first.window_to if first else plan.begins,
        window_from_rule=first.window_from_rule if first else None,
        window_to_rule=first.window_to_rule if first else None,
        position=1 + max((row.position for row in book.measures.values()), default=-1),
    )
    _write(session, book, measure, change)
    session.add(measure)
    session.flush()
    added = MeasureAdded(subject=f"measure:{measure.id}", after=snapshot(measure))
    happened(session, added, actor=actor, now=now)
    return measure


def set_measure(
    session: Session, *, plan: Plan, measure: Measure, change: MeasureChange, actor: Actor, now: datetime
) -> Measure:
    """Say anew what is counted.

    Raises Refused for what recorded counts would contradict: another kind or unit, a window that they would
    no longer be in (what was beside it before is a baseline and may be), a part above its total.
    """
    book = Book.open(session, plan, today=plan.begins)
    before = snapshot(measure)
    was = measure.window_from, measure.window_to
    _refuse_other_values(session, measure, change)
    _refuse_other_meaning(session, measure, change)
    _write(session, book, measure, change)
    _refuse_other_kinds(book, measure)
    _refuse_outside(session, measure, was)
    _refuse_above_total(book, measure)
    session.add(measure)
    session.flush()
    if snapshot(measure) != before:
        fact = MeasureChanged(subject=f"measure:{measure.id}", before=before, after=snapshot(measure))
        happened(session, fact, actor=actor, now=now)
    return measure


def declare_mark(
    session: Session, *, measure: Measure, on: date, kind: MarkKind, reason: str, actor: Actor, now: datetime
) -> Mark:
    """Name a day from which a measure is recorded differently, or something is done about it.

    Raises Refused for one that is there already, BadValue for an unusable day or text.
    """
    if not _OLDEST <= on <= _LATEST:
        raise BadValue(f"{on} is too far away; use a year between {_OLDEST.year} and {_LATEST.year}")
    reason = accept_line(reason, "what changed", longest=400)
    same = select(Mark).where(Mark.measure_id == measure.id, Mark.on == on, Mark.kind == kind)
    if session.exec(same).first():
        raise Refused(f"{measure.slug} has a mark of {on} as {kind} already; choose another day or kind")
    mark = Mark(
        measure_id=key(measure), on=on, kind=kind, reason=reason, declared_by=actor.name, declared_at=now
    )
    session.add(mark)
    session.flush()
    declared = MarkDeclared(subject=f"measure:{measure.id}", after=snapshot(mark))
    happened(session, declared, actor=actor, now=now)
    return mark


def _write(session: Session, book: Book, measure: Measure, change: MeasureChange) -> None:
    """Put what is said into the row, each value checked."""
    for field in ("kind", "direction", "night_from", "purpose", "person_related"):
        if getattr(change, field) is not None:
            setattr(measure, field, getattr(change, field))
    texts: dict[str, tuple[Any, str, int]] = {
        "name": (accept_line, "the name", 160),
        "definition": (accept_text, "the definition", 2000),
        "unit": (accept_line, "the unit", 40),
    }
    for field, (accept, what, longest) in texts.items():
        if getattr(change, field) is not None:
            setattr(measure, field, accept(getattr(change, field), what, longest=longest))
    if not measure.definition:
        raise BadValue("the definition is empty; say what is counted, by whose query, by which date")
    if change.source is not None:
        measure.source_partner_id = key(look_up(session, Partner, change.source, "partner"))
    if change.due_days is not None:
        if not 0 <= change.due_days <= _LONGEST_WAIT:
            raise BadValue(
                f"{change.due_days} days cannot be; a return is due within 0 to {_LONGEST_WAIT} days"
            )
        measure.due_days = change.due_days
    _write_window(session, book.plan, measure, change)
    if change.part_of is not None:
        _write_part_of(book, measure, change.part_of)


def _write_window(session: Session, plan: Plan, measure: Measure, change: MeasureChange) -> None:
    for side in ("window_from", "window_to"):
        said = getattr(change, side)
        if said is None:
            continue
        on, rule = (said, None) if isinstance(said, date) else _ruled(session, plan, said)
        if not _OLDEST <= on <= _LATEST:
            raise BadValue(f"{on} is too far away; use a year between {_OLDEST.year} and {_LATEST.year}")
        setattr(measure, side, on)
        setattr(measure, f"{side}_rule", rule)
    if measure.window_to < measure.window_from:
        raise BadValue(
            f"the window would end on {measure.window_to}, before it begins on {measure.window_from};"
            " say --from and --to"
        )


def _ruled(session: Session, plan: Plan, text: str) -> tuple[date, str]:
    calendar = calendar_of(session, plan)
    rule = parse(text, calendar.anchors)
    return date_of(rule, calendar).on, str(rule)


def _write_part_of(book: Book, measure: Measure, name: str) -> None:
    if not name.strip():
        measure.part_of = None
        return
    total = book.measure(name)
    above = {row.slug: [row.part_of] if row.part_of else [] for row in book.measures.values()}
    if circle := circle_in(above | {measure.slug: [total.slug]}):
        raise Refused(
            f"measures cannot be parts of each other: {', '.join(circle)}; choose another --part-of"
        )
    _refuse_other_kind(measure, total)
    measure.part_of = total.slug


def _refuse_other_kinds(book: Book, measure: Measure) -> None:
    for row in book.measures.values():
        if row.slug == measure.part_of:
            _refuse_other_kind(measure, row)
        if row.part_of == measure.slug:
            _refuse_other_kind(row, measure)


def _refuse_other_kind(part: Measure, total: Measure) -> None:
    if part.kind is not total.kind and MeasureKind.PERCENTAGE not in (part.kind, total.kind):
        raise Refused(f"{part.slug} is a {part.kind} and {total.slug} a {total.kind}: none is a part of it")


def _refuse_other_meaning(session: Session, measure: Measure, change: MeasureChange) -> None:
    """Recorded nights would be other nights, and approved values of something else."""
    recorded = select(func.count()).where(Count.measure_id == measure.id, NEWEST)
    if change.night_from not in (None, measure.night_from) and session.exec(recorded).one():
        raise Refused(
            f"values of {measure.slug} are recorded, of nights from {measure.night_from:%H:%M}; withdraw them"
            " first, or mark the day from which nights are others: seasonal-ops measure mark"
        )
    approved = recorded.where(col(Count.approved_at).is_not(None))
    if change.definition not in (None, measure.definition) and session.exec(approved).one():
        raise Refused(
            f"approved values of {measure.slug} are counted as it is defined now; open them first:"
            " seasonal-ops count reopen, or mark the day from which it is counted otherwise:"
            " seasonal-ops measure mark"
        )


def _refuse_other_values(session: Session, measure: Measure, change: MeasureChange) -> None:
    """Recorded values would mean something else."""
    if change.kind in (None, measure.kind) and change.unit in (None, measure.unit):
        return
    query = select(func.count()).where(Count.measure_id == measure.id, NEWEST)
    if recorded := session.exec(query).one():
        raise Refused(
            f"{measure.slug} has {recorded} recorded values in {measure.unit} ({measure.kind}), which would"
            " mean something else; add a measure of its own: seasonal-ops measure add"
        )


def _refuse_outside(session: Session, measure: Measure, was: tuple[date, date]) -> None:
    query = select(col(Count.on), col(Count.until)).where(
        Count.measure_id == measure.id,
        NEWEST,
        col(Count.on) >= was[0],
        col(Count.until) <= was[1],
        (col(Count.on) < measure.window_from) | (col(Count.until) > measure.window_to),
    )
    if outside := session.exec(query.order_by(col(Count.on))).all():
        raise Refused(
            f"{len(outside)} recorded counts of {measure.slug} would be outside its window, from"
            f" {outside[0][0]} to {outside[-1][1]}; choose a window that holds them"
        )


def _refuse_above_total(book: Book, measure: Measure) -> None:
    prospect = Prospect(book, ())
    for part in (measure, *book.parts(measure)) if measure.part_of else ():
        for place, entry in book.entries(part).items():
            for sentence in above_totals(prospect, part, place, entry):
                raise Refused(f"{part.slug} of {place.on} is {entry.value}: {sentence}")
