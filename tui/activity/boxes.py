"""What stands in the boxes of a form, and what a lead made of it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final

from seasonal_ops.views import ActivityView, AssignmentView, PartnerView
from seasonal_ops.words import Answer, Role, Sensitivity, Status
from tui.show import ANSWER_GLYPHS, one_line, several_lines
from tui.source.editing import Draft, Heard, Placed, Sheet

# The boxes that hold a text, by the name of what they hold; `description` holds several lines.
LABELS: Final = {
    "title": "Title",
    "when": "When",
    "end": "End",
    "location": "Place",
    "meet": "Meet",
    "theme": "Theme",
    "phase": "Phase",
    "sensitivity": "Shared",
    "ring": "Ring",
    "description": "What",
    "note": "Note",
}
TEXTS: Final = ("title", "location", "meet", "theme", "description", "note")
NOBODY: Final = "0"


class Ask(Enum):
    """What becomes of a partner when the form is saved."""

    AS_IT_IS = ""
    ASKED = "will be asked"
    RELEASED = "will be taken off"
    ANSWERED = "answer will be kept"


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner in the form: how it was, and how it would be."""

    now: AssignmentView
    was: AssignmentView | None
    released: bool = False

    @property
    def ask(self) -> Ask:
        """What would become of it."""
        if self.released:
            return Ask.RELEASED
        if self.was is None or self.was.role is not self.now.role:
            return Ask.ASKED
        return Ask.AS_IT_IS if self.was == self.now else Ask.ANSWERED

    def line(self) -> str:
        """`✓ Police, support: accepted`, and what would become of it."""
        glyph = ANSWER_GLYPHS[self.now.response]
        said = f"{glyph} {one_line(self.now.partner_name)}, {self.now.role.value}: {self.now.response.value}"
        ask = self.ask
        mark = {Ask.AS_IT_IS: " ", Ask.RELEASED: "–"}.get(ask, "+")
        return f"{mark} {said}" + (f" ({ask.value})" if ask.value else "")


class Partners:
    """Who is on an activity as the form has it; each change gives another one."""

    def __init__(self, held: tuple[Asked, ...]) -> None:
        self.held = held

    @classmethod
    def of(cls, activity: ActivityView) -> "Partners":
        """As it stands."""
        return cls(tuple(Asked(one, one) for one in activity.assignments))

    @property
    def there(self) -> tuple[AssignmentView, ...]:
        """Those who would be on it."""
        return tuple(one.now for one in self.held if not one.released)

    @property
    def changed(self) -> bool:
        """Whether saving would change anything."""
        return any(one.ask is not Ask.AS_IT_IS for one in self.held)

    def asking(self, partner: PartnerView, role: Role, now: datetime) -> "Partners":
        """One more, or one in another role, or one that was to be taken off."""
        if any(one.now.partner == partner.slug for one in self.held):
            return Partners(
                tuple(
                    replace(one, now=replace(one.now, role=role), released=False)
                    if one.now.partner == partner.slug
                    else one
                    for one in self.held
                )
            )
        new = AssignmentView(
            partner=partner.slug,
            partner_name=partner.name,
            role=role,
            response=Answer.ASKED,
            asked=now,
            answered=None,
            proposed_on=None,
            note="",
        )
        return Partners((*self.held, Asked(new, None)))

    def toggled(self, at: int) -> "Partners":
        """Taken off; one that was taken off stays, and one that was only added here is gone."""
        one = self.held[at]
        if one.was is None:
            return Partners((*self.held[:at], *self.held[at + 1 :]))
        return Partners((*self.held[:at], replace(one, released=not one.released), *self.held[at + 1 :]))

    def hearing(self, said: Heard) -> "Partners":
        """With what a partner answered."""
        return Partners(
            tuple(
                replace(
                    one,
                    now=replace(one.now, response=said.answer, proposed_on=said.on, note=said.note),
                )
                if one.now.partner == said.partner
                else one
                for one in self.held
            )
        )

    def rebased(self, activity: ActivityView) -> "Partners":
        """The same changes, made of the activity as it is now."""
        mine = {one.now.partner: one for one in self.held if one.ask is not Ask.AS_IT_IS}
        now = tuple(_rebased(one, mine.pop(one.partner, None)) for one in activity.assignments)
        added = (replace(one, was=None) for one in mine.values() if not one.released)
        return Partners((*now, *added))

    def draft(self) -> Draft:
        """What is to be done for it."""
        changed = [one for one in self.held if one.ask is not Ask.AS_IT_IS]
        return Draft(
            released=tuple(one.now.partner for one in changed if one.released),
            asked=tuple((one.now.partner, one.now.role) for one in changed if one.ask is Ask.ASKED),
            heard=tuple(_heard(one.now) for one in changed if not one.released and _answered(one)),
        )


def opened(sheet: Sheet) -> dict[str, str]:
    """The texts of the boxes as the form is opened."""
    from tui.activity.typed_when import end_text, when_text

    activity = sheet.activity
    texts = {name: one_line(_text(activity, name)) for name in TEXTS}
    texts["description"] = several_lines(activity.description)
    texts["sensitivity"] = activity.sensitivity.value
    texts["phase"] = activity.phase or ""
    texts["ring"] = str(activity.ring.id) if activity.ring else NOBODY
    texts["when"] = "" if sheet.new else when_text(activity, sheet.calendar)
    texts["end"] = "" if sheet.new else end_text(activity, sheet.calendar)
    return texts


def names(sheet: Sheet) -> tuple[str, ...]:
    """The boxes that there are: a note is of what was begun, and why one was cancelled stays."""
    noted = not sheet.new and sheet.activity.status is not Status.CANCELLED
    return tuple(name for name in LABELS if name != "note" or noted)


def drafted(sheet: Sheet, texts: dict[str, str], dates: tuple[Placed, ...], partners: Partners) -> Draft:
    """What is another than what was opened; `dates` are what the date boxes were read as."""
    was = opened(sheet)
    typed = {name: texts[name] for name in names(sheet) if texts[name].strip() != was[name].strip()}
    values: dict[str, object] = {name: typed[name].strip() for name in TEXTS if name in typed}
    if "sensitivity" in typed:
        values["sensitivity"] = Sensitivity(typed["sensitivity"])
    if "phase" in typed:
        values["phase"] = typed["phase"]
    if "ring" in typed:
        values["ring"] = int(typed["ring"])
    if {"when", "end"} & typed.keys():
        values["when"] = dates
    return replace(partners.draft(), **values)  # type: ignore[arg-type]


def phases(sheet: Sheet) -> list[tuple[str, str]]:
    """Slugs and names of the phases, "" for none."""
    return [("", "no phase"), *((slug, one_line(name)) for slug, name in sheet.phases)]


def rings(sheet: Sheet) -> list[tuple[str, str]]:
    """Ids and names of whom one can ring, "0" for nobody; those with a telephone first."""
    with_phone = sorted(sheet.contacts, key=lambda one: not one.phone)
    return [
        (NOBODY, "nobody"),
        *(
            (str(one.id), one_line(f"{one.name or one.address} ({one.partner}) {one.phone}".strip()))
            for one in with_phone
        ),
    ]


def _text(activity: ActivityView, name: str) -> str:
    return (activity.status_note if name == "note" else getattr(activity, name)) or ""


def _rebased(theirs: AssignmentView, mine: Asked | None) -> Asked:
    if mine is None:
        return Asked(theirs, theirs)
    now = theirs
    if mine.was is None or mine.was.role is not mine.now.role:
        now = replace(now, role=mine.now.role)
    if _answered(mine):
        said = mine.now
        now = replace(now, response=said.response, proposed_on=said.proposed_on, note=said.note)
    return Asked(now, theirs, mine.released)


def _answered(one: Asked) -> bool:
    """Whether an answer was recorded here."""
    said = (one.now.response, one.now.proposed_on, one.now.note)
    before = (Answer.ASKED, None, "") if one.was is None else _said(one.was)
    return said != before


def _said(one: AssignmentView) -> tuple[Answer, object, str]:
    return one.response, one.proposed_on, one.note


def _heard(one: AssignmentView) -> Heard:
    return Heard(partner=one.partner, answer=one.response, on=one.proposed_on, note=one.note)
