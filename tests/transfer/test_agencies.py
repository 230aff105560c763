"""Partners by what people call them."""

import pytest

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.agencies import Agency, Directory

NAMES = {
    "fire-and-rescue": "Lancashire Fire and Rescue Service",
    "police": "Lancashire Constabulary",
    "council-community-safety": "Community Safety Team, West Lancashire Borough Council",
    "street-scene": "Street Scene, West Lancashire Borough Council",
    "early-help": "Wellbeing, Prevention and Early Help Service",
    "trading-standards": "Trading Standards, Lancashire County Council",
    "edge-hill-university": "Edge Hill University",
    "students-union": "Edge Hill Students' Union",
    "ambulance": "North West Ambulance Service",
}


@pytest.fixture
def directory() -> Directory:
    return Directory(Agency(number, slug, name) for number, (slug, name) in enumerate(NAMES.items()))


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("police", ["police"]),  # the slug
        ("LANCASHIRE  constabulary", ["police"]),
        ("Wellbeing, Prevention and Early Help Service", ["early-help"]),  # a comma and an "and" in one name
        ("Wellbeing Prevention & Early Help Service", ["early-help"]),
        ("Edge Hill Students’ Union", ["students-union"]),
        ("Students Union", ["students-union"]),
        ("Community Safety Team", ["council-community-safety"]),  # before the comma
        ("Fire", ["fire-and-rescue"]),  # one word that one name has
        ("Fire and Rescue", ["fire-and-rescue"]),
        ("Lancashire Police", ["police"]),  # words of name and slug
        ("LFRS", ["fire-and-rescue"]),
        ("CST", ["council-community-safety"]),
        ("Police and Fire", ["police", "fire-and-rescue"]),
        ("police, LFRS; Street Scene", ["police", "fire-and-rescue", "street-scene"]),
        ("Fire/Police", ["fire-and-rescue", "police"]),
        ("Police & Street Scene", ["police", "street-scene"]),
        ("Police\nWellbeing, Prevention and Early Help Service", ["police", "early-help"]),
        ("Police, Fire and Rescue and Trading Standards", ["police", "fire-and-rescue", "trading-standards"]),
        ("Police; police; Lancashire Constabulary", ["police"]),  # once
        (";; Police ,", ["police"]),
        (  # a pasted table that lost its line breaks
            "Lancashire Constabulary Community Safety Team Lancashire Fire and Rescue Edge Hill University",
            ["police", "council-community-safety", "fire-and-rescue", "edge-hill-university"],
        ),
        ("–", []),
        (" , ", []),
        (None, []),
        (("police", "Street Scene"), ["police", "street-scene"]),  # a list, as JSON has it
    ],
)
def test_a_cell_names_partners(directory: Directory, text: object, slugs: list[str]) -> None:
    assert list(directory.read(text).slugs) == slugs


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Rotary",
            'there is no partner "Rotary"; make it known: seasonal-ops partner add "Rotary"',
        ),
        (
            "Lancashire Constabularly",
            (
                'there is no partner "Lancashire Constabularly"; did you mean "Lancashire Constabulary"'
                ' or "Trading Standards, Lancashire County Council"? If not, make it known:'
                ' seasonal-ops partner add "Lancashire Constabularly"'
            ),
        ),
        (
            "Edge Hill",
            '"Edge Hill" can be "Edge Hill University" or "Edge Hill Students\' Union"; say which',
        ),
        (
            "WLBC",
            (
                '"WLBC" can be "Community Safety Team, West Lancashire Borough Council" or '
                '"Street Scene, West Lancashire Borough Council"; say which'
            ),
        ),
        (  # a word that tells no agency from another, even when one name alone has it
            "Team",
            (
                'there is no partner "Team"; did you mean "Community Safety Team, West Lancashire Borough '
                'Council"? If not, make it known: seasonal-ops partner add "Team"'
            ),
        ),
        ("Police; Rotary", 'there is no partner "Rotary"; make it known: seasonal-ops partner add "Rotary"'),
        ("x," * 100, f"the cell names more than {limits.MOST_PARTNERS} partners"),
        (7.0, "this is no name of a partner"),
    ],
)
def test_who_is_not_known_is_said(directory: Directory, text: object, sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        directory.read(text)
    assert str(caught.value) == sentence


def test_loose_names_are_reported_as_they_were_taken(directory: Directory) -> None:
    assert directory.read("police, Fire").taken == {"Fire": "fire-and-rescue"}


def test_names_are_written_one_a_line_where_they_come_back(directory: Directory) -> None:
    assert directory.written(["police", "early-help"]) == f"{NAMES['police']}\n{NAMES['early-help']}"


@pytest.mark.parametrize(
    "names",
    [
        {"a": "One; Two", "b": "One", "c": "Two"},  # a name that reads as two others
        {"a": "Same", "b": "same"},
        {"a": "–", "b": "B"},  # reads as nobody
        {"b": "a", "a": "c"},  # a name that is another's slug
    ],
)
def test_slugs_are_written_where_names_would_be_read_otherwise(names: dict[str, str]) -> None:
    directory = Directory(Agency(number, slug, name) for number, (slug, name) in enumerate(names.items()))
    for slugs in ([*names], *([slug] for slug in names)):
        assert set(directory.read(directory.written(slugs)).slugs) == set(slugs)


def test_a_file_cannot_ask_for_endless_matching(directory: Directory) -> None:
    for number in range(limits.MOST_SPELLINGS):
        with pytest.raises(BadValue):
            directory.read(f"nobody {number}")
    with pytest.raises(BadValue, match="in more than 3,000 different ways"):
        directory.read("fire")
