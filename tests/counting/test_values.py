"""What a measure can hold, and in which unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.counting.shapes import Value
from seasonal_ops.counting.values import check_unit, parse
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Measure
from seasonal_ops.words import MeasureKind


def measure(kind: MeasureKind, unit: str = "calls") -> Measure:
    return Measure(slug="calls", unit=unit, kind=kind)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("count", "0", Value(number=Decimal(0))),
        ("count", " 30 ", Value(number=Decimal(30))),
        ("quantity", "12.5", Value(number=Decimal("12.5"))),
        ("percentage", "75", Value(number=Decimal(75))),
        ("percentage", "75 %", Value(number=Decimal(75))),
        ("percentage", "100", Value(number=Decimal(100))),
        ("percentage", "150/200", Value(number=Decimal(75), yes=150, answered=200)),
        ("percentage", "0 / 3", Value(number=Decimal(0), yes=0, answered=3)),
        # a third has no end; four places are kept
        ("percentage", "1/3", Value(number=Decimal("33.3333"), yes=1, answered=3)),
        ("text", " quieter than last year ", Value(words="quieter than last year")),
    ],
)
def test_what_a_measure_holds(kind: MeasureKind, text: str, value: Value) -> None:
    assert parse(measure(MeasureKind(kind)), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("count", "", 'nothing cannot be a value of calls; give a whole number in digits, 0 or more'),
        ("count", "-1", '"-1" cannot be a value of calls; give a whole number'),
        ("count", "3.0", "whole number"),
        ("count", "1e3", "whole number"),
        ("count", "1_000", "whole number"),
        ("count", "١٢", "whole number"),
        ("count", "9" * 5000, "whole number"),
        ("quantity", "-0.5", "give a number in digits"),
        ("quantity", "NaN", "give a number in digits"),
        ("quantity", "1.23456", "give a number in digits"),
        ("percentage", "101", "101 per cent is above 100; give a percentage from 0 to 100"),
        ("percentage", "100.0001", "is above 100"),
        ("percentage", "-1", "or how many of how many: 150/200"),
        ("percentage", "5/0", "nobody answered calls in 5/0: leave it out"),
        ("percentage", "201/200", "201 of 200 is more than answered"),
        ("text", " ", "the value is empty"),
        ("text", "a\x1b[2Jb", "invisible control character"),
    ],
)  # fmt: skip
def test_what_it_cannot_hold(kind: MeasureKind, text: str, sentence: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse(measure(MeasureKind(kind)), text)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 250


@given(st.text(max_size=12))
def test_a_count_is_ascii_digits_or_refused(text: str) -> None:
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) < 10:
        assert parse(measure(MeasureKind.COUNT), text).number == int(plain)
    else:
        with pytest.raises(BadValue):
            parse(measure(MeasureKind.COUNT), text)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_of_answers_is_a_percentage_that_can_be_kept(yes: int, answered: int) -> None:
    yes = min(yes, answered)
    found = parse(measure(MeasureKind.PERCENTAGE), f"{yes}/{answered}")
    assert found.number is not None
    assert 0 <= found.number <= 100
    assert abs(found.number - Decimal(100 * yes) / answered) <= Decimal("0.00005")
    assert found.number * 10_000 % 1 == 0


@pytest.mark.parametrize(
    ("own", "said"),
    [("tonnes", "Tonnes"), ("tonnes", "t"), ("calls", "call"), ("%", "per cent"), ("people", "persons")],
)
def test_one_unit_in_other_words(own: str, said: str) -> None:
    check_unit(measure(MeasureKind.QUANTITY, own), said, Value(number=Decimal(1)))


@pytest.mark.parametrize(
    ("own", "said", "sentence"),
    [
        # The published plan says 150 tons where others count tonnes.
        ("tonnes", "tons", "a ton is 1.016 tonnes.* if it is tons, write 152.4"),
        ("tons", "tonnes", "a tonne is 0.984 tons.* if it is tonnes, write 147.6"),
        ("tonnes", "kg", "a tonne is 1,000 kg.* if it is kg, write 0.15"),
        ("calls", "incidents", 'is in calls, not in "incidents"; give the value in calls'),
    ],
)  # fmt: skip
def test_another_unit_is_refused_with_what_to_write(own: str, said: str, sentence: str) -> None:
    with pytest.raises(BadValue) as refused:
        check_unit(measure(MeasureKind.QUANTITY, own), said, Value(number=Decimal(150)))
    assert sentence.replace("*", " Ask the source which it means;") in str(refused.value)
