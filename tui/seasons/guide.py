"""The first-run guide: there is no plan yet, and what to press to have one."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from seasonal_ops.views import TemplateView
from tui.frame.asking import Asking
from tui.frame.dialog import Choices
from tui.frame.scrolled import Scroll
from tui.seasons.messages import TemplatesLoaded
from tui.show import one_line
from tui.source import Source

_WHAT: Final = (
    "There is no plan yet. A plan is one season in one year, from a template.",
    "Its dates hang on anchors such as Bonfire Night; partners answer by mail.",
    "Next year begins with this one's plan, and counts say what it changed.",
)
_OTHERS: Final = (
    "An example to look round in: q, then seasonal-ops demo (or make demo)",
    "A plan file of your own: seasonal-ops plan new FILE.toml --year YEAR",
    "A spreadsheet into a plan: seasonal-ops plan import PLAN FILE.xlsx",
)


class Guide(Asking, Scroll, can_focus=False):
    """What the program does in three lines, the templates to begin with, and other ways to begin."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._templates: tuple[TemplateView, ...] = ()

    def compose(self) -> ComposeResult:
        """What it is, the templates, other ways."""
        yield Static(Content("\n").join(map(Content, _WHAT)))
        yield Choices([])
        yield Static(Content("Reading the templates …"), id="of")
        yield Static(Content("\n").join(Content.styled(text, "$foreground-muted") for text in _OTHERS))

    def on_mount(self) -> None:
        """Read the templates."""
        self.query_one(Choices).focus()
        self.ask("templates", lambda: TemplatesLoaded(self._source.templates()), read=True)

    @on(TemplatesLoaded)
    def _on_templates_loaded(self, message: TemplatesLoaded) -> None:
        self._templates = message.templates
        choices = self.query_one(Choices)
        choices.set_options(Content(one_line(one.name)) for one in self._templates)
        choices.highlighted = 0 if self._templates else None

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self, event: Choices.OptionHighlighted) -> None:
        self.query_one("#of", Static).update(_described(self._templates[event.option_index]))

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        from tui.seasons.new_plan import NewPlanScreen

        self.app.push_screen(NewPlanScreen(self._templates[event.option_index].slug))


def _described(template: TemplateView) -> Content:
    """What it is, what its dates hang on, and which of them it cannot do without."""
    anchors = ", ".join(f"◆ {one_line(name)}" for name in template.anchors)
    given = ", ".join(map(one_line, template.needs))
    needs = f"You give the date of {given}." if given else "Every date has its rule; you can give others."
    return Content("\n").join(
        (
            Content(one_line(template.summary)),
            Content.styled(anchors, "$text-primary"),
            Content.assemble((f"{needs} ", ""), ("Enter shows every date with its reason first.", "bold")),
        )
    )
