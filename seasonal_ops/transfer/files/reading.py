"""A file becomes a table. Its kind is told by its content: a name says little."""

from pathlib import Path
from typing import Final

from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.names import quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.files.cleaning import cleaned
from seasonal_ops.transfer.table import Table

_ZIP: Final = b"PK"
# What others begin with, and what they are. An encrypted .xlsx is an OLE file like the old .xls.
_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0": "an old .xls workbook, or one with a password",
    b"%PDF": "a PDF",
    b"{\\rtf": "a text document",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"bplist": "an Apple file",
}
_INSIDE: Final = {
    b"mimetypeapplication/vnd.oasis": "an OpenDocument file (.ods)",
    b"Index/": "an Apple Numbers file",
    b"word/": "a Word document",
}


def read(path: Path) -> Table:
    """The sheets of a .csv, an .xlsx or a .json that was exported.

    Raises NotFound for a file that is not there, BadValue with the place for one that cannot be taken.
    """
    content = _content(path)
    if not content.strip():
        raise BadValue(f"{quoted(path.name)} is empty")
    return cleaned(_read(content))


def _content(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        # A pipe would keep us waiting for ever, a folder cannot be read.
        raise BadValue(f"{quoted(path.name)} is no file; name a .xlsx, .csv or .json")
    try:
        with path.open("rb") as file:
            content = file.read(limits.MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotFound("file", path, hint="check the name and the folder") from None
    except OSError as error:
        raise BadValue(f"{quoted(str(path))} cannot be read: {error.strerror}") from None
    if len(content) > limits.MOST_BYTES:
        raise BadValue(f"{quoted(path.name)} is larger than {limits.MOST_BYTES // 2**20} MB; split it")
    return content


def _read(content: bytes) -> Table:
    # Each reader is loaded when a file of its kind comes.
    if content.startswith(_ZIP):
        _refuse(next((kind for sign, kind in _INSIDE.items() if sign in content[:4096]), None))
        from seasonal_ops.transfer.files.workbook import read_workbook

        return read_workbook(content)
    _refuse(next((kind for sign, kind in _OTHERS.items() if content.startswith(sign)), None))
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from seasonal_ops.transfer.files.document import read_document

        return read_document(content.removeprefix(b"\xef\xbb\xbf"))
    from seasonal_ops.transfer.files.separated import read_separated

    return read_separated(content)


def _refuse(kind: str | None) -> None:
    if kind is not None:
        raise BadValue(f"this is {kind}; open it in its program and save it as .xlsx or .csv")
