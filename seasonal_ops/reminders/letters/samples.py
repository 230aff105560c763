"""Samples of everything there is to say, on which templates are tried before they are used. Invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product
from typing import TYPE_CHECKING, Final

from seasonal_ops.errors import BadTemplate
from seasonal_ops.reminders.letters.entries import LONGEST_SUBJECT, cut, entry, in_order, section, subject
from seasonal_ops.reminders.letters.redacted import MANY, Content, Sender
from seasonal_ops.reminders.letters.wording import URGENCY, Letter, Silent
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.words import Answer, ReminderKind, Role, Sensitivity

if TYPE_CHECKING:
    from seasonal_ops.reminders.letters.letterhead import Letterhead

_LONGEST_SHOWN: Final = 60
_NIGHT: Final = Schedule(
    starts_on=date(2026, 10, 30),
    ends_on=date(2026, 10, 30),
    start_time=time(18),
    end_time=time(23),
    time_zone="Europe/London",
)
_PATROL: Final = Letter(
    activity=1,
    kinds=frozenset({ReminderKind.BEFORE}),
    now=datetime(2026, 10, 16, 8, tzinfo=UTC),
    schedule=_NIGHT,
    title="Joint patrol",
    description="Walk the hotspots in pairs.\nBring a radio.",
    location="Skelmersdale",
    meet="Fire station, rear yard",
    reason="Mischief Night is 30 October",
    status_note="No crews are free",
    leads=("Police",),
    supports=("Fire and Rescue",),
    measures=("Deliberate fires",),
    ring="Control room 01632 960000",
)
_DAY: Final = replace(
    _PATROL,
    activity=2,
    schedule=replace(_NIGHT, start_time=None, end_time=None, ends_on=date(2026, 11, 1)),
    title="School assemblies",
    description="",
    meet="",
    role=Role.LEAD,
    answer=Answer.ACCEPTED,
    leads=(),
    you_are_rung=True,
)
_SECTION: Final = section(
    "This week: 1 date, 1 answer still open", ["Due this week\nFri 30 Oct Joint patrol", "Nothing else."]
)
_SENDERS: Final = (
    Sender(plans="Bright Sparx 2026", lead="Robin Sample (Council)", phone="01632 960001"),
    Sender(plans="Bright Sparx 2026", lead="Robin Sample (Council)"),
    Sender(),
    Sender(plans="Bright Sparx 2026", you=True),
)


def contents() -> Iterator[Content]:
    """Messages of every kind, sensitivity and size, from every sort of sender."""
    for letters, sender in product(_bundles(), _SENDERS):
        yield _content(letters, sender)
    for letters in ((), (_PATROL,)):
        yield _content(letters, _SENDERS[0], sections=1)
    yield _content((), _SENDERS[2], sections=2)


def attempt(letterhead: "Letterhead") -> None:
    """Write every sample. Raises BadTemplate when one cannot be written, or does not say what it must."""
    subjects: dict[Sender, set[str]] = {}
    for content in contents():
        line = letterhead.subject_lines(content)
        _try_subject(letterhead.subject_file, line)
        subjects.setdefault(content.sender, set()).add(line)
        written = letterhead.strictly(content)
        _try_text(letterhead.body_file, written.body, content)
        _try_text(letterhead.html_file, written.html, content)
    # Who reads only subjects must see which message asks for an answer.
    if all(len(lines) == 1 for lines in subjects.values()):
        expected = "it says the same of every message; write {{ subject }}, which says what each is about"
        raise BadTemplate(letterhead.subject_file, None, "", expected)


def _try_subject(file: str, line: str) -> None:
    if not line or "\n" in line or len(line) > LONGEST_SUBJECT:
        shown = cut(line, _LONGEST_SHOWN)
        expected = (
            f"a subject is one line of 1 to {LONGEST_SUBJECT} characters; of one sample it is {shown!r}"
        )
        raise BadTemplate(file, None, "", expected)


def _try_text(file: str, text: str, content: Content) -> None:
    for needed, name in _needed(content):
        if needed not in text:
            expected = f"of one sample it does not say {needed!r}; write {{{{ {name} }}}}"
            raise BadTemplate(file, None, "", expected)


def _needed(content: Content) -> Iterator[tuple[str, str]]:
    """What no mail may leave out, and what it is called in templates."""
    for one in content.entries:
        yield one.when, "entry.when"
        yield one.request, "entry.request"
    for part in content.sections:
        yield part.paragraphs[0][0], "line"


def _bundles() -> Iterator[tuple[Letter, ...]]:
    for kind, sensitivity in product(URGENCY, Sensitivity):
        one = replace(_PATROL, kinds=frozenset({kind}), sensitivity=sensitivity)
        yield (one,)
        yield one, _DAY
    for kind, note in _NOTES:
        yield (replace(_PATROL, kinds=frozenset({kind}), notes=(note,)),)
    unanswered = replace(_PATROL, kinds=frozenset({ReminderKind.UNANSWERED}))
    yield (replace(unanswered, deputy_for="Sergeant Sample"),)
    yield tuple(
        replace(unanswered, activity=number, deputy_for="Sergeant Sample") for number in range(1, MANY + 2)
    )
    yield (replace(_PATROL, answer=Answer.PROPOSED, proposed_on=date(2026, 10, 31)),)
    yield (replace(unanswered, role=None, silent=(Silent("Police", "Sergeant Sample 01632 960002"),)),)


_NOTES: Final = (
    (ReminderKind.CHANGED, "was Fri 30 Oct 17:00–22:00; another meeting place"),
    (ReminderKind.CHANGED, ON_AGAIN),
    (ReminderKind.CHANGED, ASKED_AGAIN),
    (ReminderKind.CANCELLED, UNASSIGNED),
)


def _content(letters: tuple[Letter, ...], sender: Sender, *, sections: int = 0) -> Content:
    ordered, parts = in_order(letters), (_SECTION,) * sections
    return Content(
        name="Sergeant Sample" if sender.plans else "",
        subject=subject(ordered, parts),
        entries=tuple(entry(letter, among=len(letters)) for letter in ordered),
        sections=parts,
        sender=sender,
    )
