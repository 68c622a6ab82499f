"""Cues that are no verbs: "according to", labels, signatures, nouns and adjectives, and quotations left alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lexicon import Lexicon
from .sources import noun_phrase, owner, source_of
from .syntax import Syntax

NEAR = 14
"""Words between a cue and a quotation that is its own."""
SCARE = 4
"""Words, marks included, up to which a quotation is a quoted phrase; PolNeAR development set."""
_ORPHAN = 10
"""Words around a quotation in which a verb outside the lexicon may be its cue."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_DASHES = frozenset("―—–-") | {"--"}


@dataclass(slots=True)
class Found:
    """One attribution as word numbers of a Syntax; `frame` says which rule found it."""

    source: list[int]
    cue: list[int]
    content: list[int]
    frame: str = ""
    score: float = field(default=0.7)


def trim(s: Syntax, words: list[int]) -> list[int]:
    """Cut punctuation outside quotations from both ends."""
    while words and s.deps[words[0]] == "punct" and s.quotation[words[0]] < 0:
        words = words[1:]
    while words and s.deps[words[-1]] == "punct" and s.quotation[words[-1]] < 0:
        words = words[:-1]
    return words


def according(s: Syntax, i: int) -> Found | None:
    """A phrase with "according to"; its content is the rest of the sentence."""
    if s.lower[i] != "according" or i + 1 >= len(s) or s.lower[i + 1] != "to":
        return None
    object_ = s.child(i + 1, "pobj")
    if object_ is None:
        return None
    source = noun_phrase(s, object_)
    first, last = s.sentences[s.sentence[i]]
    rest = [t for t in range(first, last + 1) if t not in (i, i + 1) and t not in source]
    content = [t for t in rest if t < i] if i - first > SCARE else [t for t in rest if t > source[-1]]
    return Found(source, [i, i + 1], trim(s, content), "according to", 0.9)


def signature(s: Syntax, i: int) -> Found | None:
    """A dash and a name behind a quotation that makes the paragraph: "…" — Name."""
    if s.words[i] not in _DASHES or i == 0 or s.quotation[i] >= 0 or s.quotation[i - 1] < 0:
        return None
    last = s.paragraphs[s.paragraph[i]][1]
    behind = range(i + 1, last + 1)
    if not 1 <= len(behind) <= NEAR or not s.is_name(i + 1) or any(s.is_verb(t) for t in behind):
        return None
    a, b = s.quoted[s.quotation[i - 1]]
    return Found(list(behind), [i], list(range(a, b + 1)), "signature")


def label(s: Syntax, i: int) -> Found | None:
    """A name and a colon at the head of a paragraph: "Minister: …"."""
    if s.words[i] != ":" or s.quotation[i] >= 0:
        return None
    first, last = s.paragraphs[s.paragraph[i]]
    name = range(first, i)
    if not 1 <= len(name) <= 6 or last - i < 3 or not all(s.is_name(t) or s.lower[t] in ("of", "the") for t in name):
        return None
    return Found(list(name), [i], trim(s, list(range(i + 1, last + 1))), "label")


def noun(s: Syntax, i: int, lexicon: Lexicon) -> Found | None:
    """A noun of the lexicon with an owner and a complement: "his claim that …"."""
    frames = lexicon.nouns.get(s.lower[i])
    if frames is None:
        return None
    for c in s.children[i]:
        if c < i:
            continue
        words = s.subtree(c)
        if s.deps[c] in ("acl", "relcl", "ccomp"):
            marker = s.lower[words[0]]
            if "that" in frames and marker == "that" and s.deps[c] != "relcl":
                return _nominal(s, i, [], words, "noun that")
            if "to" in frames and marker == "to":
                return _nominal(s, i, [], words, "noun to")
        elif s.deps[c] == "prep" and s.lower[c] in frames:
            return _nominal(s, i, [c], [t for t in words if t != c], "noun " + s.lower[c])
    return None


def _nominal(s: Syntax, i: int, more: list[int], content: list[int], frame: str) -> Found | None:
    source, light = owner(s, i)
    if not source:
        return None
    cue = sorted({*light, i, *more})
    return Found(source, [t for t in cue if t not in source], trim(s, content), frame, 0.5)


def adjective(s: Syntax, i: int, lexicon: Lexicon) -> Found | None:
    """An adjective of the lexicon behind a form of be: "they are hopeful that …"."""
    frames = lexicon.adjectives.get(s.lower[i])
    if frames is None or s.deps[i] not in ("acomp", "conj", "attr"):
        return None
    be = s.heads[i]
    subject = s.child(be, "nsubj")
    if subject is None:
        return None
    for c in s.children[i]:
        words = s.subtree(c)
        if c > i and s.deps[c] in ("ccomp", "xcomp") and ("to" if s.lower[words[0]] == "to" else "that") in frames:
            return Found(noun_phrase(s, subject), list(range(be, i + 1)), trim(s, words), "adjective", 0.5)
        if c > i and s.deps[c] == "prep" and s.lower[c] in frames:
            content = trim(s, [t for t in words if t != c])
            return Found(noun_phrase(s, subject), [*range(be, i + 1), c], content, "adjective", 0.5)
    return None


def beside_quotation(s: Syntax, number: int) -> Found | None:
    """A quotation that no cue of the lexicon has: the nearest verb of its sentence with a subject stands in.

    "…," the envoy shot back. / The minister shrugged: "…"
    """
    a, b = s.quoted[number]
    first, last = s.paragraphs[s.paragraph[a]]
    behind = (
        [t for t in range(b + 1, min(last, b + _ORPHAN) + 1) if s.sentence[t] == s.sentence[b + 1]] if b < last else []
    )
    if s.words[b - 1] == "." and (not behind or s.tags[behind[0]][:2] != "VB"):
        behind = []
    before = (
        [t for t in range(a - 1, max(first, a - _ORPHAN) - 1, -1) if s.sentence[t] == s.sentence[a - 1]]
        if a > first
        else []
    )
    if before and not (s.words[before[0]] in ":," or s.sentence[before[0]] == s.sentence[a]):
        before = []
    for place in (behind, before):
        verb = next((t for t in place if s.tags[t] in _FINITE and s.quotation[t] < 0), None)
        if verb is None:
            continue
        source = source_of(s, verb)
        if source and all(s.quotation[t] != number for t in source):
            return Found(source, [verb], list(range(a, b + 1)), "beside", 0.5)
    return None
