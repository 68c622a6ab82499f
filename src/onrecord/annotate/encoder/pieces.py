"""Text → words → word pieces: what the encoder is given, the same in training and at run time.

A *word* is a run of letters, digits and underscores, or one other visible character. A *unit* is a paragraph, or
a part of one that is too long for a window. Beside its pieces every word carries two features that an uncased
vocabulary and a flat text hide: its letter case, and where it stands to the quotation marks of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

_WORD = re.compile(r"\w+|[^\w\s]")
_MAX_PIECES_OF_WORD = 8
"""A longer word (an address, a run of letters without spaces) is known by its beginning."""
_MAX_LETTERS = 100
"""The vocabulary knows no longer word; more letters would only cost time."""
_CACHE = 200_000
"""Words remembered per process, about 40 MB at most."""
UNIT_PIECES = 250
"""Longest unit. PolNeAR's longest paragraphs have 240 pieces; the encoder was made for 256."""
_LONGEST = 50_000
"""Characters of a paragraph looked at together; the longest met in practice, a speech without breaks, has 25,000."""
_FIRST_CUT = 40
"""A cut inside a long paragraph is looked for behind this many words, so that no unit is a scrap."""

OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
"""Quotation states of a word."""

_QUOTES = re.compile('[“«„‟‹❝「『〝｢﹁﹃”»›❞」』〞〟｣﹂﹄"＂‘‚‛]')
_OPENING = frozenset("“«„‟‹❝「『〝｢﹁﹃")
_CLOSING = frozenset("”»›❞」』〞〟｣﹂﹄")
_TURNED = frozenset({("„", "“"), ("»", "«"), ("›", "‹")})
"""Pairs whose second mark opens elsewhere: German and Scandinavian use."""
_STRAIGHT = frozenset('"＂')
_SINGLE_OPENING = frozenset("‘‚‛")
_SINGLE_CLOSING = "’"
BREAK_CASE = 7
"""Case class of the mark that ends a unit."""


def case_of(word: str) -> int:
    """Return the case class of a word: 1 lower, 2 Capitalised, 3 UPPER, 4 mIxed, 5 digits, 6 no letter."""
    if word.isdigit():
        return 5
    if not word[0].isalnum():
        return 6
    if word.islower():
        return 1
    if len(word) == 1:
        return 2
    if word.isupper():
        return 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4


def quotation_states(words: Sequence[str], spaced: Sequence[tuple[bool, bool]]) -> list[int]:
    """Tell for every word of one paragraph where it stands to the quotation marks around it.

    Args:
        words: The words of the paragraph.
        spaced: For each word, whether white space (or the paragraph's edge) stands before and behind it.

    Returns:
        `OUTSIDE`, `INSIDE`, `OPENING` or `CLOSING` per word. Nothing is carried over to the next paragraph: a
        forgotten mark spoils one paragraph at most, and a re-opened quotation opens again there.
    """
    state, opened, states = OUTSIDE, "", []
    for word, (before, behind) in zip(words, spaced, strict=True):
        mark = _mark(word, before, behind, state, opened)
        if mark == OPENING:
            state, opened = INSIDE, word
        elif mark == CLOSING:
            state, opened = OUTSIDE, ""
        states.append(state if mark is None else mark)
    return states


def _mark(word: str, before: bool, behind: bool, state: int, opened: str) -> int | None:
    if len(word) > 1 or word.isalnum():
        return None
    single = opened in _SINGLE_OPENING
    if word in _OPENING:
        return CLOSING if (opened, word) in _TURNED else OPENING
    if word in _CLOSING:
        return OPENING if word in "»›" and before and not behind else CLOSING
    if word in _STRAIGHT:
        if before != behind:
            return OPENING if before else CLOSING
        return CLOSING if state == INSIDE else OPENING
    if word in _SINGLE_OPENING and state == OUTSIDE and before and not behind:
        return OPENING
    if word == _SINGLE_CLOSING and single and not before:
        return CLOSING if behind else None
    return None


def surface(word: str, state: int) -> str:
    """Return the word as the vocabulary should see it: every kind of double quotation mark as “ or ”."""
    if len(word) == 1 and state in (OPENING, CLOSING) and word not in '"“”‘’':
        return "“" if state == OPENING else "”"
    return word


class Vocabulary:
    """Word pieces of one word at a time, with the special marks' numbers.

    Args:
        path: `tokenizer.json` of the `tokenizers` library.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        marks = [self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]")]
        if None in marks:
            raise ValueError(f"{path} is no vocabulary of a BERT-shaped encoder")
        self.start, self.end, self.pad, self.unknown, self.mask = (int(mark or 0) for mark in marks)

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of the word's pieces, one to eight, and its case class."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(_valid(word[:_MAX_LETTERS]), add_special_tokens=False).ids
            known = tuple(ids[:_MAX_PIECES_OF_WORD]) or (self.unknown,), case_of(word)
            if len(self._known) < _CACHE and len(word) <= _MAX_LETTERS:
                self._known[word] = known
        return known


def _valid(word: str) -> str:
    """Return the word without lone surrogates, which are no characters and which the tokenizer refuses."""
    return word.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a part of a long one: `text[start:end]`. Tuples run over its words; `size` counts the pieces."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...]
    cases: tuple[int, ...]
    states: tuple[int, ...]
    size: int

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Places of the words in the whole text. Found anew when asked for: most units hold nothing to report."""
        return [match.span() for match in _WORD.finditer(self.text, self.start, self.end)]


def units_of(text: str, paragraphs: Iterable[tuple[int, int]], vocabulary: Vocabulary) -> Iterator[Unit]:
    """Yield the units of the paragraphs `[start, end)` of `text`, in order; paragraphs without a word give none."""
    for start, end in paragraphs:
        for part_start, part_end in _parts(text, start, end):
            words = _WORD.findall(text, part_start, part_end)
            if words:
                yield from _units(text, part_start, part_end, words, vocabulary)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph of monstrous length at white space, so that memory stays bounded."""
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + _LONGEST // 2, start + _LONGEST), start + _LONGEST // 2)
        yield start, cut
        start = cut
    yield start, end


def _units(text: str, start: int, end: int, words: list[str], vocabulary: Vocabulary) -> Iterator[Unit]:
    states, surfaces = [OUTSIDE] * len(words), words
    if _QUOTES.search(text, start, end):
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        spaced = [(a == start or text[a - 1].isspace(), b == end or text[b].isspace()) for a, b in spans]
        states = quotation_states(words, spaced)
        surfaces = [surface(word, state) for word, state in zip(words, states, strict=True)]
    pieces, cases = zip(*map(vocabulary, surfaces), strict=True)
    size = sum(map(len, pieces))
    if size <= UNIT_PIECES:
        yield Unit(text, start, end, tuple(words), pieces, cases, tuple(states), size)
        return
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    at = 0
    while at < len(words):
        to = _cut(words, pieces, states, at)
        part = slice(at, to)
        size = sum(map(len, pieces[part]))
        bounds = spans[at][0], spans[to - 1][1]
        yield Unit(text, *bounds, tuple(words[part]), pieces[part], cases[part], tuple(states[part]), size)
        at = to


def _cut(words: Sequence[str], pieces: Sequence[Sequence[int]], states: Sequence[int], at: int) -> int:
    to, size = at, 0
    while to < len(words) and size + len(pieces[to]) <= UNIT_PIECES:
        size += len(pieces[to])
        to += 1
    if to == len(words):
        return to
    for last in range(to - 1, at + _FIRST_CUT, -1):
        if ends_sentence(words, states, last):
            return last + 1
    return to


def ends_sentence(words: Sequence[str], states: Sequence[int], at: int) -> bool:
    """Tell whether the word at `at` looks like the end of a sentence (a stop, or the mark that closes behind one)."""
    if words[at] in ".?!":
        return True
    return states[at] == CLOSING and at > 0 and words[at - 1] in ".?!,"
