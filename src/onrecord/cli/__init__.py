"""The command line. Data go to standard output, progress and errors to standard error.

Exit codes: 0 all well, 1 findings (`verify`, `--strict`), 2 usage or a record that cannot be used, 3 partly read.
Each command is imported when it is called, so that `--help` answers at once.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from onrecord import __version__
from onrecord.record.issues import OnRecordError

COMMANDS = {
    "build": ("onrecord.cli.build:build", "Read files and folders into a record; again: only what is new."),
    "read": ("onrecord.cli.build:read", "Print what is read in files, without a record (JSON Lines)."),
    "show": ("onrecord.cli.show:show", "Show a record: summary, meetings, people, documents, issues ..."),
    "compare": ("onrecord.cli.compare:compare", "Show what each document tells of one meeting, beside the others."),
    "undertakings": (
        "onrecord.cli.undertakings:undertakings",
        "List what was promised, agreed, demanded, and its status.",
    ),
    "search": ("onrecord.cli.search:search", "Find words in the documents of a record."),
    "verify": ("onrecord.cli.check:verify", "Check every hash, span, exact text and reference of a record."),
    "doctor": ("onrecord.cli.check:doctor", "Tell what is installed, and whether it works."),
    "roster": ("onrecord.cli.roster:roster", "Turn an export of office holders into tables for a process.toml."),
    "evaluate": ("onrecord.cli.evaluate:evaluate", "Measure reading against annotated files."),
    "desk": ("onrecord.desk.command:desk", "Read, compare and correct a record in the browser."),
    "decisions": ("onrecord.cli.decisions:decisions", "Exchange what people decided between desks."),
}
"""Commands in the order `--help` lists them: where they are defined, and what they do."""


class Commands(click.Group):
    """A group whose commands are imported when they are called; one whose module is not installed is not listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        return [name for name, (path, _) in COMMANDS.items() if _is_there(path)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what we raise on purpose becomes one line on standard error and exit code 2."""
        try:
            return super().invoke(ctx)
        except OnRecordError as error:
            click.echo(f"onrecord: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  whoever read us has enough
            ctx.exit(0)


def _is_there(path: str) -> bool:
    module = path.partition(":")[0]
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
@click.option("--verbose", "-v", is_flag=True, help="Say more on standard error.")
def cli(verbose: bool) -> None:
    """Keep a negotiation as a sourced record: who met whom, who said what, what was agreed and what became of it.

    The record comes first: `onrecord show talks.onrecord meetings`. It may be left out where ONRECORD_RECORD names
    it, or where the working directory holds exactly one file NAME.onrecord.
    """
    import logging

    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; the entry point of the `onrecord` script."""
    cli.main(args=list(arguments) if arguments is not None else None, prog_name="onrecord")
