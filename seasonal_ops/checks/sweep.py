"""When too many things run at one instant, found by walking once over their starts and ends."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Span(NamedTuple):
    """What runs from when to when (UTC, the end exclusive), and as what it counts.

    Spans that run at once and have the same `unit` count as one.
    """

    start: datetime
    end: datetime
    id: int
    unit: Hashable


@dataclass(slots=True)
class Crowd:
    """Ids of spans by start, and how many units ran at once at the most."""

    ids: list[int] = field(default_factory=list)
    peak: int = 0


def crowds(spans: Iterable[Span], most: int) -> list[Crowd]:
    """The largest groups of spans of which more than `most` units run at one instant, in order of time.

    An end at another's start is no overlap. Two instants belong to one group when a span runs at both,
    so that no span is in two groups. Spans must have a length. Takes n log n steps for n spans.
    """
    found: list[Crowd] = []
    load: Counter[Hashable] = Counter()
    outside: dict[int, Span] = {}  # what runs and is in no group yet
    inside = 0  # how many that run are in the last group
    for begins, span in _edges(spans):
        if not begins:
            _take_off(load, span.unit)
            if outside.pop(span.id, None) is None:
                inside -= 1
            continue
        load[span.unit] += 1
        outside[span.id] = span
        if len(load) > most:
            if not inside:
                found.append(Crowd())
            found[-1].ids += outside
            found[-1].peak = max(found[-1].peak, len(load))
            inside += len(outside)
            outside.clear()
    return found


def _edges(spans: Iterable[Span]) -> list[tuple[bool, Span]]:
    """Starts (True) and ends by instant, an end before a start at the same one."""
    edges = [edge for span in spans for edge in ((True, span), (False, span))]
    edges.sort(key=lambda edge: (edge[1].start if edge[0] else edge[1].end, edge[0]))
    return edges


def _take_off(load: Counter[Hashable], unit: Hashable) -> None:
    load[unit] -= 1
    if not load[unit]:
        del load[unit]
