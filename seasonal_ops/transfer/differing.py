"""What a row would change of the activity that it is: what people are shown, and what the verbs are told.

A row that names its activity by its reference says all of it: what is empty there is taken away. One that
was found by title and date only adds: a sheet that somebody typed says nothing of what it leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from seasonal_ops.dates import plain
from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, quoted
from seasonal_ops.nights import end_date
from seasonal_ops.planning import Edit, When
from seasonal_ops.planning.adding import require_length
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.result import Change
from seasonal_ops.transfer.rows import NO_START
from seasonal_ops.transfer.season import Season, Standing
from seasonal_ops.transfer.wanted import Occurrence
from seasonal_ops.words import Role, Status


@dataclass(slots=True)
class Difference:
    """The changes in words, and for the verbs: an edit, a date, roles by slug (None = none), a status."""

    changes: list[Change] = field(default_factory=list)
    edit: Edit = field(default_factory=Edit)
    when: When | None = None
    roles: dict[str, Role | None] = field(default_factory=dict)
    status: Status | None = None


def difference(one: Occurrence, standing: Standing, season: Season) -> Difference:
    """What a row's given columns say otherwise than the activity. Raises BadValue for impossible times."""
    found = Difference()
    _edit(one, standing, season, found)
    _when(one, standing, season, found)
    _roles(one, standing, season, found)
    wanted = one.wanted.status
    if wanted is not None and wanted is not standing.status:
        found.status = wanted
        found.changes.append(Change(what=Column.STATUS, was=standing.status.value, to=wanted.value))
    return found


def _edit(one: Occurrence, standing: Standing, season: Season, found: Difference) -> None:
    row = one.wanted
    # A title in other letters, by which the activity was found, is the same title.
    title = row.title if row.ref == standing.uid else standing.title
    # A marking is never taken away by an empty cell.
    sensitivity = row.sensitivity or standing.sensitivity
    texts = {
        Column.WHAT: ("title", standing.title, title),
        Column.WHERE: ("location", standing.location, row.location),
        Column.MEET: ("meet", standing.meet, row.meet),
        Column.DESCRIPTION: ("description", standing.description, row.description),
        Column.THEME: ("theme", standing.theme or "", row.theme or ""),
        Column.PHASE: ("phase", standing.phase or "", row.phase or ""),
        Column.SENSITIVITY: ("sensitivity", standing.sensitivity, sensitivity),
    }
    written = {Column.THEME: season.themes.written, Column.PHASE: season.phases.written}
    edits: dict[str, Any] = {}
    for column, (name, was, to) in texts.items():
        if column in row.given and was != to and (to or _says_all(one, standing)):
            edits[name] = to
            shown = written.get(column, str)
            found.changes.append(Change(what=column, was=shown(was or ""), to=shown(to or "")))
    found.edit = Edit(**edits)


def _says_all(one: Occurrence, standing: Standing) -> bool:
    return one.wanted.ref == standing.uid


def _when(one: Occurrence, standing: Standing, season: Season, found: Difference) -> None:
    moment = one.wanted.moment
    on, start, end, last = _merged(one, standing)
    if end is not None and start is None:
        raise BadValue(NO_START)
    require_length(on, last, start, end, season.time_zone)
    rule = moment.rule if moment.rule is not None and standing.series is None else None
    if (on, start, end, last) == (standing.on, standing.start, standing.end, standing.last) and (
        rule is None or rule == standing.rule
    ):
        return
    moved = on != standing.on
    reason = one.dated.reason if moved or rule is not None else standing.why
    found.when = When(on=on, reason=reason, last_day=last, start=start, end=end, rule=rule)
    found.changes += _said(standing, on=on, start=start, end=end, last=last)
    if rule not in (None, standing.rule):
        found.changes.append(Change(what="rule", was=standing.rule or "", to=rule or ""))


def _merged(one: Occurrence, standing: Standing) -> tuple[date, time | None, time | None, date]:
    """Date, start, end and last day: of the row where it says them, else as they stand."""
    moment, given = one.wanted.moment, one.wanted.given
    if not _says_all(one, standing):
        said = {Column.START: moment.start, Column.END: moment.end, Column.UNTIL: moment.last}
        given = given - {column for column, value in said.items() if value is None}
    on = one.dated.on if Column.WHEN in given else standing.on
    start = moment.start if Column.START in given else standing.start
    end = moment.end if Column.END in given else standing.end
    if start is None:
        end = end if Column.END in given else None
    if Column.UNTIL in given:
        return on, start, end, end_date(on, start, end, moment.last)
    # A night's own last day follows from its times; a longer activity keeps its days.
    kept = None if standing.until is None else on + (standing.last - standing.on)
    return on, start, end, end_date(on, start, end, kept)


def _said(
    standing: Standing, *, on: date, start: time | None, end: time | None, last: date
) -> Iterator[Change]:
    if on != standing.on:
        yield Change(what=Column.WHEN, was=plain(standing.on), to=plain(on))
    for column, was, to in ((Column.START, standing.start, start), (Column.END, standing.end, end)):
        if was != to:
            yield Change(what=column, was=f"{was:%H:%M}" if was else "", to=f"{to:%H:%M}" if to else "")
    until = None if end_date(on, start, end) == last else last
    kept = standing.until is not None and last - on == standing.last - standing.on
    if until != standing.until and not kept:
        yield Change(what=Column.UNTIL, was=_day(standing.until), to=_day(until))


def _day(on: date | None) -> str:
    return "" if on is None else plain(on)


def _roles(one: Occurrence, standing: Standing, season: Season, found: Difference) -> None:
    row = one.wanted
    leads = row.leads if Column.LEADS in row.given else standing.leads
    supports = row.supports if Column.SUPPORTS in row.given else standing.supports
    if not _says_all(one, standing):
        leads = _joined(standing.leads, row.leads, without=row.supports)
        supports = _joined(standing.supports, row.supports, without=row.leads)
    # Who is said to lead no longer supports, in a sheet that has no column for who supports.
    supports = tuple(slug for slug in supports if slug not in leads or Column.SUPPORTS in row.given)
    leads = tuple(slug for slug in leads if slug not in supports or Column.LEADS in row.given)
    before = _by_slug(standing.leads, standing.supports)
    after = _by_slug(leads, supports)
    found.roles = {
        slug: after.get(slug) for slug in {**before, **after} if before.get(slug) != after.get(slug)
    }
    for column, was, to in (
        (Column.LEADS, standing.leads, leads),
        (Column.SUPPORTS, standing.supports, supports),
    ):
        if set(was) != set(to):
            found.changes.append(Change(what=column, was=_names(was, season), to=_names(to, season)))


def _joined(standing: tuple[str, ...], said: tuple[str, ...], *, without: tuple[str, ...]) -> tuple[str, ...]:
    """Who stands there and who is said to, each once, but for those whom the row gives the other role."""
    return tuple(dict.fromkeys(slug for slug in (*standing, *said) if slug in said or slug not in without))


def _by_slug(leads: tuple[str, ...], supports: tuple[str, ...]) -> dict[str, Role]:
    return {**dict.fromkeys(supports, Role.SUPPORT), **dict.fromkeys(leads, Role.LEAD)}


def _names(slugs: tuple[str, ...], season: Season) -> str:
    return joined([quoted(season.directory.by_slug[slug].name) for slug in sorted(slugs)])
