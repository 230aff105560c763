"""Values of a fact's state as people read them."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.dates.wording import brief
from seasonal_ops.telling.happening import Names
from seasonal_ops.text import harmless

State = Mapping[str, Any]

LONGEST: Final = 120
WHOLE: Final = 4000


def cut(text: str, longest: int = LONGEST) -> str:
    """The text on one line, or in full when there is room for it."""
    if longest >= WHOLE:
        return harmless(text, keep="\n")[:WHOLE]
    line = harmless(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def day(iso: Any, *, year: bool = False) -> str:
    """Fri 30 Oct; "" for none."""
    return brief(date.fromisoformat(iso), year=year) if iso else ""


def clock(iso: Any) -> str:
    """18:00; "" for none."""
    return time.fromisoformat(iso).strftime("%H:%M") if iso else ""


def days(was: Any, now: Any) -> tuple[str, str]:
    """Two dates, with their years when these differ."""
    year = bool(was and now and was[:4] != now[:4])
    return day(was, year=year), day(now, year=year)


def when(state: State, *, year: bool = False) -> str:
    """`Fri 30 Oct 18:00–23:00`, `Mon 5 Oct to Fri 9 Oct`, `Fri 30 Oct`; "" for no date."""
    if not state.get("starts_on"):
        return ""
    first, last = state["starts_on"], state.get("ends_on") or state["starts_on"]
    start, end = clock(state.get("start_time")), clock(state.get("end_time"))
    if not start:
        return day(first, year=year) + (f" to {day(last, year=year)}" if last != first else "")
    begins = f"{day(first, year=year)} {start}"
    if not end:
        return begins
    far = date.fromisoformat(last) - date.fromisoformat(first) > timedelta(days=1)
    return f"{begins}–{day(last, year=year) + ' ' if far else ''}{end}"


def times(was: State, now: State) -> tuple[str, str]:
    """When it was and is, with the years when these differ."""
    year = was.get("starts_on", "")[:4] != now.get("starts_on", "")[:4]
    return when(was, year=year), when(now, year=year)


def word(value: Any) -> str:
    """A word of a closed list, without its hyphens."""
    return str(value).replace("-", " ") if value is not None else ""


def number(value: Any) -> str:
    """12 for "12.0000"; "" for none."""
    if value is None:
        return ""
    held = Decimal(str(value))
    return f"{held.to_integral_value():f}" if held == held.to_integral_value() else f"{held.normalize():f}"


def pounds(pence: Any) -> str:
    """£1,500; "" for none."""
    return "" if pence is None else f"£{Decimal(pence) / 100:,.2f}".removesuffix(".00")


def listed(values: Any) -> str:
    """Words of a list, with commas."""
    return ", ".join(map(str, values or ()))


def yes(value: Any) -> str:
    """Yes or no; "" when it is not said."""
    return "" if value is None else "yes" if value else "no"


def counted(state: State) -> str:
    """What was recorded: a number with how exact it is, words, or "" for nothing."""
    if state.get("value") is None:
        return cut(str(state.get("words") or ""))
    qualifier = state.get("qualifier") or "exact"
    nil = " (nil)" if state.get("nil") else ""
    return f"{'' if qualifier == 'exact' else word(qualifier) + ' '}{number(state['value'])}{nil}"


def where_counted(state: State, names: Names) -> str:
    """Of which dates a count is, in which area: `Fri 30 Oct, Skelmersdale`."""
    on, until = state.get("on"), state.get("until")
    dates = day(on) + (f" to {day(until)}" if until and until != on else "")
    area = names.of("area", state["area_id"]) if state.get("area_id") else ""
    at = names.of("activity", state["activity_id"]) if state.get("activity_id") else ""
    return ", ".join(part for part in (dates, area, at) if part)
