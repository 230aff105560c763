"""The zip archive that a workbook is: its limits before anything is unpacked, its XML without surprises.

The XML is read with expat as it streams, and not with openpyxl: openpyxl unpacks all shared strings
before anything can be counted, takes five times as long, tells nothing of merged cells when it streams,
reads `workbook.xml` with lxml past defusedxml where lxml is installed, and loses `x005F_` from texts
(docs/spreadsheets.md says what a user sees of it).
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Final, Protocol
from xml.parsers import expat

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import limits

_AT_ONCE: Final = 2**16
_DAMAGED: Final = (
    "the workbook is damaged; open it in a spreadsheet program, save it again, and try that file"
)
_CROWDED: Final = (
    f"the workbook has more than {limits.MOST_ELEMENTS:,} cells and formats; delete the rows and columns "
    "beyond your table, or copy the table into a new workbook"
)


class Handler(Protocol):
    """What is told of an XML file while it streams; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text, of any length."""


class Package:
    """An opened workbook within its limits. Raises BadValue for one that is not."""

    def __init__(self, content: bytes) -> None:
        with damaged():
            self._archive = zipfile.ZipFile(BytesIO(content))
            self._members = {member.filename: member for member in self._archive.infolist()}
        self._elements = 0
        _check(self._archive.infolist())

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self._members

    def parse(self, name: str, handler: Handler) -> None:
        """Stream one member's XML to the handler. Raises BadValue where it is no XML, or too much."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _refuse_doctype

        depth = 0

        def start(element: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > limits.MOST_ELEMENTS or depth > limits.DEEPEST:
                raise BadValue(_CROWDED)
            handler.start(_local(element), attributes)

        def end(element: str) -> None:
            nonlocal depth
            depth -= 1
            handler.end(_local(element))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handler.text
        with damaged(), self._open(name) as stream:
            for piece in _pieces(stream):
                parser.Parse(piece, False)
            parser.Parse(b"", True)

    def _open(self, name: str) -> IO[bytes]:
        if name not in self._members:
            raise BadValue(_DAMAGED)
        return self._archive.open(self._members[name])


@contextmanager
def damaged() -> Iterator[None]:
    """Says of an archive or an XML file that cannot be read what to do about it."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        NotImplementedError,  # a compression that is not built in
        RuntimeError,  # a member with a password
        ValueError,  # numbers and references that are none
        IndexError,
    ) as error:
        raise BadValue(_DAMAGED) from error


def few(kept: Sized, most: int, what: str) -> None:
    """Room for one more. Raises BadValue when that many are kept already."""
    if len(kept) >= most:
        raise BadValue(f"the workbook has more than {most:,} {what}; copy the table into a new workbook")


def beside(name: str, target: str) -> str:
    """The member that a relationship of the member `name` leads to; it cannot leave the archive."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _check(members: list[zipfile.ZipInfo]) -> None:
    """The sizes are those that the archive declares: no more than that is unpacked of a member."""
    if len(members) > limits.MOST_MEMBERS:
        raise BadValue(f"the workbook is made of {len(members)} files; {limits.MOST_MEMBERS} at most")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.MOST_UNPACKED:
        raise BadValue(
            f"the workbook takes {unpacked // 2**20} MB when it is unpacked; {limits.MOST_UNPACKED // 2**20} "
            "at most. Copy the table into a new workbook, or save it as .csv"
        )
    for member in members:
        swollen = member.file_size > limits.MOST_RATIO * max(member.compress_size, 1)
        if swollen and member.file_size > limits.SMALL_MEMBER:
            raise BadValue(
                f"a part of the workbook grows more than {limits.MOST_RATIO} times when it is unpacked; "
                "copy the table into a new workbook, or save it as .csv"
            )


def _local(element: str) -> str:
    return element.rpartition(":")[2] if ":" in element else element


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The member bit by bit. A tag that never ends would be kept whole by the parser, several times over."""
    without_tag = 0
    while piece := stream.read(_AT_ONCE):
        found = piece.rfind(b"<")
        without_tag = len(piece) - found if found >= 0 else without_tag + len(piece)
        if without_tag > limits.LONGEST_TAG:
            raise BadValue(_DAMAGED)
        yield piece


def _refuse_doctype(*_: object) -> None:
    raise BadValue("the workbook declares XML entities, which no spreadsheet program does; it is not read")
