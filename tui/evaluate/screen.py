"""5 Evaluate: the counts of each night, beside last year's."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from seasonal_ops.views import CountPlace, CountSheet, CountSpot
from seasonal_ops.words import REASON_DUE
from tui.evaluate.cell_line import last_words, place_words, state_words, sum_words
from tui.evaluate.changing import NOTHING_RECORDED, ChangingCountsScreen
from tui.evaluate.drafts import Stage
from tui.evaluate.grid import CountGrid
from tui.evaluate.messages import HistoryRead, Moved, SheetLoaded
from tui.evaluate.spots import columns_of, newest_missing, next_missing, row_of, spot_of, view_at
from tui.evaluate.waiting import NO_PLAN, UNREAD, no_rows, title_words, waiting_plan
from tui.frame.key_line import KeyLine
from tui.frame.line import Line
from tui.keymap import COUNTS, DIGITS, LEAVE, PLAN, REGRID, TYPING, UNGRID, bindings
from tui.show import one_line

_ROOMY: Final = 130  # columns from which there is room to say what can be done


class EvaluateScreen(ChangingCountsScreen):
    """The grid has the keys while it has the focus: digits are digits. Esc leaves it, Enter goes back in."""

    WHERE = "Evaluate"
    KEYS = (*COUNTS, PLAN, UNGRID)
    BINDINGS: ClassVar = bindings((*COUNTS, REGRID))
    AUTO_FOCUS = "CountGrid"

    # The sheet that is wanted; None: that of the plan that waits for counts.
    _at: CountPlace | None = None
    _went: CountPlace | None = None
    _loaded: CountSheet | None = None
    _entitled: tuple[Content, Content] | None = None
    _types = False

    def body(self) -> Iterable[Widget]:
        """Which sheet it is, the grid, and all of the cell under the cursor."""
        yield Line(id="sheet")
        yield CountGrid()
        yield Line(id="cell")
        yield Static(id="state")

    @property
    def grid(self) -> CountGrid:
        """Where values are typed."""
        return self.query_one(CountGrid)

    def load(self) -> None:
        """Read the sheet: of the plan that is shown, or of the one that waits for counts."""
        slug = waiting_plan(self.view)
        if slug is None:
            self._loaded = None
            self.grid.say(*NO_PLAN)
            return
        if self._at is None or self._at.plan != slug:
            # While another plan's sheet is open by itself, that one stays until a plan is chosen.
            stays = self._at is not None and self.view.plan is None and self._known(self._at.plan)
            self._at = self._at if stays else CountPlace(slug)
        self._read(self._at)

    def _known(self, slug: str) -> bool:
        return any(plan.slug == slug for plan in self.view.plans)

    def _read(self, at: CountPlace | None) -> None:
        if at is not None:
            self.forget_fresh()
            self.ask("sheet", lambda: SheetLoaded(self.source.count_sheet(at)), latest=True, read=True)

    def unread(self) -> None:
        """Say so, where there is no sheet yet."""
        if self.grid.sheet is None:
            self.grid.say(*UNREAD)

    @on(SheetLoaded)
    def _on_loaded(self, message: SheetLoaded) -> None:
        sheet = self._loaded = self.with_fresh(message.sheet)
        if not sheet.rows:
            self.grid.say(*no_rows(sheet))
        elif self._went != sheet.at:
            self._went = sheet.at
            self.grid.show(sheet, self._first(sheet))
        else:
            self.grid.show(sheet)

    @property
    def unsaved(self) -> str:
        """What was typed and is not kept; it stays while other screens are shown, and is lost at the end."""
        lost = len(self.grid.drafts) + (self.grid.text is not None)
        return f"{lost} {'count' if lost == 1 else 'counts'} on Evaluate" if lost else ""

    def _entitle(self) -> None:
        """Which sheet it is, and how much of what was typed is not kept, wherever the cursor stands."""
        lost = sum(draft.stage is not Stage.WAITING for draft in self.grid.drafts.values())
        hint = "type a value, or paste a block " if self.size.width >= _ROOMY else ""
        right = Content.styled(hint, "$foreground-muted")
        if lost:
            right = Content.styled(f" × {lost} not kept, x goes there ", "bold $text-error")
        sheet = self.grid.sheet or self._loaded
        title = "" if sheet is None else title_words(sheet, chosen=self.view.plan is None)
        said = Content.assemble((title, "bold")), right
        if said != self._entitled:
            self._entitled = said
            self.query_one("#sheet", Line).put(*said)

    def _first(self, sheet: CountSheet) -> tuple[int, int]:
        """Last night, where it lacks a value; else the newest night that does, else the newest of all."""
        past = [at for at, on in enumerate(sheet.days) if on <= sheet.today]
        return newest_missing(sheet) or next_missing(sheet, (-1, -1)) or (0, past[-1] if past else 0)

    def _promised(self, sheet: CountSheet) -> tuple[int, int] | None:
        """The newest night that an activity promised to count and nobody did."""
        found = [
            (one.on, row)
            for one in self.view.uncounted
            if one.plan == sheet.at.plan and one.on in sheet.days
            if (row := row_of(sheet, one.measure)) is not None
        ]
        if not found:
            return None
        newest = max(on for on, _ in found)
        return min(row for on, row in found if on == newest), sheet.days.index(newest)

    @on(Moved)
    def _on_moved(self) -> None:
        self._entitle()
        self._tell_keys()
        grid = self.grid
        cell, state = self.query_one("#cell", Line), self.query_one("#state", Static)
        if grid.sheet is None or grid.row is None or grid.spot is None:
            cell.put(Content(""))
            state.update("")
            return
        sheet, row, column = grid.sheet, grid.row, grid.column
        place = Content.assemble((f" {place_words(sheet, row, column)}", "bold"))
        cell.put(place, Content.styled(f" {last_words(sheet, row, column)} ", "$foreground-muted"))
        if grid.text is not None:
            words = f"▏{one_line(grid.text)}▏  not kept yet"
        else:
            words = state_words(
                sheet, row, column, grid.draft, self.warnings_of(grid.spot, view_at(row, column))
            )
        both = sum_words(sheet, row)
        both_words = f" · {both}" if both and grid.draft is None else ""
        # Its height is fixed: nothing else moves.
        state.update(Content(words + both_words), layout=False)

    def _tell_keys(self) -> None:
        """While a value is typed no other key works, and the bottom line says so."""
        types = self.grid.text is not None
        if types != self._types:
            self._types = types
            self.query_one(KeyLine).show(TYPING if types else self.line_of_keys)

    def action_edit(self) -> None:
        """Edit what stands in the cell."""
        self.grid.begin()

    def action_to_missing(self) -> None:
        """Where the counter of missing counts leads, should the sheet be here already."""
        sheet = self.grid.sheet
        if sheet is not None:
            self.grid.cursor = self._promised(sheet) or self._first(sheet)

    def action_next_missing(self) -> None:
        """Go to the next night that lacks a value; after the newest it goes on with the oldest."""
        grid = self.grid
        found = None if grid.sheet is None else next_missing(grid.sheet, grid.cursor)
        if found is None:
            self.say("No night of this sheet lacks a value.")
        else:
            grid.cursor = found

    def action_next_unkept(self) -> None:
        """Go to the next value that is not kept, or unusual without a reason, round and round."""
        grid = self.grid
        places = [] if grid.sheet is None else list(self._unkept(grid.sheet))
        if not places:
            self.say("Every value on this sheet is kept, and every unusual one has its reason.")
            return
        grid.cursor = next((at for at in places if at > grid.cursor), places[0])

    def _unkept(self, sheet: CountSheet) -> Iterable[tuple[int, int]]:
        drafts = self.grid.drafts
        for number, row in enumerate(sheet.rows):
            for at, column in enumerate(columns_of(sheet)):
                view = row.whole if column is None else row.nights.get(column)
                draft = drafts.get(spot_of(sheet, row, column))
                blocked = draft is not None and draft.stage is not Stage.WAITING
                if blocked or (view is not None and view.reason == REASON_DUE):
                    yield number, at

    def action_where(self) -> None:
        """Open the sheet of an area, of an activity or of the whole district."""
        from tui.evaluate.dialogs import SheetPicker

        def picked(at: CountPlace | None) -> None:
            if at is not None:
                self._at = at
                self._read(at)

        if self.grid.sheet is not None:
            self.app.push_screen(SheetPicker(self.grid.sheet.choices), picked)

    def action_history(self) -> None:
        """Show every revision of the cell."""
        spot = self.grid.spot
        if spot is not None:
            self.ask("history", partial(self._history, spot), latest=True, opens=True)

    def _history(self, spot: CountSpot) -> Message:
        return HistoryRead(spot, self.source.past_of_count(spot))

    @on(HistoryRead)
    def _on_history(self, message: HistoryRead) -> None:
        from tui.evaluate.dialogs import PastBox

        spot, sheet = message.spot, self.grid.sheet
        row = self.row_of(spot.measure)
        if not message.views or row is None or sheet is None:
            self.say(NOTHING_RECORDED)
            return
        heading = place_words(sheet, row, spot.on if spot.on == spot.until else None)
        self.app.push_screen(PastBox(heading, message.views, row.measure.kind, self.view.now))

    # Where digits are digits, and where they open screens.

    def on_screen_resume(self) -> None:
        """Who comes here comes to enter counts; the guide in place of the grid has its own keys."""
        super().on_screen_resume()
        if not self.guided:
            self.grid.focus()

    def on_descendant_focus(self) -> None:
        """The bottom line has the keys of the grid."""
        if self.focused is self.grid and not self.guided:
            self.query_one(KeyLine).show(self.line_of_keys)

    def action_back(self) -> None:
        """Out of the grid, then to Today."""
        if self.focused is self.grid:
            self.grid.commit()
            self.set_focus(None)
            self.query_one(KeyLine).show((REGRID, DIGITS, *COUNTS, *LEAVE))
        else:
            super().action_back()

    def action_into_grid(self) -> None:
        """Back into the grid."""
        self.grid.focus()
