"""Things that wait for each other in a circle can never begin."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def circle_in(waits_for: Mapping[str, Sequence[str]]) -> list[str]:
    """The names of one circle, the first named again at the end; empty when there is none.

    It begins with the name that stands first in the mapping, so that the same file gives the same words.
    """
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as trouble:
        # The exception's second argument lists the circle against the direction of waiting.
        circle = list(reversed(trouble.args[1]))[:-1]
        order = list(waits_for)
        start = circle.index(min(circle, key=order.index))
        return [*circle[start:], *circle[:start], circle[start]]
    return []
