"""Figures: a number, what it counts, and how exactly ("at least 30 civilians killed").

Input: a text. Output: figures with the range of values that the wording leaves open. Two figures contradict each
other only where they count the same thing and their ranges have nothing in common: "at least 30" allows 34,
"more than 100" does not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_COUNTED = re.compile(
    r"^(?:children|women|men|civilians|people|persons|fighters|militants|terrorists|soldiers|troops|"
    r"members|officers|families|students|medics|rebels|jihadis\w*|militiamen|victims)$")  # fmt: skip
_GENERIC = frozenset({"people", "person", "persons", "others", "victims", "dead", "men", "individuals"})
_ABOUT_SHARE = 0.15  # "about 100" allows 85 to 115


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something.

    Attributes:
        span: the number with its qualifier and what it counts.
        sentence: the sentence it stands in.
        low, high: the range its wording allows; `high` may be infinite.
        value: the number itself.
        subject: what is counted: a category of casualties, else the counted noun.
        kind: the counted noun in the singular sense of its stem ("children", "fighters"), empty if people in general.
    """

    span: Span
    sentence: Span
    low: float
    high: float
    value: float
    subject: str
    kind: str = ""

    def contradicts(self, other: Figure) -> bool:
        """Tell whether both count the same and no value fits both."""
        same = self.subject == other.subject and self.kind == other.kind
        return same and (self.high < other.low or other.high < self.low)


def find(text: str, region: Span | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text` (of `region`, if given) in order."""
    return tuple(f for sentence in sentences.split(text, region) for f in _in_sentence(text, sentence))


def _in_sentence(text: str, sentence: Span) -> Iterator[Figure]:
    inside = sentence.of(text)
    for number in numbers.find(inside):
        figure = _figure(inside, number)
        if figure is not None:
            span, low, high, subject, kind = figure
            yield Figure(span.shift(sentence.start), sentence, low, high, number.value, subject, kind)


def _figure(inside: str, number: numbers.Number) -> tuple[Span, float, float, str, str] | None:
    start, end = number.span.start, number.span.end
    before, after = inside[:start], inside[end:]
    if number.ordinal or number.vague or _NAME_BEFORE.search(before) or _is_date(before, after, number.value):
        return None
    counted = _counted(inside, end)
    if counted is None or _TIME.match(after.lstrip(" -")):
        return None
    low, high, qualified = _range(before, number.value)
    subject = _category(inside, start, end)
    kind = "" if counted.key in _GENERIC or not _COUNTED.match(counted.key) else counted.key
    if subject is None:
        if counted.key in STOP:
            return None
        subject, kind = counted.key, ""
    return Span(qualified, max(counted.span.end, end)), low, high, subject, kind


def _is_date(before: str, after: str, value: float) -> bool:
    if _MONTH.search(before) or (_MONTH.match(after) and value <= 31):
        return True
    return 1900 <= value <= 2100 and value == int(value) and not _COUNTED.match(after.strip().split(" ")[0] or "-")


def _counted(inside: str, end: int) -> Word | None:
    """Return the noun the number counts: the last word of the run behind it, before a break or a verb."""
    found = words(inside, Span(end, min(len(inside), end + 60))) if end < len(inside) else ()
    last = None
    at = end
    for word in found[:4]:
        if _BREAK.search(inside, at, word.span.start + 1) or word.key in STOP or word.key[:1].isdigit():
            break
        if last is not None and any(p.fullmatch(word.key) for p in _CATEGORY.values()):
            break
        last = word
        if _COUNTED.match(word.key):
            break
        at = word.span.end
    return last


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
