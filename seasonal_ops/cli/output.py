"""How answers look: JSON for scripts, aligned text for people; nothing from outside acts on the terminal."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from seasonal_ops.text import harmless
from seasonal_ops.views.plainly import plain

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


def say(line: str = "") -> None:
    """A line for people, without anything that a terminal would act on."""
    click.echo(harmless(line, keep="\n"))


def emit(data: Any, *, as_json: bool, text: Callable[[], None]) -> None:
    """`data` (a view, or a list of them) as JSON, or what `text` prints."""
    if as_json:
        click.echo(json.dumps(plain(data), ensure_ascii=True, allow_nan=False))
    else:
        text()


def table(rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Rows in aligned columns; the sentence `empty` when there is none."""
    cells = [[harmless(str(cell)) for cell in row] for row in rows]
    if not cells:
        say(empty)
        return
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())
