"""`plan templates|new|list|show|go-live`."""

from datetime import date

import click

import plans as shipped
from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks import findings
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.plan.group import plan
from seasonal_ops.cli.previews import dry_run_option, emit_preview
from seasonal_ops.cli.types import ANCHOR
from seasonal_ops.models import key
from seasonal_ops.templates import Draft, expand
from seasonal_ops.views import BaselineView, Move, PlanView, Preview
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.words import ActorKind, Check, Severity


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
@dry_run_option
@json_option
@click.pass_obj
def new(
    app: App, *, template: str, year: int, anchors: tuple[tuple[str, date], ...], dry_run: bool, as_json: bool
) -> None:
    """Make a plan from TEMPLATE (a name, or a FILE.toml)."""
    draft = expand(shipped.load(template), year=year, given=dict(anchors))
    if dry_run:
        none = "the template has no activities"
        emit_preview(_preview(draft), wanted_json=as_json, stored=False, empty=none)
        return
    with app.database.write() as session:
        row = planning.draft_plan(
            session, draft=draft, year=year, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = queries.plan(session, row)
    emit(view, as_json=as_json, text=lambda: _made(view, draft))


def _preview(draft: Draft) -> Preview:
    return Preview(
        moves=tuple(
            Move(title=one.spec.title, was=None, to=one.on, reason=one.reason, warnings=one.warnings)
            for one in draft.activities
        )
    )


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
    say(f"  {phrases.lead(view)}")


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


@plan.command(epilog="Example: seasonal-ops plan show bright-sparx-2026 --baseline")
@click.argument("plan_name", metavar="PLAN")
@click.option("--baseline", is_flag=True, help="What was promised at go-live, stands now, was delivered.")
@json_option
@click.pass_obj
def show(app: App, plan_name: str, baseline: bool, as_json: bool) -> None:
    """One plan with its anchors."""
    with app.database.read() as session:
        row = queries.find_plan(session, plan_name)
        view = queries.plan(session, row)
        against = queries.baseline(session, row) if baseline else None
    if against is None:
        emit(view, as_json=as_json, text=lambda: _show(view))
        return
    data = {**as_plain(view), "baseline": as_plain(against)}
    emit(data, as_json=as_json, text=lambda: _show_baseline(view, against))


def _show_baseline(view: PlanView, against: BaselineView) -> None:
    since = phrases.day(against.taken)
    say(f"{view.name}: {against.promised} activities were promised when it went live on {since}")
    say(f"  {against.standing} stand now, {against.delivered} are delivered")
    heads = ("partner", "promised", "now", "delivered", "partly", "not delivered", "added", "dropped")
    rows = [
        (
            one.name, one.promised, one.standing, one.delivered, one.partly, one.not_delivered, one.added,
            one.dropped,
        )
        for one in against.partners
    ]  # fmt: skip
    table([heads, *rows], empty="")
    if against.changes:
        say("what is not as it was promised:")
    preview = Preview(moves=against.changes)
    emit_preview(preview, wanted_json=False, stored=True, empty="everything stands as it was promised")


@plan.command("go-live", epilog="Example: seasonal-ops plan go-live bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def go_live(app: App, plan_name: str, as_json: bool) -> None:
    """From now on messages of the plan are really sent; there is no way back to a draft."""
    with app.database.write() as session:
        row = queries.find_plan(session, plan_name)
        found = findings(queries.picture(session, [row], now=app.clock()))
        planning.go_live(session, plan_id=key(row), actor=app.actor(ActorKind.CLI), now=app.clock())
        view = queries.plan(session, row)

    def text() -> None:
        say(f"{view.slug} is live; see what will be sent: seasonal-ops remind list")
        for one in found:
            if one.rule is Check.CONTACT:
                say(f"note: {one.sentence}: {one.way_out}")
            if one.rule is Check.UNANSWERED and "address" in one.sentence:
                say(f"note: {one.sentence}")
        errors = sum(one.severity is Severity.ERROR for one in found)
        if errors:
            way = f"seasonal-ops plan check {view.slug}"
            say(f"note: there {'is 1 error' if errors == 1 else f'are {errors} errors'} in it: {way}")

    emit(view, as_json=as_json, text=text)
