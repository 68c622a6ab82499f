"""The evidence drawer: the characters a fact was read from, in their sentence, with everything needed to cite them.

Every datum of every page opens this one view: what stands there, in which document, who read it and how surely, which
facts rest on it, and what people decided on those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record.carrying import Place, anchors
from onrecord.record.documents import Document
from onrecord.record.readings import InferredDate, Reading
from onrecord.record.spans import Span

from ..facts import KINDS, Fact, fact
from ..reader import Reader

RESTING = 12
"""Facts shown that rest on one passage: more would be a list of their own."""
CONTEXT = 400
"""Characters shown on either side of the sentence, within its paragraph."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing a component read there. `score` in [0, 1] is None where the component gives none."""

    kind: str
    text: str
    score: float | None
    component: str
    version: str


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the passage around a span: before, exact, after; None if the span is not in the document."""
    document = reader.document(given["id"])
    if document is None or not all(given[end].isascii() and given[end].isdigit() for end in ("start", "end")):
        return None
    start, end = int(given["start"]), int(given["end"])
    if not 0 <= start < end <= len(document.text):
        return None
    span = Span(start, end)
    around = _around(reader, document, span)
    reading = reader.reading(document.id)
    return {
        "document": document,
        "span": span,
        "before": document.text[around.start : span.start],
        "exact": span.of(document.text),
        "after": document.text[span.end : around.end],
        "read": list(_read(reading, span)) if reading else [],
        "resting": _resting(reader, document.id, span),
        "inferred": reader.store.record(InferredDate, document.id),
        "newer": reader.store.superseded_by(document.id),
    }


def _read(reading: Reading, span: Span) -> Iterator[Read]:
    """Yield what was read from the characters of `span`, by component."""
    text = reading.document.text
    versions = {one.component: one.version for one in reading.origins}

    def made(kind: str, words: str, score: float | None, component: str) -> Read:
        return Read(kind, words, score, component, versions.get(component, ""))

    for said in reading.attributions:
        if any(one.overlaps(span) for one in said.content):
            speaker = said.speaker.name if said.speaker else "speaker unresolved"
            yield made("said", f"{speaker}, {said.manner.value}", said.score, "attributions")
    for met in reading.meetings:
        if met.evidence.overlaps(span):
            where = f" in {met.place}" if met.place else ""
            who = " – ".join(sorted(met.parties))
            yield made(met.kind.value, f"{who}{where}, {met.status.value}", met.score, "meetings")
    for undertaken in reading.undertakings:
        if undertaken.evidence.overlaps(span):
            words = " ".join(undertaken.action.of(text).split())
            yield made(undertaken.kind.value, words, undertaken.score, "undertakings")
    for named in reading.actors:
        if named.span == span:
            yield made(named.kind.value, f"{named.name or 'unresolved'}, by {named.how}", None, "actors")


def _resting(reader: Reader, document_id: str, span: Span) -> list[Fact]:
    """Return the facts of the record that hold characters of `span` as evidence, with what people decided on them."""
    found = [
        (kind, one.id)
        for kind in KINDS
        for one in reader.told_in(kind, document_id)
        if any(where == document_id and start < span.end and span.start < end for where, start, end in _places(one))
    ]
    rows = (fact(reader, kind, one) for kind, one in found[:RESTING])
    return [row for row in rows if row]


def _places(one: Any) -> list[Place]:
    """Return where everything of a fact was read: itself, an undertaking's acts, a meeting's values and topics."""
    more = [act.evidence for act in getattr(one, "acts", ())]
    more += [proof for value in getattr(one, "values", ()) for proof in value.evidence]
    more += [*getattr(one, "topics", ()), *(proof for held in getattr(one, "tenures", ()) for proof in held.evidence)]
    return [*anchors(one), *((p.document_id, p.spans[0].start, p.spans[-1].end) for p in more if p.spans)]


def _around(reader: Reader, document: Document, span: Span) -> Span:
    """Return the paragraph around a span; of a long one, the sentences within `CONTEXT` characters."""
    sentence, region = reader.sentence(document, span), document.region_at(span.start)
    if region is None:
        return sentence
    start, end = min(region.span.start, sentence.start), max(region.span.end, sentence.end)
    return Span(max(start, sentence.start - CONTEXT), min(end, sentence.end + CONTEXT))
