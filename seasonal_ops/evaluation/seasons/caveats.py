"""What a reader has to keep in mind of a measure, a sentence each, and the same said once for many (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.comparing.windows import Window, season_of
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.records.history import Definition
from seasonal_ops.evaluation.records.quality import complete
from seasonal_ops.evaluation.records.recorded import Recorded
from seasonal_ops.evaluation.shapes import Against, MeasureResult, SeasonCounts
from seasonal_ops.names import joined
from seasonal_ops.views import MarkView, MeasureView
from seasonal_ops.words import MarkKind, MeasureKind


def of_comparison(one: Against, window: Window, holidays: Iterable[str]) -> Iterator[str]:
    """What is to be said of one comparison; the design is said once for all."""
    comparison = one.comparison
    if comparison is None or not comparison.days:
        return
    own, *others = comparison.caveats[:-1] or ("",)
    yield from filter(None, (own, *holidays, *others))
    if not comparison.of_totals and one.season.window.length != window.length:
        then, now = season_of(one.season.window.days()), season_of(window.days())
        yield (
            f"The windows differ, {_nights(one.season.window.length)} in {then} and {_nights(window.length)}"
            f" in {now}: the dates that both hold are compared."
        )
    if comparison.design is Design.COMPARISON_AREA:
        yield Design.COMPARISON_AREA.sentence


def of_definitions(measure: MeasureView, then: Definition | None) -> Iterator[str]:
    """What the earlier plan says otherwise of the same measure; units and kinds are said where they bite."""
    if then is None:
        return
    if then.boundary != f"{measure.night_from:%H:%M}":
        yield f"A night began at {then.boundary} in {then.year} and begins at {measure.night_from:%H:%M} now."
    if " ".join(then.definition.split()) != " ".join(measure.definition.split()):
        yield f"Defined otherwise in {then.year}."
    if then.source != measure.source:
        sources = [source or "nobody named" for source in (then.source, measure.source)]
        yield f"Taken from {sources[0]} in {then.year}, and from {sources[1]} now."


def of_season(season: SeasonCounts, found: Recorded, *, today: date) -> Iterator[str]:
    """How the counts of one season stand."""
    year, quality = season_of(season.window.days()), season.quality
    if season.window.first <= today < season.window.last:
        yield f"The season of {year} runs to {plain(season.window.last)} and is not over."
    if quality.late:
        yield f"{year}: {_returns(quality.late)} came late."
    if quality.provisional and quality.final:
        yield f"{year}: provisional figures ({quality.provisional}) stand among final ones ({quality.final})."
    elif quality.provisional:
        yield f"{year}: all figures are provisional."
    if quality.revised:
        yield f"{year}: {_figures(quality.revised)} corrected after first being recorded."
    if quality.inexact:
        yield f"{year}: {_inexact(quality.inexact)}"
    yield from _of_totals(season, found, year)


def _of_totals(season: SeasonCounts, found: Recorded, year: str) -> Iterator[str]:
    window = season.window
    whole = found.totals.get((window.first, window.last))
    if season.of_period and any(night.value is not None for night in season.nights):
        missing = sum(night.value is None for night in season.nights)
        are = "is" if missing == 1 else "are"
        yield f"{year}: {_nights(missing)} {are} missing, so that the one figure for the whole window stands."
    elif whole is not None and complete(found, window) and whole != season.total:
        yield (
            f"{year}: the nights add up to {season.total:,f}, one figure for them all says {whole:,f};"
            " the nights stand."
        )
    if spans := found.other_spans(window):
        named = joined([f"{plain(first)} to {plain(last)}" for first, last in spans])
        yield f"{year}: figures for other dates than the window are left out ({named})."
    if twice := sorted(found.twice.intersection(window.days())):
        named = joined([plain(day) for day in twice])
        yield f"{year}: two plans have different values for {named}; the one whose season it is stands."


def of_marks(marks: Sequence[MarkView], this: Window, earliest: date) -> Iterator[str]:
    """Changes of recording between the first date that is looked at and the last."""
    for mark in marks:
        if mark.kind is MarkKind.BREAK and earliest < mark.on <= this.last:
            yield f"Recorded differently since {plain(mark.on)}: {mark.reason}"


def earlier_range(result: MeasureResult) -> str:
    """The range of several earlier seasons beside this one, over the dates that are compared; or ""."""
    totals = [one.last for one in result.against if one.last is not None]
    if len(totals) < 2 or result.measure.kind is not MeasureKind.COUNT:
        return ""
    low, high = min(totals), max(totals)
    return f"Earlier years: {low:,f}" + ("" if low == high else f" to {high:,f}") + "."


def _nights(count: int) -> str:
    return f"{count} night" + ("" if count == 1 else "s")


def _returns(count: int) -> str:
    return f"{count} return" + ("" if count == 1 else "s")


def _figures(count: int) -> str:
    return f"{count} figure was" if count == 1 else f"{count} figures were"


def _inexact(count: int) -> str:
    if count == 1:
        return "1 figure is not exact by what is said of it, and counts as it stands."
    return f"{count} figures are not exact by what is said of them, and count as they stand."
