"""The roster: parties, offices and processes known before a text is read, and how names are compared.

Built-in data (states, common organisations, processes) with their sources, extended by a user's `process.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.record.actors import Party, Person
from onrecord.record.meetings import Process
from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True)
class NameHit:
    """A roster name found in a text. `how`: `name`, `alias`, `demonym`, `capital`, `seat`, `process`."""

    span: Span
    code: str  # party code, or Process.id where how == "process"
    how: str


@dataclass(frozen=True)
class Roster:
    """Everything known before reading. Immutable, picklable, built once per process."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    processes: tuple[Process, ...] = ()
    people: tuple[Person, ...] = ()

    @classmethod
    def builtin(cls) -> Roster:
        """Return the built-in roster (cached)."""
        raise NotImplementedError

    def extended(self, process_toml: Path) -> Roster:
        """Return this roster with a user's parties, people, tenures and processes added.

        Raises:
            ConfigError: the file cannot be read or contradicts itself; the message names both places.
        """
        raise NotImplementedError

    def find(self, text: str) -> list[NameHit]:
        """Return every roster name in `text`, longest match first at each place, in text order."""
        raise NotImplementedError

    def code(self, name: str) -> str | None:
        """Return the party code of a name, alias, demonym, adjective or code; None if unknown or ambiguous."""
        raise NotImplementedError
