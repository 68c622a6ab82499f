"""Search: people, meetings and undertakings by their words, and passages of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reader import Reader


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what holds all words of `q`: facts first, then passages with what matched."""
    asked = given.get("q", "").strip()
    terms = asked.casefold().replace('"', "").split()

    def holds(*texts: str | None) -> bool:
        whole = " ".join(text for text in texts if text).casefold()
        return bool(terms) and all(term in whole for term in terms)

    hits = reader.search(asked) if asked else []
    return {
        "asked": asked,
        "people": [one for one in reader.people if holds(one.name, *one.names)] if terms else [],
        "meetings": [m for m in reader.meetings if holds(m.place, m.format, *(p.name for p in m.participants))]
        if terms
        else [],
        "undertakings": [one for one in reader.undertakings if holds(one.action)] if terms else [],
        "hits": [(hit, reader.document(hit.document_id)) for hit in hits],
    }
