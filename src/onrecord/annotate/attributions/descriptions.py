"""How sources describe their speakers without a roster name: pronouns, titles, class nouns, parts of long names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Speaker
from onrecord.record.spans import Span

from .lexicon import words as word_set

_WORD = re.compile(r"[\w][\w.&/-]*|['’]s\b|['’]")
_ASIDE = re.compile(r"\s\([^()]*\)")
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
    movement body council committee outlet newspaper daily mission embassy station channel
    service institute foundation union"""
)
"""Nouns for a body that has been named before: "the group said"."""
_CAPITAL = r"(?:(?:[A-ZÀ-ÞА-Я]\.){2,}|(?<!\w)(?:[ae]l-)?[A-ZÀ-ÞĀ-ŽА-Я][\w&’'-]*)"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:(?:of|for|de|al|von|van)(?: the)? )?{_CAPITAL})*")
_SHORT = re.compile(r" \(([A-Z]{2,10})\)")
_PLACED = frozenset({"in", "at", "near", "from", "on"})
_POST = re.compile(
    r"\b(?:Head|President|Minister|Director|Chair\w*|Secretary|Chief|Leader|Governor|Mayor|Chancellor|Commander)s?"
    r" (?:of|for)\b"
)
"""A run of capitals that is somebody's post and no body: "Head of the Republic"."""
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to"})
_NO_NAME = word_set(
    """In On At For But And The A An As If When While After Before Since Until By From With Under Over It Its He She
    They We You I This That These Those There Here Also Meanwhile However According Earlier Last Tags Related Published
    Date Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December"""
)
"""Capitalised words that begin a sentence or a date, not a name."""
_PAPERS = word_set("report reports statement statements resolution feed account website spokespeople agency television")
"""Nouns behind a body's name that leave it the speaker: "the UN report said"."""


def bare(source: str) -> list[str]:
    """Return the words of a source without what stands in brackets, its leading article and adverbs."""
    words = [w for w in _WORD.findall(_ASIDE.sub(" ", source)) if w not in "'’"]
    while len(words) > 1 and (words[0].lower() in _ARTICLES or words[0].endswith("-based")):
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _ADVERBS:
        words = words[:-1]
    return words


def and_list(names: Sequence[str]) -> str:
    """Return names as a list in prose: "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def is_paper(words: Sequence[str]) -> bool:
    """Tell whether words behind a body's name are only its own papers and channels."""
    return all(w.lower() in _PAPERS or w in ("News", "news", "Twitter") for w in words)


def first_person(words: Sequence[str]) -> bool:
    """Tell whether a source is the one who writes: I, we, our side. "US" is a state."""
    if words and words[0] == "US":
        return False
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
            if mention.kind is ActorKind.PERSON and " " in mention.name:
                known = self._people.get(mention.name)
                if known is None or (mention.office and not known.office):
                    self._people[mention.name] = mention
        self._known = {m.name for m in actors if m.kind is not ActorKind.ORGANISATION} | set(self._people)
        self._bodies: dict[str, int] = {}  # name → where it stands first
        self._short: dict[str, str] = {}
        surnames = {name.split()[-1] for name in self._people}
        for name, start, end in _runs(text):
            if (
                name not in self._known
                and len(name.split()) > 1
                and surnames.isdisjoint(name.split())
                and not _POST.search(name)
            ):
                self._bodies.setdefault(name, start)
                if short := _SHORT.match(text, end):
                    self._short[short.group(1)] = name
        self._holding: dict[str, list[str]] = {}
        for body in self._bodies:
            for word in set(body.split()):
                self._holding.setdefault(word, []).append(body)
        self._sources = [run for s in sources for run, _, _ in _runs(s.of(text))]

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
        """Return the one full name of a body that a source names in part, in short or with words around it."""
        if len(words) == 1 and words[0] in self._short:
            return self._short[words[0]]
        runs = [run for run, _, _ in _runs(" ".join(words))]
        inside = [run for run in runs if run in self._bodies]
        if inside:
            return max(inside, key=len)
        if not _is_name(words) or not runs:
            return None
        own = set(max(runs, key=len).split())
        longer = [b for b in self._holding.get(min(own), ()) if own < set(b.split())]
        best = [b for b in longer if not any(set(o.split()) < set(b.split()) and len(o.split()) > 2 for o in longer)]
        return best[0] if len(best) == 1 else None

    def only_body(self, source: str, before: int) -> Speaker | None:
        """Return the body meant by "a monitoring group" or "the group".

        For a definite noun the only body of three words or more that the text names before, else the only one that
        is a source by its name.
        """
        if source.lower().startswith("the "):
            bodies = {b for b, start in self._bodies.items() if start < before and len(b.split()) > 2}
        else:
            bodies = {s for s in self._sources if s in self._bodies and len(s.split()) > 2}
        return Speaker(bodies.pop(), None, None, "title") if len(bodies) == 1 else None

    def display(self, words: Sequence[str], parties: frozenset[str]) -> str:
        """Return the name inside a description, or all its words: "the state-run Kvitra agency" is Kvitra.

        Args:
            words: Words of the source without article.
            parties: Words of the source that stand for a party; they describe and do not name.
        """
        phrase = " ".join(words)
        runs = [(run, end) for run, _, end in _runs(phrase) if run not in parties]
        if len(runs) == 1 and words[-1].lower() in CLASSES:
            return runs[0][0]
        if runs and runs[-1][1] == len(phrase):
            before = phrase[: -len(runs[-1][0])].split()
            if before and before[-1] in CLASSES:
                return runs[-1][0]
        return phrase

    def is_naming(self, words: Sequence[str], *, at_start: bool) -> bool:
        """Tell whether the words name somebody: a capital that a sentence's beginning does not explain."""
        head = list(takewhile(lambda w: w not in _PLACED, words))  # "a source in Aleppo" names nobody
        capital = [n for n, w in enumerate(head) if w[0].isupper() and w not in _NO_NAME]
        return any(n > 0 or not at_start for n in capital) or (bool(words) and len(words[0]) > 1 and words[0].isupper())


def _runs(text: str) -> list[tuple[str, int, int]]:
    """Return names of the text as runs of capitals, without what begins a sentence, with their offsets."""
    found = []
    for match in _NAME.finditer(text):
        words, start = match.group().split(" "), match.start()
        while words and (words[0] in _NO_NAME or words[0] in _SMALL or words[0].endswith("-based")):
            start += len(words[0]) + 1
            words = words[1:]
        while words and (words[-1] in _NO_NAME or words[-1] in _SMALL):
            words = words[:-1]
        name = " ".join(words)
        for mark in ("’s", "'s"):
            name = name.removesuffix(mark)
        if name:
            found.append((name, start, match.end()))
    return found


def _is_name(words: Sequence[str]) -> bool:
    return all(w[0].isupper() or w in _SMALL for w in words)
