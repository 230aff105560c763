"""The form's source on a real database."""

from datetime import UTC, date, datetime, time

import pytest
from factories import make_activity, make_contact, make_partner, make_plan

from seasonal_ops.db import Database
from seasonal_ops.errors import Changed, NotFound
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind, Answer, Role, Sensitivity, Status
from tui.activity.boxes import Partners, drafted, opened
from tui.activity.foresight import foresee
from tui.gateway import Gateway
from tui.source import Seen
from tui.source.editing import Draft, Heard, Placed

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 10, 30)
PLAN = "bright-sparx-2026"


def gateway_of(database: Database, actor: str = "lead") -> Gateway:
    return Gateway(lambda: database, Actor(actor, ActorKind.TUI), lambda: NOW)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return gateway_of(sqlite_database)


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        make_contact(session, make_partner(session))
        return key(make_activity(session, plan, DAY, title="Night patrol"))


def placed(on: date, **more: object) -> Placed:
    values = {"last_day": on, "start": time(18), "end": time(23)} | more
    return Placed(on=on, **values)  # type: ignore[arg-type]


def test_a_sheet_has_everything_that_the_form_shows(gateway: Gateway, patrol: int) -> None:
    sheet = gateway.sheet(patrol)
    assert (sheet.activity.title, sheet.plan.slug, sheet.new) == ("Night patrol", PLAN, False)
    assert ("operation" in dict(sheet.phases), "ormskirk-rotary" in {one.slug for one in sheet.partners}) == (
        True, True,
    )  # fmt: skip
    assert "duty@example.org" in {one.email for one in sheet.contacts}
    assert "enforcement" in sheet.themes
    assert "Bonfire Night" in sheet.calendar.anchors
    assert patrol in {one.id for one in sheet.picture.activities}
    blank = gateway.blank(PLAN)
    assert (blank.new, blank.plan.slug, blank.activity.assignments) == (True, PLAN, ())
    with pytest.raises(NotFound):
        gateway.sheet(999)


def test_what_a_form_says_is_kept_and_reads_back(gateway: Gateway, patrol: int) -> None:
    sheet = gateway.sheet(patrol)
    texts = opened(sheet) | {"when": "6 days before Bonfire Night 21:00-03:00", "title": "Patrol"}
    dates = foresee(sheet, texts["when"], texts["end"], ()).dates
    draft = drafted(sheet, texts, dates, Partners.of(sheet.activity))
    kept = gateway.keep(Seen(patrol, sheet.activity.version), draft)
    assert (kept.title, kept.starts_on, kept.ends_on, kept.date_rule) == (
        "Patrol", DAY, date(2026, 10, 31), "6 days before Bonfire Night",
    )  # fmt: skip
    assert kept.date_reason.startswith("6 days before Bonfire Night (Thu 5")
    with pytest.raises(Changed):
        gateway.keep(Seen(patrol, sheet.activity.version), draft)


def test_another_date_by_hand_says_so_and_other_times_do_not(gateway: Gateway, patrol: int) -> None:
    def keep(one: Placed) -> str:
        seen = Seen(patrol, gateway.sheet(patrol).activity.version)
        return gateway.keep(seen, Draft(when=(one,))).date_reason

    assert keep(placed(DAY, start=time(17))) == "a date as given"
    assert keep(placed(date(2026, 11, 1))) == "moved by hand on 20 October 2026 from 30 October 2026"


def test_a_new_one_with_all_that_the_form_has(gateway: Gateway, patrol: int) -> None:
    contact = gateway.blank(PLAN).contacts[0]
    heard = Heard(partner="ormskirk-rotary", answer=Answer.ACCEPTED, on=None, note="told by phone")
    (made,) = gateway.add(
        PLAN,
        Draft(
            title="Skip hire", location="Town", meet="gate", theme="enforcement", phase="operation",
            sensitivity=Sensitivity.LIMITED, ring=contact.id, description="a\nb", when=(placed(DAY),),
            asked=(("ormskirk-rotary", Role.LEAD),), heard=(heard,),
        ),
    )  # fmt: skip
    (held,) = made.assignments
    assert (held.partner, held.role, held.response, held.note) == (
        "ormskirk-rotary", Role.LEAD, Answer.ACCEPTED, "told by phone",
    )  # fmt: skip
    assert made.ring == contact
    assert (made.title, made.location, made.meet, made.theme) == ("Skip hire", "Town", "gate", "enforcement")
    assert (made.phase, made.sensitivity, made.description) == ("operation", Sensitivity.LIMITED, "a\nb")
    assert made.date_reason == "a date as given"


def test_several_dates_are_a_series(gateway: Gateway, patrol: int) -> None:
    when = tuple(placed(date(2026, 11, day), rule="every Thursday", reason="why") for day in (5, 12))
    made = gateway.add(PLAN, Draft(title="Kicks", when=when))
    assert [one.starts_on.day for one in made] == [5, 12]
    assert len({one.series for one in made} - {None}) == 1


def test_who_did_what_since_it_was_seen(gateway: Gateway, patrol: int, sqlite_database: Database) -> None:
    seen = Seen(patrol, gateway.sheet(patrol).activity.version)
    assert gateway.since(seen) == ()
    gateway_of(sqlite_database, "hill").keep(
        seen, Draft(location="Town", when=(placed(DAY, start=time(17)),))
    )
    lines = gateway.since(seen)
    assert {line.actor for line in lines} == {"hill"}
    changes = [(one.label, one.was, one.now) for line in lines for one in line.changes]
    assert any(now == "Town" for _, _, now in changes)
    assert any("18:00" in was and "17:00" in now for _, was, now in changes)


def test_to_cancel_is_all_or_nothing(gateway: Gateway, patrol: int) -> None:
    (other,) = gateway.add(PLAN, Draft(title="Skip hire", when=(placed(DAY),)))
    version = gateway.sheet(patrol).activity.version
    with pytest.raises(Changed):
        gateway.cancel((Seen(patrol, version), Seen(other.id, other.version + 1)), "no funding")
    assert gateway.sheet(patrol).activity.status is Status.PLANNED
    both = gateway.cancel((Seen(patrol, version), Seen(other.id, other.version)), "no funding")
    assert {(one.status, one.status_note) for one in both} == {(Status.CANCELLED, "no funding")}
