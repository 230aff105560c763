"""Which step is undone next: held against a naive model that keeps two piles while a person works."""

from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.undoing.stacks import Stacks, Step, Way, stacks


def test_nothing_done_is_nothing_to_undo() -> None:
    assert stacks([]) == Stacks((), (), ())


def test_back_forth_and_anew() -> None:
    steps = [Step(1, Way.DONE), Step(2, Way.DONE), Step(3, Way.FIXED)]
    assert stacks(steps) == Stacks((1, 2), (), (3,))
    steps += [Step(4, Way.UNDONE, 2)]
    assert stacks(steps) == Stacks((1,), (2,), (3,))
    assert stacks([*steps, Step(5, Way.REDONE, 2)]) == Stacks((1, 2), (), (3,))
    assert stacks([*steps, Step(5, Way.DONE)]) == Stacks((1, 5), (), ())
    assert stacks([*steps, Step(5, Way.FIXED)]) == Stacks((1,), (), (3, 5))


def test_what_is_not_here_counts_for_nothing() -> None:
    assert stacks([Step(7, Way.UNDONE, 3), Step(8, Way.DONE), Step(9, Way.REDONE, 3)]) == Stacks((8,), (), ())


@given(st.lists(st.sampled_from(["do", "do", "fix", "undo", "redo"])))
def test_as_the_piles_of_whoever_works(deeds: list[str]) -> None:
    done: list[int] = []
    undone: list[int] = []
    written: list[Step] = []
    for number, deed in enumerate(deeds, start=1):
        if deed == "do":
            done, undone = [*done, number], []
            written.append(Step(number, Way.DONE))
        elif deed == "fix":
            undone = []
            written.append(Step(number, Way.FIXED))
        elif deed == "undo" and done:
            undone.append(done.pop())
            written.append(Step(number, Way.UNDONE, undone[-1]))
        elif deed == "redo" and undone:
            done.append(undone.pop())
            written.append(Step(number, Way.REDONE, done[-1]))
        found = stacks(written)
        assert (list(found.undo), list(found.redo)) == (done, undone)
