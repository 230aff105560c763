"""What is wrong with the bytes, whatever they say: line ends, lengths, folds, characters that split lines.

Each rule is one pattern over the whole file, so that the time taken grows with the size and nothing else.
"""

import re
from itertools import islice
from typing import Final

from seasonal_ops.linter.reporting import MOST, Report, Rule, error

BOM: Final = b"\xef\xbb\xbf"

BYTE_ORDER_MARK: Final = error(
    "bom",
    "RFC 5545, 3.1",
    "the file begins with a byte order mark, which some readers take for part of BEGIN; leave it out",
)
LF_ONLY: Final = error("lf-only", "RFC 5545, 3.1", "the line ends in LF alone; end every line with CR LF")
BARE_CR: Final = error(
    "bare-cr", "RFC 5545, 3.1", "a CR without LF splits the line for some readers; take it out or write CR LF"
)
NO_FINAL_LINE_END: Final = error(
    "no-final-line-end", "RFC 5545, 3.1", "the last line does not end; write CR LF after it"
)
LINE_TOO_LONG: Final = error(
    "line-too-long", "RFC 5545, 3.1", "the line has more than 75 octets; fold it with CR LF and a space"
)
BLANK_LINE: Final = error(
    "blank-line", "RFC 5545, 3.1", "the line is empty, and some readers stop there; take it out"
)
FOLD_AT_START: Final = error(
    "fold-at-start",
    "RFC 5545, 3.1",
    "the file begins with the rest of a folded line; begin with BEGIN:VCALENDAR",
)
SPLIT_CHARACTER: Final = error(
    "split-character", "RFC 5545, 3.1", "the fold splits a UTF-8 character; fold before it or after it"
)
CONTROL_CHARACTER: Final = error(
    "control-character", "RFC 5545, 3.1", "the line holds a control character; take it out"
)
C1_CONTROL: Final = error(
    "c1-control", "ISO/IEC 6429", "the line holds a control character (U+0080 to U+009F); take it out"
)
LINE_SEPARATOR: Final = error(
    "line-separator",
    "Unicode, 5.8",
    "U+0085, U+2028 or U+2029 splits the line for readers that know it as a line end; take it out",
)

_PATTERNS: Final = (
    (LF_ONLY, re.compile(rb"(?<!\r)\n")),
    (BARE_CR, re.compile(rb"\r(?!\n)")),
    (LINE_TOO_LONG, re.compile(rb"^[^\r\n]{76,}", re.MULTILINE)),
    (BLANK_LINE, re.compile(rb"^\r?\n", re.MULTILINE)),
    (SPLIT_CHARACTER, re.compile(rb"[\x80-\xff]\r?\n[ \t](?=[\x80-\xbf])")),
    (CONTROL_CHARACTER, re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")),
    (C1_CONTROL, re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")),
    (LINE_SEPARATOR, re.compile(rb"\xc2\x85|\xe2\x80[\xa8\xa9]")),
)


def with_line_feeds(data: bytes, report: Report) -> bytes:
    """The file without a byte order mark and with line feeds.

    Where no LF stands at all, CR ends the lines, as on old Macs; elsewhere a bare CR is a character.
    """
    if data.startswith(BOM):
        report.add(BYTE_ORDER_MARK, 1)
        data = data.removeprefix(BOM)
    if b"\r" in data and b"\n" not in data:
        report.add(BARE_CR, 1)
        data = data.replace(b"\r", b"\r\n")
    return data


def check_octets(data: bytes, report: Report) -> None:
    """The rules of this module, over a file that went through `with_line_feeds`."""
    for rule, pattern in _PATTERNS:
        _look(rule, pattern, data, report)
    if data[:1] in (b" ", b"\t"):
        report.add(FOLD_AT_START, 1)
    if data and not data.endswith(b"\n"):
        report.add(NO_FINAL_LINE_END, data.count(b"\n") + 1)


def _look(rule: Rule, pattern: re.Pattern[bytes], data: bytes, report: Report) -> None:
    matches = pattern.finditer(data)
    line, last = 1, 0
    for match in islice(matches, MOST):
        line += data.count(b"\n", last, match.start())
        last = match.start()
        report.add(rule, line)
    # Counted without a look at each: there may be millions.
    report.count(rule, sum(1 for _ in matches))
