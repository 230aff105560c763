"""`measure …`: what a plan counts."""

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say


@click.group(epilog="Example: seasonal-ops measure list bright-sparx-2026")
def measure() -> None:
    """What a plan counts, over which dates."""


@measure.command("list", epilog="Example: seasonal-ops measure list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_measures(app: App, plan_name: str, as_json: bool) -> None:
    """The measures of PLAN, each with its own window and definition."""
    with app.database.read() as session:
        views = queries.measures(session, queries.find_plan(session, plan_name))

    def text() -> None:
        for view in views:
            window = f"{phrases.day(view.window_from)} to {phrases.day(view.window_to)}"
            night = "" if view.night_from.hour == 0 else f", a night from {view.night_from:%H:%M}"
            say(f"{view.slug}: {view.name} ({view.unit}), {window}{night}, {view.recorded} recorded")
            say(f"    {view.definition}")

    emit(views, as_json=as_json, text=text)
