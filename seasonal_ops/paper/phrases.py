"""How dates, times, partners and answers read on paper. Pure, and the same in every language setting."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.dates import brief
from seasonal_ops.views import ActivityView, AssignmentView, MeasureView
from seasonal_ops.words import Answer

day: Final = brief
ACCEPTED: Final = "accepted"
DECLINED: Final = "DECLINED"
_ORDER: Final = {DECLINED: 0, ACCEPTED: 2}
_DAY: Final = timedelta(days=1)


def days(first: date, last: date) -> str:
    """`Mon 12 Oct to Fri 23 Oct 2026`."""
    return day(first) if first == last else f"{day(first, year=first.year != last.year)} to {day(last)}"


def days_of(view: ActivityView) -> str:
    """Its day, or from when to when; a night keeps the one date on which it begins."""
    night = view.start_time is not None and view.ends_on - view.starts_on <= _DAY
    return day(view.starts_on) if night else days(view.starts_on, view.ends_on)


def clock(view: ActivityView) -> str:
    """`18:00–23:00`, `from 18:00`, `all day`; of several days the end is that of the last."""
    if view.start_time is None:
        return "all day"
    if view.end_time is None:
        return f"from {view.start_time:%H:%M}"
    if view.ends_on - view.starts_on > _DAY:
        return f"{view.start_time:%H:%M}, to {view.end_time:%H:%M} on the last day"
    return f"{view.start_time:%H:%M}–{view.end_time:%H:%M}"


def past_midnight(view: ActivityView) -> str:
    """`ends Sat 31 Oct` of what runs past midnight; nothing of what does not."""
    if view.start_time is None or view.end_time is None or view.ends_on - view.starts_on != _DAY:
        return ""
    if view.end_time == time():
        return "ends at midnight"
    return f"ends {day(view.ends_on, year=False)}"


def short_name(slug: str, name: str) -> str:
    """A partner as a narrow column has it: its slug in words, spelt as its full name spells them.

    `nhs` of "NHS commissioners for West Lancashire" is "NHS", `fire-and-rescue` "Fire and Rescue".
    """
    spelt = {word.casefold(): word for word in re.findall(r"[^\W_]+", name)}
    words = [spelt.get(word, word) for word in slug.split("-")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def short_names(partners: Iterable[AssignmentView]) -> tuple[str, ...]:
    """The partners by their short names, in the order given."""
    return tuple(short_name(one.partner, one.partner_name) for one in partners)


def source_name(measure: MeasureView, partners: Mapping[str, str]) -> str:
    """Who gives the values of a measure, by its short name; `partners` are names by slug."""
    if measure.source is None:
        return "nobody is named"
    return short_name(measure.source, partners.get(measure.source, measure.source))


def answers(assignments: Iterable[AssignmentView]) -> Mapping[str, tuple[str, ...]]:
    """Who said what, by what was said: who declined first, since that has to be mended, who comes last."""
    said: dict[str, list[str]] = {}
    for one in assignments:
        said.setdefault(_said(one), []).append(short_name(one.partner, one.partner_name))
    ordered = sorted(said, key=lambda words: _ORDER.get(words, 1))
    return {words: tuple(said[words]) for words in ordered}


def _said(one: AssignmentView) -> str:
    match one.response:
        case Answer.DECLINED:
            return DECLINED
        case Answer.PROPOSED:
            return f"asks for {day(one.proposed_on)}" if one.proposed_on else "asks for another date"
        case Answer.ACCEPTED:
            return ACCEPTED
        case Answer.ASKED:
            return "no answer"
