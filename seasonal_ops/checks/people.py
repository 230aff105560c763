"""Who does it: nobody, nobody who leads, nobody who has answered, somebody who would rather another day."""

from collections.abc import Iterator, Mapping, Sequence

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook, leading, there
from seasonal_ops.checks.phrases import day, named, number_of, on_day
from seasonal_ops.names import joined, quoted
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView, AssignmentView
from seasonal_ops.words import Answer, Check, Role, Severity


def unassigned(outlook: Outlook) -> Iterator[Judged]:
    """An error for each activity that nobody leads."""
    for activity in outlook.coming.values():
        if not leading(activity):
            helper = next((one.partner for one in there(activity)), "PARTNER")
            yield judged(
                Check.UNASSIGNED,
                Severity.ERROR,
                f"activity:{activity.id}",
                [activity],
                said=_why_nobody_leads(activity),
                way_out=f"seasonal-ops assign {activity.id} {helper} --role lead",
            )


def _why_nobody_leads(activity: ActivityView) -> str:
    if not activity.assignments:
        return f"nobody is assigned to {on_day(activity)}"
    declined = [one for one in activity.assignments if one.role is Role.LEAD]
    if declined:
        return f"{named(declined)} declined to lead {on_day(activity)}, and nobody else leads it"
    supports = there(activity)
    if not supports:
        return f"{named(activity.assignments)} declined to support {on_day(activity)}, and nobody leads it"
    return f"nobody leads {on_day(activity)}; it has only support, from {named(supports)}"


def unanswered(outlook: Outlook) -> Iterator[Judged]:
    """A finding for each partner that has not answered: a warning where a live plan asked it, else a note.

    What drafts will ask is not told of a partner that has yet to answer a live plan.
    """
    live = {plan.slug: plan.live for plan in outlook.picture.plans}
    asked: dict[tuple[str, bool], list[ActivityView]] = {}
    for activity in outlook.coming.values():
        # The plan at home does the asking. Where it is not in the picture, what is shown speaks for it.
        in_earnest = live.get(activity.plan, any(live.values()))
        for assignment in activity.unanswered:
            asked.setdefault((assignment.partner, in_earnest), []).append(activity)
    silent: dict[str, list[ActivityView]] = {}
    for (partner, in_earnest), rows in asked.items():
        known = outlook.picture.partners.get(partner)
        if not in_earnest and known is not None and known.reached == 0:
            silent[partner] = rows
        elif in_earnest or (partner, True) not in asked:
            yield _unanswered(outlook, partner, rows, in_earnest=in_earnest)
    if silent := {slug: rows for slug, rows in silent.items() if (slug, True) not in asked}:
        yield _out_of_reach(outlook, silent)


def _out_of_reach(outlook: Outlook, silent: Mapping[str, Sequence[ActivityView]]) -> Judged:
    """Of a draft, one note for all who cannot be asked: that is what is to be done first."""
    count = "1 partner has" if len(silent) == 1 else f"{len(silent)} partners have"
    alike = f", and {len(silent) - 1} more alike" if len(silent) > 1 else ""
    rows = outlook.in_order({row.id for rows in silent.values() for row in rows})
    return judged(
        Check.UNANSWERED,
        Severity.NOTE,
        "partners without an address",
        rows,
        said=f"{count} no address, so nobody there can be asked: {joined(list(silent))}",
        way_out=f"seasonal-ops contact add {next(iter(silent))} EMAIL{alike}",
    )


def _unanswered(outlook: Outlook, partner: str, rows: Sequence[ActivityView], *, in_earnest: bool) -> Judged:
    name, known = outlook.name_of(partner), outlook.picture.partners.get(partner)
    count, first = number_of(len(rows)), day(rows[0].starts_on)
    said = f"no answer from {name} for {count}, the first on {first}"
    if known is not None and known.reached == 0:
        said += "; nobody there can be written to"
        way_out = f"seasonal-ops contact add {partner} EMAIL"
    elif in_earnest:
        way_out = f'seasonal-ops respond {rows[0].id} {partner} accepted --note "by phone"'
    else:
        said += "; the plan is a draft, so it was not asked in earnest"
        way_out = f"seasonal-ops plan go-live {rows[0].plan}"
    severity = Severity.WARNING if in_earnest else Severity.NOTE
    return judged(Check.UNANSWERED, severity, f"partner:{partner}", rows, said=said, way_out=way_out)


def leaderless(outlook: Outlook) -> Iterator[Judged]:
    """A note for each plan that is live or not over, and whose lead nobody is, or cannot be written to."""
    for plan in outlook.picture.plans:
        if not plan.live and plan.ends_on < outlook.today:
            continue
        if plan.lead is None:
            why = f"nobody leads {harmless(plan.name)}"
            way_out = f"seasonal-ops plan lead {plan.slug} CONTACT"
        elif not plan.lead.reached:
            why = f"whoever leads {harmless(plan.name)} wants no messages"
            way_out = f"seasonal-ops contact edit {plan.lead.contact} --opt-in, or name another"
        else:
            continue
        said = f"{why}: digests, and word of who does not answer, go to nobody"
        yield judged(Check.CONTACT, Severity.NOTE, f"plan:{plan.slug}", (), said=said, way_out=way_out)


def proposed(outlook: Outlook) -> Iterator[Judged]:
    """A warning for each partner that would rather have an activity on another date."""
    for activity in outlook.coming.values():
        for assignment in activity.assignments:
            if assignment.response is Answer.PROPOSED:
                yield _proposed(activity, assignment)


def _proposed(activity: ActivityView, assignment: AssignmentView) -> Judged:
    on = assignment.proposed_on
    note = f": {quoted(assignment.note)}" if assignment.note else ""
    return judged(
        Check.PROPOSED,
        Severity.WARNING,
        f"activity:{activity.id} {assignment.partner} {on}",
        [activity],
        said=f"{harmless(assignment.partner_name)} proposed {day(on) if on else 'another date'} for"
        f" {on_day(activity)}{note}",
        way_out=f"seasonal-ops activity move {activity.id} --to {on or 'DATE'}, or when it is settled:"
        f' seasonal-ops respond {activity.id} {assignment.partner} accepted --note "by phone"',
    )
