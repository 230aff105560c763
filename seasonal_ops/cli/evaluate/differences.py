"""`evaluate difference`: the event area beside a comparison area, from anywhere."""

from pathlib import Path
from typing import Final

import click

from seasonal_ops.cli.evaluate.group import evaluate
from seasonal_ops.cli.evaluate.sheets import Form, Line, Reading, read_table
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.evaluation.statistics.differences import LARGEST_PHI, BeforeAfter, Difference, difference
from seasonal_ops.evaluation.wording.differences import as_json as difference_json
from seasonal_ops.evaluation.wording.differences import figures_line, in_words
from seasonal_ops.evaluation.wording.ratios import Wording
from seasonal_ops.names import joined, quoted, unknown
from seasonal_ops.words import AreaRole, Verdict

_FORM: Final = Form(("area", "role", "before", "after"))
# What evaluators call them elsewhere.
_ALSO: Final = {
    "treated": AreaRole.EVENT,
    "treatment": AreaRole.EVENT,
    "target": AreaRole.EVENT,
    "control": AreaRole.COMPARISON,
    "displacement": AreaRole.BUFFER,
}
_ALONE: Final = (
    "The buffer has no comparison area of its own: it counts in the displacement quotient (WDQ) alone."
)

Areas = dict[AreaRole, list[tuple[str, BeforeAfter]]]


@evaluate.command("difference", epilog="Example: seasonal-ops evaluate difference areas.csv --phi 1.4")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--phi",
    type=click.FloatRange(1, LARGEST_PHI),
    help="How much more the counts vary than by chance alone, where daily counts showed it.",
)
@json_option
def difference_command(file: Path, phi: float | None, as_json: bool) -> None:
    """How the event area changed beside a comparison area.

    FILE is a .csv or .xlsx: area,role,before,after. A role is event, comparison, buffer or
    buffer-comparison; areas of one role are added up.
    """
    reading = read_table(file, _FORM)
    areas = _areas(reading)
    reading.sound(as_json=as_json)
    sums = {role: _sum(named) for role, named in areas.items()}
    found = difference(
        event=sums[AreaRole.EVENT],
        comparison=sums[AreaRole.COMPARISON],
        buffer=sums.get(AreaRole.BUFFER),
        buffer_comparison=sums.get(AreaRole.BUFFER_COMPARISON),
        phi=phi,
    )
    wording = in_words(found)
    emit(difference_json(found, wording), as_json=as_json, text=lambda: _show(areas, found, wording))


def _areas(reading: Reading) -> Areas:
    areas: Areas = {}
    for line in reading.lines:
        area, role = line.text("area"), _role(line)
        counts = BeforeAfter(line.count("before"), line.count("after"))
        reading.once(line, "area", area)
        if line.sound:
            areas.setdefault(role, []).append((area, counts))
    if not reading.problems:
        for role in (AreaRole.EVENT, AreaRole.COMPARISON):
            if role not in areas:
                reading.wrong(f"no area has the role {role}; say which one is it")
        if AreaRole.BUFFER_COMPARISON in areas and AreaRole.BUFFER not in areas:
            reading.wrong(f"an area has the role {AreaRole.BUFFER_COMPARISON}, and none the role buffer")
    return areas


def _role(line: Line) -> AreaRole:
    written = line.text("role").casefold().replace("_", "-").replace(" ", "-")
    if written in set(AreaRole):
        return AreaRole(written)
    if meant := _ALSO.get(written):
        line.wrong(f"there is no role {quoted(written)}; did you mean {meant}?", "role")
    elif written:
        line.wrong(str(unknown("role", written, [role.value for role in AreaRole])), "role")
    return AreaRole.EVENT


def _sum(named: list[tuple[str, BeforeAfter]]) -> BeforeAfter:
    return BeforeAfter(sum(one.before for _, one in named), sum(one.after for _, one in named))


def _show(areas: Areas, found: Difference, wording: Wording) -> None:
    say(wording.statement)
    if wording.verdict is not Verdict.TOO_FEW:
        say(figures_line(found))
    rows = [
        (role.value, f"{sums.before} → {sums.after}", joined([area for area, _ in areas[role]]))
        for role in AreaRole
        if role in areas
        for sums in [_sum(areas[role])]
    ]
    table(rows, empty="")
    if AreaRole.BUFFER in areas and not found.buffered:
        say(_ALONE)
