"""The share of answers before and after (formula G; Newcombe 1998, McNemar 1947)."""

import math
from dataclasses import dataclass

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ratios import NORMAL_95
from seasonal_ops.evaluation.statistics.whole import check_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many said yes, of how many who answered."""

    yes: int
    answered: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.yes / self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionChange:
    """A difference of two shares, with its 95% interval: all in percent and percentage points.

    82 to 93 percent is a `change` of 11 points. `p` is None where only the interval is stated; `low` and
    `high` are None without numbers of respondents: then the change cannot be tested. `answers` are those
    before and after, None without numbers.
    """

    before: float
    after: float
    change: float
    low: float | None
    high: float | None
    p: float | None
    paired: bool
    answers: tuple[Answers, Answers] | None = None


def unpaired(before: Answers, after: Answers) -> ProportionChange:
    """Two groups of respondents: the interval of Newcombe's hybrid score (1998a, method 10), no p value.

    Raises BadValue for counts that are none, nobody who answered, or more who said yes than answered.
    """
    _check(before)
    _check(after)
    return _hybrid(before, after, correlation=0.0)


def paired(*, yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> ProportionChange:
    """The same respondents before and after: McNemar's test and Newcombe's paired interval.

    The test is the exact one, which never errs towards a change (the mid-p version would be less strict);
    the interval is method 10 of Newcombe 1998b. Raises BadValue for counts that are none, or nobody.
    """
    for count in (yes_yes, yes_no, no_yes, no_no):
        check_count(count)
    everybody = yes_yes + yes_no + no_yes + no_no
    before = Answers(yes=yes_yes + yes_no, answered=everybody)
    after = Answers(yes=yes_yes + no_yes, answered=everybody)
    _check(before)
    correlation = _correlation(yes_yes, yes_no, no_yes, no_no)
    return _hybrid(before, after, correlation=correlation, p=_mcnemar(yes_no, no_yes))


def points(before: float, after: float) -> ProportionChange:
    """Two percentages without numbers of respondents, from 0 to 100: nothing can be tested.

    Raises BadValue for a percentage out of that range.
    """
    for percent in (before, after):
        if not 0 <= percent <= 100:
            raise BadValue(f"{percent!r} is not a percentage; give a number from 0 to 100")
    return ProportionChange(
        before=before, after=after, change=after - before, low=None, high=None, p=None, paired=False
    )


def _check(answers: Answers) -> None:
    check_count(answers.yes)
    check_count(answers.answered)
    if not answers.answered:
        raise BadValue("nobody answered; a share needs at least one answer")
    if answers.yes > answers.answered:
        raise BadValue(f"{answers.yes} said yes of {answers.answered} who answered; check the two numbers")


def _hybrid(
    before: Answers, after: Answers, *, correlation: float, p: float | None = None
) -> ProportionChange:
    """Newcombe's limits from the score intervals of both shares, squared and added; φ 0 when unpaired."""
    (low0, high0), (low1, high1) = _wilson(before), _wilson(after)
    change = after.share - before.share
    down = _side(after.share - low1, high0 - before.share, correlation)
    up = _side(high1 - after.share, before.share - low0, correlation)
    return ProportionChange(
        before=100 * before.share,
        after=100 * after.share,
        change=100 * change,
        low=100 * max(-1.0, change - down),
        high=100 * min(1.0, change + up),
        p=p,
        paired=p is not None,
        answers=(before, after),
    )


def _side(one: float, other: float, correlation: float) -> float:
    return math.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))


def _wilson(answers: Answers) -> tuple[float, float]:
    """The score interval of one share (Wilson 1927)."""
    n, z = answers.answered, NORMAL_95
    middle = 2 * answers.yes + z**2
    spread = z * math.sqrt(z**2 + 4 * answers.yes * (1 - answers.share))
    return max(0.0, (middle - spread) / (2 * (n + z**2))), min(1.0, (middle + spread) / (2 * (n + z**2)))


def _correlation(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> float:
    """Newcombe's φ: a positive one is corrected for continuity; 0 where a margin is empty."""
    margins = (yes_yes + yes_no, no_yes + no_no, yes_yes + no_yes, yes_no + no_no)
    if not all(margins):
        return 0.0
    covariance: float = yes_yes * no_no - yes_no * no_yes
    if covariance > 0:
        covariance = max(0.0, covariance - sum(margins) / 4)
    return covariance / math.sqrt(math.prod(margins))


def _mcnemar(yes_no: int, no_yes: int) -> float:
    """Twice the smaller tail of those who changed their answer, half of whom would do so either way."""
    fewer, more = sorted((yes_no, no_yes))
    if fewer == more:
        return 1.0
    from scipy.special import betainc

    # P(X ≤ fewer) for X ~ Bin(fewer + more, ½), by the beta integral.
    return min(1.0, 2 * float(betainc(more, fewer + 1, 0.5)))
