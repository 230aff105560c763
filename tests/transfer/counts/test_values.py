"""Cells of values: what is read, what is taken as not known, what is refused with a way out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer.counts.values import SPOKEN, Said, number_of, read_value
from seasonal_ops.transfer.table import Unusable, Value
from seasonal_ops.words import MeasureKind, Qualifier

COUNT, QUANTITY, PERCENTAGE = MeasureKind.COUNT, MeasureKind.QUANTITY, MeasureKind.PERCENTAGE

READ = [
    ("30", COUNT, Said("30")),
    ("0", COUNT, Said("0")),
    (" 1,234 ", COUNT, Said("1234")),
    ("1,234,567", COUNT, Said("1234567")),
    ("1,2345", COUNT, Said("1,2345")),  # no thousands: counting refuses it
    ("3.0", COUNT, Said("3")),
    ("3.5", COUNT, Said("3.5")),  # counting refuses it
    ("3.0", QUANTITY, Said("3.0")),
    (3.0, COUNT, Said("3")),
    (3.5, QUANTITY, Said("3.5")),
    (1e9, COUNT, Said("1000000000")),
    (0.1, QUANTITY, Said("0.1")),
    ("nil", COUNT, Said("0", nil=True)),
    ("None.", COUNT, Said("0", nil=True)),
    ("Nil return", COUNT, Said("0", nil=True)),
    ("about 30", COUNT, Said("30", Qualifier.ABOUT)),
    ("c. 30", COUNT, Said("30", Qualifier.ABOUT)),
    ("C30", COUNT, Said("30", Qualifier.ABOUT)),
    ("~30", COUNT, Said("30", Qualifier.ABOUT)),
    ("30 approx", COUNT, Said("30", Qualifier.ABOUT)),
    ("approx. 1,200", COUNT, Said("1200", Qualifier.ABOUT)),
    ("over 50", COUNT, Said("50", Qualifier.OVER)),
    (">50", COUNT, Said("50", Qualifier.OVER)),
    (">=50", COUNT, Said("50", Qualifier.AT_LEAST)),
    ("10+", COUNT, Said("10", Qualifier.AT_LEAST)),
    ("10 or more", COUNT, Said("10", Qualifier.AT_LEAST)),
    ("At  least 10", COUNT, Said("10", Qualifier.AT_LEAST)),
    ("nearly 20", COUNT, Said("20", Qualifier.ALMOST)),
    ("75%", PERCENTAGE, Said("75")),
    ("0.75%", PERCENTAGE, Said("0.75")),
    ("1.2", PERCENTAGE, Said("1.2")),
    ("0.0", PERCENTAGE, Said("0.0")),
    ("75.5 per cent", PERCENTAGE, Said("75.5")),
    ("about 75%", PERCENTAGE, Said("75", Qualifier.ABOUT)),
    ("150/200", PERCENTAGE, Said("150/200")),
    (75.0, PERCENTAGE, Said("75")),
    (0.0, PERCENTAGE, Said("0")),
    ("nil", MeasureKind.TEXT, Said("nil")),
    ("– quiet", MeasureKind.TEXT, Said("– quiet")),
]


@pytest.mark.parametrize(("cell", "kind", "said"), READ, ids=[f"{row[1]}-{row[0]}" for row in READ])
def test_a_value_is_read_as_people_write_it(cell: Value, kind: MeasureKind, said: Said) -> None:
    assert read_value(cell, kind) == said


@pytest.mark.parametrize("cell", [None, "n/k", "Not known", "TBC", "awaited", "n/a"])
def test_what_is_not_known_is_missing_and_no_zero(cell: Value) -> None:
    assert read_value(cell, COUNT) is None


REFUSED = [
    ("-", COUNT, '"-" can mean none or not known; write 0 for none, or leave the cell blank'),
    ("<5", COUNT, '"<5" is hidden by its source; ask for the number, or leave the cell blank (missing)'),
    ("fewer than 5", COUNT, "is hidden by its source"),
    ("*", COUNT, '"*" is hidden by its source'),
    ("[c]", COUNT, "is hidden by its source"),
    ("10-12", COUNT, '"10-12" is a range; write one number, such as "about 30"'),
    ("10 to 12", COUNT, "is a range"),
    (
        date(2026, 3, 4),
        COUNT,
        "this is a date or a time, and a number is needed; format the cell as a number",
    ),
    (float("inf"), COUNT, "this is too large for a number; write it in digits"),
    (float("nan"), COUNT, "this is too large for a number"),
    (0.75, PERCENTAGE, '0.75 can be 0.75% or 75%; write it as a text, such as "75%"'),
    (1.0, PERCENTAGE, "1 can be 1% or 100%"),
    ("0.75", PERCENTAGE, '0.75 can be 0.75% or 75%; write it as a text, such as "75%"'),
    ("about 0.5", PERCENTAGE, "0.5 can be 0.5% or 50%"),
    ("1", PERCENTAGE, "1 can be 1% or 100%"),
    (("a", "b"), COUNT, "one value is needed here; write a number"),
    (
        Unusable("a formula", "holds a formula; paste its value"),
        COUNT,
        "the cell holds a formula; paste its value",
    ),
]


@pytest.mark.parametrize(("cell", "kind", "sentence"), REFUSED, ids=[str(row[0])[:20] for row in REFUSED])
def test_what_cannot_be_one_number_is_refused_with_what_to_write(
    cell: Value, kind: MeasureKind, sentence: str
) -> None:
    with pytest.raises(BadValue) as caught:
        read_value(cell, kind)
    assert str(caught.value).startswith(sentence) or sentence in str(caught.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_becomes_other_digits(text: str) -> None:
    try:
        said = read_value(text, COUNT)
    except BadValue:
        return
    if said is not None and not said.nil:
        assert [one for one in said.value if one.isdigit()] == [one for one in text if one.isdigit()][
            : len([one for one in said.value if one.isdigit()])
        ]


@given(st.integers(0, 10**9 - 1), st.sampled_from(sorted(SPOKEN)))
def test_a_qualifier_is_written_so_that_it_is_read_again(number: int, qualifier: Qualifier) -> None:
    assert read_value(f"{SPOKEN[qualifier]} {number}", COUNT) == Said(str(number), qualifier)


@pytest.mark.parametrize(
    ("cell", "number"), [("1,200", 1200), (7.0, 7), ("about 3", 3), ("x", None), (None, None)]
)
def test_the_number_of_a_total(cell: Value, number: int | None) -> None:
    assert number_of(cell) == number
