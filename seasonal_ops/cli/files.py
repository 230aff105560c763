"""Files that a person asked for: written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import click

from seasonal_ops.cli.output import say
from seasonal_ops.errors import BadValue
from seasonal_ops.files import replace_file
from seasonal_ops.paper.blocks import Paper
from seasonal_ops.paper.formats import Format, written

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where it goes."
)


def write_file(path: Path, content: bytes) -> None:
    """Put the content in place of what was there. Raises BadValue where it cannot be written."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise BadValue(f"{path} cannot be written: {error.strerror}; choose another place with -o") from error


def format_option(*, required: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """`--format`, as the `Format` that `write_paper` takes."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(Format, case_sensitive=False),
        required=required,
        help="As a document: Word, PDF, a page for browsers, or Markdown.",
    )


def write_paper(paper: Paper, kind: Format, output: Path | None) -> None:
    """Write the document and say where; without a file Markdown is printed.

    Raises BadValue where it cannot be written, or another format has no file to go to.
    """
    if output is None and kind is not Format.MD:
        raise BadValue(f"a document needs a file; add -o FILE.{kind}")
    content = written(paper, kind)
    if output is None:
        say(content.decode().rstrip("\n"))
        return
    write_file(output, content)
    say(f"wrote {output}")
