"""The count grid on the line API: a cursor, a value being typed, and what is not kept yet."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from seasonal_ops.views import CountSheet, CountSpot, SheetRow
from tui.evaluate.cells import Look, as_typed
from tui.evaluate.drafts import Draft, Stage
from tui.evaluate.messages import BlockPasted, Moved, Typed
from tui.evaluate.picture import HEAD, LINES, Picture, Piece
from tui.evaluate.spots import Column, closed, columns_of, spot_of, view_at, with_view
from tui.evaluate.typing import begins, typed
from tui.frame.screen import MainScreen
from tui.frame.scrolled import Scrolled
from tui.keymap import CELLS, COUNTS, UNGRID, actions

_MOVES: Final = actions(CELLS)
_VERBS: Final = actions((*COUNTS, UNGRID))
_EDIT_STEPS: Final = {
    "enter": (1, 0),
    "down": (1, 0),
    "up": (-1, 0),
    "tab": (0, 1),
    "right": (0, 1),
    "shift+tab": (0, -1),
    "left": (0, -1),
}


class CountGrid(ScrollView, Scrolled, can_focus=True, inherit_bindings=False):
    """Says `Typed`, `Moved`, `BlockPasted`. The screen tells it what became of a typed value."""

    COMPONENT_CLASSES: ClassVar = {f"count-grid--{look.value}" for look in (*Look, *Piece)} | {
        "count-grid--cursor"
    }

    cursor: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.sheet: CountSheet | None = None
        self.columns: tuple[Column, ...] = ()
        self.drafts: dict[CountSpot, Draft] = {}
        self.notice: tuple[str, ...] = ("", " Reading the counts …")
        self.text: str | None = None
        self.reading = True
        self._left = 0

    def show(self, sheet: CountSheet, cursor: tuple[int, int] | None = None) -> None:
        """Show this sheet; without a cursor it stays where it was, by measure and night."""
        if cursor is None:
            cursor = self._same_place(sheet)
        self.sheet, self.columns, self.reading = sheet, columns_of(sheet), False
        self.virtual_size = Size(0, HEAD + LINES * len(sheet.rows))
        at = (min(cursor[0], len(sheet.rows) - 1), min(cursor[1], len(self.columns) - 1))
        self.set_reactive(CountGrid.cursor, (max(0, at[0]), max(0, at[1])))
        self._keep_in_view()
        self.refresh()
        self.post_message(Moved())

    def _same_place(self, sheet: CountSheet) -> tuple[int, int]:
        """Where what stands under the cursor is on another sheet."""
        if self.row is None:
            return self.cursor
        slugs = [row.measure.slug for row in sheet.rows]
        columns, slug = columns_of(sheet), self.row.measure.slug
        return (
            slugs.index(slug) if slug in slugs else self.cursor[0],
            columns.index(self.column) if self.column in columns else self.cursor[1],
        )

    def say(self, *notice: str) -> None:
        """Show these lines in place of a sheet."""
        self.sheet, self.columns, self.text, self.notice = None, (), None, notice
        self.reading = False
        self.virtual_size = Size(0, 0)
        self.refresh()
        self.post_message(Moved())

    @property
    def row(self) -> SheetRow | None:
        """The measure under the cursor."""
        if self.sheet is None or not self.cursor[0] < len(self.sheet.rows):
            return None
        return self.sheet.rows[self.cursor[0]]

    @property
    def column(self) -> Column:
        """The night under the cursor; None for the whole window, and on an empty sheet."""
        return self.columns[self.cursor[1]] if self.cursor[1] < len(self.columns) else None

    @property
    def spot(self) -> CountSpot | None:
        """What the cell under the cursor stands for."""
        if self.sheet is None or self.row is None or not self.columns:
            return None
        return spot_of(self.sheet, self.row, self.column)

    @property
    def draft(self) -> Draft | None:
        """What is typed and not kept in the cell under the cursor."""
        return None if self.spot is None else self.drafts.get(self.spot)

    def put(self, spot: CountSpot, draft: Draft | None) -> None:
        """Something is typed there that is not kept; None: nothing any more."""
        if draft is None:
            self.drafts.pop(spot, None)
        else:
            self.drafts[spot] = draft
        self._repaint(spot)

    def patch(self, sheet: CountSheet, spot: CountSpot) -> None:
        """The same sheet with another value in one place."""
        self.sheet = sheet
        self._repaint(spot)

    def _repaint(self, spot: CountSpot) -> None:
        rows = () if self.sheet is None else self.sheet.rows
        for number, row in enumerate(rows):
            if row.measure.slug == spot.measure:
                self.refresh_lines(HEAD + LINES * number, LINES)
        self.post_message(Moved())

    # Keys: what is typed comes before what letters do.

    async def on_key(self, event: events.Key) -> None:
        """A value begins with its first digit; while one is typed every letter belongs to it.

        What the other keys do is done here too: had they to wait for the app to look them up, the digits
        after a Tab would overtake it.
        """
        if self.row is None:
            # Of a sheet that is still being read: a figure is no screen.
            if self.reading and event.is_printable and (event.character or "").isdigit():
                event.stop()
            return
        if self.text is not None:
            handled = self._typing(event.key, event.character)
        elif event.key == "escape" and self.draft is not None and self.draft.stage is not Stage.WAITING:
            handled = self._drop()
        elif event.key == "backspace":
            handled = self._begin(self._standing()[:-1])
        elif begins(event.character, self.row.measure.kind) and not self._is_key_here(event.key):
            handled = self._begin(event.character or "")
        else:
            handled = False
        if not handled and self.text is None:
            handled = await self._acting(event.key)
        if handled:
            event.stop()
            event.prevent_default()

    async def _acting(self, key: str) -> bool:
        if key in _MOVES:
            await self.run_action(_MOVES[key])
            return True
        return key in _VERBS and await self.app.run_action(_VERBS[key], self.screen)

    def on_paste(self, event: events.Paste) -> None:
        """One cell is as if it was typed; a block is looked at first."""
        event.stop()
        if self.row is None:
            return
        if "\t" not in event.text and len(event.text.strip().splitlines()) <= 1:
            self._begin((self.text or "") + " ".join(event.text.split())[:400])
        elif self._may_type():
            self.text = None
            self.post_message(BlockPasted(event.text))

    def _may_type(self) -> bool:
        screen = self.screen
        return not isinstance(screen, MainScreen) or screen.may_change

    def _is_key_here(self, key: str) -> bool:
        """Where nothing can be typed, letters stay keys even of a measure that is a text."""
        return bool(self._no_entry) and (key in _VERBS or key in _MOVES)

    @property
    def _no_entry(self) -> str:
        if self.sheet is None or self.row is None or self.draft is not None:
            return ""
        return closed(self.sheet, self.row, self.column)

    def _begin(self, text: str) -> bool:
        if why := self._no_entry:
            # At the first digit, not after all of them; once, however many there are.
            self.app.clear_notifications()
            self.notify(why, severity="warning", markup=False)
        elif self._may_type():
            self.text = text
            self._refresh_row()
        return True

    def begin(self) -> None:
        """Edit what stands in the cell."""
        if self.row is not None:
            self._begin(self._standing())

    def _standing(self) -> str:
        """What is typed or recorded in the cell, as it would be typed."""
        if self.draft is not None:
            return self.draft.text
        return "" if self.row is None else as_typed(view_at(self.row, self.column))

    def _typing(self, key: str, character: str | None) -> bool:
        if key == "escape":
            self.text = None
            self._refresh_row()
            return True
        if key in _EDIT_STEPS:
            self.commit()
            self.action_step(*_EDIT_STEPS[key])
            return True
        text = typed(self.text or "", key, character)
        if text is None:
            if key in _MOVES:
                self.commit()
            return key in _VERBS
        self.text = text
        self._refresh_row()
        return True

    def commit(self) -> None:
        """Hand on what is typed; nothing, and what stands there already, is nothing."""
        text, self.text = self.text, None
        if text is None or self.spot is None or self.row is None:
            return
        self._refresh_row()
        if text.strip() and (self.draft is not None or text.strip() != self._standing()):
            view = view_at(self.row, self.column)
            self.post_message(Typed(self.spot, text.strip(), None if view is None else view.id))

    def _drop(self) -> bool:
        """What was typed and not kept is given up."""
        if self.spot is not None:
            self.put(self.spot, None)
        return True

    def action_enter(self) -> None:
        """Try again what was not kept, else go down."""
        draft, spot = self.draft, self.spot
        if draft is None or spot is None or draft.stage is Stage.WAITING:
            self.action_step(1, 0)
            return
        if draft.stage is Stage.TAKEN and self.sheet is not None and draft.theirs is not None:
            self.sheet = with_view(self.sheet, draft.theirs)
        seen = None if draft.theirs is None else draft.theirs.id
        if draft.stage is Stage.BLOCKED and self.row is not None:
            view = view_at(self.row, self.column)
            seen = None if view is None else view.id
        self.post_message(Typed(spot, draft.text, seen))

    def action_step(self, down: int, right: int) -> None:
        """The next cell; at an edge it stays."""
        if self.sheet is None or not self.columns:
            return
        row = max(0, min(self.cursor[0] + down, len(self.sheet.rows) - 1))
        self.cursor = row, max(0, min(self.cursor[1] + right, len(self.columns) - 1))

    def action_far(self, way: int) -> None:
        """The first night, or the whole window."""
        self.action_step(0, way * len(self.columns))

    def action_page(self, way: int) -> None:
        """A screenful of measures."""
        self.action_step(way * max(1, (self.size.height - HEAD) // LINES), 0)

    def action_today(self) -> None:
        """Today's night, or the nearest that there is."""
        if self.sheet is not None and self.sheet.days:
            past = [at for at, on in enumerate(self.sheet.days) if on <= self.sheet.today]
            self.cursor = self.cursor[0], past[-1] if past else 0

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """What is typed is handed on before its cell is left."""
        if cursor != self.cursor:
            self.commit()
        return cursor

    def watch_cursor(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Repaint the rows that it left and came to, and the heads of its column."""
        self._keep_in_view()
        for row in {before[0], after[0]}:
            self.refresh_lines(HEAD + LINES * row, LINES)
        self.refresh(Region(0, 0, self.size.width, HEAD))
        self.post_message(Moved())

    def _refresh_row(self) -> None:
        self.refresh_lines(HEAD + LINES * self.cursor[0], LINES)
        self.post_message(Moved())

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one edits."""
        picture = self._picture()
        if picture is None or self.sheet is None:
            return
        row = (event.y - HEAD + self.scroll_offset.y) // LINES
        column = picture.column_at(event.x)
        if event.y < HEAD or row >= len(self.sheet.rows) or column is None:
            return
        self.cursor = row, column
        if event.chain > 1:
            self.begin()

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self._keep_in_view()

    def on_focus(self) -> None:
        """The cursor shows."""
        self._refresh_row()

    def on_blur(self) -> None:
        """The cursor fades; what is typed stays."""
        self._refresh_row()

    def _picture(self) -> Picture | None:
        if self.sheet is None or not self.columns:
            return None
        width = self.scrollable_content_region.width
        return Picture(self.sheet, self.columns, width, self._left)

    def _keep_in_view(self) -> None:
        picture = self._picture()
        if picture is None:
            return
        left = picture.scrolled_to(self.cursor[1])
        if left != self._left:
            self._left = left
            self.refresh()
        top = HEAD + LINES * self.cursor[0]
        # The head covers what would stand behind it.
        offset, room = self.scroll_offset.y, max(LINES, self.size.height)
        if top - HEAD < offset:
            self.scroll_to(y=top - HEAD, animate=False, force=True)
        elif top + LINES > offset + room:
            self.scroll_to(y=top + LINES - room, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width = self.scrollable_content_region.width
        picture = self._picture()
        if picture is None or self.sheet is None:
            text = self.notice[y] if y < len(self.notice) else ""
            return self._strip([(text, Piece.NOTICE)], width)
        if y < HEAD:
            return self._strip(picture.head(y, self.cursor[1]), width)
        line = y - HEAD + self.scroll_offset.y
        if line >= LINES * len(self.sheet.rows):
            return Strip.blank(width, self.rich_style)
        row, ghost = divmod(line, LINES)
        cursor = self.cursor[1] if row == self.cursor[0] else None
        if ghost:
            return self._strip(picture.ghost(row), width)
        pieces = picture.row(row, self.drafts, cursor, self.text if cursor is not None else None)
        return self._strip(pieces, width, cursor_piece=None if cursor is None else picture.piece_of(cursor))

    def _strip(
        self, pieces: list[tuple[str, Look | Piece]], width: int, cursor_piece: int | None = None
    ) -> Strip:
        base = self.rich_style
        cursor = Style(reverse=True) if self.has_focus else Style(underline=True)
        segments = [
            Segment(
                text,
                base
                + self.get_component_rich_style(f"count-grid--{look.value}", partial=True)
                + (cursor if number == cursor_piece else Style()),
            )
            for number, (text, look) in enumerate(pieces)
        ]
        return Strip(segments).adjust_cell_length(width, base)
