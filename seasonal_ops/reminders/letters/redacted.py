"""What a message may say: all that a template is given. Redacted and harmless already, so no template leaks.

Every value is text that is ready to be shown; an empty one is not to be said. Days and times are local
to the activity. docs/mails.md explains the names to whoever edits a template.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One activity in a message, whatever and how much of it there is to say.

    `heading` is its word in a subject ("Please answer by Tue 20 Oct"), `news` what has happened, a line
    each. `withheld` says how to learn the place where mail may not name it. `silent` are the partners
    who have not answered, with whom to ring there. `starts` and `ends` are ISO 8601 with offset, or
    dates of whole days; `answer_by` is an ISO date.
    """

    activity: int
    kinds: tuple[str, ...]
    heading: str
    news: tuple[str, ...] = ()
    title: str
    when: str
    was: str = ""
    starts: str
    ends: str = ""
    where: str = ""
    withheld: str = ""
    meet: str = ""
    role: str = ""
    lead: str = ""
    others: str = ""
    task: tuple[str, ...] = ()
    why: str = ""
    measures: str = ""
    ring: str = ""
    you_are_rung: bool = False
    at_night: bool = False
    silent: tuple[str, ...] = ()
    answer_by: str = ""
    request: str = ""
    sensitivity: str

    def for_programs(self) -> dict[str, Any]:
        """The same, ready for JSON."""
        return {
            "activity": self.activity,
            "kind": self.kinds[0],
            "kinds": list(self.kinds),
            "news": list(self.news),
            "title": self.title,
            "starts": self.starts,
            "ends": self.ends or None,
            "location": self.where or None,
            "meet": self.meet or None,
            "role": self.role or None,
            "description": "\n".join(self.task) or None,
            "ring": self.ring or None,
            "silent": list(self.silent),
            "answer_by": self.answer_by or None,
            "request": self.request or None,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A digest or a monthly page in a message: its subject, and paragraphs of lines."""

    subject: str
    paragraphs: tuple[tuple[str, ...], ...]

    def for_programs(self) -> dict[str, Any]:
        """The same, ready for JSON."""
        return {"subject": self.subject, "paragraphs": ["\n".join(lines) for lines in self.paragraphs]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends: the plans, and who leads their group; empty is what may not, or need not, be said."""

    plans: str = ""
    lead: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All of a message but its address. `name` is whom it is for, empty when nobody knows."""

    name: str = ""
    subject: str
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    sender: Sender = Sender()

    @property
    def which(self) -> bool:
        """Whether a reply must say which entry it means."""
        return len([entry for entry in self.entries if entry.request]) > 1

    def for_programs(self) -> dict[str, Any]:
        """The same, ready for JSON (docs/mails.md)."""
        return {
            "reminders": [entry.for_programs() for entry in self.entries],
            "roundups": [section.for_programs() for section in self.sections],
        }
