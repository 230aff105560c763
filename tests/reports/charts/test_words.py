"""A chart in words."""

from seasonal_ops.reports.charts import words
from seasonal_ops.reports.charts.shapes import Curve
from tests.reports.charts.makers import a_nights_chart, a_point, a_years_chart, dates


def test_nights_say_the_peaks_of_each_season_and_what_is_missing() -> None:
    assert words.of_nights(a_nights_chart()) == (
        "Deliberate fires, incidents, 26 October 2026 to 2 November 2026: "
        "2026 is highest with 14 on Fri 30 Oct (Mischief Night); "
        "2025 is highest with 18 on the night matched to Fri 30 Oct (Mischief Night); "
        "no return for 1 night of 8."
    )


def test_nights_without_a_peak_say_so() -> None:
    chart = a_nights_chart(
        days=dates(2),
        this=Curve("2026", (3.0, 3.0)),
        earlier=(Curve("2025", (0.0, None)), Curve("2024", (None, None))),
    )
    assert words.of_nights(chart).partition(": ")[2] == (
        "2026 is highest with 3 on each of 2 nights; "
        "2025 is 0 on every night with a return; 2024 has no returns."
    )


def test_years_say_the_ends_the_highest_the_trend_and_the_marks() -> None:
    assert words.of_years(a_years_chart()) == (
        "Deliberate fires, incidents: 60 in 2023 and 40 in 2026 (95% interval 30 to 53); "
        "the highest was 66 in 2024; the trend goes from 66 to 43. "
        "Marked: a new way of recording (2024)."
    )


def test_one_year_without_a_trend() -> None:
    points = (a_point(2026, 3, partial=True),)
    assert words.of_years(a_years_chart(points=points, fitted=(), marks=())) == (
        "Deliberate fires, incidents: 3 in 2026 (some returns missing) (95% interval 2.2 to 6.8)."
    )
