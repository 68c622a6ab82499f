"""Numbers of a text with their values: `7,700`, `1.5 million`, "thirty-two", "second", `40 %`.

Input: any text. Output: spans into it with a value, so that "two thousand" and "2,000" compare as equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record.spans import Span

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * tens for tens, word in enumerate(_TEN_WORDS.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
    "firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4,
}  # fmt: skip
_OTHER = {"half": 0.5, "dozen": 12.0, "once": 1.0, "twice": 2.0, "both": 2.0, "couple": 2.0, "pair": 2.0}
_TOKEN = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+")
_JOINT = re.compile(r"[\s\u00a0-]*(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands. `vague`: "both", "once", "half" and "one" are often worded without a number."""

    span: Span
    value: float
    vague: bool = False
    ordinal: bool = False


def find(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text` in order; neighbouring words of one number ("two hundred thousand") are one."""
    found: list[Number] = []
    run: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        if run and not (_JOINT.fullmatch(text, run[-1][1], match.start()) and _continues(run, word)):
            if word == "and" and _continues(run, "one"):
                continue
            found.append(_number(run))
            run = []
        if run or _starts(word):
            run.append((match.start(), match.end(), word))
    if run:
        found.append(_number(run))
    return tuple(found)


def _starts(word: str) -> bool:
    return word[0].isdecimal() or word in _UNITS or word in _TENS or word in _ORDINALS or word in _OTHER


def _continues(run: list[tuple[int, int, str]], word: str) -> bool:
    """Tell whether `word` goes on the number: a scale behind anything, a unit behind tens or a scale."""
    last = run[-1][2]
    if last in _ORDINALS or last in _OTHER:
        return False
    if word in _SCALES or (word in _SHORT_SCALES and last[0].isdecimal()):
        return True
    if word in _UNITS or word in _ORDINALS:
        return (last in _TENS and (_UNITS.get(word) or _ORDINALS.get(word, 10)) < 10) or last in _SCALES
    return word in _TENS and last in _SCALES


def _number(run: list[tuple[int, int, str]]) -> Number:
    total, current = 0.0, 0.0
    for _, _, word in run:
        if word in _SCALES or word in _SHORT_SCALES:
            scale = _SCALES.get(word) or _SHORT_SCALES[word]
            current = (current or 1.0) * scale
            if scale > 100:
                total, current = total + current, 0.0
        else:
            current += _single(word)
    words = [word for _, _, word in run]
    vague = len(words) == 1 and (words[0] in _OTHER or words[0] == "one")
    return Number(Span(run[0][0], run[-1][1]), total + current, vague, words[-1] in _ORDINALS)


def _single(word: str) -> float:
    for table in (_UNITS, _TENS, _ORDINALS, _OTHER):
        if word in table:
            return float(table[word])
    if ":" in word:  # a time of day or a score: no arithmetic, only equality
        return float(int("".join(c for c in word if c.isdecimal())[:15])) + 0.25
    if _GROUPED.fullmatch(word):
        return float("".join(c for c in word if c.isdecimal())[:300])
    plain = re.sub(r"[\u00a0\u202f]", "", word).replace(",", ".")
    head, _, tail = plain.partition(".")
    return float(f"{head[:300]}.{tail.replace('.', '') or 0}")
