"""Roll a plan forward: last season's plan on next season's dates, and what that changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col

from seasonal_ops.db import load
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import Actor, LessonTaken
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Contact, Dependency, Lesson, Plan, PlanActivity, TargetActivity, key
from seasonal_ops.planning.carrying import Carried, Carrying, groups_of, in_order, spec_of
from seasonal_ops.planning.drafting import Stored, require_new, store
from seasonal_ops.planning.editing import Edit, edit_activity
from seasonal_ops.planning.outline import Outline
from seasonal_ops.planning.plans import name_lead
from seasonal_ops.planning.season import Season
from seasonal_ops.planning.waiting import wait_for
from seasonal_ops.queries import lessons
from seasonal_ops.reactions import happened
from seasonal_ops.templates import Draft, frame
from seasonal_ops.views import Finding, Move


@dataclass(frozen=True, slots=True)
class Rolled:
    """The new plan, every line of the difference, and what to look at."""

    plan: Plan
    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]


def roll_forward(
    session: Session,
    *,
    plan: Plan,
    year: int,
    given: Mapping[str, date],
    include: Collection[int] = (),
    actor: Actor,
    now: datetime,
) -> Rolled:
    """Make next season's plan from last season's.

    Each activity goes through its own rule; one without a rule keeps its distance from the nearest
    anchor. Partners, roles and who leads the plan stay, answers are asked for anew, lessons become
    activities of their owners.
    What was cancelled or not delivered is proposed, and goes on only when `include` has its id.

    Raises Refused for a plan that exists already or a year that is not later, BadValue for an anchor whose
    date is missing or a rule that gives no date then, NotFound for an id that is not of the plan.
    """
    _check_year(session, plan, year)
    outline = Outline(session, plan)
    if not outline.views:
        raise Refused(f"nothing stands in {plan.slug}: there is nothing to roll forward")
    _check_include(outline, include)
    groups = groups_of(outline, [one for one in lessons(session, plan) if one.activity is None])
    template = outline.template([spec_of(outline, group) for group in groups], {})
    draft = frame(template, year=year, given=given)
    carrying = Carrying(outline, draft.calendar, frozenset(include))
    lines = in_order([line for group in groups for line in carrying.lines(group)])
    going = [line for line in lines if line.draft is not None]
    draft = replace(draft, activities=tuple(line.draft for line in going if line.draft is not None))
    draft = _sharing(session, plan, draft)
    more = {"rolled_from": plan.slug}
    stored = store(session, draft=draft, year=year, more=more, actor=actor, now=now)
    new = {id(line): key(row) for line, row in zip(going, stored.activities, strict=True)}
    _link(session, going, new, actor=actor, now=now)
    _serve(session, outline, going, new, stored)
    _lead_on(session, plan, stored.plan, actor=actor, now=now)
    season = Season(outline, draft, tuple(going), new)
    return Rolled(
        stored.plan,
        (*_anchor_moves(outline, draft), *(line.move for line in lines)),
        (*season.meetings(), *season.weekdays(), *season.contacts(session), *season.carried(now)),
    )


def _check_year(session: Session, plan: Plan, year: int) -> None:
    require_new(session, f"{plan.template}-{year}")
    if year <= plan.year:
        raise Refused(f"{year} is not after {plan.year}; give the year of the next season with --year")


def _check_include(outline: Outline, include: Collection[int]) -> None:
    known = {view.id for view in outline.views}
    for one in include:
        if one not in known:
            slug = outline.plan.slug
            raise NotFound(f"activity of {slug}", one, hint=f"see: seasonal-ops activity list --plan {slug}")


def _sharing(session: Session, plan: Plan, draft: Draft) -> Draft:
    """The draft with what another season's plan has already, by key, title and date, marked as the same."""
    query = (
        columns(col(Activity.template_key), col(Activity.title), col(Activity.original_on))
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(Plan.template) != plan.template, col(PlanActivity.home))
    )
    there = {tuple(row) for row in session.execute(query)}
    same = {one.spec.key for one in draft.activities if (one.spec.key, one.spec.title, one.on) in there}
    specs = tuple(
        spec.model_copy(update={"shared": True}) if spec.key in same else spec
        for spec in draft.template.activities
    )
    return replace(draft, template=draft.template.model_copy(update={"activities": specs}))


def _link(
    session: Session, going: Sequence[Carried], new: Mapping[int, int], *, actor: Actor, now: datetime
) -> None:
    """What goes from row to row: who waits for whom, whom to ring, and what a lesson became."""
    by_source = {line.source.id: new[id(line)] for line in going if line.source}
    for line in going:
        activity_id = new[id(line)]
        if line.lesson is not None:
            _take(session, line.lesson.id, activity_id, actor=actor, now=now)
        if line.source is None:
            continue
        for needed in line.source.needs:
            if needed in by_source and not session.get(Dependency, (activity_id, by_source[needed])):
                wait_for(session, activity_id=activity_id, needs_id=by_source[needed], actor=actor, now=now)
        if line.source.ring is not None:
            edit = Edit(ring=line.source.ring.id)
            edit_activity(session, activity_id=activity_id, edit=edit, actor=actor, now=now)
    session.flush()


def _serve(
    session: Session, outline: Outline, going: Sequence[Carried], new: Mapping[int, int], stored: Stored
) -> None:
    """What served a target serves next season's, date by date."""
    by_source = {line.source.id: new[id(line)] for line in going if line.source}
    for old, target in zip(outline.targets, stored.targets, strict=True):
        session.add_all(
            TargetActivity(target_id=key(target), activity_id=by_source[one])
            for one in old.activities
            if one in by_source
        )
    session.flush()


def _lead_on(session: Session, old: Plan, new: Plan, *, actor: Actor, now: datetime) -> None:
    """Who led the last season leads the next, unless gone or no longer to be written to."""
    contact = session.get(Contact, old.lead_contact_id) if old.lead_contact_id else None
    if contact is not None and contact.left_on is None and contact.opted_out_at is None:
        name_lead(session, plan_id=key(new), contact_id=key(contact), actor=actor, now=now)


def _take(session: Session, lesson_id: int, activity_id: int, *, actor: Actor, now: datetime) -> None:
    lesson = load(session, Lesson, lesson_id, "lesson")
    before = snapshot(lesson)
    lesson.activity_id = activity_id
    session.add(lesson)
    taken = LessonTaken(subject=f"lesson:{lesson_id}", before=before, after=snapshot(lesson))
    happened(session, taken, actor=actor, now=now)


def _anchor_moves(outline: Outline, draft: Draft) -> list[Move]:
    """Each occasion from last season's date to next season's, first."""
    moves = []
    for row in sorted(outline.anchors, key=lambda row: draft.anchors[row.name].on):
        dated = draft.anchors[row.name]
        note = (row.note,) if row.note else ()
        guessed = row.given and row.rule and row.name not in draft.given
        year = outline.plan.year
        by_hand = (f"was given by hand in {year}; this is its rule's date: check it",) if guessed else ()
        moves.append(
            Move(
                title=f"◆ {row.name}",
                was=row.on,
                to=dated.on,
                reason=dated.reason,
                warnings=(*dated.warnings, *by_hand, *note),
            )
        )
    return moves
