"""Turns what the parser stumbled over into one sentence: what was found where, and what was expected."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from lark import UnexpectedInput, UnexpectedToken

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, nearest, quoted

_WORDS: Final = {
    "MONTH": "a month",
    "WEEKDAY": "a weekday",
    "UNIT": '"days", "weeks"',
    "_WORKING": '"working days"',
    "BEFORE": '"before"',
    "AFTER": '"after"',
    "ON_OR_BEFORE": '"on or before"',
    "ON_OR_AFTER": '"on or after"',
    "YEAR": "a year",
    "_OF": '"of"',
    "_EVERY": '"each"',
    "_MONTH_WORD": '"month"',
    "_FROM": '"from"',
    "_TO": '"to"',
    "_AND": '"and"',
    "_COMMA": "a comma",
    "DAY_KIND": '"day", "evening", "night" or "weekday"',
    "ORDINAL": "an ordinal such as second",
    "LAST": '"last"',
    "OTHER": '"other"',
    "SEMICOLON": "a semicolon",
    "$END": "the end",
}
# A name that is not known ends where the rule's own words go on.
_NAME_ENDS: Final = re.compile(r";|\s(?:to|until)\s", re.IGNORECASE)
# Between a date, an anchor and a whole rule anything may stand; then an example says more than a list.
_ANYTHING: Final = 'a date, an anchor or a rule such as "14 days before Mischief Night"'


def complaint(
    text: str, trouble: UnexpectedInput, expected: Collection[str], anchors: Sequence[str]
) -> BadValue:
    """The error for a text that is no rule; `expected` names the terminals that may stand there."""
    start = _position(text, trouble)
    rest = text[start:].strip()
    wanted = _ANYTHING if "ANCHOR" in expected else joined(_in_words(expected), "or")
    if not rest:
        return BadValue(f"the date rule {quoted(text)} breaks off; expected {wanted}")
    if "ANCHOR" in expected:
        found = _NAME_ENDS.split(rest)[0].strip() or rest
        hint = _hint(found, anchors)
    else:
        found, hint = rest.split()[0], ""
    where = f" at character {start + 1}" if start else ""
    return BadValue(f"in the date rule {quoted(text)}, found {quoted(found)}{where}; expected {wanted}{hint}")


def _position(text: str, trouble: UnexpectedInput) -> int:
    at_end = isinstance(trouble, UnexpectedToken) and trouble.token.type == "$END"
    return len(text) if at_end or trouble.pos_in_stream is None else trouble.pos_in_stream


def _in_words(expected: Collection[str]) -> list[str]:
    return [words for name, words in _WORDS.items() if name in expected]


def _hint(found: str, anchors: Sequence[str]) -> str:
    if found[0].isdigit():
        return ""
    if close := nearest(found, anchors):
        return f"; did you mean {joined(close, 'or')}?"
    return f"; the anchors are {joined(sorted(anchors))}" if anchors else "; no anchor is known here"
