"""Something that a meeting agrees on: what, whose, by when."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.errors import BadValue
from seasonal_ops.views import PartnerView
from tui.frame.box import Box
from tui.frame.dialog import Choices, Dialog
from tui.frame.type_ahead import TypeAhead
from tui.frame.typed_date import read_date
from tui.show import long_day, one_line

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be done, by a partner (its slug), on a day at the latest."""

    title: str
    owner: str
    by: date


class ActionForm(Dialog[Agreed]):
    """Enter goes from field to field and agrees at the last; `here` are slugs of who takes part."""

    AUTO_FOCUS = "#title"

    def __init__(
        self, heading: str, partners: tuple[PartnerView, ...], here: frozenset[str], today: date
    ) -> None:
        super().__init__(heading, "Enter next field, at last agree · Esc leave")
        # Whoever sits at the table takes most of them.
        self._partners = tuple(sorted(partners, key=lambda one: one.slug not in here))
        self._here, self._today = here, today

    def fields(self) -> list[Widget]:
        """What, whose, by when."""
        owners = [(f"{one.name} {one.slug}", self._owner(one)) for one in self._partners]
        return [
            _row("What", Box(id="title", compact=True, max_length=_LONGEST)),
            _row("Owner", TypeAhead(owners, placeholder="type a name")),
            _row("By", Box(id="by", compact=True, placeholder="5/11 or 2026-11-05")),
            Static(Content(""), id="wrong"),
        ]

    def _owner(self, one: PartnerView) -> str:
        return f"{one_line(one.name)} (here: accepts it)" if one.slug in self._here else one_line(one.name)

    @on(Input.Submitted, "#title")
    def _on_title(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.query_one("TypeAhead Input").focus()

    @on(Choices.OptionSelected)
    @on(Input.Submitted, "TypeAhead Input")
    def _on_owner(self) -> None:
        if self.query_one(TypeAhead).at >= 0:
            self.query_one("#by").focus()

    @on(Input.Submitted, "#by")
    def _on_by(self, event: Input.Submitted) -> None:
        title, owner = self.query_one("#title", Input).value.strip(), self.query_one(TypeAhead).at
        try:
            by = self._read(event.value)
        except BadValue as error:
            self.query_one("#wrong", Static).update(Content(f"▲ {error}"))
            return
        if not title:
            self.query_one("#title").focus()
        elif owner < 0:
            self.query_one("TypeAhead Input").focus()
        else:
            self.dismiss(Agreed(title, self._partners[owner].slug, by))

    def _read(self, text: str) -> date:
        by = read_date(text, near=self._today, today=self._today)
        if by < self._today:
            raise BadValue(f"{long_day(by)} {by.year} is past; give the day by which it is to be done")
        return by


def _row(label: str, field: Widget) -> Horizontal:
    return Horizontal(Static(Content(label), classes="label"), field, classes="row")
