"""`plan import|export`: a plan from and to files: spreadsheets, a template, Word."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click
from sqlmodel import Session

from seasonal_ops import paper, planning, queries, transfer
from seasonal_ops.bootstrap import App
from seasonal_ops.checks import consequences
from seasonal_ops.cli.files import output_option, write_file
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.cli.previews import dry_run_option, emit_preview, preview_json
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan, key
from seasonal_ops.templates import render_template
from seasonal_ops.transfer import Imported, Outcome, Shape, Table
from seasonal_ops.views import Finding, Preview, rehearsed
from seasonal_ops.words import ActorKind, Sensitivity

# So many rows take more than a second.
_LONG: Final = 1_000
_KINDS: Final = ("csv", "xlsx", "json", "toml", "docx")


@plan.command("import", epilog="Example: seasonal-ops plan import bright-sparx-2026 ideas.xlsx --dry-run")
@click.argument("plan_name", metavar="PLAN")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--day-first/--month-first", default=None, help="How 03/04 is meant; else the sheet must show it."
)
@dry_run_option
@json_option
@click.pass_obj
def import_(
    app: App, *, plan_name: str, file: Path, day_first: bool | None, dry_run: bool, as_json: bool
) -> None:
    """Take the rows of a spreadsheet FILE into PLAN: all of them, or none. Safe to repeat."""
    if file.suffix.casefold() == ".toml":
        raise BadValue(f"{file.name} is a season of its own: seasonal-ops plan new {file} --year YEAR")
    table = transfer.read(file)
    asked: dict[str, Any] = {"table": table, "today": app.today(), "day_first": day_first}
    with app.changing(dry_run=dry_run) as session:
        asked["plan"] = queries.find_plan(session, plan_name)
        later = f"import it, then: seasonal-ops plan check {asked['plan'].slug}"
        known = [row.id for row in planning.activities_of(session, key(asked["plan"])) if row.id]
        looked = transfer.preview(session, **asked) if dry_run else Imported()
        found: list[Finding] = []
        if not looked.problems:
            done, found = _import(app, session, asked, table)
            # What is new has no ids yet in a dry run.
            looked = looked if dry_run else done
    if looked.problems:
        _show_problems(looked, as_json=as_json)
        many = len(looked.problems)
        raise BadValue(
            f"{many} problem{'s' * (many > 1)} in {file.name}; correct the sheet, then import it again"
        )
    if dry_run:
        found = rehearsed(found, known, later)
    preview = Preview(moves=looked.moves, findings=tuple(found))
    if as_json:
        emit({**preview_json(preview), "notes": looked.notes}, as_json=True, text=lambda: None)
        return
    emit_preview(preview, wanted_json=False, stored=not dry_run, empty="everything stands like that already")
    for note in looked.notes:
        say(f"note: {note}")
    say(", ".join(f"{looked.count(one)} {one}" for one in Outcome if looked.count(one)))


def _import(
    app: App, session: Session, asked: dict[str, Any], table: Table
) -> tuple[Imported, list[Finding]]:
    before = queries.picture(session, [asked["plan"]], now=app.clock())
    with _progress(table.length) as step:
        done = transfer.apply(
            session, **asked, actor=app.actor(ActorKind.CLI), now=app.clock(), progress=step
        )
    if done.count(Outcome.ADDED) + done.count(Outcome.CHANGED) == 0:
        return done, []
    return done, consequences(before, queries.picture(session, [asked["plan"]], now=app.clock()))


def _progress(length: int) -> AbstractContextManager[Callable[[int], None] | None]:
    """A bar on a terminal for what takes its time, and nothing elsewhere."""
    if length < _LONG or not sys.stderr.isatty():
        return nullcontext(None)
    return _bar(length)


@contextmanager
def _bar(length: int) -> Iterator[Callable[[int], None]]:
    with click.progressbar(length=length, label="importing", file=sys.stderr) as bar:
        yield bar.update


def _show_problems(looked: Imported, *, as_json: bool) -> None:
    """Every problem with its place, on the way to the error."""
    data = {"rows": [], "findings": [], "problems": [asdict(one) for one in looked.problems]}

    def text() -> None:
        for problem in looked.problems:
            say(f"✗ {problem}")

    emit(data, as_json=as_json, text=text)


@plan.command(epilog="Example: seasonal-ops plan export bright-sparx-2026 --format xlsx -o plan.xlsx")
@click.argument("plan_name", metavar="PLAN")
@click.option("--format", "kind", type=click.Choice(_KINDS), required=True)
@click.option(
    "--shape",
    type=click.Choice([shape.value for shape in Shape]),
    default=Shape.ACTIVITIES.value,
    show_default=True,
    help="With csv, xlsx and json: a row an activity, or a Delivery Action Plan.",
)
@click.option("--full", is_flag=True, help="With docx: the lead's own copy, sensitive detail included.")
@output_option
@click.pass_obj
def export(app: App, *, plan_name: str, kind: str, shape: str, full: bool, output: Path | None) -> None:
    """Write PLAN into a file: a spreadsheet, a template (toml), or Word as a group hands it round."""
    if output is None:
        raise BadValue(f"say where the file goes; add -o plan.{kind}")
    if full and kind != "docx":
        raise BadValue("--full goes with --format docx; a spreadsheet is your own copy already")
    if shape != Shape.ACTIVITIES and kind in ("toml", "docx"):
        raise BadValue("--shape action-plan goes with --format csv, xlsx or json")
    with app.database.read() as session:
        row = queries.find_plan(session, plan_name)
        content = _content(app, session, row, kind, shape=shape, full=full)
        secret = sum(
            one.sensitivity is Sensitivity.SENSITIVE for one in queries.activities(session, plan_id=row.id)
        )
    write_file(output, content)
    say(f"wrote {output}")
    if secret and kind != "docx":
        say(f"note: it holds what {secret} sensitive activities say: your own copy, not to be handed round")


def _content(app: App, session: Session, row: Plan, kind: str, *, shape: str, full: bool) -> bytes:
    if kind == "toml":
        return render_template(planning.template_of(session, row)).encode()
    if kind == "docx":
        gathered = paper.dossier(session, row, now=app.clock())
        return paper.plan_document(gathered, on=app.today(), full=full)
    return transfer.export(session, row, format=kind, shape=shape)
