"""A plan beside earlier seasons, read from the database for a screen."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from seasonal_ops.evaluation import seasons
from seasonal_ops.evaluation.seasons.choosing import alignment, known
from seasonal_ops.models import Partner, Plan
from seasonal_ops.reports.compared import Beside, compared
from seasonal_ops.views import ComparisonView


def comparison(session: Session, plan: Plan, against: Sequence[str], *, now: datetime) -> ComparisonView:
    """The plan against earlier seasons (plans or years; the one before without any), for the partnership.

    `now` is aware. Raises NotFound for a season that is named and not known, Refused for one that is no
    earlier one of the same template.
    """
    earlier = seasons.baselines(session, plan, against)
    return compared(
        seasons.evaluate(session, plan, earlier, now=now),
        Beside(
            known=known(session, plan),
            alignments={one.label: alignment(session, plan, one) for one in earlier},
            partners=dict(session.exec(select(Partner.slug, Partner.name)).all()),
        ),
    )
