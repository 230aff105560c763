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

from sqlmodel import Session, col, or_, select

from seasonal_ops import tokens
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did; names of files in the folder."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A feed in the index."""

    file: str
    name: str
    detail: Detail
    events: int
    changed: datetime


def export(database: Database, folder: Path, *, now: datetime) -> Exported:
    """Bring the folder up to what the feeds are. Raises Refused when it cannot be written; every file is
    then whole, the new one or the old one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        with database.read() as session:
            return _export(session, folder, now)
    except OSError as error:
        raise Refused(
            f"the feeds' folder {folder} cannot be written: {error.strerror or error};"
            " what stands there is whole, and the next export goes on"
        ) from error


def _export(session: Session, folder: Path, now: datetime) -> Exported:
    written, unchanged, lines = [], 0, []
    served = _served(session, now)
    for feed in served:
        content = body(session, key(feed))
        lines.append(_line(feed, content))
        if _put(folder / lines[-1].file, content):
            written.append(lines[-1].file)
        else:
            unchanged += 1
    removed = _remove(session, folder, {line.file for line in lines})
    page = _index().render(lines=lines).encode("utf-8")
    if _put(folder / INDEX, page):
        written.append(INDEX)
    return Exported(written=tuple(written), unchanged=unchanged, removed=tuple(removed))


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


def _put(path: Path, content: bytes) -> bool:
    """Whether the file had to be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True


def _file(feed: Feed) -> str:
    """Unlike every other feed's, and the same for as long as the feed is."""
    return f"feed-{feed.id}-{file_name(feed.name)}"


def _line(feed: Feed, content: bytes) -> Line:
    events = content.count(b"\r\nBEGIN:VEVENT\r\n")
    return Line(_file(feed), feed.name, feed.detail, events, feed.last_changed)


@cache
def _index() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template(INDEX)
