"""What may be said of a trend over years: plain words first, figures behind (pure).

Of the two tests the weaker speaks: a trend counts as real only where the regression and Kendall's ranks
both say so, and where they differ that is said. Below five years nothing is said of chance.
"""

from collections.abc import Sequence
from typing import Final

from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.statistics.trends import FEWEST_YEARS, Trend
from seasonal_ops.evaluation.wording.ratios import (
    FEWEST_INCIDENTS,
    LIKELY,
    TOO_FEW,
    UNCLEAR,
    Wording,
    verdict_of,
)
from seasonal_ops.names import joined
from seasonal_ops.words import Verdict

BANDS: Final = "our convention: |τ| < 0.3 weak, 0.3–0.5 moderate, ≥ 0.5 strong"
_FIRST_CALENDAR_YEAR: Final = 1000


def in_words(
    found: Trend,
    years: Sequence[int],
    counts: Sequence[int],
    exposures: Sequence[float] | None = None,
    *,
    steps: Sequence[int] = (),
) -> Wording:
    """The verdict and the sentence; the other arguments are what `trend` was asked with.

    Counts of several months of a year are shown as its sum.
    """
    sums = _sums(years, counts, exposures)
    if sum(counts) < FEWEST_INCIDENTS:
        return Wording(verdict=Verdict.TOO_FEW, plain=TOO_FEW, sentence=_too_few(found, sums))
    if found.years < FEWEST_YEARS:
        sentence = f"{found.years} years: no statement of chance ({_listed(sums)})."
        return Wording(verdict=Verdict.UNCLEAR, plain=UNCLEAR, sentence=sentence)
    over = f"over {found.years} years{_apart(steps)}"
    ends = f"{sums[0]} → {sums[-1]}"
    if found.p is None or found.annual_change is None:
        return Wording(verdict=Verdict.UNCLEAR, plain=UNCLEAR, sentence=_unfitted(found, over, ends))
    weaker = found.p if found.tau_p is None else max(found.p, found.tau_p)
    verdict, plain = verdict_of(weaker, phi_known=True)
    return Wording(verdict=verdict, plain=plain, sentence=_sentence(found, plain, over, ends))


def strength(tau: float) -> str:
    """The band of |τ|, by our convention."""
    size = abs(tau)
    return "weak" if size < 0.3 else "moderate" if size < 0.5 else "strong"


def figures_line(found: Trend) -> str:
    """The figures behind the sentence: change a year, interval, p, dispersion, Kendall's test."""
    parts = []
    if found.annual_change is not None:
        parts.append(f"factor a year {figures.rate(1 + found.annual_change)}")
    if found.p is not None:
        parts += [f"95% CI {_interval(found)}", figures.p_value(found.p)]
    if found.phi is not None:
        parts.append(f"φ {found.phi:.2f}")
    if found.tau is not None:
        parts.append(f"Kendall's τ {figures.signed(found.tau)}")
    if found.tau is not None and found.tau_p is not None:
        parts += [f"exact {figures.p_value(found.tau_p)}", f"{strength(found.tau)} ({BANDS})"]
    return ", ".join(parts)


def as_json(found: Trend, wording: Wording) -> dict[str, int | float | str | None]:
    """The trend as the contract has it; undefined numbers are None.

    Too few incidents have no `annual_change`, so that nothing downstream can print one.
    """
    few = wording.verdict is Verdict.TOO_FEW
    return {
        "years": found.years,
        "annual_change": None if few else found.annual_change,
        "low": found.low,
        "high": found.high,
        "p": found.p,
        "phi": found.phi,
        "beta": found.beta,
        "alpha": found.alpha,
        "tau": found.tau,
        "tau_p": found.tau_p,
        "strength": None if found.tau is None or found.tau_p is None else strength(found.tau),
        "verdict": wording.verdict.value,
        "plain": wording.plain,
        "sentence": wording.sentence,
    }


def _sums(years: Sequence[int], counts: Sequence[int], exposures: Sequence[float] | None) -> list[str]:
    """`12 in 2014` a year, in order; with the days, or else the months, where they differ."""
    total: dict[int, int] = {}
    days: dict[int, float] = {}
    for year, count, exposure in zip(years, counts, exposures or [1.0] * len(years), strict=True):
        total[year] = total.get(year, 0) + count
        days[year] = days.get(year, 0.0) + exposure
    if len(set(days.values())) == 1:
        return [f"{total[year]} in {_year(year)}" for year in sorted(total)]
    unit = "month" if exposures is None else "day"
    return [f"{total[year]} in {_long(days[year], unit)} of {_year(year)}" for year in sorted(total)]


def _long(exposure: float, unit: str) -> str:
    return f"{figures.exposure(exposure)} {unit}{'' if exposure == 1 else 's'}"


def _year(year: int) -> str:
    """Numbered years are told apart from counts."""
    return str(year) if year >= _FIRST_CALENDAR_YEAR else f"year {year}"


def _apart(steps: Sequence[int]) -> str:
    if not steps:
        return ""
    named = joined([str(step) for step in sorted(set(steps))])
    return f", apart from the step{'s' * (len(set(steps)) > 1)} declared at {named}"


def _listed(sums: list[str]) -> str:
    return ", ".join(sums)


def _too_few(found: Trend, sums: list[str]) -> str:
    if found.beta is None and found.tau is None:
        return f"None recorded in {found.years} years."
    return f"Recorded {_listed(sums)}: too few to tell."


def _unfitted(found: Trend, over: str, ends: str) -> str:
    if found.annual_change is None:
        return f"No yearly change can be worked out {over} ({ends}): one end has all there is, or nearly."
    return f"No statement of chance {over} ({ends}): as many terms as counts."


def _sentence(found: Trend, plain: str, over: str, ends: str) -> str:
    if plain == UNCLEAR:
        low, high = _limit(found.low), _limit(found.high)
        said = f"Recorded {_movement(found)} {over} ({ends}); not distinguishable from chance"
        return f"{said} (plausible range {low} to {high} a year){_disagreement(found)}."
    change = found.annual_change or 0.0
    verb = "Rose" if change > 0 else "Fell"
    factor = f"factor a year {figures.rate(1 + change)}, 95% CI {_interval(found)}"
    chance = "unlikely to be chance" if plain == LIKELY else "probably not chance"
    return f"{verb} by {figures.percent(100 * change)} a year {over} ({ends}; {factor}): {chance}."


def _movement(found: Trend) -> str:
    change = found.annual_change or 0.0
    if not change:
        return "no yearly change"
    return f"a {'rise' if change > 0 else 'fall'} of {figures.percent(100 * change)} a year"


def _limit(factor: float | None) -> str:
    return "no upper limit" if factor is None else figures.signed_percent(100 * (factor - 1))


def _interval(found: Trend) -> str:
    low = figures.rate(found.low or 0.0)
    return f"{low} upwards" if found.high is None else f"{low}–{figures.rate(found.high)}"


def _disagreement(found: Trend) -> str:
    """Which of the two tests would call it more than chance, where only one does."""
    if found.p is None or found.tau_p is None or (found.p < 0.05) == (found.tau_p < 0.05):
        return ""
    ranks, line = figures.p_value(found.tau_p), figures.p_value(found.p)
    return f"; the two tests disagree (regression {line}, Kendall's ranks {ranks})"
