"""Text of cells on its way in and out."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.text import harmless
from seasonal_ops.transfer.files.cleaning import cleaned, escaped, guarded, unescaped, unguarded
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1695", "'+44 1695"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\0=1", "'\0=1"),
        ("＝1+1", "'＝1+1"),  # full width
        ("＋1", "'＋1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),  # a call of another program
        ("'=1", "''=1"),  # so that it comes back
        ("'quoted'", "'quoted'"),
        ("Patrol = walk", "Patrol = walk"),
        ("", ""),
    ],
)
def test_a_text_is_guarded_against_being_a_formula(text: str, written: str) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text


@given(st.text())
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="=+-@'\t\r\n\0＝＋－＠ax"))
def test_what_acts_comes_back_too(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("_x0041_", "_x005F_x0041_"),  # would be read as A
        ("_x005F_", "_x005F_x005F_"),
        ("x005F_ _x41_", "x005F_ _x41_"),  # no escapes
    ],
)
def test_a_workbook_holds_what_reads_like_an_escape(text: str, held: str) -> None:
    assert escaped(text) == held
    assert unescaped(held) == text


@given(st.text(alphabet="_x05Fax41"))
def test_escapes_come_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def _one(value: object, kind: Kind = Kind.CSV) -> Table:
    return cleaned(Table(kind, (Sheet("", (Row(7, (None, value, "kept")),)),)))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Patrol ", "Patrol"),
        ("'=1", "=1"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a b"),
        ("\x1b[2Ja", "[2Ja"),
        ("a\x00b", "ab"),
        ("a\u202eb", "ab"),
        ("a\u2028b", "ab"),
        ("a\x85b", "ab"),
        ("a\ud800b", "ab"),  # half a character
        ("👩‍🚒 e\u0301", "👩‍🚒 e\u0301"),  # joiners and accents are text
        ("a\xa0b", "a\xa0b"),
        ("\x00", None),
    ],
)
def test_a_cell_is_cleaned(text: str, clean: str | None) -> None:
    assert _one(text).sheets[0].rows[0].values == (None, clean, "kept")


def test_json_was_not_guarded() -> None:
    assert _one("'=1", Kind.JSON).sheets[0].rows[0].values[1] == "'=1"


def test_lists_are_cleaned() -> None:
    assert _one((" a\x00", "\x1b"), Kind.JSON).sheets[0].rows[0].values[1] == ("a",)


def test_what_was_taken_out_is_said_with_its_place() -> None:
    rows = (Row(3, ("a\x00", "b\t c")), Row(9, ("fine", "\u202ed")))
    table = cleaned(Table(Kind.CSV, (Sheet("", rows),), ("as before",)))
    assert table.notes == (
        "as before",
        "invisible control characters were taken out of 2 cells, the first is A3",
    )


def test_a_row_of_nothing_is_dropped() -> None:
    rows = (Row(3, ("\x00", None)), Row(4, ("b",)))
    assert [row.number for row in cleaned(Table(Kind.CSV, (Sheet("", rows),))).sheets[0].rows] == [4]


def test_it_takes_out_all_that_the_product_takes_out_anywhere() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    table = cleaned(Table(Kind.JSON, (Sheet("", (Row(1, tuple(f"a{one}b" for one in every)),)),)))
    values = table.sheets[0].rows[0].values
    spaced = {"\t": " ", "\r": "\n"}
    expected = tuple(f"a{harmless(spaced.get(one, one), keep=chr(10))}b" for one in every)
    assert values == expected
