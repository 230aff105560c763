"""Charts made by hand."""

from datetime import date, timedelta
from typing import Any, Final

from seasonal_ops.reports.charts.shapes import Curve, NightsChart, YearPoint, YearsChart

FIRST: Final = date(2026, 10, 26)
THIS: Final = (4.0, 3.0, 0.0, 6.0, 14.0, 2.0, None, 5.0)
LAST: Final = (5.0, 8.0, None, 4.0, 18.0, 3.0, 5.0, 4.0)


def dates(count: int, first: date = FIRST) -> tuple[date, ...]:
    """So many dates in a row."""
    return tuple(first + timedelta(days=n) for n in range(count))


def a_nights_chart(**more: Any) -> NightsChart:
    """Eight nights with a peak on Mischief Night, a nil return and a missing one, against last year."""
    values: dict[str, Any] = {
        "title": "Deliberate fires",
        "unit": "incidents",
        "days": dates(len(THIS)),
        "this": Curve("2026", THIS),
        "earlier": (Curve("2025", LAST),),
        "anchors": (("Mischief Night", date(2026, 10, 30)), ("Halloween", date(2026, 10, 31))),
        "deployed": (0, 1, 1, 2, 5, 4, 0, 0),
    }
    return NightsChart(**{**values, **more})


def a_point(year: int, total: float, *, partial: bool = False) -> YearPoint:
    """A total with some interval around it."""
    return YearPoint(str(year), year, total, total * 0.75, total * 1.25 + 3, partial=partial)


def a_years_chart(**more: Any) -> YearsChart:
    """Four years that fall, one of them with returns missing, and a mark."""
    totals = ((2023, 60.0), (2024, 66.0), (2025, 45.0), (2026, 40.0))
    values: dict[str, Any] = {
        "title": "Deliberate fires",
        "unit": "incidents",
        "points": tuple(a_point(year, total, partial=year == 2025) for year, total in totals),
        "fitted": (66.2, 57.4, 49.7, 43.1),
        "marks": ((2024.5, "a new way of recording"),),
    }
    return YearsChart(**{**values, **more})
