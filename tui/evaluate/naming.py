"""Sentences of counting as the sheet speaks: measures by their names, dates with their weekdays. Pure."""

import re
from dataclasses import replace
from datetime import date

from seasonal_ops.views import CountSheet, PasteLine, PasteView
from tui.show import long_day

_ISO = re.compile(r"(?<![\w-])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])")
_COMMAND = "seasonal-ops "


def in_names(said: str, sheet: CountSheet | None) -> str:
    """`999 is unusual for Deliberate fires of Wed 25 Nov`; a command in the sentence stays to be typed."""
    if sheet is None:
        return said
    told, command, rest = said.partition(_COMMAND)
    names = {row.measure.slug: row.measure.name for row in sheet.rows}
    if names:
        slugs = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        told = re.sub(rf"(?<![\w-])(?:{slugs})(?![\w-])", lambda found: names[found[0]], told)
    return _ISO.sub(lambda found: _day(found[0], sheet.today), told) + command + rest


def view_in_names(found: PasteView, sheet: CountSheet | None) -> PasteView:
    """What there is to say of a block, each sentence as the sheet speaks."""

    def told(lines: tuple[PasteLine, ...]) -> tuple[PasteLine, ...]:
        return tuple(replace(line, sentence=in_names(line.sentence, sheet)) for line in lines)

    return replace(
        found,
        problems=told(found.problems),
        changes=told(found.changes),
        unusual=told(found.unusual),
        meanwhile=told(found.meanwhile),
        notes=tuple(in_names(note, sheet) for note in found.notes),
    )


def _day(text: str, today: date) -> str:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return text
    return long_day(on) + ("" if on.year == today.year else f" {on.year}")
