"""What was counted at an activity: on its own dates, once for all plans in which it stands."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.prospect import Draft, Prospect, dates_of
from seasonal_ops.counting.shapes import Entry, Place
from seasonal_ops.words import MeasureKind

_ADD_UP: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)


def activity_problem(book: Book, activity: int | None, on: date, until: date) -> str:
    """Why nothing of these dates can have been counted at an activity, or ""."""
    if activity is None:
        return ""
    occasion = book.activities.get(activity)
    if occasion is None:
        return (
            f"activity {activity} does not stand in {book.plan.slug}; see: seasonal-ops activity list"
            f" --plan {book.plan.slug}"
        )
    if on < occasion.starts_on or until > occasion.ends_on:
        return (
            f"activity {activity} is of {dates_of(occasion.starts_on, occasion.ends_on)}, and"
            f" {dates_of(on, until)} is not; check the date, or choose the activity of that day"
        )
    return ""


def counted_elsewhere(prospect: Prospect, draft: Draft, entry: Entry) -> Iterator[str]:
    """An activity of two plans is counted in one of them, and stands in the reports of both."""
    if draft.new.activity is None:
        return
    others = prospect.book.elsewhere(draft.measure).get(draft.new.activity, ())
    for plan, place, value in others:
        same = (place, value) == (draft.place, str(entry.value))
        what = "it counts here too, and nothing is left to record" if same else (
            f"an activity of two plans is counted in one; correct it there, or take it out there first:"
            f" seasonal-ops count withdraw {plan} {draft.measure.slug} --date {place.on}"
        )  # fmt: skip
        yield (
            f"{draft.measure.slug} at activity {draft.new.activity} is recorded already in {plan}, {value} of"
            f" {dates_of(place.on, place.until)}: {what}"
        )
        return


def activity_warnings(prospect: Prospect, draft: Draft) -> Iterator[str]:
    """What the activity did not promise, and a night's value beside one of an activity of that night."""
    measure, place = draft.measure, draft.place
    if place is None:
        return
    if place.activity is not None and measure.slug not in prospect.book.activities[place.activity].measures:
        yield (
            f"activity {place.activity} did not promise to count {measure.slug}; check the number of the"
            " activity"
        )
    if measure.kind in _ADD_UP and place.on == place.until:
        yield from _beside(prospect, draft, place)


def _beside(prospect: Prospect, draft: Draft, place: Place) -> Iterator[str]:
    if place.activity is not None:
        found = [place._replace(activity=None)]
    else:
        found = prospect.at_activities(draft.measure, place.on, place.area)
    for other in found:
        if entry := prospect.entry(draft.measure, other):
            where = "without an activity" if other.activity is None else f"at activity {other.activity}"
            yield (
                f"{draft.named} is added to the {entry.value} of that night {where}; if it is the same, leave"
                " it out"
            )
            return
