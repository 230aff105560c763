"""`audit …`: what happened, and whether the record is intact."""

import click

from seasonal_ops import journal, queries, undoing
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.previews import dry_run_option
from seasonal_ops.models import key
from seasonal_ops.views import FactView
from seasonal_ops.words import ActorKind


@click.group(epilog="Example: seasonal-ops audit verify")
def audit() -> None:
    """What happened, and whether the record is intact."""


@audit.command("list", epilog="Example: seasonal-ops audit list --limit 20")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@click.option("--subject", help='Only of one thing: "activity:7".')
@json_option
@click.pass_obj
def list_facts(app: App, limit: int, subject: str | None, as_json: bool) -> None:
    """The newest facts, newest first."""
    with app.database.read() as session:
        facts = journal.read(session, subject=subject, limit=limit)
        views = [
            FactView(
                id=key(row),
                at=row.at,
                kind=row.kind,
                subject=row.subject,
                actor=row.actor,
                actor_kind=row.actor_kind,
                before=row.before,
                after=row.after,
            )
            for row in facts
        ]
        lines = {line.id: line for line in queries.told_lines(session, facts)}
    rows = [
        (
            view.id,
            f"{view.at:%Y-%m-%d %H:%M} UTC",
            view.actor,
            view.actor_kind.value,
            view.subject,
            ("undone: " if lines[view.id].undone else "") + lines[view.id].told,
        )
        for view in views
    ]
    emit(views, as_json=as_json, text=lambda: table(rows, empty="nothing has happened yet"))


@audit.command(epilog="Example: seasonal-ops audit revert 214 --dry-run")
@click.argument("fact_id", metavar="FACT", type=int)
@dry_run_option
@json_option
@click.pass_obj
def revert(app: App, fact_id: int, dry_run: bool, as_json: bool) -> None:
    """Take FACT back by a new change, with all that it caused; what somebody changed since stays."""
    with app.changing(dry_run=dry_run) as session:
        done = undoing.revert(session, fact_id=fact_id, actor=app.actor(ActorKind.CLI), now=app.clock())

    def text() -> None:
        for sentence in done:
            say(f"would: {sentence}" if dry_run else sentence)

    emit({"fact": fact_id, "done": done}, as_json=as_json, text=text)


@audit.command(epilog="Example: seasonal-ops audit verify")
@json_option
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> None:
    """Walk the chain of facts: a changed, removed or reordered one is found."""
    app: App = ctx.obj
    with app.database.read() as session:
        found = journal.verify(session)
    data = {
        "intact": not found.defects,
        "facts": found.facts,
        "head": found.head,
        "defects": list(found.defects),
    }

    def text() -> None:
        for defect in found.defects:
            say(f"defect: {defect}")
        if not found.defects:
            say(f"intact: {found.facts} facts, the chain ends in {found.head[:16]}")

    emit(data, as_json=as_json, text=text)
    if found.defects:
        ctx.exit(1)
