"""The roster: parties, offices and processes known before a text is read, and how names are compared.

Built-in data (states, common organisations, processes) with their sources, extended by a user's `process.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.record.actors import Party, Person
from onrecord.record.issues import Issue
from onrecord.record.meetings import Process
from onrecord.record.spans import Span

from . import register
from .finder import Entry, Finder, fold


@dataclass(frozen=True, slots=True)
class NameHit:
    """A roster name found in a text. `how`: `name`, `alias`, `demonym`, `capital`, `seat`, `city`, `process`."""

    span: Span
    code: str  # party code, or Process.id where how == "process"
    how: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher the user described: the party whose paper it is (None for the press) and the kind of its papers."""

    name: str
    party: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Roster:
    """Everything known before reading. Immutable, picklable, built once per process."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    processes: tuple[Process, ...] = ()
    people: tuple[Person, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    issues: tuple[Issue, ...] = ()  # what may be true in a user's process.toml but needs a person's eye

    @classmethod
    def builtin(cls) -> Roster:
        """Return the built-in roster (cached)."""
        return _builtin()

    def extended(self, process_toml: Path) -> Roster:
        """Return this roster with a user's parties, people, tenures and processes added.

        Raises:
            ConfigError: the file cannot be read or contradicts itself; the message names both places.
        """
        from .process_toml import extend

        return extend(self, process_toml)

    def find(self, text: str) -> list[NameHit]:
        """Return every roster name in `text`, longest match first at each place, in text order.

        A place followed by a word such as "format" or "process" is a process hit, even for a process the roster
        does not list: its code is then a slug of the words ("jeddah-format").
        """
        return [self._widened(text, span, entry) for span, entry in self._finder.find(text)]

    def code(self, name: str) -> str | None:
        """Return the party code of a name, alias, demonym, adjective or code; None if unknown or ambiguous."""
        plain = fold(name.strip())
        if name.strip() in self.parties:
            return name.strip()
        plain = re.sub(r"^[Tt]he\s+", "", plain)
        return self._codes.get(plain) or self._codes.get(re.sub(r"'s?$", "", plain))

    def whole(self, code: str | None) -> str | None:
        """Return the body a party is a mission or fund of ("UNSMIL" gives "UN"), else the code itself."""
        for _ in range(3):  # a file that makes two bodies parts of each other ends here
            party = self.parties.get(code or "")
            if party is None or party.part_of is None:
                break
            code = party.part_of
        return code

    @property
    def _finder(self) -> Finder:
        return _compiled(self)[0]

    @property
    def _codes(self) -> dict[str, str]:
        return _compiled(self)[1]

    def __getstate__(self) -> dict[str, object]:
        return {k: v for k, v in self.__dict__.items() if not k.startswith("_")}

    def _widened(self, text: str, span: Span, entry: Entry) -> NameHit:
        tail = _PROCESS_TAIL.match(text, span.end) if entry.how in {"capital", "city", "seat"} else None
        if tail is None:
            return NameHit(span, entry.code, entry.how)
        whole = Span(span.start, tail.end())
        return NameHit(whole, re.sub(r"\W+", "-", whole.of(text).lower()), "process")


_PROCESS_TAIL = re.compile(r"[ \u00a0](?:peace )?(?:[Ff]ormat|[Pp]rocess|[Pp]latform|[Tt]rack)(?![\w-])")


@cache
def _builtin() -> Roster:
    return Roster(register.parties(), register.processes())


def _compiled(roster: Roster) -> tuple[Finder, dict[str, str]]:
    cached = roster.__dict__.get("_cache")
    if cached is None:
        entries = list(_entries(roster))
        finder = Finder(entries)
        codes = {form: e.code for form, e in finder.exact.items() if e.code and e.how not in {"process", "city"}}
        cached = (finder, codes)
        roster.__dict__["_cache"] = cached
    return cached


def _entries(roster: Roster) -> list[tuple[str, Entry]]:
    """Every wording, in order of precedence: names before demonyms before capitals and seats."""
    every: list[tuple[str, Entry]] = [(phrase, Entry("", "")) for phrase in register.not_parties()]
    parties = roster.parties.values()
    every += [(party.name, Entry(party.code, "name")) for party in parties]
    every += [(alias, Entry(party.code, "alias")) for party in parties for alias in party.aliases]
    every += [(name, Entry(party.code, "demonym")) for party in parties for name in party.demonyms]
    every += [(party.capital, Entry(party.code, "capital")) for party in parties if party.capital]
    every += [(seat, Entry(party.code, "seat")) for party in parties for seat in party.seats]
    every += [(town, Entry(code, "city")) for town, code in register.towns() if code in roster.parties]
    for process in roster.processes:
        every += [(name, Entry(process.id, "process")) for name in (process.name, *process.aliases)]
    return every
