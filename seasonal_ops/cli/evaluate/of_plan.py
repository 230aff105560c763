"""`evaluate PLAN`: a season against earlier ones."""

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.evaluation.seasons import Evaluation, MeasureResult
from seasonal_ops.evaluation.wording.ratios import figures_line
from seasonal_ops.views import plain
from seasonal_ops.words import Verdict


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
