"""Files that a person asked for: written whole or not at all."""

import os
import tempfile
from pathlib import Path

import click

from seasonal_ops.errors import BadValue

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where it goes."
)


def write_file(path: Path, content: bytes) -> None:
    """Put the content in place of what was there. Raises BadValue where it cannot be written."""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(draft).chmod(0o644 & ~_umask())
            Path(draft).replace(path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadValue(f"{path} cannot be written: {error.strerror}; choose another place with -o") from error


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
