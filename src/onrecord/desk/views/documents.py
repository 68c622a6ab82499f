"""Sources, and one document with everything that was read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord.record.readings import Duplicate, InferredDate, Reading
from onrecord.record.spans import Span

from ..reader import Reader
from .paging import read, write

PAGE = 100


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
    """Return a document's text by regions, and the spans of what was read from it; None if it is not held."""
    document = reader.document(given["id"])
    if document is None:
        return None
    reading = reader.reading(document.id)
    return {
        "document": document,
        "reading": reading,
        "copy": reader.store.record(Duplicate, document.id),
        "inferred": reader.store.record(InferredDate, document.id),
        "newer": reader.store.superseded_by(document.id),
        "spans": msgspec.json.encode(list(_spans(reading))).decode() if reading else "[]",
    }


def _spans(reading: Reading) -> list[tuple[str, int, int]]:
    """Return `(kind, start, end)` of everything read, in code points of the document's text."""
    found: list[tuple[str, Span]] = [("actor", one.span) for one in reading.actors]
    found += [("attribution", span) for one in reading.attributions for span in one.content]
    found += [("meeting", one.evidence) for one in reading.meetings]
    found += [("undertaking", one.action) for one in reading.undertakings]
    return [(kind, span.start, span.end) for kind, span in found]
