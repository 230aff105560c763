"""`count list`: what is recorded."""

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.count.group import count, in_words
from seasonal_ops.cli.output import emit, json_option, table


@count.command("list", epilog="Example: seasonal-ops count list bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_counts(app: App, plan_name: str, as_json: bool) -> None:
    """What is recorded for PLAN, each value in its newest revision."""
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        views = queries.counts(session, plan)
    none = f"nothing is recorded yet; what is counted: seasonal-ops measure list {plan.slug}"
    rows = [(in_words(view), f"by {view.entered_by}", view.source) for view in views]
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))
