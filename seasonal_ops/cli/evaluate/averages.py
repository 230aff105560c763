"""`evaluate averages`: what two rounded averages can stand for."""

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.evaluation import averages


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
