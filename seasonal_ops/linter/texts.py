"""Escapes in texts (RFC 5545, 3.3.11): a wrong one ends a value early or shows a backslash."""

import re
from typing import Final

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error, warning

UNESCAPED_COMMA: Final = error(
    "unescaped-comma", "RFC 5545, 3.3.11", "{} holds a comma that is not escaped; write \\,"
)
UNESCAPED_SEMICOLON: Final = error(
    "unescaped-semicolon", "RFC 5545, 3.3.11", "{} holds a semicolon that is not escaped; write \\;"
)
BAD_ESCAPE: Final = error(
    "bad-escape",
    "RFC 5545, 3.3.11",
    "{} holds a backslash before what needs none; write \\\\ for a backslash",
)
NEWLINE_IN_SUMMARY: Final = warning(
    "newline-in-summary",
    "RFC 5545, 3.8.1.12",
    "the SUMMARY has a line break, which many lists show raw; use one line",
)

_ONE: Final = ("SUMMARY", "LOCATION", "DESCRIPTION", "COMMENT", "CONTACT", "NAME")
_MANY: Final = ("CATEGORIES", "RESOURCES")  # a raw comma stands between their values
_ESCAPED: Final = re.compile(r"\\[\\;,nN]")
_TELLING: Final = re.compile(r"[\\;,]")


def check_texts(component: Component, report: Report) -> None:
    """The texts of a component."""
    for line in component.all(*_ONE, *_MANY):
        if _TELLING.search(line.value):
            _check(line, report)


def _check(line: Line, report: Report) -> None:
    rest = _ESCAPED.sub("", line.value)
    if "," in rest and line.name not in _MANY:
        report.add(UNESCAPED_COMMA, line.number, line.name)
    if ";" in rest:
        report.add(UNESCAPED_SEMICOLON, line.number, line.name)
    if "\\" in rest:
        report.add(BAD_ESCAPE, line.number, line.name)
    if line.name == "SUMMARY" and {"\\n", "\\N"} & set(_ESCAPED.findall(line.value)):
        report.add(NEWLINE_IN_SUMMARY, line.number)
