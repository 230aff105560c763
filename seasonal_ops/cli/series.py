"""`series …`: a rule that gives many dates, and its activities."""

from datetime import date

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks import consequences
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.previews import dry_run_option, emit_preview
from seasonal_ops.cli.types import DATE
from seasonal_ops.models import key
from seasonal_ops.views import Preview, rehearsed
from seasonal_ops.words import ActorKind, Status


@click.group(epilog="Example: seasonal-ops series list bright-sparx-2026")
def series() -> None:
    """Activities that repeat: list them, change their rule."""


@series.command("list", epilog="Example: seasonal-ops series list bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_series(app: App, plan_name: str, as_json: bool) -> None:
    """The series of PLAN, each with its dates."""
    with app.database.read() as session:
        views = queries.series(session, key(queries.find_plan(session, plan_name)))

    def text() -> None:
        for view in views:
            say(f"{view.id}: {view.title}, {view.rule}")
            for one in view.activities:
                gone = " (cancelled)" if one.status is Status.CANCELLED else ""
                by_hand = " (moved by hand)" if one.starts_on != one.original_on else ""
                say(f"    {one.id}  {phrases.when(one)}{gone}{by_hand}")
        if not views:
            say("no activity of this plan repeats")

    emit(views, as_json=as_json, text=text)


@series.command(
    epilog='Example: seasonal-ops series change 2 --when "every Friday from 1 October to 30 October"'
)
@click.argument("series_id", metavar="ID", type=int)
@click.option("--when", "rule", metavar="RULE", required=True, help="The new rule.")
@click.option("--from", "since", type=DATE, help="From which date on; default: today. What was before stays.")
@dry_run_option
@json_option
@click.pass_obj
def change(app: App, *, series_id: int, rule: str, since: date | None, dry_run: bool, as_json: bool) -> None:
    """Give a series another rule: what moves, falls away and is added. One date alone: activity move."""
    with app.changing(dry_run=dry_run) as session:
        plan = queries.plan_of_series(session, series_id)
        later = f"do it, then: seasonal-ops plan check {plan.slug}"
        before = queries.picture(session, [plan], now=app.clock())
        moves = planning.change_rule(
            session,
            series_id=series_id,
            rule=rule,
            since=since or app.today(),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        found = consequences(before, queries.picture(session, [plan], now=app.clock()))
    if dry_run:
        known = {one.id for one in before.activities}
        found = rehearsed(found, known, later)
    preview = Preview(moves=tuple(moves), findings=tuple(found))
    emit_preview(preview, wanted_json=as_json, stored=not dry_run, empty="the rule gives the same dates")
