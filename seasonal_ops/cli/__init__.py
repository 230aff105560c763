"""The command line. Each command's module is imported when it is called, so that `--help` costs nothing."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any, Final

import click

COMMANDS: Final = {
    "activity": ("activity", "Dated things to do: list, show, add, edit, move, cancel, needs, status."),
    "area": ("area", "Wards, hotspots, and areas to compare with."),
    "assign": ("asking", "Ask a partner to lead or support an activity."),
    "audit": ("audit", "What happened, and whether the record is intact."),
    "backup": ("backup", "The whole database as one file."),
    "claim": ("claim", "What is said of a measure, held against its counts."),
    "contact": ("contact", "Persons, mailboxes and webhooks at partners."),
    "count": ("count", "What was counted: add, nil, withdraw, list, history, approve, returns."),
    "demo": ("demo", "The worked example: three seasons in a database of their own."),
    "doctor": ("doctor", "What is wrong with the set-up, and how to mend it."),
    "evaluate": ("evaluate", "Did this year differ from last? Counts, chance and plain words."),
    "feed": ("feed", "Calendar subscriptions for partners."),
    "gate": ("aims", "What must come first: money, or a permission."),
    "init": ("system", "Create the database, or bring it up to this version."),
    "lesson": ("aims", "What to do differently next time."),
    "lpg": ("lpg", "The month over all plans, on one page for the board."),
    "measure": ("measure", "What a plan counts, over which dates."),
    "meeting": ("meeting", "The group meets: who is there, answers, actions, minutes."),
    "partner": ("partner", "The agencies that plans ask."),
    "plan": ("plan", "Plans: from a template, on this year's dates."),
    "redo": ("undoing", "Do again what was undone last."),
    "remind": ("remind", "Reminders: preview, list, send what is due."),
    "report": ("report", "How a season went, for the board's table: Word, PDF, HTML or Markdown."),
    "respond": ("asking", "Record what a partner said to an assignment."),
    "restore": ("backup", "Put a backup back; what may have been sent since is held."),
    "series": ("series", "Activities that repeat: list them, change their rule."),
    "serve": ("system", "Serve the feeds and keep the clock for reminders."),
    "sheet": ("sheet", "The sheet of one night: who, where, when, whom to ring, what to count."),
    "target": ("aims", "What a plan aims at."),
    "today": ("today", "What is due, overdue, unanswered, uncounted."),
    "tui": ("system", "The terminal UI."),
    "undo": ("undoing", "Take back your newest change."),
    "unassign": ("asking", "A partner is no longer asked."),
}


class LazyGroup(click.Group):
    """Lists its commands from `COMMANDS` and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"seasonal_ops.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table here: no module is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: seasonal-ops plan new bright-sparx --year 2026",
)
@click.option("--database", metavar="URL", help="Where the plans are kept; default: a file of yours.")
@click.option("--actor", metavar="NAME", help="Whom changes are attributed to; default: your account.")
@click.version_option(package_name="seasonal-ops", message="%(version)s")
@click.pass_context
def cli(ctx: click.Context, database: str | None, actor: str | None) -> None:
    """Plan, remind, share and evaluate a partnership's seasonal operations."""
    from seasonal_ops.bootstrap import App
    from seasonal_ops.settings import load

    options = {"database": database, "actor": actor}
    ctx.obj = App(load(options, os.environ, working_folder=Path.cwd()))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 refused, 2 not understood."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; its exit code."""
    from seasonal_ops.errors import SeasonalOpsError

    try:
        done: Any = cli.main(arguments, prog_name="seasonal-ops", standalone_mode=False)
    except SeasonalOpsError as error:
        return _refuse(str(error), error.exit_code)
    except click.UsageError as error:
        return _not_understood(error)
    except click.ClickException as error:
        return _refuse(error.format_message(), 1)
    except click.Abort:
        return _refuse("stopped", 1)
    except BrokenPipeError:
        # The reader had enough (`| head`); nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return done if isinstance(done, int) else 0


def _not_understood(error: click.UsageError) -> int:
    """A bad value is the user's to correct (1); an unknown or missing option or argument is usage (2)."""
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        return _refuse(error.format_message(), 1)
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    return _refuse(error.format_message(), 2)


def _refuse(sentence: str, code: int) -> int:
    from seasonal_ops.text import harmless

    click.echo("error: " + " ".join(harmless(sentence, keep="\n").split()), err=True)
    return code
