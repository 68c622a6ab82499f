"""The cue words of undertakings, read once from `lexicon.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.record.undertakings import Strength, UndertakingKind


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of cue words: its name, and what an undertaking it opens is where nothing else decides."""

    group: str
    kind: UndertakingKind
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue groups by lemma, one table per word class."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    commissive: frozenset[str]
    deontic: frozenset[str]
    classes: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the built-in lexicon."""
    raw = tomllib.loads((files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))
    modals = raw["modals"]
    return Lexicon(
        _table(raw["verbs"]),
        _table(raw["nouns"]),
        _table(raw["adjectives"]),
        frozenset(modals["commitment"]),
        frozenset(modals["demand"]),
        {name: frozenset(lemmas) for name, lemmas in raw["classes"].items()},
    )


def _table(groups: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for name, group in groups.items():
        strength = Strength(group["strength"]) if "strength" in group else None
        cue = Cue(name, UndertakingKind(group["kind"]), strength)
        for lemma in group["lemmas"]:
            table[lemma] = (*table.get(lemma, ()), cue)
    return table
