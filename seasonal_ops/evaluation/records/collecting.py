"""Python's collector of circular garbage, paused while many rows are read that are all kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for circles inside the block, in which none are made (as Mercurial's `nogc`).

    Every few hundred new rows set one off over all that the program has loaded: two fifths of the time of
    an evaluation.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
