"""How sources describe their speakers without a roster name: pronouns, titles, class nouns, parts of long names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Speaker
from onrecord.record.spans import Span

from .lexicon import words as word_set

_WORD = re.compile(r"[\w][\w.&/-]*|['’]s\b|['’]")
_ARTICLES = word_set("the a an this that these those")
_FIRST = word_set("i we my our us me")
_SINGULAR = word_set("he she him her his")
_PLURAL = word_set("they them their both all")
_RELATIVE = word_set("who which that whom")
_ADVERBS = word_set("also then later earlier again however too both")
TITLES = word_set(
    """minister president premier chancellor secretary envoy ambassador spokesman spokeswoman spokesperson chief
    general representative commander king queen prince sheikh emir sultan senator governor mayor director
    chairman chairwoman chair leader diplomat coordinator negotiator mediator rapporteur commissioner adviser
    advisor aide deputy vice-president"""
)
"""Nouns that name an office a person can be known by."""
CLASSES = word_set(
    """group organisation organization monitor watchdog agency ministry coalition alliance broadcaster network party
    movement body council committee outlet newspaper daily mission embassy"""
)
"""Nouns for a body that has been named before: "the group said"."""
_NAME = re.compile(
    r"[A-ZÀ-ÞĀ-ŽА-Я][\w&’'.-]*(?:(?: (?:of|for|and|the|on|in|to|de|al|von|van)){0,2} [A-ZÀ-ÞĀ-ŽА-Я][\w&’'.-]*)+"
)
_SMALL = word_set("of for and the on in to")


def bare(source: str) -> list[str]:
    """Return the words of a source without its leading article and adverbs."""
    words = [w for w in _WORD.findall(source) if w not in "'’"]
    while words and words[0].lower() in _ARTICLES and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _ADVERBS:
        words = words[:-1]
    return words


def first_person(words: Sequence[str]) -> bool:
    """Tell whether a source is the one who writes: I, we, our side."""
    return (
        bool(words) and words[0].lower() in _FIRST and (len(words) == 1 or words[0].lower() in {"my", "our", "we", "i"})
    )


def pronoun(words: Sequence[str]) -> str | None:
    """Return `he`, `it`, `plural` or `relative` for a source that is a pronoun."""
    if not words or len(words) > 2 or (len(words) == 2 and words[1].lower() not in _ADVERBS):
        return None
    word = words[0].lower()
    if word in _SINGULAR:
        return "he"
    if word in _PLURAL:
        return "plural"
    if word in _RELATIVE:
        return "relative"
    return "it" if word == "it" else None


def is_title(words: Sequence[str]) -> bool:
    """Tell whether the words end in, or are, an office: "Turkish foreign minister"."""
    return bool(words) and words[-1].lower().strip(",.") in TITLES


def is_class_noun(words: Sequence[str]) -> bool:
    """Tell whether the words end in a noun for a body: "monitoring group"."""
    return bool(words) and words[-1].lower() in CLASSES


class Names:
    """The names of one document: people as the actors layer has them, and bodies by their capitals.

    Args:
        text: Document text.
        actors: Actor mentions of the document.
        sources: Spans of all sources; a body that is a source may be meant by "a monitoring group".
    """

    def __init__(self, text: str, actors: Sequence[ActorMention], sources: Sequence[Span]) -> None:
        self._people: dict[str, ActorMention] = {}
        for mention in actors:
            if mention.kind is ActorKind.PERSON and mention.name:
                known = self._people.get(mention.name)
                if known is None or (mention.office and not known.office):
                    self._people[mention.name] = mention
        parties = {m.name for m in actors if m.kind is ActorKind.PARTY}
        found = {" ".join(m.group().split()) for m in _NAME.finditer(text)}
        self._bodies = {name for name in found if name not in self._people and name not in parties}
        self._sources = {" ".join(bare(s.of(text))) for s in sources}

    def is_person(self, name: str) -> bool:
        """Tell whether a speaker's name is a person's."""
        return name in self._people

    def person_like(self, label: str) -> ActorMention | None:
        """Return the one person whose name a label ends in ("SECRETARY BRANDT" → Anna Brandt)."""
        words = [w.casefold() for w in _WORD.findall(label)]
        if not words:
            return None
        exact = [m for name, m in self._people.items() if name.casefold() in label.casefold()]
        if len(exact) == 1:
            return exact[0]
        last = [m for name, m in self._people.items() if name.casefold().split()[-1] == words[-1]]
        return last[0] if len(last) == 1 else None

    def full(self, words: Sequence[str]) -> str | None:
        """Return the one longer name of a body that ends a chain from `words`: Observatory → its full name."""
        capital = [w for w in words if w[0].isupper()]
        if not capital or not _is_name(words):
            return None
        own = set(words)
        longer = [b for b in self._bodies if own < set(b.split()) and not b.split()[0].endswith(("’s", "'s"))]
        if not longer:
            return None
        best = [b for b in longer if not any(set(b.split()) < set(o.split()) for o in longer)]
        heads = {tuple(w for w in b.split() if w not in _SMALL) for b in best}
        return best[0] if len(heads) == 1 else None

    def only_body(self, words: Sequence[str]) -> Speaker | None:
        """Return the only body of several words that is a source by name, for "a monitoring group"."""
        bodies = {s for s in self._sources if s in self._bodies and len(s.split()) > 2}
        return Speaker(bodies.pop(), None, None, "title") if len(bodies) == 1 else None

    def is_naming(self, words: Sequence[str], *, at_start: bool) -> bool:
        """Tell whether the words name somebody: a capital that a sentence's beginning does not explain."""
        capital = [n for n, w in enumerate(words) if w[0].isupper() and w.lower() not in _FIRST]
        return any(n > 0 or not at_start for n in capital) or (bool(words) and len(words[0]) > 1 and words[0].isupper())


def _is_name(words: Sequence[str]) -> bool:
    return all(w[0].isupper() or w in _SMALL for w in words)
