"""What a person says of a value, where it stands, and what was found when it was weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from seasonal_ops.models import Measure
from seasonal_ops.words import CountStatus, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCount:
    """What a person says of one value.

    `until` None = one night, `area` None = the whole district, `as_at` None = today, `unit` None = the
    measure's own, `status` None = as it stands, else provisional. A percentage of a survey may be said as
    `150/200`. `baseline`: it is of an earlier season or from beside the window, kept for comparisons.
    `reason` is why an unusual value is right.
    """

    value: str
    on: date
    until: date | None = None
    area: str | None = None
    activity: int | None = None
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: CountStatus | None = None
    as_at: date | None = None
    source: str = ""
    quote: str = ""
    reason: str = ""
    nil: bool = False
    baseline: bool = False
    correct: bool = False


class Place(NamedTuple):
    """Where a value stands: its dates (equal for a night), area and activity; None = the whole district."""

    on: date
    until: date
    area: int | None = None
    activity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as it is kept; `yes` of `answered` where a survey gave a percentage."""

    number: Decimal | None = None
    words: str = ""
    yes: int | None = None
    answered: int | None = None

    def __str__(self) -> str:
        return self.words if self.number is None else f"{self.number:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A recorded value, or one that would be: what checks need of it. `id` is None until it is recorded."""

    value: Value
    qualifier: Qualifier
    status: CountStatus
    id: int | None = None
    revision: int = 1
    approved_by: str = ""
    as_at: date | None = field(default=None, compare=False)
    source: str = field(default="", compare=False)
    quote: str = field(default="", compare=False)
    reason: str = field(default="", compare=False)
    nil: bool = field(default=False, compare=False)

    def says_as_much(self, new: "Entry") -> bool:
        """The same value, by the same word for how exact it is."""
        return (self.value, self.qualifier) == (new.value, new.qualifier)

    def says_what(self, new: "Entry", *, correct: bool) -> bool:
        """Whether the new one adds nothing: the same value, neither final nor a nil return only now.

        A correction may say anything else of it anew; what it leaves empty is not said.
        """
        becomes_final = self.status is CountStatus.PROVISIONAL and new.status is CountStatus.FINAL
        if not self.says_as_much(new) or becomes_final or (new.nil and not self.nil):
            return False
        return not correct or not self.differs(new)

    def differs(self, new: "Entry") -> list[str]:
        """What else is said of the same value, and said otherwise: `source`, `as_at`, …"""
        said = ("status", "as_at", "source", "quote", "reason")
        return [name for name in said if getattr(new, name) not in (None, "", getattr(self, name))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A value weighed against the book.

    `row` has the columns that would be written, `place` where (None when that cannot be told). `problems`
    block it; `warnings` need a reason. `same`: this very value is recorded already, nothing is to do.
    `clashes`: something else was said first of its place, which is among its problems. `before` is what a
    correction replaces; `differs`: what else was said of the same value, which only a correction writes.
    """

    measure: Measure
    new: NewCount
    place: Place | None
    row: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    same: bool = False
    clashes: bool = False
    before: Entry | None = None
    differs: tuple[str, ...] = ()
