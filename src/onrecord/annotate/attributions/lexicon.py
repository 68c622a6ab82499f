"""Cue words: which words introduce reported content, and in which frame. The data stand in `lexicon.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.record.attributions import AttributionType

_VOWELS = "aeiou"
_DETERMINERS = "a an the his her its their this that such no any of for in by my our your"
_NOMINAL = frozenset(_DETERMINERS.split())
"""Words before a cue that make a noun of it: "the claim"."""


@dataclass(frozen=True)
class Lexicon:
    """Frames of cue words.

    Attributes:
        verbs: surface form of a verb, lower case → its base form.
        frames: base form of a verb → frames: `clause`, `quotation`, `infinitive`, `object`, `complement`, `gerund`,
            `addressed`, or `p:` and a preposition.
        nouns: surface form of a noun → frames: `that`, `to`, a preposition.
        adjectives: the same of adjectives.
        types: base form of a verb → what its source does, if not speaking.
        reporting: surface forms of verbs of reporting proper, and "according".
    """

    verbs: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    types: Mapping[str, AttributionType]
    reporting: frozenset[str]

    @classmethod
    @cache
    def builtin(cls) -> Lexicon:
        """Return the lexicon that comes with the package."""
        data = _data()
        irregular: Mapping[str, list[str]] = data["irregular"]
        frames = _frames(data["verbs"])
        types = {verb: AttributionType(name) for name, verbs in data["types"].items() for verb in verbs.split()}
        verbs = {form: verb for verb in frames for form in _forms(verb, irregular)}
        for verb in types:
            for form in _forms(verb, irregular):
                verbs.setdefault(form, verb)
        reporting = {form for verb in data["reporting"]["verbs"].split() for form in _forms(verb, irregular)}
        nouns, adjectives = _nominal(data["nouns"], plural=True), _nominal(data["adjectives"])
        return cls(verbs, frames, nouns, adjectives, types, frozenset(reporting | {"according"}))

    def is_reporting(self, cue: str) -> bool:
        """Tell whether a cue holds a reporting verb (not a noun of the same form) or "according"."""
        found = re.findall(r"[\w’']+", cue.lower())
        return any(w in self.reporting and not (n and found[n - 1] in _NOMINAL) for n, w in enumerate(found))

    def type_of(self, words: Iterable[str]) -> AttributionType:
        """Return what a cue's words say the source does; the last verb with a type decides, else it speaks."""
        found = AttributionType.SPEECH
        for word in words:
            verb = self.verbs.get(word.lower())
            if verb is not None:
                found = self.types.get(verb, AttributionType.SPEECH)
        return found


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


def inflections(verb: str) -> tuple[str, ...]:
    """Return base form, third person, past, participle and gerund of an English verb, irregular ones as listed."""
    return _forms(verb, _data()["irregular"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def _forms(verb: str, irregular: Mapping[str, list[str]]) -> tuple[str, ...]:
    if verb in irregular:
        return (verb, *irregular[verb])
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", (verb[:-2] + "ying" if verb.endswith("ie") else verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return verb, third, verb + "ed", verb + "ing"


def _frames(data: Mapping[str, str | Mapping[str, str]]) -> dict[str, frozenset[str]]:
    frames: dict[str, set[str]] = {}
    for name, value in data.items():
        if isinstance(value, str):
            lists = {name: value}
        elif name == "prepositions":
            lists = {f"p:{preposition}": verbs for preposition, verbs in value.items()}
        else:
            lists = {name: value["verbs"]}
        for frame, verbs in lists.items():
            for verb in verbs.split():
                frames.setdefault(verb, set()).add(frame)
    return {verb: frozenset(of) for verb, of in frames.items()}


def _nominal(data: Mapping[str, str], plural: bool = False) -> dict[str, frozenset[str]]:
    frames: dict[str, set[str]] = {}
    for frame, words in data.items():
        for word in words.split():
            forms = (word, word[:-1] + "ies" if word.endswith("y") else word + "s") if plural else (word,)
            for form in forms:
                frames.setdefault(form, set()).add(frame)
    return {word: frozenset(of) for word, of in frames.items()}
