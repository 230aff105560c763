"""Days of the worked example, watched: what each contact gets, and that nothing in it embarrasses."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from integrations.mime import accept_sender, compose
from seasonal_ops.cli.example import build
from seasonal_ops.db import Database
from seasonal_ops.reminders import reconcile
from seasonal_ops.reminders.sending import send_due
from seasonal_ops.reminders.transport import Message
from seasonal_ops.words import Channel

LONDON: Final = ZoneInfo("Europe/London")
# A Monday is in it, for the digest, and the first day of a month.
BEGINS: Final = datetime(2026, 11, 28, 20, tzinfo=UTC)
EMBARRASSING: Final = {
    "an empty list": r"(?m)^[A-Z][a-z ]+:\s*$",
    "nothing counted": r"\b0 activities\b",
    "one of many": r"\b1 activities\b",
    "a blank too many": r"\S  +\S|[ \t]$",
    "lines too many": r"\n\n\n",
    "a value that is none": r"\bNone\b|\bnull\b|\{\{|\}\}|\bUndefined\b",
    "two stops": r"\.\.(?!\.)",
}


@dataclass
class Mailbox:
    """Keeps what it is handed, with the local time at which it was."""

    now: datetime = BEGINS
    taken: list[tuple[datetime, Message]] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def send(self, message: Message) -> None:
        self.taken.append((self.now.astimezone(LONDON), message))

    def check(self, address: str) -> None: ...


@pytest.fixture(scope="module")
def watched(module_database: Database) -> list[tuple[datetime, Message]]:
    """Three days and a half, looked at each hour."""
    box = Mailbox()
    with module_database.write() as session:
        build(session, key_=b"k" * 32, today=BEGINS.date(), now=BEGINS)
    while box.now < BEGINS + timedelta(days=3, hours=14):
        with module_database.write() as session:
            reconcile(session, box.now)
        send_due(module_database, transports=dict.fromkeys(Channel, box), clock=box.clock, worker="watched")
        box.now += timedelta(hours=1)
    return box.taken


def test_nobody_gets_two_mails_a_day_while_nothing_changes(watched: list[tuple[datetime, Message]]) -> None:
    assert len(watched) > 30
    days = Counter((message.address, at.date()) for at, message in watched)
    assert {day: times for day, times in days.items() if times > 1} == {}


def test_mail_comes_in_the_morning_but_for_the_evening_on_which_it_went_live(
    watched: list[tuple[datetime, Message]],
) -> None:
    assert {at.hour for at, _message in watched if at.date() > BEGINS.date()} <= {7, 8, 9}


def test_the_lead_gets_monday_and_the_month(watched: list[tuple[datetime, Message]]) -> None:
    lead = [(at, message) for at, message in watched if "community-safety" in message.address]
    of_monday = [message for at, message in lead if at.weekday() == 0]
    of_the_first = [message for at, message in lead if at.day == 1]
    assert len(of_monday) == len(of_the_first) == 1
    assert "week" in of_monday[0].body.casefold()
    assert "November" in of_the_first[0].body


@pytest.mark.parametrize("what", EMBARRASSING)
def test_nothing_embarrasses(watched: list[tuple[datetime, Message]], what: str) -> None:
    sign = re.compile(EMBARRASSING[what])
    found = [
        (message.subject, hit[0])
        for _at, message in watched
        for text in (message.subject, message.body)
        if (hit := sign.search(text))
    ]
    assert found == []


def test_every_mail_can_be_built_and_its_subject_is_one_short_line(
    watched: list[tuple[datetime, Message]],
) -> None:
    sender = accept_sender("csp@example.org")
    for _at, message in watched:
        assert 10 < len(message.subject) <= 150
        assert compose(message, sender)["Subject"] == message.subject
