"""What a rounded average, and a stated change, can stand for (pure, in decimal arithmetic).

An average printed to n decimals hides a range of totals. Both habits of rounding a half are allowed for:
away from zero (schools and spreadsheets) and to the even digit (IEEE 754, section 4.3.1).
"""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ratios import RateRatio, rate_ratio
from seasonal_ops.evaluation.wording.ratios import in_words

_AVERAGE: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_CHANGE: Final = re.compile(r"[+\-−]?[0-9]{1,6}(\.[0-9]{1,6})?%?")
_MOST_MONTHS: Final = 1200


@dataclass(frozen=True, slots=True)
class ChangeRange:
    """The smallest and the largest change that two rounded averages allow, in percent."""

    low: Decimal
    high: Decimal

    def contradicts(self, stated: str) -> bool:
        """Whether a stated change such as "−4.2%" lies outside, beyond its own rounding.

        Raises BadValue for a text that is no percentage.
        """
        lowest, highest = rounded_from(stated_change(stated))
        return highest < self.low or lowest > self.high


def totals_of_average(average: str, months: int = 12) -> range:
    """The whole totals over so many months whose average is printed like this ("34.8": 417 or 418).

    Raises BadValue for a text that is no average, or one that no whole total has.
    """
    if isinstance(months, bool) or not 1 <= months <= _MOST_MONTHS:
        raise BadValue(f"{months!r} is not a number of months; give 1 to {_MOST_MONTHS}")
    mean = _average(average)
    lowest, highest = rounded_from(mean)
    first = int((lowest * months).to_integral_value(ROUND_CEILING))
    last = int((highest * months).to_integral_value(ROUND_FLOOR))
    # The upper half is rounded down to this average only by the even rule, so only to an even digit.
    if last == highest * months and mean.as_tuple().digits[-1] % 2:
        last -= 1
    if max(first, 0) > last:
        raise BadValue(
            f"no whole total over {months} months averages {average}; check the average and the months"
        )
    return range(max(first, 0), last + 1)


def percent_change_range(before: str, after: str, months: int = 12) -> ChangeRange:
    """The change in percent that the whole totals behind two averages allow ("0.1", "0.2": +100 to +200).

    Raises BadValue for a text that is no average, or a baseline that may be 0.
    """
    then, now = totals_of_average(before, months), totals_of_average(after, months)
    if not then[0]:
        raise BadValue(f"a change from {before} has no percentage; give an average above 0")
    return ChangeRange(_change(then[-1], now[0]), _change(then[0], now[-1]))


def verdicts_of_averages(before: str, after: str, months: int = 12) -> frozenset[str]:
    """Every verdict, in plain words, that the averages allow; with more than one it depends on the rounding.

    p and the dispersion needed are monotone on each side of no change, so the corners are enough.
    """
    then, now = totals_of_average(before, months), totals_of_average(after, months)
    corners = {(x1, x0) for x1 in (now[0], now[-1]) for x0 in (then[0], then[-1])}
    return frozenset(in_words(rate_ratio(x1, months, x0, months)).plain for x1, x0 in corners)


def ends_of_averages(before: str, after: str, months: int = 12) -> tuple[RateRatio, ...]:
    """The rate ratios of the largest fall and the largest rise that the averages allow; one if they agree."""
    then, now = totals_of_average(before, months), totals_of_average(after, months)
    ends = dict.fromkeys(((now[0], then[-1]), (now[-1], then[0])))
    return tuple(rate_ratio(x1, months, x0, months) for x1, x0 in ends)


def rounded_from(value: Decimal) -> tuple[Decimal, Decimal]:
    """The ends between which a number printed like this lies; its last digit says how exact it is."""
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    return value - half, value + half


def _average(text: str) -> Decimal:
    if not _AVERAGE.fullmatch(text.strip()):
        raise BadValue(f"{text!r} is not an average; write it like 39.6")
    return Decimal(text.strip())


def stated_change(text: str) -> Decimal:
    """A change in per cent with the digits that it was said with. Raises BadValue for a text that is none."""
    if not _CHANGE.fullmatch(text.strip()):
        raise BadValue(f"{text!r} is not a change in percent; write it like -4.2%")
    return Decimal(text.strip().rstrip("%").replace("−", "-"))


def _change(before: int, after: int) -> Decimal:
    return (Decimal(after) / before - 1) * 100
