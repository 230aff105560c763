"""`activity list|show`."""

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.activity.group import activity
from seasonal_ops.cli.deliveries import show_gist
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.reminders.outbox.history import history
from seasonal_ops.views import ActivityView, plain
from seasonal_ops.words import Sensitivity


@activity.command("list", epilog="Example: seasonal-ops activity list --plan bright-sparx-2026 --json")
@click.option("--plan", "plan_name", metavar="PLAN", help="Only what stands in this plan.")
@json_option
@click.pass_obj
def list_activities(app: App, plan_name: str | None, as_json: bool) -> None:
    """Activities by date."""
    with app.database.read() as session:
        plan_id = queries.find_plan(session, plan_name).id if plan_name else None
        views = queries.activities(session, plan_id=plan_id)
    rows = [(view.id, phrases.when(view), view.title, phrases.who(view), view.status.value) for view in views]
    none = "there is no activity yet; make a plan: seasonal-ops plan new bright-sparx --year 2026"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@activity.command(epilog="Example: seasonal-ops activity show 7")
@click.argument("activity_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def show(app: App, activity_id: int, as_json: bool) -> None:
    """One activity with its partners and their answers, and what became of its reminders."""
    with app.database.read() as session:
        view = queries.activity(session, activity_id)
        deliveries = history(session, activity_id)

    def text() -> None:
        show_activity(view)
        show_gist(deliveries)

    emit({**plain(view), "deliveries": deliveries}, as_json=as_json, text=text)


def show_activity(view: ActivityView) -> None:
    """Everything that is known of an activity."""
    say(f"{view.id}  {view.title}  ({view.plan})")
    say(f"  when    {phrases.when(view)}{phrases.night_note(view)}")
    say(f"  why     {view.date_reason}")
    say(f"  status  {view.status.value}" + (f": {view.status_note}" if view.status_note else ""))
    if view.sensitivity is not Sensitivity.OPEN:
        told = (
            "its title and time" if view.sensitivity is Sensitivity.LIMITED else "that there is an operation"
        )
        say(f"  {view.sensitivity.value}: calendars and mails tell only {told}")
    for label, text in (("where", view.location), ("meet", view.meet), ("what", view.description)):
        if text:
            say(f"  {label:<7} {text}")
    if view.series is not None:
        say(f"  series  {view.series}")
    if view.needs:
        say(f"  needs   {', '.join(map(str, view.needs))}")
    if view.gates:
        say(f"  gates   {', '.join(view.gates)}")
    if view.ring is not None:
        say(f"  ring    {view.ring.name or view.ring.address} {view.ring.phone}".rstrip())
    for one in view.assignments:
        note = f" ({one.note})" if one.note else ""
        proposed = f" {phrases.day(one.proposed_on)}" if one.proposed_on else ""
        say(f"  {one.role.value:<7} {one.partner_name}: {one.response.value}{proposed}{note}")
