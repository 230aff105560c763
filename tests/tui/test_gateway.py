"""The real source on a real database, and one key pressed all the way through."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from inspect import signature

import pytest
from factories import make_activity, make_partner, make_plan
from textual.widgets import Static

from seasonal_ops import journal, queries, sharing, subscribing
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed, NotFound, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind, Answer, Detail, Role, Status
from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle
from tui.app import SeasonalOps
from tui.gateway import Gateway
from tui.source import Seen, Source

NOW = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)
KEY, BASE = b"k" * 32, "https://calendar.example"
ACTOR = Actor("lead", ActorKind.TUI)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return Gateway(lambda: sqlite_database, ACTOR, lambda: NOW, addresses=lambda _: (KEY, BASE))


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    """The id of an activity of today, in an empty-handed plan."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        make_partner(session, "Ormskirk Rotary")
        return key(make_activity(session, plan, date(2026, 10, 30), title="Night patrol"))


def test_today_over_all_plans_and_over_one(gateway: Gateway, patrol: int, sqlite_database: Database) -> None:
    with sqlite_database.read() as session:
        expected = queries.today(session, now=NOW)
    assert gateway.today(None) == expected
    assert gateway.today("bright-sparx-2026").plan == "bright-sparx-2026"
    assert patrol in [row.activity.id for row in expected.due]
    with pytest.raises(NotFound):
        gateway.today("nothing-like-it-2026")


def test_partners(gateway: Gateway, patrol: int) -> None:
    assert "ormskirk-rotary" in [partner.slug for partner in gateway.partners()]


def test_every_verb_gives_the_activities_as_they_are_then(
    gateway: Gateway, patrol: int, sqlite_database: Database
) -> None:
    before = gateway.newest()
    (assigned,) = gateway.assign((Seen(patrol, 1),), "ormskirk-rotary", Role.LEAD)
    assert assigned.leads == ("Ormskirk Rotary",)
    on = date(2026, 11, 1)
    (answered,) = gateway.respond(
        (Seen(patrol, assigned.version),), "ormskirk-rotary", Answer.PROPOSED, on, "told by phone"
    )
    (held,) = answered.assignments
    assert (held.response, held.proposed_on, held.note) == (Answer.PROPOSED, on, "told by phone")
    (doing,) = gateway.set_status((Seen(patrol, answered.version),), Status.DOING)
    assert doing.status is Status.DOING
    assert gateway.newest() == before + 3
    with sqlite_database.read() as session:
        facts = journal.read(session, limit=3)
        assert {(fact.actor, fact.actor_kind) for fact in facts} == {("lead", ActorKind.TUI)}


def test_an_old_version_changes_nothing_of_what_was_chosen(
    gateway: Gateway, patrol: int, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        plan = queries.find_plan(session, "bright-sparx-2026")
        other = key(make_activity(session, plan, date(2026, 10, 30), title="Stack removal"))
    (doing,) = gateway.set_status((Seen(patrol, 1),), Status.DOING)
    before = gateway.newest()
    old = (Seen(other, 1), Seen(patrol, 1))
    for verb in (
        partial(gateway.set_status, old, Status.CANCELLED),
        partial(gateway.assign, old, "ormskirk-rotary", Role.LEAD),
    ):
        with pytest.raises(Changed):
            verb()
    (assigned,) = gateway.assign((Seen(other, 1),), "ormskirk-rotary", Role.LEAD)
    gateway.set_status((Seen(other, assigned.version),), Status.DOING)
    with pytest.raises(Changed):
        gateway.respond((Seen(other, assigned.version),), "ormskirk-rotary", Answer.ACCEPTED, None, "")
    due = {row.activity.id: row.activity for row in gateway.today(None).due}
    assert due[patrol] == doing
    assert gateway.newest() == before + 2


def test_a_feed_is_made_rotated_and_revoked(gateway: Gateway, patrol: int, sqlite_database: Database) -> None:
    made = gateway.create_feed("ormskirk-rotary", "bright-sparx-2026", Detail.LIMITED, "Crew", alarms=True)
    assert (made.name, made.partners, made.plans, made.detail, made.alarms) == (
        "Crew", ("ormskirk-rotary",), ("bright-sparx-2026",), Detail.LIMITED, True,
    )  # fmt: skip
    whole = gateway.create_feed(None, None, Detail.FULL, "", alarms=False)
    assert (whole.partners, whole.plans, whole.name) == ((), (), "All activities")
    assert whole.url.startswith(BASE)
    with sqlite_database.read() as session:
        assert gateway.feeds() == tuple(sharing.feed_views(session, key=KEY, base_url=BASE)) == (made, whole)
    rotated = gateway.rotate_feed(made.id, timedelta(days=14))
    assert rotated.url != made.url
    assert rotated.former == NOW + timedelta(days=14)
    assert gateway.revoke_feed(made.id).revoked == NOW
    assert [feed.revoked for feed in gateway.feeds()] == [NOW, None]
    with sqlite_database.read() as session:
        kinds = [(fact.kind, fact.actor) for fact in journal.read(session, limit=4)]
    assert sorted(kinds) == [
        (kind, "lead") for kind in ("FeedCreated", "FeedCreated", "FeedRevoked", "FeedRotated")
    ]


def test_plans_the_newest_first(gateway: Gateway, patrol: int, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
    assert [plan.slug for plan in gateway.plans()] == ["bright-sparx-2026", "bright-sparx-2025"]


def test_without_the_key_today_is_there_and_a_feed_is_not_changed(
    gateway: Gateway, patrol: int, sqlite_database: Database
) -> None:
    feed = gateway.create_feed(None, None, Detail.FULL, "", alarms=False)

    def missing(_session: object) -> tuple[bytes, str]:
        raise Refused("the server's key is missing")

    keyless = Gateway(lambda: sqlite_database, ACTOR, lambda: NOW, addresses=missing)
    assert keyless.today(None).due
    for ask in (
        keyless.feeds,
        partial(keyless.create_feed, None, None, Detail.FULL, "", alarms=False),
        partial(keyless.rotate_feed, feed.id, timedelta(0)),
        partial(keyless.revoke_feed, feed.id),
        Gateway(lambda: sqlite_database, ACTOR, lambda: NOW).feeds,  # was told of no key at all
    ):
        with pytest.raises(Refused, match="key"):
            ask()
    assert gateway.feeds() == (feed,)


def test_times_are_those_on_the_partnership_s_wall(sqlite_database: Database) -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert f"{Gateway(lambda: sqlite_database, ACTOR, lambda: summer).today(None).now:%H:%M}" == "10:00"


def test_the_database_is_opened_once_and_not_before_it_is_needed(sqlite_database: Database) -> None:
    opened: list[int] = []

    def opening() -> Database:
        opened.append(1)
        return sqlite_database

    gateway = Gateway(opening, ACTOR, lambda: NOW)
    assert opened == []
    assert (gateway.newest(), gateway.newest()) == (0, 0)
    assert opened == [1]


@pytest.mark.parametrize("source", [Gateway, FakeSource])
def test_what_the_screens_ask_for_is_there(source: type) -> None:
    asked = [name for room in Source.__mro__ for name in vars(room) if callable(getattr(room, name))]
    asked = [name for name in asked if not name.startswith("_")]
    expected = {name: list(signature(getattr(Source, name)).parameters) for name in asked}
    assert "today" in asked
    assert {name: list(signature(getattr(source, name)).parameters) for name in asked} == expected


@pytest.mark.anyio
async def test_a_key_reaches_the_database(gateway: Gateway, patrol: int, settle: Settle) -> None:
    app = SeasonalOps(gateway)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"night patrol", "enter", "space")
        await settle(pilot)
    due = {row.activity.id: row.activity for row in gateway.today(None).due}
    assert due[patrol].status is Status.DOING


@pytest.mark.anyio
async def test_a_feed_is_made_with_keys_and_its_code_leads_to_its_page(
    gateway: Gateway, patrol: int, settle: Settle
) -> None:
    app = SeasonalOps(gateway)
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("8", "n", *"rotary", *["enter"] * 5):
            await settle(pilot)
            await pilot.press(key)
        await settle(pilot)
        (feed,) = gateway.feeds()
        assert feed.partners == ("ormskirk-rotary",)
        code = "\n".join(subscribing.qr_lines(feed.links.page))
        assert str(app.screen.query_one("#qr", Static).content) == code
