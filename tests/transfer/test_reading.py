"""The kind of a file is told by its content, and what cannot be read is called by its name."""

import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from transfer.books import book

from seasonal_ops import transfer
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.transfer import Kind, limits


def _zip(**members: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.csv", book(("what", "when")), Kind.XLSX),  # a name says little
        ("plan.xlsx", b"what,when\n", Kind.CSV),
        ("plan", b'{"activities": []}', Kind.JSON),
        ("plan.txt", b'\xef\xbb\xbf {"activities": []}', Kind.JSON),
    ],
)
def test_the_content_says_what_it_is(name: str, content: bytes, kind: Kind, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert transfer.read(tmp_path / name).kind is kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old .xls workbook, or one with a password"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1 plan}", "a text document"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
        (_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument file (.ods)"),
        (_zip(Index__Document="x"), "an Apple Numbers file"),
        (_zip(word__document="x"), "a Word document"),
    ],
)
def test_what_it_is_instead_is_said(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadValue) as caught:
        transfer.read(path)
    assert str(caught.value) == f"this is {said}; open it in its program and save it as .xlsx or .csv"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_zip(a="b"), "this is a zip archive and no workbook; give the .xlsx or .csv file itself"),
        (
            _zip(
                _rels__x="", **{"_rels__.rels": '<R><Relationship Type="a/officeDocument" Target="b"/></R>'}
            ),
            "this is no .xlsx workbook; open it in its program and save it as .xlsx or .csv",
        ),
    ],
)
def test_an_archive_is_not_yet_a_workbook(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadValue) as caught:
        transfer.read(path)
    assert str(caught.value) == sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="check the name and the folder"):
        transfer.read(tmp_path / "nothing.csv")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_folder_or_a_pipe_is_no_file(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "plan")
    with pytest.raises(BadValue, match='"plan" is no file'):
        transfer.read(tmp_path / "plan")


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"x" * (limits.MOST_BYTES + 1))
    with pytest.raises(BadValue, match=r'^"plan.csv" is larger than 10 MB; split it$'):
        transfer.read(path)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("[]", "the JSON is no object; give a file that plan export --format json made"),
        (
            '{"rows": []}',
            'the JSON has no list "activities"; give a file that plan export --format json made',
        ),
        ('{"activities": [1]}', "activities: entry 1 is no object with columns"),
        ('{"activities": [', "this is no JSON that can be read: Expecting value: line 1 column 17 (char 16)"),
        ('{"activities": NaN}', "this is no JSON that can be read: NaN is no number"),
        ('{"activities": [], "activities": []}', '"activities" stands twice in one object'),
        ('{"activities": [{"what": {"a": 1}}]}', 'row 1, "what": this is no text, number or list of texts'),
        ('{"activities": [{"what": true}]}', 'row 1, "what": this is no text, number or list of texts'),
        ('{"activities": [{"what": [1]}]}', 'row 1, "what": this is no text, number or list of texts'),
        ('{"a":' * 50_000, "it is nested too deeply"),
        ('{"a":' * 100_000, "the JSON holds far more than a plan can; split the file"),
        ('{"activities": [' + "{}," * 20_000 + "{}]}", "there are more than 20,000 rows; split the file"),
        ('{"a": ' + "9" * 5000 + "}", "Exceeds the limit"),
        (json.dumps({"activities": [{"what": "x" * 40_000}]}), "40,000 characters; 32,767 at most"),
        (json.dumps({"activities": [{str(n): "x" for n in range(200)}]}), "there are 200 different columns"),
    ],
)
def test_json_that_is_no_plan_is_refused(document: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(document, encoding="utf-8")
    with pytest.raises(BadValue) as caught:
        transfer.read(path)
    assert sentence in str(caught.value)


def test_json_rows_are_numbered_from_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"activities": [{"what": "a"}, {"when": null, "what": "b", "who leads": ["c"]}]}')
    (sheet,) = transfer.read(path).sheets
    assert [(row.number, row.values) for row in sheet.rows] == [
        (0, ("what", "when", "who leads")),
        (1, ("a", None, None)),
        (2, ("b", None, ("c",))),
    ]
