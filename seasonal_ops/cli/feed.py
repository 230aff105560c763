"""`feed …`: create, list, show, rotate, revoke, export."""

import sys
from datetime import date, timedelta
from pathlib import Path

import click

from seasonal_ops import queries, sharing
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.feed_check import check
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.subscription import day_after, describe, fetched, print_qr, state
from seasonal_ops.cli.types import DATE, words
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind, Detail


@click.group(epilog="Example: seasonal-ops feed create --partner fire-and-rescue")
def feed() -> None:
    """Calendar subscriptions for partners."""


feed.add_command(check)


@feed.command(epilog="Example: seasonal-ops feed create --partner fire-and-rescue --detail full")
@click.option("--partner", "partners", metavar="P", multiple=True, help="What it is asked to do; repeatable.")
@click.option("--plan", "plans", metavar="P", multiple=True, help="What stands in it; repeatable.")
@click.option("--detail", type=words(Detail), default=Detail.FULL.value, show_default=True)
@click.option("--name", default="", help="What it is called; default: its partners and plans.")
@click.option("--alarms", is_flag=True, help="Calendars ring an hour before each event.")
@click.option("--expires", type=DATE, help="The last day on which its address answers.")
@json_option
@click.pass_obj
def create(
    app: App, *, partners: tuple[str, ...], plans: tuple[str, ...], detail: str, name: str, alarms: bool,
    expires: date | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a subscription; its address may be mailed, and shown again."""
    with app.database.write() as session:
        row = sharing.create_feed(
            session,
            name=name,
            partner_ids=[key(queries.find_partner(session, one)) for one in partners],
            plan_ids=[key(queries.find_plan(session, one)) for one in plans],
            detail=Detail(detail),
            alarms=alarms,
            expires=None if expires is None else day_after(expires, app.settings.time_zone),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = sharing.feed_view(session, key(row), key=app.key, base_url=app.base_url(session))
    emit(view, as_json=as_json, text=lambda: describe(view, app.clock(), app.settings.time_zone))


@feed.command("list", epilog="Example: seasonal-ops feed list")
@json_option
@click.pass_obj
def list_feeds(app: App, as_json: bool) -> None:
    """All subscriptions, and which of them nobody uses."""
    with app.database.read() as session:
        views = sharing.feed_views(session, key=app.key, base_url=app.base_url(session))
    now = app.clock()
    rows = [
        (
            view.id,
            view.name,
            view.detail.value + (", rings" if view.alarms else ""),
            f"{view.events} events",
            fetched(view, now),
            state(view, now),
        )
        for view in views
    ]
    none = "there is no feed yet: seasonal-ops feed create --partner fire-and-rescue"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@feed.command(epilog="Example: seasonal-ops feed show 2")
@click.argument("feed_id", metavar="ID", type=int)
@click.option(
    "--qr/--no-qr", default=None, help="A QR code of the page for partners; default: on a terminal."
)
@json_option
@click.pass_obj
def show(app: App, feed_id: int, qr: bool | None, as_json: bool) -> None:
    """One subscription: how to subscribe to it, and who did."""
    with app.database.read() as session:
        view = sharing.feed_view(session, feed_id, key=app.key, base_url=app.base_url(session))

    def text() -> None:
        describe(view, app.clock(), app.settings.time_zone)
        if (sys.stdout.isatty() if qr is None else qr) and not view.shut(app.clock()):
            print_qr(view.links.page)

    emit(view, as_json=as_json, text=text)


@feed.command(epilog="Example: seasonal-ops feed rotate 2 --grace 14")
@click.argument("feed_id", metavar="ID", type=int)
@click.option(
    "--grace",
    metavar="DAYS",
    type=click.IntRange(0, sharing.LONGEST_GRACE.days),
    default=0,
    show_default=True,
    help="How long the old address answers.",
)
@json_option
@click.pass_obj
def rotate(app: App, feed_id: int, grace: int, as_json: bool) -> None:
    """Give it another address, when the old one got into wrong hands or somebody left."""
    with app.database.write() as session:
        sharing.rotate_feed(
            session,
            feed_id=feed_id,
            grace=timedelta(days=grace),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = sharing.feed_view(session, feed_id, key=app.key, base_url=app.base_url(session))
    emit(view, as_json=as_json, text=lambda: describe(view, app.clock(), app.settings.time_zone))


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


@feed.command(epilog="Example: seasonal-ops feed export calendars")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def export(app: App, folder: Path, as_json: bool) -> None:
    """Write every feed as a file into a folder, with an index page; what did not change is not touched."""
    from seasonal_ops.feeds.export import INDEX
    from seasonal_ops.feeds.export import export as export_feeds

    done = export_feeds(app.database, folder, now=app.clock())

    def text() -> None:
        for name in done.written:
            say(f"written    {folder / name}")
        for name in done.removed:
            say(f"removed    {folder / name}")
        index = f"the index is {folder / INDEX}"
        if not done.indexed:
            index = f"{folder / INDEX} is not of this program and was left alone"
        say(f"unchanged  {done.unchanged}; {index}")

    emit(done, as_json=as_json, text=text)
