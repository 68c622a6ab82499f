"""Which accounts are one source: copies, reports that cite each other, papers of one house.

Input: readings and the duplicates among them. Output: for each document its source, so that a claim is counted once
however often it is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.record.readings import Duplicate, Reading

_WIRES = (
    "Associated Press", "AP", "Reuters", "AFP", "Agence France-Presse", "TASS", "Interfax", "RIA Novosti", "SANA",
    "Anadolu", "Xinhua", "DPA", "EFE", "ANSA", "Bloomberg", "Al Jazeera", "BBC",
)  # fmt: skip
"""Agencies whose reports others print; a text that credits one is that agency's telling."""

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


def families(readings: Sequence[Reading], duplicates: Sequence[Duplicate] = ()) -> dict[str, str]:
    """Return the source of every document: the smallest document id of those that depend on one another.

    One source are: a copy and what it copies; two texts that credit the same agency; a text that credits another
    text's publisher; official papers of one party or publisher.
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
    publishers = {r.document.publisher for r in readings if r.document.publisher and not r.document.is_official}
    houses: dict[str, list[str]] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        document = reading.document
        own = f"party {document.party}" if document.is_official and document.party else document.publisher
        mine = {own} if own else set()
        if not document.is_official:
            mine |= credited(document.text, publishers | set(_WIRES)) - {""}
        for house in mine:
            houses.setdefault(house.casefold(), []).append(document.id)
    return houses
