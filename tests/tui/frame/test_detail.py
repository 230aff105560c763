"""What is told beside a list, when another text takes the place of a longer one."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from tests.tui.terminal import painted
from tui.frame.detail import Detail

pytestmark = pytest.mark.anyio


class Beside(App[None]):
    def compose(self) -> ComposeResult:
        yield Detail("Nothing is picked.")


def lines(name: str, number: int) -> Content:
    return Content("\n".join(f"{name} {line}" for line in range(number)))


async def test_another_of_the_same_heading_is_seen_from_its_beginning() -> None:
    """The activities of a series have one title."""
    async with Beside().run_test(size=(40, 10)) as pilot:
        detail = pilot.app.query_one(Detail)
        for of, shown in ((1, "same 20"), (2, "same 0")):
            detail.show(lambda _: lines("same", 60), of)
            await pilot.pause()
            if of == 1:
                detail.scroll_to(y=20, animate=False)
                await pilot.pause()
            assert painted(pilot).splitlines()[0].strip() == shown


@pytest.mark.parametrize(("name", "first"), [("other", "other 0"), ("same", "same 0")])
async def test_a_shorter_text_is_seen_from_its_beginning(name: str, first: str) -> None:
    async with Beside().run_test(size=(40, 10)) as pilot:
        detail = pilot.app.query_one(Detail)
        detail.show(lambda _: lines("same", 60))
        await pilot.pause()
        detail.scroll_end(animate=False)
        await pilot.pause()
        assert "same 59" in painted(pilot)
        detail.show(lambda _: lines(name, 3))
        await pilot.pause()
        assert first in painted(pilot)


async def test_what_is_read_again_keeps_its_place() -> None:
    async with Beside().run_test(size=(40, 10)) as pilot:
        detail = pilot.app.query_one(Detail)
        detail.show(lambda _: lines("same", 60))
        await pilot.pause()
        detail.scroll_to(y=20, animate=False)
        await pilot.pause()
        detail.show(lambda _: lines("same", 61))
        await pilot.pause()
        assert "same 20" in painted(pilot).splitlines()[0]
