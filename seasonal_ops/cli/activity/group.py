"""The group that the commands on activities belong to."""

import click


@click.group(epilog="Example: seasonal-ops activity list --plan bright-sparx-2026")
def activity() -> None:
    """Dated things to do: list, show, add, edit, move, cancel, needs, status."""
