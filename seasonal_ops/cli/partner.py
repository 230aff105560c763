"""`partner …`: the agencies that plans ask, and how they stand."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import click
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.contact import standing
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE
from seasonal_ops.dates import brief
from seasonal_ops.errors import BadValue
from seasonal_ops.models import key
from seasonal_ops.queries.standing import partner_lines
from seasonal_ops.views import PartnerView, plain
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.views.partners import WEEKS, PartnerLine
from seasonal_ops.words import ActorKind

_COUNTED: Final = ("assigned", "delivered", "overdue", "unanswered", "declined")
_MOST_NIGHTS: Final = 366


@click.group(epilog="Example: seasonal-ops partner list")
def partner() -> None:
    """The agencies that plans ask."""


@partner.command("list", epilog="Example: seasonal-ops partner list --plan bright-sparx-2026")
@click.option(
    "--plan", "plan_name", metavar="PLAN", help="Only who is asked in it, and how they stand there."
)
@json_option
@click.pass_obj
def list_partners(app: App, plan_name: str | None, as_json: bool) -> None:
    """All partners, and who of them is late, silent or overloaded."""
    with app.database.read() as session:
        lines = _standing(app, session, plan_name)
        views = [one for one in queries.partners(session) if one.id in lines]
    emit(
        [{**as_plain(one), "standing": _figures(lines[one.id])} for one in views],
        as_json=as_json,
        text=lambda: _table([(one, lines[one.id]) for one in views], plan_name),
    )


def _standing(app: App, session: Session, plan_name: str | None) -> dict[int, PartnerLine]:
    """How partners stand, by id, as the terminal UI shows it."""
    plan_id = None if plan_name is None else key(queries.find_plan(session, plan_name))
    lines = partner_lines(session, now=app.clock(), plan_id=plan_id, time_zone=app.settings.time_zone)
    return {line.id: line for line in lines}


def _figures(line: PartnerLine) -> dict[str, Any]:
    """`load` is the most in one night, week by week from today on, to be held against the capacity."""
    names = ("assigned", "delivered", "overdue", "unanswered", "declined", "load", "answered", "written")
    figures = {name: plain(getattr(line, name)) for name in names}
    return {**figures, "peak": line.peak, "overloaded": line.overloaded}


def _table(partners: Sequence[tuple[PartnerView, PartnerLine]], plan_name: str | None) -> None:
    if not partners:
        none = "there is no partner yet; a new plan brings its own, or: seasonal-ops partner add NAME"
        say(none if plan_name is None else "nobody is asked in it yet: seasonal-ops assign ID PARTNER")
        return
    head = ("partner", "contacts", *_COUNTED, f"load, {WEEKS} weeks", "name")
    rows = [
        (view.slug, view.contacts, *(getattr(line, one) for one in _COUNTED), _load(line), view.name)
        for view, line in partners
    ]
    table([head, *rows], empty="")


def _load(line: PartnerLine) -> str:
    """`1 2 4 0 0 0 0 0 of 3, too many`: the most in one night of each week, then what it can man."""
    weeks = " ".join(map(str, line.load))
    capacity = "" if line.capacity is None else f" of {line.capacity}"
    return weeks + capacity + (", too many" if line.overloaded else "")


@partner.command(
    "show", epilog="Example: seasonal-ops partner show fire-and-rescue --from 2026-10-27 --to 2026-11-07"
)
@click.argument("partner_name", metavar="PARTNER")
@click.option("--from", "first", type=DATE, help="Its load night by night, from this one.")
@click.option("--to", "last", type=DATE, help="The last of those nights; without it, two weeks.")
@json_option
@click.pass_obj
def show_partner(app: App, partner_name: str, first: date | None, last: date | None, as_json: bool) -> None:
    """One partner: how it stands over all plans, its contacts, its load in the nights that are asked for."""
    nights = _nights(first, last)
    with app.database.read() as session:
        row = queries.find_partner(session, partner_name)
        view = queries.partner(session, row)
        line = _standing(app, session, None)[view.id]
        contacts = queries.contacts(session, partner_id=view.id)
        taken = queries.loads(session, [view.slug]).get(view.slug, Counter()) if nights else Counter()

    def text() -> None:
        _show_partner(view)
        say(", ".join(f"{getattr(line, one)} {one}" for one in _COUNTED))
        say(f"load in the next {WEEKS} weeks, the most in a night of each: {_load(line)}")
        for one in contacts:
            stands = f"  ({', '.join(standing(one))})" if standing(one) else ""
            say(f"  {one.id}  {one.address}  {one.name}  {one.phone}".rstrip() + stands)
        for night in nights:
            many = ", too many" if view.capacity is not None and taken[night] > view.capacity else ""
            say(f"  {brief(night)}  {taken[night]}{many}")

    by_night = [{"on": night.isoformat(), "load": taken[night]} for night in nights]
    data = {**as_plain(view), "standing": _figures(line), "nights": by_night}
    emit(data, as_json=as_json, text=text)


def _nights(first: date | None, last: date | None) -> list[date]:
    """Every night from the first to the last; none when none is asked for."""
    if first is None:
        if last is not None:
            raise BadValue("--to is the last of the nights; give the first too: --from D --to D")
        return []
    days = min(13, (date.max - first).days) if last is None else (last - first).days
    if not 0 <= days < _MOST_NIGHTS:
        raise BadValue(f"from {first} to {last} is no span of 1 to {_MOST_NIGHTS} nights; check both dates")
    return [first + timedelta(days=one) for one in range(days + 1)]


@partner.command("add", epilog='Example: seasonal-ops partner add "Ormskirk Rotary" --capacity 1')
@click.argument("name")
@click.option("--capacity", type=int, help="How many activities it can man in one night.")
@json_option
@click.pass_obj
def add_partner(app: App, name: str, capacity: int | None, as_json: bool) -> None:
    """Make an agency known."""
    with app.database.write() as session:
        row = planning.add_partner(
            session, name=name, capacity=capacity, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = queries.partner(session, row)
    emit(view, as_json=as_json, text=lambda: say(f"{view.name} is known as {view.slug}"))


@partner.command("edit", epilog="Example: seasonal-ops partner edit police --capacity 3")
@click.argument("partner_name", metavar="PARTNER")
@click.option("--capacity", type=int, required=True, help="How many activities it can man; 0 for not said.")
@json_option
@click.pass_obj
def edit_partner(app: App, partner_name: str, capacity: int, as_json: bool) -> None:
    """Say how much PARTNER can man in one night."""
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        planning.set_capacity(
            session,
            partner_id=key(row),
            capacity=capacity or None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.partner(session, row)
    emit(view, as_json=as_json, text=lambda: _show_partner(view))


def _show_partner(view: PartnerView) -> None:
    capacity = "capacity not said" if view.capacity is None else f"{view.capacity} activities a night"
    say(f"{view.slug}: {view.name}, {capacity}, {view.assigned} asked")
