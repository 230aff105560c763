"""A new calendar subscription: for whom, of what, how much it shows."""

from dataclasses import dataclass

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import PartnerView, PlanView
from seasonal_ops.words import Detail
from tui.feeds.subscriptions import DETAIL_WORDS
from tui.frame.box import Box
from tui.frame.dialog import Choices, Dialog
from tui.frame.one_of import OneOf
from tui.frame.type_ahead import TypeAhead
from tui.show import one_line

_DETAILS = tuple(Detail)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class FeedWish:
    """Partner and plan by their slugs, None = every; "" has a name made of them."""

    partner: str | None
    plan: str | None
    detail: Detail
    name: str
    alarms: bool


class NewFeed(Dialog[FeedWish]):
    """Enter goes from field to field and makes the feed at the last; five presses share everything."""

    AUTO_FOCUS = "TypeAhead Input"

    def __init__(self, partners: tuple[PartnerView, ...], plans: tuple[PlanView, ...]) -> None:
        super().__init__("New feed", "↑↓ ←→ · Enter next field, at last make it · Esc leave")
        self._partners, self._plans = partners, plans

    def fields(self) -> list[Widget]:
        """For whom, of what, how much, its name, whether it rings."""
        partners = [("", "every partner")]
        partners += [(f"{one.name} {one.slug}", one_line(one.name)) for one in self._partners]
        plans = ["every plan", *(one_line(plan.name) for plan in self._plans)]
        return [
            _row("For whom", TypeAhead(partners, placeholder="type a name")),
            _row("Plan", Choices(plans, id="plan")),
            _row("Detail", OneOf(*_DETAILS, id="detail")),
            _row("", Static(Content(""), id="shows")),
            _row(
                "Name",
                Box(
                    id="name",
                    compact=True,
                    max_length=_LONGEST,
                    placeholder="left empty: its partner and plan",
                ),
            ),
            _row("Rings", OneOf("never", "before each event", id="alarms")),
        ]

    @on(OneOf.Changed)
    def _on_detail(self) -> None:
        detail = _DETAILS[self.query_one("#detail", OneOf).at]
        self.query_one("#shows", Static).update(Content(DETAIL_WORDS[detail]))

    @on(Choices.OptionSelected, "TypeAhead Choices")
    @on(Input.Submitted, "TypeAhead Input")
    def _on_partner(self) -> None:
        if self.query_one(TypeAhead).at >= 0:
            self.query_one("#plan").focus()

    @on(Choices.OptionSelected, "#plan")
    def _on_plan(self) -> None:
        self.query_one("#detail").focus()

    @on(OneOf.Done, "#detail")
    def _on_detail_done(self) -> None:
        self.query_one("#name").focus()

    @on(Input.Submitted, "#name")
    def _on_name(self) -> None:
        self.query_one("#alarms").focus()

    @on(OneOf.Done, "#alarms")
    def _on_last(self) -> None:
        partner, plan = self.query_one(TypeAhead).at, self.query_one("#plan", Choices).at
        if partner >= 0:
            self.dismiss(
                FeedWish(
                    partner=self._partners[partner - 1].slug if partner else None,
                    plan=self._plans[plan - 1].slug if plan else None,
                    detail=_DETAILS[self.query_one("#detail", OneOf).at],
                    name=self.query_one("#name", Input).value.strip(),
                    alarms=bool(self.query_one("#alarms", OneOf).at),
                )
            )
        else:
            self.query_one("TypeAhead Input").focus()


def _row(label: str, field: Widget) -> Horizontal:
    return Horizontal(Static(Content(label), classes="label"), field, classes="row")
