"""The group of `evaluate`: a plan's name, or one of the tools that need no plan."""

import click

from seasonal_ops.cli.evaluate.of_plan import of_plan


class PlanOrTool(click.Group):
    """`evaluate rate-ratio …` is a tool of its own; any other word is a plan's name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The tool that is named, or the comparison of the plan that is."""
        if args and args[0] not in self.commands:
            return "PLAN", of_plan, args
        return super().resolve_command(ctx, args)


@click.group(cls=PlanOrTool, epilog="Example: seasonal-ops evaluate freshers-2026 --against freshers-2025")
def evaluate() -> None:
    """Did this year differ from last? Counts, chance and plain words.

    evaluate PLAN [--against PLAN|YEAR]… compares a season with earlier ones; --against may be repeated,
    and without it the season before is taken.
    """
