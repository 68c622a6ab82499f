"""Words of offices: the nouns that name a post, the words that modify one, and what never begins a name.

Closed lists in `words.toml`, checked word by word in the form in which they stand, folded to lower case.
"""

from __future__ import annotations

import tomllib
from importlib import resources


def _load(file: str) -> dict[str, frozenset[str]]:
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


_WORDS = _load("words.toml")

HEADS = _WORDS["heads"]
"""Nouns that name a post or its holder."""

MODIFIERS = _WORDS["modifiers"]
"""Words that stand before such a noun, or behind it after "of", "for" or "to"."""

NEVER_NAMES = _WORDS["never"]
"""Capitalised words that are no part of a person's name by themselves."""

HONORIFICS = _WORDS["honorifics"]
"""Words between office and name that belong to neither."""

PARTICLES = _WORDS["particles"]
"""Lower-case words inside names."""

SUFFIXES = _WORDS["suffixes"]
"""Words behind a name that belong to it."""

ABBREVIATIONS = _WORDS["abbreviations"]
"""Short forms of posts, heads only where they stand in capitals ("PM")."""

BODIES = _WORDS["bodies"]
"""Nouns that end the name of a body ("Council")."""

MOVEMENTS = _WORDS["movements"]
"""Those of them that no state has ("Front")."""

REGIONS = _WORDS["regions"]
"""Words of regions that stand behind "for" in an office ("for the Horn of Africa")."""

FIELDS = _WORDS["fields"]
"""Adjectives of continents and peoples that begin what an office is about ("African Affairs")."""

BODY_NOUNS = (
    BODIES | {f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s" for noun in BODIES} | _WORDS["institutions"]
)
"""Nouns that end the name of a body, in singular and plural, or of an institution: no part of a person's name."""

CUES = _load("cues.toml")
"""Verbs, nouns and adverbs by what they show of the capitalised word beside them (see `evidence`)."""
