"""The ends of a stretch as rules."""

from datetime import date

from factories import make_plan

from seasonal_ops.db import Database
from seasonal_ops.planning.outline import Outline


def test_two_dates_hang_on_one_anchor_so_that_the_stretch_stays_as_long(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        outline = Outline(session, make_plan(session, year=2025))
    first, last = (None, date(2025, 10, 28)), (None, date(2025, 11, 1))
    # By itself each would hang on the anchor that is nearest to it.
    assert (outline.rule(*first), outline.rule(*last)) == (
        "the day after Half-term Monday", "the day after Halloween",
    )  # fmt: skip
    assert outline.rules(first, last) == ("2 days before Mischief Night", "2 days after Mischief Night")
    # A rule that still gives its date stays.
    assert outline.rules(("Halloween", date(2025, 10, 31)), last)[0] == "Halloween"
