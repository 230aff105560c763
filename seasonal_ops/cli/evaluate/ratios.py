"""`evaluate rate-ratio`: two totals, from anywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.evaluate.sheets import Form, count_of, exposure_of, read_table
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import NEGATIVES
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.statistics.ratios import RateRatio, rate_ratio
from seasonal_ops.evaluation.wording.ratios import Wording, figures_line, in_words
from seasonal_ops.evaluation.wording.ratios import as_json as ratio_json
from seasonal_ops.words import Verdict

Parsed = TypeVar("Parsed")

_FORM: Final = Form(("label", "x1", "t1", "x0", "t0"))


@evaluate.command(
    "rate-ratio", context_settings=NEGATIVES, epilog="Example: seasonal-ops evaluate rate-ratio 44 12 66 12"
)
@click.argument("given", nargs=-1, metavar="X1 T1 X0 T0 | FILE")
@json_option
def rate_ratio_command(given: tuple[str, ...], as_json: bool) -> None:
    """X1 incidents in T1 days against X0 in T0: the exact rate ratio, its interval, and what it says.

    A FILE, a .csv or .xlsx, has a row for each: label,x1,t1,x0,t0.
    """
    if len(given) == 1:
        _of_file(Path(given[0]), as_json=as_json)
        return
    if len(given) != 4:
        raise click.UsageError("give four numbers, X1 T1 X0 T0, or one FILE", click.get_current_context())
    x1, t1, x0, t0 = given
    found = rate_ratio(
        _named(count_of, x1, "X1"),
        _named(exposure_of, t1, "T1"),
        _named(count_of, x0, "X0"),
        _named(exposure_of, t0, "T0"),
    )
    wording = in_words(found)
    emit(ratio_json(found, wording), as_json=as_json, text=lambda: _show_ratio(found, wording))


def _of_file(file: Path, *, as_json: bool) -> None:
    reading = read_table(file, _FORM)
    found = []
    for line in reading.lines:
        label = line.text("label")
        ratio = rate_ratio(line.count("x1"), line.exposure("t1"), line.count("x0"), line.exposure("t0"))
        reading.once(line, "label", label)
        found.append((label, ratio, in_words(ratio)))
    reading.sound(as_json=as_json)

    def text() -> None:
        for label, ratio, wording in found:
            say(label)
            say(f"    {wording.statement}")
            if wording.verdict is not Verdict.TOO_FEW:
                say(f"    {figures_line(ratio)}")
        say(Design.BEFORE_AFTER.sentence)

    rows = [{"label": label, **ratio_json(ratio, wording)} for label, ratio, wording in found]
    emit(rows, as_json=as_json, text=text)


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


def _digits(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.7f}"


def _named(parse: Callable[[str], Parsed], text: str, name: str) -> Parsed:
    try:
        return parse(text)
    except BadValue as error:
        raise BadValue(f"{name}: {error}") from error
