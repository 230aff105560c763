"""`feed check`: the linter over a file, an address or what is piped in."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.linter import LARGEST, Defect, Severity, count_events, judge, lint

_STDIN: Final = "-"


@click.command(epilog="Example: seasonal-ops feed check fire.ics --strict")
@click.argument("source", metavar="FILE|URL")
@click.option("--strict", is_flag=True, help="Warnings count as well.")
@json_option
@click.pass_context
def check(ctx: click.Context, source: str, strict: bool, as_json: bool) -> None:
    """What is wrong with a calendar, of this program or another; `-` reads what is piped in."""
    app: App = ctx.obj
    if "://" in source:
        name, data, defects = _fetched(source, app.settings.ca_bundle)
    else:
        name, data, defects = source, _read(source), []
    if data is not None:
        defects = [*defects, *lint(data)]
    emit(defects, as_json=as_json, text=lambda: _show(name, defects, count_events(data or b"")))
    if any(strict or defect.severity is Severity.ERROR for defect in defects):
        ctx.exit(1)


def _fetched(url: str, ca_bundle: Path | None) -> tuple[str, bytes | None, Sequence[Defect]]:
    """What the address may be called; the file, None after a redirect; what is wrong with the answers."""
    from integrations.fetching import fetch, probe, shown

    fetched = fetch(url, ca_bundle=ca_bundle)
    defects = judge(probe(url, fetched.answer, ca_bundle=ca_bundle))
    return shown(url), None if fetched.answer.is_redirect else fetched.body, defects


def _read(source: str) -> bytes:
    """Raises NotFound or BadValue where there is no file that can be read."""
    try:
        if source == _STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise BadValue(f"{source or 'this'} is a folder; give a calendar file or an address") from error
    except FileNotFoundError as error:
        raise NotFound("file", source, hint="give a calendar file or an address") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no such name"
        raise BadValue(f"{source} cannot be read: {why}; give a calendar file or an address") from error
    if len(data) > LARGEST:
        raise BadValue(f"{source} has more than {LARGEST:,} bytes; that is no calendar to subscribe to")
    return data


def _show(name: str, defects: Sequence[Defect], events: int) -> None:
    for one in defects:
        where = f"{name}:{one.line}" if one.line else name
        say(f"{where}: {one.severity} {one.rule}: {one.sentence} ({one.source})")
    held = f"{events:,} event{'' if events == 1 else 's'}"
    counts = Counter(one.severity for one in defects)
    said = [_counted(counts[severity], severity) for severity in Severity if counts[severity]]
    say(f"{', '.join(said) or 'clean'}: {held}")


def _counted(count: int, severity: Severity) -> str:
    return f"{count:,} {severity}{'' if count == 1 else 's'}"
