"""A real terminal in bad hands: keys held down, a line that drops, a window that is dragged to nothing."""

import sqlite3
from contextlib import closing
from typing import Any

import psutil
from clients.program import Program
from e2e.tmux import PATIENCE, Terminal

PLAN = "bright-sparx-2026"
# What is typed into the first rows of the grid, and the names that stand there.
TYPED = {
    "fire-incidents": ("Fire incidents", 12),
    "deliberate-fires": ("Deliberate fires", 3),
    "secondary-fires": ("Secondary fires", 4),
    "asb-fires": ("Anti-social behaviour fires", 2),
    "arson": ("Arson", 1),
    "asb-calls": ("Calls about anti-social", 14),
    "police-calls": ("Calls to the police", 70),
    "criminal-damage": ("Criminal damage", 5),
}
FIRE = "Mon 2 Nov · Fire incidents, in incidents"


def at_work(lead: Program, *words: str) -> Any:
    """The terminal UI."""
    return Terminal.running(lead.folder, lead.environment, "tui", *words)


def to_the_counts(terminal: Terminal) -> None:
    """To tonight's first measure."""
    terminal.until("▸ Today", "overdue")
    terminal.press("5")
    terminal.until("▸ Evaluate", "beside 2025")
    terminal.press("t", "PageUp", "PageUp", "PageUp")
    terminal.until(FIRE)


def tonight(lead: Program) -> dict[str, int]:
    """What is recorded of the night, by measure."""
    counts = lead.json("count", "list", PLAN)
    return {one["measure"]: one["value"] for one in counts if one["on"] == one["until"] == "2026-11-02"}


def cell(lines: list[str], title: str) -> str:
    """What stands in tonight's cell of a row, which is the last before the sums."""
    (line,) = [line for line in lines if line.startswith(f" {title}")]
    return line.rstrip(" ▇▅▂").split()[-2]


def test_a_click_moves_a_second_one_opens_and_one_on_a_tab_goes_there(lead: Program) -> None:
    with at_work(lead, "--plan", PLAN) as terminal:
        lines = terminal.until("▸ Today", "Clear what is left")
        (at,) = [number for number, line in enumerate(lines) if "Clear what is left" in line]
        terminal.click(20, at)
        terminal.line("▌", "6 Nov Fri  Clear what is left")
        terminal.resize(80, 24)
        terminal.until("▸ Today", gone=("▏",))  # painted anew: the detail has no place beside the list
        terminal.line("▌", "Clear what is left")
        (at,) = [number for number, line in enumerate(terminal.lines) if line.startswith("▌")]
        terminal.click(20, at)
        terminal.click(20, at)
        terminal.until("Today ▸ Activity", "Clear what is left of bonfires")
        terminal.strike("Escape")
        terminal.until("NEXT 7 DAYS")
        terminal.click(terminal.lines[2].index("Board"), 2)
        assert "▸ Board" in terminal.until("▸ Board")[0]


def test_keys_held_down_move_and_change_no_more_than_they_stand_on(lead: Program) -> None:
    with at_work(lead) as terminal:
        terminal.until("▸ Today", "▲ 9 overdue")
        terminal.type("j" * 200)
        terminal.line("▌", "Joint patrol")
        terminal.press("g")
        first = terminal.line("▌▲ 14 Sep", "○ planned")
        assert "What last season" in first
        before = {one["id"]: one["status"] for one in lead.json("activity", "list")}
        terminal.type(" " * 100)
        terminal.press("?")
        terminal.until("Move", "next line")
        terminal.press("Escape")
        terminal.until("▸ Today", gone=("… saving", "Move  "))
        after = {one["id"]: one["status"] for one in lead.json("activity", "list")}
    changed = [(before[one], after[one]) for one in after if after[one] != before[one]]
    assert len(changed) == 1


def test_two_hundred_digits_at_once_are_one_value_that_is_refused(lead: Program) -> None:
    with at_work(lead, "--plan", PLAN) as terminal:
        to_the_counts(terminal)
        terminal.type("7" * 200 + "\r" + "12\r0\r")
        terminal.until("× 1 not kept, x goes there")
        terminal.press("x")
        terminal.until(FIRE, "is not kept")
        assert tonight(lead).keys().isdisjoint({"fire-incidents"})
        terminal.type("12\r")
        terminal.until(gone=("not kept, x goes there",))
    assert tonight(lead)["fire-incidents"] == 12


def test_what_was_typed_before_q_is_kept(lead: Program) -> None:
    with at_work(lead, "--plan", PLAN) as terminal:
        to_the_counts(terminal)
        terminal.type("12\r0\r0\r0\rq")
        assert terminal.until_ended() == 0
    assert tonight(lead) == {
        "fire-incidents": 12,
        "deliberate-fires": 0,
        "secondary-fires": 0,
        "asb-fires": 0,
    }


def test_when_the_line_drops_all_that_was_shown_as_kept_is_kept_and_nothing_by_half(lead: Program) -> None:
    with at_work(lead, "--plan", PLAN) as terminal:
        to_the_counts(terminal)
        program = psutil.Process(terminal.pid)
        terminal.type("".join(f"{value}\r" for _title, value in TYPED.values()))
        # Kept is what stands there without the mark of what is still on its way.
        terminal.line("Fire incidents", " 12 ")
        shown = terminal.lines
    psutil.wait_procs([program], timeout=PATIENCE)
    assert not program.is_running()
    kept = tonight(lead)
    assert kept.items() <= {name: value for name, (_title, value) in TYPED.items()}.items()
    assert {name for name, (title, value) in TYPED.items() if cell(shown, title) == str(value)} <= set(kept)
    assert "intact" in lead.run("audit", "verify")


def test_what_is_on_its_way_when_the_line_drops_is_kept(lead: Program) -> None:
    with closing(sqlite3.connect(lead.folder / "plans.db", isolation_level=None)) as busy:
        with at_work(lead, "--plan", PLAN) as terminal:
            to_the_counts(terminal)
            program = psutil.Process(terminal.pid)
            busy.execute("BEGIN IMMEDIATE")
            terminal.type("".join(f"{value}\r" for _title, value in TYPED.values()))
            terminal.line("Criminal damage", "5…")
        assert program.is_running()
        busy.execute("ROLLBACK")
    psutil.wait_procs([program], timeout=PATIENCE)
    assert not program.is_running()
    assert tonight(lead) == {name: value for name, (_title, value) in TYPED.items()}
    assert "intact" in lead.run("audit", "verify")


def test_a_database_that_never_answers_holds_no_program_whose_line_dropped(lead: Program) -> None:
    with closing(sqlite3.connect(lead.folder / "plans.db", isolation_level=None)) as busy:
        with at_work(lead, "--plan", PLAN) as terminal:
            to_the_counts(terminal)
            program = psutil.Process(terminal.pid)
            busy.execute("BEGIN IMMEDIATE")
            terminal.type("".join(f"{value}\r" for _title, value in TYPED.values()))
            terminal.line("Criminal damage", "5…")
        psutil.wait_procs([program], timeout=PATIENCE / 2)  # each value alone would wait five seconds
        assert not program.is_running()
    assert tonight(lead) == {}


def test_a_window_dragged_to_nothing_and_back(lead: Program) -> None:
    with at_work(lead, "--plan", PLAN) as terminal:
        terminal.until("▸ Today", "▲ 2 overdue")
        for columns, lines in ((20, 5), (1, 1), (80, 24)):
            terminal.resize(columns, lines)
        terminal.until("▸ Today", "▌▲ 31 Oct", "? help")
        terminal.press("2")
        assert "▸ Board" in terminal.until("▸ Board", "? help")[0]
