"""Areas are made known before anything is counted in them."""

import pytest
from desk import Desk

from seasonal_ops import counting, journal, queries
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.words import AreaRole


def test_an_area_is_known_by_its_slug_and_its_name(both: Desk) -> None:
    made = both.do(counting.add_area, name="Skelmersdale North", role=AreaRole.COMPARISON)
    for name in ("skelmersdale-north", "Skelmersdale North", " skelmersdale north "):
        assert both.book().area(name) is made
    (fact,) = journal.read(both.session, subject=f"area:{made.id}")
    assert (fact.kind, fact.after and fact.after["role"]) == ("AreaAdded", "comparison")
    with pytest.raises(
        Refused, match="there is an area 'skelmersdale-north' already; see: seasonal-ops area list"
    ):
        both.do(counting.add_area, name="Skelmersdale  North!")


def test_it_gets_another_name_and_another_role(both: Desk) -> None:
    made = both.area()
    both.do(counting.set_area, area="tanhouse", name="Tanhouse and Digmoor", role=AreaRole.BUFFER)
    (view,) = queries.areas(both.session)
    assert (view.slug, view.name, view.role) == ("tanhouse", "Tanhouse and Digmoor", AreaRole.BUFFER)
    both.do(counting.set_area, area="tanhouse", role=AreaRole.BUFFER)
    assert [fact.kind for fact in journal.read(both.session, subject=f"area:{made.id}")] == [
        "AreaChanged",
        "AreaAdded",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("…", "no letters or digits"), ("", "is empty"), ("a\x1bb", "invisible control character")],
)
def test_a_name_that_cannot_be_used(desk: Desk, name: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        desk.do(counting.add_area, name=name)


def test_an_unknown_area_comes_with_the_nearest(desk: Desk) -> None:
    desk.area()
    with pytest.raises(NotFound, match=r"did you mean tanhouse\?"):
        desk.do(counting.set_area, area="Tanhuose", role=AreaRole.BUFFER)
    assert "did you mean tanhouse?" in desk.weigh("asb-calls", 3, area="tanhous").problems[0]


def test_an_area_takes_no_name_of_another(desk: Desk) -> None:
    desk.area("Tanhouse")
    desk.area("Digmoor")
    with pytest.raises(Refused, match="another area is called 'digmoor' already"):
        desk.do(counting.set_area, area="tanhouse", name="digmoor")
