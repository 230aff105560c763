"""`feed …`: create, list, show, revoke."""

import click

from seasonal_ops import queries, sharing
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import words
from seasonal_ops.models import key
from seasonal_ops.views import FeedView
from seasonal_ops.words import ActorKind, Detail


@click.group(epilog="Example: seasonal-ops feed create --partner fire-and-rescue")
def feed() -> None:
    """Calendar subscriptions for partners."""


@feed.command(epilog="Example: seasonal-ops feed create --partner fire-and-rescue --detail full")
@click.option("--partner", "partners", metavar="P", multiple=True, help="What it is asked to do; repeatable.")
@click.option("--plan", "plans", metavar="P", multiple=True, help="What stands in it; repeatable.")
@click.option("--detail", type=words(Detail), default=Detail.FULL.value, show_default=True)
@click.option("--name", default="", help="What it is called; default: its partners and plans.")
@json_option
@click.pass_obj
def create(
    app: App, *, partners: tuple[str, ...], plans: tuple[str, ...], detail: str, name: str, as_json: bool
) -> None:
    """Make a subscription; its address may be mailed, and shown again."""
    with app.database.write() as session:
        row = sharing.create_feed(
            session,
            name=name,
            partner_ids=[key(queries.find_partner(session, one)) for one in partners],
            plan_ids=[key(queries.find_plan(session, one)) for one in plans],
            detail=Detail(detail),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = sharing.feed_view(session, key(row), key=app.key, base_url=app.base_url(session))
    emit(view, as_json=as_json, text=lambda: _show(view))


def _show(view: FeedView) -> None:
    whom = ", ".join(view.partners) or "every partner"
    what = ", ".join(view.plans) or "every plan"
    say(f"feed {view.id}: {view.name} ({view.detail}), {whom}, {what}, {view.events} events")
    say(f"  {view.url}")
    if view.revoked:
        say(f"  revoked on {view.revoked:%Y-%m-%d %H:%M} UTC; the address answers 410 Gone")
    for problem in view.problems:
        say(f"  note: {problem}")


@feed.command("list", epilog="Example: seasonal-ops feed list")
@json_option
@click.pass_obj
def list_feeds(app: App, as_json: bool) -> None:
    """All subscriptions."""
    with app.database.read() as session:
        views = sharing.feed_views(session, key=app.key, base_url=app.base_url(session))
    rows = [
        (
            view.id,
            view.name,
            view.detail.value,
            f"{view.events} events",
            "revoked" if view.revoked else view.url,
        )
        for view in views
    ]
    none = "there is no feed yet: seasonal-ops feed create --partner fire-and-rescue"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@feed.command(epilog="Example: seasonal-ops feed show 2")
@click.argument("feed_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def show(app: App, feed_id: int, as_json: bool) -> None:
    """One subscription with its address."""
    with app.database.read() as session:
        view = sharing.feed_view(session, feed_id, key=app.key, base_url=app.base_url(session))
    emit(view, as_json=as_json, text=lambda: _show(view))


@feed.command(epilog="Example: seasonal-ops feed revoke 2")
@click.argument("feed_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def revoke(app: App, feed_id: int, as_json: bool) -> None:
    """Shut the address for good."""
    with app.database.write() as session:
        sharing.revoke_feed(session, feed_id=feed_id, actor=app.actor(ActorKind.CLI), now=app.clock())
        view = sharing.feed_view(session, feed_id, key=app.key, base_url=app.base_url(session))
    said = f"feed {feed_id} is revoked: from now on its address answers 410 Gone"
    emit(view, as_json=as_json, text=lambda: say(said))
