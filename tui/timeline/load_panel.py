"""The lines below the bars: how much a partner has in each night."""

from textual.strip import Strip

from tui.show import fit
from tui.timeline.ink import Cell, Ground, Ink
from tui.timeline.load import EVERYBODY, Load, LoadBook, load_sentence, load_title
from tui.timeline.painting import Painting, written
from tui.timeline.window import Window


class LoadPanel(Painting):
    """Numbers under their days, and the heaviest of them in words."""

    def __init__(self) -> None:
        super().__init__()
        self.book = LoadBook()
        self.partner = EVERYBODY

    def tell(self, book: LoadBook, partner: str) -> None:
        """Show this partner, by its slug."""
        self.book, self.partner = book, partner
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        if self.window is None:
            return Strip.blank(self.size.width, self.rich_style)
        if y == 0:
            title = written(self._left(load_title(self.book, self.partner)), Ink.TITLE)
            return self.strip([*title, *self._numbers(self.window)], self.size.width)
        said, over = load_sentence(self.book, self.partner, self.window.scale)
        left = written(self._left("l another partner"), Ink.QUIET)
        return self.strip([*left, *written(said, Ink.OVER if over else Ink.QUIET)], self.size.width)

    def _left(self, text: str) -> str:
        """Beside the days, and a cell of air before them."""
        width = self.window.titles if self.window else 0
        return fit(fit(f" {text}", max(0, width - 1)), width)

    def _numbers(self, window: Window) -> list[Cell]:
        scale = window.scale
        cells = [cell._replace(text=" ", ink=Ink.PLAIN) for cell in window.empty]
        for at, on in scale.starts():
            load = self.book.heaviest(self.partner, on, scale.at.days)
            for place, character in enumerate(_text(load, scale.at.cells), at):
                if place < len(cells):
                    ground = Ground.DAY if scale.weekly else window.days.ground(on)
                    cells[place] = Cell(character, Ink.OVER if load and load.over else Ink.PLAIN, ground)
        return cells


def _text(load: Load | None, cells: int) -> str:
    return load.text(cells) if load is not None else ""
