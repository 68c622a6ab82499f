"""The verbs in order: read → annotate → link → keep. Only this package knows the order of the stages.

In come paths and a store, out comes the same store with everything that is new or changed in it, and a Summary. Run
again it reads only what changed; the record is the one that a single run over everything would give.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol, TypeVar

from onrecord.record.documents import Document
from onrecord.record.readings import Reading
from onrecord.roster import Roster
from onrecord.store import Keeping, Store

from .places import Place, places
from .plan import Plan
from .reader import Reader, roster_of
from .relinking import Linked, decided_links

__all__ = [
    "Linked", "Mapper", "Place", "Reader", "Summary", "build", "keep", "places", "read_documents", "relink",
    "roster_of",
]  # fmt: skip

T = TypeVar("T")

BATCH = 16
"""Documents kept in one transaction, and read by one worker at a time."""


class Mapper(Protocol):
    """`map` over batches, in order; `onrecord.scale` has one over several processes."""

    def __call__(
        self, function: Callable[[Sequence[Document]], list[Reading]], batches: Iterable[Sequence[Document]], /
    ) -> Iterable[list[Reading]]:
        """Return the function's answer for every batch, in order, asking for the next batch when ready for it."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the record holds now. `places` of which so many `read`, unchanged or unreadable."""

    places: int = 0
    read: int = 0
    unchanged: int = 0
    unreadable: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def build(
    store: Store,
    paths: Iterable[str | os.PathLike[str]],
    reader: Reader,
    *,
    mapper: Mapper = map,
    progress: Callable[[str], None] = lambda stage: None,
) -> Summary:
    """Bring a record up to date with `paths`: read what is new or changed, link everything, keep it.

    Args:
        store: A writable store.
        paths: Files and folders.
        reader: How documents are read. If the record was read otherwise, all of its documents are read again.
        mapper: Maps the reader over batches.
        progress: Told `read` once per place, `reread` once per document read again, `link` when linking begins.

    Raises:
        StoreError: the record cannot be written.
        OnRecordError: a model or the roster cannot be used.
    """
    plan = Plan(store, reader.fingerprint)
    tally = {"read": 0, "unchanged": 0, "unreadable": 0}

    def planned() -> Iterator[Keeping]:
        for place in places(paths, reader.roster):
            keeping = plan.place(place)
            done = "unchanged" if keeping is None else "read" if keeping.reading else "unchanged"
            tally["unreadable" if place.document is None else done] += 1
            progress("read")
            if keeping:
                yield keeping

    keep(store, planned(), reader, mapper)
    keep(store, plan.outdated(progress), reader, mapper)
    if store.setting("linked") != str(store.generation):
        progress("link")
        relink(store, reader.roster)
    return Summary(places=sum(tally.values()), counts=store.counts(), **tally)


def keep(store: Store, planned: Iterable[Keeping], reader: Reader, mapper: Mapper = map) -> None:
    """Annotate the documents of planned keepings and keep them, batch by batch, each wholly or not at all."""
    waiting: deque[list[Keeping]] = deque()

    def batches() -> Iterator[list[Document]]:
        for batch in _batches(planned):
            waiting.append(batch)
            yield [keeping.reading.document for keeping in batch if keeping.reading]

    for readings in mapper(reader, batches()):
        read = iter(readings)
        store.keep([replace(one, reading=next(read)) if one.reading else one for one in waiting.popleft()])


def read_documents(
    paths: Iterable[str | os.PathLike[str]], reader: Reader, *, mapper: Mapper = map, limit: int | None = None
) -> Iterator[tuple[Place, Reading | None]]:
    """Yield every place of `paths` with what was read in it, None where no document came of it; nothing is kept."""
    waiting: deque[list[Place]] = deque()

    def batches() -> Iterator[list[Document]]:
        for batch in _batches(islice(places(paths, reader.roster), limit)):
            waiting.append(batch)
            yield [place.document for place in batch if place.document]

    for readings in mapper(reader, batches()):
        read = iter(readings)
        for place in waiting.popleft():
            yield place, next(read) if place.document else None


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def relink(store: Store, roster: Roster) -> None:
    """Make the links anew of all current readings and all judgements."""
    store.keep_links(decided_links(store, roster))
