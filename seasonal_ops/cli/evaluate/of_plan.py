"""`evaluate PLAN`: a season against earlier ones."""

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.evaluate.season_json import evaluation_json
from seasonal_ops.cli.evaluate.season_text import show, show_nights
from seasonal_ops.cli.output import emit, json_option
from seasonal_ops.words import Readers


@click.command("PLAN", epilog="Example: seasonal-ops evaluate freshers-2026 --against 2025")
@click.argument("plan_name", metavar="")  # the name of the command is PLAN: once is enough in its usage
@click.option("--against", multiple=True, metavar="PLAN|YEAR", help="A baseline; may be repeated.")
@click.option("--measure", "only", multiple=True, metavar="M", help="This measure alone; may be repeated.")
@click.option("--nights", is_flag=True, help="Night by night as well: counts on what was deployed.")
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
    audience: str,
    as_json: bool,
) -> None:
    """Compare PLAN with earlier seasons, measure by measure."""
    from seasonal_ops import counting, queries
    from seasonal_ops.evaluation import folding, seasons
    from seasonal_ops.evaluation.seasons.narrowing import narrowed

    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        slugs = [counting.find_measure(session, plan, name).slug for name in only]
        readers = Readers(audience)
        earlier = seasons.baselines(session, plan, against, readers=readers)
        found = seasons.evaluate(session, plan, earlier, readers=readers, now=app.clock())

    names = folding.names_of(found)
    if slugs:
        found = narrowed(found, slugs)

    def text() -> None:
        show(found, names)
        if nights:
            show_nights(found)

    emit(evaluation_json(found, nights=nights), as_json=as_json, text=text)
