"""What a message may say: all that a template is given. Redacted and harmless already, so no template leaks.

Every value is text that is ready to be shown; an empty one is not to be said. Days and times are local
to the activity. docs/mails.md explains the names to whoever edits a template.
"""

from dataclasses import dataclass
from typing import Any, Final

from seasonal_ops.words import ReminderKind

# More entries than these begin with a list of them, and are each as short as can be.
MANY: Final = 3
# News that must stand beside what it is of.
_OWN_NEWS: Final = (ReminderKind.CANCELLED.value, ReminderKind.CHANGED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One activity in a message, whatever and how much of it there is to say.

    `heading` is its word in a subject ("Please answer by Tue 20 Oct"), `news` what has happened, a line
    each. `withheld` says how to learn the place where mail may not name it. `silent` are the partners
    who have not answered, with whom to ring there. `in_short` is what a list says of it. `starts` and
    `ends` are ISO 8601 with offset, or dates of whole days; `answer_by` is an ISO date.
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
    in_short: str = ""
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
    """Who sends: the plans, and who leads their group; empty is what may not, or need not, be said.

    `you` is whether that is the reader.
    """

    plans: str = ""
    lead: str = ""
    phone: str = ""
    you: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All of a message but its address. `name` is whom it is for, empty when nobody knows.

    `by_mail` is whether a reply reaches whoever sent it; one to a webhook has no greeting either.
    """

    name: str = ""
    subject: str
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    sender: Sender = Sender()
    by_mail: bool = True

    @property
    def which(self) -> bool:
        """Whether a reply must say which entry it means."""
        return len([entry for entry in self.entries if entry.request]) > 1

    @property
    def listed(self) -> bool:
        """Whether a list of its entries stands at the top."""
        return len(self.entries) > MANY

    @property
    def common(self) -> tuple[str, ...]:
        """What every entry of a listed message would say alike: said once above them."""
        if not self.listed or any(entry.kinds[0] in _OWN_NEWS for entry in self.entries):
            return ()
        said = [(*entry.news, entry.request) for entry in self.entries]
        return tuple(line for line in said[0] if line and all(line in lines for lines in said))

    def for_programs(self) -> dict[str, Any]:
        """The same, ready for JSON (docs/mails.md)."""
        return {
            "reminders": [entry.for_programs() for entry in self.entries],
            "roundups": [section.for_programs() for section in self.sections],
        }
