"""The documentation says what is there: commands, files, issue codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _commands() -> list[str]:
    return cli.list_commands(cli.make_context("onrecord", [], resilient_parsing=True))


def test_every_command_has_help_and_stands_in_the_readme_or_tutorial() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    context = cli.make_context("onrecord", [], resilient_parsing=True)
    for name in _commands():
        command = cli.get_command(context, name)
        assert command is not None and command.help, name
    for name in ("build", "show", "compare", "undertakings", "search", "verify", "desk"):
        assert f"onrecord {name}" in text, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_existing_commands_and_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"^\$ onrecord ([a-z]+)", text, re.MULTILINE):
        assert name in _commands(), name
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target


def test_every_page_is_free_of_placeholders() -> None:
    for page in PAGES:
        assert "@@" not in page.read_text(encoding="utf-8"), page.name
