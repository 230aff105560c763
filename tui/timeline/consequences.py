"""What a proposed move would do, in words. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from seasonal_ops.names import joined
from seasonal_ops.views import Finding, LoadChange, Move, MoveOutlook
from seasonal_ops.words import Check, Severity
from tui.frame.detail import labelled
from tui.show import long_day, one_line
from tui.timeline.bars import Days
from tui.timeline.proposal import Proposal

KEYS: Final = "PROPOSED · Enter keeps it · Esc drops it"
LOOKING: Final = "looking at what it would do …"
_GLYPHS: Final = {Severity.ERROR: "×", Severity.WARNING: "▲", Severity.NOTE: "·"}
_WORDS: Final = {Check.CLASH: "Clash", Check.LOAD: "Load", Check.AVOIDED: "Day", Check.ORDER: "Order"}
_LOUD: Final = "bold $text-warning"
_BAD: Final = "bold $text-error"
_NAMED: Final = 4


def told_of(proposal: Proposal, days: Days, outlook: MoveOutlook | None, refusal: str, width: int) -> Content:
    """The proposal, and what is known of it so far, in lines of at most `width` cells."""
    to = proposal.to
    lines = [Content.assemble((one_line(to.title), "bold"))]
    lines += labelled([("When", "bold", proposal.sentence)], width)
    if not proposal.moves:
        return Content("\n").join([*lines, *labelled([("", "", "It stands where it stood.")], width)])
    day_names = days.names(to.starts_on)
    # Where the day is to be avoided by its rule, the finding says it.
    if day_names and not (outlook and any(one.rule is Check.AVOIDED for one in outlook.together)):
        said = f"{long_day(to.starts_on)}: {joined([one_line(name) for name in day_names])}"
        lines += labelled([("▲ Day", _LOUD, said)], width)
    if refusal:
        values: Iterator[tuple[str, str, str]] = iter([("✗ Refused", _BAD, one_line(refusal))])
    elif outlook is None:
        values = iter([("", "$foreground-muted", LOOKING)])
    else:
        values = _values(outlook)
    return Content("\n").join([*lines, *labelled(values, width)])


def findings_in_words(findings: Sequence[Finding]) -> Iterator[tuple[str, str, str]]:
    """Glyph and word of each, and its sentence; the glyph says how grave it is."""
    for one in findings:
        style = _BAD if one.severity is Severity.ERROR else _LOUD if one.severity is Severity.WARNING else ""
        yield f"{_GLYPHS[one.severity]} {_WORDS.get(one.rule, 'Note')}", style, one_line(one.sentence)


def move_in_words(move: Move) -> str:
    """`Skip clearance, Fri 30 Oct → Sat 31 Oct`."""
    was, to = (long_day(on) if on else "–" for on in (move.was, move.to))
    return f"{one_line(move.title)}, {was} → {to}"


def kept_in_words(proposal: Proposal, along: int) -> str:
    """What the toast says."""
    more = "" if not along else f", and {along} that {'waits' if along == 1 else 'wait'} for it"
    return f"Moved: {one_line(proposal.was.title)}, {proposal.sentence}{more}. u takes it back."


def _values(outlook: MoveOutlook) -> Iterator[tuple[str, str, str]]:
    if not _anything(outlook):
        yield "", "", "No clash, nothing waits for it."
    yield from findings_in_words(outlook.together)
    for place, change in enumerate(one for one in outlook.loads if one.to > one.was):
        yield ("" if place else "Load"), (_LOUD if change.over else ""), _load(change)
    for place, move in enumerate(outlook.along):
        yield ("" if place else "→ Along"), "", f"{move_in_words(move)}: {one_line(move.reason)}"
    yield "Told", "", _told(outlook)
    if outlook.untold:
        yield "▲ Not told", _LOUD, f"{_names(outlook.untold)}: nobody there to write to"
    if outlook.accepted:
        yield "Accepted", "", f"{_names(outlook.accepted)} said yes to the old date; ask again"
    if outlook.rule:
        rule = f"it hung on “{one_line(outlook.rule)}”; from now on it stands by hand, and no anchor moves it"
        yield "By hand", "", rule


def _anything(outlook: MoveOutlook) -> bool:
    return bool(outlook.together or outlook.along or any(change.over for change in outlook.loads))


def _load(change: LoadChange) -> str:
    of = "" if change.capacity is None else f" of {change.capacity}"
    over = " ! over capacity" if change.over else ""
    return f"{one_line(change.name)}, {long_day(change.night)}: {change.was} → {change.to}{of}{over}"


def _told(outlook: MoveOutlook) -> str:
    if not outlook.live:
        return "nobody: the plan is a draft" + _in_feeds(outlook)
    if not outlook.told:
        return "nobody by message" + _in_feeds(outlook)
    return _names(outlook.told) + _in_feeds(outlook)


def _in_feeds(outlook: MoveOutlook) -> str:
    if not outlook.feeds:
        return "; it stands in no feed"
    return f"; in the feed{'s' if len(outlook.feeds) > 1 else ''} {_names(outlook.feeds)}"


def _names(names: Sequence[str]) -> str:
    shown = [one_line(name) for name in names[:_NAMED]]
    more = len(names) - len(shown)
    return joined([*shown, f"{more} more"] if more else shown)
