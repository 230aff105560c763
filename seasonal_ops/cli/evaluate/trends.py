"""`evaluate trend`: counts of several years, from anywhere."""

from pathlib import Path
from typing import Final

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.evaluate.sheets import Form, read_table
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.evaluation.seasons.trending import FEWEST_YEARS
from seasonal_ops.evaluation.statistics.trends import trend
from seasonal_ops.evaluation.wording.trends import as_json as trend_json
from seasonal_ops.evaluation.wording.trends import figures_line, in_words
from seasonal_ops.words import Verdict

_FORM: Final = Form(("year", "count"), ("days", "month"))
_LAST_YEAR: Final = 9999


@evaluate.command("trend", epilog="Example: seasonal-ops evaluate trend fires.csv --step 2011")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--step",
    "steps",
    multiple=True,
    type=click.IntRange(1, _LAST_YEAR),
    metavar="YEAR",
    help="From this year on the level may differ, as was declared beforehand; may be repeated.",
)
@json_option
def trend_command(file: Path, steps: tuple[int, ...], as_json: bool) -> None:
    """Whether counts rose or fell over the years of FILE, a .csv or .xlsx: year,count[,days][,month].

    Days are how long was counted, where that differs. With months each has a level of its own.
    """
    reading = read_table(file, _FORM)
    years, counts, days, months = [], [], [], []
    for line in reading.lines:
        years.append(line.number_between("year", 1, _LAST_YEAR))
        counts.append(line.count("count"))
        days.append(line.exposure("days") if reading.has("days") else 1.0)
        months.append(line.number_between("month", 1, 12) if reading.has("month") else 0)
        dated = (years[-1], f"month {months[-1]}") if reading.has("month") else (years[-1],)
        reading.once(line, "year", *dated)
    reading.sound(as_json=as_json)
    exposures = days if reading.has("days") else None
    found = trend(years, counts, exposures, steps=steps, months=months if reading.has("month") else None)
    wording = in_words(found, years, counts, exposures, steps=steps)

    def text() -> None:
        say(wording.statement)
        if wording.verdict is not Verdict.TOO_FEW and found.years >= FEWEST_YEARS:
            say(figures_line(found))
        say(NOT_THE_CAUSE)

    emit(trend_json(found, wording), as_json=as_json, text=text)
