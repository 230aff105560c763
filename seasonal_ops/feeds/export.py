"""Feeds as files in a folder, for a web server or a share that the partners read already.

A file is replaced whole, and only when its bytes changed, so that whoever mirrors the folder copies
what is new. What was shut is taken away. No address and no token stands in any of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, or_, select

from seasonal_ops import ical, tokens
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.feeds.bodies import body
from seasonal_ops.files import replace_file, sweep
from seasonal_ops.models import Feed, Token, key
from seasonal_ops.subscribing import file_name
from seasonal_ops.words import Detail

if TYPE_CHECKING:
    from jinja2 import Template

INDEX: Final = "index.html"
_MARK: Final = b'<meta name="generator" content="Seasonal Ops">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did; names of files in the folder. `indexed` is false where an index is not ours."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A feed in the index; `changed` is local."""

    file: str
    name: str
    detail: Detail
    events: int
    changed: datetime


def export(database: Database, folder: Path, *, now: datetime) -> Exported:
    """Bring the folder up to what the feeds are.

    Raises Refused when it, or a file in it, cannot be written: what is shut has gone all the same, and
    every file is whole, the new one or the old one.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file; give a folder for the feeds")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        with database.read() as session:
            return _export(session, folder, now)
    except OSError as error:
        raise _refused(folder, error) from error


def _refused(path: Path, error: OSError) -> Refused:
    return Refused(
        f"{path} cannot be written: {error.strerror or error};"
        " what stands there is whole, and the next export goes on"
    )


def _export(session: Session, folder: Path, now: datetime) -> Exported:
    served = _served(session, now)
    # First of all: a full disk must not keep public what was shut.
    removed = tuple(_remove(session, folder, {_file(feed) for feed in served}))
    lines, files = [], {}
    for feed in served:
        content = body(session, key(feed))
        lines.append(_line(feed, content))
        files[lines[-1].file] = _put(folder / lines[-1].file, content)
    unchanged = sum(new is False for new in files.values())
    ours = _is_ours(folder / INDEX)
    if ours:
        files[INDEX] = _put(folder / INDEX, _index().render(lines=lines).encode("utf-8"))
    for name, trouble in files.items():
        if isinstance(trouble, OSError):
            raise _refused(folder / name, trouble) from trouble
    written = tuple(name for name, new in files.items() if new is True)
    return Exported(written=written, unchanged=unchanged, removed=removed, indexed=ours)


def _is_ours(index: Path) -> bool:
    """Whether the folder's index may be written: it is not there, or was written by an export."""
    return not index.exists() or _MARK in index.read_bytes()


def _served(session: Session, now: datetime) -> list[Feed]:
    """The feeds that somebody may fetch."""
    answering = select(Token.object_id).where(
        Token.purpose == tokens.FEED,
        col(Token.revoked_at).is_(None),
        or_(col(Token.expires_at).is_(None), col(Token.expires_at) > now),
    )
    query = select(Feed).where(col(Feed.revoked_at).is_(None), col(Feed.id).in_(answering))
    return list(session.exec(query.order_by(col(Feed.id))))


def _remove(session: Session, folder: Path, keep: set[str]) -> Iterator[str]:
    """Only what an export of ours may have written; anybody else's file stays."""
    for feed in session.exec(select(Feed).order_by(col(Feed.id))):
        path = folder / _file(feed)
        if path.name not in keep and path.exists():
            path.unlink()
            yield path.name


def _put(path: Path, content: bytes) -> bool | OSError:
    """Whether the file had to be written, or why it could not be: one must not stop the others."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        replace_file(path, content)
    except OSError as error:
        return error
    return True


def _file(feed: Feed) -> str:
    """Unlike every other feed's, and the same for as long as the feed is."""
    return f"feed-{feed.id}-{file_name(feed.name)}"


def _line(feed: Feed, content: bytes) -> Line:
    events = content.count(b"\r\nBEGIN:VEVENT\r\n")
    changed = feed.last_changed.astimezone(ZoneInfo(ical.ZONE))
    return Line(_file(feed), feed.name, feed.detail, events, changed)


@cache
def _index() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template(INDEX)
