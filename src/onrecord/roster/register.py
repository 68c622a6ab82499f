"""The built-in register: data files of this package read into parties and processes.

What comes in: `data/states.tsv`, `data/bodies.tsv`, `data/processes.tsv`, `data/towns.tsv`, `data/not_parties.txt`,
each naming its sources in its first lines. What goes out: the nouns of `record`. A malformed line is a broken
installation and raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from onrecord.record.actors import Party, PartyKind
from onrecord.record.meetings import Process

_PLURAL = ("n", "i", "k", "b", "er", "nd", "ite", "ian", "kh", "ne", "no", "na")
"""Endings of demonyms that name people by adding an s ("Germans", "Iraqis"); the others are irregular or invariable."""


def _lines(name: str) -> Iterator[str]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def with_plurals(demonyms: tuple[str, ...]) -> tuple[str, ...]:
    """Return `demonyms` with their regular plurals added ("Iraqi" gives "Iraqis"), each once, in order."""
    every = [form for demonym in demonyms for form in (demonym, demonym + "s" * demonym.endswith(_PLURAL))]
    return tuple(dict.fromkeys(every))


def _state(row: list[str]) -> Party:
    code, name, aliases, demonyms, capital, seats = row
    capitals = _many(capital)
    return Party(
        code,
        name,
        PartyKind.STATE,
        _many(aliases),
        with_plurals(_many(demonyms)),
        capitals[0] if capitals else None,
        _many(seats) + capitals[1:],
    )


def _body(row: list[str]) -> Party:
    code, kind, name, aliases, demonyms, seats, part_of = row
    return Party(code, name, PartyKind(kind), _many(aliases), _many(demonyms), None, _many(seats), part_of or None)


@cache
def parties() -> dict[str, Party]:
    """Return all built-in parties by code."""
    every = [*map(_state, _rows("states.tsv")), *map(_body, _rows("bodies.tsv"))]
    return {party.code: party for party in every}


@cache
def processes() -> tuple[Process, ...]:
    """Return the built-in processes."""
    return tuple(
        Process(id_, name, _many(aliases), _many(sides), _many(guarantors), _many(tracks))
        for id_, name, aliases, sides, guarantors, tracks in _rows("processes.tsv")
    )


@cache
def not_parties() -> tuple[str, ...]:
    """Return phrases that contain a party's name and mean something else ("South China Sea")."""
    return tuple(_lines("not_parties.txt"))


@cache
def towns() -> tuple[tuple[str, str], ...]:
    """Return towns that are no capitals, each with the code of its state."""
    return tuple((name, code) for name, code in _rows("towns.tsv"))


@cache
def forms() -> dict[str, frozenset[str]]:
    """Return which states have, or have not, an office of head of state or government: form to party codes."""
    return {form: frozenset(codes.split()) for form, codes in _rows("forms.tsv")}


@cache
def alpha2() -> dict[str, str]:
    """Return the roster's code for each lower-case ISO 3166-1 alpha-2 code."""
    return {short: code for code, short in _rows("alpha2.tsv")}
