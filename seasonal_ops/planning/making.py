"""A season is made as it was shown: from a template or from last season's plan, with what was chosen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.checks import findings
from seasonal_ops.errors import Changed, Refused, SeasonalOpsError
from seasonal_ops.facts import Actor
from seasonal_ops.models import Plan
from seasonal_ops.planning.drafting import draft_plan
from seasonal_ops.planning.outline import Outline
from seasonal_ops.planning.rolling import roll_forward
from seasonal_ops.queries import picture
from seasonal_ops.queries import plan as plan_view
from seasonal_ops.templates import Draft, Template, begins_in, expand
from seasonal_ops.templates.choosing import anchor_choices
from seasonal_ops.views import Finding, Move, PlanView, SeasonPreview, rehearsed
from seasonal_ops.words import Check

_LATER: Final = "make it first, then look at it on the Board"
_HALF: Final = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a season is made of: a template, or a plan to roll forward and what to take along (ids)."""

    year: int
    template: Template
    plan: Plan | None = None
    given: Mapping[str, date] = field(default_factory=dict)
    include: Collection[int] = ()

    @property
    def slug(self) -> str:
        """What the plan will be called on the command line."""
        return f"{self.template.slug}-{self.year}"

    @property
    def name(self) -> str:
        """What people will call it."""
        return f"{self.template.name} {self.year}"


def template_for(session: Session, plan: Plan) -> Template:
    """The template that last season's plan is for the next one, without its activities."""
    return Outline(session, plan).bare()


def next_year(session: Session, template: Template, *, after: int | None, today: date) -> int:
    """The first year whose season has no plan: later than `after`, or else not over by `today`."""
    taken = set(session.exec(select(Plan.year).where(col(Plan.template) == template.slug)))
    first = today.year if after is None else after + 1
    return next(
        year
        for year in count(first)
        if year not in taken and (after is not None or _last_anchor(template, year) >= today)
    )


def _last_anchor(template: Template, year: int) -> date:
    dates = [one.on for one in anchor_choices(template, year=year, given={}) if one.on]
    return max(dates, default=begins_in(template, year) + _HALF)


def rehearse_season(session: Session, chosen: Chosen, *, actor: Actor, now: datetime) -> SeasonPreview:
    """What would be made, or the problems that keep it from being made; the session must be a rehearsal."""
    anchors = anchor_choices(chosen.template, year=chosen.year, given=chosen.given)
    bare = SeasonPreview(name=chosen.name, year=chosen.year, anchors=anchors)
    if any(one.problem for one in anchors):
        return bare
    problem = _year_problem(session, chosen)
    try:
        if problem:
            return _only_dates(chosen, replace(bare, year_problem=problem))
        moves, found, made = _make(session, chosen, actor=actor, now=now)
    except SeasonalOpsError as error:
        return replace(bare, problem=str(error))
    return replace(
        bare,
        moves=moves,
        findings=tuple(rehearsed([one for one in found if one.rule is not Check.UNANSWERED], (), _LATER)),
        activities=made.activity_count,
        first=made.starts_on,
        last=made.ends_on,
    )


def make_season(
    session: Session, chosen: Chosen, *, seen: Sequence[Move], actor: Actor, now: datetime
) -> PlanView:
    """Make it, if what comes of it is what was seen.

    Raises Refused when it cannot be made, Changed when something else would come of it now, BadValue for
    a date that does not fit.
    """
    problem = _year_problem(session, chosen)
    if problem:
        raise Refused(f"{chosen.name}: {problem}")
    moves, _, made = _make(session, chosen, actor=actor, now=now)
    if moves != tuple(seen):
        raise Changed(f"what {chosen.name} is made from was changed meanwhile; look at its dates again")
    return made


def _year_problem(session: Session, chosen: Chosen) -> str:
    if session.exec(select(Plan.id).where(Plan.slug == chosen.slug)).first():
        return "there is a plan of that year already; give another year"
    if chosen.plan is not None and chosen.year <= chosen.plan.year:
        return f"that is not after {chosen.plan.year}; give a later year"
    return ""


def _only_dates(chosen: Chosen, bare: SeasonPreview) -> SeasonPreview:
    """A template's dates can be told even where the plan cannot be made."""
    if chosen.plan is not None:
        return bare
    draft = expand(chosen.template, year=chosen.year, given=chosen.given)
    return replace(bare, moves=tuple(_drafted(draft)))


def _make(
    session: Session, chosen: Chosen, *, actor: Actor, now: datetime
) -> tuple[tuple[Move, ...], list[Finding], PlanView]:
    """What moves, what is wrong then, and the plan."""
    if chosen.plan is None:
        draft = expand(chosen.template, year=chosen.year, given=chosen.given)
        row = draft_plan(session, draft=draft, year=chosen.year, actor=actor, now=now)
        moves, own = tuple(_drafted(draft)), []
    else:
        rolled = roll_forward(
            session, plan=chosen.plan, year=chosen.year, given=chosen.given, include=chosen.include,
            actor=actor, now=now,
        )  # fmt: skip
        row, moves, own = rolled.plan, rolled.moves, list(rolled.findings)
    return moves, [*own, *findings(picture(session, [row], now=now))], plan_view(session, row)


def _drafted(draft: Draft) -> Iterator[Move]:
    for one in draft.activities:
        yield Move(title=one.spec.title, was=None, to=one.on, reason=one.reason, warnings=one.warnings)
