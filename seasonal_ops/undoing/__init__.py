"""Taking back what was done: it reads facts and nothing else, and what it does are facts again.

`undo` and `redo` go back and forth through what one person did through one door; `revert` takes back any
step, or one change of it, by a new change. What somebody else changed since is never overwritten.
"""

from seasonal_ops.undoing.verbs import NothingLeft, redo, revert, undo

__all__ = ["NothingLeft", "redo", "revert", "undo"]
