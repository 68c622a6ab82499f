"""Copies of one text: syndicated and reposted documents, so that a copied text never counts as a second source.

Candidates come from MinHash bands (Broder 1997) over five-word shingles of the speaking regions; each is then
checked on the full shingle sets, and on the names and numbers: releases written on one template ("spoke with
President X of Y") share their sentences and differ in these.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.record.documents import Document, Role
from onrecord.record.readings import Duplicate, Reading

SHINGLE = 5
BANDS, ROWS = 64, 2
"""At 64 bands of 2 rows a pair of Jaccard 0.27 (a third cut off a long text) is a candidate with p > 0.99."""

MIN_JACCARD = 0.6
MIN_CONTAINED = 0.8
"""A copy shares 60 % of all shingles, or 80 % of its own with a longer original (cut from the end, as wires are)."""

MIN_NAMES = 0.85
"""Share of a copy's names and numbers that its original must have."""

MIN_WORDS = 30
"""Shorter texts (flashes, one-line readouts) are alike without being copies."""

NEIGHBOURS = 40
"""How many better-ranked members of a crowded bucket each text is compared with: keeps the work linear."""

_TOLD = frozenset({Role.LEAD, Role.BODY, Role.TURN})
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NAME = re.compile(r"\b(?:\d+(?:[.,]\d+)*|[^\W\d_a-z]\w*)")
_OPENS = re.compile(r"[.!?:\"“”]\W*$")
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class _Sketch:
    rank: tuple[bool, date, int, str]
    document: Document
    shingles: frozenset[int]
    bands: tuple[tuple[int, ...], ...]


def find(readings: Sequence[Reading]) -> tuple[Duplicate, ...]:
    """Return every document that copies another of `readings`, in order of id.

    The original is the official paper before coverage, then the earlier, then the longer, then the smaller id; the
    order of `readings` does not matter. A copy of a copy points at the first of its family. `similarity` is the
    larger of the Jaccard index and the part of the copy's shingles that the nearest better-ranked text has.
    """
    sketches = sorted(_sketches(readings), key=lambda s: s.rank)
    by_rank = {s.document.id: i for i, s in enumerate(sketches)}
    family: dict[str, str] = {}
    found = []
    for sketch, candidates in _candidates(sketches):
        scored = [(score, -by_rank[c.document.id], c) for c in candidates if (score := _similar(sketch, c)) is not None]
        if scored:
            score, _, best = max(scored, key=lambda s: s[:2])
            root = family.get(best.document.id, best.document.id)
            family[sketch.document.id] = root
            found.append(Duplicate(sketch.document.id, root, round(score, 4)))
    return tuple(sorted(found, key=lambda d: d.document_id))


def _candidates(sketches: Sequence[_Sketch]) -> Iterator[tuple[_Sketch, list[_Sketch]]]:
    """Give each text, best-ranked first, with the better-ranked texts that share a band with it."""
    buckets: dict[tuple[int, ...], list[int]] = {}
    for index, sketch in enumerate(sketches):
        near: set[int] = set()
        for band in sketch.bands:
            bucket = buckets.setdefault(band, [])
            near.update(bucket)
            if len(bucket) < NEIGHBOURS:
                bucket.append(index)
        yield sketch, [sketches[i] for i in sorted(near)]


def _similar(copy: _Sketch, original: _Sketch) -> float | None:
    shared = len(copy.shingles & original.shingles)
    jaccard = shared / (len(copy.shingles) + len(original.shingles) - shared)
    contained = shared / len(copy.shingles)
    if jaccard < MIN_JACCARD and contained < MIN_CONTAINED:
        return None
    names = _names(copy.document)
    if names and len(names & _names(original.document)) / len(names) < MIN_NAMES:
        return None
    return max(jaccard, contained)


def _sketches(readings: Sequence[Reading]) -> Iterator[_Sketch]:
    from rensa import RMinHash  # the compiled part, loaded when there is something to compare

    documents = {r.document.id: r.document for r in readings}
    for document_id in sorted(documents):
        document = documents[document_id]
        words = [found.casefold() for text in _told(document) for found in _WORD.findall(text)]
        if len(words) < MIN_WORDS:
            continue
        shingles = _shingles(words)
        digest = RMinHash.digest_matrix_from_token_hash_sets(
            [sorted(shingles)], num_perm=BANDS * ROWS, seed=1
        ).to_rows()[0]
        bands = tuple((i, *digest[i * ROWS : (i + 1) * ROWS]) for i in range(BANDS))
        yield _Sketch(_rank(document), document, shingles, bands)


def _told(document: Document) -> Iterator[str]:
    return (region.span.of(document.text) for region in document.regions if region.role in _TOLD)


def _names(document: Document) -> frozenset[str]:
    """Return numbers, and capitalised words that do not open a sentence."""
    found: set[str] = set()
    for text in _told(document):
        for mark in _NAME.finditer(text):
            opens = _OPENS.search(text[max(0, mark.start() - 4) : mark.start()])
            if mark.group()[0].isdigit() or (mark.group()[0].isupper() and mark.start() > 0 and not opens):
                found.add(mark.group().casefold())
    return frozenset(found)


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Hash runs of words, by CRC-32 of each word because it is the same in every run and process."""
    codes = [zlib.crc32(word.encode("utf-8", "replace")) for word in words]
    return frozenset(hash(run) & _MASK for run in zip(*(codes[i:] for i in range(SHINGLE)), strict=False))


def _rank(document: Document) -> tuple[bool, date, int, str]:
    day = document.published.interval.start if document.published else date.max
    return (not document.is_official, day, -len(document.text), document.id)
