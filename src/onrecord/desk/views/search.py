"""Search: people, meetings, undertakings and statements by their own words, and passages of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.actors import Person
from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking
from onrecord.store.searching import COMMON

from ..reader import Reader

SHOWN = 20
"""Facts of a kind shown."""
PASSAGES = 40
"""Passages shown: the page stays under 100 KB."""
FACTS: dict[str, type[Any]] = {
    "people": Person,
    "meetings": Meeting,
    "undertakings": Undertaking,
    "statements": Statement,
}


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what holds all words of `q`: facts of each kind, best first, then passages with what matched."""
    asked = given.get("q", "").strip()
    hits = reader.store.search(asked, limit=PASSAGES) if asked else []
    found = {kind: reader.store.search_facts(asked, noun, limit=SHOWN) for kind, noun in FACTS.items()}
    return {
        "asked": asked,
        **{kind: reader.decided(list(one.facts)) for kind, one in found.items()},
        "totals": {kind: one.total for kind, one in found.items()},
        "most": COMMON,
        "hits": [(hit, reader.document(hit.document_id)) for hit in hits],
    }
