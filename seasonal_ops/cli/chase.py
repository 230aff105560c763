"""`remind chase`: ask once more whoever has not answered, or has not said how it went."""

from typing import Any

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks.phrases import number_of
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.previews import dry_run_option
from seasonal_ops.errors import BadValue
from seasonal_ops.models import key
from seasonal_ops.reminders.outbox.chase_preview import rehearse_chase
from seasonal_ops.reminders.outbox.chasing import chase as queue
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.views import moment
from seasonal_ops.views.chasing import Chased, ChasePreview
from seasonal_ops.words import ActorKind


@click.command(epilog="Example: seasonal-ops remind chase police --dry-run")
@click.argument("partner_name", metavar="[PARTNER]", required=False)
@click.option(
    "--activity",
    "activity_ids",
    metavar="ID",
    type=int,
    multiple=True,
    help="Only about this one; repeatable.",
)
@click.option("--plan", "plan_name", metavar="PLAN", help="Only about what stands in this plan.")
@dry_run_option
@json_option
@click.pass_obj
def chase(
    app: App,
    *,
    partner_name: str | None,
    activity_ids: tuple[int, ...],
    plan_name: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ask a partner once more for what it owes. That is an answer, or how it went. Without PARTNER everybody
    who owes it on the activities named. --dry-run prints the messages as they would go."""
    if partner_name is None and not activity_ids:
        raise BadValue("say whom or what about: seasonal-ops remind chase PARTNER, or --activity ID")
    with app.database.rehearse() if dry_run else app.database.write() as session:
        partner = queries.find_partner(session, partner_name) if partner_name else None
        for one in activity_ids:
            queries.activity(session, one)
        about: dict[str, Any] = {
            "partner_ids": [key(partner)] if partner else None,
            "activity_ids": activity_ids or None,
            "plan_id": key(queries.find_plan(session, plan_name)) if plan_name else None,
            "actor": app.actor(ActorKind.CLI),
            "now": app.clock(),
        }
        done = rehearse_chase(session, read=app.letter, **about) if dry_run else queue(session, **about)
    emit(as_plain(done), as_json=as_json, text=lambda: _show(done))


def _show(done: Chased | ChasePreview) -> None:
    if isinstance(done, ChasePreview):
        _show_letters(done)
    else:
        reminders = number_of(len(done.reminders), "reminder waits", "reminders wait")
        people = number_of(done.people, "contact", "contacts")
        say(f"{reminders} to be sent to {people}, one message a person a day and none in quiet hours")
        say("serve sends them by itself; without it: seasonal-ops remind run")
    for sentence in done.left_out:
        say(f"left out: {sentence}")


def _show_letters(preview: ChasePreview) -> None:
    for one in preview.letters:
        say(f"To: {one.name} <{one.address}>" if one.name else f"To: {one.address}")
        say(f"Subject: {one.subject}")
        if one.goes is not None:
            say(f"Goes: {moment(one.goes)}, {one.why}")
        say()
        say(one.body.rstrip("\n"))
        say()
    say("nothing was queued")
