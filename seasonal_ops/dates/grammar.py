"""Reads a rule with the grammar of grammar.lark, built once for each set of anchor names.

Lark is imported by this module, `productions` and `complaints`, which load with the first rule read.
"""

from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, cast

from lark import Lark, UnexpectedInput
from lark.lexer import PatternRE, TerminalDef

from seasonal_ops.dates.complaints import complaint
from seasonal_ops.dates.productions import Productions
from seasonal_ops.dates.rules import Rule
from seasonal_ops.errors import BadValue
from seasonal_ops.names import by_key, pattern, quoted

_LONGEST_RULE: Final = 1000


@lru_cache(maxsize=4096)
def read(text: str, anchors: tuple[str, ...]) -> Rule:
    """The rule that the text says; a plan's rules are read again with every look at it. Raises BadValue."""
    if len(text) > _LONGEST_RULE:
        raise BadValue(f"the date rule has {len(text)} characters; {_LONGEST_RULE} at most")
    if not text.strip():
        raise BadValue('the date rule is empty; write one such as "30 October"')
    reader = _reader(anchors)
    try:
        rule = _rule(reader, text)
    except UnexpectedInput as trouble:
        raise complaint(text, trouble, _accepted(reader, text), anchors) from None
    _check_canonical(reader, rule, text)
    return rule


def _rule(reader: Lark, text: str) -> Rule:
    # The productions are applied while parsing, so what comes out is the rule and not a tree.
    return cast("Rule", reader.parse(text))


def _accepted(reader: Lark, text: str) -> set[str]:
    """The terminals that may stand where the text stops being a rule."""
    steps = reader.parse_interactive(text)
    with suppress(UnexpectedInput):
        steps.exhaust_lexer()
    # Lark ships its types, but leaves this one method without any.
    return set(steps.accepts())  # type: ignore[no-untyped-call]


def _check_canonical(reader: Lark, rule: Rule, text: str) -> None:
    """A rule is kept as its canonical text; an anchor named like a piece of a rule could capture that."""
    try:
        again = _rule(reader, str(rule))
    except (UnexpectedInput, BadValue):
        again = None
    if again != rule:
        raise BadValue(f"the date rule {quoted(text)} reads like an anchor name; say it in other words")


@cache
def _source() -> str:
    return files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _reader(anchors: tuple[str, ...]) -> Lark:
    names = tuple(by_key(anchors, "anchor").values())
    found = pattern(names).pattern

    def with_names(terminal: TerminalDef) -> None:
        if terminal.name == "ANCHOR":
            terminal.pattern = PatternRE(found, ("i",))

    return Lark(
        _source(),
        parser="lalr",
        start="rule",
        edit_terminals=with_names,
        transformer=Productions(names),
    )
