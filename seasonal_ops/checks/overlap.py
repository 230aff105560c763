"""Who is asked for more at once than it can man."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook, Times, by_partner, there, ties_down, times_of
from seasonal_ops.checks.phrases import at_times, days_of, listed, number_of
from seasonal_ops.checks.sweep import Crowd, Span, crowds
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Role, Severity


@dataclass(frozen=True, slots=True)
class Overload:
    """A partner that is on more activities at once than it can man.

    `certain` when that is so without those that name no time: these may turn out to take an hour.
    """

    partner: str
    capacity: int
    crowd: Crowd
    certain: bool


def overbooked(activities: Iterable[ActivityView], capacity: Mapping[str, int]) -> frozenset[int]:
    """Ids of open activities in which a partner is certainly on more of them at once than it can man.

    `capacity` is by partner slug; a partner without one is never overbooked. Whoever declined takes no
    part. The clashes that `findings` calls errors are these.
    """
    still_open = [one for one in activities if one.status.open]
    times = {one.id: times_of(one) for one in still_open}
    return clashing({slug: _takings(rows, times) for slug, rows in by_partner(still_open).items()}, capacity)


class Taking(NamedTuple):
    """What takes a partner's people, from when to when (UTC); `timed` when it says at what time."""

    id: int
    start: datetime
    end: datetime
    timed: bool


def clashing(on: Mapping[str, Sequence[Taking]], capacity: Mapping[str, int]) -> frozenset[int]:
    """Ids of what is certainly too much at once, by what each partner is on; see `overbooked`."""
    return frozenset(
        one
        for partner, takings in on.items()
        if partner in capacity
        for crowd, certain in _too_much(takings, capacity[partner])
        if certain
        for one in crowd.ids
    )


def overloads(
    asked: Mapping[str, Sequence[ActivityView]], capacity: Mapping[str, int], times: Times
) -> Iterator[Overload]:
    """Where a partner is on more activities at once than it can man, by what each partner is on."""
    for partner, rows in asked.items():
        if partner in capacity:
            most = capacity[partner]
            for crowd, certain in _too_much(_takings(rows, times), most):
                yield Overload(partner, most, crowd, certain)


def _takings(rows: Iterable[ActivityView], times: Times) -> list[Taking]:
    return [Taking(row.id, *times[row.id], row.start_time is not None) for row in rows if ties_down(row)]


def _too_much(takings: Sequence[Taking], most: int) -> Iterator[tuple[Crowd, bool]]:
    """Each crowd, and whether it is one without those that name no time."""
    by_id = {one.id: one for one in takings}
    for crowd in _crowds(takings, most):
        timed = [by_id[one] for one in crowd.ids if by_id[one].timed]
        yield crowd, len(timed) == len(crowd.ids) or bool(_crowds(timed, most))


def partner_clashes(outlook: Outlook, found: Iterable[Overload]) -> Iterator[Judged]:
    """A finding for each overload: an error when it is certain, else a warning."""
    for overload in found:
        rows = outlook.in_order(overload.crowd.ids)
        want = "want" if overload.certain else "may want"
        peak = overload.crowd.peak
        many = f"{peak} of {len(rows)}" if len(rows) > peak else str(peak)
        said = (
            f"{many} activities at once {want} {outlook.name_of(overload.partner)}"
            f" {days_of(rows)}, which can man {overload.capacity}: {listed(rows, at_times)}"
        )
        severity = Severity.ERROR if overload.certain else Severity.WARNING
        way_out = _way_out(overload, rows)
        yield judged(Check.CLASH, severity, f"partner:{overload.partner}", rows, said=said, way_out=way_out)


def unsaid_capacities(outlook: Outlook, asked: Mapping[str, Sequence[ActivityView]]) -> Iterator[Judged]:
    """A note for each partner that is asked for several timed activities at once, and may man them."""
    for partner, rows in asked.items():
        timed = [one for one in _takings(rows, outlook.times) if one.timed]
        if outlook.capacity_of(partner) is None and (found := _crowds(timed, 1)):
            yield _unsaid(outlook, partner, found)


def _unsaid(outlook: Outlook, partner: str, found: Sequence[Crowd]) -> Judged:
    first = outlook.in_order(found[0].ids)
    peak = max(crowd.peak for crowd in found)
    more = (
        f", and on {number_of(len(found) - 1, 'more occasion', 'more occasions')}" if len(found) > 1 else ""
    )
    said = (
        f"{peak} activities at once want {outlook.name_of(partner)}, and nobody said how many it can man:"
        f" {listed(first, at_times)} {days_of(first)}{more}"
    )
    way_out = (
        f"if it can man {peak}, say so: seasonal-ops partner edit {partner} --capacity {peak}; if not:"
        f" seasonal-ops activity move {first[-1].id} --to DATE"
    )
    rows = outlook.in_order(one for crowd in found for one in crowd.ids)
    return judged(Check.CLASH, Severity.NOTE, f"partner:{partner}", rows, said=said, way_out=way_out)


def _crowds(takings: Iterable[Taking], most: int) -> list[Crowd]:
    return crowds((Span(one.start, one.end, one.id, one.id) for one in takings), most)


def _way_out(overload: Overload, rows: Sequence[ActivityView]) -> str:
    """Give the one a time that has none; else take the partner off where it only helps, or move the last."""
    partner, peak = overload.partner, overload.crowd.peak
    more = f"or if it can man {peak} at once: seasonal-ops partner edit {partner} --capacity {peak}"
    untimed = [row for row in rows if row.start_time is None]
    if untimed and not overload.certain:
        one = untimed[-1]
        time = f"seasonal-ops activity move {one.id} --to {one.starts_on} --start HH:MM --end HH:MM"
        return f"say at what time it is: {time}; {more}"
    helps = [row for row in rows for one in there(row) if one.partner == partner and one.role is Role.SUPPORT]
    if helps:
        return f"take it off one: seasonal-ops unassign {helps[-1].id} {partner}; {more}"
    return f"move one: seasonal-ops activity move {rows[-1].id} --to DATE; {more}"
