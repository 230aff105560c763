"""What the charts of a report show."""

from datetime import date

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.shapes import Quality
from seasonal_ops.reports import choice
from seasonal_ops.reports.pictures import years_chart
from tests.evaluation.made import in_all, result, season


def test_only_whole_seasons_stand_side_by_side_in_the_chart_of_the_years() -> None:
    first = date(2026, 10, 27)
    running = season(
        [4, 5],
        window=Window(first, date(2026, 11, 7)),
        quality=Quality(completeness=Completeness(2, 2)),
    )
    of = result(running, season([6, None], 2025), season([7, 8], 2024), in_all("40", 2023))
    assert [point.total for point in years_chart(of).points] == [40, 15]
    assert choice.counted_years(of) == (2023, 2024)
