"""Sources, and one document with everything that was read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord.record.readings import Reading
from onrecord.record.spans import Span

from ..reader import Reader


def index(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return all current documents, with copies and inferred dates."""
    return {"documents": reader.all_documents, "copies": reader.duplicates, "inferred": reader.inferred}


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a document's text by regions, and the spans of what was read from it; None if it is not held."""
    document = reader.document(given["id"])
    if document is None:
        return None
    reading = reader.reading(document.id)
    return {
        "document": document,
        "reading": reading,
        "copy": reader.duplicates.get(document.id),
        "inferred": reader.inferred.get(document.id),
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
