"""What a count of incidents can be (pure)."""

from typing import Final

from seasonal_ops.errors import BadValue

LARGEST_COUNT: Final = 10**12


def check_count(value: int) -> None:
    """Raises BadValue for anything but a whole number of incidents, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValue(f"{value!r} is not a count; give a whole number, 0 or more")
    if value < 0:
        raise BadValue("a count cannot be negative; give a whole number, 0 or more")
    if value > LARGEST_COUNT:
        raise BadValue(f"a count above {LARGEST_COUNT:,} cannot be compared; check the number")
