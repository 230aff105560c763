"""`gate …`, `target …`, `lesson …`: what a plan depends on, aims at and has learnt."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click
from sqlmodel import Session

from seasonal_ops import counting, planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE, NEGATIVES, words
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import GateChange
from seasonal_ops.views import GateView, TargetView
from seasonal_ops.words import ActorKind, GateKind, GateState


@click.group(epilog="Example: seasonal-ops gate list bright-sparx-2026")
def gate() -> None:
    """What must come first: money with its funder, or a permission."""


@gate.command("list", epilog="Example: seasonal-ops gate list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_gates(app: App, plan_name: str, as_json: bool) -> None:
    """The gates of PLAN, by the day by which each must be decided."""
    with app.database.read() as session:
        views = queries.gates(session, queries.find_plan(session, plan_name))
    none = "nothing has to be granted first"
    emit(views, as_json=as_json, text=lambda: table(map(_gate_row, views), empty=none))


def _gate_row(view: GateView) -> tuple[str, ...]:
    money = "no amount" if view.amount is None else f"£{view.amount:,.2f}"
    about = f"{money} from {view.funder or 'nobody yet'}" if view.kind is GateKind.FUNDING else "permission"
    behind = f"{len(view.activities)} activities behind it"
    return (view.key, view.state.value, f"by {phrases.day(view.decide_by)}", about, view.title, behind)


@gate.command(
    "set",
    context_settings=NEGATIVES,
    epilog="Example: seasonal-ops gate set bright-sparx-2026 action-days-funding --state met",
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("gate_name", metavar="KEY")
@click.option("--state", type=words(GateState), help="How it was decided.")
@click.option("--amount", metavar="POUNDS", help="How much money it takes.")
@click.option("--funder", help="Who is asked for it.")
@click.option("--decide-by", type=DATE, help="By when it must be decided.")
@click.option("--kind", type=words(GateKind), help="Money or a permission; for a new one.")
@click.option("--title", help="What it is; a new one needs this and --decide-by.")
@click.option("--activity", "activities", type=int, multiple=True, metavar="ID", help="What it holds up.")
@json_option
@click.pass_obj
def set_gate(
    app: App, /, *, plan_name: str, gate_name: str, activities: tuple[int, ...], as_json: bool, **said: Any
) -> None:
    """Decide or change a gate of PLAN, or add one; what falls with a refused one: plan check."""
    change = GateChange(
        kind=GateKind(said["kind"]) if said["kind"] else None,
        title=said["title"],
        amount=_number(said["amount"]) if said["amount"] else None,
        funder=said["funder"],
        decide_by=said["decide_by"],
        state=GateState(said["state"]) if said["state"] else None,
    )
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = planning.set_gate(
            session,
            plan_id=key(plan),
            name=gate_name,
            change=change,
            activities=activities,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = next(one for one in queries.gates(session, plan) if one.id == row.id)
    emit(view, as_json=as_json, text=lambda: say("  ".join(_gate_row(view))))


@click.group(epilog="Example: seasonal-ops target list bright-sparx-2026")
def target() -> None:
    """What a plan aims at."""


def _aimed(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a target is measured."""
    for option in (
        click.option("--by", type=DATE, help="By when."),
        click.option("--measure", help="What it is measured by."),
        click.option("--value", help='A number, or a change such as "-10%".'),
    ):
        command = option(command)
    return command


@target.command("list", epilog="Example: seasonal-ops target list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_targets(app: App, plan_name: str, as_json: bool) -> None:
    """The targets of PLAN; one without a number cannot be measured."""
    with app.database.read() as session:
        views = queries.targets(session, queries.find_plan(session, plan_name))
    none = "nothing is aimed at yet: seasonal-ops target add PLAN TEXT"
    emit(views, as_json=as_json, text=lambda: table(map(_target_row, views), empty=none))


def _target_row(view: TargetView) -> tuple[str, ...]:
    value = "no number" if view.value is None else f"{view.value:+f}%" if view.percent else f"{view.value:f}"
    by = f"by {phrases.day(view.by)}" if view.by else "no date"
    return (str(view.id), value, view.measure or "no measure", by, view.text)


@target.command(
    "add",
    context_settings=NEGATIVES,
    epilog='Example: seasonal-ops target add bright-sparx-2026 "Fewer calls" --value "-10%"',
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("text")
@_aimed
@json_option
@click.pass_obj
def add_target(app: App, /, *, plan_name: str, text: str, as_json: bool, **said: Any) -> None:
    """Set what PLAN aims at, before the event."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        view = _set(app, session, plan, None, text=text, **said)
    emit(view, as_json=as_json, text=lambda: say("  ".join(_target_row(view))))


@target.command(
    "set",
    context_settings=NEGATIVES,
    epilog='Example: seasonal-ops target set 3 --value "-10%" --measure asb-calls',
)
@click.argument("target_id", metavar="ID", type=int)
@click.option("--text", help="What is aimed at.")
@_aimed
@json_option
@click.pass_obj
def set_target(app: App, /, *, target_id: int, as_json: bool, **said: Any) -> None:
    """Say the target ID anew; what is not given stays."""
    with app.database.write() as session:
        plan = queries.plan_of_target(session, target_id)
        old = next(one for one in queries.targets(session, plan) if one.id == target_id)
        view = _set(app, session, plan, old, **said)
    emit(view, as_json=as_json, text=lambda: say("  ".join(_target_row(view))))


def _set(
    app: App,
    session: Session,
    plan: Plan,
    old: TargetView | None,
    *,
    text: str | None,
    value: str | None,
    measure: str | None,
    by: date | None,
) -> TargetView:
    number, percent = _change(value) if value is not None else _kept(old)
    name = measure or (old.measure if old else None)
    row = planning.set_target(
        session,
        plan_id=key(plan),
        target_id=old.id if old else None,
        text=old.text if text is None and old else text or "",
        value=number,
        percent=percent,
        by=by or (old.by if old else None),
        measure_id=key(counting.find_measure(session, plan, name)) if name else None,
        objective=old.objective if old else "",
        delivery_group=old.delivery_group if old else "",
        activities=old.activities if old else (),
        actor=app.actor(ActorKind.CLI),
        now=app.clock(),
    )
    return next(one for one in queries.targets(session, plan) if one.id == row.id)


def _kept(old: TargetView | None) -> tuple[Decimal | None, bool]:
    return (old.value, old.percent) if old else (None, False)


def _change(text: str) -> tuple[Decimal, bool]:
    percent = text.strip().endswith("%")
    return _number(text.strip().removesuffix("%")), percent


def _number(text: str) -> Decimal:
    """A number as people write it: `1500`, `£1,500.50`. Raises BadValue."""
    plain = text.strip().removeprefix("£").replace(",", "")
    try:
        if plain.isascii() and "_" not in plain and (number := Decimal(plain)).is_finite():
            return number
    except InvalidOperation:
        pass
    raise BadValue(f"{text!r} is not a number; write it like 1500 or -10%")


@click.group(epilog="Example: seasonal-ops lesson list bright-sparx-2026")
def lesson() -> None:
    """What to do differently next time: plan roll-forward makes activities of it."""


@lesson.command("list", epilog="Example: seasonal-ops lesson list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_lessons(app: App, plan_name: str, as_json: bool) -> None:
    """The lessons of PLAN, and what became of them."""
    with app.database.read() as session:
        views = queries.lessons(session, queries.find_plan(session, plan_name))
    rows = [
        (one.id, one.owner or "nobody", f"activity {one.activity}" if one.activity else "open", one.text)
        for one in views
    ]
    none = "nothing was written down yet: seasonal-ops lesson add PLAN TEXT --owner PARTNER"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@lesson.command(
    "add",
    epilog='Example: seasonal-ops lesson add bright-sparx-2026 "Order skips in August" --owner street-scene',
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("text")
@click.option("--owner", metavar="PARTNER", help="Who sees to it.")
@json_option
@click.pass_obj
def add_lesson(app: App, *, plan_name: str, text: str, owner: str | None, as_json: bool) -> None:
    """Write down what to do differently, and who sees to it."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = planning.add_lesson(
            session,
            plan_id=key(plan),
            text=text,
            owner_id=key(queries.find_partner(session, owner)) if owner else None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = next(one for one in queries.lessons(session, plan) if one.id == row.id)
    by = view.owner or "nobody yet"
    emit(view, as_json=as_json, text=lambda: say(f"written down as lesson {view.id}, owned by {by}"))
