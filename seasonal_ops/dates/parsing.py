"""Reads a rule's text; the parser library is loaded with the first one, not with the product."""

from collections.abc import Collection

from seasonal_ops.dates.rules import Rule


def parse(text: str, anchors: Collection[str]) -> Rule:
    """The rule that the text says, given the names it may hang on.

    Raises BadValue with one line: what was found where, what was expected, and the nearest names.
    """
    from seasonal_ops.dates.grammar import read

    return read(text, tuple(sorted(set(anchors))))
