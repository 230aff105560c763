"""`count import`: the sheet that comes back from an analyst."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
from sqlmodel import Session

from seasonal_ops import queries, transfer
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.count.group import count
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.previews import dry_run_option
from seasonal_ops.cli.types import DATE, words
from seasonal_ops.errors import BadValue
from seasonal_ops.nights import local_today
from seasonal_ops.transfer import BadSheet, Outcome, Problem
from seasonal_ops.transfer.counts import Entry, Imported, Options, apply, preview
from seasonal_ops.words import ActorKind, CountStatus

# More new values than these are said a line a measure; --json has each.
_MOST_LINES: Final = 40


@count.command("import", epilog="Example: seasonal-ops count import bright-sparx-2026 police.xlsx --dry-run")
@click.argument("plan_name", metavar="PLAN")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--baseline", is_flag=True, help="Of earlier seasons or from before the window: kept for comparisons."
)
@click.option("--correct", is_flag=True, help="Replace what is recorded; the old values are kept.")
@click.option(
    "--status", type=words(CountStatus), help="Of all rows that do not say it; default: provisional."
)
@click.option(
    "--as-at", type=DATE, help="When the figures stood so, where a row does not say it; default: today."
)
@click.option("--source", default="", help="Where the figures come from, where a row does not say it.")
@click.option("--reason", default="", help="Why the values that have a warning are right.")
@click.option(
    "--day-first/--month-first", default=None, help="How 03/04 is meant; else the sheet must show it."
)
@dry_run_option
@json_option
@click.pass_obj
def import_(app: App, /, *, plan_name: str, file: Path, dry_run: bool, as_json: bool, **said: Any) -> None:
    """Take the counts of a spreadsheet FILE into PLAN: all of them, or none. Safe to repeat.

    Wide (a row a date, a column a measure) or long (a row a value), as `count template` writes them. A blank
    cell is missing and erases nothing; 0 or nil is a real zero. Counts only: rows of persons are refused.
    """
    table = transfer.read(file)
    status: str | None = said.pop("status")
    options = Options(status=None if status is None else CountStatus(status), **said)
    with app.changing(dry_run=dry_run) as session:
        plan = queries.find_plan(session, plan_name)
        today: date = local_today(app.clock(), plan.time_zone)
        asked: dict[str, Any] = {"plan": plan, "table": table, "today": today, "options": options}
        looked = preview(session, **asked) if dry_run else _import(app, session, asked)
    _show(looked, as_json=as_json, stored=not dry_run)
    if looked.problems:
        many = len(looked.problems)
        raise BadValue(
            f"{many} problem{'s' * (many > 1)} in {file.name}; correct the sheet, then import it again"
        )
    if looked.unexplained and not dry_run:
        raise BadValue(_asking(looked.unexplained))


def _import(app: App, session: Session, asked: dict[str, Any]) -> Imported:
    """What was recorded; of a sheet that is refused everything that there is to say about it."""
    try:
        return apply(session, **asked, actor=app.actor(ActorKind.CLI), now=app.clock())
    except BadSheet:
        return preview(session, **asked)


def _asking(unexplained: Sequence[Problem]) -> str:
    many = len(unexplained)
    subject = "1 warning needs a reason" if many == 1 else f"{many} warnings need a reason"
    return f'{subject}: say why in a column "reason", or for all with --reason "…"; nothing was recorded'


def _show(looked: Imported, *, as_json: bool, stored: bool) -> None:
    refused = bool(looked.problems or looked.unexplained)
    data = {
        "rows": [_row(entry) for entry in looked.entries],
        "findings": [],
        "problems": [asdict(one) for one in looked.problems],
        "unexplained": [asdict(one) for one in looked.unexplained],
        "notes": looked.notes,
    }

    def text() -> None:
        _show_entries(looked.entries)
        for problem in looked.problems:
            say(f"✗ {problem}")
        for warning in looked.unexplained:
            say(f"▲ {warning}; it needs a reason")
        for note in looked.notes:
            say(f"note: {note}")
        if looked.entries:
            say(", ".join(f"{looked.count(one)} {one}" for one in Outcome if looked.count(one)))
        if not stored and not refused:
            say("nothing was stored")

    emit(data, as_json=as_json, text=text)


def _row(entry: Entry) -> dict[str, object]:
    """A line of a preview, as docs/contract.md has it, and what it is made of."""
    return {
        "title": _title(entry),
        "from": entry.was,
        "to": entry.to,
        "reason": entry.reason or entry.outcome.value,
        "warnings": entry.warnings,
        "where": entry.where,
        "outcome": entry.outcome.value,
        "measure": entry.measure,
        "on": entry.on,
        "until": entry.until,
        "area": entry.area,
    }


def _title(entry: Entry) -> str:
    last = "" if entry.until == entry.on else f" to {phrases.day(entry.until)}"
    area = f" in {entry.area}" if entry.area else ""
    return f"{entry.measure}{area}, {phrases.day(entry.on)}{last}"


def _show_entries(entries: Sequence[Entry]) -> None:
    """What would be recorded, a line each; of many new ones a line a measure. What stands so is counted."""
    wanted = [entry for entry in entries if entry.outcome is not Outcome.SAME]
    new = [entry for entry in wanted if entry.outcome is Outcome.ADDED and not entry.warnings]
    together = len(new) > _MOST_LINES
    for entry in wanted:
        if together and entry.outcome is Outcome.ADDED and not entry.warnings:
            continue
        was = "" if entry.was is None else f"{entry.was} → "
        say(f"{_title(entry)}: {was}{entry.to}  [{entry.where}]")
        reason = f" (reason: {entry.reason})" if entry.reason else ""
        for warning in entry.warnings:
            say(f"    ▲ {warning}{reason}")
    for measure in dict.fromkeys(entry.measure for entry in new) if together else ():
        say(_together([entry for entry in new if entry.measure == measure]))


def _together(entries: Sequence[Entry]) -> str:
    """Many new values of a measure on one line."""
    first, last = min(entry.on for entry in entries), max(entry.until for entry in entries)
    values = "1 new value" if len(entries) == 1 else f"{len(entries):,} new values"
    return f"{entries[0].measure}: {values}, {phrases.day(first)} to {phrases.day(last)}"
