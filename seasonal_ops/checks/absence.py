"""What fails, and what goes on, when a partner is called away."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook, leading, there
from seasonal_ops.checks.phrases import listed, named, number_of, on_days, titled
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Role, Severity


class _Fate(NamedTuple):
    """What becomes of an activity in words, and the command that helps, before and after its id."""

    severity: Severity
    said: str
    command: str
    rest: str


def absences(outlook: Outlook, partner: str) -> Iterator[Judged]:
    """What becomes of the activities to come that the partner (a slug) is on, or that wait for a failing one.

    The dates of one title with the same fate are one finding, and so are all that lose only a support.
    """
    on = [one for one in outlook.coming.values() if any(a.partner == partner for a in there(one))]
    led = {one.id for one in on if any(a.partner == partner for a in leading(one))}
    falling = outlook.falling(one.id for one in on if one.id in led and len(leading(one)) == 1)
    alike: dict[tuple[str, str, _Fate], list[ActivityView]] = {}
    for activity in outlook.in_order(led | falling.keys()):
        needed = falling.get(activity.id)
        fate = _falls(outlook.by_id[needed]) if needed is not None else _fate(outlook, activity, partner)
        alike.setdefault((activity.plan, activity.title, fate), []).append(activity)
    for (_, _, fate), rows in alike.items():
        more = f", and for {len(rows) - 1} more alike" if len(rows) > 1 else ""
        way_out = f"seasonal-ops {fate.command} {rows[0].id} {fate.rest}{more}"
        yield _without(fate.severity, partner, rows, f"{on_days(rows)} {fate.said}", way_out)
    if helped := [one for one in on if one.id not in led and one.id not in falling]:
        verb = "goes" if len(helped) == 1 else "go"
        said = (
            f"{number_of(len(helped))} {verb} on without the support of {outlook.name_of(partner)}:"
            f" {listed(helped, titled)}"
        )
        way_out = f"where it is missed: seasonal-ops assign {helped[0].id} PARTNER"
        yield _without(Severity.NOTE, partner, helped, said, way_out)


def _without(
    severity: Severity, partner: str, rows: Sequence[ActivityView], said: str, way_out: str
) -> Judged:
    return judged(Check.WITHOUT, severity, f"partner:{partner}", rows, said=said, way_out=way_out)


def _falls(needed: ActivityView) -> _Fate:
    said = f"falls too: it needs {titled(needed)}"
    return _Fate(Severity.ERROR, said, "activity needs", f"{needed.id} --remove")


def _fate(outlook: Outlook, activity: ActivityView, partner: str) -> _Fate:
    """What becomes of an activity that the partner leads."""
    leads = [one for one in leading(activity) if one.partner != partner]
    supports = (one.partner for one in there(activity) if one.role is Role.SUPPORT)
    rest = f"{next(supports, 'PARTNER')} --role lead"
    if leads:
        return _Fate(Severity.WARNING, f"goes on under {named(leads)}", "assign", rest)
    said = f"fails: {outlook.name_of(partner)} leads it alone"
    return _Fate(Severity.ERROR, said, "assign", rest)
