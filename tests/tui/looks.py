"""Every screen is looked at in three sizes and three looks.

A room's own `test_pictures.py` says which keys lead to what, and calls `picture` (conftest.py) for each.
"""

from typing import Final

import pytest

SIZES: Final = {"80": (80, 24), "100": (100, 30), "160": (160, 45)}
LOOKS: Final = ("dark", "light", "no-color")

# Besides, a few screens in the largest terminal that is promised.
LARGE: Final = {"200": (200, 60)}

every_look = pytest.mark.parametrize(
    ("size", "look"), [pytest.param(size, look, id=f"{size}-{look}") for size in SIZES for look in LOOKS]
)
