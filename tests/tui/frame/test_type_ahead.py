"""What typing finds, the likeliest first."""

import pytest

from tui.frame.type_ahead import matching

PARTNERS = (
    "West Lancashire Borough Council council",
    "Lancashire Constabulary police",
    "Neighbourhood policing team npt",
    "Balance Trust balance",
    "Police and Crime Commissioner pcc",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lanc", [1, 0, 3]),  # begins with it, a word begins with it, it stands within a word
        ("LANCASHIRE", [1, 0]),
        ("police", [4, 1]),  # the slug is a word like any other
        ("polic", [4, 1, 2]),
        ("con lan", [1]),  # every word, in any order
        ("  ", [0, 1, 2, 3, 4]),  # nothing typed: as they stood
        ("[/", []),
    ],
)
def test_beginnings_come_first(typed: str, found: list[int]) -> None:
    assert matching(PARTNERS, typed) == found
