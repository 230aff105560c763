"""The seasons of the example: their templates, and their anchors around today (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from seasonal_ops.facts import Actor
from seasonal_ops.words import ActorKind

ACTOR: Final = Actor("worked example", ActorKind.SYSTEM)
INVENTED: Final = "invented for the worked example"
# The template whose counts of last year tell the most.
COUNTED: Final = "bright-sparx"
MISCHIEF_NIGHT: Final = "Mischief Night"
_YEAR: Final = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Setting:
    """A season of the example: its template and the anchors that are set."""

    template: str
    anchors: Mapping[str, date]

    @property
    def year(self) -> int:
        """The year that its plan is called by."""
        return min(on.year for on in self.anchors.values())


def settings_around(today: date) -> tuple[Setting, Setting, Setting]:
    """Bright Sparx under way, Freshers just over, Night Safe ahead."""
    christmas = today + timedelta(days=35)
    festive = {"Christmas Day": christmas, "New Year's Eve": christmas + timedelta(days=6)}
    return (
        _sparx(today + timedelta(days=3)),
        Setting("freshers", {"Welcome Sunday": _welcome_sunday(today)}),
        Setting("night-safe", festive),
    )


def settings_before(today: date) -> tuple[Setting, Setting]:
    """Last year's Bright Sparx, on the same dates, and last year's Freshers, on the same weekdays."""
    bonfire_night = years_before(today + timedelta(days=3), 1)
    return (
        _sparx(bonfire_night),
        Setting("freshers", {"Welcome Sunday": _welcome_sunday(today) - _YEAR}),
    )


def years_before(on: date, years: int) -> date:
    """The same date in an earlier year; of 29 February the day before."""
    return on.replace(year=on.year - years, day=28 if is_leap_day(on) else on.day)


def is_leap_day(on: date) -> bool:
    """29 February, which most years lack."""
    return (on.month, on.day) == (2, 29)


def _sparx(bonfire_night: date) -> Setting:
    mischief_night = bonfire_night - timedelta(days=6)
    anchors = {
        MISCHIEF_NIGHT: mischief_night,
        "Halloween": mischief_night + timedelta(days=1),
        "Bonfire Night": bonfire_night,
        "Half-term Monday": mischief_night - timedelta(days=mischief_night.weekday()),
    }
    return Setting(COUNTED, anchors)


def _welcome_sunday(today: date) -> date:
    return today - timedelta(days=28 + (today.weekday() + 1) % 7)
