"""Lists of facts as people decided them: the store's pages, with every edited fact where its new values put it.

The store's index knows what was read. The few facts whose values people set are taken out of its pages and stand in
them again by the same rule (`Row.passes`), so that every filter and every order goes by the decided value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from onrecord.store import Store
from onrecord.store.asking import Asked, Key
from onrecord.store.rows import Row, row_of

T = TypeVar("T")


class Listing(Generic[T]):
    """The facts of one noun.

    Args:
        store: Where they are kept.
        noun: What they are.
        edited: Those whose values people set, by id: as they were read, and as decided.
    """

    def __init__(self, store: Store, noun: type[T], edited: Mapping[str, tuple[T, T]]) -> None:
        self._store = store
        self._noun = noun
        self._aside = edited
        self._rows: dict[str, tuple[Row, Row]] = {one: (row_of(a), row_of(b)) for one, (a, b) in edited.items()}

    def page(self, asked: Asked = Asked(), *, after: Key | None = None, limit: int = 100) -> list[tuple[Key, T]]:  # noqa: B008
        """Return up to `limit` facts with their keys, by day (undated last), label and id, behind the key `after`."""
        found = self.keys(asked, after=after, limit=limit)
        held = self._store.some(self._noun, [key[2] for key in found if key[2] not in self._aside])
        held |= {one: decided for one, (_, decided) in self._aside.items()}
        return [(key, held[key[2]]) for key in found if key[2] in held]

    def keys(self, asked: Asked = Asked(), *, after: Key | None = None, limit: int = 100) -> list[Key]:  # noqa: B008
        """Return the keys alone of what `page` gives."""
        found: list[Key] = []
        at = after
        while len(found) < limit:
            walked = self._store.keys(self._noun, asked, after=at, limit=limit)
            found += [key for key in walked if key[2] not in self._aside]
            if len(walked) < limit:
                break
            at = walked[-1]
        own = (now.key for _, now in self._rows.values() if now.passes(asked))
        return sorted([*found, *(key for key in own if after is None or key > after)])[:limit]

    def latest(self, asked: Asked = Asked(), *, limit: int = 10) -> list[T]:  # noqa: B008
        """Return the facts with the latest days, latest first; those without a day are left out."""
        read = self._store.latest(self._noun, asked, limit=limit + len(self._aside))
        rows = [(row_of(one).key, one) for one in read if _id(one) not in self._aside]
        for one, (_, now) in self._rows.items():
            if now.start and now.passes(asked):
                rows.append((now.key, self._aside[one][1]))
        return [one for _, one in sorted(rows, key=lambda pair: pair[0], reverse=True)[:limit]]

    def count(self, asked: Asked = Asked(), *, most: int = 1000) -> int:  # noqa: B008
        """Return how many facts are asked for; `most` + 1 if there are more than `most`."""
        moved = sum(now.passes(asked) - was.passes(asked) for was, now in self._rows.values())
        held = self._store.count(self._noun, asked, most=most + len(self._aside))
        return min(held + moved, most + 1)


def _id(one: Any) -> str:
    return str(one.id)
