"""Cells of values: numbers as people write them, nil returns, and how exact a number is said to be."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted
from seasonal_ops.transfer.table import Unusable, Value
from seasonal_ops.words import MeasureKind, Qualifier

# What a template writes into nights that a measure does not cover.
CLOSED: Final = "–"
_DASHES: Final = frozenset({"-", "–", "—"})
_NIL: Final = frozenset({"nil", "none", "zero", "nil return", "no incidents", "none recorded"})
_NOT_KNOWN: Final = frozenset(
    {
        "n/k",
        "nk",
        "n/a",
        "na",
        "not known",
        "not yet known",
        "unknown",
        "awaited",
        "pending",
        "tbc",
        "missing",
    }
)
# What published tables put in place of a small number.
_SUPPRESSED: Final = frozenset({"*", "**", "[c]", "[x]", "..", ":"})
# How a qualifier is written before a number, so that it is read again.
SPOKEN: Final[Mapping[Qualifier, str]] = {
    Qualifier.ABOUT: "about",
    Qualifier.OVER: "over",
    Qualifier.AT_LEAST: "at least",
    Qualifier.ALMOST: "almost",
}
_BEFORE: Final[Mapping[Qualifier, str]] = {
    Qualifier.ABOUT: r"about|approximately|approx\.?|circa|around|roughly|ca?\.|ca|c|~|≈",
    Qualifier.OVER: r"over|more than|above|>",
    Qualifier.AT_LEAST: r"at least|minimum|min\.?|≥|>=",
    Qualifier.ALMOST: r"almost|nearly|just under",
}
_AFTER: Final[Mapping[Qualifier, str]] = {
    Qualifier.ABOUT: r"approximately|approx\.?|or so|ish|about",
    Qualifier.AT_LEAST: r"\+|or more|and more|or over|and over|plus",
}
_QUALIFIED: Final = tuple(
    [
        (word, re.compile(rf"(?:{signs})\s*(?=[0-9])(?P<number>.+)", re.IGNORECASE))
        for word, signs in _BEFORE.items()
    ]
    + [
        (word, re.compile(rf"(?P<number>.*[0-9%])\s*(?:{signs})", re.IGNORECASE))
        for word, signs in _AFTER.items()
    ]
)
_BELOW: Final = re.compile(r"(?:<|≤|<=|under|below|less than|fewer than|up to)\s*[0-9].*", re.IGNORECASE)
_RANGE: Final = re.compile(r"[0-9]+\s*(?:-|–|—|to)\s*[0-9]+", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_WHOLE_WITH_POINT: Final = re.compile(r"([0-9]+)\.0+")
_PART_OF_ONE: Final = re.compile(r"0?\.[0-9]*[1-9][0-9]*|1(?:\.0*)?")
_PERCENT: Final = re.compile(r"([0-9.]+)\s*(?:%|per ?cent)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a value as the measure takes it; `qualifier` None: the cell says none."""

    value: str
    qualifier: Qualifier | None = None
    nil: bool = False


def read_value(value: Value, kind: MeasureKind) -> Said | None:
    """What a cell says, or None where it says that nothing is known yet.

    Raises BadValue with one sentence that says what to write. Whether a measure can hold the value is
    for `counting` to say.
    """
    match value:
        case None:
            return None
        case str():
            return _of_text(" ".join(value.split()), kind) if kind is not MeasureKind.TEXT else Said(value)
        case bool() | int() | float():
            return Said(_of_number(float(value), kind))
        case date() | time():
            raise BadValue("this is a date or a time, and a number is needed; format the cell as a number")
        case Unusable():
            raise BadValue(f"the cell {value.sentence}")
        case _:
            raise BadValue("one value is needed here; write a number")


def typed(text: str, kind: MeasureKind) -> Said:
    """A value with its qualifier and without thousands' commas; whatever else is said is left as it is.

    Raises BadValue for a percentage that may be a part of one.
    """
    if kind is MeasureKind.TEXT:
        return Said(text)
    text = " ".join(text.split())
    for qualifier, form in _QUALIFIED:
        if found := form.fullmatch(text):
            return Said(_plain(found["number"].strip(), kind), qualifier)
    return Said(_plain(text, kind))


def number_of(value: Value) -> Decimal | None:
    """The plain number in a cell such as a total; None where it holds none."""
    try:
        said = read_value(value, MeasureKind.QUANTITY)
        return None if said is None else Decimal(said.value)
    except (BadValue, ArithmeticError):
        return None


def is_closed(value: Value) -> bool:
    """Whether a cell holds only a dash, as a template writes it where a measure is not counted."""
    return isinstance(value, str) and value.strip() in _DASHES


def _of_text(text: str, kind: MeasureKind) -> Said | None:
    said = text.casefold().rstrip(".")
    if said in _NOT_KNOWN:
        return None
    if said in _NIL:
        return Said("0", nil=True)
    _refuse_what_is_no_number(text)
    return typed(text, kind)


def _refuse_what_is_no_number(text: str) -> None:
    if text in _DASHES:
        raise BadValue(
            f"{quoted(text)} can mean none or not known; write 0 for none, or leave the cell blank"
        )
    if text.casefold() in _SUPPRESSED or _BELOW.fullmatch(text):
        raise BadValue(
            f"{quoted(text)} is hidden by its source; ask for the number, or leave the cell blank (missing)"
        )
    if _RANGE.fullmatch(text):
        raise BadValue(f'{quoted(text)} is a range; write one number, such as "about 30"')


def _plain(text: str, kind: MeasureKind) -> str:
    """Without thousands' commas, a point with only noughts behind it, or the sign of a percentage."""
    if kind is MeasureKind.PERCENTAGE and (found := _PERCENT.fullmatch(text)):
        text = found[1]
    elif kind is MeasureKind.PERCENTAGE and _PART_OF_ONE.fullmatch(text):
        raise _either(float(text))
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if kind is MeasureKind.COUNT and (found := _WHOLE_WITH_POINT.fullmatch(text)):
        text = found[1]
    return text


def _of_number(number: float, kind: MeasureKind) -> str:
    if not math.isfinite(number):
        raise BadValue("this is too large for a number; write it in digits")
    # A percentage that lost its format shows 0.75 for 75%.
    if kind is MeasureKind.PERCENTAGE and 0 < number <= 1:
        raise _either(number)
    text = f"{Decimal(repr(number)):f}"
    return text.removesuffix(".0") if "." in text else text


def _either(number: float) -> BadValue:
    either = f"{number:g}% or {100 * number:g}%"
    return BadValue(f'{number:g} can be {either}; write it as a text, such as "{100 * number:g}%"')
