"""What no value may be: of a day to come, beside its window, twice, above its total."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from seasonal_ops.counting.checks.occasions import counted_elsewhere
from seasonal_ops.counting.checks.totals import total_problems
from seasonal_ops.counting.prospect import Draft, Prospect, dates_of
from seasonal_ops.counting.shapes import Entry, Place
from seasonal_ops.models import Measure
from seasonal_ops.words import Qualifier

# Counts of past years may be entered for a comparison; older than this is a slip of the hand.
_OLDEST: Final = date(1990, 1, 1)


def date_problem(measure: Measure, on: date, until: date, *, baseline: bool, plan: str, today: date) -> str:
    """Why a measure can have no value of these dates, or ""."""
    if until < on:
        return f"the last day {until} is before the first day {on}; exchange them"
    if until > today:
        return f"{until} is still to come; a count is of today or of a day before"
    if on < _OLDEST:
        return f"{on} is before {_OLDEST.year}; check the year"
    if until > measure.window_to:
        return (
            f"{until} is outside the window of {measure.slug} ({measure.window_from} to {measure.window_to});"
            " check the date, or widen the window: seasonal-ops measure set"
            f" {plan} {measure.slug} --to {until}"
        )
    if on < measure.window_from and not baseline:
        return (
            f"{on} is outside the window of {measure.slug} ({measure.window_from} to {measure.window_to});"
            " a count of another year belongs to that year's plan; one of a season without a plan, or of days"
            " before the window, is kept for comparisons with --baseline"
        )
    return ""


def as_at_problem(as_at: date | None, *, today: date) -> str:
    """Why a figure cannot have stood so on a day, or ""."""
    if as_at is not None and as_at > today:
        return f"the figure cannot stand as at {as_at}, which is still to come; leave it out for today"
    return ""


def place_problems(prospect: Prospect, draft: Draft, before: Entry | None) -> Iterator[str]:
    """Why a value cannot stand where it would."""
    if draft.place is None or draft.entry is None:
        return
    first = prospect.first(draft, draft.place)
    if first.entry is not None and first.entry != draft.entry:
        yield f"{draft.named} is given twice: {_differing(first.entry, draft.entry)}; leave one out"
        return
    if before is not None:
        yield from _standing(prospect, draft, before)
    yield from _overlapping(prospect, draft, draft.place)
    yield from counted_elsewhere(prospect, draft, draft.entry)
    yield from total_problems(prospect, draft, draft.place, draft.entry)


def _standing(prospect: Prospect, draft: Draft, before: Entry) -> Iterator[str]:
    if before.approved_by:
        yield locked_sentence(prospect.book.plan.slug, draft, before)
    elif draft.entry is not None and not draft.new.correct and _contradicts(before, draft.entry):
        yield f"{draft.named} is recorded as {_aloud(before)} already; to replace it add --correct"


def locked_sentence(plan: str, draft: Draft, before: Entry) -> str:
    """That somebody answers for what is recorded, and how it is opened."""
    return (
        f"{draft.named} is approved by {before.approved_by} as {before.value}; open it again first:"
        f' seasonal-ops count reopen {plan} {draft.measure.slug} --date {draft.new.on} --reason "…"'
    )


def _differing(one: Entry, other: Entry) -> str:
    if (one.value, one.qualifier) == (other.value, other.qualifier):
        return f"{_aloud(one)} as {one.status} and as {other.status}"
    return f"{_aloud(one)} and {_aloud(other)}"


def _aloud(entry: Entry) -> str:
    return f"{entry.value}" if entry.qualifier is Qualifier.EXACT else f"{entry.qualifier} {entry.value}"


def _contradicts(before: Entry, new: Entry) -> bool:
    return (before.value, before.qualifier) != (new.value, new.qualifier)


def _overlapping(prospect: Prospect, draft: Draft, place: Place) -> Iterator[str]:
    if place.until == place.on:
        return
    for other in prospect.periods(draft.measure, place.area):
        same = (other.on, other.until) == (place.on, place.until) or other.activity != place.activity
        if not same and other.on <= place.until and place.on <= other.until:
            yield (
                f"{draft.named} overlaps {dates_of(other.on, other.until)}, for which there is a value;"
                " a day may stand in one period only"
            )
            return
