"""`lpg`: the month over all plans, on one page for the board, or as a document."""

import textwrap
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import format_of, format_option, output_option, write_paper
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import MONTH
from seasonal_ops.errors import BadValue
from seasonal_ops.nights import local_today
from seasonal_ops.paper.formats import Format
from seasonal_ops.reminders.letters.month_page import month_in_words, month_page
from seasonal_ops.views import MonthView

_WIDTH: Final = 80


@click.command(epilog="Example: seasonal-ops lpg --month 2026-10 --format docx -o october.docx")
@click.option("--month", type=MONTH, help="Default: the last whole month.")
@format_option
@output_option
@json_option
@click.pass_obj
def lpg(app: App, month: date | None, kind: Format | None, output: Path | None, as_json: bool) -> None:
    """The month over all plans: promised, delivered, cancelled by agency, to be decided."""
    kind = format_of(kind, output)
    if kind is not None and as_json:
        raise BadValue("--json is for programs and --format for people; give one of them")
    now, zone = app.clock(), app.settings.time_zone
    last = local_today(now, zone).replace(day=1) - timedelta(days=1)
    with app.database.read() as session:
        view = queries.month(session, month=month or last, now=now, time_zone=zone)
    if kind is None:
        emit(view, as_json=as_json, text=lambda: _show(view))
        return
    from seasonal_ops.reports.month import month_paper

    write_paper(month_paper(view, on=app.today()), kind, output)


def _show(view: MonthView) -> None:
    say(f"All plans ▸ {month_in_words(view)}")
    for paragraph in month_page(view):
        say()
        for line in paragraph.splitlines():
            say(_wrapped(line))


def _wrapped(line: str) -> str:
    """Lines of a list go on further in than they begin."""
    further = "      " if line.startswith(" ") else ""
    return textwrap.fill(line, _WIDTH, subsequent_indent=further, break_on_hyphens=False)
