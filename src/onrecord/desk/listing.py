"""Lists of facts as people decided them: the store's pages, with every edited fact where its new values put it.

The store's index knows what was read. The few facts whose values people set are taken out of its pages and stand in
them again by the same rule (`Row.passes`), so that every filter and every order goes by the decided value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from onrecord.store import Store
from onrecord.store.asking import ALL, Asked, Key, wanted
from onrecord.store.rows import Row, row_of

T = TypeVar("T")


class Edited(Generic[T]):
    """The facts of one noun whose values people set.

    Args:
        read: They as they were read.
        decide: Gives one of them with the values people set.
    """

    def __init__(self, read: Mapping[str, T], decide: Callable[[T], T]) -> None:
        self.facts = {one: decide(fact) for one, fact in read.items()}
        self._was = _Lists(row_of(fact) for fact in read.values())
        self._now = _Lists(row_of(fact) for fact in self.facts.values())

    def __contains__(self, fact_id: str) -> bool:
        return fact_id in self.facts

    def rows(self, asked: Asked) -> list[Row]:
        """Return the rows of those that are asked for by their decided values."""
        return self._now.rows(asked)

    def read(self, asked: Asked) -> int:
        """Return how many of them are asked for by the values that were read."""
        return len(self._was.rows(asked))


class _Lists:
    """Rows by the terms they are found under."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._under: dict[str, list[Row]] = {"": []}
        for row in rows:
            for term in {term for term, _, _ in row.entries()}:
                self._under.setdefault(term, []).append(row)

    def rows(self, asked: Asked) -> list[Row]:
        few = min((self._under.get(term, []) for term in ("", *wanted(asked))), key=len)
        return [row for row in few if row.passes(asked)]


class Listing(Generic[T]):
    """The facts of one noun.

    Args:
        store: Where they are kept.
        noun: What they are.
        edited: Those whose values people set.
    """

    def __init__(self, store: Store, noun: type[T], edited: Edited[T]) -> None:
        self._store = store
        self._noun = noun
        self._edited = edited

    def page(self, asked: Asked = ALL, *, after: Key | None = None, limit: int = 100) -> list[tuple[Key, T]]:
        """Return up to `limit` facts with their keys, by day (undated last), label and id, behind the key `after`."""
        return self.held(self.keys(asked, after=after, limit=limit))

    def held(self, found: Sequence[Key]) -> list[tuple[Key, T]]:
        """Return the facts of some keys, in their order."""
        held = self._store.some(self._noun, [key[2] for key in found if key[2] not in self._edited])
        held |= self._edited.facts
        return [(key, held[key[2]]) for key in found if key[2] in held]

    def keys(self, asked: Asked = ALL, *, after: Key | None = None, limit: int = 100) -> list[Key]:
        """Return the keys alone of what `page` gives."""
        found = self._walked(asked, after, limit)
        own = (row.key for row in self._edited.rows(asked))
        return sorted([*found, *(key for key in own if after is None or key > after)])[:limit]

    def _walked(self, asked: Asked, after: Key | None, limit: int, *, latest: bool = False) -> list[Key]:
        """Return the first keys of the store's that no edited fact has, `limit` of them if there are so many."""
        found: list[Key] = []
        while len(found) < limit:
            walked = self._store.keys(self._noun, asked, after=after, limit=limit, latest=latest)
            found += [key for key in walked if key[2] not in self._edited]
            if len(walked) < limit:
                break
            after = walked[-1]
        return found

    def latest(self, asked: Asked = ALL, *, limit: int = 10) -> list[T]:
        """Return the facts with the latest days, latest first; those without a day are left out."""
        own = [row.key for row in self._edited.rows(asked) if row.start]
        found = sorted([*self._walked(asked, None, limit, latest=True), *own], reverse=True)[:limit]
        held = (
            self._store.some(self._noun, [key[2] for key in found if key[2] not in self._edited]) | self._edited.facts
        )
        return [held[key[2]] for key in found if key[2] in held]

    def count(self, asked: Asked = ALL, *, most: int = 1000) -> int:
        """Return how many facts are asked for; `most` + 1 if there are more than `most`."""
        read = self._edited.read(asked)
        held = self._store.count(self._noun, asked, most=most + read)
        return min(held - read + len(self._edited.rows(asked)), most + 1)
