"""`sheet`: the sheet of one night, for those on duty."""

from datetime import date
from pathlib import Path

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import output_option, write_file
from seasonal_ops.cli.output import say
from seasonal_ops.cli.types import DATE
from seasonal_ops.errors import BadValue
from seasonal_ops.paper import sheet_docx, sheet_md


@click.command(
    epilog="Example: seasonal-ops sheet bright-sparx-2026 --night 2026-10-30 --format docx -o friday.docx"
)
@click.argument("plan_name", metavar="PLAN")
@click.option("--night", type=DATE, required=True, help="From 07:00 on this date to 07:00 the next morning.")
@click.option("--format", "kind", type=click.Choice(["docx", "md"]), default="md", show_default=True)
@output_option
@click.pass_obj
def sheet(app: App, plan_name: str, night: date, kind: str, output: Path | None) -> None:
    """Who, where, when, whom to ring and what to count, in one night of PLAN."""
    if kind == "docx" and output is None:
        raise BadValue("a Word document needs a file; add -o FILE.docx")
    with app.database.read() as session:
        view = queries.night(session, queries.find_plan(session, plan_name), on=night)
    if output is None:
        say(sheet_md(view, printed=app.today()))
        return
    content = (
        sheet_docx(view, printed=app.today())
        if kind == "docx"
        else sheet_md(view, printed=app.today()).encode()
    )
    write_file(output, content)
    say(f"wrote {output}")
