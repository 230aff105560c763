"""The list of what a change would do."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Region

from tui.frame.line_list import LineList, Pieces
from tui.frame.part import Part
from tui.seasons.messages import EntryPicked
from tui.seasons.preview_lines import EntrySection, PreviewLines
from tui.seasons.told import Entry


class PreviewList(LineList[PreviewLines]):
    """Says `EntryPicked` and `Opened`; up on its first line leads back to the boxes above."""

    def __init__(self) -> None:
        super().__init__(PreviewLines(), " Working out the dates …")

    @property
    def entry(self) -> Entry | None:
        """What the cursor stands on."""
        return self.lines.row(self.cursor)

    def put(self, sections: tuple[EntrySection, ...], notice: Sequence[str]) -> None:
        """Show these, folded to the width there is."""
        lines = PreviewLines(sections, self.scrollable_content_region.width)
        self.show(lines, notice=tuple(f" {text}" for text in notice))

    def on_resize(self, _event: events.Resize) -> None:
        """Fold again."""
        if self.lines.width != self.scrollable_content_region.width:
            self.show(
                PreviewLines(self.lines.sections, self.scrollable_content_region.width), notice=self.notice
            )

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(EntryPicked(self.entry))

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or a line of an entry."""
        section, entry = self.lines.at(line)
        told = self.lines.pieces(line)
        if not told:
            count = f"{len(section.rows)} "
            return [(f" {section.kind.value}".ljust(width - len(count)) + count, Part.HEADING)]
        return [("▌ " if entry is not None and line == self.cursor else "  ", Part.TODAY), *told]

    def action_move(self, by: int) -> None:
        """To the next entry, over what belongs to the present one."""
        before = self.cursor
        super().action_move(by)
        if self.cursor == before and by < 0:
            self.screen.focus_previous()

    def next_loud(self) -> bool:
        """Go to the next entry in which something is not as it should be; False when there is none."""
        line = self.lines.next(self.cursor, lambda entry: entry.loud)
        if line is not None:
            self.cursor = line
        return line is not None

    def _keep_in_view(self) -> None:
        """The whole entry, and the heading above the first one."""
        if self.cursor >= 0:
            first = self.cursor - (1 if self.cursor == 1 else 0)
            height = self.cursor + self.lines.height(self.cursor) - first
            region = Region(0, first, 1, min(height, max(1, self.size.height)))
            self.scroll_to_region(region, animate=False, force=True)
