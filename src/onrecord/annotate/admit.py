"""The one gate every annotator's findings pass: inside the document, exact to the character, ids known.

In come a document and the items a component found in it; out go those that stand, and an Issue for each that does
not. Nothing is repaired: a span that is wrong by one character is refused, not moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from onrecord.record.actors import ActorMention
from onrecord.record.attributions import Attribution
from onrecord.record.documents import Document
from onrecord.record.issues import Issue, Severity
from onrecord.record.meetings import MeetingMention
from onrecord.record.spans import Evidence, Origin, Span
from onrecord.record.times import TimeMention
from onrecord.record.undertakings import UndertakingMention

LAYERS: dict[str, type[Any]] = {
    "times": TimeMention,
    "actors": ActorMention,
    "attributions": Attribution,
    "meetings": MeetingMention,
    "undertakings": UndertakingMention,
}
"""What each layer of a Reading holds."""


def admit(
    document: Document, layer: str, items: Iterable[Any], *, origin: Origin | None = None
) -> tuple[tuple[Any, ...], tuple[Issue, ...]]:
    """Let through the items of `layer` that hold, and tell of those that do not.

    Args:
        document: The document the items claim to be read from; all spans are offsets into its text.
        layer: A key of `LAYERS`.
        items: What a component found.
        origin: Who found it; written into evidence that names no origin yet.

    Returns:
        The admitted items in their order, and one Issue per refused item: `ANN001` a span outside the text or of
        blanks only, `ANN002` evidence whose exact text is not in its place, `ANN003` an item of another
        document or layer, or an id given twice.
    """
    kept: list[Any] = []
    issues: list[Issue] = []
    seen: set[str] = set()
    for item in items:
        fault = _fault(document, LAYERS[layer], item, seen)
        if fault:
            by = origin.component if origin else layer
            code, message = fault
            issues.append(Issue(code, Severity.ERROR, "annotate", f"{by}: {message}", document.id))
        else:
            seen.add(getattr(item, "id", ""))
            kept.append(_signed(item, origin))
    return tuple(kept), tuple(issues)


def _fault(document: Document, noun: type[Any], item: Any, seen: set[str]) -> tuple[str, str] | None:
    if not isinstance(item, noun):
        return "ANN003", f"{type(item).__name__} found where {noun.__name__} belongs"
    if getattr(item, "document_id", document.id) != document.id:
        return "ANN003", f"{noun.__name__} of another document ({item.document_id})"
    if getattr(item, "id", None) in seen:
        return "ANN003", f"{noun.__name__} {item.id} found twice"
    if noun is Attribution and not item.content:
        return "ANN001", "an attribution without content"
    for span in spans_of(item):
        if span.end > len(document.text):
            return "ANN001", f"span {span.start}..{span.end} lies outside the text of {len(document.text)} characters"
        if not span.of(document.text).strip():
            return "ANN001", f"span {span.start}..{span.end} holds no visible character"
    for proof in evidence_of(item):
        if proof.document_id != document.id or not holds(proof, document.text):
            return "ANN002", f"exact text of {noun.__name__} is not at its place"
    return None


def spans_of(item: object) -> Iterator[Span]:
    """Yield every Span a noun holds, however deep."""
    return (found for found in _walk(item) if isinstance(found, Span))


def evidence_of(item: object) -> Iterator[Evidence]:
    """Yield every Evidence a noun holds, however deep."""
    return (found for found in _walk(item) if isinstance(found, Evidence))


def holds(proof: Evidence, text: str) -> bool:
    """Tell whether the exact text of `proof` stands where its spans point in `text`."""
    return bool(proof.spans) and proof.exact == " … ".join(span.of(text) for span in proof.spans)


def _walk(value: object) -> Iterator[object]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        yield value
        for name in _names(type(value)):
            yield from _walk(getattr(value, name))
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        for part in value:
            yield from _walk(part)


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(noun: type) -> tuple[str, ...]:
    if noun not in _NAMES:
        _NAMES[noun] = tuple(field.name for field in fields(noun))
    return _NAMES[noun]


def _signed(item: Any, origin: Origin | None) -> Any:
    proof = getattr(item, "evidence", None)
    if origin and isinstance(proof, Evidence) and not proof.origin.component:
        return replace(item, evidence=replace(proof, origin=origin))
    return item
