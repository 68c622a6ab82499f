"""Sources, and one document with everything that was read from it, beside the paragraph it was read from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from onrecord.record.documents import Document, Region, Role
from onrecord.record.readings import Duplicate, InferredDate, Reading
from onrecord.record.spans import Span

from ..reader import Reader
from .paging import read, write

PAGE = 100
PART = 60_000
"""Bytes of text, and of what was read from it, that one page of a document holds; the next part goes on behind it."""
LONGEST = 8000
"""Code points of a paragraph in one piece; a longer one is cut for display."""
NOTED = 300
"""Bytes that a paragraph or a note costs a page, roughly; a span to highlight a fifth of it."""
ISSUES = 50
"""Issues listed with a document."""
VERSIONS = 50
"""Versions of one document that are listed."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something read from a paragraph: its kind, who or what, the fact's page if it is one, its characters."""

    kind: str
    label: str
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with what was read from it; of furniture, all lines in a row, folded."""

    parts: tuple[Region, ...]
    notes: tuple[Note, ...] = ()
    folded: bool = False

    @property
    def lines(self) -> int:
        """How many paragraphs it holds."""
        return len(self.parts)


def index(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the current documents, with copies and inferred dates."""
    (after,) = read(given.get("after", ""), 1)
    found = reader.store.page_of_documents(after=after, limit=PAGE)
    ids = [one.id for _, one in found]
    return {
        "documents": [one for _, one in found],
        "copies": {one: copy for one in ids if (copy := reader.store.record(Duplicate, one))},
        "inferred": {one: dating for one in ids if (dating := reader.store.record(InferredDate, one))},
        "next": write([found[-1][0]]) if len(found) == PAGE else "",
    }


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a document's text by paragraphs with what was read from each; None if it is not held.

    `at` (`start-end`, code points) marks one passage. A long text comes in parts: `from` is the code point at which one
    begins; without it, it is the part that holds `at`, or the first.
    """
    document = reader.document(given["id"])
    if document is None:
        return None
    reading = reader.reading(document.id)
    notes = sorted(_notes(reader, reading), key=lambda one: (one.start, one.end)) if reading else []
    spans = list(_spans(reading)) if reading else []
    at = given.get("at", "") if re.fullmatch(r"\d{1,9}-\d{1,9}", given.get("at", ""), re.ASCII) else ""
    parts = list(
        _parts(document, [(one.start, NOTED) for one in notes] + [(start, NOTED // 5) for _, start, _ in spans])
    )
    number = _part(parts, given.get("from", ""), at)
    shown = parts[number] if parts else []
    first, last = (shown[0].span.start, shown[-1].span.end) if shown else (0, 0)
    return {
        "document": document,
        "regions": list(_shown(shown, notes)),
        "page": number + 1,
        "pages": [part[0].span.start for part in parts],
        "read": _counts(reading) if reading else None,
        "issues": reading.issues[:ISSUES] if reading else (),
        "copy": reader.store.record(Duplicate, document.id),
        "inferred": reader.store.record(InferredDate, document.id),
        "newer": reader.store.superseded_by(document.id),
        "versions": _versions(reader, document.id),
        "spans": msgspec.json.encode([one for one in spans if one[1] < last and one[2] > first]).decode(),
        "at": at,
    }


def _counts(reading: Reading) -> dict[str, int]:
    return {kind: len(getattr(reading, kind)) for kind in ("meetings", "undertakings", "attributions", "issues")}


def _versions(reader: Reader, document_id: str) -> list[str]:
    """Return the ids of a document's versions from this one on, oldest first."""
    found = [document_id]
    while (later := reader.store.superseded_by(found[-1])) and later not in found and len(found) < VERSIONS:
        found.append(later)
    return found


def _notes(reader: Reader, reading: Reading) -> Iterator[Note]:
    """Yield what was read from a document, each with the page of the fact it became part of."""
    document = reading.document
    homes = {
        mention: f"/{folder}/{one.id}"
        for folder in ("meetings", "undertakings")
        for one in reader.told_in(folder, document.id)
        for mention in one.mention_ids
    }
    for met in reading.meetings:
        label = " – ".join(sorted(met.parties)) or "parties not named"
        kind = f"{met.kind.value}, only in a caption" if met.in_caption else met.kind.value
        yield Note(kind, label, homes.get(met.id, ""), met.evidence.start, met.evidence.end)
    for undertaken in reading.undertakings:
        label = ", ".join(sorted(undertaken.actors)) or "nobody named"
        action = undertaken.action
        yield Note(undertaken.kind.value, label, homes.get(undertaken.id, ""), action.start, action.end)
    for said in reading.attributions:
        speaker = said.speaker.name if said.speaker else "speaker unresolved"
        yield Note("said", speaker, "", said.content[0].start, said.content[-1].end)


def _parts(document: Document, costs: Sequence[tuple[int, int]]) -> Iterator[list[Region]]:
    """Yield the paragraphs of each part of a text; `costs` are places with the bytes that what stands there takes."""
    held: list[Region] = []
    size = 0
    ordered = sorted(costs)
    for region in _pieces(document):
        own = NOTED + len(region.span.of(document.text).encode("utf-8", "replace"))
        first = bisect_left(ordered, (region.span.start, 0))
        own += sum(cost for _, cost in ordered[first : bisect_left(ordered, (region.span.end, 0))])
        if held and size + own > PART:
            yield held
            held, size = [], 0
        held.append(region)
        size += own
    if held:
        yield held


def _pieces(document: Document) -> Iterator[Region]:
    """Yield the regions, those that are too long cut at blanks."""
    for region in document.regions:
        start, end = region.span.start, region.span.end
        while end - start > LONGEST:
            blank = document.text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = blank + 1 if blank > 0 else start + LONGEST
            yield replace(region, span=Span(start, cut))
            start = cut
        yield replace(region, span=Span(start, end))


def _part(parts: Sequence[Sequence[Region]], first: str, at: str) -> int:
    """Return the number of the part that holds a place given as `from`, or as the beginning of `at`."""
    wanted = first if first.isascii() and first.isdigit() and len(first) < 10 else at.partition("-")[0]
    starts = [part[0].span.start for part in parts]
    return max(bisect_right(starts, int(wanted or "0")) - 1, 0)


def _shown(regions: Sequence[Region], notes: Sequence[Note]) -> Iterator[Shown]:
    """Yield the paragraphs in order, each with the notes that begin in it; furniture in a row becomes one."""
    folded: list[Region] = []
    for region in regions:
        if region.role is Role.FURNITURE:
            folded.append(region)
            continue
        if folded:
            yield Shown(tuple(folded), folded=True)
            folded = []
        yield Shown((region,), tuple(one for one in notes if region.span.start <= one.start < region.span.end))
    if folded:
        yield Shown(tuple(folded), folded=True)


def _spans(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield `(kind, start, end)` of everything read, in code points of the document's text."""
    found: list[tuple[str, Span]] = [("actor", one.span) for one in reading.actors]
    found += [("attribution", span) for one in reading.attributions for span in one.content]
    found += [("meeting", one.evidence) for one in reading.meetings]
    found += [("undertaking", one.action) for one in reading.undertakings]
    yield from ((kind, span.start, span.end) for kind, span in found)
