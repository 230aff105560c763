"""The minutes on paper: who, what, whose, what next, and nothing of what has to stay with the lead."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from seasonal_ops.paper.blocks import Bullets, Heading, Paper, Paragraph, Table
from seasonal_ops.paper.formats import Format, written
from seasonal_ops.paper.minutes import minutes_paper
from seasonal_ops.views import (
    ActivityLine,
    AgreedAction,
    AttendanceView,
    Decided,
    Declined,
    GateLine,
    MeetingNoteView,
    MeetingView,
    MinutesView,
    StillOpen,
    Unanswered,
)
from seasonal_ops.words import Answer, Attendance, GateState, Role, Sensitivity, Status
from tests.paper.makers import HOSTILE, an_activity, an_assignment

HELD, PRINTED = date(2026, 10, 15), date(2026, 10, 16)
BEGUN = datetime(2026, 10, 15, 10, 0, tzinfo=UTC)
NIGHT = an_activity(1, "Night patrol", date(2026, 10, 30), start_time=time(21), location="the canal")


def a_meeting(**more: Any) -> MeetingView:
    who = {"Police": Attendance.PRESENT, "Schools": Attendance.PRESENT, "Rotary": Attendance.APOLOGIES}
    values: dict[str, Any] = {
        "id": 3,
        "plan": "bright-sparx-2026",
        "plan_name": "Bright Sparx 2026",
        "held_on": HELD,
        "opened": BEGUN,
        "opened_by": "lead",
        "closed": BEGUN.replace(hour=11),
        "next_on": date(2026, 10, 29),
        "partners": tuple(
            AttendanceView(partner=name.lower(), name=name, assigned=1, attendance=said)
            for name, said in {**who, "Street Scene": None}.items()
        ),
        "notes": (MeetingNoteView(activity=None, text="Thanks to all crews", by="lead", at=BEGUN),),
        "actions": (),
    }
    return MeetingView(**(values | more))


def minutes(**more: Any) -> MinutesView:
    values: dict[str, Any] = {
        "meeting": a_meeting(), "settled": (), "decided": (), "actions": (), "open": StillOpen(),
    }  # fmt: skip
    return MinutesView(**(values | more))


def paper(**more: Any) -> Paper:
    return minutes_paper(minutes(**more), on=PRINTED)


def lines(made: Paper) -> list[str]:
    """Everything that it says, line by line."""
    said: list[str] = []
    for block in made.body:
        match block:
            case Heading() | Paragraph():
                said.append(block.text)
            case Bullets():
                said += [one.text for one in block.items]
            case Table():
                said += [
                    " | ".join(" / ".join(one.text for one in cell) for cell in row) for row in block.rows
                ]
    return said


def test_a_meeting_in_which_nothing_happened() -> None:
    made = paper()
    assert made.title == "Bright Sparx 2026: meeting of Thu 15 Oct 2026"
    assert made.marking == "OFFICIAL"
    assert lines(made) == [
        "10:00 to 11:00.",
        "Present: Police; Schools.",
        "Apologies: Rotary.",
        "Thanks to all crews",
        "Actions",
        "No action was agreed on.",
        "Decided",
        "Nothing was changed.",
        "To decide next",
        "Nothing is open.",
        "Next meeting: Thu 29 Oct 2026.",
    ]


def test_one_that_goes_on_says_so() -> None:
    said = lines(paper(meeting=a_meeting(closed=None, next_on=None, partners=(), notes=())))
    assert said[:3] == [
        "Begun 10:00, not closed yet: what follows may grow.",
        "Present: nobody was written down.",
        "Apologies: none.",
    ]
    assert said[-1] == "Next meeting: not fixed yet."


def test_actions_have_owner_and_day() -> None:
    owner = an_assignment("Street Scene", Role.LEAD)
    action = an_activity(9, "Order skips", date(2026, 10, 20), assignments=(owner,))
    taken = replace(action, assignments=(replace(owner, response=Answer.ACCEPTED),))
    said = lines(paper(actions=(AgreedAction(activity=action, about=NIGHT), AgreedAction(activity=taken))))
    assert "Tue 20 Oct 2026 | Order skips | Street Scene / not answered yet | Night patrol" in said
    assert "Tue 20 Oct 2026 | Order skips | Street Scene | " in said


DECIDED = Decided(
    activity=NIGHT,
    changes=("doing (was planned): by the canal", "Police accepted (at the yard)"),
    bare=("doing (was planned)", "Police accepted"),
    places=("the place is now the canal",),
    note="Meet at the yard",
)


@pytest.mark.parametrize(
    ("sensitivity", "said", "noted"),
    [
        (
            Sensitivity.OPEN,
            (
                "Night patrol | doing (was planned): by the canal / Police accepted (at the yard)"
                " / the place is now the canal"
            ),
            "Night patrol | Meet at the yard",
        ),
        (
            Sensitivity.LIMITED,
            "Night patrol | doing (was planned) / Police accepted / more was said; ask the lead",
            "Night patrol | noted; ask the lead",
        ),
        (
            Sensitivity.SENSITIVE,
            "sensitive: ask the lead | decided; ask the lead",
            "sensitive: ask the lead | noted; ask the lead",
        ),
    ],
)
@pytest.mark.parametrize("kind", [Format.MD, Format.HTML])
def test_what_is_not_open_has_neither_place_nor_note(
    sensitivity: Sensitivity, said: str, noted: str, kind: Format
) -> None:
    view = replace(NIGHT, sensitivity=sensitivity)
    decided = replace(DECIDED, activity=view)
    action = replace(
        view, id=2, title="Ring the yard" if sensitivity is not Sensitivity.SENSITIVE else "yard"
    )
    made = paper(decided=(decided,), actions=(AgreedAction(activity=action, about=view),))
    found = lines(made)
    assert found[found.index("Decided") + 1] == f"Fri 30 Oct 2026 | {said}"
    assert found[found.index("Notes") + 1] == f"Fri 30 Oct 2026 | {noted}"
    if sensitivity is Sensitivity.SENSITIVE:
        whole = written(made, kind).decode()
        assert not [word for word in ("canal", "yard", "Night patrol", "accepted") if word in whole]


def test_a_note_decides_nothing() -> None:
    said = lines(paper(decided=(Decided(activity=NIGHT, changes=(), note="Ask again in May"),)))
    assert said[said.index("Decided") : said.index("To decide next")] == [
        *("Decided", "Nothing was changed."),
        *("Notes", "Fri 30 Oct 2026 | Night patrol | Ask again in May"),
    ]


def test_nothing_was_left_out_of_what_is_limited() -> None:
    plain = Decided(activity=replace(NIGHT, sensitivity=Sensitivity.LIMITED), changes=("x",), bare=("x",))
    assert lines(paper(decided=(plain,)))[7] == "Fri 30 Oct 2026 | Night patrol | x"


def test_what_the_plan_as_a_whole_settled_stands_first() -> None:
    said = lines(paper(settled=("Skips: granted",), decided=(DECIDED,)))
    assert said.index("Skips: granted") == said.index("Decided") + 1
    assert "Nothing was changed." not in said


def line(title: str) -> ActivityLine:
    return ActivityLine(id=1, plan="p", title=title, starts_on=HELD, leads=(), status=Status.PLANNED, note="")


def a_gate(state: GateState = GateState.OPEN, **more: Any) -> GateLine:
    values: dict[str, Any] = {
        "plan": "p", "title": "Skips", "decide_by": date(2026, 10, 20), "state": state,
        "amount": Decimal(1500), "funder": "the fund", "activities": 2,
    }  # fmt: skip
    return GateLine(**(values | more))


def declined(**more: Any) -> Declined:
    return Declined(
        **({"activity": line("Patrol"), "partner": "Police", "role": Role.LEAD, "proposed_on": None} | more)
    )


@pytest.mark.parametrize(
    ("open_now", "said"),
    [
        (
            {"gates": (a_gate(),)},
            "Skips (£1,500 from the fund): decide by Tue 20 Oct 2026; 2 activities hang on it",
        ),
        (
            {"gates": (a_gate(decide_by=date(2026, 10, 1), amount=None, activities=1),)},
            "Skips: decide by Thu 1 Oct 2026, which is past; 1 activity hangs on it",
        ),
        (
            {"gates": (a_gate(GateState.REFUSED, funder="", activities=0),)},
            "Skips (£1,500): refused; nothing hangs on it yet",
        ),
        ({"overdue": (line("Visits"),)}, "Visits, Thu 15 Oct 2026: over, and nobody said how it went"),
        ({"unassigned": (line("Visits"),)}, "Visits, Thu 15 Oct 2026: nobody leads it"),
        ({"declined": (declined(),)}, "Police declined: Patrol, Thu 15 Oct 2026"),
        (
            {"declined": (declined(partner="", proposed_on=date(2026, 10, 31)),)},
            "a partner asks for Sat 31 Oct 2026 instead: Patrol, Thu 15 Oct 2026",
        ),
        (
            {
                "unanswered": (
                    Unanswered(partner="police", name="Police", assignments=2, since=BEGUN, ring="07"),
                )
            },
            "Police: 2 requests not answered, the first of Thu 15 Oct 2026",
        ),
    ],
    ids=["gate", "late-gate", "refused-gate", "overdue", "unled", "declined", "proposed", "unanswered"],
)
def test_what_to_decide_next(open_now: dict[str, Any], said: str) -> None:
    found = lines(paper(open=StillOpen(**open_now)))
    assert found[found.index("To decide next") + 1] == said


@pytest.mark.parametrize("kind", [Format.MD, Format.HTML])
def test_hostile_text_is_only_text(kind: Format) -> None:
    text = " ".join(HOSTILE)
    view = replace(NIGHT, title=text, location=text)
    decided = Decided(activity=view, changes=(text,), bare=(text,), places=(text,), note=text)
    note = MeetingNoteView(activity=None, text=text, by=text, at=BEGUN)
    made = paper(
        meeting=a_meeting(plan_name=text, notes=(note,)),
        settled=(text,),
        decided=(decided,),
        actions=(AgreedAction(activity=view, about=view),),
        open=StillOpen(overdue=(line(text),)),
    )
    content = written(made, kind)
    assert not any(acting in content for acting in (b"<script>", b"\x1b", b"\x00", "\u202e".encode()))
