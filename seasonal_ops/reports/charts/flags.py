"""Flags over a plot: texts beside poles, raised so that none covers or crosses another (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag `wide` millimetres from its pole at `at`: to its left or right, `lane` times its height up."""

    at: float
    wide: float
    leftward: bool = False
    lane: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it covers, pole included."""
        return (self.at - self.wide, self.at) if self.leftward else (self.at, self.at + self.wide)

    def covers(self, x: float) -> bool:
        """Whether a pole there would run through it or beside its own."""
        return self.span[0] <= x <= self.span[1]

    def overlaps(self, other: "Raised") -> bool:
        """Whether both would cover one another in the same lane."""
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


def raised(flags: Sequence[tuple[float, float]], right: float) -> list[Raised]:
    """Places flags of (pole, width), given by their poles from left to right; texts end at `right`.

    Texts stand to the right of their poles, or to the left where they would leave the page or meet the pole
    of one that does. Whoever covers a pole is raised above its flag.
    """
    found = _sides(flags, right)
    order = [n for n in reversed(range(len(found))) if not found[n].leftward]
    order += [n for n, flag in enumerate(found) if flag.leftward]
    placed: list[Raised] = []
    for n in order:
        flag = found[n]
        lane = max((one.lane + 1 for one in placed if flag.covers(one.at)), default=0)
        taken = {one.lane for one in placed if one.overlaps(flag)}
        while lane in taken:
            lane += 1
        found[n] = replace(flag, lane=lane)
        placed.append(found[n])
    return found


def _sides(flags: Sequence[tuple[float, float]], right: float) -> list[Raised]:
    found: list[Raised] = []
    for at, wide in reversed(flags):
        flag = Raised(at, wide)
        turned = flag.span[1] > right or any(one.leftward and flag.covers(one.at) for one in found)
        fits = at >= wide
        found.append(replace(flag, leftward=turned and fits))
    return found[::-1]
