"""An evaluation as JSON (docs/contract.md): a row a measure and earlier season, one where there is none."""

from collections.abc import Iterator
from typing import Any, Final

from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult, SeasonCounts
from seasonal_ops.views import as_json, plain


def evaluation_json(found: Evaluation, *, nights: bool) -> dict[str, Any]:
    """The evaluation; with `nights` every date of every measure."""
    return {
        "plan": found.plan,
        "against": list(found.against),
        "audience": found.readers.value,
        "design": found.design.value,
        "measures": [row for result in found.measures for row in _rows(result, nights=nights)],
        "peak": {
            result.measure.slug: plain(result.peak) for result in found.measures if result.peak is not None
        },
        "outputs": plain(found.outputs),
        "targets": plain(found.targets),
        "claims": plain(found.claims),
        "duplicates": [list(group) for group in found.duplicates],
        "caveats": list(found.caveats),
    }


def _rows(result: MeasureResult, *, nights: bool) -> Iterator[dict[str, Any]]:
    """One a baseline; what is of the measure alone stands in each."""
    of_measure = {
        "measure": result.measure.slug,
        "window": [result.measure.window_from.isoformat(), result.measure.window_to.isoformat()],
        "source": result.measure.source or "",
        "total": plain(result.this.total),
        "few": result.this.few,
        "withheld": result.this.withheld,
        "why": result.this.why,
        "hidden": result.hidden.value,
        "earlier": {one.season.plan or str(one.season.year): plain(one.last) for one in result.against},
        "history": [_season(season) for season in result.history],
        "trend": None
        if result.trend is None
        else {**as_json(result.trend), "sentence": result.trend_sentence},
        "quality": plain(result.this.quality),
    }
    if nights:
        of_measure["nights"] = plain(result.this.nights)
    for one in result.against:
        yield {**of_measure, **_against(one)}
    if not result.against:
        yield {**of_measure, **_ALONE, "this": plain(result.this.total)}


def _season(season: SeasonCounts) -> dict[str, Any]:
    return {
        "year": season.year,
        "plan": season.plan,
        "total": plain(season.total),
        "few": season.few,
        "withheld": season.withheld,
        "why": season.why,
        "completeness": season.quality.completeness.share,
    }


def _against(one: Against) -> dict[str, Any]:
    comparison = one.comparison
    ratio = comparison.ratio if comparison else None
    return {
        "against": one.season.plan or str(one.season.year),
        "this": plain(one.this),
        "last": plain(one.last),
        "completeness": comparison.completeness_this.share if comparison else None,
        "completeness_last": comparison.completeness_last.share if comparison else None,
        "days": comparison.days if comparison else None,
        "ratio": ratio.ratio if ratio else None,
        "low": ratio.low if ratio else None,
        "high": ratio.high if ratio else None,
        "p": ratio.p if ratio else None,
        "phi": ratio.phi if ratio else None,
        "phi_star": ratio.phi_star if ratio else None,
        "verdict": comparison.verdict.value if comparison else None,
        "design": comparison.design.value if comparison else None,
        "sentence": one.sentence,
        "difference": None
        if one.difference is None
        else {**as_json(one.difference), "sentence": one.difference_sentence},
        "survey": None if one.survey is None else as_json(one.survey),
    }


# What a row of a measure without an earlier season says of one.
_ALONE: Final = dict.fromkeys(
    (
        *("against", "this", "last", "completeness", "completeness_last", "days", "ratio", "low", "high"),
        *("p", "phi", "phi_star", "verdict", "design", "sentence", "difference", "survey"),
    )
)
