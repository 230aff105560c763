"""The keys that change what is recorded: reasons, final, withdrawals, nil returns, approval, blocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from seasonal_ops.errors import Changed, SeasonalOpsError
from seasonal_ops.views import CountBlock, CountSheet, CountSpot, CountView, KeptCount, PasteView, SheetRow
from seasonal_ops.words import REASON_DUE, CountStatus
from tui.evaluate.cell_line import said
from tui.evaluate.keeping import KeepingCountsScreen
from tui.evaluate.messages import (
    BlockKept,
    BlockPasted,
    BlockWeighed,
    Reason,
    ReasonRefused,
    Restated,
)
from tui.evaluate.naming import in_names, view_in_names
from tui.evaluate.spots import unknown_nights, view_at
from tui.frame.asking import sentence
from tui.messages import Failed, Told
from tui.show import long_day, one_line

if TYPE_CHECKING:
    from tui.evaluate.dialogs import ReasonBox
    from tui.evaluate.paste_box import PasteBox

NOTHING_RECORDED = "Nothing is recorded in this cell."
STILL_KEEPING = "Still keeping what was typed; press it again in a moment."


class ChangingCountsScreen(KeepingCountsScreen):
    """One gate for all of them; what cannot be undone, or is of many cells, asks first."""

    def action_change(self, verb: str) -> None:
        """Make a change by its name in the keymap, or say why not."""
        grid = self.grid
        if not self.may_change or grid.sheet is None or grid.row is None or grid.spot is None:
            return
        grid.commit()
        view = view_at(grid.row, grid.column)
        of_row = {"nils": self._nils, "approve": self._approve, "reopen": self._reopen}
        of_cell = {"explain": self._explain, "final": self._final, "withdraw": self._withdraw}
        if verb in of_row:
            of_row[verb](grid.sheet, grid.row)
        elif grid.draft is not None:
            self.say(STILL_KEEPING if not grid.draft.sentence else "What is typed here is not kept yet.")
        elif view is None:
            self.say(NOTHING_RECORDED)
        else:
            of_cell[verb](grid.spot, view)

    def _explain(self, spot: CountSpot, view: CountView, typed: str = "", refused: str = "") -> None:
        from tui.evaluate.dialogs import ReasonBox

        warnings = self.warnings_of(spot, view)
        about = warnings[0] if warnings else f"{self._said(view)} is recorded. Why is it right?"

        def given(reason: str | None) -> None:
            if reason:
                verb = partial(self.source.explain_count, spot, view.id, reason)
                asked = Reason("explain", spot, view, reason)
                self._reasoned(asked, lambda: Restated(verb(), "Its reason is kept."))

        text = typed or ("" if view.reason == REASON_DUE else view.reason)
        self._ask_reason(ReasonBox("Why the value is right", about, text=text, refused=refused), given)

    def _final(self, spot: CountSpot, view: CountView) -> None:
        final = view.status is CountStatus.FINAL
        status = CountStatus.PROVISIONAL if final else CountStatus.FINAL
        self._restate(
            partial(self.source.mark_count, spot, view.id, status),
            f"{self._said(view)} is {status.value} now.",
        )

    def _restate(self, verb: Callable[[], KeptCount], told: str) -> None:
        self.ask("change", lambda: Restated(verb(), told))

    @on(Restated)
    def _on_restated(self, message: Restated) -> None:
        view, sheet = message.kept.view, self.grid.sheet
        if sheet is not None:
            self.kept(CountSpot(sheet.at, view.measure, view.on, view.until), message.kept)
        self.say(message.told)

    def _withdraw(self, spot: CountSpot, view: CountView, typed: str = "", refused: str = "") -> None:
        from tui.evaluate.dialogs import ReasonBox

        def given(reason: str | None) -> None:
            if reason:
                asked = Reason("withdraw", spot, view, reason)
                self._reasoned(asked, partial(self._withdrawn, asked))

        what = f"{self._said(view)} is missing again then, and its history says why. Why is it wrong?"
        heading = f"Withdraw {self._named(spot)}"
        self._ask_reason(ReasonBox(heading, what, text=typed, refused=refused), given)

    def _ask_reason(self, box: ReasonBox, given: Callable[[str | None], None]) -> None:
        """By a key; once more by itself, when the reason was refused."""
        (self.desk.interrupt if box.refused else self.app.push_screen)(box, given)

    def _withdrawn(self, asked: Reason) -> Message:
        self.source.withdraw_count(asked.spot, asked.view.id, asked.typed)
        return Told("It is taken out.")

    def _reasoned(self, asked: Reason, verb: Callable[[], Message]) -> None:
        """Make the change; when it is refused, what was typed for it is not lost."""

        def work() -> Message:
            try:
                return verb()
            except SeasonalOpsError as error:
                standing = self._newest(asked.spot) if isinstance(error, Changed) else asked.view
                return ReasonRefused(asked, standing, str(error))

        self.ask("change", work)

    def _newest(self, spot: CountSpot) -> CountView | None:
        newest = self.source.past_of_count(spot)[:1]
        return next((one for one in newest if not one.withdrawn), None)

    @on(ReasonRefused)
    def _on_refused(self, message: ReasonRefused) -> None:
        asked, why = message.asked, self._in_names(message.sentence)
        if message.standing is None:
            self.desk.explain(Failed(why, stale=True))
        else:
            again = {"explain": self._explain, "withdraw": self._withdraw}[asked.verb]
            again(asked.spot, message.standing, asked.typed, why)
        self.desk.load()

    def _nils(self, sheet: CountSheet, row: SheetRow) -> None:
        from tui.frame.confirm import Confirm

        nights = unknown_nights(sheet, row)
        if not nights:
            self.say("Nothing of this row is unknown up to today.")
            return

        def confirmed(sure: bool | None) -> None:
            if sure:
                verb = partial(self.source.keep_nils, sheet.at, row.measure.slug, nights)
                self._change(verb, lambda many: f"{_nights(many)} recorded as a nil return.")

        span = long_day(nights[0]) + (f" to {long_day(nights[-1])}" if len(nights) > 1 else "")
        what = (
            f"A nil return says that there was none: 0 for {_nights(len(nights))}, {span}. One undo for all."
        )
        answers = (("not yet", None), ("record 0 for each", True))
        self.app.push_screen(Confirm(f"Nil return: {row.measure.name}", what, answers), confirmed)

    def _approve(self, sheet: CountSheet, row: SheetRow) -> None:
        from tui.frame.confirm import Confirm

        def confirmed(sure: bool | None) -> None:
            if sure:
                verb = partial(self.source.approve_counts, sheet.at, row.measure.slug, sheet.newest)
                self._change(verb, lambda many: f"{_values(many)} approved and locked; Y opens them again.")

        what = (
            "You answer for every value of this measure that is recorded so far, in areas and at activities"
            " too. They are locked until somebody opens them again with a reason."
        )
        answers = (("not yet", None), ("approve them", True))
        self.app.push_screen(Confirm(f"Approve: {row.measure.name}", what, answers), confirmed)

    def _reopen(self, sheet: CountSheet, row: SheetRow) -> None:
        from tui.evaluate.dialogs import ReasonBox

        def given(reason: str | None) -> None:
            if reason:
                verb = partial(self.source.reopen_counts, sheet.at, row.measure.slug, reason)
                self._change(verb, lambda many: f"{_values(many)} open again.")

        what = "Everything that is approved of this measure may be corrected then. Why is it opened?"
        self.app.push_screen(ReasonBox(f"Open again: {row.measure.name}", what), given)

    def _change(self, verb: Callable[[], int | None], told: Callable[[int], str]) -> None:
        self.ask("change", lambda: Told(told(verb() or 0)))

    def row_of(self, measure: str) -> SheetRow | None:
        """The row of a measure by its slug, wherever the cursor is by now."""
        rows = () if self.grid.sheet is None else self.grid.sheet.rows
        return next((row for row in rows if row.measure.slug == measure), None)

    def _said(self, view: CountView) -> str:
        row = self.row_of(view.measure)
        return "The value" if row is None else said(view, row.measure.kind)

    def _in_names(self, told: str) -> str:
        return in_names(told, self.grid.sheet)

    def _named(self, spot: CountSpot) -> str:
        row = self.row_of(spot.measure)
        name = spot.measure if row is None else one_line(row.measure.name)
        return f"{name}, {long_day(spot.on)}"

    # A block from a spreadsheet program: looked at, then kept as a whole or not at all.

    @on(BlockPasted)
    def _on_block(self, message: BlockPasted) -> None:
        grid = self.grid
        if grid.sheet is None:
            return
        rows = tuple(row.measure.slug for row in grid.sheet.rows[grid.cursor[0] :])
        nights = grid.sheet.days[grid.cursor[1] :]
        self._weigh(CountBlock(at=grid.sheet.at, text=message.text, measures=rows, nights=nights))

    def _weigh(self, block: CountBlock) -> None:
        self.say("Looking at what was pasted …")
        self.ask("block", partial(self._weighed, block), latest=True, opens=True)

    def _weighed(self, block: CountBlock) -> Message:
        try:
            return BlockWeighed(block, self.source.weigh_block(block))
        except Exception as error:
            return BlockWeighed(block, sentence(error))

    @on(BlockWeighed)
    def _on_weighed(self, message: BlockWeighed) -> None:
        self.app.clear_notifications()
        if isinstance(message.found, str):
            self.desk.explain(Failed(f"The block cannot be pasted: {self._in_names(message.found)}"))
            return
        self.app.push_screen(*self._look(message.block, message.found))

    def _look(self, block: CountBlock, found: PasteView) -> tuple[PasteBox, Callable[[str | None], None]]:
        """What shows what keeping the block would do, and what then becomes of it."""
        from dataclasses import replace

        from tui.evaluate.paste_box import PasteBox

        def turned(turned: bool, reason: str) -> None:
            self._weigh(replace(block, turned=turned, reason=reason))

        def agreed(reason: str | None) -> None:
            if reason is not None:
                self._keep_block(replace(block, reason=reason), found.seen)

        return PasteBox(view_in_names(found, self.grid.sheet), turned, block.reason), agreed

    def _keep_block(self, block: CountBlock, seen: tuple[int | None, ...]) -> None:
        self.ask("change", lambda: BlockKept(block, self.source.keep_block(block, seen)))

    @on(BlockKept)
    def _on_block_kept(self, message: BlockKept) -> None:
        found = message.found
        if found.meanwhile:
            self.desk.interrupt(*self._look(message.block, found))
        elif found.problems:
            why = self._in_names(found.problems[0].sentence)
            self.desk.explain(Failed(f"Nothing was kept, since something changed meanwhile: {why}"))
        else:
            self.say(_told(found))
        self.desk.load()


def _told(found: PasteView) -> str:
    corrected = f", {found.changed} of them corrected" if found.changed else ""
    unusual = f"; {len(found.unusual)} unusual, x goes there" if found.unusual else ""
    return f"{_values(found.new + found.changed)} kept{corrected}{unusual}."


def _nights(many: int) -> str:
    return "1 night" if many == 1 else f"{many} nights"


def _values(many: int) -> str:
    return "1 value" if many == 1 else f"{many:,} values"
