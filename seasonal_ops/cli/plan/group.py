"""The group that the commands on plans belong to."""

import click


@click.group(epilog="Example: seasonal-ops plan new bright-sparx --year 2026")
def plan() -> None:
    """Plans: from a template, on this year's dates."""
