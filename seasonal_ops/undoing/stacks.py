"""Which step is undone next, and which is redone next: two stacks, rebuilt from what one person did. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Way(Enum):
    """What a step was: a change that can be taken back, one that stays, or a way back or forth."""

    DONE = auto()
    FIXED = auto()
    UNDONE = auto()
    REDONE = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """A step by its first fact; `of` is the step that an undo or a redo was of."""

    id: int
    way: Way
    of: int = 0


@dataclass(frozen=True, slots=True)
class Stacks:
    """Steps to undo and to redo, the next one last; `fixed` are those since the next undo that stay."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]
    fixed: tuple[int, ...]


def stacks(steps: Iterable[Step]) -> Stacks:
    """The stacks after these steps, the oldest first; whatever is done anew leaves nothing to redo.

    A way back or forth of a step that is not here (it is too long ago, or another door's) counts for nothing.
    """
    done: list[int] = []
    undone: list[int] = []
    fixed: list[int] = []
    for step in steps:
        if step.way in (Way.DONE, Way.FIXED):
            undone.clear()
            (done if step.way is Way.DONE else fixed).append(step.id)
        elif step.way is Way.UNDONE and step.of in done:
            done.remove(step.of)
            undone.append(step.of)
        elif step.way is Way.REDONE and step.of in undone:
            undone.remove(step.of)
            done.append(step.of)
    newest = done[-1] if done else 0
    return Stacks(tuple(done), tuple(undone), tuple(one for one in fixed if one > newest))
