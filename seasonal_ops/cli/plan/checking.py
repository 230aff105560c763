"""`plan check`: what is wrong with plans, and what fails without a partner."""

import click

from seasonal_ops import checks, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.cli.previews import show_findings
from seasonal_ops.words import Severity


@plan.command(epilog="Example: seasonal-ops plan check bright-sparx-2026 night-safe-2026 --without police")
@click.argument("plan_names", metavar="PLAN...", nargs=-1, required=True)
@click.option("--without", metavar="PARTNER", help="What fails if this partner is called away.")
@json_option
@click.pass_obj
def check(app: App, plan_names: tuple[str, ...], without: str | None, as_json: bool) -> None:
    """What is wrong with one plan, or between several: each finding names the way out."""
    with app.database.read() as session:
        rows = {row.slug: row for row in (queries.find_plan(session, name) for name in plan_names)}
        partner = queries.find_partner(session, without).slug if without else None
        picture = queries.picture(session, list(rows.values()), now=app.clock())
    found = checks.findings(picture) if partner is None else checks.without(picture, partner)

    def text() -> None:
        show_findings(found)
        count = {severity: sum(one.severity is severity for one in found) for severity in Severity}
        said = ", ".join(
            f"{number} {severity}{'s' * (number > 1)}" for severity, number in count.items() if number
        )
        open_ones = checks.checked(picture)
        looked = f"{len(open_ones)} of {len(picture.activities)} activities are still ahead and were checked"
        say(f"{said or 'nothing found'}; {looked}")

    emit(found, as_json=as_json, text=text)
