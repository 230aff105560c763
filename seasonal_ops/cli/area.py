"""`area …`: wards, hotspots, and areas to compare with."""

import click

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import words
from seasonal_ops.views import AreaView
from seasonal_ops.words import ActorKind, AreaRole


@click.group(epilog="Example: seasonal-ops area list")
def area() -> None:
    """Wards, hotspots, and areas to compare with."""


@area.command("list", epilog="Example: seasonal-ops area list --json")
@json_option
@click.pass_obj
def list_areas(app: App, as_json: bool) -> None:
    """All areas, with what each is in a comparison."""
    with app.database.read() as session:
        views = queries.areas(session)
    none = 'no area is known; counts are of the whole district: seasonal-ops area add "NAME"'
    emit(views, as_json=as_json, text=lambda: table(map(_row, views), empty=none))


def _row(view: AreaView) -> tuple[str, ...]:
    return (view.slug, view.name, view.role.value)


@area.command("add", epilog='Example: seasonal-ops area add "Skelmersdale North" --role comparison')
@click.argument("name")
@click.option(
    "--role",
    type=words(AreaRole),
    default=AreaRole.EVENT.value,
    show_default=True,
    help="Where the operation is, what it is compared with, or what lies around either.",
)
@json_option
@click.pass_obj
def add_area(app: App, name: str, role: str, as_json: bool) -> None:
    """Make an area known, to count in it."""
    with app.database.write() as session:
        row = counting.add_area(
            session, name=name, role=AreaRole(role), actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = next(one for one in queries.areas(session) if one.id == row.id)
    emit(view, as_json=as_json, text=lambda: say(f"{view.name} is known as {view.slug} ({view.role})"))


@area.command("set", epilog="Example: seasonal-ops area set tanhouse --role buffer")
@click.argument("area_name", metavar="AREA")
@click.option("--name", help="What it is called.")
@click.option("--role", type=words(AreaRole), help="What it is in a comparison.")
@json_option
@click.pass_obj
def set_area(app: App, area_name: str, name: str | None, role: str | None, as_json: bool) -> None:
    """Call AREA by another name, or give it another role."""
    with app.database.write() as session:
        row = counting.set_area(
            session,
            area=area_name,
            name=name,
            role=AreaRole(role) if role else None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = next(one for one in queries.areas(session) if one.id == row.id)
    emit(view, as_json=as_json, text=lambda: say("  ".join(_row(view))))
