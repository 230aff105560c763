"""What happened in the making of seasons, told to its screens."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import AnchorPreview, GoingLiveView, PlanView, SeasonPreview, TemplateView
from tui.messages import Outcome, Told
from tui.seasons.told import Entry
from tui.show import one_line
from tui.source.seasons import Wanted


@dataclass
class TemplatesLoaded(Message):
    """The shipped templates were read."""

    templates: tuple[TemplateView, ...]


@dataclass
class PlansLoaded(Message):
    """Every plan was read, the newest first."""

    plans: tuple[PlanView, ...]


@dataclass
class SeasonShown(Message):
    """What would be made of what is wanted."""

    wanted: Wanted
    preview: SeasonPreview


@dataclass
class SeasonMade(Outcome):
    """A plan was made; it is a draft."""

    plan: PlanView

    def missed(self) -> Message:
        """That it was made all the same."""
        return Told(f"Made {one_line(self.plan.name)}. It is a draft: nothing is sent before it goes live.")


@dataclass
class AnchorShown(Message):
    """What an anchor would move, on the date that was typed in its box."""

    plan: str
    typed: str
    preview: AnchorPreview


@dataclass
class AnchorKept(Outcome):
    """An anchor was moved, as it was shown."""

    preview: AnchorPreview

    def missed(self) -> Message:
        """That it was moved all the same."""
        return Told("The anchor was moved; u undoes it.")


@dataclass
class GoingLiveShown(Message):
    """Whom a plan would write to was read."""

    view: GoingLiveView


@dataclass
class EntryPicked(Message):
    """The cursor of a preview stands here, or on none."""

    entry: Entry | None


@dataclass
class BoxesChanged(Message):
    """Something that is chosen above a preview is another one now."""
