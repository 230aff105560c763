"""All checks of a picture, and what a change makes worse."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from seasonal_ops.checks.absence import absences
from seasonal_ops.checks.avoided import avoided
from seasonal_ops.checks.gates import gates
from seasonal_ops.checks.judged import Judged
from seasonal_ops.checks.load import loads
from seasonal_ops.checks.order import order
from seasonal_ops.checks.outlook import Outlook, by_partner
from seasonal_ops.checks.overlap import overloads, partner_clashes, unsaid_capacities
from seasonal_ops.checks.people import leaderless, proposed, unanswered, unassigned
from seasonal_ops.checks.picture import Picture
from seasonal_ops.checks.places import contact_clashes, place_clashes
from seasonal_ops.checks.targets import targets
from seasonal_ops.views import ActivityView, Finding
from seasonal_ops.words import Check, Severity

_GRAVEST_FIRST: Final = list(Severity)


def findings(picture: Picture) -> list[Finding]:
    """What is wrong with the plans: the gravest first, then by the date of the first activity, then by rule.

    Only activities that are open and not over are looked at. A finding without an activity comes last.
    """
    outlook = Outlook.of(picture)
    return _in_order(outlook, _judge(outlook))


def checked(picture: Picture) -> tuple[ActivityView, ...]:
    """The activities that `findings` looks at: those that are open and not over, by start."""
    return tuple(Outlook.of(picture).coming.values())


def without(picture: Picture, partner: str) -> list[Finding]:
    """What fails and what goes on when the partner (a slug) is called away, in the same order."""
    outlook = Outlook.of(picture)
    return _in_order(outlook, absences(outlook, partner))


def consequences(before: Picture, after: Picture) -> list[Finding]:
    """The findings of `after` that are new: not there before, or graver, or on an activity more.

    A finding is the same when rule and subject (the partner, the place, the gate …) are, whatever dates
    and numbers its sentence holds. That who was only just asked has not answered is none.
    """
    known: dict[tuple[Check, str], list[Finding]] = {}
    for one in _judge(Outlook.of(before)):
        known.setdefault((one.finding.rule, one.about), []).append(one.finding)
    outlook = Outlook.of(after)
    new = [
        one
        for one in _judge(outlook)
        if one.finding.rule is not Check.UNANSWERED
        and not any(_covers(old, one.finding) for old in known.get((one.finding.rule, one.about), ()))
    ]
    return _in_order(outlook, new)


def _judge(outlook: Outlook) -> Iterator[Judged]:
    asked = by_partner(outlook.coming.values())
    partners = outlook.picture.partners.values()
    capacity = {one.slug: one.capacity for one in partners if one.capacity is not None}
    overloaded = list(overloads(asked, capacity, outlook.times))
    yield from partner_clashes(outlook, overloaded)
    yield from unsaid_capacities(outlook, asked)
    yield from place_clashes(outlook)
    yield from contact_clashes(outlook)
    yield from loads(outlook, asked, overloaded)
    yield from unassigned(outlook)
    yield from unanswered(outlook)
    yield from proposed(outlook)
    yield from gates(outlook)
    yield from order(outlook)
    yield from avoided(outlook)
    yield from targets(outlook)
    yield from leaderless(outlook)


def _covers(old: Finding, new: Finding) -> bool:
    """Whether the old finding says what the new one does, or more."""
    as_grave = _GRAVEST_FIRST.index(old.severity) <= _GRAVEST_FIRST.index(new.severity)
    return as_grave and set(new.activities) <= set(old.activities)


def _in_order(outlook: Outlook, found: Iterable[Judged]) -> list[Finding]:
    # The checks come in the order of the rules, and sorting keeps it where these two are the same.
    def place(one: Finding) -> tuple[int, date]:
        first = outlook.by_id[one.activities[0]].starts_on if one.activities else date.max
        return _GRAVEST_FIRST.index(one.severity), first

    return sorted((one.finding for one in found), key=place)
