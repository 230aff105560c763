"""The text box of all rooms, and that there is no other."""

import ast
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult

import tui
from tui.frame.box import Box

pytestmark = pytest.mark.anyio


class OneBox(App[None]):
    def compose(self) -> ComposeResult:
        yield Box("at ", select_on_focus=False)


@pytest.mark.parametrize(
    ("pasted", "stands"),
    [
        ("the quay", "at the quay"),
        ("the quay\r\nby the mill\n", "at the quay by the mill"),  # a break ends no word
        ("\x1b[2Jthe\tquay\x07", "at [2Jthe quay"),
        ("caf\u00e9 \u202ecod\u202c ", "at caf\u00e9 cod "),
        ("\n", "at "),
    ],
)
async def test_what_is_pasted_comes_in_as_one_line_that_can_be_kept(pasted: str, stands: str) -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        box = app.query_one(Box)
        box.focus()
        await pilot.pause()
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert box.value == stands


def test_every_box_of_the_terminal_is_this_one() -> None:
    made = [
        path.name
        for path in Path(str(tui.__file__)).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _is_input(node)
    ]
    assert made == ["box.py"]


def _is_input(node: ast.AST) -> bool:
    """Whether a text box of Textual is made here, or a class of its kind."""
    named: list[ast.expr] = []
    if isinstance(node, ast.Call):
        named = [node.func]
    elif isinstance(node, ast.ClassDef):
        named = node.bases
    return any(isinstance(name, ast.Name) and name.id == "Input" for name in named)
