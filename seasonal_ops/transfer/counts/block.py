"""A pasted block on its way into the plan: weighed as a sheet of counts is, and told in lines."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.dates import brief
from seasonal_ops.facts import Actor
from seasonal_ops.nights import local_today
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.transfer.counts.importing import apply, preview
from seasonal_ops.transfer.counts.pasting import Corner, Pasted, pasted
from seasonal_ops.transfer.counts.result import Entry, Imported, Overtaken
from seasonal_ops.transfer.counts.weighing import Options
from seasonal_ops.transfer.problems import BadSheet, Problem
from seasonal_ops.transfer.result import Outcome
from seasonal_ops.views import CountBlock, PasteLine, PasteView
from seasonal_ops.words import REASON_DUE


class _Names(NamedTuple):
    """How a value is named: its measure, and its day without the year when that is this one."""

    measures: Choices
    year: int


def weigh(session: Session, block: CountBlock, *, now: datetime) -> PasteView:
    """What keeping a block would do."""
    lies, names, about = _read(session, block, now)
    return _view(preview(session, **about), lies, names)


def keep(
    session: Session, block: CountBlock, *, seen: Sequence[int | None], actor: Actor, now: datetime
) -> PasteView:
    """Keep all of a block; with a problem nothing. What is unusual needs no reason to be kept.

    `seen` is that of the view that somebody agreed to; where something else stands by now, nothing is kept
    either, and the view that is given has what was said meanwhile.
    """
    lies, names, about = _read(session, block, now)
    try:
        done = apply(session, **about, seen=seen, actor=actor, now=now)
    except BadSheet as error:
        done = Imported(problems=error.problems)
    return _view(done, lies, names)


def _read(session: Session, block: CountBlock, now: datetime) -> tuple[Pasted, _Names, dict[str, Any]]:
    plan = queries.find_plan(session, block.at.plan)
    named = Choices("measure", {one.slug: one.name for one in queries.measures(session, plan)})
    corner = Corner(
        measures=block.measures, nights=block.nights, area=block.at.area, activity=block.at.activity
    )
    lies = pasted(block.text, corner, named, turned=block.turned)
    options = Options(correct=True, reason=block.reason.strip() or REASON_DUE)
    today = local_today(now, plan.time_zone)
    about = {"plan": plan, "table": lies.table, "today": today, "options": options}
    return lies, _Names(named, today.year), about


def _view(found: Imported, lies: Pasted, names: _Names) -> PasteView:
    changed = [one for one in found.entries if one.outcome is Outcome.CHANGED]
    unusual = [one for one in found.entries if one.warnings and one.outcome is not Outcome.SAME]
    return PasteView(
        new=found.count(Outcome.ADDED),
        changed=len(changed),
        same=found.count(Outcome.SAME),
        problems=tuple(_problem(one, lies) for one in found.problems),
        changes=tuple(_line(names, one, f"{one.was} becomes {one.to}") for one in changed),
        unusual=tuple(_line(names, one, one.warnings[0]) for one in unusual),
        notes=() if found.problems else found.notes,
        turned=lies.turned,
        seen=found.seen,
        meanwhile=tuple(_line(names, one, one.sentence) for one in found.overtaken),
    )


def _problem(one: Problem, lies: Pasted) -> PasteLine:
    return PasteLine(where=lies.places.get(one.row) or one.where, sentence=one.sentence)


def _line(names: _Names, one: Entry | Overtaken, sentence: str) -> PasteLine:
    day = brief(one.on, year=one.on.year != names.year)
    return PasteLine(where=f"{names.measures.written(one.measure)}, {day}", sentence=sentence)
