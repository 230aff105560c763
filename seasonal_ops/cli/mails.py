"""`remind show`, `remind templates`: the whole of a mail, and what mails are written on."""

from pathlib import Path
from typing import Any

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import write_file
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.errors import BadValue
from seasonal_ops.reminders.transport import Message


@click.command(epilog="Example: seasonal-ops remind show 3 --html mail.html")
@click.argument("reminder_id", metavar="ID", type=int)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where its HTML goes."
)
@json_option
@click.pass_obj
def show(app: App, *, reminder_id: int, html: Path | None, as_json: bool) -> None:
    """The whole mail of a reminder, as it reads now."""
    with app.database.read() as session:
        message = app.letter(session, reminder_id)
    if html is not None:
        write_file(html, message.html.encode())
    emit(_as_json(reminder_id, message), as_json=as_json, text=lambda: _print(message))


def _as_json(reminder_id: int, message: Message) -> dict[str, Any]:
    return {
        "id": reminder_id,
        "to": message.address,
        "name": message.name,
        "subject": message.subject,
        "body": message.body,
        "html": message.html,
        "calendar": message.calendar.decode() if message.calendar else None,
        "message_id": message.message_id,
        "data": message.data,
    }


def _print(message: Message) -> None:
    say(f"To: {message.name} <{message.address}>" if message.name else f"To: {message.address}")
    say(f"Subject: {message.subject}")
    if message.calendar is not None:
        say("Attached: activity.ics")
    say()
    say(message.body.rstrip("\n"))


@click.command(epilog="Example: seasonal-ops remind templates mails --check")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--check", is_flag=True, help="Write nothing; try what is there.")
@json_option
@click.pass_obj
def templates(app: App, *, folder: Path, check: bool, as_json: bool) -> None:
    """Write the templates of mails into a folder, or try them. What is there already stays as it is."""
    from seasonal_ops.reminders.letters import letterhead

    written = [] if check else _write(folder)
    letterhead.load(folder)
    kept = "" if check or written else "; all of them were there, and stay as they are"
    said = f"{folder}: every template works" if check else f"{len(written)} files written to {folder}{kept}"
    hint = f"; set SEASONAL_OPS_MAIL_TEMPLATES={folder.absolute()}"
    used = app.settings.mail_templates is not None
    emit(
        {"folder": str(folder), "written": written},
        as_json=as_json,
        text=lambda: say(said if used else said + hint),
    )


def _write(folder: Path) -> list[str]:
    """The program's own files, but none in the place of one that is there."""
    from seasonal_ops.reminders.letters.letterhead import SHIPPED

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadValue(f"{folder} cannot be made: {error.strerror}; choose another folder") from error
    missing = [path for path in sorted(SHIPPED.iterdir()) if not (folder / path.name).exists()]
    for path in missing:
        write_file(folder / path.name, path.read_bytes())
    return [path.name for path in missing]
