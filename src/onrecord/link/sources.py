"""Which accounts are one source: copies, reports that cite each other, papers of one house.

Input: readings and the duplicates among them. Output: for each document its source, so that a claim is counted once
however often it is copied. A report depends as a whole on the house that its dateline, its first sentence or its
last line credits; a house credited further down is the source of that sentence only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.record.documents import Document, Role
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span
from onrecord.text import sentences

_WIRES = (
    "Associated Press", "AP", "Reuters", "AFP", "Agence France-Presse", "TASS", "Interfax", "RIA Novosti", "SANA",
    "Anadolu", "Xinhua", "DPA", "EFE", "ANSA", "Bloomberg", "Al Jazeera", "BBC",
)  # fmt: skip
"""Agencies whose reports others print; a text that credits one is that agency's telling."""

_TAIL = 60  # characters at the end of a text in which an agency signs

_CREDIT = re.compile(
    r"(?:\b(?:told|according to|reported by|cit(?:ing|ed by)|quoted by|quoting|source:|via)\s+(?:the\s+)?"
    r"(?P<told>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*){0,3}))"
    r"|(?P<said>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*){0,3})\s+(?:reported|reports)\b"
    r"|[(\[](?P<line>[A-Z][\w.&'’ -]{1,40})[)\]]\s*[-–—]"
    r"|[-–—]{1,2}\s*(?P<tail>[A-Z][\w.&'’ -]{1,40})\s*$",
    re.MULTILINE,
)


def credited(text: str, houses: Iterable[str]) -> frozenset[str]:
    """Return those of `houses` (publishers, agencies) that `text` credits with its report."""
    named = {m.group(m.lastgroup).strip().casefold() for m in _CREDIT.finditer(text) if m.lastgroup}
    return frozenset(h for h in houses if any(h.casefold() == n or n.startswith(h.casefold() + " ") for n in named))


def credited_whole(document: Document, houses: Iterable[str]) -> frozenset[str]:
    """Return the houses that a document credits with its report as a whole."""
    text = document.text
    known = frozenset(houses)
    said = [r.span for r in document.speaking() if r.role is not Role.HEADLINE] or [Span(0, len(text))] if text else []
    if not said:
        return frozenset()
    lead = next(iter(sentences.split(text, said[0])), said[0])
    ends = Span(max(0, len(text.rstrip()) - _TAIL), len(text.rstrip()))
    opens = Span(0, lead.end)
    return credited(opens.of(text), known) | (credited(ends.of(text), known) & _signed(ends.of(text), known))


def _signed(text: str, houses: frozenset[str]) -> frozenset[str]:
    """Return the houses that stand alone in the last line: a signature, not a mention."""
    last = (text.splitlines() or [""])[-1].strip(" .()[]–—-").casefold().removeprefix("source:").strip()
    return frozenset(
        h for h in houses if last == h.casefold() or last.endswith(("– " + h.casefold(), "- " + h.casefold()))
    )


def of_sentence(document: Document, span: Span, houses: Iterable[str]) -> frozenset[str]:
    """Return the houses credited in the sentence around `span`."""
    start = max(document.text.rfind(mark, 0, span.start) for mark in (". ", "\n")) + 1
    ends = [end for mark in (". ", "\n") if (end := document.text.find(mark, span.end)) >= 0]
    return credited(document.text[start : min(ends, default=len(document.text))], houses)


def families(readings: Sequence[Reading], duplicates: Sequence[Duplicate] = ()) -> dict[str, str]:
    """Return the source of every document: the smallest document id of those that depend on one another.

    One source are: a copy and what it copies; two texts that credit the same agency as a whole; a text that so credits
    another text's publisher; texts of one party or publisher.
    """
    root = {r.document.id: r.document.id for r in readings}

    def top(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    def join(one: str, two: str) -> None:
        first, second = sorted((top(one), top(two)))
        root[second] = first

    for duplicate in duplicates:
        if duplicate.document_id in root and duplicate.of in root:
            join(duplicate.document_id, duplicate.of)
    for members in _houses(readings).values():
        for other in members[1:]:
            join(members[0], other)
    return {name: top(name) for name in sorted(root)}


def _houses(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """Return the documents of each house: its own, and those that credit it."""
    houses: dict[str, list[str]] = {}
    for document_id, mine in sorted(houses_of(readings).items()):
        for house in sorted(mine):
            houses.setdefault(house, []).append(document_id)
    return houses


def houses_of(readings: Sequence[Reading]) -> dict[str, frozenset[str]]:
    """Return, for each document, its own house and those it credits as a whole; casefolded.

    Two documents with a house in common depend on each other. Unlike `families` this does not carry on: what two texts
    owe to a third does not make them one.
    """
    publishers = {r.document.publisher for r in readings if r.document.publisher and not r.document.is_official}
    known = publishers | set(_WIRES)
    found = {}
    for reading in readings:
        document = reading.document
        own = f"party {document.party}" if document.is_official and document.party else document.publisher
        mine = {own} if own else set()
        if not document.is_official:
            mine |= credited_whole(document, known) - {""}
        found[document.id] = frozenset(house.casefold() for house in mine)
    return found
