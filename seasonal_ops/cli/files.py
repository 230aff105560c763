"""Files that a person asked for: written whole or not at all."""

from pathlib import Path

import click

from seasonal_ops.errors import BadValue
from seasonal_ops.files import replace_file

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where it goes."
)


def write_file(path: Path, content: bytes) -> None:
    """Put the content in place of what was there. Raises BadValue where it cannot be written."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise BadValue(f"{path} cannot be written: {error.strerror}; choose another place with -o") from error
