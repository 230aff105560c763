"""What stands where in the line of a partner."""

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from tests.tui.fakes import NOW
from tests.tui.fakes.partners import AGENCIES, a_partner
from tui.lines import Section
from tui.partners.columns import PartnerColumns, peak, spark
from tui.partners.standing import Kind, Standing


@pytest.mark.parametrize(
    ("load", "capacity", "drawn"),
    [
        ((0, 0, 0), None, "···"),  # a dot where there is nothing
        ((1, 2, 9), None, "▁▂█"),  # without a capacity an eighth is an activity
        ((1, 5, 10), 10, "▁▄█"),
        ((12, 20), 10, "██"),  # more than full is full; its number says it
        ((1,), 0, "█"),
        ((1,), 100, "▁"),  # little is not nothing
    ],
)
def test_the_load_as_bars(load: tuple[int, ...], capacity: int | None, drawn: str) -> None:
    assert spark(load, capacity) == drawn


@pytest.mark.parametrize(
    ("load", "capacity", "said"),
    [((0,), 10, ""), ((3,), None, "3"), ((3, 1), 10, "3/10"), ((12,), 10, "12!/10"), ((10,), 10, "10/10")],
)
def test_the_peak_against_what_it_can_man(load: tuple[int, ...], capacity: int | None, said: str) -> None:
    assert peak(a_partner(1, "Police", load=load, capacity=capacity)) == said


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (115, "Police 41 19 0 3 0 █▄▂▁···· 12!/10 2 days ago 5 h ago"),
        (95, "Police 41 19 0 3 0 █▄▂▁···· 12!/10 2 days ago"),
        (65, "Police 41 19 0 3 0 █▄▂▁···· 12!/10"),
        (45, "Police 41 19 0 3 0"),
    ],
)
def test_a_line(width: int, said: str) -> None:
    columns = PartnerColumns(width)
    painted = "".join(text for text, _ in columns.row(AGENCIES[2], NOW, at_cursor=False))
    assert " ".join(painted.split()) == said
    heading = "".join(text for text, _ in columns.heading(Section(Kind.OWES, AGENCIES[:1])))
    if width >= 90:
        assert heading.rindex("answered") == painted.index("2 days")
    # Each number ends where the word of its column does.
    word = "◷unanswered" if width >= 72 else "◷unansw"
    assert heading.index(word) + len(word) == painted.index("3 ") + 1


def test_who_has_no_contact_is_said() -> None:
    painted = "".join(text for text, _ in PartnerColumns(65).row(AGENCIES[3], NOW, at_cursor=False))
    assert "Stud… no contact" in painted


@pytest.mark.parametrize("width", [5, 20, 60, 65, 80, 95, 125])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_in_their_cells(text: str, width: int) -> None:
    row = a_partner(1, text, slug="x")
    painted = "".join(part for part, _ in PartnerColumns(width).row(row, NOW, at_cursor=True))
    assert not ACTING & set(painted)
    if width >= 60:
        assert cell_len(painted) == width


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [2, 3, 4, 1, 5]),  # those that owe something first
        ("fire", [2]),
        ("SILENT", [3, 4]),
        ("overdue declined", [2]),
        ("overloaded", [3]),
        ("no contact", [4]),
        ("nobody like it", []),
    ],
)
def test_a_filter_finds_names_and_what_is_not_in_order(words: str, found: list[int]) -> None:
    assert [one.id for one in Standing.of(AGENCIES, words).rows()] == found
