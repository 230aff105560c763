"""Letters as a message may say them: in order, redacted, harmless; and the subject over all of them. Pure.

A sensitive activity's mail names no place, no operation, no theme and no reason for its date; a
limited one's names no place.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.reminders.letters.redacted import Entry, Section
from seasonal_ops.reminders.letters.wording import URGENCY, Letter, heading, news, request, why
from seasonal_ops.reminders.moments import when
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.text import harmless
from seasonal_ops.words import ReminderKind, Sensitivity

LONGEST_SUBJECT: Final = 150
_UNNAMED: Final = "partnership activity"
_NEWS: Final = (ReminderKind.CANCELLED, ReminderKind.CHANGED)


def in_order(letters: Sequence[Letter]) -> list[Letter]:
    """News first, then open questions, then what is ahead, then what is owed; each by date."""
    return sorted(letters, key=lambda one: (_rank(one), one.schedule.start, one.activity))


def subject(letters: Sequence[Letter], sections: Sequence[Section] = ()) -> str:
    """One line that is enough on a telephone's lock screen: the most urgent, and how much more there is.

    `letters` are in order; one of the two is not empty. At most 150 characters.
    """
    first = _first_group(letters)
    said = _line(_headline(first) if first else sections[0].subject)
    more = len(letters) + len(sections) - (len(first) or 1)
    tail = f"; and {more} more" if more else ""
    return cut(said, LONGEST_SUBJECT - len(tail)) + tail


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def entry(letter: Letter, *, alone: bool = True) -> Entry:
    """What may be said of it; with others in one message it says no more than is needed."""
    lead, others = ("; ".join(names) for names in (letter.leads, letter.supports))
    everything = letter.ahead and letter.sensitivity is Sensitivity.OPEN
    withheld = letter.ahead and not everything
    return Entry(
        activity=letter.activity,
        kinds=tuple(kind.value for kind in URGENCY if kind in letter.kinds),
        heading=_line(heading(letter)),
        news=tuple(_line(one) for one in news(letter)),
        title=_line(_title(letter)),
        when=when(letter.schedule, letter.today),
        was=_line(_was(letter)),
        starts=_iso(letter.schedule)[0],
        ends=_iso(letter.schedule)[1],
        where=_line(letter.location) if everything else "",
        meet=_line(letter.meet) if everything else "",
        withheld=_line(_ask(letter)) if withheld else "",
        role=letter.role.value if letter.ahead and letter.role else "",
        lead=_line(lead) if letter.ahead else "",
        others=_line(others) if letter.ahead else "",
        task=_lines(letter.description) if everything else (),
        why=_line(_why(letter)) if alone else "",
        measures=_line(_measures(letter)),
        ring=_line(letter.ring) if letter.ahead and not letter.you_are_rung else "",
        you_are_rung=letter.ahead and letter.you_are_rung,
        at_night=letter.at_night,
        silent=_silent(letter),
        answer_by=letter.answer_by.isoformat() if letter.open_question else "",
        request=request(letter),
        sensitivity=letter.sensitivity.value,
    )


def guarded(letters: Iterable[Letter]) -> bool:
    """Whether no plan may be named: it would tell what a guarded activity is part of."""
    return any(letter.sensitivity is not Sensitivity.OPEN for letter in letters)


def section(subject: str, paragraphs: Sequence[str]) -> Section:
    """A digest or a monthly page, harmless; empty paragraphs are left out."""
    return Section(_line(subject), tuple(lines for text in paragraphs if (lines := _lines(text))))


def _rank(letter: Letter) -> int:
    if letter.kind in _NEWS:
        return 0
    if letter.open_question or (letter.ahead and letter.silent):
        return 1
    return 2 if letter.ahead else 3


def _first_group(letters: Sequence[Letter]) -> list[Letter]:
    """The letters that one heading can stand for."""
    return [one for one in letters if _theme(one) == _theme(letters[0])]


def _theme(letter: Letter) -> object:
    """What a heading is about, whatever it counts or names."""
    if letter.ahead and letter.kind not in _NEWS:
        return bool(letter.silent), letter.open_question
    return heading(letter)


def _headline(group: Sequence[Letter]) -> str:
    first, many = group[0], len(group) > 1
    head = _common_heading(group) if many else heading(first)
    what = f"{len(group)} activities, first " if many else ""
    colon = "" if head.endswith("?") else ":"
    was = "" if many else _was(first)
    return f"{head}{colon} {what}{when(first.schedule, first.today)}{was}, {_title(first)}"


def _common_heading(group: Sequence[Letter]) -> str:
    headings = {heading(one) for one in group}
    if len(headings) > 1 and group[0].silent:
        return "No answer yet"
    if len(headings) == 1 or group[0].open_question:
        return heading(group[0])  # the first is due first
    return "Coming up"


def _was(letter: Letter) -> str:
    """` (was Thu 29 Oct 18:00)`: what changed, for a subject."""
    notes = [note for note in letter.notes if note and note not in (ON_AGAIN, ASKED_AGAIN, UNASSIGNED)]
    return f" ({'; '.join(notes)})" if notes and letter.kind is ReminderKind.CHANGED else ""


def _title(letter: Letter) -> str:
    return _UNNAMED if letter.sensitivity is Sensitivity.SENSITIVE else letter.title


def _ask(letter: Letter) -> str:
    """Whom to ask for a place that no mail may name."""
    return f"ring {letter.ring}" if letter.ring else "reply to this mail and you will be told"


def _why(letter: Letter) -> str:
    return why(letter) if letter.ahead and letter.sensitivity is not Sensitivity.SENSITIVE else ""


def _measures(letter: Letter) -> str:
    asked = ReminderKind.AFTER in letter.kinds and not letter.cancelled
    return ", ".join(letter.measures) if asked and letter.sensitivity is not Sensitivity.SENSITIVE else ""


def _silent(letter: Letter) -> tuple[str, ...]:
    told = letter.silent if letter.ahead else ()
    return tuple(_line(f"{one.partner}: {one.contacts or 'your own partner'}") for one in told)


def _iso(schedule: Schedule) -> tuple[str, str]:
    """Start and end for programs: instants with their offset, dates of whole days; no end is empty."""
    if schedule.start_time is None:
        return schedule.starts_on.isoformat(), schedule.ends_on.isoformat()
    zone = ZoneInfo(schedule.time_zone)
    end = schedule.end.astimezone(zone).isoformat() if schedule.end_time is not None else ""
    return schedule.start.astimezone(zone).isoformat(), end


def _line(text: str) -> str:
    return harmless(text).strip()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for one in text.splitlines() if (line := _line(one)))
