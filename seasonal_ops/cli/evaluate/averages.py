"""`evaluate averages`: what two rounded averages can stand for."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.evaluation import averages, figures
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.wording.ratios import FEWEST_INCIDENTS, figures_line, in_words
from seasonal_ops.names import joined
from seasonal_ops.words import Verdict

_TENTH: Final = Decimal("0.1")


@evaluate.command("averages", epilog='Example: seasonal-ops evaluate averages 410.4 392.4 --claimed "-4.2%"')
@click.argument("before")
@click.argument("after")
@click.option("--months", type=click.IntRange(1, 1200), default=12, show_default=True)
@click.option("--claimed", metavar="PERCENT", help="A change that somebody states, to be checked.")
@json_option
def averages_command(before: str, after: str, months: int, claimed: str | None, as_json: bool) -> None:
    """What two rounded monthly averages can stand for: totals, change, verdict, and a claim about them."""
    change = averages.percent_change_range(before, after, months)
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
        length = f"{months} month{'s' * (months > 1)}"
        say(f"Totals over {length}: {_span(then)} before, {_span(now)} after.")
        many = then[-1] + now[-1] >= FEWEST_INCIDENTS
        for ratio in averages.ends_of_averages(before, after, months):
            wording = in_words(ratio)
            say(wording.statement)
            if wording.verdict is not Verdict.TOO_FEW:
                say(f"    {figures_line(ratio)}")
        if len(verdicts) > 1:
            say(f"The rounding decides whether it is {joined(verdicts, 'or')}.")
        if claimed is not None:
            allowed = f"they allow {_changes(change)}" if many else "they are too few for a percentage"
            says = (
                f"cannot come from these averages: {allowed}."
                if contradicted
                else "agrees with these averages."
            )
            say(f"{figures.change(averages.stated_change(claimed))} {says}")
        say(Design.BEFORE_AFTER.sentence)

    emit(data, as_json=as_json, text=text)


def _span(totals: range) -> str:
    return f"{totals[0]:,}" if len(totals) == 1 else f"{totals[0]:,} to {totals[-1]:,}"


def _changes(found: averages.ChangeRange) -> str:
    """The range to a tenth, or one number where that is the same."""
    ends = [figures.change(end.quantize(_TENTH, ROUND_HALF_UP)) for end in (found.low, found.high)]
    return " to ".join(dict.fromkeys(ends))
