"""F: last season's plan on next season's dates."""

import pytest

from seasonal_ops.views import PlanView
from tests.tui.fakes import PLANS, FakeSource
from tests.tui.fakes.seasons import OLD
from tests.tui.seasons.on_seasons import asked, form
from tests.tui.terminal import Settle, painted, press, told
from tui.app import SeasonalOps
from tui.seasons.roll_forward import newest_of
from tui.seasons.step import LastStep
from tui.source.seasons import Wanted

pytestmark = pytest.mark.anyio
WIDE = (100, 30)


async def test_it_is_shown_as_a_difference_with_what_stays_behind(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "F")
        text = painted(pilot)
        assert "◂ Bright Sparx 2026 ▸" in text
        assert "Tue 27 Oct 2026 → Wed 27 Oct 2027  Retailer visits, phase 2" in text
        assert "Wed 28 Oct 2026 → does not go on" in text
        assert "space takes it along" in text
        assert "--include" not in text
        assert "new → Wed 1 Sep 2027" in text  # a lesson
        assert "Make Bright Sparx 2027: 2 activities" in text


async def test_space_takes_along_what_was_cancelled_and_leaves_it_again(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "F")
        form(pilot).list.focus()
        await press(pilot, settle, "j", "j", "space")
        assert "taken along as asked" in painted(pilot)
        assert "Make Bright Sparx 2027: 3 activities" in painted(pilot)
        entry = form(pilot).list.entry
        assert entry is not None
        assert entry.move is not None
        assert entry.move.activity == OLD[2].activity  # the cursor stays on it
        await press(pilot, settle, "space")
        assert "Make Bright Sparx 2027: 2 activities" in painted(pilot)
        included = [wanted.include for (wanted,) in asked(source, "season")]
        assert included == [frozenset(), frozenset({2}), frozenset()]


@pytest.mark.parametrize(
    ("down", "said"),
    [
        (0, "Only an activity of last season can be taken along."),
        (1, "It goes on anyhow; what is not wanted"),
    ],
)
async def test_space_says_why_it_does_nothing(settle: Settle, down: int, said: str) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "F")
        form(pilot).list.focus()
        await press(pilot, settle, *["j"] * down, "space")
        assert told(pilot)[0].startswith(said)
        assert len(asked(source, "season")) == 1


async def test_what_is_made_is_what_was_chosen(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "F")
        form(pilot).list.focus()
        await press(pilot, settle, "j", "j", "space", "enter")
        assert isinstance(app.focused, LastStep)
        await press(pilot, settle, "enter")
        assert asked(source, "make") == [(Wanted(plan="bright-sparx-2026", include=frozenset({2})),)]
        assert app.plan == "bright-sparx-2027"


async def test_without_a_plan_it_says_what_to_press(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeSource, "plans", lambda _: ())
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "F")
        assert "There is no plan yet to roll forward: N makes one from a template." in painted(pilot)


@pytest.mark.parametrize(
    ("shown", "at"), [(None, 0), ("bright-sparx-2026", 0), ("freshers-2027", 1), ("gone-2020", 0)]
)
def test_it_begins_with_the_newest_plan_of_the_season_that_is_shown(shown: str | None, at: int) -> None:
    plans: tuple[PlanView, ...] = PLANS
    assert newest_of(plans, shown) == at
