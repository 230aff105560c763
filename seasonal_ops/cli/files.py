"""Files that a person asked for: written whole or not at all."""

from pathlib import Path

import click

from seasonal_ops.cli.output import say
from seasonal_ops.errors import BadValue
from seasonal_ops.files import put_file
from seasonal_ops.paper.blocks import Paper
from seasonal_ops.paper.formats import Format, written

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where it goes."
)


def write_file(path: Path, content: bytes) -> None:
    """Put the content in place of what was there, or into a pipe. Raises BadValue where that cannot be."""
    try:
        put_file(path, content)
    except OSError as error:
        raise BadValue(f"{path} cannot be written: {error.strerror}; choose another place with -o") from error


format_option = click.option(
    "--format",
    "kind",
    type=click.Choice(Format, case_sensitive=False),
    help="Word, PDF, a page for browsers, or Markdown; by default what the name of the file says.",
)


def format_of(kind: Format | None, output: Path | None) -> Format | None:
    """The format that was asked for, or the one that a file's name ends with; None without either.

    Raises BadValue for a name that says none, or a format other than Markdown without a file to go to.
    """
    if output is None:
        if kind not in (None, Format.MD):
            raise BadValue(f"a document needs a file; add -o FILE.{kind}")
        return kind
    try:
        return kind or Format(output.suffix.lstrip(".").lower())
    except ValueError:
        raise BadValue(f"{output.name} does not say what it is; add --format {' or '.join(Format)}") from None


def write_paper(paper: Paper, kind: Format, output: Path | None) -> None:
    """Write the document and say where; without a file it is Markdown, and printed.

    Raises BadValue where it cannot be written.
    """
    content = written(paper, kind)
    if output is None:
        say(content.decode().rstrip("\n"))
        return
    write_file(output, content)
    say(f"wrote {output}")
