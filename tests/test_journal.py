"""The chain of facts: what was written is found whole, and whatever was done to it is found."""

from collections.abc import Callable

import pytest
from factories import LEAD, NOW, make_partner
from sqlalchemy import text

from seasonal_ops import journal
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused

Names = ["Rotary", "Watch", "Pastors", "Wardens"]


def _written(database: Database) -> None:
    for name in Names:
        with database.write() as session:
            make_partner(session, name)


def test_an_untouched_chain_is_intact(database: Database) -> None:
    _written(database)
    with database.read() as session:
        found = journal.verify(session)
        assert (found.facts, found.defects) == (len(Names), ())
        newest = journal.read(session)[0]
        assert (newest.kind, newest.actor, newest.at, newest.digest) == (
            "PartnerAdded",
            LEAD.name,
            NOW,
            found.head,
        )


@pytest.mark.parametrize(
    ("tampering", "defect"),
    [
        ("UPDATE fact SET actor = 'somebody' WHERE id = 2", "fact 2 (PartnerAdded of partner:2) was altered"),
        ("UPDATE fact SET at = '2020-01-01 00:00:00' WHERE id = 3", "fact 3"),
        ("DELETE FROM fact WHERE id = 2", "fact 3: the fact before it was removed"),
        # The last one leaves no successor behind; the head remembers how many there were.
        ("DELETE FROM fact WHERE id = 4", "the chain ends after 3 facts, but 4 were written"),
        ("DELETE FROM fact", "the chain ends after 0 facts, but 4 were written"),
    ],
)
def test_whatever_is_done_to_it_is_found(database: Database, tampering: str, defect: str) -> None:
    _written(database)
    with database.write() as session:
        session.connection().execute(text(tampering))
    with database.read() as session:
        assert any(found.startswith(defect) for found in journal.verify(session).defects)


def test_two_facts_that_change_places_are_found(database: Database) -> None:
    _written(database)
    swap: Callable[[int, int], str] = lambda a, b: f"UPDATE fact SET id = {b} WHERE id = {a}"  # noqa: E731
    with database.write() as session:
        for a, b in ((2, 99), (3, 2), (99, 3)):
            session.connection().execute(text(swap(a, b)))
    with database.read() as session:
        assert journal.verify(session).defects


def test_a_change_that_is_given_up_leaves_no_fact(database: Database) -> None:
    _written(database)

    def two_changes_of_which_the_second_is_refused() -> None:
        with database.write() as session:
            make_partner(session, "Given up")
            make_partner(session, Names[0])

    with pytest.raises(Refused):
        two_changes_of_which_the_second_is_refused()
    with database.read() as session:
        found = journal.verify(session)
        assert (found.facts, found.defects) == (len(Names), ())
