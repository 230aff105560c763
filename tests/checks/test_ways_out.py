"""Every way out is a command that there is, with arguments that it takes; the page names every rule."""

import re
import shlex
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import click
import pytest

from seasonal_ops.checks import Picture, findings, without
from seasonal_ops.cli import cli
from seasonal_ops.words import Answer, Check, GateKind, GateState, Role, Status
from tests.checks.scenes import (
    LEAD,
    NIGHT,
    activity,
    assigned,
    contact,
    gate,
    measure,
    picture,
    plan,
    target,
    untimed,
)

_COMMAND: Final = re.compile(r"seasonal-ops (.+?)(?=; |, or |, and |$)")
# What a person puts in.
_BLANKS: Final = {
    "CONTACT": "3",
    "DATE": "2026-11-01",
    "EMAIL": "duty@example.org",
    "HH:MM": "18:00",
    "MEASURE": "asb-calls",
    "NAME": "Rotary",
    "NUMBER": "12",
    "PARTNER": "police",
    "PLACE": "Town hall",
    "POUNDS": "1500",
    "TEXT": "because",
}
ASKED, PROPOSED, SUPPORT = Answer.ASKED, Answer.PROPOSED, Role.SUPPORT
EVENING = activity(1, by=["police"])
LATE = activity(2, time(22), time(2), by=["police"])
OUT: Final[dict[str, Picture]] = {
    "clash": picture(EVENING, LATE, capacity={"police": 1}),
    "clash of a support": picture(
        EVENING, activity(2, by=["fire", assigned("police", SUPPORT)]), capacity={"police": 1, "fire": 1}
    ),
    "clash of an untimed one": picture(EVENING, untimed(2, by=["police"]), capacity={"police": 1}),
    "capacity unsaid": picture(EVENING, LATE, capacity={}),
    "place": picture(activity(1, location="Main hall"), activity(2, location="Main hall")),
    "contact": picture(
        activity(1, location="Main hall", ring=contact(1)), activity(2, location="Town hall", ring=contact(1))
    ),
    "load": picture(EVENING, activity(2, time(9), time(10), by=["police"]), capacity={"police": 1}),
    "unassigned": picture(activity(1, by=[])),
    "unanswered": picture(activity(1, by=[assigned("police", answer=ASKED)])),
    "draft": picture(activity(1, by=[assigned("police", answer=ASKED)]), plans=(plan(live=False),)),
    "no contact": picture(activity(1, by=[assigned("police", answer=ASKED)]), contacts={"police": 0}),
    "nobody leads": picture(plans=(plan(lead=None),)),
    "the lead opted out": picture(plans=(plan(lead=replace(LEAD, reached=False)),)),
    "proposed": picture(activity(1, by=[assigned("police", answer=PROPOSED, proposed_on=date(2026, 11, 1))])),
    "money": picture(EVENING, gates=(gate(1, amount=None),)),
    "late": picture(EVENING, gates=(gate(1, decide_by=date(2026, 8, 1)),)),
    "late, with nothing behind": picture(EVENING, gates=(gate(decide_by=date(2026, 8, 1)),)),
    "refused": picture(EVENING, gates=(gate(1, state=GateState.REFUSED),)),
    "permission refused": picture(
        EVENING, gates=(gate(1, state=GateState.REFUSED, kind=GateKind.PERMISSION),)
    ),
    "after the fact": picture(EVENING, gates=(gate(1, decide_by=date(2026, 11, 1)),)),
    "order": picture(EVENING, activity(2, on=NIGHT - timedelta(days=1), needs=(1,))),
    "lost": picture(activity(1, status=Status.CANCELLED), activity(2, needs=(1,))),
    "target": picture(
        targets=(target(value=None, by=None),), measures=(measure("asb-calls", "Calls about behaviour"),)
    ),
    "target of nothing": picture(targets=(target(value=Decimal(1), measure=None),)),
    "target of nothing at all": picture(targets=(target(value=None, measure=None, by=None),)),
}


@pytest.mark.parametrize("seen", OUT.values(), ids=list(OUT))
def test_the_way_out_is_there(seen: Picture) -> None:
    found = findings(seen)
    assert len(found) == 1
    understood(found[0].way_out)


def test_the_way_out_of_an_absence_is_there() -> None:
    rows = [
        activity(1, by=["fire"]),
        activity(2, by=["police"], needs=(1,), on=NIGHT + timedelta(days=1)),
        activity(3, by=["fire", "police"]),
        activity(4, by=["police", assigned("fire", SUPPORT)]),
    ]
    found = without(picture(*rows), "fire")
    assert len(found) == 4
    for one in found:
        understood(one.way_out)


def understood(way_out: str) -> None:
    """Let the command line read each command of it; nothing is run."""
    commands = _COMMAND.findall(way_out)
    assert commands, way_out
    for command in commands:
        words = [_BLANKS.get(word, word) for word in shlex.split(command)]
        name, group, context = "seasonal-ops", cli, None
        while isinstance(group, click.Group):
            context = group.make_context(name, words, parent=context)
            name, group, words = group.resolve_command(context, [*context._protected_args, *context.args])
        group.make_context(name, words, parent=context)


def test_the_page_has_all_rules_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert list(dict.fromkeys(named)) == [rule.value for rule in Check]
