"""The PDF: the page's text on A4, tagged, the same bytes every time; a sentence where it cannot be set."""

import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from conftest import missing

from seasonal_ops.errors import Refused
from seasonal_ops.paper.blocks import Bullets, Heading, Line, Paragraph, clean
from seasonal_ops.paper.formats import Format, written
from tests.paper.makers import HOSTILE, every_block


@pytest.fixture
def pango() -> None:
    """The libraries that a PDF is set with."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        missing("Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)")


def poppler(tool: str, *options: str, pdf: bytes) -> str:
    """What a reader of PDF says of it."""
    if shutil.which(tool) is None:
        missing(f"{tool} (Debian: poppler-utils)")
    return subprocess.run([tool, *options], input=pdf, capture_output=True, check=True).stdout.decode()


def inflated(pdf: bytes) -> bytes:
    """The objects of the file, which stand compressed in it."""
    streams = re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join(zlib.decompress(stream) for stream in streams)


@pytest.mark.usefixtures("pango")
def test_it_is_tagged_a4_and_says_what_it_is() -> None:
    pdf = written(every_block("Größe & calls", landscape=True), Format.PDF)
    said = dict(re.findall(r"^([\w ]+?):\s+(.*)$", poppler("pdfinfo", "-", pdf=pdf), re.MULTILINE))
    assert said["Title"] == "Größe & calls"
    assert said["Tagged"] == "yes"
    assert said["JavaScript"] == "no"
    assert said["Page size"].endswith("(A4)")
    assert said["CreationDate"].startswith("Thu Oct 29")
    assert b"/Lang (en-GB)" in inflated(pdf)


@pytest.mark.usefixtures("pango")
def test_tables_pictures_and_lists_are_tagged_as_what_they_are() -> None:
    pdf = written(every_block("Calls"), Format.PDF)
    tags = poppler("pdfinfo", "-struct-text", "-", pdf=pdf)
    for tag in ("H1", "H2", "H3", "Table", "TH", "Figure", "L (block)", "Link"):
        assert re.search(rf"^\s*{re.escape(tag)}", tags, re.MULTILINE), tag


@pytest.mark.usefixtures("pango")
def test_hostile_texts_are_set_as_text() -> None:
    texts = [text for text in HOSTILE if len(text) < 1000]
    body = [block for text in texts for block in (Heading(text), Bullets((Line(text),)))]
    pdf = written(every_block(body=tuple(body)), Format.PDF)
    found = "".join(poppler("pdftotext", "-", "-", pdf=pdf).split())
    assert [text for text in texts if found.count("".join(clean(text).split())) < 2] == []


@pytest.mark.usefixtures("pango")
def test_ten_thousand_marks_over_a_letter_make_a_pdf() -> None:
    paper = every_block(body=(Paragraph(max(HOSTILE, key=len)),))
    assert written(paper, Format.PDF).startswith(b"%PDF-1.7")


@pytest.mark.usefixtures("pango")
def test_the_same_paper_is_the_same_bytes_at_any_time() -> None:
    with time_machine.travel(datetime(2026, 10, 29, 8, tzinfo=UTC)):
        first = written(every_block(), Format.PDF)
    with time_machine.travel(datetime(2027, 3, 1, 20, tzinfo=UTC)):
        assert written(every_block(), Format.PDF) == first
    assert written(every_block("Other"), Format.PDF) != first


@pytest.fixture
def without_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The library is there, and what it loads is not: it says so as its import fails."""
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("weasyprint", None)


@pytest.mark.usefixtures("without_pango")
def test_without_its_libraries_it_says_what_to_install() -> None:
    with pytest.raises(Refused, match=r"libpango-1.0-0 and libpangoft2-1.0-0"):
        written(every_block(), Format.PDF)
    assert written(every_block(), Format.HTML).startswith(b"<!DOCTYPE html>")
