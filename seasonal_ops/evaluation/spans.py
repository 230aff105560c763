"""What a qualified number can mean, as a stretch of numbers (pure).

"About" and "almost" are as far as a tenth away; that is our convention, and printed with them.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from seasonal_ops.evaluation.averages import rounded_from
from seasonal_ops.words import Qualifier

_TENTH: Final = Decimal("0.1")
CONVENTION: Final = "“about” and “almost” are taken as within a tenth, our convention"


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `low` to `high`, None without an end; an open end is not among them."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Span") -> bool:
        """Whether a number is in both."""
        return not (self.below(other) or other.below(self))

    def holds(self, other: "Span") -> bool:
        """Whether every number of the other is in this one."""
        low = self.low is None or (
            other.low is not None
            and (self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open)))
        )
        high = self.high is None or (
            other.high is not None
            and (
                self.high > other.high
                or (self.high == other.high and (other.high_open or not self.high_open))
            )
        )
        return low and high

    def below(self, other: "Span") -> bool:
        """Whether every number of the other is above this one."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low


def exactly(value: Decimal) -> Span:
    """One number."""
    return Span(value, value)


def upwards(value: Decimal) -> Span:
    """A number or more."""
    return Span(value, None)


def printed(value: Decimal, places: int) -> Span:
    """What is printed like this with so many places behind the point."""
    return Span(*rounded_from(value.quantize(Decimal(1).scaleb(-places))))


def said(value: Decimal, qualifier: Qualifier, places: int, *, whole: bool) -> Span:
    """What somebody means who says a value; `whole` for incidents, of which there are no parts."""
    match qualifier:
        case Qualifier.EXACT:
            return exactly(value) if whole else printed(value, places)
        case Qualifier.OVER:
            found = Span(value, None, low_open=True)
        case Qualifier.AT_LEAST:
            found = upwards(value)
        case Qualifier.ALMOST:
            found = Span(value * (1 - _TENTH), value, high_open=True)
        case Qualifier.ABOUT:
            found = Span(value * (1 - _TENTH), value * (1 + _TENTH))
    return _whole(found) if whole else found


def _whole(span: Span) -> Span:
    """The whole numbers of a span: "over 10" is 11 or more."""
    low, high = span.low, span.high
    if low is not None:
        low = low.to_integral_value(ROUND_CEILING) + (span.low_open and low == low.to_integral_value())
    if high is not None:
        high = high.to_integral_value(ROUND_FLOOR) - (span.high_open and high == high.to_integral_value())
    return Span(low, high)
