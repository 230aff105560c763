"""Text with separators: encodings, dialects, and what is refused."""

from pathlib import Path

import pytest

from seasonal_ops import transfer
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import Table

UNCLOSED = 'a quotation mark is not closed, or not doubled inside a cell; write "" for each in a text'
PLAIN = "what,when\nCafé – talk,30 October 2026\n"


def _read(content: bytes | str, folder: Path) -> Table:
    path = folder / "plan.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return transfer.read(path)


def _cells(table: Table) -> list[tuple[object, ...]]:
    return [row.values for row in table.sheets[0].rows]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (PLAIN.encode(), 0),
        (PLAIN.encode("utf-8-sig"), 0),  # as Excel writes "CSV UTF-8"
        (PLAIN.encode("utf-16"), 0),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), 0),
        (PLAIN.encode("cp1252"), 1),  # as Excel writes "CSV"
        (PLAIN.replace("\n", "\r\n").encode(), 0),
        (PLAIN.replace("\n", "\r").encode(), 0),  # an old Mac
        (PLAIN.replace(",", ";").encode(), 0),
        (PLAIN.replace(",", "\t").encode(), 0),
        (("sep=;\n" + PLAIN.replace(",", ";")).encode(), 0),
        (('"sep=;"\r\n' + PLAIN.replace(",", ";")).encode(), 0),
    ],
)
def test_every_common_sort_is_read(content: bytes, notes: int, tmp_path: Path) -> None:
    table = _read(content, tmp_path)
    assert _cells(table) == [("what", "when"), ("Café – talk", "30 October 2026")]
    assert len(table.notes) == notes


def test_a_separator_inside_texts_is_not_taken_for_one(tmp_path: Path) -> None:
    table = _read("what;when\nClear bins, tyres, planks, pallets;30 October\n", tmp_path)
    assert _cells(table)[1] == ("Clear bins, tyres, planks, pallets", "30 October")


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = _read('what,when\n\n"two\nlines",1 May\n,\nlast,2 May\n', tmp_path)
    assert [row.number for row in table.sheets[0].rows] == [1, 3, 5]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            'what,when\na,b\n"never closed,30 October\nmore\n',
            f"row 3: {UNCLOSED}",
        ),
        (
            'what,when\n"a "quoted" word",30 October\n',
            f"row 2: {UNCLOSED}",
        ),
        (
            'what,when\n"' + "x" * 200_000 + '",30 October\n',  # more than the parser takes
            f"row 2: a cell holds more than 131,072 characters, or {UNCLOSED}",
        ),
        ("what,when\n" + "x" * 40_000 + ",30 October\n", "A2 holds 40,000 characters; 32,767 at most"),
        ("what,when\n" + "x," * 200 + "\n", "row 2 has 201 cells; 100 at most"),
        ("what,when\n" + "a,b\n" * 20_000, "there are more than 20,000 rows; split the file"),
        (
            "what,when\n" + "x," * 50 * 9000,
            "a line has 450,000 cells; 100 at most",
        ),
        (
            "what,when\n" + ("x," * 50 + "\n") * 9000,
            "there are more than 400,000 cells; leave out columns not needed",
        ),
        (b"\x00\x01\x02\x03" * 50, "this is no text; save it as .xlsx or as CSV UTF-8"),
        ("what,when".encode("utf-16-le"), "this is no text; save it as .xlsx or as CSV UTF-8"),  # no mark
        (b"what,when\n\x81\x8d,\xff", "this is no text; save it as .xlsx or as CSV UTF-8"),
        (b"", '"plan.csv" is empty'),
        (b" \r\n ", '"plan.csv" is empty'),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    content: bytes | str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BadValue) as caught:
        _read(content, tmp_path)
    assert str(caught.value) == sentence


def test_one_nul_in_a_text_is_taken_out(tmp_path: Path) -> None:
    table = _read(b"what,when\nJoint\0 patrol with everybody,30 October 2026\n", tmp_path)
    assert _cells(table)[1] == ("Joint patrol with everybody", "30 October 2026")
    assert table.notes == ("invisible control characters were taken out of A2",)
