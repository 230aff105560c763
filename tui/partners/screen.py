"""4 Partners: who is late, silent or overloaded."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views.partners import PartnerDetail, PartnerLine
from tui.frame.detail import Detail
from tui.frame.filtering import FilteringScreen
from tui.frame.opened import OpenedScreen
from tui.frame.screen import WIDE
from tui.keymap import FILTER, PARTNERS, PLAN, bindings
from tui.messages import Opened
from tui.partners.chasing import ChasingScreen
from tui.partners.describing import describe_partner
from tui.partners.messages import PartnerMoved, PartnerRead, PartnersRead
from tui.partners.opened import OpenedPartner
from tui.partners.partner_list import PartnerList
from tui.partners.standing import Standing, empty_partners

_REST: Final = 0.15  # seconds
_UNREAD: Final = ("", "  The partners could not be read; this is tried again each minute.")


class PartnersScreen(ChasingScreen, FilteringScreen):
    """A line a partner, those first that owe something; all of one beside it or behind enter."""

    WHERE = "Partners"
    KEYS = (*PARTNERS, FILTER, PLAN)
    BINDINGS: ClassVar = bindings((*PARTNERS, FILTER))
    AUTO_FOCUS = "PartnerList"
    FILTER_HINT = "part of a name, or: overdue, silent, declined, overloaded, no contact"

    def __init__(self) -> None:
        super().__init__()
        self._partners: tuple[PartnerLine, ...] | None = None
        self._details: dict[int, PartnerDetail] = {}
        self._asked: set[int] = set()

    def on_mount(self) -> None:
        """Follow the desk, and mind when the cursor rests."""
        super().on_mount()
        self._rest = self.set_interval(_REST, self._at_rest, pause=True)

    def body(self) -> Iterable[Widget]:
        """The list, and the detail beside it."""
        yield Horizontal(PartnerList(), Detail("No partner is picked."), id="body")

    @property
    def list(self) -> PartnerList:
        """The list of partners."""
        return self.query_one(PartnerList)

    @property
    def chosen(self) -> tuple[PartnerLine, ...]:
        """What is marked, else what the cursor stands on."""
        row = self.list.row
        return self.list.marked or (() if row is None else (row,))

    def load(self) -> None:
        """Read the partners."""
        plan = self.desk.plan
        self.list.now = self.view.now
        self.ask("partners", partial(self._ask_partners, plan), latest=True, read=True)

    def _ask_partners(self, plan: str | None) -> Message:
        return PartnersRead(self.source.partner_lines(plan))

    def unread(self) -> None:
        """Say so, where there is nothing yet."""
        if self._partners is None:
            self.list.show(Standing(), notice=_UNREAD)

    @on(PartnersRead)
    def _on_partners_read(self, message: PartnersRead) -> None:
        self._partners, self._asked = message.partners, set()
        self.refresh_list()

    def refresh_list(self) -> None:
        """Show the partners that the filter lets through."""
        if self._partners is not None:
            notice = empty_partners(self.filtered, of_plan=self.desk.plan is not None)
            self.list.show(Standing.of(self._partners, self.filtered), notice=notice)

    def action_change(self, verb: str) -> None:
        """Remind what is marked, or what the cursor stands on."""
        if verb != "chase" or not self.may_change:
            return
        if self.chosen and not any(one.owes for one in self.chosen):
            self.say("Nothing is owed there: every answer is in, and nothing is overdue.")
        elif self.chosen:
            self.ask_to_chase(partners=tuple(one.slug for one in self.chosen))
        else:
            self.say("There is no partner under the cursor.")

    @on(PartnerMoved)
    def _on_moved(self) -> None:
        row, opened = self.list.row, self.app.screen
        folded = None
        if row is not None:
            self._read_detail(row)
            folded = partial(describe_partner, row, self._details.get(row.id), self.list.now)
        self.query_one(Detail).show(folded)
        if isinstance(opened, OpenedScreen) and opened.below is self:
            opened.show(folded)

    def _read_detail(self, row: PartnerLine) -> None:
        """All of a partner is asked for when the cursor has come to rest on it."""
        seen = self.query_one(Detail).display or isinstance(self.app.screen, OpenedScreen)
        if seen and row.id not in self._asked:
            self.about_to_ask = True
            self._rest.reset()
            self._rest.resume()

    def _at_rest(self) -> None:
        self._rest.pause()
        self.about_to_ask = False
        row = self.list.row
        if row is not None and row.id not in self._asked:
            self._asked.add(row.id)
            self.ask("partner", partial(self._ask_detail, row, self.desk.plan))

    def _ask_detail(self, row: PartnerLine, plan: str | None) -> Message:
        """Nothing when it could not be read: the top line says what is wrong."""
        try:
            return PartnerRead(row.id, self.source.partner_detail(row.slug, plan))
        except SeasonalOpsError:
            return PartnerRead(row.id, None)

    @on(PartnerRead)
    def _on_partner_read(self, message: PartnerRead) -> None:
        if message.detail is not None:
            self._details[message.partner_id] = message.detail
        self.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(Detail).focus()
        else:
            self.app.push_screen(OpenedPartner(self))

    def action_next_overdue(self) -> None:
        """Go to the next partner with something overdue, round and round."""
        self._go_on(lambda row: bool(row.overdue), "Nothing is overdue at these partners.")

    def action_next_waiting(self) -> None:
        """Go to the next partner that has not answered, round and round."""
        self._go_on(lambda row: bool(row.unanswered), "Every one of these partners has answered.")

    def _go_on(self, wanted: Callable[[PartnerLine], bool], otherwise: str) -> None:
        line = self.list.lines.next(self.list.cursor, wanted)
        if line is None:
            self.say(otherwise)
        else:
            self.list.cursor = line
