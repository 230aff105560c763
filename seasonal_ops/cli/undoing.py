"""`undo`, `redo`: back and forth through what one person did."""

from collections.abc import Callable

import click

from seasonal_ops import undoing
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.words import ActorKind

through_option = click.option(
    "--through",
    type=click.Choice([ActorKind.CLI.value, ActorKind.TUI.value]),
    default=ActorKind.CLI.value,
    show_default=True,
    help="Whose steps: those of the command line, or those of the terminal UI.",
)


@click.command(epilog="Example: seasonal-ops undo --through tui")
@through_option
@json_option
@click.pass_obj
def undo(app: App, through: str, as_json: bool) -> None:
    """Take back your newest change; what somebody else changed since is never overwritten."""
    _turn(app, undoing.undo, through, as_json=as_json)


@click.command(epilog="Example: seasonal-ops redo")
@through_option
@json_option
@click.pass_obj
def redo(app: App, through: str, as_json: bool) -> None:
    """Do again what was undone last, as long as you did nothing else since."""
    _turn(app, undoing.redo, through, as_json=as_json)


def _turn(app: App, verb: Callable[..., str], through: str, *, as_json: bool) -> None:
    with app.database.write() as session:
        told = verb(session, actor=app.actor(ActorKind.CLI), through=ActorKind(through), now=app.clock())
    emit({"told": told}, as_json=as_json, text=lambda: say(told))
