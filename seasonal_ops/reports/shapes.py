"""What a report is made of, once it is read from the database. Plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from seasonal_ops.evaluation.shapes import Evaluation, Hidden
from seasonal_ops.views import PartnerBaseline, PlanView, ReturnsView, Tally
from seasonal_ops.words import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An activity that is not as it was promised; `was` None: it came since, `to` None: it fell away."""

    title: str
    was: date | None
    to: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a plan's activities, those cancelled among them.

    `taken` is the local day on which the plan went live and promised them, None for a plan that never did;
    `moved`, `added` and `changes` are against that promise. Of the changes `unnamed` are not for these
    readers.
    """

    tally: Tally
    taken: date | None = None
    promised: int = 0
    moved: int = 0
    added: int = 0
    agencies: tuple[PartnerBaseline, ...] = ()
    changes: tuple[Change, ...] = ()
    unnamed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A lesson; `owner` is the partner's name or "", `became` the plan that holds what it became, or ""."""

    text: str
    owner: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A season for its readers, as of the local day `printed`; `partners` are names by slug.

    `veiled` are ids of activities that must not be told from this report. By measure's slug, `returns` are
    what was expected and what came, and `reasons` say why an unusual value stands.
    """

    plan: PlanView
    evaluation: Evaluation
    delivery: Delivery
    lessons: tuple[Learnt, ...]
    partners: Mapping[str, str]
    printed: date
    veiled: frozenset[int] = frozenset()
    returns: Mapping[str, ReturnsView] = field(default_factory=dict)
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.evaluation.readers is Readers.PUBLIC

    @property
    def suppressed(self) -> Mapping[str, str]:
        """What its readers do not see whole, by its name: what is said of that."""
        outputs = (one for one in self.evaluation.outputs if one.few or one.withheld)
        hidden = (one for one in self.evaluation.measures if one.hidden is not Hidden.NOTHING)
        return {
            **{one.measure.name: one.sentence for one in outputs},
            **{one.measure.name: " ".join(one.caveats) for one in hidden},
        }
