"""What a change would do, and what is wrong with a plan, as text and as the contract's JSON."""

from collections.abc import Sequence
from itertools import zip_longest

import click

from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, say, table
from seasonal_ops.views import Finding, Move, Preview, as_json
from seasonal_ops.words import Severity

_GLYPHS = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.NOTE: "·"}
dry_run_option = click.option("--dry-run", is_flag=True, help="Print what would change, and store nothing.")


def emit_preview(preview: Preview, *, wanted_json: bool, stored: bool, empty: str) -> None:
    """The rows and findings of a change; `stored` False says that nothing was."""

    def text() -> None:
        table(map(_row, preview.moves), empty=empty)
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
        ids = f" [{', '.join(map(str, one.activities))}]" if one.activities else ""
        say(f"{_GLYPHS[one.severity]} {one.severity}: {one.rule}: {one.sentence}{ids}")
        if after is None or after.way_out != one.way_out:
            say(f"    → {one.way_out}")


def _row(move: Move) -> tuple[str, ...]:
    was = phrases.day(move.was) if move.was else "new"
    to = phrases.day(move.to) if move.to else "–"
    stays = move.was == move.to
    return (was, "=" if stays else "→", to, move.title, move.reason, "; ".join(move.warnings))
