"""`plan anchor|roll-forward`: other dates, and next year."""

from dataclasses import replace
from datetime import date

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks import consequences, findings
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.cli.previews import dry_run_option, emit_preview, preview_json
from seasonal_ops.cli.types import ANCHOR
from seasonal_ops.models import key
from seasonal_ops.planning import Rolled
from seasonal_ops.views import Finding, Preview, rehearsed
from seasonal_ops.words import ActorKind, Check


@plan.command(epilog='Example: seasonal-ops plan anchor freshers-2027 "Welcome Sunday=2027-09-12" --dry-run')
@click.argument("plan_name", metavar="PLAN")
@click.argument("anchor_date", metavar="NAME=DATE", type=ANCHOR)
@dry_run_option
@json_option
@click.pass_obj
def anchor(app: App, plan_name: str, anchor_date: tuple[str, date], dry_run: bool, as_json: bool) -> None:
    """Move an anchor, and what hangs on it; say what that makes worse."""
    name, on = anchor_date
    with app.changing(dry_run=dry_run) as session:
        row = queries.find_plan(session, plan_name)
        before = queries.picture(session, [row], now=app.clock())
        moves = planning.move_anchor(
            session, plan_id=key(row), name=name, on=on, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        after = queries.picture(session, [row], now=app.clock())
    preview = Preview(moves=tuple(moves), findings=tuple(consequences(before, after)))
    none = "nothing hangs on that date: nothing moves"
    emit_preview(preview, wanted_json=as_json, stored=not dry_run, empty=none)


@plan.command(
    "roll-forward", epilog="Example: seasonal-ops plan roll-forward bright-sparx-2026 --year 2027 --dry-run"
)
@click.argument("plan_name", metavar="PLAN")
@click.option("--year", type=click.IntRange(1990, 2100), required=True, help="In which the season begins.")
@click.option("--anchor", "anchors", type=ANCHOR, multiple=True, help="A date of that year; may be repeated.")
@click.option(
    "--include", type=int, multiple=True, metavar="ID", help="Take along what was cancelled; may be repeated."
)
@dry_run_option
@json_option
@click.pass_obj
def roll_forward(
    app: App,
    *,
    plan_name: str,
    year: int,
    anchors: tuple[tuple[str, date], ...],
    include: tuple[int, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Last season's plan on next season's dates, as a diff: each date with its reason."""
    with app.changing(dry_run=dry_run) as session:
        rolled = planning.roll_forward(
            session,
            plan=queries.find_plan(session, plan_name),
            year=year,
            given=dict(anchors),
            include=include,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        found = findings(queries.picture(session, [rolled.plan], now=app.clock()))
        view = queries.plan(session, rolled.plan)
    preview = _rolled(rolled, found, view.slug, dry_run=dry_run)
    if as_json:
        emit({**preview_json(preview), "plan": None if dry_run else view}, as_json=True, text=lambda: None)
        return
    emit_preview(preview, wanted_json=False, stored=not dry_run, empty="nothing goes on")
    if not dry_run:
        say(f"made {view.slug} with {view.activity_count} activities, a draft: nothing is sent yet")
        say(f"next: seasonal-ops plan check {view.slug}, then: seasonal-ops plan go-live {view.slug}")


def _rolled(rolled: Rolled, found: list[Finding], slug: str, *, dry_run: bool) -> Preview:
    """Nobody has been asked yet, so that nobody has answered is no news."""
    found = [one for one in found if one.rule is not Check.UNANSWERED]
    if not dry_run:
        return Preview(moves=rolled.moves, findings=(*rolled.findings, *found))
    later = f"roll forward, then: seasonal-ops plan check {slug}"
    # The new activities have no ids yet: what could be typed about them comes with them.
    own = [replace(one, activities=()) for one in rolled.findings]
    rest = rehearsed([replace(one, way_out=later) for one in found], (), later)
    return Preview(moves=rolled.moves, findings=(*own, *rest))
