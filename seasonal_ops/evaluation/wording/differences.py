"""What may be said of an area beside a comparison area: plain words first, figures behind (pure).

The verdict is that of the ratio of the two changes (IRR). Where the difference of counts (WDD) does not
bear it out, which in a much larger comparison area it hardly can, "likely" becomes "probable"; where it
says the opposite, nothing is clear; both are said. Fewer than ten incidents in either area get no percentage.
"""

from typing import Final

from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.statistics.differences import BeforeAfter, Difference
from seasonal_ops.evaluation.wording.ratios import (
    CLUSTERING,
    FEWEST_INCIDENTS,
    LIKELY,
    PROBABLE,
    SUGGESTIVE,
    TOO_FEW,
    UNCLEAR,
    Wording,
    verdict_of,
)
from seasonal_ops.words import Verdict

SHOWS: Final = (
    "This shows a change beside the comparison area, not its cause: something else may have changed in only"
    " one of the two."
)


def in_words(found: Difference) -> Wording:
    """The verdict and the sentence, which ends with what a comparison area shows and what it does not."""
    if min(sum(found.event), sum(found.comparison)) < FEWEST_INCIDENTS:
        sentence = f"Recorded {_counts(found)}: too few to tell."
        return Wording(verdict=Verdict.TOO_FEW, plain=TOO_FEW, sentence=sentence)
    verdict, plain = _verdict(found)
    return Wording(verdict=verdict, plain=plain, sentence=f"{_change(found, plain)} {SHOWS}")


def figures_line(found: Difference) -> str:
    """The figures behind the sentence: both measures with their intervals, the dispersion, the quotient."""
    parts = [
        f"IRR {figures.rate(found.irr)}, 95% CI {figures.rate(found.irr_low)}–{figures.rate(found.irr_high)}",
        figures.p_value(found.p),
        f"WDD {_wdd(found)}, standard error {found.wdd_se:.1f}",
    ]
    if found.phi_star is None:
        parts.append(f"φ {found.phi:.2f}")
    else:
        parts.append(f"φ* {found.phi_star:.2f}")
    if found.wdq is not None:
        parts.append(f"WDQ {figures.signed(found.wdq)} (descriptive, without an interval)")
    if found.added:
        parts.append("0.5 added to all four counts of the ratio, one being 0")
    return ", ".join(parts)


def as_json(found: Difference, wording: Wording) -> dict[str, int | float | bool | str | None]:
    """The difference as the contract has it; undefined numbers are None."""
    return {
        "irr": found.irr,
        "irr_low": found.irr_low,
        "irr_high": found.irr_high,
        "p": found.p,
        "phi": found.phi if found.phi_star is None else None,
        "phi_star": found.phi_star,
        "added": found.added,
        "wdd": found.wdd,
        "wdd_se": found.wdd_se,
        "wdd_low": found.wdd_low,
        "wdd_high": found.wdd_high,
        "buffered": found.buffered,
        "wdq": found.wdq,
        "verdict": wording.verdict.value,
        "plain": wording.plain,
        "sentence": wording.sentence,
    }


def _counts(found: Difference) -> str:
    return f"{_arrow(found.event)} in the event area, {_arrow(found.comparison)} in the comparison area"


def _arrow(area: BeforeAfter) -> str:
    return f"{area.before:,} → {area.after:,}"


def _wdd(found: Difference) -> str:
    low, high = figures.signed(found.wdd_low, 0), figures.signed(found.wdd_high, 0)
    return f"{figures.signed(found.wdd, 0)}, 95% CI {low} to {high}"


def _verdict(found: Difference) -> tuple[Verdict, str]:
    verdict, plain = verdict_of(found.p, phi_known=found.phi_star is None, phi_star=found.phi_star)
    if found.p < 0.05 and _wdd_side(found) == -_irr_side(found):
        return Verdict.UNCLEAR, UNCLEAR
    if verdict is Verdict.LIKELY and not _wdd_side(found):
        return Verdict.PROBABLE, PROBABLE
    return verdict, plain


def _irr_side(found: Difference) -> int:
    return (found.irr > 1) - (found.irr < 1)


def _wdd_side(found: Difference) -> int:
    """−1 or 1 where the difference of counts is told apart from 0, else 0."""
    return (found.wdd_low > 0) - (found.wdd_high < 0)


def _change(found: Difference, plain: str) -> str:
    areas = "areas with their buffers" if found.buffered else "areas"
    counts = f"{_counts(found)}; difference between the {areas} {_wdd(found)}"
    if plain == UNCLEAR:
        return f"{_recorded(found)} ({counts}); {_indistinct(found)}."
    if plain == SUGGESTIVE:
        return f"{_recorded(found)} ({counts}); {CLUSTERING}"
    verb = "Fell" if found.irr < 1 else "Rose"
    interval = f"{figures.rate(found.irr_low)}–{figures.rate(found.irr_high)}"
    ratio = f"ratio of the two changes {figures.rate(found.irr)}, 95% CI {interval}"
    chance = "unlikely to be chance" if plain == LIKELY else "probably not chance"
    alone = "" if _wdd_side(found) else ", though the difference in numbers alone would not show it"
    return f"{verb} by {_size(found)} beside the comparison area ({counts}; {ratio}): {chance}{alone}."


def _recorded(found: Difference) -> str:
    if found.irr == 1:
        return "Recorded the same change in both areas"
    return f"Recorded {_size(found)} {'fewer' if found.irr < 1 else 'more'} beside the comparison area"


def _size(found: Difference) -> str:
    return figures.percent(100 * (found.irr - 1))


def _indistinct(found: Difference) -> str:
    if found.p < 0.05:
        return f"the ratio ({figures.p_value(found.p)}) and the difference point opposite ways"
    low = figures.signed_percent(100 * (found.irr_low - 1))
    high = figures.signed_percent(100 * (found.irr_high - 1))
    sentence = f"not distinguishable from chance (plausible range {low} to {high})"
    plainly = "; the difference in numbers alone would count as more than chance"
    return f"{sentence}{plainly}" if _wdd_side(found) else sentence
