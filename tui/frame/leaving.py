"""How a screen is left: once, and not over what was typed and is not kept."""

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen[Any]
else:
    Base = object


class LeftOnce(Base):
    """Textual's `dismiss` takes away whatever stands on top: on a slow line a key arrives twice at once.

    A screen that is no longer there stays away; one with another over it leaves when that is left.
    """

    _result: tuple[Any] | None = None

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result, once."""
        if self.is_active:
            left: AwaitComplete = super().dismiss(result)
            return left
        if self in self.app.screen_stack:
            self._result = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """What stood over it was left."""
        if self._result is not None:
            self.dismiss(*self._result)
