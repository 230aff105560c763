"""Sentences on meetings."""

from collections.abc import Callable
from typing import Any, Final

from seasonal_ops.telling import values
from seasonal_ops.telling.happening import Happening, Names, title

_SHORT: Final = 60
_UNSAID: Final = "is not said to take part"
_SAYS: Final = {"present": "takes part", "apologies": "sent apologies"}


def ends(ending: str) -> Callable[[Happening, Names], str]:
    """Which meeting, and what became of it."""
    return lambda what, names: f"{_meeting(what, names)} {ending}"


def closed(what: Happening, names: Names) -> str:
    """That it ended, and when the group meets again."""
    next_on = values.day(what.state.get("next_on"))
    return f"{_meeting(what, names)} ended" + (f"; the next is on {next_on}" if next_on else "")


def attendance(what: Happening, names: Names) -> str:
    """What is said of whom that was not said before, or is said no more."""
    was, now = (_said(one) for one in what.pair("attendance"))
    said = [
        f"{values.cut(names.of('partner', one), _SHORT)} {_SAYS.get(now.get(one, ''), _UNSAID)}"
        for one in {**was, **now}
        if was.get(one) != now.get(one)
    ]
    return f"{_meeting(what, names)}: {', '.join(said) or 'the same people'}"


def _said(attendance: Any) -> dict[int, str]:
    return {one["partner_id"]: one["attendance"] for one in attendance or ()}


def noted(what: Happening, names: Names) -> str:
    """What was noted, of what."""
    activity = what.state.get("activity_id")
    of = values.cut(names.of("activity", activity), _SHORT) if activity else title(what, names)
    if what.after is None:
        return f"The note of {of} was taken away"
    return f"Noted of {of}: {values.cut(str(what.state.get('text') or ''), _SHORT)}"


def agreed(what: Happening, names: Names) -> str:
    """What is to be done, and what was spoken of then."""
    action = values.cut(names.of("activity", what.state.get("activity_id")), _SHORT)
    about = what.state.get("about_id")
    spoke = f", speaking of {values.cut(names.of('activity', about), _SHORT)}" if about else ""
    return f"A meeting agreed on {action}{spoke}"


def _meeting(what: Happening, names: Names) -> str:
    plan, on = values.cut(title(what, names), _SHORT), values.day(what.state.get("held_on"))
    return f"The meeting of {plan} on {on}"
