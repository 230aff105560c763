"""`evaluate survey`: answers before and after, from anywhere."""

from pathlib import Path
from typing import Final

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.evaluate.sheets import Form, Line, Reading, read_table
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.evaluation.statistics.proportions import (
    Answers,
    ProportionChange,
    paired,
    points,
    unpaired,
)
from seasonal_ops.evaluation.wording.surveys import as_json as survey_json
from seasonal_ops.evaluation.wording.surveys import in_words

_COUNTS: Final = Form(("question", "answered_before", "yes_before", "answered_after", "yes_after"))
_PAIRED: Final = Form(("question", "yes_yes", "yes_no", "no_yes", "no_no"))
_PERCENTAGES: Final = Form(("question", "percent_before", "percent_after"))


@evaluate.command("survey", epilog="Example: seasonal-ops evaluate survey answers.csv")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def survey_command(file: Path, as_json: bool) -> None:
    """Whether more people said yes after than before, for each question of FILE, a .csv or .xlsx.

    \b
    Two groups: question,answered_before,yes_before,answered_after,yes_after
    The same people: question,yes_yes,yes_no,no_yes,no_no (before, then after)
    No numbers known: question,percent_before,percent_after
    """
    reading = read_table(file, _COUNTS, _PAIRED, _PERCENTAGES)
    found = [_question(reading, line) for line in reading.lines]
    reading.sound(as_json=as_json)
    worded = [(question, change, in_words(change)) for question, change in found if change is not None]

    def text() -> None:
        for question, _, wording in worded:
            say(question)
            say(f"    {wording.statement}")
        say(NOT_THE_CAUSE)

    emit(
        [{"question": question, **survey_json(change, wording)} for question, change, wording in worded],
        as_json=as_json,
        text=text,
    )


def _question(reading: Reading, line: Line) -> tuple[str, ProportionChange | None]:
    """The question and what its row shows; None when something in it is wrong, which is noted."""
    question = line.text("question")
    reading.once(line, "question", question)
    try:
        change = _change(reading.form, line)
    except BadValue as error:
        # A cell that is wrong was named already; this is about the row.
        if line.sound:
            line.wrong(str(error))
        return question, None
    return question, change


def _change(form: Form, line: Line) -> ProportionChange:
    if form is _PERCENTAGES:
        return points(line.percentage("percent_before"), line.percentage("percent_after"))
    if form is _PAIRED:
        return paired(**{column: line.count(column) for column in _PAIRED.needed[1:]})
    return unpaired(
        Answers(yes=line.count("yes_before"), answered=line.count("answered_before")),
        Answers(yes=line.count("yes_after"), answered=line.count("answered_after")),
    )
