"""A lead's day at the terminal, and what the database says of it."""

from typing import Any

from clients.program import Program
from e2e.tmux import Terminal

PLAN = "bright-sparx-2026"
EVENING = "Go4IT, second evening"


def at_work(lead: Program) -> Any:
    """The terminal UI over the plan of the season."""
    return Terminal.running(lead.folder, lead.environment, "tui", "--plan", PLAN)


def evening(lead: Program) -> Any:
    """The activity that the day is about."""
    (found,) = [one for one in lead.json("activity", "list", "--plan", PLAN) if one["title"] == EVENING]
    return found


def trading_standards(lead: Program) -> tuple[str, str, str]:
    """What it was asked for on that evening, and what it said."""
    (held,) = [one for one in evening(lead)["assignments"] if one["partner"] == "trading-standards"]
    return held["role"], held["response"], held["note"]


def sees_what_is_late(terminal: Terminal, lead: Program) -> None:
    terminal.until("Bright Sparx 2026 ▸ Today", "3 days to ◆ Bonfire Night", "▲ 2 overdue")
    assert "▌▲ 31 Oct   2d" in terminal.line(EVENING, "○ planned")
    overdue = lead.json("today", "--plan", PLAN)["overdue"]
    assert [(row["activity"]["title"], row["late_days"]) for row in overdue] == [
        (EVENING, 2),
        ("Joint patrol", 1),
    ]


def assigns(terminal: Terminal, lead: Program) -> None:
    terminal.press("a")
    terminal.until(f"Assign to {EVENING}", "Edge Hill University")
    terminal.type("trading")
    terminal.until("Trading Standards", gone=("Edge Hill University",))
    terminal.press("Enter")
    terminal.until("assigned", gone=("Assign to",))
    assert trading_standards(lead) == ("support", "asked", "")


def records_what_was_said_on_the_telephone(terminal: Terminal, lead: Program) -> None:
    terminal.press("r")
    terminal.until(f"Answer for {EVENING}", "told by phone")
    # The one that has not answered is proposed, and so is its yes: Enter each.
    terminal.strike("Enter", "Enter")
    terminal.press("Enter")
    terminal.until("Answer of", "accepted", gone=("Answer for",))
    assert trading_standards(lead) == ("support", "accepted", "told by phone")


def moves_a_date(terminal: Terminal, lead: Program) -> None:
    terminal.press("3")
    terminal.line("▌Joint patrol", "○━━")
    terminal.press(">")
    terminal.until(
        "PROPOSED", "Mon 2 Nov 18:00–23:00 → Tue 3 Nov 18:00–23:00", "× Clash   2 activities at once want"
    )
    before = {one["id"]: one["starts_on"] for one in lead.json("activity", "list", "--plan", PLAN)}
    terminal.press("Enter")
    terminal.until("Moved: Joint patrol, Mon 2 Nov", "× 2 clashes", gone=("PROPOSED",))
    after = {one["id"]: one["starts_on"] for one in lead.json("activity", "list", "--plan", PLAN)}
    moved = [(before[one], after[one]) for one in after if after[one] != before[one]]
    assert moved == [("2026-11-02", "2026-11-03")]


def chases(terminal: Terminal, lead: Program) -> None:
    before = lead.json("remind", "list")
    terminal.press("4")
    terminal.until("◷ OWE A WORD", "2 unanswered")
    terminal.press("m")
    terminal.until("Remind: ", "Partner  Community Safety Team", "please answer")
    assert len(lead.json("remind", "list")) == len(before)
    terminal.press("Enter")
    terminal.until("wait for 1 contact")
    queued = lead.json("remind", "list")
    assert len(queued) > len(before)
    new = [one for one in queued if one["id"] not in {old["id"] for old in before}]
    assert {(one["recipient"], one["state"]) for one in new} == {
        ("duty@council-community-safety.example", "planned")
    }


def marks_delivered_and_thinks_again(terminal: Terminal, lead: Program) -> None:
    terminal.press("1")
    terminal.line("▌▲ 31 Oct", EVENING)
    terminal.press("Space")
    terminal.line(EVENING, "◐ doing")
    terminal.press("Space")
    terminal.until("▲ 1 overdue", gone=(EVENING,))
    assert evening(lead)["status"] == "delivered"
    terminal.press("u")
    terminal.until("Undone: ", "▲ 2 overdue")
    assert evening(lead)["status"] == "doing"
    terminal.press("U")
    terminal.until("Redone: ", "▲ 1 overdue")
    assert evening(lead)["status"] == "delivered"


def undoes_after_a_restart(terminal: Terminal, lead: Program) -> None:
    terminal.until("▲ 1 overdue")
    terminal.press("u")
    terminal.until("Undone: ", "▲ 2 overdue")
    terminal.line(EVENING, "◐ doing")
    assert evening(lead)["status"] == "doing"


def enters_counts(terminal: Terminal, lead: Program) -> None:
    terminal.press("5")
    terminal.until("▸ Evaluate", "beside 2025")
    terminal.press("t", "PageUp", "PageUp", "PageUp")
    terminal.until("Mon 2 Nov · Fire incidents, in incidents")
    terminal.type("12\r0\r")
    # Enter on an empty cell leaves it as it is: what is not known stays unknown.
    terminal.press("Enter", "j", "j")
    terminal.until("Mon 2 Nov · Calls about anti-social beh")
    terminal.type("500\r")
    terminal.press("k")
    terminal.until("500!", "unusual, press ! to say why it is right")
    terminal.press("!")
    terminal.until("Why the value is right")
    terminal.type("a party in the park\r")
    terminal.until("Its reason is kept.")
    recorded = {
        one["measure"]: (one["value"], one["reason"])
        for one in lead.json("count", "list", PLAN)
        if one["on"] == one["until"] == "2026-11-02" and one["area"] is None
    }
    assert recorded == {
        "fire-incidents": (12, ""),
        "deliberate-fires": (0, ""),
        "asb-calls": (500, "a party in the park"),
    }


def compares(terminal: Terminal, lead: Program) -> None:
    terminal.strike("Escape")
    terminal.press("6")
    terminal.until("▸ Compare", "Bright Sparx 2026 against Bright Sparx 2025")
    terminal.line("▌? Fire incidents", "unclear")
    terminal.until("Counts    47 in 2025 → 53 in 2026")
    found = {one["measure"]: one for one in lead.json("evaluate", PLAN)["measures"]}["fire-incidents"]
    assert (found["earlier"]["bright-sparx-2025"], found["total"]) == (47, 53)


def holds_the_meeting(terminal: Terminal, lead: Program) -> None:
    terminal.press("M")
    terminal.until("who is here?", "Street Scene")
    terminal.press("V", "Enter")
    terminal.until("The meeting has begun.", "10 here, 0 sent apologies")
    terminal.press("i")
    terminal.until(f"Note on {EVENING}")
    terminal.type("Ring the station first\r")
    terminal.line("Noted", "Ring the station first")
    terminal.press("P")
    terminal.until("Meeting ▸ Minutes", "Present: Lancashire Fire and Rescue Service", "DECIDED")
    terminal.press("R")
    terminal.until("Write the minutes", f"minutes-{PLAN}-2026-11-02.docx")
    terminal.strike("C-u")
    terminal.type("minutes.md\r")
    terminal.until("Wrote ")
    written = (lead.folder / "minutes.md").read_text(encoding="utf-8")
    assert "Ring the station first" in written
    assert "moved from Mon 2 Nov 2026 18:00–23:00 to Tue 3 Nov 2026" in written
    (meeting,) = lead.json("meeting", "list", PLAN)
    assert [note["text"] for note in meeting["notes"]] == ["Ring the station first"]
    assert {one["attendance"] for one in meeting["partners"]} == {"present"}


def reads_the_audit(terminal: Terminal, lead: Program) -> None:
    terminal.press("9")
    lines = terminal.until("▸ Audit", "2 Nov 14:02")
    told = "\n".join(lines)
    for sentence in ("Noted of Go4IT", "The meeting of Bright Sparx", "undone: Go4IT", "Joint patrol moved"):
        assert sentence in told
    mine = {one["kind"] for one in lead.json("audit", "list") if one["actor_kind"] == "tui"}
    assert mine == {
        "PartnerAssigned", "ResponseGiven", "ActivityMoved", "PartnerChased", "ActivityStatusChanged",
        "ChangeUndone", "ChangeRedone", "CountAdded", "MeetingOpened", "AttendanceSet", "MeetingNoted",
    }  # fmt: skip


DAY = (
    (
        sees_what_is_late,
        assigns,
        records_what_was_said_on_the_telephone,
        moves_a_date,
        chases,
        marks_delivered_and_thinks_again,
    ),
    (undoes_after_a_restart, enters_counts, compares, holds_the_meeting, reads_the_audit),
)


def test_a_lead_s_day(lead: Program) -> None:
    for sitting in DAY:
        with at_work(lead) as terminal:
            for step in sitting:
                step(terminal, lead)
            terminal.press("q")
            assert terminal.until_ended() == 0
