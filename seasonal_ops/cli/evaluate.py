"""`evaluate PLAN` and `evaluate rate-ratio`: did this year differ from last?"""

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import NEGATIVES
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation import averages
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.seasons import Evaluation, MeasureResult
from seasonal_ops.evaluation.statistics.ratios import RateRatio, rate_ratio
from seasonal_ops.evaluation.wording.ratios import Wording, figures_line, in_words
from seasonal_ops.evaluation.wording.ratios import as_json as ratio_json
from seasonal_ops.views import plain
from seasonal_ops.words import Verdict


class PlanOrTool(click.Group):
    """`evaluate rate-ratio …` is a tool of its own; any other word is a plan's name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The tool that is named, or the comparison of the plan that is."""
        if args and args[0] not in self.commands:
            return "PLAN", of_plan, args
        return super().resolve_command(ctx, args)


@click.group(cls=PlanOrTool, epilog="Example: seasonal-ops evaluate freshers-2026 --against freshers-2025")
def evaluate() -> None:
    """Did this year differ from last? Counts, chance and plain words.

    evaluate PLAN [--against PLAN|YEAR]… compares a season with earlier ones; --against may be repeated,
    and without it the season before is taken.
    """


@click.command("PLAN", epilog="Example: seasonal-ops evaluate freshers-2026 --against 2025")
@click.argument("plan_name", metavar="PLAN")
@click.option("--against", multiple=True, metavar="PLAN|YEAR", help="A baseline; may be repeated.")
@json_option
@click.pass_obj
def of_plan(app: App, plan_name: str, against: tuple[str, ...], as_json: bool) -> None:
    """Compare PLAN with earlier seasons, measure by measure."""
    from seasonal_ops import queries
    from seasonal_ops.evaluation import seasons

    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        found = seasons.evaluate(session, plan, seasons.baselines(session, plan, against))
    emit(_json(found), as_json=as_json, text=lambda: _show(found))


def _json(found: Evaluation) -> dict[str, object]:
    return {
        "plan": found.plan,
        "against": list(found.against),
        "design": found.design.value,
        "measures": [_measure_json(result) for result in found.results],
        "peak": {
            result.measure.slug: {
                "on": result.comparison.peak.on,
                "count": result.comparison.peak.count,
                "share": result.comparison.peak.share,
                "same_night": result.comparison.peak.same_night,
                "same_night_count": result.comparison.peak.same_night_count,
            }
            for result in found.results
            if result.comparison is not None and result.comparison.peak is not None
        },
        "caveats": list(found.caveats),
    }


def _measure_json(result: MeasureResult) -> dict[str, object]:
    one = result.comparison
    ratio = one.ratio if one else None
    return {
        "measure": result.measure.slug,
        "against": result.against,
        "this": plain(result.this),
        "last": plain(result.last),
        "window": [result.measure.window_from, result.measure.window_to],
        "source": result.measure.source or "",
        "completeness": one.completeness_this.share if one else None,
        "completeness_last": one.completeness_last.share if one else None,
        "days": one.days if one else None,
        "ratio": ratio.ratio if ratio else None,
        "low": ratio.low if ratio else None,
        "high": ratio.high if ratio else None,
        "p": ratio.p if ratio else None,
        "phi": ratio.phi if ratio else None,
        "phi_star": ratio.phi_star if ratio else None,
        "verdict": one.verdict.value if one else None,
        "sentence": result.sentence,
    }


def _show(found: Evaluation) -> None:
    say(f"{found.plan} against {', '.join(found.against)}")
    empty = [one for one in found.results if one.comparison is not None and not one.comparison.days]
    for result in (one for one in found.results if one not in empty):
        window = f"{result.measure.window_from} to {result.measure.window_to}"
        source = f", source {result.measure.source}" if result.measure.source else ""
        versus = f", against {result.against}" if len(found.against) > 1 else ""
        say(f"{result.measure.name} ({window}{source}{versus})")
        say(f"    {result.sentence}")
        if result.comparison is not None:
            if result.comparison.ratio is not None and result.comparison.verdict is not Verdict.TOO_FEW:
                say(f"    {figures_line(result.comparison.ratio)}")
            received = result.comparison.completeness_this
            before = result.comparison.completeness_last
            say(
                f"    returns: {received.received} of {received.expected} dates this year,"
                f" {before.received} of {before.expected} in the baseline"
            )
            if result.comparison.peak is not None:
                peak = result.comparison.peak
                say(f"    peak: {peak.on}, {peak.count} ({peak.share:.0%} of all recorded)")
    if empty:
        names = ", ".join(dict.fromkeys(one.measure.slug for one in empty))
        say(f"Nothing to compare yet, since no date has a return in both years: {names}")
    say("What to keep in mind:")
    for caveat in found.caveats:
        say(f"  - {caveat}")


@evaluate.command(
    "rate-ratio", context_settings=NEGATIVES, epilog="Example: seasonal-ops evaluate rate-ratio 44 12 66 12"
)
@click.argument("x1")
@click.argument("t1")
@click.argument("x0")
@click.argument("t0")
@json_option
def rate_ratio_command(x1: str, t1: str, x0: str, t0: str, as_json: bool) -> None:
    """X1 incidents in T1 days against X0 in T0: the exact rate ratio, its interval, and what it says."""
    found = rate_ratio(_count(x1, "X1"), _exposure(t1, "T1"), _count(x0, "X0"), _exposure(t0, "T0"))
    wording = in_words(found)
    emit(ratio_json(found, wording), as_json=as_json, text=lambda: _show_ratio(found, wording))


def _show_ratio(found: RateRatio, wording: Wording) -> None:
    say(wording.statement)
    if wording.verdict is not Verdict.TOO_FEW:
        _show_figures(found)
    say(Design.BEFORE_AFTER.sentence)


def _show_figures(found: RateRatio) -> None:
    say(f"rate ratio {_digits(found.ratio)}, 95% interval {_digits(found.low)}–{_digits(found.high)}")
    star = "" if found.phi_star is None else f", φ* {found.phi_star:.2f}"
    shown = "p < 0.00001" if found.p < 0.00001 else f"p {found.p:.5f}"
    say(f"{shown} (exact, central){star}")


@evaluate.command("averages", epilog='Example: seasonal-ops evaluate averages 410.4 392.4 --claimed "-4.2%"')
@click.argument("before")
@click.argument("after")
@click.option("--months", type=click.IntRange(1, 1200), default=12, show_default=True)
@click.option("--claimed", metavar="PERCENT", help="A change that somebody states, to be checked.")
@json_option
def averages_command(before: str, after: str, months: int, claimed: str | None, as_json: bool) -> None:
    """What two rounded monthly averages can stand for: totals, change, verdict, and a claim about them."""
    change = averages.percent_change_range(before, after)
    then, now = averages.totals_of_average(before, months), averages.totals_of_average(after, months)
    verdicts = sorted(averages.verdicts_of_averages(before, after, months))
    contradicted = None if claimed is None else change.contradicts(claimed)
    data = {
        "totals_before": [then[0], then[-1]],
        "totals_after": [now[0], now[-1]],
        "change_percent": [float(change.low), float(change.high)],
        "verdicts": verdicts,
        "claim_contradicted": contradicted,
    }

    def text() -> None:
        say(f"totals: {_span(then)} before, {_span(now)} after")
        say(f"change: {change.low:+.2f}% to {change.high:+.2f}%")
        say(" or ".join(verdicts) + (", depending on the rounding" if len(verdicts) > 1 else ""))
        if claimed is not None:
            says = "cannot come from" if contradicted else "agrees with"
            say(f"{claimed} {says} these averages")

    emit(data, as_json=as_json, text=text)


def _span(totals: range) -> str:
    return f"{totals[0]}" if len(totals) == 1 else f"{totals[0]} to {totals[-1]}"


def _digits(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.7f}"


def _count(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise BadValue(f"{name} is {text!r}; a count is a whole number in digits, 0 or more")
    return int(text)


def _exposure(text: str, name: str) -> float:
    try:
        return float(text) if text.isascii() and "_" not in text else float("nan")
    except ValueError as error:
        raise BadValue(f"{name} is {text!r}; an exposure is a number of days above 0") from error
