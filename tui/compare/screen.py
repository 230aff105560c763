"""6 Compare: what changed against last year, and how sure that is."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from seasonal_ops.views import ComparisonView, Facing
from seasonal_ops.words import Readers
from tui.compare.describe import Page
from tui.compare.measure_list import RECKONING, MeasureList
from tui.compare.measures import Measures, unmeasured
from tui.compare.messages import Compared, MeasurePicked
from tui.compare.opened import OpenedMeasure
from tui.compare.page import MeasurePage
from tui.frame.line import Line
from tui.frame.save_as import Named, SavingScreen
from tui.frame.screen import WIDE, MainScreen
from tui.keymap import COMPARE, PLAN, bindings
from tui.messages import Opened
from tui.show import one_line

_FOR_WHOM = {Readers.PARTNERSHIP: "the partnership's own copy", Readers.PUBLIC: "for the public"}


class CompareScreen(MainScreen, SavingScreen):
    """The measures with their verdicts, and the page of the one under the cursor."""

    WHERE = "Compare"
    KEYS = (*COMPARE, PLAN)
    BINDINGS: ClassVar = bindings(COMPARE)
    AUTO_FOCUS = "MeasureList"

    compared: ComparisonView | None = None

    def __init__(self) -> None:
        super().__init__()
        self._against: tuple[str, ...] = ()
        self._facing: Facing | None = None
        self._open = False
        self._of: str | None = None
        self._asked: object = None

    def body(self) -> Iterable[Widget]:
        """What is compared with what, the list, and the page beside it."""
        listed = Vertical(Line(id="versus"), MeasureList(), id="listed")
        yield Horizontal(listed, MeasurePage(), id="body")

    @property
    def list(self) -> MeasureList:
        """The list of measures."""
        return self.query_one(MeasureList)

    @property
    def page(self) -> Page | None:
        """What is told of the measure under the cursor."""
        if self.compared is None or self.list.row is None:
            return None
        return Page(self.list.row, self.compared, self._facing or self.compared.own, self._open)

    def load(self) -> None:
        """Have it reckoned; another plan has other earlier seasons."""
        if self.desk.plan != self._of:
            self._of, self._against, self._facing, self.compared = self.desk.plan, (), None, None
            self._versus("")
            self.list.show(Measures(), notice=(RECKONING,))
        wanted = (self.desk.newest, self.view.today, self.desk.plan, self._against)
        if wanted == self._asked:
            return  # time alone changes nothing but the day
        self._asked = wanted
        question = partial(self.source.compared, self.desk.plan, self._against)
        self.ask("compare", lambda: Compared(question()), latest=True, read=True)

    def unread(self) -> None:
        """Say so, where nothing is shown yet."""
        self._asked = None
        if self.compared is None:
            self._versus("")
            self.list.show(
                Measures(), notice=("", "  It could not be reckoned; this is tried again each minute.")
            )

    @on(Compared)
    def _on_compared(self, message: Compared) -> None:
        self.compared = message.view
        view = message.view
        self._versus("" if view is None else _versus(view))
        lines = Measures() if view is None else Measures.of(view)
        self.list.show(lines, notice=unmeasured(view))

    def _versus(self, said: str) -> None:
        self.query_one("#versus", Line).put(Content.styled(said, "bold"))

    @on(MeasurePicked)
    def _on_picked(self) -> None:
        self.query_one(MeasurePage).show(self.page)
        opened = self.app.screen
        if isinstance(opened, OpenedMeasure):
            opened.follow()

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(MeasurePage).focus()
        else:
            self.app.push_screen(OpenedMeasure(self))

    def action_compare(self, verb: str) -> None:
        """Do what a key asks for, by its name in the keymap."""
        verbs: dict[str, Callable[[ComparisonView], None]] = {
            "line_up": self._line_up,
            "baseline": self._pick_baseline,
            "fold": self._fold,
            "report": self._report,
        }
        if self.compared is None:
            self.say("There is nothing to compare yet.")
        else:
            verbs[verb](self.compared)

    def _line_up(self, view: ComparisonView) -> None:
        """By date, by weekday, by anchor, round and round."""
        ways = cycle(Facing)
        while next(ways) is not (self._facing or view.own):
            pass
        self._facing = next(ways)
        self.list.tell()

    def _fold(self, _view: ComparisonView) -> None:
        self._open = not self._open
        self.list.tell()

    def _pick_baseline(self, view: ComparisonView) -> None:
        from tui.compare.baseline import BaselinePicker

        def picked(labels: tuple[str, ...] | None) -> None:
            if labels is not None:
                self._against = labels
                self._versus(RECKONING)
                self.load()

        if view.seasons:
            self.app.push_screen(BaselinePicker(view.seasons, view.against), picked)
        else:
            self.say(f"{one_line(view.name)} has no earlier season with a plan or counts.")

    def _report(self, view: ComparisonView) -> None:
        """Ask for its name; it is for the same earlier seasons as are shown."""
        readers = list(_FOR_WHOM)

        def write(named: Named, replace: bool) -> str | None:
            return self.source.write_report(view.plan, view.against, readers[named.at], named.file, replace)

        heading = f"Report of {view.name}"
        self.save_as(heading, f"{view.plan}.docx", write, tuple(_FOR_WHOM.values()))

    def action_back(self) -> None:
        """From the page to the list, from there to Today."""
        if isinstance(self.focused, MeasurePage):
            self.list.focus()
        else:
            super().action_back()


def _versus(view: ComparisonView) -> str:
    """The list's verdicts are against the first of several."""
    known = {one.label: one for one in view.seasons}
    earlier = [known[label] for label in view.against if label in known]
    name = f" {one_line(view.name)}"
    if len(earlier) > 1:
        return f"{name} against {earlier[0].year}, also {', '.join(str(one.year) for one in earlier[1:])}"
    return (
        f"{name} against {one_line(earlier[0].name)}"
        if earlier
        else f"{name}, no earlier season to compare with"
    )
