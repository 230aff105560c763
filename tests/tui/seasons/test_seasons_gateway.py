"""The real source of seasons, on a real database."""

from datetime import UTC, date, datetime

import pytest
from factories import make_plan

from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.words import ActorKind
from tui.gateway import Gateway
from tui.source.seasons import Wanted

NOW = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)
WELCOME = "Welcome Sunday"


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return Gateway(lambda: sqlite_database, Actor("lead", ActorKind.TUI), lambda: NOW)


def test_the_shipped_templates_with_what_they_need(gateway: Gateway) -> None:
    found = {one.slug: one for one in gateway.templates()}
    assert set(found) == {"action-days", "bright-sparx", "freshers", "night-safe"}
    assert found["freshers"].needs == (WELCOME,)
    assert found["freshers"].anchors == (WELCOME, "Start of term", "Freshers' Fair")
    assert "\n" not in found["freshers"].summary


def test_an_empty_year_is_the_next_season_and_a_date_without_a_year_falls_into_it(gateway: Gateway) -> None:
    shown = gateway.season(Wanted(template="night-safe", dates=(("New Year's Day", "2/1"),)))
    assert (shown.name, shown.year, shown.obstacle) == ("Night Safe 2026", 2026, "")
    assert {one.name: one.on for one in shown.anchors}["New Year's Day"] == date(2027, 1, 2)
    assert shown.last is not None
    assert shown.last.year == 2027


def test_a_date_without_a_year_is_never_the_one_before_the_season(gateway: Gateway) -> None:
    # The preparation begins in May: the sixth of November before is nearer to that than the one after.
    shown = gateway.season(Wanted(template="bright-sparx", year="2027", dates=(("Bonfire Night", "6/11"),)))
    assert {one.name: one.on for one in shown.anchors}["Bonfire Night"] == date(2027, 11, 6)


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("9999", "the year 9999 cannot be planned; give one from 1990 to 2100"),
        ("soon", "the year is not understood; write it as 2027"),
        ("27", "the year is not understood; write it as 2027"),
        ("\u0662\u0660\u0662\u0667", "the year is not understood; write it as 2027"),
    ],
    ids=["9999", "word", "short", "other-digits"],
)
def test_a_year_that_cannot_be_used_is_a_sentence(gateway: Gateway, year: str, said: str) -> None:
    assert gateway.season(Wanted(template="night-safe", year=year)).obstacle == said
    with pytest.raises(BadValue):
        gateway.make_season(Wanted(template="night-safe", year=year), ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/2", "there is no such day; look at the calendar and write it as 5/11"),
        ("[/]", "the date is not understood; write it as 5/11, 5 Nov or 2026-11-05"),
        ("19/9/2040", "for a plan of 2027 it must be a date in 2027 or 2028"),
    ],
    ids=["no-day", "markup", "far"],
)
def test_a_bad_date_is_a_sentence_at_its_anchor(gateway: Gateway, typed: str, said: str) -> None:
    wanted = Wanted(template="freshers", year="2027", dates=((WELCOME, typed),))
    shown = gateway.season(wanted)
    assert shown.obstacle == f"{WELCOME}: {said}"
    assert shown.moves == ()
    with pytest.raises((Refused, BadValue)):
        gateway.make_season(wanted, ())


def test_a_plan_is_made_rolled_forward_moved_and_goes_live(
    gateway: Gateway, sqlite_database: Database
) -> None:
    wanted = Wanted(template="freshers", dates=((WELCOME, "20/9"),))
    made = gateway.make_season(wanted, gateway.season(wanted).moves)
    assert (made.slug, made.live) == ("freshers-2026", False)
    onward = Wanted(plan="freshers-2026", dates=((WELCOME, "19/9"), ("Gone", "1/1")))
    rolled = gateway.make_season(onward, gateway.season(onward).moves)
    assert rolled.slug == "freshers-2027"
    assert rolled.activity_count == made.activity_count
    shown = gateway.anchor("freshers-2027", WELCOME, "26/9")
    assert (shown.on, shown.problem) == (date(2027, 9, 26), "")
    assert gateway.move_anchor("freshers-2027", WELCOME, date(2027, 9, 26), shown.moves) == shown.moves
    assert gateway.anchor("freshers-2027", WELCOME, "31/2").problem.startswith("there is no such day")
    assert gateway.going_live("freshers-2027").reached == ()
    assert gateway.go_live("freshers-2027").live
    assert [one.live for one in gateway.plans()] == [True, False]


def test_previews_keep_nothing(gateway: Gateway, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
    before = gateway.newest()
    assert gateway.season(Wanted(plan="bright-sparx-2026")).moves
    assert gateway.anchor("bright-sparx-2026", "Bonfire Night", "7/11").moves
    assert gateway.going_live("bright-sparx-2026").plan.live is False
    assert gateway.newest() == before
    assert [one.slug for one in gateway.plans()] == ["bright-sparx-2026"]
