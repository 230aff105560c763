"""The shipped seasons: plan files that people who do not program can read, found and loaded here."""

from importlib.resources import files
from pathlib import Path

from seasonal_ops.errors import BadTemplate, NotFound
from seasonal_ops.names import nearest
from seasonal_ops.templates import Template, parse_template


def slugs() -> tuple[str, ...]:
    """The names of the shipped templates, sorted."""
    names = (entry.name for entry in files(__package__ or "plans").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load(slug_or_path: str) -> Template:
    """A shipped template by its slug, or the plan file at a path that ends in .toml.

    Raises NotFound with the nearest names, and BadTemplate for a file that cannot be used.
    """
    if slug_or_path.endswith(".toml"):
        return _load_file(Path(slug_or_path))
    if slug_or_path not in slugs():
        hint = f"known: {', '.join(slugs())}; or give the path of a .toml file"
        raise NotFound("template", slug_or_path, nearest(slug_or_path, slugs()), hint)
    file = f"{slug_or_path}.toml"
    return _parse(files(__package__ or "plans").joinpath(file).read_bytes(), file)


def _load_file(path: Path) -> Template:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFound("plan file", str(path), hint="check the path") from None
    except OSError as trouble:
        raise BadTemplate(str(path), None, "", f"cannot be read: {trouble.strerror}") from None
    return _parse(content, str(path))


def _parse(content: bytes, file: str) -> Template:
    try:
        # Editors on Windows may put a byte order mark first; TOML does not know it.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise BadTemplate(file, line, "", "this is not UTF-8 text; save the file as UTF-8") from None
    return parse_template(text, file=file)
