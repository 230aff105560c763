"""`plan lead`: who leads a plan's task-and-time group."""

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind


@plan.command(epilog="Example: seasonal-ops plan lead bright-sparx-2026 duty@council.example")
@click.argument("plan_name", metavar="PLAN")
@click.argument("contact_name", metavar="CONTACT", required=False)
@click.option("--nobody", is_flag=True, help="Nobody leads it any more.")
@json_option
@click.pass_obj
def lead(app: App, *, plan_name: str, contact_name: str | None, nobody: bool, as_json: bool) -> None:
    """CONTACT (its number or e-mail address) leads PLAN: gets its digests, is told when nobody answers."""
    if (contact_name is None) is not nobody:
        raise click.UsageError("give either a CONTACT or --nobody")
    with app.database.write() as session:
        row = queries.find_plan(session, plan_name)
        planning.name_lead(
            session,
            plan_id=key(row),
            contact_id=queries.find_contact(session, contact_name).id if contact_name is not None else None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.plan(session, row)
    emit(view, as_json=as_json, text=lambda: say(f"{view.slug}: {phrases.lead(view)}"))
