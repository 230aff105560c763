"""Content lines (RFC 5545, 3.1): unfolded, read as name, parameters and value, with their line numbers."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from seasonal_ops.linter.reporting import Report, error

NOT_UTF8: Final = error("not-utf8", "RFC 5545, 3.1.4", "the line is not UTF-8; save the file as UTF-8")
NOT_A_CONTENT_LINE: Final = error(
    "not-a-content-line",
    "RFC 5545, 3.1",
    "{!r} is no NAME:value; fold a long line with a space, write a newline in a text as \\n",
)

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
# Nothing has to follow, so that the pattern never goes back over what it read.
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_FOLDS: Final = (b" ", b"\t")
_NO_PARAMETERS: Final[dict[str, str]] = {}


class Line(NamedTuple):
    """A content line: names in capitals, parameters as written without their outer quotes, text undecoded."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


def content_lines(data: bytes, report: Report) -> Iterator[Line]:
    """Every line that can be read, with the number of the physical line it begins on."""
    for number, octets in _unfolded(data):
        try:
            text = octets.decode()
        except UnicodeDecodeError:
            report.add(NOT_UTF8, number)
            text = octets.decode(errors="replace")
        line = _read(number, text)
        if line is None:
            report.add(NOT_A_CONTENT_LINE, number, text)
        else:
            yield line


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    parts: list[bytes] = []
    begun = 0
    for number, physical in enumerate(data.split(b"\n"), start=1):
        octets = physical.removesuffix(b"\r")
        if octets.startswith(_FOLDS):
            parts.append(octets[1:])
        elif octets:
            if begun:
                yield begun, b"".join(parts)
            parts, begun = [octets], number
    if begun:
        yield begun, b"".join(parts)


def _read(number: int, text: str) -> Line | None:
    name = _NAME.match(text)
    if name is None:
        return None
    end = name.end()
    parameters = {} if text[end : end + 1] == ";" else _NO_PARAMETERS
    while parameter := _PARAMETER.match(text, end):
        parameters[parameter[1].upper()] = parameter[2].strip('"')
        end = parameter.end()
    if text[end : end + 1] != ":":
        return None
    return Line(number, name[0].upper(), parameters, text[end + 1 :])
