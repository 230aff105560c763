"""Letters as a message may say them: in order, redacted, harmless; and the subject over all of them. Pure.

A sensitive activity's mail names no place, no operation, no theme and no reason for its date; a
limited one's names no place.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.reminders.letters.redacted import MANY, Entry, Section
from seasonal_ops.reminders.letters.wording import (
    URGENCY,
    Letter,
    deadline,
    heading,
    in_short,
    news,
    request,
    why,
)
from seasonal_ops.reminders.moments import when
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.text import harmless
from seasonal_ops.words import ReminderKind, Sensitivity

LONGEST_SUBJECT: Final = 150
_UNNAMED: Final = "partnership activity"
_NEWS: Final = (ReminderKind.CANCELLED, ReminderKind.CHANGED)


def in_order(letters: Sequence[Letter]) -> list[Letter]:
    """Today's and tomorrow's, then news, open questions, what is ahead, what is owed; each by date."""
    return sorted(letters, key=lambda one: (_rank(one), one.schedule.start, one.activity))


def subject(letters: Sequence[Letter], sections: Sequence[Section] = ()) -> str:
    """One line that is enough on a telephone's lock screen: the most urgent, and how much more there is.

    A digest or a monthly page is named first. `letters` are in order; one of the two is not empty. At
    most 150 characters.
    """
    if sections:
        reminders = f"{len(letters)} reminder{'s' if len(letters) > 1 else ''}"
        tail = f"; and {reminders}" if letters else ""
        return _ended("; ".join(one.subject for one in sections), tail)
    first = [one for one in letters if _theme(one) == _theme(letters[0])]
    rest = [one for one in letters if _theme(one) != _theme(letters[0])]
    asked = _first_asked(rest)
    tail = f"; please answer {len(asked)} {deadline(asked[0])}" if asked else ""
    more = len(rest) - len(asked)
    return _ended(_headline(first), f"{tail}; and {more} more" if more else tail)


def _ended(said: str, tail: str) -> str:
    return cut(_line(said), LONGEST_SUBJECT - len(tail)) + tail


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def entry(letter: Letter, *, among: int = 1) -> Entry:
    """What may be said of it; `among` so many in one message it says no more than is needed."""
    lead, others = ("; ".join(names) for names in (letter.leads, letter.supports))
    everything = letter.ahead and letter.sensitivity is Sensitivity.OPEN
    brief = among > MANY and not letter.soon
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
        withheld=_line(_withheld(letter)) if letter.ahead and not everything else "",
        role=letter.role.value if letter.ahead and letter.role else "",
        lead=_line(lead) if letter.ahead else "",
        others=_line(others) if letter.ahead else "",
        task=_lines(letter.description) if everything and not brief else (),
        why=_line(_why(letter)) if among == 1 else "",
        measures=_line(_measures(letter)),
        ring=_line(letter.ring) if letter.ahead and not letter.you_are_rung else "",
        you_are_rung=letter.ahead and letter.you_are_rung,
        at_night=letter.at_night,
        silent=_silent(letter),
        answer_by=letter.answer_by.isoformat() if letter.open_question else "",
        request=_line(request(letter)),
        in_short=_line(in_short(letter)),
        sensitivity=letter.sensitivity.value,
    )


def guarded(letters: Iterable[Letter]) -> bool:
    """Whether no plan may be named: it would tell what a guarded activity is part of."""
    return any(letter.sensitivity is not Sensitivity.OPEN for letter in letters)


def section(subject: str, paragraphs: Sequence[str]) -> Section:
    """A digest or a monthly page, harmless; empty paragraphs are left out."""
    return Section(_line(subject), tuple(lines for text in paragraphs if (lines := _lines(text))))


def _rank(letter: Letter) -> int:
    if letter.soon:
        return 0
    if letter.kind in _NEWS:
        return 1
    if letter.open_question or (letter.ahead and letter.silent):
        return 2
    return 3 if letter.ahead else 4


def _first_asked(letters: Sequence[Letter]) -> list[Letter]:
    """The open questions that are due first; a deadline is claimed for those alone that have it."""
    asked = [one for one in letters if one.open_question and not one.silent]
    first = min(asked, key=lambda one: (one.answer_by, one.schedule.start), default=None)
    return [one for one in asked if first is not None and deadline(one) == deadline(first)]


def _theme(letter: Letter) -> object:
    """What a heading is about, whatever it counts or names: one stands for all that have it."""
    if letter.ahead and letter.kind not in _NEWS:
        if letter.open_question and not letter.silent:
            return heading(letter)
        return bool(letter.silent), heading(letter) if letter.soon else ""
    return heading(letter), letter.soon


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
    return heading(group[0]) if len(headings) == 1 else "Coming up"


def _was(letter: Letter) -> str:
    """` (was Thu 29 Oct 18:00)`: what changed, for a subject."""
    notes = [note for note in letter.notes if note and note not in (ON_AGAIN, ASKED_AGAIN, UNASSIGNED)]
    return f" ({'; '.join(notes)})" if notes and letter.kind is ReminderKind.CHANGED else ""


def _title(letter: Letter) -> str:
    return _UNNAMED if letter.sensitivity is Sensitivity.SENSITIVE else letter.title


def _withheld(letter: Letter) -> str:
    """How to learn a place that no mail may name: not said to whoever is asked, nor where there is none."""
    if letter.you_lead or letter.you_are_rung or not (letter.location or letter.meet):
        return ""
    return f"ask {letter.ask}" if letter.ask else "you will be told by telephone"


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
