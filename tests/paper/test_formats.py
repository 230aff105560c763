"""The four formats: each is a file of its kind, and loads nothing that another one needs."""

import subprocess
import sys

import pytest

from seasonal_ops.paper.formats import Format, written
from tests.paper.makers import every_block


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (Format.DOCX, b"PK"),
        (Format.HTML, b"<!DOCTYPE html>"),
        (Format.MD, "**Größe**\n\n# Größe\n".encode()),
    ],
)
def test_each_is_a_file_of_its_kind(kind: Format, begins: bytes) -> None:
    assert written(every_block("Größe"), kind).startswith(begins)


@pytest.mark.parametrize("kind", ["html", "md"])
def test_nothing_heavy_is_loaded_for_what_does_not_need_it(kind: str) -> None:
    script = (
        "import sys; from datetime import date; from seasonal_ops.paper.blocks import Paper;"
        "from seasonal_ops.paper.formats import Format, written;"
        "paper = Paper(title='t', name='n', marking='m', on=date(2026, 10, 29), landscape=False,"
        " points=9, body=());"
        f"written(paper, Format('{kind}'));"
        "print({name.partition('.')[0] for name in sys.modules} & {'docx', 'weasyprint', 'matplotlib'})"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
