"""Comparing two stretches of text by their words: keys, weights, similarity, and the word-level difference.

Input: two texts. Output: words with offsets into their text, similarities in [0, 1], edits that name both spans.
Keys are folded to ASCII and lower case, so that spellings and scripts compare; stems are the first five letters,
which for English did as well as a stemmer on the WMT reference pairs and needs no language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel
from rapidfuzz.distance import Opcodes as _Opcodes

from onrecord.record.spans import Span

STEM = 5
_SIMPLE = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*(?:['’ʼ][^\W\d_]+)*")
_GROUP_MARK = re.compile(r"(?<=\d)[,](?=\d{3}\b)")
_STOP_WORDS = (
    "a an the of to in on at by for from with and or but that this these those it its is are was were be been being "
    "has have had do does did as he she they we i you his her their our my your him them us me who which there here "
    "so than then too also very into about over under between through during after before up down out off"
)
STOP = frozenset(_STOP_WORDS.split())
"""Words that carry no claim by themselves."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its span, its folded form, and whether it is written like a name."""

    span: Span
    key: str
    capital: bool = False

    @property
    def stem(self) -> str:
        """The first letters of the key; a number is its own stem."""
        return self.key if self.key[:1].isdigit() else self.key[:STEM]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` in lower-case ASCII, without apostrophes of the possessive and grouping marks of numbers."""
    key = (word if word.isascii() else anyascii(word)).lower().replace("’", "'")
    if key[:1].isdigit():
        return _GROUP_MARK.sub("", key)
    key = key.removesuffix("'s").removesuffix("'")
    return key or word.lower()


def words(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """Return the words of `text` (of `span` only, if given) with offsets into `text`."""
    return _words(text, span.start, span.end) if span else _words(text, 0, len(text))


@lru_cache(maxsize=16384)
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    # linking asks for the words of one sentence again for every meeting and quote it is compared with
    return tuple(
        Word(Span(*m.span()), fold(m.group()), m.group()[0].isupper()) for m in _SIMPLE.finditer(text, start, end)
    )


def has_words(text: str, span: Span | None = None) -> bool:
    """Tell whether there is a word in `text` (in `span` only, if given)."""
    return (_SIMPLE.search(text, span.start, span.end) if span else _SIMPLE.search(text)) is not None


def stems(text: str) -> list[str]:
    """Return the stems of `text` in order; the fast way for an index."""
    keys = (fold(m) for m in _SIMPLE.findall(text))
    return [key if key[:1].isdigit() else key[:STEM] for key in keys]


@dataclass(frozen=True)
class Weights:
    """How much a shared stem says: inverse document frequency over sentences.

    `counts` are sentences that hold the stem, `total` all sentences. A background (what English official prose is
    like) keeps the weights sane where the record is small.
    """

    counts: Mapping[str, float] = field(default_factory=dict)
    total: float = 1.0

    def of(self, stem: str) -> float:
        """Return the weight of `stem`, at least a small positive number."""
        return max(math.log((self.total + 1.0) / (self.counts.get(stem, 0.0) + 0.5)), 0.01)

    def learnt(self, sentences: Iterable[Sequence[str]]) -> Weights:
        """Return these weights with the stems of more sentences counted in."""
        counts: Counter[str] = Counter()
        total = 0
        for sentence in sentences:
            counts.update(set(sentence))
            total += 1
        for stem, count in self.counts.items():
            counts[stem] += count  # type: ignore[assignment]
        return Weights(counts, self.total + total)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from one text to another: `equal`, `replace`, `delete` (first only), `insert` (second only).

    Word indices are half-open; a side without words has an empty range.
    """

    op: str
    first: tuple[int, int]
    second: tuple[int, int]


def diff(first: Sequence[Word], second: Sequence[Word]) -> tuple[Edit, ...]:
    """Return the shortest word-level edit script between two texts, by word key."""
    codes: _Opcodes = Indel.opcodes([w.key for w in first], [w.key for w in second])
    edits: list[Edit] = []
    for code in codes:
        edit = Edit(code.tag, (code.src_start, code.src_end), (code.dest_start, code.dest_end))
        if edits and edits[-1].op != "equal" and edit.op != "equal":
            last = edits.pop()
            edit = Edit("replace", (last.first[0], edit.first[1]), (last.second[0], edit.second[1]))
        edits.append(edit)
    return tuple(edits)


def contains(inner: Sequence[Word], outer: Sequence[Word]) -> list[int]:
    """Return every index of `outer` at which the words of `inner` stand one behind the other."""
    if not inner or len(inner) > len(outer):
        return []
    keys = [w.key for w in inner]
    others = [w.key for w in outer]
    first, size = keys[0], len(keys)
    return [i for i in range(len(others) - size + 1) if others[i] == first and others[i : i + size] == keys]
