"""Invented counts: what a night of Bright Sparx held in each year, the same whatever today is (pure).

Fires of one kind are parts of another, and so are calls: totals are made from their parts, so that no part
is above its total. `years` are counted back from this season (0).
"""

import random
from collections.abc import Mapping
from typing import Final

# What a night holds against an ordinary one, by its distance from Mischief Night.
_BUSY: Final = {-1: 1.2, 0: 3.0, 1: 1.6, 5: 1.2, 6: 2.0, 7: 0.9}
_QUIET: Final = 0.8
# The mean of an ordinary night, this season first. Anti-social fires fall when the action days begin, last
# year; calls and damage hardly change, and few people are hurt.
_MEANS: Final[Mapping[str, tuple[float, ...]]] = {
    "asb-fires": (2.2, 2.5, 4.9, 4.7, 5.2, 5.0, 5.5),
    "other deliberate": (0.7, 0.8, 1.2, 1.0, 1.2, 1.1, 1.3),
    "other in the open": (0.9, 0.9, 1.0, 0.9, 1.1, 1.0, 0.9),
    "other fires": (2.0, 2.1, 2.0, 2.2, 1.9, 2.1, 2.0),
    "asb-calls": (11.5, 11.6, 12.6, 15.5, 15.0, 16.5, 16.0),
    "other calls": (48.0, 49.0, 50.0, 51.0, 49.0, 52.0, 50.0),
    "criminal-damage": (3.0, 3.1, 3.4, 3.2, 3.6, 3.3, 3.5),
    "arson": (0.5, 0.5, 0.8, 0.7, 0.8, 0.7, 0.9),
    "property-damage": (0.3, 0.3, 0.4, 0.3, 0.4, 0.4, 0.5),
    "injuries": (0.1, 0.15, 0.2, 0.15, 0.2, 0.2, 0.25),
    "ambulance-casualties": (0.02, 0.02, 0.02, 0.03, 0.02, 0.03, 0.02),
    # Beside the borough, where nothing was done: deliberate fires stay what they were.
    "elsewhere": (1.9, 2.0, 2.0, 2.1, 1.9, 2.0, 2.1),
}
YEARS: Final = 6
# One of many draws, in which there is a change of each kind: likely, probable, unclear, too few to tell.
_DRAW: Final = 225


def night(years: int, offset: int) -> Mapping[str, int]:
    """The counts of one night, by measure; `offset` is its distance in days from Mischief Night."""
    drawn = {name: _drawn(name, means[years], years, offset) for name, means in _MEANS.items()}
    deliberate = drawn["asb-fires"] + drawn.pop("other deliberate")
    in_the_open = drawn.pop("other in the open")
    return {
        "fire-incidents": deliberate + in_the_open + drawn.pop("other fires"),
        "deliberate-fires": deliberate,
        "secondary-fires": drawn["asb-fires"] + in_the_open,
        "police-calls": drawn["asb-calls"] + drawn.pop("other calls"),
        **drawn,
    }


def _drawn(name: str, mean: float, years: int, offset: int) -> int:
    """About as scattered as incidents are that come by themselves."""
    chance = random.Random(f"{_DRAW} {name} {years} {offset}")  # noqa: S311 — invented figures, nothing secret
    here = mean * _BUSY.get(offset, _QUIET)
    if here < 1:
        return int(chance.random() < here)
    return max(0, round(chance.gauss(here, here**0.5)))
