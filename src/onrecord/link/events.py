"""Several outlets on one event: figures that contradict each other, and who is said to be responsible.

Input: documents told of one place and day. Output: divergences. Two sentences are of one event only if they are alike
beyond the place and day that all share; a figure of another strike on the same day is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Claim, Divergence
from onrecord.record.documents import Document
from onrecord.record.spans import Span, evidence
from onrecord.text import sentences

from . import figures
from .figures import Figure
from .wordings import Same

_ONE_EVENT = (
    0.47  # likeness of two clauses; read off FA-KES: of its 78 groups, three conflicts reported, two of them right
)
_TURN = re.compile(r"\b(?:while|whereas|separately|meanwhile|elsewhere)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DEED = re.compile(
    r"\b(?:air ?strikes?|strikes?|raids?|bomb(?:s|ed|ing|ings|ardment)?|shell(?:ed|ing)|attack(?:s|ed)?|"
    r"kill(?:s|ed|ing)?|explosions?|blasts?|massacres?)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:carried out|conducted|launched|fired|claimed) by|blamed on|by|responsibility of)\s+(?P<by>[^,.;]{3,60})"
    r"|\b(?P<claims>[A-Z][^,.;]{2,40}?)\s+claimed responsibility",
)
_ACTORS = {
    "Russia": r"russian?s?|moscow|russian",
    "Syrian government": r"regime|syrian army|syrian arab army|government forces|assad|syrian air force",
    "US-led coalition": r"coalition|u\.?s\.?-led|american|us air|international alliance",
    "Islamic State": r"isis|isil|daesh|islamic state|\bis\b",
    "rebels": r"rebels?|opposition|armed groups?|nusra|tahrir al-sham|ahrar|terrorists?",
    "Turkey": r"turk(?:ey|ish)",
    "Israel": r"israeli?",
    "Kurdish forces": r"kurdish|ypg|sdf|syrian democratic forces",
}
_ACTOR = {name: re.compile(rf"(?:{pattern})", re.IGNORECASE) for name, pattern in _ACTORS.items()}


@dataclass(frozen=True, slots=True)
class Blame:
    """Who a sentence says did it."""

    actor: str
    span: Span
    sentence: Span


def conflicts(documents: Sequence[Document], same: Same) -> tuple[Divergence, ...]:
    """Return contradicting figures and blame among documents of one place and day, in order of document id."""
    ordered = sorted(documents, key=lambda d: d.id)
    found: list[Divergence] = []
    for n, one in enumerate(ordered):
        for two in ordered[n + 1 :]:
            if one.publisher != two.publisher:
                found += _figures(one, two, same)
                found += _blame(one, two, same)
    return tuple(found)


def _figures(one: Document, two: Document, same: Same) -> Iterator[Divergence]:
    """Yield the closest contradiction of each subject; none where any figure of that kind agrees."""
    mine, theirs = _counted(one), _counted(two)
    for category in sorted({f.category or "" for f in mine}):
        pairs = [
            (same.score(_clause(one, a), _clause(two, b)), a, b)
            for a in mine
            for b in theirs
            if a.category == b.category == category
        ]
        alike = [p for p in pairs if p[0] >= _ONE_EVENT and not _other_day(one, p[1], two, p[2])]
        against = [p for p in alike if p[1].contradicts(p[2])]
        if against and not any(_overlap(a, b) for _, a, b in pairs):
            _, a, b = max(against, key=lambda p: (p[0], -p[1].span.start, -p[2].span.start))
            claims = (_claim("figure", one, a.span), _claim("figure", two, b.span))
            yield Divergence("figure", a.subject, claims)


def _counted(document: Document) -> list[Figure]:
    """Return the casualties of a text; "six others" only adds to a figure told before."""
    return [f for f in figures.find(document.text) if f.category and "others" not in f.span.of(document.text)]


def _other_day(one: Document, a: Figure, two: Document, b: Figure) -> bool:
    """Tell whether the two sentences name different days of the week."""
    mine, theirs = (
        {m.group().casefold() for m in _WEEKDAY.finditer(f.sentence.of(d.text))} for d, f in ((one, a), (two, b))
    )
    return bool(mine and theirs and not mine & theirs)


def _overlap(a: Figure, b: Figure) -> bool:
    return a.low <= b.high and b.low <= a.high


def _clause(document: Document, figure: Figure) -> str:
    """Return the words around a figure, to the next "while": two events are often told in one sentence."""
    start, end = figure.sentence.start, figure.sentence.end
    before = [m.end() for m in _TURN.finditer(document.text, start, figure.span.start)]
    behind = _TURN.search(document.text, figure.span.end, end)
    return document.text[before[-1] if before else start : behind.start() if behind else end]


def _blame(one: Document, two: Document, same: Same) -> Iterator[Divergence]:
    mine, theirs = blamed(one.text), blamed(two.text)
    if {b.actor for b in mine} & {b.actor for b in theirs}:
        return
    for a in mine:
        for b in theirs:
            if same.score(a.sentence.of(one.text), b.sentence.of(two.text)) >= _ONE_EVENT:
                claims = (_claim("responsible", one, a.span, a.actor), _claim("responsible", two, b.span, b.actor))
                yield Divergence("responsible", "who did it", claims)
                return


def blamed(text: str) -> tuple[Blame, ...]:
    """Return who is said to have done a deed of violence, from "by …" and "… claimed responsibility"."""
    found = []
    for sentence in sentences.split(text):
        inside = sentence.of(text)
        for match in _BY.finditer(inside):
            words_ = match.group("by") or match.group("claims")
            start = match.start("by") if match.group("by") else match.start("claims")
            if not _DEED.search(inside[max(0, match.start() - 60) : match.end()]):
                continue
            actors = [name for name, pattern in _ACTOR.items() if pattern.match(words_.removeprefix("the "))]
            if len(actors) == 1:
                found.append(Blame(actors[0], Span(start, start + len(words_)).shift(sentence.start), sentence))
    return tuple(found)


def _claim(field: str, document: Document, span: Span, value: str = "") -> Claim:
    return Claim(field, value or span.of(document.text), document.id, evidence(document.id, document.text, span))
