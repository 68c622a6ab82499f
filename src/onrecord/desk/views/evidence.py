"""The evidence drawer: the characters a fact was read from, in their sentence, with everything needed to cite them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.readings import InferredDate
from onrecord.record.spans import Span

from ..reader import Reader


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the passage around a span: before, exact, after; None if the span is not in the document."""
    document = reader.document(given["id"])
    if document is None or not (given["start"].isascii() and given["start"].isdigit() and given["end"].isdigit()):
        return None
    start, end = int(given["start"]), int(given["end"])
    if not 0 <= start < end <= len(document.text):
        return None
    span = Span(start, end)
    around = reader.sentence(document, span)
    reading = reader.reading(document.id)
    return {
        "document": document,
        "span": span,
        "before": document.text[around.start : span.start],
        "exact": span.of(document.text),
        "after": document.text[span.end : around.end],
        "origins": reading.origins if reading else (),
        "inferred": reader.store.record(InferredDate, document.id),
    }
