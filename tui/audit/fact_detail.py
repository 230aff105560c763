"""One fact with what it changed: beside the list in short, over the whole screen in full."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from textual.content import Content

from seasonal_ops.views import Change, RecordLine, moment
from tui.audit.record import DOORS, sentence
from tui.frame.detail import labelled
from tui.show import one_line, several_lines

_QUIET: Final = "$foreground-muted"
_LOUD: Final = "bold $text-warning"
_DIGEST: Final = 16
_NOTHING: Final = "nothing"
# Columns from which before and after stand side by side.
_SIDE_BY_SIDE: Final = 90


def describe_fact(line: RecordLine, zone: tzinfo | None, width: int) -> Content:
    """The fact in lines of at most `width` cells."""
    lines = [*_head(line, zone, width), *_stacked(line.changes, width)]
    lines += [
        Content(""),
        Content.styled("R takes it back by a new change, or says why not.", _QUIET),
    ]
    return Content("\n").join(lines)


def describe_in_full(
    line: RecordLine, caused: tuple[RecordLine, ...] | None, zone: tzinfo | None, width: int
) -> Content:
    """The same with texts uncut, and what else its step did; None while that is read."""
    lines = _head(line, zone, width)
    lines += _beside(line.changes, width) if width >= _SIDE_BY_SIDE else _stacked(line.changes, width)
    if caused is None:
        lines += [Content(""), Content.styled("Reading it in full …", _QUIET)]
    elif caused:
        lines += [Content(""), Content.styled("In the same step", "bold")]
        lines += [piece for one in caused for piece in Content(f"↳ {one_line(one.told)}").wrap(width)]
    lines += [Content(""), *labelled(_chain(line), width)]
    return Content("\n").join(lines)


def _head(line: RecordLine, zone: tzinfo | None, width: int) -> list[Content]:
    told = Content.styled(one_line(sentence(line)), "bold").wrap(width)
    values = [
        ("Who", "", one_line(line.actor)),
        ("How", "", DOORS[line.actor_kind]),
        ("When", "", moment(line.at.astimezone(zone))),
        ("About", "", one_line(line.title)),
    ]
    if line.undone:
        values.append(("State", _LOUD, "↶ undone: it no longer holds"))
    return [*told, Content(""), *labelled(values, width), Content("")]


def _chain(line: RecordLine) -> Iterator[tuple[str, str, str]]:
    yield "Fact", _QUIET, f"{line.id} ({line.kind})"
    if line.caused_by is not None:
        yield "Caused by", _QUIET, f"fact {line.caused_by}"
    yield "Chain", _QUIET, f"{line.digest[:_DIGEST]} (seasonal-ops audit verify)"


def _stacked(changes: tuple[Change, ...], width: int) -> list[Content]:
    """Label, then before and after under each other."""
    if not changes:
        return [Content.styled("It changed nothing that is told here.", _QUIET)]
    lines: list[Content] = []
    for change in changes:
        lines.append(Content.styled(one_line(change.label), "bold"))
        lines += labelled([("  was", "", _said(change.was)), ("  now", "", _said(change.now))], width)
    return lines


def _beside(changes: tuple[Change, ...], width: int) -> list[Content]:
    """Label, before → after in two columns."""
    if not changes:
        return _stacked(changes, width)
    longest = max(Content(_said(change.was)).wrap(width)[0].cell_length for change in changes)
    column = min((width - _LABEL - len(_ARROW)) // 2, max(longest, _SHORTEST))
    lines: list[Content] = []
    for change in changes:
        was, now = (Content(_said(text)).wrap(column) for text in (change.was, change.now))
        for number in range(max(len(was), len(now))):
            label = one_line(change.label) if number == 0 else ""
            left = was[number] if number < len(was) else Content("")
            right = now[number] if number < len(now) else Content("")
            arrow = _ARROW if number == 0 else " " * len(_ARROW)
            cells = Content(" " * max(0, column - left.cell_length))
            name = Content(label).truncate(_LABEL, ellipsis=True, pad=True)
            lines.append(Content.assemble(name.stylize(_QUIET), left, cells, arrow, right))
    return lines


_LABEL: Final = 20
_SHORTEST: Final = 16
_ARROW: Final = " → "


def _said(text: str) -> str:
    return several_lines(text) or _NOTHING
