"""`onrecord desk` and the two commands of the Makefile that end in it."""

from __future__ import annotations

import re
import socket
from pathlib import Path

from click.testing import CliRunner

from onrecord.desk.command import desk

ROOT = Path(__file__).resolve().parents[2]


def test_a_check_prints_the_address_asks_for_the_first_page_and_ends(strait: Path) -> None:
    answer = CliRunner().invoke(desk, [str(strait), "--port", "0", "--check"])
    assert answer.exit_code == 0, answer.output
    address = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{20,}", answer.output)
    assert address
    assert "The desk answered its first page" in answer.output
    with socket.socket() as tried:
        assert tried.connect_ex(("127.0.0.1", int(address[1]))) != 0  # nothing is left running


def test_a_taken_port_is_said_in_words(strait: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        answer = CliRunner().invoke(desk, [str(strait), "--port", str(holder.getsockname()[1]), "--check"])
    assert answer.exit_code != 0
    assert "choose another with --port" in str(answer.exception)


def test_a_record_that_is_not_there_is_said_before_anything_is_served(tmp_path: Path) -> None:
    answer = CliRunner().invoke(desk, [str(tmp_path / "none.onrecord"), "--check"])
    assert answer.exit_code != 0
    assert "http://" not in answer.output


def test_make_demo_serves_in_a_terminal_and_never_blocks_without_one() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = text[text.index("\ndemo:") : text.index("\ndesk:")]
    assert "if [ -t 1 ]; then" in recipe and "--check; fi" in recipe
