"""Names and languages a page needs beside its facts: what a party's code stands for, what language a paper is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from onrecord.pipeline import roster_of
from onrecord.record.issues import ConfigError
from onrecord.roster import Roster

from .reader import Reader


class Naming:
    """Looks names up for one request; unknown codes stand for themselves."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: Mapping[str, str] | None = None

    def party(self, code: str) -> str:
        """Return the name of a party."""
        if self._names is None:
            self._names = _parties(self._reader.store.setting("process") or "")
        return self._names.get(code, code)

    def language(self, document_id: str) -> str:
        """Return the language of a document as an ISO 639-1 code; empty if there is no such document."""
        document = self._reader.document(document_id)
        return document.language if document else ""


@lru_cache(maxsize=4)
def _parties(process: str) -> Mapping[str, str]:
    try:
        roster = roster_of(process)
    except ConfigError:  # the record keeps a process.toml that an older version took
        roster = Roster.builtin()
    return {code: party.name for code, party in roster.parties.items()}
