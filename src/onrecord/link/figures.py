"""Figures: a number, what it counts, and how exactly ("at least 30 civilians killed").

Input: a text. Output: figures with the range of values that the wording leaves open. Two figures contradict each
other only where they count the same thing and their ranges have nothing in common: "at least 30" allows 34,
"more than 100" does not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.record.spans import Span
from onrecord.text import numbers, sentences
from onrecord.text.compare import STOP, Word, words

_CATEGORIES = {
    "killed": r"kill\w*|dead|died|dies|die|deaths?|martyr\w*|slain|fatalit\w*|lives|perish\w*|massacr\w*|execut\w*|"
    r"claimed the lives|corpses|bodies",
    "injured": r"injur\w*|wound\w*|hurt",
    "displaced": r"displac\w*|fled|flee\w*|evacuat\w*|refugees|left their homes",
    "detained": r"detain\w*|arrest\w*|captur\w*|imprison\w*|in custody|hostages?|abduct\w*|kidnap\w*",
    "missing": r"missing|disappear\w*",
}
"""Casualties and the like, by the words that name them; a figure without one is of the noun it counts."""

_CATEGORY = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _CATEGORIES.items()}
_LEAST = re.compile(
    r"(?:at least|more than|over|no (?:fewer|less) than|not less than|upwards of|a minimum of)\s+$",
    re.I,
)
_MOST = re.compile(r"(?:at most|up to|fewer than|less than|under|no more than|as many as|nearly|almost)\s+$", re.I)
_ABOUT = re.compile(r"(?:about|around|some|approximately|roughly|an estimated|estimated|close to)\s+$", re.I)
_BREAK = re.compile(r"[,;:()]|\s(?:and|while|as well as|but|including|among them|of them|of whom)\s")
_TIME = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|o'clock|a\.?m|p\.?m|am|pm|GMT|kilomet\w*|km|miles?|"
    r"met(?:er|re)s?|per ?cent|percent|%|degrees)\b",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*$|^\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)[a-z]*\b",
    re.I,
)
_NAME_BEFORE = re.compile(r"(?:Resolution|Article|Protocol|Route|No\.|#|Su-|MiG-|T-|S-|F-|G|Chapter|Highway)\s*$")
_CUMULATIVE = re.compile(
    r"\b(?:since|so far|overall|altogether|in total|total of|over the (?:past|last)|in the (?:past|last)|this year|"
    r"last year|every (?:day|week|month|year)|(?:four|five|six|seven)-year|began in|civil war|conflict (?:has|that))\b",
    re.IGNORECASE,
)
"""Words of a running total, which does not contradict the figure of one event."""

_LISTED = re.compile(r"[.)]\s")
_PEOPLE_WORDS = (
    "children women men civilians people persons fighters militants terrorists soldiers troops members officers "
    "families students medics rebels militiamen victims dead fatalities deaths casualties sailors fishermen "
    "citizens nationals residents villagers prisoners detainees hostages refugees policemen journalists doctors "
    "nurses workers servicemen activists passengers child woman man civilian person fighter soldier worker others "
    "wounded injured"
)
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_GENERIC = frozenset(
    {"people", "person", "persons", "others", "victims", "dead", "men", "fatalities", "deaths", "casualties", "wounded",
     "injured"}
)  # fmt: skip
_ABOUT_SHARE = 0.15  # "about 100" allows 85 to 115


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something.

    Attributes:
        span: the number with its qualifier and what it counts.
        sentence: the sentence it stands in.
        low, high: the range its wording allows; `high` may be infinite.
        value: the number itself.
        noun: the counted noun.
        category: killed, injured, displaced, detained, missing; None for other figures.
        kind: which people, of a category ("children", "fighters"); empty if people in general.
        whose: people of a named origin ("costaran people"), where the text says so; else empty.
    """

    span: Span
    sentence: Span
    low: float
    high: float
    value: float
    noun: str
    category: str | None = None
    kind: str = ""
    whose: str = ""

    def contradicts(self, other: Figure) -> bool:
        """Tell whether both count the same and no value fits both."""
        return self._counts_same(other) and (self.high < other.low or other.high < self.low)

    def _counts_same(self, other: Figure) -> bool:
        if self.category and other.category:
            return self.category == other.category and self.kind == other.kind
        return bool(self.whose) and self.whose == other.whose

    @property
    def subject(self) -> str:
        """What is counted, for display and grouping."""
        return " ".join(part for part in (self.kind, self.category or self.whose or self.noun) if part)


def find(text: str, region: Span | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text` (of `region`, if given) in order."""
    return _found(text, region)


@lru_cache(maxsize=8192)
def _found(text: str, region: Span | None) -> tuple[Figure, ...]:
    # every meeting a document tells of compares its figures anew
    return tuple(f for sentence in sentences.split(text, region) for f in _in_sentence(text, sentence))


def _in_sentence(text: str, sentence: Span) -> Iterator[Figure]:
    inside = sentence.of(text)
    if _CUMULATIVE.search(inside):
        return
    for number in numbers.find(inside):
        figure = _figure(inside, number)
        if figure is not None:
            yield replace(figure, span=figure.span.shift(sentence.start), sentence=sentence)


def _figure(inside: str, number: numbers.Number) -> Figure | None:
    start, end = number.span.start, number.span.end
    before, after = inside[:start], inside[end:]
    if number.ordinal or number.vague or _NAME_BEFORE.search(before) or _is_date(before, after, number.value):
        return None
    if (not before.strip() and _LISTED.match(after)) or _TIME.match(after.lstrip(" -")):
        return None
    counted = _counted(inside, end)
    if not counted:
        return None
    low, high, qualified = _range(before, number.value)
    noun = counted[-1]
    people = noun.key in _PEOPLE
    origin = next((w.key for w in counted[:-1] if w.capital), "") if people else ""
    return Figure(
        Span(qualified, max(noun.span.end, end)), Span(0, len(inside)), low, high, number.value, noun.key,
        _category(inside, start, end) if people else None, "" if noun.key in _GENERIC or not people else noun.key,
        f"{origin} people" if origin else "",
    )  # fmt: skip


def _is_date(before: str, after: str, value: float) -> bool:
    if _MONTH.search(before) or (_MONTH.match(after) and value <= 31):
        return True
    return 1900 <= value <= 2100 and value == int(value) and (after.split() or [""])[0].lower() not in _PEOPLE


def _counted(inside: str, end: int) -> tuple[Word, ...]:
    """Return the words from the number to the noun it counts: the first word for people, else the last plural."""
    found = words(inside, Span(end, min(len(inside), end + 60))) if end < len(inside) else ()
    run: list[Word] = []
    best = 0
    at = end
    for word in found[:5]:
        if _BREAK.search(inside, at, word.span.start + 1) or word.key in STOP or word.key[:1].isdigit():
            break
        run.append(word)
        at = word.span.end
        if word.key in _PEOPLE:
            return tuple(run)
        if word.key.endswith("s") and not word.key.endswith("ss"):
            best = len(run)
    return tuple(run[:best])


def _range(before: str, value: float) -> tuple[float, float, int]:
    for pattern, low, high in (
        (_LEAST, value, math.inf), (_MOST, 0.0, value),
        (_ABOUT, value * (1 - _ABOUT_SHARE), value * (1 + _ABOUT_SHARE)),
    ):  # fmt: skip
        match = pattern.search(before)
        if match:
            return low, high, match.start()
    return value, value, len(before)


def _category(inside: str, start: int, end: int) -> str | None:
    """Return the category named nearest to the number within its clause, words behind it before words in front."""
    stop = _BREAK.search(inside, end)
    first = max((m.end() for m in _BREAK.finditer(inside, 0, start)), default=0)
    best: tuple[int, str] | None = None
    for name, pattern in _CATEGORY.items():
        for low, high in ((end, stop.start() if stop else len(inside)), (first, start)):
            for match in pattern.finditer(inside, low, high):
                distance = match.start() - end if match.start() >= end else 2 * (start - match.end()) + 1
                if distance <= 80:
                    best = min(best or (10**6, ""), (distance, name))
    return best[1] if best else None
