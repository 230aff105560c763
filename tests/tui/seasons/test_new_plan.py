"""N: a season from its template."""

from dataclasses import replace
from threading import Event

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import SeasonPreview
from tests.tui.fakes import FakeSource
from tests.tui.fakes.seasons import NEW, TEMPLATES
from tests.tui.seasons.on_seasons import asked, box, form
from tests.tui.terminal import Settle, painted, press, told
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.seasons.new_plan import NewPlanScreen
from tui.seasons.step import LastStep
from tui.source.seasons import Wanted

pytestmark = pytest.mark.anyio
WIDE, NARROW = (100, 30), (80, 24)
MAKE = ("enter", "enter", "enter", "enter", "enter", "enter")  # template, year, two anchors, list, last step


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_dates_stand_there_with_their_reasons_before_anything_is_made(
    settle: Settle, size: tuple[int, int]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=size) as pilot:
        await press(pilot, settle, "N")
        text = painted(pilot)
        assert "New plan ▸ Bright Sparx 2027" in text
        assert "Fri 24 Sep 2027  Retailer visits, phase 1" in text
        assert "42 days before Bonfire Night (Fri 5 November 2027)" in text
        assert "▲ in half-term" in text
        assert "3 activities · ▲ 2 warnings" in text
        assert "Wed 1 Sep 2027 – Fri 3 Dec 2027" in text
        assert "Make Bright Sparx 2027: 3 activities" in text
        assert asked(source, "make") == []


async def test_a_date_that_must_be_given_is_asked_for_and_the_dates_follow_it(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "right")
        text = painted(pilot)
        assert "▲ must be given. Ask the university each year." in text
        assert "Not yet: Welcome Sunday: must be given" in text
        await press(pilot, settle, "tab", "tab", *"19/9")
        assert "Sun 19 Sep 2027, as given" in painted(pilot)
        assert "Make Freshers 2027: 3 activities" in painted(pilot)
        (wanted,) = asked(source, "season")[-1]
        assert wanted == Wanted(template="freshers", dates=(("Welcome Sunday", "19/9"),))


@pytest.mark.parametrize("typed", ["31/2", "nonsense", "1/1/9999"])
async def test_a_bad_date_stands_by_its_box_and_is_not_lost(settle: Settle, typed: str) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab", "tab", *typed)
        if typed == "31/2":
            assert "▲ there is no such day; look at the calendar and write it" in painted(pilot)
            assert "Not yet: Mischief Night: there is no such day" in painted(pilot)
            form(pilot).query_one(LastStep).focus()
            await press(pilot, settle, "enter")
        assert box(pilot, "Mischief Night").value == typed
        assert asked(source, "make") == []


async def test_what_was_typed_is_there_again_when_the_template_comes_back(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab", "tab", *"1/11", "shift+tab", "shift+tab", "right", "right")
        assert box(pilot, "Mischief Night").value == "1/11"


async def test_a_problem_of_the_year_stands_by_the_year(settle: Settle) -> None:
    source = FakeSource()
    source.year_problem = "there is a plan of that year already; give another year"
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab", *"2026")
        assert f"▲ {source.year_problem}" in painted(pilot).replace("\n", "")
        assert asked(source, "season")[-1] == (Wanted(template="bright-sparx", year="2026"),)


async def test_the_last_step_makes_a_draft_and_shows_it_on_the_board(
    settle: Settle,
) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", *MAKE[:-1])
        assert asked(source, "make") == []
        assert isinstance(app.focused, LastStep)
        shown = source.view
        source.view = {**shown, "plan": None}
        await press(pilot, settle, "enter")
        assert asked(source, "make") == [(Wanted(template="bright-sparx"),)]
        assert (app.plan, app.current_mode) == ("bright-sparx-2027", "board")
        assert told(pilot)[0].startswith("Made Bright Sparx 2027 with 3 activities. It is a draft")


async def test_readonly_shows_it_and_makes_nothing(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", *MAKE)
        assert told(pilot) == [READ_ONLY]
        assert asked(source, "make") == []


async def test_what_changed_meanwhile_is_told_and_nothing_is_lost(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab", *"2027", *MAKE[1:-1])
        source.moves = NEW[:2]
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert "look at its dates again" in pilot.app.screen.sentence
        await press(pilot, settle, "enter")
        assert box(pilot, "Year").value == "2027"
        assert "Joint patrol" not in painted(pilot)  # it was worked out anew
        await press(pilot, settle, "enter")
        assert len(asked(source, "make")) == 1


async def test_a_database_that_fails_says_so_and_the_form_goes_on_when_it_is_back(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N")
        source.trouble = DatabaseTrouble("the database is locked")
        await press(pilot, settle, "tab", "2")
        assert isinstance(pilot.app.screen, ErrorDialog)
        source.trouble = None
        await press(pilot, settle, "enter", "0")
        assert asked(source, "season")[-1] == (Wanted(template="bright-sparx", year="20"),)
        assert "Joint patrol" in painted(pilot)


async def test_keys_never_wait_and_only_the_last_text_is_asked_for(settle: Settle) -> None:
    source = FakeSource()
    gate = Event()
    quick = source.season

    def slow(wanted: Wanted) -> SeasonPreview:
        if wanted.year:
            gate.wait(30)
        return quick(wanted)

    source.season = slow  # type: ignore[method-assign]
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab")
        await pilot.press(*"2029")
        assert box(pilot, "Year").value == "2029"
        gate.set()
        await settle(pilot)
        assert [wanted.year for (wanted,) in asked(source, "season")] == ["", "2", "2029"]


async def test_warnings_are_jumped_through_from_anywhere(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "c")
        listed = form(pilot).list
        assert listed.entry is not None
        assert listed.entry.move == NEW[1]
        await press(pilot, settle, "c")
        assert listed.entry is not None
        assert listed.entry.move is None  # the finding
        await press(pilot, settle, "g", "up")
        assert pilot.app.focused is not listed  # up from the first row leads to the boxes


async def test_no_warning_is_said(settle: Settle) -> None:
    source = FakeSource()
    source.moves, source.found = NEW[:1], ()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "c")
        assert "no warning" in painted(pilot)
        assert told(pilot) == ["There is no warning among these dates."]


async def test_escape_leaves_and_changes_nothing(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab", "2", "escape")
        assert not isinstance(pilot.app.screen, NewPlanScreen)
        assert asked(source, "make") == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_shown_harmlessly(settle: Settle, text: str) -> None:
    source = FakeSource()
    source.templates_there = (replace(TEMPLATES[0], name=text, summary=text),)
    source.anchor_names = (text, "Bonfire Night")
    source.moves = tuple(replace(one, title=text, reason=text, warnings=(text,)) for one in NEW)
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "N", "tab")
        box(pilot, "Year").value = text[:50]
        await settle(pilot)
        assert not ACTING & set(painted(pilot).replace("\n", ""))


@pytest.mark.parametrize("size", [(20, 5), (40, 10)])
async def test_a_tiny_terminal_survives(settle: Settle, size: tuple[int, int]) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=size) as pilot:
        await press(pilot, settle, "N", "c", "c", "tab", "escape")
        assert not isinstance(pilot.app.screen, NewPlanScreen)
