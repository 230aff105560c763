"""`plan …`: templates, new, list, show, anchor, go-live."""

from datetime import date

import click

import plans as shipped
from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import ANCHOR
from seasonal_ops.models import key
from seasonal_ops.templates import Draft, expand
from seasonal_ops.views import Move, PlanView
from seasonal_ops.words import ActorKind


@click.group(epilog="Example: seasonal-ops plan new bright-sparx --year 2026")
def plan() -> None:
    """Plans: from a template, on this year's dates."""


@plan.command(epilog="Example: seasonal-ops plan templates")
@json_option
def templates(as_json: bool) -> None:
    """The templates, and the anchors each needs or takes."""
    known = [shipped.load(slug) for slug in shipped.slugs()]
    rows = [
        {
            "slug": one.slug,
            "name": one.name,
            "summary": one.summary,
            "needs": list(one.required_anchors),
            "anchors": [{"name": anchor.name, "rule": anchor.when} for anchor in one.anchors],
        }
        for one in known
    ]

    def text() -> None:
        for one in known:
            say(f"{one.slug}: {one.name}. {one.summary}")
            for anchor in one.anchors:
                say(f"    {anchor.name}: {anchor.when or 'to be given each year with --anchor'}")

    emit(rows, as_json=as_json, text=text)


@plan.command(
    epilog='Example: seasonal-ops plan new freshers --year 2027 --anchor "Welcome Sunday=2027-09-19"'
)
@click.argument("template")
@click.option("--year", type=click.IntRange(1990, 2100), required=True, help="In which the season begins.")
@click.option("--anchor", "anchors", type=ANCHOR, multiple=True, help="A date of this year; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Print every date with its reason, and store nothing.")
@json_option
@click.pass_obj
def new(
    app: App, *, template: str, year: int, anchors: tuple[tuple[str, date], ...], dry_run: bool, as_json: bool
) -> None:
    """Make a plan from TEMPLATE (a name, or a FILE.toml)."""
    draft = expand(shipped.load(template), year=year, given=dict(anchors))
    if dry_run:
        emit(_draft_json(draft), as_json=as_json, text=lambda: _show_draft(draft))
        return
    with app.database.write() as session:
        row = planning.draft_plan(
            session, draft=draft, year=year, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = queries.plan(session, row)
    emit(view, as_json=as_json, text=lambda: _made(view, draft))


def _draft_json(draft: Draft) -> dict[str, object]:
    rows = [
        {
            "title": one.spec.title,
            "from": None,
            "to": one.on,
            "reason": one.reason,
            "warnings": list(one.warnings),
        }
        for one in draft.activities
    ]
    return {"rows": rows, "findings": []}


def _show_draft(draft: Draft) -> None:
    table(
        [
            (phrases.day(one.on), one.spec.title, one.reason, *(("; ".join(one.warnings)),))
            for one in draft.activities
        ],
        empty="the template has no activities",
    )
    say(f"{len(draft.activities)} activities; nothing was stored")


def _made(view: PlanView, draft: Draft) -> None:
    _show(view)
    warned = [(one, text) for one in draft.activities for text in one.warnings]
    for one, text in warned:
        say(f"note: {one.spec.title}, {phrases.day(one.on)}: {text}")
    say(f"next: seasonal-ops activity list --plan {view.slug}, then: seasonal-ops plan go-live {view.slug}")


def _show(view: PlanView) -> None:
    live = "live" if view.live else "a draft: nothing is sent yet"
    say(f"{view.slug}: {view.name}, {view.activity_count} activities, {live}")
    say(f"  {phrases.day(view.starts_on)} to {phrases.day(view.ends_on)}")
    for anchor in view.anchors:
        say(f"  ◆ {phrases.day(anchor.on)}  {anchor.name}" + (" (as given)" if anchor.given else ""))


@plan.command("list", epilog="Example: seasonal-ops plan list --json")
@json_option
@click.pass_obj
def list_plans(app: App, as_json: bool) -> None:
    """All plans, by their first day."""
    with app.database.read() as session:
        views = queries.plans(session)
    rows = [
        (
            view.slug,
            view.starts_on,
            view.ends_on,
            f"{view.activity_count} activities",
            "live" if view.live else "draft",
        )
        for view in views
    ]
    none = "there is no plan yet; make one: seasonal-ops plan new bright-sparx --year 2026"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@plan.command(epilog="Example: seasonal-ops plan show bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def show(app: App, plan_name: str, as_json: bool) -> None:
    """One plan with its anchors."""
    with app.database.read() as session:
        view = queries.plan(session, queries.find_plan(session, plan_name))
    emit(view, as_json=as_json, text=lambda: _show(view))


@plan.command(epilog='Example: seasonal-ops plan anchor freshers-2027 "Welcome Sunday=2027-09-12" --dry-run')
@click.argument("plan_name", metavar="PLAN")
@click.argument("anchor_date", metavar="NAME=DATE", type=ANCHOR)
@click.option("--dry-run", is_flag=True, help="Print what would move, and store nothing.")
@json_option
@click.pass_obj
def anchor(app: App, plan_name: str, anchor_date: tuple[str, date], dry_run: bool, as_json: bool) -> None:
    """Move an anchor, and what hangs on it."""
    name, on = anchor_date
    with app.database.read() if dry_run else app.database.write() as session:
        plan_id = key(queries.find_plan(session, plan_name))
        if dry_run:
            moves = planning.preview_anchor(session, plan_id=plan_id, name=name, on=on)
        else:
            moves = planning.move_anchor(
                session, plan_id=plan_id, name=name, on=on, actor=app.actor(ActorKind.CLI), now=app.clock()
            )
    emit(_moves_json(moves), as_json=as_json, text=lambda: _show_moves(moves, dry_run=dry_run))


def _moves_json(moves: list[Move]) -> dict[str, object]:
    rows = [
        {
            "title": one.title,
            "from": one.was,
            "to": one.to,
            "reason": one.reason,
            "warnings": list(one.warnings),
        }
        for one in moves
    ]
    return {"rows": rows, "findings": []}


def _show_moves(moves: list[Move], *, dry_run: bool) -> None:
    table(
        [
            (phrases.day(one.was), "→", phrases.day(one.to), one.title, one.reason, "; ".join(one.warnings))
            for one in moves
        ],
        empty="nothing hangs on that date: nothing moves",
    )
    if dry_run:
        say("nothing was stored")


@plan.command("go-live", epilog="Example: seasonal-ops plan go-live bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def go_live(app: App, plan_name: str, as_json: bool) -> None:
    """From now on messages of the plan are really sent."""
    with app.database.write() as session:
        row = queries.find_plan(session, plan_name)
        planning.go_live(session, plan_id=key(row), actor=app.actor(ActorKind.CLI), now=app.clock())
        view = queries.plan(session, row)
    said = f"{view.slug} is live; see what will be sent: seasonal-ops remind list"
    emit(view, as_json=as_json, text=lambda: say(said))
