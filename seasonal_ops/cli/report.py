"""`report`: a season for the board's table, in one file."""

from pathlib import Path

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import format_of, format_option, output_option, write_paper
from seasonal_ops.paper.formats import Format
from seasonal_ops.words import Readers


@click.command(epilog="Example: seasonal-ops report bright-sparx-2026 --format docx -o bright-sparx.docx")
@click.argument("plan_name", metavar="PLAN")
@format_option
@output_option
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Readers]),
    default=Readers.PARTNERSHIP.value,
    show_default=True,
    help="For the public small numbers of people, and what could tell them, are left out.",
)
@click.option("--against", multiple=True, metavar="PLAN|YEAR", help="An earlier season; may be repeated.")
@click.pass_obj
def report(
    app: App,
    plan_name: str,
    *,
    kind: Format | None,
    output: Path | None,
    audience: str,
    against: tuple[str, ...],
) -> None:
    """How a season went: one page for the chair, then what was planned, delivered and counted.

    Without --against it is compared with the season before; without a file it is printed as Markdown.
    """
    from seasonal_ops.reports.document import report_paper
    from seasonal_ops.reports.gather import gather

    kind = format_of(kind, output) or Format.MD
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        found = gather(session, plan, against, readers=Readers(audience), now=app.clock())
    write_paper(report_paper(found), kind, output)
