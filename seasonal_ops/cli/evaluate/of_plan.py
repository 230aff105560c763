"""`evaluate PLAN`: a season against earlier ones."""

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.evaluate.season_json import evaluation_json
from seasonal_ops.cli.evaluate.season_text import show, show_nights
from seasonal_ops.cli.output import emit, json_option
from seasonal_ops.errors import BadValue
from seasonal_ops.views import Facing
from seasonal_ops.words import Readers


@click.command("PLAN", epilog="Example: seasonal-ops evaluate freshers-2026 --against 2025")
@click.argument("plan_name", metavar="")  # the name of the command is PLAN: once is enough in its usage
@click.option("--against", multiple=True, metavar="PLAN|YEAR", help="A baseline; may be repeated.")
@click.option("--measure", "only", multiple=True, metavar="M", help="This measure alone; may be repeated.")
@click.option("--nights", is_flag=True, help="Night by night as well: counts on what was deployed.")
@click.option(
    "--line-up",
    "by",
    type=click.Choice([one.value for one in Facing]),
    help="Which nights face each other, as well: for the eye, no verdict changes.",
)
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Readers]),
    default=Readers.PARTNERSHIP.value,
    show_default=True,
    help="For the public, what could tell who it was is left out.",
)
@json_option
@click.pass_obj
def of_plan(
    app: App,
    plan_name: str,
    *,
    against: tuple[str, ...],
    only: tuple[str, ...],
    nights: bool,
    by: str | None,
    audience: str,
    as_json: bool,
) -> None:
    """Compare PLAN with earlier seasons, measure by measure."""
    from seasonal_ops import counting, queries
    from seasonal_ops.cli.evaluate.lined_up import LineUp, lined_up_json, show_lined_up
    from seasonal_ops.evaluation import folding, seasons
    from seasonal_ops.evaluation.seasons.choosing import alignment
    from seasonal_ops.evaluation.seasons.narrowing import narrowed

    if by is not None and audience != Readers.PARTNERSHIP.value:
        raise BadValue("nights face each other for the partnership's eyes alone; leave out --line-up")
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        slugs = [counting.find_measure(session, plan, name).slug for name in only]
        readers = Readers(audience)
        earlier = seasons.baselines(session, plan, against, readers=readers)
        found = seasons.evaluate(session, plan, earlier, readers=readers, now=app.clock())
        lie = {one.label: alignment(session, plan, one) for one in earlier}

    names = folding.names_of(found)
    if slugs:
        found = narrowed(found, slugs)

    line_up = None if by is None else LineUp(Facing(by), lie)

    def text() -> None:
        show(found, names)
        if nights:
            show_nights(found)
        if line_up:
            show_lined_up(found, line_up)

    data = evaluation_json(found, nights=nights)
    if line_up:
        data["line_up"] = list(lined_up_json(found, line_up))
    emit(data, as_json=as_json, text=text)
