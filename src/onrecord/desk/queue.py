"""The review queue as pages by key: which facts wait, which were decided, in the order of lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.record.carrying import KIND_BY_PREFIX
from onrecord.store.asking import Asked, Key
from onrecord.store.rows import row_of

from .facts import KINDS
from .reader import NOUNS, Reader

STEP = 1000
"""Keys read at once while looking for facts of one review status."""
MOST = 1000
"""Facts that are counted; beyond, there are simply more."""


class Queue:
    """The facts of one kind that pass a filter.

    Args:
        reader: The record, with what people decided.
        chosen: `kind`, one of `facts.KINDS`; `party`, `state` and `status`, empty if all pass.
    """

    def __init__(self, reader: Reader, chosen: Mapping[str, str]) -> None:
        self._reader = reader
        self._kind = chosen["kind"]
        self._status = chosen["status"]
        self._asked = Asked(party=chosen["party"], facet=chosen["state"])
        self._listing = reader.listing(NOUNS[self._kind])

    def keys(self, *, after: Key | None = None, limit: int = MOST) -> list[Key]:
        """Return up to `limit` keys behind `after`."""
        if self._status in {"", "machine"}:
            return _first(self._passing(after, limit), limit)
        decided = self._decided()
        if len(decided) > STEP:
            return _first((key for key in self._passing(after, STEP) if key[2] in decided), limit)
        held = self._reader.store.some(NOUNS[self._kind], sorted(decided))
        rows = (row_of(self._reader.edited(one)) for one in held.values())
        found = sorted(row.key for row in rows if row.passes(self._asked))
        return [key for key in found if after is None or key > after][:limit]

    def _passing(self, after: Key | None, step: int) -> Iterator[Key]:
        left_out = self._judged() if self._status == "machine" else frozenset()
        while True:
            found = self._listing.keys(self._asked, after=after, limit=step)
            yield from (key for key in found if key[2] not in left_out)
            if len(found) < step:
                return
            after = found[-1]

    def _judged(self) -> frozenset[str]:
        decisions = self._reader.decisions.values()
        return frozenset(one.subject for one in decisions if one.verdict and self._is_own(one.subject))

    def _decided(self) -> frozenset[str]:
        decisions = self._reader.decisions.values()
        wanted = (one.subject for one in decisions if one.review_status == self._status)
        return frozenset(one for one in wanted if self._is_own(one))

    def _is_own(self, subject: str) -> bool:
        return KIND_BY_PREFIX.get(subject[:3]) == self._kind

    def total(self) -> int:
        """Return how many facts pass; `MOST` + 1 if there are more than `MOST`."""
        return len(self.keys(limit=MOST + 1))

    def statuses(self) -> list[tuple[str, int]]:
        """Return how many facts of the kind there are by review status, whatever else is asked for."""
        found: dict[str, int] = {}
        for one in self._reader.decisions.values():
            if one.verdict and self._is_own(one.subject):
                found[one.review_status] = found.get(one.review_status, 0) + 1
        held = self._reader.store.count(NOUNS[self._kind], most=10**9)
        return sorted({**found, "machine": held - sum(found.values())}.items())


def _first(keys: Iterator[Key], limit: int) -> list[Key]:
    return [key for _, key in zip(range(limit), keys, strict=False)]


def kind_of(given: str) -> str:
    """Return the kind of fact an address asks for."""
    return given if given in KINDS else "undertakings"
