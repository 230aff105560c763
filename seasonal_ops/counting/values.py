"""From what was typed to a value that the measure can hold."""

import re
from decimal import Decimal
from typing import Final

from seasonal_ops.counting.shapes import Value
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Measure
from seasonal_ops.names import key, quoted
from seasonal_ops.text import accept_line
from seasonal_ops.words import MeasureKind

# ASCII only: Python's own `int` also takes ١٢ and 1_000 (security.md).
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_OF: Final = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})")
_LONGEST: Final = 400
# What one unit is of another. A ton is the British one of 2,240 pounds (Weights and Measures Act 1985,
# schedule 1); the published plan writes both words for the same rubbish.
_TON: Final = Decimal("1.0160469088")
_CONVERTED: Final = {
    ("ton", "tonne"): (_TON, "a ton is 1.016 tonnes"),
    ("tonne", "ton"): (1 / _TON, "a tonne is 0.984 tons"),
    ("kg", "tonne"): (Decimal("0.001"), "a tonne is 1,000 kg"),
    ("tonne", "kg"): (Decimal(1000), "a tonne is 1,000 kg"),
}
_ALIKE: Final = {
    "t": "tonne", "kilogram": "kg", "kgs": "kg", "per cent": "%", "percent": "%", "people": "person",
    "gbp": "£", "pound": "£", "pounds": "£",
}  # fmt: skip

_SCALES: Final = "bag skip load litre metre mile hour minute £ % person thousand 000 '000 hundred million"
_UNITS: Final = frozenset([unit for pair in _CONVERTED for unit in pair] + _SCALES.split())


def parse(measure: Measure, text: str) -> Value:
    """The value of a text. Raises BadValue for what the measure cannot hold."""
    text = text.strip()
    if measure.kind is MeasureKind.TEXT:
        return Value(words=accept_line(text, "the value", longest=_LONGEST))
    if measure.kind is MeasureKind.PERCENTAGE:
        return _percentage(measure, text)
    whole = measure.kind is MeasureKind.COUNT
    if not (_WHOLE if whole else _DECIMAL).fullmatch(text):
        what = "a whole number" if whole else "a number"
        raise BadValue(f"{_said(text)} cannot be a value of {measure.slug}; give {what} in digits, 0 or more")
    return Value(number=Decimal(text))


def _percentage(measure: Measure, text: str) -> Value:
    if found := _OF.fullmatch(text):
        return _share(measure, int(found[1]), int(found[2]))
    plain = text.removesuffix("%").rstrip()
    if not _DECIMAL.fullmatch(plain):
        raise BadValue(
            f"{_said(text)} cannot be a value of {measure.slug}; give a percentage in digits, or how many of"
            " how many: 150/200"
        )
    value = Decimal(plain)
    if value > 100:
        raise BadValue(f"{plain} per cent is above 100; give a percentage from 0 to 100")
    return Value(number=value)


def _share(measure: Measure, yes: int, answered: int) -> Value:
    if not answered:
        raise BadValue(f"nobody answered {measure.slug} in {yes}/{answered}: leave it out, it is not known")
    if yes > answered:
        raise BadValue(f"{yes} of {answered} is more than answered; write how many said so, then of how many")
    return Value(number=round(Decimal(100 * yes) / answered, 4).normalize(), yes=yes, answered=answered)


def _said(text: str) -> str:
    return quoted(text) if text else "nothing"


def is_unit(text: str) -> bool:
    """Whether a text beside a name says a unit or a scale, such as tons or thousands."""
    return _bare(text) in _UNITS


def check_unit(measure: Measure, unit: str, value: Value) -> None:
    """Raises BadValue when a value is in another unit than its measure, with what to write instead."""
    meant, own = _bare(unit), _bare(measure.unit)
    if meant == own:
        return
    known = _CONVERTED.get((meant, own))
    if known is None or value.number is None:
        raise BadValue(
            f"{measure.slug} is in {measure.unit}, not in {quoted(unit)}; give the value in {measure.unit}"
        )
    factor, sentence = known
    instead = f"{round(value.number * factor, 1 if factor > Decimal('0.01') else 4).normalize():f}"
    raise BadValue(
        f"{measure.slug} is in {measure.unit}, not in {quoted(unit)}: {sentence}. Ask the source which it"
        f" means; if it is {unit.strip()}, write {instead}"
    )


def _bare(unit: str) -> str:
    """The unit as it is compared: no case, in the singular."""
    name = key(unit)
    name = _ALIKE.get(name, name)
    return name.removesuffix("s") if len(name) > 2 else name
