"""What may be said of the answers to a question before and after: plain words first (pure).

Two groups of respondents are at most "probably real": who answered may have changed, and the interval has
no p value. The same respondents have one, and both it and the interval must leave no change out.
"""

from typing import Final

from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.statistics.proportions import Answers, ProportionChange
from seasonal_ops.evaluation.wording.ratios import (
    FEWEST_INCIDENTS,
    LIKELY,
    PROBABLE,
    TOO_FEW,
    UNCLEAR,
    Wording,
)
from seasonal_ops.words import Verdict

UNTESTED: Final = "cannot be tested"


def in_words(found: ProportionChange) -> Wording:
    """The verdict and the sentence; fewer than ten answers before or after get no percentage."""
    if found.answers is None:
        shares = f"{found.before:g}% → {found.after:g}%"
        points = f"{_points(found.change)} percentage points"
        sentence = f"{points} ({shares}; nobody said of how many answers); {UNTESTED}."
        return Wording(verdict=Verdict.UNCLEAR, plain=UNCLEAR, sentence=sentence)
    if min(answers.answered for answers in found.answers) < FEWEST_INCIDENTS:
        before, after = (f"{one.yes} of {one.answered}" for one in found.answers)
        sentence = f"Recorded {before} → {after}: too few to tell."
        return Wording(verdict=Verdict.TOO_FEW, plain=TOO_FEW, sentence=sentence)
    verdict, plain = _verdict(found)
    return Wording(verdict=verdict, plain=plain, sentence=_sentence(found, found.answers, plain))


def as_json(found: ProportionChange, wording: Wording) -> dict[str, int | float | bool | str | None]:
    """The change as a script reads it, in percent and percentage points; undefined numbers are None.

    Too few answers have no percentages, so that nothing downstream can print one.
    """
    few = wording.verdict is Verdict.TOO_FEW
    before, after = found.answers or (None, None)
    return {
        "answered_before": before.answered if before else None,
        "yes_before": before.yes if before else None,
        "answered_after": after.answered if after else None,
        "yes_after": after.yes if after else None,
        "percent_before": None if few else found.before,
        "percent_after": None if few else found.after,
        "change": None if few else found.change,
        "low": None if few else found.low,
        "high": None if few else found.high,
        "p": found.p,
        "paired": found.paired,
        "verdict": wording.verdict.value,
        "plain": wording.plain,
        "sentence": wording.sentence,
    }


def _verdict(found: ProportionChange) -> tuple[Verdict, str]:
    outside = found.low is not None and found.high is not None and not found.low <= 0 <= found.high
    if not outside or (found.p is not None and found.p >= 0.05):
        return Verdict.UNCLEAR, UNCLEAR
    if found.p is not None and found.p < 0.01:
        return Verdict.LIKELY, LIKELY
    return Verdict.PROBABLE, PROBABLE


def _sentence(found: ProportionChange, answers: tuple[Answers, Answers], plain: str) -> str:
    counts = " → ".join(f"{one.yes} of {one.answered}, {figures.percent(100 * one.share)}" for one in answers)
    interval = f"95% CI {_points(found.low or 0.0)} to {_points(found.high or 0.0)}"
    test = "" if found.p is None else f", McNemar {figures.p_value(found.p)}"
    who = "the same respondents" if found.paired else "other respondents before than after"
    behind = f"({counts}; {interval}{test}; {who})"
    if plain == UNCLEAR:
        return (
            f"Recorded {_points(found.change)} percentage points {behind}; not distinguishable from chance."
        )
    verb = "Rose" if found.change > 0 else "Fell"
    chance = "unlikely to be chance" if plain == LIKELY else "probably not chance"
    return f"{verb} by {_size(found.change)} percentage points {behind}: {chance}."


def _points(value: float) -> str:
    """`+31`, `−1.5`: a whole number, or a decimal where the size is below ten."""
    return figures.signed(value, 0 if abs(value) >= 9.95 or value == int(value) else 1)


def _size(value: float) -> str:
    return _points(abs(value)).removeprefix("+")
