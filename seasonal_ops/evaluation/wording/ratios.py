"""What may be said of a rate ratio: plain words first, figures behind (pure).

The cells are those of the table in evaluation.md: the p value against what is known of the dispersion.
No percentage stands without both counts, and fewer than ten incidents get none.
"""

import math
from dataclasses import dataclass
from typing import Final

from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.statistics.ratios import RateRatio
from seasonal_ops.words import Verdict

FEWEST_INCIDENTS: Final = 10
LARGEST_MODEST_PHI: Final = 2.0
_MANY_TIMES: Final = 10
LIKELY: Final = "likely real"
PROBABLE: Final = "probably real"
SUGGESTIVE: Final = "unclear (suggestive)"
UNCLEAR: Final = "unclear"
TOO_FEW: Final = "too few to tell"

_PROBABLY: Final = "probably not chance; one year's evidence."
CLUSTERING: Final = "suggestive, but a modest clustering of incidents would explain it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A verdict, its plain words ("likely real") and the sentence with the figures."""

    verdict: Verdict
    plain: str
    sentence: str

    @property
    def statement(self) -> str:
        """Both on one line, the plain words first and only once."""
        if self.plain in self.sentence:
            return self.sentence
        return f"{self.plain.capitalize()}. {self.sentence}"


def in_words(ratio: RateRatio, nights: str = "") -> Wording:
    """The verdict and the sentence that a rate ratio allows.

    `nights` follows the counts, where these are not of the whole season: " on the 5 nights both years have".
    """
    counts = f"{_counts(ratio)}{nights}"
    if ratio.total < FEWEST_INCIDENTS:
        return Wording(verdict=Verdict.TOO_FEW, plain=TOO_FEW, sentence=_too_few(ratio, counts, nights))
    verdict, plain = verdict_of(ratio.p, phi_known=ratio.phi is not None, phi_star=ratio.phi_star)
    return Wording(verdict=verdict, plain=plain, sentence=_sentence(ratio, plain, counts))


def verdict_of(p: float, *, phi_known: bool, phi_star: float | None = None) -> tuple[Verdict, str]:
    """The cell of the table: the verdict and its plain words."""
    if p >= 0.05:
        return Verdict.UNCLEAR, UNCLEAR
    if not phi_known and (phi_star is None or phi_star < LARGEST_MODEST_PHI):
        return Verdict.UNCLEAR, SUGGESTIVE
    if phi_known and p < 0.01:
        return Verdict.LIKELY, LIKELY
    return Verdict.PROBABLE, PROBABLE


def figures_line(ratio: RateRatio) -> str:
    """The figures behind the sentence: rate ratio, interval, p and the dispersion."""
    parts = [] if ratio.ratio is None else [f"rate ratio {figures.rate(ratio.ratio)}"]
    if ratio.low is not None:
        parts.append(f"95% CI {_interval(ratio)}")
    parts.append(figures.p_value(ratio.p))
    if ratio.phi is not None:
        degrees = "degree" if ratio.df == 1 else "degrees"
        parts.append(f"φ {ratio.phi:.2f} ({ratio.df} {degrees} of freedom)")
    elif ratio.phi_star is not None:
        parts.append(f"φ* {ratio.phi_star:.2f}")
    return ", ".join(parts)


def as_json(ratio: RateRatio, wording: Wording) -> dict[str, int | float | str | None]:
    """The rate ratio as the contract has it; undefined numbers are None.

    Too few incidents have no `change_percent`, so that nothing downstream can print one.
    """
    return {
        "x1": ratio.x1,
        "t1": ratio.t1,
        "x0": ratio.x0,
        "t0": ratio.t0,
        "ratio": ratio.ratio,
        "low": ratio.low,
        "high": ratio.high,
        "p": ratio.p,
        "phi": ratio.phi,
        "phi_star": ratio.phi_star,
        "change_percent": None if wording.verdict is Verdict.TOO_FEW else ratio.change_percent,
        "verdict": wording.verdict.value,
        "plain": wording.plain,
        "sentence": wording.sentence,
    }


def _sentence(ratio: RateRatio, plain: str, counts: str) -> str:
    if plain == UNCLEAR:
        return _indistinct(ratio, counts)
    if plain == SUGGESTIVE:
        return f"{_recorded(ratio)} ({counts}); {CLUSTERING}"
    return f"{_changed(ratio, counts)}: {'unlikely to be chance.' if plain == LIKELY else _PROBABLY}"


def _same_exposure(ratio: RateRatio) -> bool:
    return ratio.t1 == ratio.t0


def _counts(ratio: RateRatio) -> str:
    """Both counts, the baseline first; with the exposures where they differ."""
    if _same_exposure(ratio):
        return f"{ratio.x0:,} → {ratio.x1:,}"
    return f"{ratio.x0:,} in {figures.exposure(ratio.t0)} → {ratio.x1:,} in {figures.exposure(ratio.t1)}"


def _interval(ratio: RateRatio) -> str:
    if ratio.low is None:
        return ""
    low = figures.rate(ratio.low)
    return f"{low} upwards" if ratio.high is None else f"{low}–{figures.rate(ratio.high)}"


def _changed(ratio: RateRatio, counts: str) -> str:
    """A change that is probably real, in the past tense."""
    if ratio.ratio is None:
        return f"Rose from none ({counts})"
    verb = "fell" if ratio.ratio < 1 else "rose"
    subject = verb.capitalize() if _same_exposure(ratio) else f"The rate {verb}"
    by = f"to {_times(ratio.ratio)}" if ratio.ratio >= _MANY_TIMES else f"by {_size(ratio.ratio)}"
    interval = f"rate ratio {figures.rate(ratio.ratio)}, 95% CI {_interval(ratio)}"
    return f"{subject} {by} ({counts}; {interval})"


def _size(rate: float) -> str:
    return figures.percent(100 * (rate - 1))


def _times(rate: float) -> str:
    """A rise that nobody pictures as a percentage: "20 times"."""
    return f"over {figures.BEYOND:,} times" if rate > figures.BEYOND else f"{rate:,.0f} times"


def _recorded(ratio: RateRatio) -> str:
    """What was recorded, without saying that anything changed."""
    if ratio.ratio is None:
        return f"Recorded {ratio.x1} after none"
    if math.isclose(ratio.ratio, 1, rel_tol=1e-12):
        return "Recorded the same in both" if _same_exposure(ratio) else "Recorded at the same rate in both"
    if ratio.ratio >= _MANY_TIMES:
        many = "as many" if _same_exposure(ratio) else "the rate"
        return f"Recorded {_times(ratio.ratio)} {many}"
    change = _size(ratio.ratio)
    if _same_exposure(ratio):
        return f"Recorded {change} {'fewer' if ratio.ratio < 1 else 'more'}"
    return f"Recorded at a rate {change} {'lower' if ratio.ratio < 1 else 'higher'}"


def _indistinct(ratio: RateRatio, counts: str) -> str:
    sentence = f"{_recorded(ratio)} ({counts}); not distinguishable from chance"
    if ratio.ratio is None or ratio.low is None:
        return f"{sentence}."
    low = figures.signed_percent(100 * (ratio.low - 1))
    high = "no upper limit" if ratio.high is None else figures.signed_percent(100 * (ratio.high - 1))
    return f"{sentence} (plausible range {low} to {high})."


def _too_few(ratio: RateRatio, counts: str, nights: str) -> str:
    if not ratio.total:
        return f"None recorded in either year{nights}."
    return f"Recorded {counts}: too few to tell."
