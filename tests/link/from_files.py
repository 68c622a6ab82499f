"""Records built from files as a user builds them, by rules alone. All states and people are invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import onrecord
from onrecord.api import Record

PARTIES = """
[[party]]
code = "ARV"
name = "Arvenia"
demonyms = ["Arvenian"]
capital = "Kallis"
[[party]]
code = "CST"
name = "Costara"
demonyms = ["Costaran"]
capital = "Port Aster"
[[party]]
code = "VEL"
name = "Velland"
demonyms = ["Vellish"]
capital = "Lindvik"
[[publisher]]
name = "Ministry of Foreign Affairs of Arvenia"
party = "ARV"
"""

Papers = Mapping[str, tuple[str, str]]
"""What each file says, by name: its front matter's lines, and its text."""


def news(day: str, text: str) -> tuple[str, str]:
    return f"title: Talks\npublisher: Harbour Post\npublished: {day}\nkind: news", text


def official(day: str, text: str, kind: str = "statement", title: str = "Statement") -> tuple[str, str]:
    head = f"title: {title}\npublisher: Ministry of Foreign Affairs of Arvenia\npublished: {day}\nkind: {kind}"
    return head, text


def write(folder: Path, papers: Papers) -> Path:
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    for name, (head, text) in papers.items():
        (documents / name).write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    return documents


def add(record: Record, folder: Path, papers: Papers, process: str | None = None) -> None:
    described = folder / "process.toml" if process is not None else None
    if described is not None:
        described.write_text(process or "", encoding="utf-8")
    record.add(write(folder, papers), process=described, use_model=False)


@contextmanager
def built(folder: Path, papers: Papers, process: str = PARTIES) -> Iterator[Record]:
    """Give the record of `papers`, still open for more."""
    folder.mkdir(parents=True, exist_ok=True)
    with onrecord.open(folder / "talks.onrecord", writable=True) as record:
        add(record, folder, papers, process)
        yield record
