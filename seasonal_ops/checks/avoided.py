"""What falls on a day that its plan says to avoid."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook
from seasonal_ops.checks.phrases import on_day
from seasonal_ops.dates import Calendar, Dated, IfAvoided
from seasonal_ops.dates.avoidance import Avoidance
from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Severity


def avoided(outlook: Outlook) -> Iterator[Judged]:
    """A warning for each activity whose first day is to be avoided, by the calendar of its plan at home."""
    for activity in outlook.coming.values():
        calendar = outlook.picture.calendars.get(activity.plan)
        if activity.avoid and calendar is not None and (causes := _causes(activity, calendar)):
            free = _free(activity, calendar) or "DATE"
            yield judged(
                Check.AVOIDED,
                Severity.WARNING,
                f"activity:{activity.id} {causes}",
                [activity],
                said=f"{on_day(activity)} falls on what it is to avoid: {harmless(causes)}",
                way_out=f"seasonal-ops activity move {activity.id} --to {free}",
            )


def _causes(activity: ActivityView, calendar: Calendar) -> str:
    """What is to be avoided on its day: `weekend and half-term`; nothing for a word nobody knows any more."""
    with suppress(BadValue):
        return joined(_avoidance(activity, IfAvoided.KEEP, calendar).causes(activity.starts_on))
    return ""


def _free(activity: ActivityView, calendar: Calendar) -> date | None:
    """The nearest day before or after it, as its rule prefers, that is free of what it is to avoid."""
    wanted = IfAvoided(activity.if_avoided)
    with suppress(BadValue):
        later = IfAvoided.LATER if wanted is IfAvoided.KEEP else wanted
        return _avoidance(activity, later, calendar).apply(Dated(activity.starts_on, "")).on
    return None


def _avoidance(activity: ActivityView, if_avoided: IfAvoided, calendar: Calendar) -> Avoidance:
    return Avoidance.of(activity.avoid, if_avoided, calendar)
