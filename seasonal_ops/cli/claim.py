"""`claim …`: what somebody says of a measure, held against its counts."""

from typing import Any

import click
from sqlmodel import Session

from seasonal_ops import counting, planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import NEGATIVES, words
from seasonal_ops.evaluation.shapes import ClaimResult
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import NewClaim
from seasonal_ops.views import as_json as plainly
from seasonal_ops.words import ActorKind, Qualifier


@click.group(epilog="Example: seasonal-ops claim list bright-sparx-2026")
def claim() -> None:
    """What somebody says of a measure, held against its counts."""


@claim.command(
    "add",
    context_settings=NEGATIVES,
    epilog='Example: seasonal-ops claim add bright-sparx-2026 asb-calls "A fifth fewer" --change "-20%"',
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.argument("text")
@click.option("--change", metavar="PERCENT", help='With its sign and its own digits, such as "-4.2%".')
@click.option("--against", type=int, metavar="YEAR", help="Of which year; default: the season before.")
@click.option("--value", metavar="NUMBER", help="The total of the season.")
@click.option("--qualifier", type=words(Qualifier), default=Qualifier.EXACT.value, show_default=True)
@click.option("--peak", is_flag=True, help="The value is of the largest night.")
@click.option("--source", default="", help="Who says so, and where.")
@json_option
@click.pass_obj
def add_claim(
    app: App, /, *, plan_name: str, measure_name: str, qualifier: str, as_json: bool, **said: Any
) -> None:
    """Write down TEXT, what is said of MEASURE, and hold it against the counts."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = planning.make_claim(
            session,
            measure_id=key(counting.find_measure(session, plan, measure_name)),
            new=NewClaim(qualifier=Qualifier(qualifier), **said),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        found = next(one for one in _judged(app, session, plan) if one.claim.id == row.id)
    emit(_flat(found), as_json=as_json, text=lambda: say(f"written down as claim {row.id}. {found.sentence}"))


@claim.command("list", epilog="Example: seasonal-ops claim list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_claims(app: App, plan_name: str, as_json: bool) -> None:
    """What is said of the measures of PLAN, and whether the counts contradict it."""
    with app.database.read() as session:
        found = _judged(app, session, queries.find_plan(session, plan_name))
    rows = [(one.claim.id, one.claim.measure, one.sentence, one.claim.text) for one in found]
    none = "nothing is claimed yet: seasonal-ops claim add PLAN MEASURE TEXT --value NUMBER"
    emit([_flat(one) for one in found], as_json=as_json, text=lambda: table(rows, empty=none))


def _judged(app: App, session: Session, plan: Plan) -> tuple[ClaimResult, ...]:
    """The claims against this season's counts, and those of all earlier seasons that are named or next."""
    from seasonal_ops.errors import NotFound
    from seasonal_ops.evaluation import seasons

    try:
        earlier = seasons.baselines(session, plan, ())
    except NotFound:
        earlier = []
    return seasons.evaluate(session, plan, earlier, now=app.clock()).claims


def _flat(found: ClaimResult) -> dict[str, Any]:
    """A claim and its judgement in one object."""
    judgement = {"contradicted": found.contradicted, "sentence": found.sentence}
    return plainly(found.claim) | judgement
