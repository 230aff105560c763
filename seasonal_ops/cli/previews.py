"""What a change would do, and what is wrong with a plan, as text and as the contract's JSON."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import click

from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, say
from seasonal_ops.views import Finding, Move, Preview, as_json
from seasonal_ops.words import Severity

_GLYPHS: Final = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.NOTE: "·"}
_SHOWN: Final = 6
dry_run_option = click.option("--dry-run", is_flag=True, help="Print what would change, and store nothing.")


def emit_preview(preview: Preview, *, wanted_json: bool, stored: bool, empty: str) -> None:
    """The rows and findings of a change; `stored` False says that nothing was."""

    def text() -> None:
        _show_moves(preview.moves)
        if not preview.moves:
            say(empty)
        show_findings(preview.findings)
        if not stored:
            say("nothing was stored")

    emit(preview_json(preview), as_json=wanted_json, text=text)


def preview_json(preview: Preview) -> dict[str, object]:
    """`{"rows": […], "findings": […]}`, as docs/contract.md has it."""
    rows = [
        {
            "title": one.title,
            "from": one.was,
            "to": one.to,
            "reason": one.reason,
            "warnings": one.warnings,
            "activity": one.activity,
        }
        for one in preview.moves
    ]
    return {"rows": rows, "findings": [as_json(one) for one in preview.findings]}


def show_findings(findings: Sequence[Finding]) -> None:
    """Two lines a finding: what is wrong, and the way out, which is not said twice in a row."""
    for one, after in zip_longest(findings, findings[1:]):
        say(f"{_GLYPHS[one.severity]} {one.severity}: {one.rule}: {one.sentence}{_ids(one)}")
        if after is None or after.way_out != one.way_out:
            say(f"    → {one.way_out}")


def _ids(finding: Finding) -> str:
    """Which activities are meant, where the sentence does not say it; the rest stands in the JSON."""
    if any(f"({one}" in finding.sentence for one in finding.activities):
        return ""
    shown = ", ".join(map(str, finding.activities[:_SHOWN]))
    more = f" and {len(finding.activities) - _SHOWN} more" if len(finding.activities) > _SHOWN else ""
    return f" [{shown}{more}]" if shown else ""


def _show_moves(moves: Sequence[Move]) -> None:
    """What moves on one line, why below it: a reason once for a run of rows that share it."""
    reason = ""
    for move in moves:
        was = phrases.day(move.was) if move.was else "new"
        to = phrases.day(move.to) if move.to else "–"
        say(f"{was:>15} {'=' if move.was == move.to else '→'} {to:<15}  {move.title}")
        tail = move.reason.partition(", ")[2] or move.reason
        if tail != reason:
            say(f"{'':36}{move.reason}")
        reason = tail
        for warning in move.warnings:
            say(f"{'':34}▲ {warning}")
