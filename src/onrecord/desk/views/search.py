"""Search: people, meetings and undertakings by their words, and passages of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..reader import Reader

FACTS_OF = 20
"""Documents, best passages first, whose facts are looked through for the words."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what holds all words of `q`: facts told by the documents found first, then passages with what matched."""
    asked = given.get("q", "").strip()
    terms = asked.casefold().replace('"', "").split()
    hits = reader.search(asked) if asked else []
    told = list(dict.fromkeys(hit.document_id for hit in hits))[:FACTS_OF]

    def found(kind: str, texts: Callable[[Any], Iterable[str | None]]) -> list[Any]:
        near = {one.id: one for document in told for one in reader.told_in(kind, document)}
        return reader.decided([one for one in near.values() if _holds(terms, texts(one))])

    return {
        "asked": asked,
        "people": found("people", lambda one: (one.name, *one.names)),
        "meetings": found("meetings", lambda one: (one.place, one.format, *(p.name for p in one.participants))),
        "undertakings": found("undertakings", lambda one: (one.action,)),
        "hits": [(hit, reader.document(hit.document_id)) for hit in hits],
    }


def _holds(terms: list[str], texts: Iterable[str | None]) -> bool:
    whole = " ".join(text for text in texts if text).casefold()
    return bool(terms) and all(term in whole for term in terms)
