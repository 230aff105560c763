"""The comparison on a real database, and the files that are written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_plan

from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.facts import Actor
from seasonal_ops.words import ActorKind, Readers
from tests.evaluation.recording import put
from tui.gateway import Gateway

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return Gateway(lambda: sqlite_database, Actor("lead", ActorKind.TUI), lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, in which the program was started."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def _counted(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        for day in (29, 30, 31):
            put(session, last, "deliberate-fires", "12", date(2025, 10, day))
            put(session, this, "deliberate-fires", "3", date(2026, 10, day))


def test_without_counts_there_is_nothing(gateway: Gateway) -> None:
    assert gateway.compared(None, ()) is None


@pytest.mark.usefixtures("_counted")
def test_the_last_counted_plan_or_the_one_that_is_asked_for(gateway: Gateway) -> None:
    found = gateway.compared(None, ())
    assert found is not None
    assert (found.plan, found.against) == ("bright-sparx-2026", ("bright-sparx-2025",))
    assert found == gateway.compared("bright-sparx-2026", ("2025",))
    alone = gateway.compared("bright-sparx-2025", ())
    assert alone is not None
    assert alone.against == ()
    with pytest.raises(NotFound):
        gateway.compared("nothing-2026", ())


@pytest.mark.usefixtures("_counted")
def test_the_report_is_written_whole_and_never_over_another_unasked(gateway: Gateway, folder: Path) -> None:
    def write(name: str, *, replace: bool = False, readers: Readers = Readers.PARTNERSHIP) -> str | None:
        return gateway.write_report("bright-sparx-2026", (), readers, name, replace)

    assert write(" report.md ") == str(folder / "report.md")
    first = (folder / "report.md").read_text()
    assert "36 → 9" in first
    assert write("report.md", readers=Readers.PUBLIC) is None
    assert (folder / "report.md").read_text() == first
    assert write("report.md", readers=Readers.PUBLIC, replace=True) is not None
    assert "public report" in (folder / "report.md").read_text()
    assert (folder / str(write("report.HTML"))).read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("report", "let it end with .docx, .pdf, .html, .md"),
        ("report.exe", "let it end with"),
        ("", "let it end with"),
        ("nowhere/report.md", "cannot be written: No such file or directory; choose another place"),
        ("a\x00b.md", "cannot be written: there is no such name"),
        (f"{'a' * 300}.md", "cannot be written: File name too long"),
        ("~nobody-of-that-name/report.md", "cannot be written: there is no such account"),
    ],
    ids=range(7),
)
def test_a_name_that_will_not_do(gateway: Gateway, folder: Path, name: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        gateway.write_report("bright-sparx-2026", (), Readers.PARTNERSHIP, name, False)
    assert list(folder.iterdir()) == []
