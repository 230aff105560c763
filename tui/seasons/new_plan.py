"""N New plan: a season from its template, each date with its reason before anything is made."""

from textual import on

from seasonal_ops.views import TemplateView
from tui.seasons.boxes import Chooser
from tui.seasons.messages import TemplatesLoaded
from tui.seasons.season_form import SeasonForm
from tui.source.seasons import Wanted


class NewPlanScreen(SeasonForm):
    """From one of the templates; `template` is the slug of the one to begin with."""

    TRAIL = "New plan"
    FROM = "Template"
    FRESH = True

    def __init__(self, template: str = "") -> None:
        super().__init__()
        self._first = template
        self._templates: tuple[TemplateView, ...] = ()

    def on_mount(self) -> None:
        """Read the templates."""
        self.ask("templates", lambda: TemplatesLoaded(self.source.templates()), read=True)

    @on(TemplatesLoaded)
    def _on_templates_loaded(self, message: TemplatesLoaded) -> None:
        self._templates = message.templates
        slugs = [one.slug for one in self._templates]
        first = slugs.index(self._first) if self._first in slugs else self._of_the_plan(slugs)
        self.offer([one.name for one in self._templates], first)

    def _of_the_plan(self, slugs: list[str]) -> int:
        """The place of the template of the plan that is shown, else the first."""
        shown = next((one.template for one in self.desk.plans if one.slug == self.desk.plan), "")
        return slugs.index(shown) if shown in slugs else 0

    @property
    def wanted(self) -> Wanted | None:
        """What is typed now; None while there is nothing to choose from."""
        if not self._templates:
            return None
        template = self._templates[self.query_one(Chooser).at].slug
        return Wanted(template=template, year=self.year.value, dates=self.dates)
