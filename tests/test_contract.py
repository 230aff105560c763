"""docs/contract.md is what scripts rely on: its commands and its JSON, held against the program."""

import json
import re
from pathlib import Path
from typing import Any, Final

import click
import pytest

from seasonal_ops.cli import cli

CONTRACT: Final = (Path(__file__).parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")


def promised() -> set[str]:
    """The commands of the contract's table, `group command` written out."""
    found: set[str] = set()
    for line in CONTRACT.splitlines():
        if not line.startswith("| `"):
            continue
        for text in re.findall(r"`([^`]+)`", line.split(" | ")[0].replace("\\|", "¦")):
            if re.match(r"[a-z][a-z-]*(\s|$)", text):
                found |= _written_out(text)
    return found


def _written_out(text: str) -> set[str]:
    """`partner list\\|show` is two commands; capital words, options and brackets are arguments."""
    words = re.split(r"\s+", text)
    group, rest = words[0], words[1:]
    if rest and re.fullmatch(r"[a-z][a-z-]*(¦[a-z][a-z-]*)*", rest[0]):
        return {f"{group} {name}" for name in rest[0].split("¦")}
    return {group}


def built() -> dict[str, click.Command]:
    """Every command of the program, by its full name."""
    context = cli.make_context("seasonal-ops", [], resilient_parsing=True)
    found: dict[str, click.Command] = {}
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            for sub in command.list_commands(context):
                one = command.get_command(context, sub)
                assert one is not None
                found[f"{name} {sub}"] = one
    return found


def test_the_table_is_read() -> None:
    assert {"plan go-live", "remind retry", "contact remove", "evaluate rate-ratio", "init"} <= promised()


def test_every_promised_command_is_built() -> None:
    assert promised() - set(built()) == set()


@pytest.mark.parametrize("name", sorted(built()))
def test_every_command_has_help_with_one_example(name: str) -> None:
    command = built()[name]
    assert command.help
    assert (command.epilog or "").startswith("Example: seasonal-ops ")


def samples() -> dict[str, dict[str, Any]]:
    """The contract's JSON samples by their names."""
    block = re.search(r"```json\n(.*?)```", CONTRACT, re.DOTALL)
    assert block is not None
    found: dict[str, dict[str, Any]] = json.loads(block[1])
    return found


def shape(value: Any) -> Any:
    """The keys of a sample, nested; a list is judged by its first element."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [shape(value[0])]
    return None


def lacking(sample: Any, answer: Any, path: str = "") -> list[str]:
    """The keys of a sample that an answer lacks."""
    if isinstance(sample, dict):
        missing = [f"{path}.{key}" for key in sample if key not in answer]
        return missing + [
            line
            for key in sample
            if key in answer
            for line in lacking(sample[key], answer[key], f"{path}.{key}")
        ]
    if isinstance(sample, list):
        return lacking(sample[0], answer[0], f"{path}[0]") if answer else [f"{path} is empty"]
    return []


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("plan", "plan show bright-sparx-2026"),
        ("activity", "activity show 1"),
        ("contact", "contact show 1"),
        ("reminder", "remind list"),
        ("feed", "feed show 1"),
        ("finding", "plan check bright-sparx-2026"),
        ("lpg", "lpg --month 2026-10"),
        ("rate_ratio", "evaluate rate-ratio 44 12 66 12"),
        ("trend", "evaluate trend {folder}/trend.csv"),
        ("difference", "evaluate difference {folder}/difference.csv"),
        ("evaluation", "evaluate bright-sparx-2026"),
    ],
)
def test_every_sample_of_a_built_command_is_true(answers: Any, name: str, command: str) -> None:
    answer = answers(command)
    assert lacking(shape(samples()[name]), answer[0] if isinstance(answer, list) else answer) == []


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs a command with `--json` on a database with a bit of everything; its parsed answer."""
    from helpers import Commands

    folder = tmp_path_factory.mktemp("contract")
    (folder / "trend.csv").write_text("year,count\n" + "".join(f"{year},9\n" for year in range(2019, 2026)))
    (folder / "difference.csv").write_text(
        "area,role,before,after\nTown,event,50,30\nNext,comparison,60,55\n"
    )
    commands = Commands(folder, now="2026-10-12T09:00+01:00")
    for setting_up in (
        "plan new bright-sparx --year 2025",
        "plan new bright-sparx --year 2026",
        "contact add police sgt@police.example",
        "plan lead bright-sparx-2026 1",
        "feed create --partner police",
        "plan go-live bright-sparx-2026",
    ):
        commands.ok(setting_up)
    return lambda command: commands.json(command.format(folder=folder))
