"""`feed check`: what it prints, how it ends, what it refuses; and that it needs no database."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers import Commands, until

from integrations import fetching
from integrations.fetching import Fetched
from integrations.web.server import background
from seasonal_ops.bootstrap import App
from seasonal_ops.linter import LARGEST
from seasonal_ops.settings import load
from tests.linter.calendars import clean
from tests.linter.exchanges import AMISS, GOOD

LONG = clean().replace(b"SUMMARY:Joint patrol", b"SUMMARY:" + b"x" * 80)
LINE = LONG[: LONG.index(b"SUMMARY:x")].count(b"\n") + 1
NAMELESS = clean().replace(b"NAME:Fire\r\nX-WR-CALNAME:Fire\r\n", b"")


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


def written(commands: Commands, data: bytes, name: str = "fire.ics") -> str:
    path = commands.folder / name
    path.write_bytes(data)
    return str(path)


def test_a_clean_file(commands: Commands) -> None:
    assert commands.ok(f"feed check {written(commands, clean())} --strict") == "clean: 2 events\n"
    assert [path.name for path in commands.folder.iterdir()] == ["fire.ics"]  # and no database


def test_an_error_ends_with_1(commands: Commands) -> None:
    path = written(commands, LONG)
    answer = commands.run(f"feed check {path}")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out == (
        f"{path}:{LINE}: error line-too-long: the line has more than 75 octets;"
        " fold it with CR LF and a space (RFC 5545, 3.1)\n"
        "1 error: 2 events\n"
    )


@pytest.mark.parametrize(("option", "code"), [("", 0), (" --strict", 1)])
def test_a_warning_ends_with_1_only_when_strict(commands: Commands, option: str, code: int) -> None:
    answer = commands.run(f"feed check {written(commands, NAMELESS)}{option}")
    assert (answer.code, answer.err) == (code, "")
    assert answer.out.endswith("\n1 warning: 2 events\n")


def test_json(commands: Commands) -> None:
    answer = commands.run(f"feed check {written(commands, LONG)} --json")
    assert answer.code == 1
    assert json.loads(answer.out) == [
        {
            "line": LINE,
            "rule": "line-too-long",
            "severity": "error",
            "sentence": "the line has more than 75 octets; fold it with CR LF and a space",
            "source": "RFC 5545, 3.1",
        }
    ]
    assert commands.json(f"feed check {written(commands, clean())}") == []


def test_stdin(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG)))
    assert commands.run("feed check -").out.startswith(f"-:{LINE}: error line-too-long: ")


def test_what_is_no_calendar_file(commands: Commands) -> None:
    here = commands.folder
    assert commands.refused(f"feed check {here}/none.ics").startswith("error: there is no file ")
    assert "is a folder; give a calendar file" in commands.refused(f"feed check {here}")
    assert "cannot be read: no such name" in commands.refused("feed check 'a\0b'")
    large = written(commands, b"A" * (LARGEST + 1), "large.ics")
    assert "large.ics has more than 5,000,000 bytes" in commands.refused(f"feed check {large}")
    assert "the address cannot be fetched" in commands.refused("feed check gopher://example.org/")


def test_nothing_from_the_file_acts_on_the_terminal(commands: Commands) -> None:
    path = written(commands, clean().replace(b"STATUS:CONF", b"STATUS:\x1b[2J\xc2\x9b", 1))
    said = commands.run(f"feed check {path}").out
    assert "the STATUS '[2JIRMED' is none of" in said
    assert not set("\x1b\x9b") & set(said)


def answering(monkeypatch: pytest.MonkeyPatch, exchange: Any, body: bytes) -> None:
    """The network in place of which stands what it would say."""
    monkeypatch.setattr(fetching, "fetch", lambda _url, **_bundle: Fetched(exchange.whole, body))
    monkeypatch.setattr(fetching, "probe", lambda _url, _whole, **_bundle: exchange)


def test_an_address(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, GOOD, clean())
    assert commands.ok("feed check webcal://example.org/feeds/s3cret.ics --strict") == "clean: 2 events\n"


def test_what_is_wrong_with_the_answers_comes_before_the_lines(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, dict(AMISS)["http-vary"], LONG)
    lines = commands.run("feed check https://example.org/feeds/s3cret.ics").out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "https://example.org",
        f"https://example.org:{LINE}",
        "2 errors",
    ]
    assert not any("s3cret" in line for line in lines)


def test_after_a_redirect_there_is_nothing_to_read(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, dict(AMISS)["http-redirect"], b"")
    answer = commands.run("feed check https://example.org/feeds/s3cret.ics --json")
    assert (answer.code, [defect["rule"] for defect in json.loads(answer.out)]) == (1, ["http-redirect"])


def test_our_own_server_over_a_socket(commands: Commands) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    path = "/feeds/" + commands.json("feed create --detail full --alarms")["url"].partition("/feeds/")[2]
    app = App(load({}, commands.environment, working_folder=commands.folder))
    with background(app.web()) as url:
        assert re.fullmatch(r"clean: \d\d events\n", commands.ok(f"feed check {url}{path} --strict"))
        commands.ok("feed revoke 1")
        until(lambda: commands.run(f"feed check {url}{path}").code == 1)
        assert commands.refused(f"feed check {url}{path}") == f"error: {url} answers 410; check the address"
    app.database.dispose()
