"""The words of contact: `lexicon.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.record.meetings import MeetingKind


@dataclass(frozen=True)
class Lexicon:
    """The compiled lexicon. `nouns` are tried in order; `needs` names a condition on the noun phrase."""

    nouns: tuple[tuple[MeetingKind, re.Pattern[str], str], ...]
    verbs: dict[str, tuple[MeetingKind, frozenset[str]]]
    words: dict[str, frozenset[str]]
    phrases: dict[str, re.Pattern[str]]
    topic: re.Pattern[str]
    topic_passive: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Return the built-in lexicon."""
    raw = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    nouns = tuple((MeetingKind(n["kind"]), _word(n["words"]), n.get("needs", "")) for n in raw["nouns"])
    verbs = {lemma: (MeetingKind(v["kind"]), frozenset(v["how"])) for v in raw["verbs"] for lemma in v["lemmas"]}
    return Lexicon(
        nouns,
        verbs,
        {name: frozenset(values) for name, values in raw["words"].items()},
        {name: _word(pattern) for name, pattern in raw["phrases"].items()},
        _word("|".join(raw["topics"]["before"])),
        _word(raw["topics"]["passive"]),
    )


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)
