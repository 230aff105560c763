"""What is said of an activity: which change shows where, what a fact keeps of it, what is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_contact, make_partner, make_plan
from sqlmodel import Session, col, select

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused
from seasonal_ops.models import Activity, Contact, PlanActivity, key
from seasonal_ops.planning import Edit
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Sensitivity

DAY = date(2026, 10, 20)


@dataclass(frozen=True, slots=True)
class Scene:
    """An activity of a plan, somebody to ring, and somebody who has left."""

    session: Session
    row: Activity
    here: Contact
    left: Contact

    @property
    def view(self) -> ActivityView:
        return queries.activity(self.session, key(self.row))

    def edit(self, **what: Any) -> Activity:
        version = what.pop("expected_version", None)
        about = {"activity_id": key(self.row), "expected_version": version, "actor": LEAD, "now": NOW}
        return planning.edit_activity(self.session, edit=Edit(**what), **about)


def scene(session: Session) -> Scene:
    plan = make_plan(session, "action-days")
    row = make_activity(session, plan, DAY)
    partner = make_partner(session)
    here, left = make_contact(session, partner), make_contact(session, partner, "old@example.org")
    planning.remove_contact(session, contact_id=key(left), left_on=date(2026, 7, 1), actor=LEAD, now=NOW)
    return Scene(session, row, here, left)


@pytest.fixture
def both(database: Database) -> Iterator[Scene]:
    with database.write() as session:
        yield scene(session)


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """The scene in a database that every test leaves as it found it."""
    with module_database.write() as session:
        scene(session)
    return module_database


@pytest.fixture
def small(season: Database) -> Iterator[Scene]:
    """The scene where one database says enough; nothing of the test stays."""
    with season.rehearse() as session:
        row = session.exec(select(Activity).order_by(col(Activity.id).desc())).first()
        here, left = session.exec(select(Contact).order_by(col(Contact.id)))
        assert row is not None
        yield Scene(session, row, here, left)


EDITS = [
    # what calendars show raises their sequence
    ({"title": " Night patrol "}, {"title": "Night patrol"}, 1),
    ({"description": "Bring\r\ntorches"}, {"description": "Bring\ntorches"}, 1),
    ({"location": "Beacon Park"}, {"location": "Beacon Park"}, 1),
    ({"meet": "At the gate"}, {"meet": "At the gate"}, 1),
    ({"theme": "environment"}, {"theme": "environment"}, 1),
    ({"sensitivity": Sensitivity.SENSITIVE}, {"sensitivity": Sensitivity.SENSITIVE}, 1),
    # two of them are one change
    ({"location": "Beacon Park", "meet": "Gate"}, {"location": "Beacon Park", "meet": "Gate"}, 1),
    # the phase stands in no calendar
    ({"phase": "operation"}, {"phase": "operation"}, 0),
]


@pytest.mark.parametrize(("what", "after", "sequence"), EDITS)
def test_only_what_was_said_is_changed(
    small: Scene, what: dict[str, Any], after: dict[str, Any], sequence: int
) -> None:
    before = small.view
    small.edit(**what)
    expected = {name: getattr(before, name) for name in before.__slots__}
    expected |= {**after, "version": before.version + 1, "sequence": before.sequence + sequence}
    assert {name: getattr(small.view, name) for name in before.__slots__} == expected
    # Whoever was told of it goes by its title, place and task, not by the rest.
    going_by = {"title", "location", "meet", "description"}
    assert small.row.schedule_revision == int(bool(what.keys() & going_by))


def test_the_fact_holds_all_of_it_before_and_after_the_phase_too(both: Scene) -> None:
    both.edit(title="Night patrol", phase="operation")
    (fact,) = journal.read(both.session, limit=1)
    assert (fact.kind, fact.subject) == ("ActivityEdited", f"activity:{both.row.id}")
    before, after = fact.before or {}, fact.after or {}
    assert before.keys() == after.keys() >= journal.snapshot(both.row).keys()
    changed = {name for name in after if before[name] != after[name]}
    assert changed == {"title", "phase", "version", "sequence", "schedule_revision", "revised_at"}
    assert (before["phase"], after["phase"]) == (None, "operation")


@pytest.mark.parametrize(
    "what",
    [
        {},  # nothing was said
        {"title": "Joint patrol"},  # it is called so already
        {"description": "  "},  # and there is nothing to take away
        {"ring": 0},  # nobody was to be rung
    ],
)
def test_what_is_so_already_is_no_change(small: Scene, what: dict[str, Any]) -> None:
    newest, before = journal.newest(small.session), small.view
    small.edit(**what)
    assert (journal.newest(small.session), small.view) == (newest, before)


def test_an_empty_text_takes_away(small: Scene) -> None:
    small.edit(description="Torches", location="Park", meet="Gate", theme="environment", phase="operation")
    small.edit(description="", location=" ", meet="", theme="", phase="")
    view = small.view
    assert (view.description, view.location, view.meet, view.theme, view.phase) == ("", "", "", None, None)


def test_whom_to_ring_is_said_and_taken_back_and_no_calendar_shows_it(both: Scene) -> None:
    both.edit(ring=key(both.here))
    ring = both.view.ring
    assert ring is not None
    assert (ring.id, ring.email) == (both.here.id, "duty@example.org")
    both.edit(ring=0)
    assert (both.view.ring, both.view.sequence, both.view.version) == (None, 0, 3)
    # Who it is stands in facts as an id alone.
    assert "duty@example.org" not in str([fact.after for fact in journal.read(both.session)])


def test_who_left_meanwhile_is_no_longer_shown_as_to_be_rung(small: Scene) -> None:
    small.edit(ring=key(small.here))
    about = {"left_on": DAY, "actor": LEAD, "now": NOW}
    planning.remove_contact(small.session, contact_id=key(small.here), **about)
    assert small.view.ring is None


def test_the_phase_is_that_of_the_plan_in_which_it_is_at_home(small: Scene) -> None:
    guest = make_plan(small.session)
    link = PlanActivity(plan_id=key(guest), activity_id=key(small.row), phase="preparation", home=False)
    small.session.add(link)
    small.edit(phase="operation")
    assert (small.view.phase, link.phase) == ("operation", "preparation")


REFUSED = [
    # a name is what everybody finds it by
    ({"title": "  "}, BadValue, "the title is empty"),
    ({"title": "x" * 201}, BadValue, "the title has 201 characters; 200 at most"),
    ({"location": "Park\x1b[2J"}, BadValue, "the location holds an invisible control character"),
    ({"meet": "x" * 201}, BadValue, "the meeting place has 201 characters"),
    ({"ring": 999}, NotFound, "no contact '999'; see: seasonal-ops contact list"),
    # the second edit of two is told
    ({"title": "Night patrol", "expected_version": 7}, Changed, "changed by somebody else"),
]


@pytest.mark.parametrize(("what", "kind", "sentence"), REFUSED)
def test_what_cannot_be_used_is_refused(
    small: Scene, what: dict[str, Any], kind: type[Exception], sentence: str
) -> None:
    newest = journal.newest(small.session)
    with pytest.raises(kind, match=sentence):
        small.edit(**what)
    assert journal.newest(small.session) == newest


def test_who_has_left_cannot_be_rung(small: Scene) -> None:
    with pytest.raises(Refused, match="left on 2026-07-01; name another"):
        small.edit(ring=key(small.left))


def test_an_activity_that_is_not_there(small: Scene) -> None:
    about = {"activity_id": 999, "edit": Edit(title="Walk"), "actor": LEAD, "now": NOW}
    with pytest.raises(NotFound, match="no activity '999'"):
        planning.edit_activity(small.session, **about)


@pytest.mark.parametrize(
    "theme",
    [
        "env\x1b[2J",  # would clear a terminal
        "one\ntwo",  # is a line
        "x" * 61,  # PostgreSQL holds 60 characters
    ],
)
def test_a_theme_is_a_short_line(small: Scene, theme: str) -> None:
    with pytest.raises(BadValue, match="theme"):
        small.edit(theme=theme)


@pytest.mark.parametrize("phase", ["nextweek", "Next week", "Operation"])
def test_a_phase_is_one_that_the_plan_has(small: Scene, phase: str) -> None:
    with pytest.raises((NotFound, BadValue), match="operation"):
        small.edit(phase=phase)


def test_an_edit_knows_whether_it_says_anything() -> None:
    assert Edit().empty
    # To take a text away, or whom to ring, is to say something.
    assert not any(one.empty for one in (Edit(theme=""), Edit(ring=0), Edit(title="Walk")))
