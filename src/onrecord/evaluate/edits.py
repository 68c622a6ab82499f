"""Pairs with a known change, built from pairs without one.

Input: two renderings `a`, `b` of one sentence. Output: `b` with one number, name, negation or modal changed, or a
clause dropped. Only what `a` can contradict is changed: a number or a name that both have, a negation where both
negate as often, a modal of whose force `a` has one, a clause of which `a` has a telling word. Which word is changed
depends on the pair alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.text import numbers
from onrecord.text.compare import STOP, words

_NAMES = (
    "Hartwell", "Okonkwo", "Lindqvist", "Marlow", "Castellan", "Petrakis", "Dunmore", "Yilmaz", "Brandt", "Ferrante",
    "Kowalski", "Nakamura", "Ostrava", "Lisbon", "Kenya", "Cardiff", "Bolivia", "Tampere", "Gdansk", "Riga",
)  # fmt: skip
_SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NO_NAME = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december i mr mrs ms dr president minister prime foreign state government police "
    "according however"
)
_MODALS = {
    "will": "may", "shall": "may", "must": "may", "should": "may", "would": "might", "may": "will", "might": "will",
    "can": "must", "could": "must", "agreed to": "discussed whether to", "promised to": "considered whether to",
}  # fmt: skip
_MODAL = re.compile(rf"\b(?:{'|'.join(_MODALS)})\b(?!['’])")
_FORCES = (
    r"will|shall|won['’]t|['’]ll|going to|about to",
    r"must|ha(?:ve|s|d) to|needs?|should|ought|required|obliged|supposed",
    r"would|['’]d|might|could", r"may|might|could|can|possibl[ey]|perhaps|maybe|able|likely", r"agreed|agrees?",
    r"promise[sd]?|pledge[sd]?|committed",
)  # fmt: skip
"""Words of like force: a modal is changed where the other rendering has one of its force."""

_FORCE = tuple(re.compile(rf"(?:\b|(?=['’]))(?:{words})\b", re.IGNORECASE) for words in _FORCES)
_NEGATES = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|hardly|barely|unable)\b", re.IGNORECASE
)
_NEGATION = re.compile(r"(?<=[a-z])n['’]t\b|\s+not\b|(?<=can)not\b|\bnever\s+")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|could|should|must|has|have|had|does|did|may|might)\b(?!\s+(?:not|to)\b|['’]|\?)"
)
_BREAK = re.compile(
    r",\s+|;\s+|\s+[–—-]\s+|\s+(?=(?:and|but|because|which|who|where|when|while|if|unless|although|after|before|"
    r"with|in order to)\s)"
)
_SHORTEST_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Edited:
    """`b` changed: `kind` is what was changed; `accepted` the kinds of difference that name it rightly."""

    kind: str
    text: str
    accepted: frozenset[str]


def lowered(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand somewhere without a capital: capitalised elsewhere, they are titles, not names."""
    return frozenset(w.key for text in texts for w in words(text) if not w.capital)


def names(texts: Iterable[str], common: Collection[str]) -> tuple[str, ...]:
    """Return the names in texts, each once, in order: to exchange others for."""
    skipped = frozenset(_NO_NAME.split()) | STOP | frozenset(common)
    found = (w.span.of(t) for t in texts for w in words(t)[1:] if w.capital and len(w.key) > 2 and w.key not in skipped)
    return tuple(dict.fromkeys(found))


def edit(a: str, b: str, common: Collection[str] = (), others: Sequence[str] = _NAMES) -> Iterator[Edited]:
    """Yield every change that `b` allows, at most one of a kind.

    Args:
        a: the rendering that stays.
        b: the rendering that is changed.
        common: words that are no names.
        others: names to put in another's place.
    """
    seed = zlib.crc32(b.encode("utf-8", "surrogatepass"))
    made = {
        "number": (_number(a, b, seed), {"number", "date"}),
        "name": (_name(a, b, seed, common, others), {"actor"}),
        "negation": (_negate(a, b), {"negation"}),
        "modal": (_modal(a, b), {"modality"}),
        "clause": (_drop_clause(a, b, seed), {"omission", "condition"}),
    }
    for kind, (text, accepted) in made.items():
        if text is not None and text != b:
            yield Edited(kind, text, frozenset(accepted))


def _number(a: str, b: str, seed: int) -> str | None:
    held = {n.value for n in numbers.find(a)}
    both = [n for n in numbers.find(b) if n.value in held and not n.vague and not n.ordinal]
    if not both:
        return None
    chosen = both[seed % len(both)]
    worded = chosen.span.of(b)
    taken = held | {n.value for n in numbers.find(b)}
    if worded.lower() in _SPELLED:
        other = next(
            w for i, w in enumerate(_SPELLED * 2) if i > seed % 12 and float(_SPELLED.index(w) + 1) not in taken
        )
        return _put(b, chosen.span.start, chosen.span.end, other)
    digits = re.search(r"\d", worded)
    if digits is None:
        return None
    for step in range(1, 10):
        place = next((i for i, c in enumerate(worded) if c in "123456789"), digits.start())
        other = worded[:place] + str((int(worded[place]) + step - 1) % 9 + 1) + worded[place + 1 :]
        if other != worded and not {n.value for n in numbers.find(other)} & taken:
            return _put(b, chosen.span.start, chosen.span.end, other)
    return None


def _name(a: str, b: str, seed: int, common: Collection[str], others: Sequence[str]) -> str | None:
    held = {w.key for w in words(a) if w.capital}
    skipped = frozenset(_NO_NAME.split()) | STOP | frozenset(common)
    both = [
        w
        for i, w in enumerate(words(b))
        if i and w.capital and w.key in held and len(w.key) > 2 and w.key not in skipped
    ]
    if not both:
        return None
    chosen = both[seed % len(both)]
    return re.sub(rf"\b{re.escape(chosen.span.of(b))}\b", lambda _: others[seed % len(others)], b)


def _negate(a: str, b: str) -> str | None:
    if len(_NEGATES.findall(a)) != len(_NEGATES.findall(b)):
        return None
    cue = _NEGATION.search(b)
    if cue is not None:
        return (
            b[: cue.start()].replace("wo", "will") + b[cue.end() :]
            if b[: cue.start()].endswith(" wo")
            else (b[: cue.start()] + b[cue.end() :])
        )
    auxiliary = _AUXILIARY.search(b)
    return _put(b, auxiliary.end(), auxiliary.end(), " not") if auxiliary else None


def _modal(a: str, b: str) -> str | None:
    for cue in _MODAL.finditer(b):
        if any(force.fullmatch(cue.group().removesuffix(" to")) and force.search(a) for force in _FORCE):
            return _put(b, cue.start(), cue.end(), _MODALS[cue.group()])
    return None


def _drop_clause(a: str, b: str, seed: int) -> str | None:
    ends = [0, *(m.end() for m in _BREAK.finditer(b)), len(b.rstrip(' .!?"”’'))]
    total = len(words(b))
    held = {w.stem for w in words(a)}
    clauses = [
        (start, end)
        for start, end in pairwise(ends)
        if _SHORTEST_CLAUSE <= len(words(b[start:end])) <= 0.6 * total and _telling(b[start:end]) & held
    ]
    if not clauses or total < 2 * _SHORTEST_CLAUSE:
        return None
    start, end = clauses[seed % len(clauses)]
    return (b[:start].rstrip(" ,;–—") + " " + b[end:].lstrip(" ,;–—")).strip()


def _telling(text: str) -> set[str]:
    return {w.stem for w in words(text) if w.key not in STOP}


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
