"""What is to be kept of every place, given what a record holds already: only what is new or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.record.documents import Document
from onrecord.record.readings import Reading
from onrecord.store import Keeping, Store

from .places import Place


class Plan:
    """Decides for every place what is to be kept of it, given what the record holds already."""

    def __init__(self, store: Store, made_by: str) -> None:
        self._store = store
        self._made_by = made_by
        self._known = store.made_by()
        self._sources = store.sources()
        self._shown: dict[str, set[str]] = {}
        for source in self._sources.values():
            if source.document_id:
                self._shown.setdefault(source.document_id, set()).add(source.locator)
        self._chosen: dict[str, Document] = {}

    def place(self, place: Place) -> Keeping | None:
        """Return what to keep of a place; a Reading in it is still to be annotated. None: nothing changed."""
        plain = Keeping(place.locator, place.name, self._print(place), made_by=self._made_by, issues=place.issues)
        if place.document is None:
            return None if self._same(plain) else plain
        document = self._preferred(place)
        self._shown.setdefault(document.id, set()).add(place.locator)
        held = self._chosen.get(document.id) or self._store.document(document.id)
        if document == held and self._known.get(document.id) == self._made_by:
            plain = replace(plain, document_id=document.id)
            self._chosen[document.id] = document
            return None if self._same(plain) else plain
        self._chosen[document.id] = document
        self._known[document.id] = self._made_by
        return replace(plain, reading=Reading(document), original=place.data)

    def _preferred(self, place: Place) -> Document:
        """Of one original found in several places, take the document of the first name, whatever came first."""
        assert place.document is not None
        held = self._chosen.get(place.document.id) or self._store.document(place.document.id)
        elsewhere = self._shown.get(place.document.id, set()) - {place.locator}
        if held is None or not elsewhere:
            return place.document
        return min(held, place.document, key=lambda d: (d.name, repr(d)))

    def _print(self, place: Place) -> str:
        told = [(i.code, i.message) for i in place.issues]
        return hashlib.sha256(repr((place.document and place.document.id, told)).encode()).hexdigest()[:16]

    def _same(self, keeping: Keeping) -> bool:
        held = self._sources.get(keeping.locator)
        return held is not None and (held.document_id, held.fingerprint) == (keeping.document_id, keeping.fingerprint)

    def outdated(self, progress: Callable[[str], None]) -> Iterator[Keeping]:
        """Yield the documents of the record that were read by other components, another model or roster."""
        sources = {s.document_id: s for s in self._store.sources().values() if s.document_id}
        for document_id, made_by in sorted(self._store.made_by().items()):
            document, source = self._store.document(document_id), sources.get(document_id)
            if made_by != self._made_by and document and source:
                progress("reread")
                yield Keeping(
                    source.locator, source.name, source.fingerprint, Reading(document), None, self._made_by, None
                )
