"""Who did it, who took part, what was talked about: the part of a name in a sentence, by the words around it.

Input: two sentences laid beside each other. Output: names that both have and that play another part in each. Only clear
cues count ("with X" against "discussed X"; "X … fired at … Y" against "Y … fired at … X"); where a part is in doubt
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.spans import Span
from onrecord.text.compare import STOP, Word

from .likeness import Side
from .pairing import Pairing

_TAKES_PART = frozenset({"with", "between", "among", "alongside"})
_TALKED_OF = frozenset(
    {"about", "on", "regarding", "over", "concerning", "discussed", "discuss", "discussing", "raised", "addressed",
     "considered"}
)  # fmt: skip
_TALK = frozenset({"discussed", "met", "talked", "held", "negotiated", "spoke", "agreed"})
_JOINS = frozenset({"and", "or", "the", "of", "situation", "question", "issue", "issues", "as", "well"})
_MUTUAL = re.compile(
    r"met|meet\w*|talk\w*|sp[eo]ke?\w*|agree\w*|sign\w*|discuss\w*|call\w*|negotiat\w*|exchang\w*|consult\w*|and|with|"
    r"between|held|conclud\w*|border\w*|neighbou?r\w*|confer\w*|than|like|from|to|or"
)
"""Verbs of which both names are subjects, and words that make a pair of them: their order says nothing."""

_PASSIVE = frozenset({"by", "was", "were", "been", "being"})
_BACK = 6  # words before a name in which its cue stands


def changed_parts(pairing: Pairing) -> Iterator[tuple[Span, Span]]:
    """Yield names of both sentences that play another part in each, with their spans."""
    mine, theirs = _parts(pairing.first), _parts(pairing.second)
    for key in mine.keys() & theirs.keys():
        (one, part), (two, other) = mine[key], theirs[key]
        if part != other:
            yield one, two
    yield from _turned(pairing.first, pairing.second)


def _names(side: Side) -> list[int]:
    return [i for i, w in enumerate(side.words) if w.capital and w.key not in STOP and len(w.key) > 2]


def _parts(side: Side) -> dict[str, tuple[Span, str]]:
    """Return the names with a clear part; one that plays two parts, or stands twice, has none."""
    found: dict[str, tuple[Span, str]] = {}
    names = _names(side)
    twice = {
        side.words[i].key for n, i in enumerate(names) for j in names[:n] if side.words[i].key == side.words[j].key
    }
    for i in names:
        part = _part(side.words, i)
        if part and side.words[i].key not in twice:
            found[side.words[i].key] = side.words[i].span, part
    return found


def _part(words: tuple[Word, ...], i: int) -> str:
    for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
        key = words[j].key
        if key in _TAKES_PART:
            return "takes part"
        if key in _TALKED_OF:
            return "talked of"
        if key not in _JOINS and not words[j].capital:
            break
    for word in words[i + 1 : i + 1 + _BACK]:
        if word.key in _TALK:
            return "takes part"
        if word.key not in _JOINS and not word.capital:
            break
    return ""


def _turned(one: Side, two: Side) -> Iterator[tuple[Span, Span]]:
    """Yield the doers of a deed told with doer and undergoer exchanged."""
    mine, theirs = _deed(one), _deed(two)
    if mine and theirs and mine[2] & theirs[2] and mine[0].key == theirs[1].key and mine[1].key == theirs[0].key:
        yield mine[0].span, theirs[0].span


def _deed(side: Side) -> tuple[Word, Word, set[str]] | None:
    """Return the first two names of a sentence and the stems between them; None where they are told as a pair."""
    names = _names(side)
    if len({side.words[i].key for i in names[:2]}) < 2:
        return None
    first, second = names[:2]
    between = side.words[first + 1 : second]
    if any(_MUTUAL.fullmatch(w.key) or w.key in _PASSIVE for w in between):
        return None
    return side.words[first], side.words[second], {w.stem for w in between if w.key not in STOP}
