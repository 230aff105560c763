"""`count template`: the sheet that goes to an analyst."""

from pathlib import Path
from shlex import quote

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.count.group import count
from seasonal_ops.cli.files import output_option, write_file
from seasonal_ops.cli.output import say
from seasonal_ops.cli.types import words
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import Kind
from seasonal_ops.transfer.counts import Shape
from seasonal_ops.transfer.counts import template as sheet

_KINDS = {".csv": Kind.CSV, ".xlsx": Kind.XLSX}


@count.command(
    epilog="Example: seasonal-ops count template bright-sparx-2026 --partner police -o police.xlsx"
)
@click.argument("plan_name", metavar="PLAN")
@click.option(
    "--shape",
    type=words(Shape),
    default=Shape.WIDE.value,
    show_default=True,
    help="A row a date with a column a measure, or a row a value.",
)
@click.option("--partner", help="Only what this partner is the source of.")
@click.option("--measure", "measures", multiple=True, help="Only this measure; may be given again.")
@click.option(
    "--area", "areas", multiple=True, help="By ward or hotspot (see area list); may be given again."
)
@output_option
@click.pass_obj
def template(
    app: App,
    *,
    plan_name: str,
    shape: str,
    partner: str | None,
    measures: tuple[str, ...],
    areas: tuple[str, ...],
    output: Path | None,
) -> None:
    """Write the sheet in which PLAN's counts are filled in, with what is recorded already (.xlsx or .csv).

    An .xlsx says on a second sheet what each measure counts. It comes back with `count import`.
    """
    kind = None if output is None else _KINDS.get(output.suffix.casefold())
    if output is None or kind is None:
        raise BadValue("say where the sheet goes, as .xlsx or .csv; add -o counts.xlsx")
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        made = sheet(
            session,
            plan,
            kind=kind,
            shape=Shape(shape),
            partner=partner,
            measures=measures,
            areas=areas,
        )
    write_file(output, made.content)
    again = f"seasonal-ops count import {plan.slug} {quote(str(output))} --dry-run"
    say(f"wrote {output}; when it comes back: {again}")
    if made.left_out:
        many = f"{made.left_out} recorded values" if made.left_out > 1 else "1 recorded value"
        say(f"note: without {many}: of other areas, at activities, or from beside the window")
