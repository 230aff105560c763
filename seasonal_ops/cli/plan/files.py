"""`plan export`: a plan as a file for people, for spreadsheets, or for a season of one's own."""

from pathlib import Path

import click
from sqlmodel import Session

from seasonal_ops import paper, planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import output_option, write_file
from seasonal_ops.cli.output import say
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan
from seasonal_ops.templates import render_template

KINDS = ("csv", "xlsx", "json", "toml", "docx")


@plan.command(epilog="Example: seasonal-ops plan export bright-sparx-2026 --format xlsx -o plan.xlsx")
@click.argument("plan_name", metavar="PLAN")
@click.option("--format", "kind", type=click.Choice(KINDS), required=True)
@click.option("--full", is_flag=True, help="With docx: the lead's own copy, sensitive detail included.")
@output_option
@click.pass_obj
def export(app: App, *, plan_name: str, kind: str, full: bool, output: Path | None) -> None:
    """Write PLAN into a file: a spreadsheet, a template (toml), or Word as a group hands it round."""
    if output is None:
        raise BadValue(f"say where the file goes; add -o plan.{kind}")
    with app.database.read() as session:
        row = queries.find_plan(session, plan_name)
        content = _content(app, session, row, kind, full=full)
    write_file(output, content)
    say(f"wrote {output}")


def _content(app: App, session: Session, row: Plan, kind: str, *, full: bool) -> bytes:
    if kind == "toml":
        return render_template(planning.template_of(session, row)).encode()
    if kind == "docx":
        gathered = paper.dossier(session, row, now=app.clock())
        return paper.plan_document(gathered, on=app.today(), full=full)
    raise NotImplementedError
