"""Files that are made to hurt: each is finished or refused within 256 MB.

Each is read in a process of its own, which reports the most memory that it ever held.
"""

import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from transfer.books import WHAT_WHEN, by_hand

MOST_MEMORY = 256 * 1024  # kB, the program itself included
_READ = """
import json, sys
from pathlib import Path
from seasonal_ops import transfer
from seasonal_ops.errors import BadValue
for name in sys.stdin.read().split():
    Path("/proc/self/clear_refs").write_text("5")  # the most memory counts from here on
    try:
        said = f"rows {transfer.read(Path(name)).length}"
    except BadValue as error:
        said = str(error)
    (line,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(json.dumps([said, int(line.split()[1])]))
"""
_HEAD = b"<worksheet><sheetData>" + WHAT_WHEN.encode()
_TAIL = b"</sheetData></worksheet>"


def _many(head: bytes, piece: bytes, number: int, tail: bytes) -> Iterator[bytes]:
    """With enough noise between that it does not shrink more than real sheets do."""
    noise = random.Random(7)
    yield head
    for _ in range(number // 1000):
        yield piece * 1000 + b"<!--" + noise.randbytes(len(piece) * 4).hex().encode() + b"-->"
    yield tail


def _strings() -> Iterator[bytes]:
    noise = random.Random(7)
    yield b"<sst>"
    for _ in range(700):
        yield b"".join(b"<si><t>%010x</t></si>" % noise.getrandbits(40) for _ in range(1000))
    yield b"</sst>"


def _sheet_of(rows: int, columns: int, number: Callable[[int, int], int]) -> Iterator[bytes]:
    yield _HEAD
    for row in range(2, rows + 2):
        cells = "".join(
            f'<c r="{chr(65 + column)}{row}" t="s"><v>{number(row, column)}</v></c>'
            for column in range(columns)
        )
        yield f'<row r="{row}">{cells}</row>'.encode()
    yield _TAIL


def _texts(number: int, text: str = "text ") -> str:
    return "<sst>" + "".join(f"<si><t>{text}{at}</t></si>" for at in range(number)) + "</sst>"


def _formats(number: int) -> str:
    codes = "".join(f'<numFmt numFmtId="{at}" formatCode="0"/>' for at in range(number))
    return f"<styleSheet>{codes}</styleSheet>"


def _declared() -> bytes:
    """A small file that says it has 16,384 columns in 20,000 rows: 327 million cells."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>a</v></c><c r="XFC{row}"/></row>'
        for row in range(2, 15_000)
    )
    dimension = '<dimension ref="A1:XFD20000"/>'
    return by_hand(sheet=f"<worksheet>{dimension}<sheetData>{WHAT_WHEN}{rows}</sheetData></worksheet>")


def _members() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}", "")
    return content.getvalue()


def _endless_tag() -> Iterator[bytes]:
    noise = random.Random(7)
    yield b'<worksheet a="'
    for _ in range(8000):
        yield noise.randbytes(500).hex().encode()
    yield b'"/>'


CROWDED = "the workbook has more than 1,500,000 cells and formats"
SWOLLEN = "a part of the workbook grows more than 200 times when it is unpacked"
UNCLOSED = "row 2: a cell holds more than 131,072 characters, or a quotation mark is not closed"


HOSTILE: list[tuple[Callable[[], bytes], str]] = [
    (_declared, "rows 14999"),  # what a sheet declares is not believed
    (lambda: by_hand(_many(_HEAD, b"<row/>", 2_000_000, _TAIL)), CROWDED),
    (lambda: by_hand(_many(_HEAD + b"<row>", b'<c r="A2" s="1"/>', 2_000_000, b"</row>" + _TAIL)), CROWDED),
    (lambda: by_hand(_many(b"<worksheet>", b"<a>", 100_000, b"</worksheet>")), CROWDED),  # ever deeper
    (lambda: by_hand(b" " * 1_000_000 for _ in range(60)), SWOLLEN),
    (
        lambda: by_hand(_many(_HEAD, b" " * 1000, 80_000, _TAIL)),
        "the workbook takes 76 MB when it is unpacked; 64 at most",
    ),
    (lambda: by_hand(_endless_tag()), "the workbook is damaged"),
    (
        lambda: by_hand(_many(b"<worksheet>", b'<mergeCell ref="A2:A3"/>', 200_000, b"</worksheet>")),
        "the workbook has more than 5,000 merged cells",
    ),
    (
        lambda: by_hand(styles=_formats(9000)),
        "the workbook has more than 5,000 number formats",
    ),
    (
        lambda: by_hand(workbook="<workbook>" + '<sheet name="a"/>' * 90 + "</workbook>"),
        "the workbook has more than 60 sheets",
    ),
    (lambda: by_hand(strings=_strings()), "rows 0"),
    (
        lambda: by_hand(strings=(b"<sst><si><t>" + b"abcde" * 3_000_000 + b"</t></si></sst>",)),
        SWOLLEN,
    ),
    (
        lambda: by_hand(_sheet_of(19_998, 20, lambda row, at: row * at % 5000), strings=_texts(5000)),
        "rows 19999",
    ),
    (
        lambda: by_hand(_sheet_of(19_998, 21, lambda row, at: row * at % 5000), strings=_texts(5000)),
        "there are more than 400,000 cells",
    ),
    (
        lambda: by_hand(_sheet_of(20_001, 1, lambda row, _: row % 5000), strings=_texts(5000)),
        "there are more than 20,000 rows",
    ),
    (  # one long text in every cell
        lambda: by_hand(_sheet_of(9000, 20, lambda *_: 0), strings=_texts(1, "x" * 30_000)),
        "the sheets hold more text than a plan can",
    ),
    (
        lambda: by_hand(_sheet_of(1, 1, lambda *_: 0), strings=_texts(1, "x" * 40_000)),
        "A2 holds more than 32,767 characters",
    ),
    (lambda: by_hand(f'{WHAT_WHEN}<row r="2"><c r="CW2" t="str"><v>a</v></c></row>'), "CW2 holds something"),
    (_members, "the workbook is made of 20000 files; 1000 at most"),
    (lambda: b"what,when\n" + b"," * 10_000_000, "a line has 10,000,000 cells; 100 at most"),
    (lambda: b"what,when\n" + b'"",' * 3_300_000, "a line has 3,300,000 cells; 100 at most"),
    (lambda: b"what,when\n" + b"\n" * 10_000_000, "there are more than 1,048,576 lines"),
    (lambda: b'what,when\n"' + b"x\n" * 5_000_000, UNCLOSED),
    (lambda: b"what,when\n" + "😀,x\n".encode() * 1_400_000, "there are more than 20,000 rows"),
    (lambda: b'{"activities":[' + b"[]," * 3_300_000 + b"[]]}", "the JSON holds far more"),
    (
        lambda: b'{"activities":[{"a":["' + b'","'.join(b"ab%x" % at for at in range(780_000)) + b'"]}]}',
        "rows 2",
    ),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    """What was said of each file, and the most memory while it was read: one process reads all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [folder / f"{number}" for number in range(len(HOSTILE))]
    for path, (make, _) in zip(paths, HOSTILE, strict=True):
        path.write_bytes(make())
        assert path.stat().st_size <= 10 * 2**20
    done = subprocess.run(
        [sys.executable, "-c", _READ],
        input=" ".join(map(str, paths)).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("number", "said"), list(enumerate(said for _, said in HOSTILE)))
def test_it_is_finished_or_refused_within_its_memory(
    outcomes: list[tuple[str, int]], number: int, said: str
) -> None:
    outcome, memory = outcomes[number]
    assert outcome.startswith(said)
    assert memory < MOST_MEMORY
