"""Papers that a lead writes to a file that they name."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from seasonal_ops.errors import BadValue

if TYPE_CHECKING:
    from seasonal_ops.paper.blocks import Paper


def write_paper(paper: "Callable[[], Paper]", file: str, *, replace: bool) -> str | None:
    """Make the paper and write it in the format that the name ends with; the whole path of where it is.

    None when there is something of that name already and it is not to be replaced: then nothing is written.
    Raises BadValue for a name that does not end with a format, and where nothing can be written.
    """
    from seasonal_ops.files import new_file, put_file
    from seasonal_ops.paper.formats import Format, written

    try:
        path = Path(file.strip()).expanduser().absolute()
    except RuntimeError:
        raise BadValue(f"{file} cannot be written: there is no such account; choose another place") from None
    try:
        kind = Format(path.suffix.lstrip(".").lower())
    except ValueError:
        raise BadValue(f"the name does not say what it is; let it end with .{', .'.join(Format)}") from None
    try:
        if replace:
            put_file(path, written(paper(), kind))
        elif path.exists():
            return None
        else:
            new_file(path, written(paper(), kind))
    except FileExistsError:
        return None  # somebody made it while the paper was
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "there is no such name"
        raise BadValue(f"{path} cannot be written: {why}; choose another place") from error
    return str(path)
