"""The built-in store: one SQLite file in WAL mode. Writing stands in `writing.py`, checks in `verification.py`."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from onrecord.record.documents import Document
from onrecord.record.issues import Issue, StoreError
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Links, Reading

from . import Fault, Found, Hit, Keeping, Source, asking, narrowing, searching, troubles, verification, visits, writing
from .asking import ALL, ANY, Asked, Key, Paper
from .codec import decode, unpack
from .lock import WriterLock
from .rows import KIND_OF, KINDS
from .schema import connect
from .visits import Visit

T = TypeVar("T")

_CURRENT = "d.superseded_by IS NULL"
CHECKED_EVERY = 20_000
"""Steps of SQLite's machine between two looks at the clock: about a millisecond."""


class SQLiteStore:
    """A record in one SQLite file.

    Args:
        path: The file; created if `writable` and absent.
        writable: Take the writer's lock. Readers may come and go meanwhile and see whole transactions only.
        create: Let a writable one be created if there is none.
        wait: Seconds to wait for another writer to be done.
        limit: Seconds from now on after which a question is given up; no limit if None.
    """

    def __init__(
        self,
        path: Path,
        *,
        writable: bool = False,
        create: bool = True,
        wait: float = 0.0,
        limit: float | None = None,
    ) -> None:
        self.path = path
        if writable and not create and not path.exists():
            raise StoreError(f"{path}: no such record")
        self._lock = WriterLock(path, wait=wait) if writable else None
        try:
            self._connection = connect(path, writable=writable)
        except BaseException:
            self._release()
            raise
        self._limit = limit
        if limit is not None:
            end = monotonic() + limit
            self._connection.set_progress_handler(lambda: monotonic() > end, CHECKED_EVERY)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def close(self) -> None:
        """Let go of the file and of the writer's lock."""
        self._connection.close()
        self._release()

    @property
    def writable(self) -> bool:
        """Whether this store was opened for writing."""
        return self._lock is not None

    @property
    def generation(self) -> int:
        """Return a number that grows with every write."""
        return int(self.setting("generation") or 0)

    @property
    def is_linked(self) -> bool:
        """Tell whether the links were made after the last documents."""
        return int(self.setting("linked") or 0) >= int(self.setting("kept") or 0)

    def _rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.OperationalError as error:
            if self._limit is not None and str(error) == "interrupted":
                raise StoreError(f"{self.path}: given up after the {self._limit:g} seconds this may take") from error
            raise StoreError(f"{self.path}: {error}") from error
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(self._rows(sql, *values), None)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if not self.writable:
            raise StoreError(f"{self.path} was opened for reading")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                writing.grow(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def setting(self, key: str) -> str | None:
        """Return a setting, None if it was never set."""
        row = self._one("SELECT value FROM settings WHERE key = ?", key)
        return str(row[0]) if row else None

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._writing() as connection:
            writing.set_setting(connection, key, value)

    def keep(self, batch: Sequence[Keeping]) -> None:
        """Keep what a batch of places gave, in one transaction."""
        with self._writing() as connection:
            writing.keep(connection, batch)

    def keep_links(self, links: Links) -> None:
        """Replace all links, in one transaction."""
        with self._writing() as connection:
            writing.keep_links(connection, links)

    def append(self, judgements: Sequence[Judgement]) -> None:
        """Append judgements, in one transaction."""
        with self._writing() as connection:
            writing.append(connection, judgements)

    def sources(self) -> dict[str, Source]:
        """Return every place, by locator."""
        rows = self._rows("SELECT locator, name, document_id, fingerprint FROM sources ORDER BY locator")
        return {row[0]: Source(*row) for row in rows}

    def documents(self, *, superseded: bool = False) -> Iterator[Document]:
        """Yield the current documents (or the superseded ones) in the order of their ids."""
        which = "IS NOT NULL" if superseded else "IS NULL"
        for (body,) in self._rows(f"SELECT body FROM documents WHERE superseded_by {which} ORDER BY id"):
            yield decode(body, Document)

    def document(self, document_id: str) -> Document | None:
        """Return a document by its id, superseded ones too."""
        row = self._one("SELECT body FROM documents WHERE id = ?", document_id)
        return decode(row[0], Document) if row else None

    def superseded_by(self, document_id: str) -> str | None:
        """Return the id of the newer version of a document, None while it is current."""
        row = self._one("SELECT superseded_by FROM documents WHERE id = ?", document_id)
        return row[0] if row else None

    def readings(self) -> Iterator[Reading]:
        """Yield the reading of every current document in the order of their ids."""
        sql = f"SELECT r.body FROM readings r JOIN documents d ON d.id = r.document_id WHERE {_CURRENT} ORDER BY d.id"
        for (body,) in self._rows(sql):
            yield unpack(body, Reading)

    def reading(self, document_id: str) -> Reading | None:
        """Return the reading of one document."""
        row = self._one("SELECT body FROM readings WHERE document_id = ?", document_id)
        return unpack(row[0], Reading) if row else None

    def made_by(self) -> dict[str, str]:
        """Return, for every current document, the fingerprint of what read it."""
        sql = f"SELECT d.id, r.made_by FROM readings r JOIN documents d ON d.id = r.document_id WHERE {_CURRENT}"
        return dict(self._rows(sql))

    def holder(self, annotation_id: str) -> str | None:
        """Return the id of the document in whose reading an annotation stands."""
        row = self._one("SELECT document_id FROM annotations WHERE id = ?", annotation_id)
        return row[0] if row else None

    def original(self, sha256: str) -> bytes | None:
        """Return original bytes by their hash."""
        row = self._one("SELECT packed, bytes FROM originals WHERE sha256 = ?", sha256)
        if row is None:
            return None
        try:
            return zlib.decompress(row[1]) if row[0] else bytes(row[1])
        except zlib.error as error:
            raise StoreError(f"{self.path}: the original {sha256} is damaged: {error}") from error

    def links(self) -> Links:
        """Return all links."""
        found: dict[str, Any] = {kind: tuple(self.records(noun)) for kind, (noun, _) in KINDS.items()}
        issues = self._rows("SELECT body FROM issues WHERE scope = 'links' ORDER BY number")
        return Links(**found, issues=tuple(decode(body, Issue) for (body,) in issues))

    def records(self, noun: type[T], *, party: str | None = None, document: str | None = None) -> list[T]:
        """Return all records of one noun, by day and label; those of a party, or told by a document, if asked."""
        found = asking.told(self._rows, KIND_OF[noun], party, document)
        return [decode(body, noun) for body in found]

    def record(self, noun: type[T], record_id: str) -> T | None:
        """Return one record by its id (a Comparison by its meeting's)."""
        row = self._one("SELECT body FROM records WHERE kind = ? AND id = ?", KIND_OF[noun], record_id)
        return decode(row[0], noun) if row else None

    def issues(self) -> list[Issue]:
        """Return all issues of current documents, of places that gave none, and of linking."""
        rows = self._rows(
            "SELECT i.body FROM issues i LEFT JOIN documents d ON d.id = i.document_id "
            f"WHERE d.id IS NULL OR {_CURRENT} ORDER BY i.scope, i.number"
        )
        return [decode(body, Issue) for (body,) in rows]

    def judgements(self, subject: str | None = None, *, skip: int = 0) -> list[Judgement]:
        """Return judgements in the order they were appended, without the first `skip`; on one subject if asked."""
        if subject is None:
            rows = self._rows("SELECT body FROM judgements ORDER BY number LIMIT -1 OFFSET ?", skip)
        else:
            rows = self._rows(
                "SELECT body FROM judgements WHERE subject = ? ORDER BY number LIMIT -1 OFFSET ?", subject, skip
            )
        return [decode(body, Judgement) for (body,) in rows]

    def page(
        self, noun: type[T], asked: Asked = ALL, *, after: Key | None = None, limit: int = 100
    ) -> list[tuple[Key, T]]:
        """Return up to `limit` records with their keys, by day (undated last), label and id, behind the key `after`."""
        found = self.keys(noun, asked, after=after, limit=limit)
        held = self.some(noun, [key[2] for key in found])
        return [(key, held[key[2]]) for key in found if key[2] in held]

    def keys(
        self,
        noun: type[Any],
        asked: Asked = ALL,
        *,
        after: Key | None = None,
        limit: int = 100,
        latest: bool = False,
    ) -> list[Key]:
        """Return the keys alone of what `page` gives; with `latest`, of the dated ones only, from the last day back."""
        return asking.keys(self._rows, KIND_OF[noun], asked, after, limit, latest=latest)

    def latest(self, noun: type[T], asked: Asked = ALL, *, limit: int = 10) -> list[T]:
        """Return the records of a noun with the latest days, latest first; those without a day are left out."""
        found = [key[2] for key in self.keys(noun, asked, limit=limit, latest=True)]
        held = self.some(noun, found)
        return [held[one] for one in found if one in held]

    def some(self, noun: type[T], ids: Sequence[str]) -> dict[str, T]:
        """Return the records of a noun that are held among `ids`."""
        found = asking.bodies(self._rows, KIND_OF[noun], ids)
        return {one: decode(body, noun) for one, body in found.items()}

    def count(self, noun: type[Any], asked: Asked = ALL, *, most: int = 1000) -> int:
        """Return how many records of a noun are asked for; `most` + 1 if there are more than `most`."""
        return asking.count(self._rows, KIND_OF[noun], asked, most)

    def values(self, noun: type[Any], field: str, *, limit: int = 200) -> dict[str, int]:
        """Return the first values of a field of Asked in order, with how many records of a noun bear each."""
        return asking.values(self._rows, KIND_OF[noun], field, limit)

    def parties(self, noun: type[Any]) -> list[str]:
        """Return the parties of a noun's records."""
        return list(self.values(noun, "party", limit=500))

    def labels(self, noun: type[Any], *, limit: int = 200) -> list[str]:
        """Return the first labels of a noun's records in order (of meetings: the places)."""
        return list(self.values(noun, "label", limit=limit))

    def page_of_documents(
        self, *, party: str = "", after: Key | None = None, limit: int = 100
    ) -> list[tuple[Key, Document]]:
        """Return up to `limit` current documents with their keys, by day of publication (undated last) and id."""
        found = asking.documents(self._rows, party, after, limit)
        return [(key, decode(body, Document)) for key, body in found]

    def of_meeting(self, noun: type[T], meeting_id: str, *, limit: int = 500) -> list[T]:
        """Return the records of a noun that belong to one meeting."""
        return [decode(body, noun) for body in asking.of_meeting(self._rows, KIND_OF[noun], meeting_id, limit)]

    def met(self) -> dict[tuple[str, str], int]:
        """Return how many held meetings each pair of parties has."""
        return {(one, other): number for one, other, number in self._rows("SELECT one, other, meetings FROM met")}

    def new_since(self, noun: type[T], generation: int, *, limit: int = 10) -> tuple[int, list[T]]:
        """Return how many records of a noun were first made after a generation (1,001: more), and the latest."""
        count, bodies = visits.new_since(self._rows, KIND_OF[noun], generation, limit)
        return count, [decode(body, noun) for body in bodies]

    def last_visit(self, by: str) -> Visit | None:
        """Return up to where somebody has seen the record, None if they never said."""
        return visits.last_visit(self._rows, by)

    def visited(self, by: str, generation: int, at: datetime) -> None:
        """Keep that somebody has seen the record up to a generation."""
        with self._writing() as connection:
            visits.visited(connection, by, generation, at)

    def counts(self) -> dict[str, int]:
        """Return how many current documents, issues and records of each kind there are."""
        held = troubles.tallies(self._rows)
        found = {"documents": held.get("documents", 0)} | dict.fromkeys(KINDS, 0)
        marks = ", ".join("?" * len(KINDS))
        rows = self._rows(f"SELECT kind, number FROM terms WHERE kind IN ({marks}) AND term = ''", *KINDS)
        found |= {str(kind): int(number) for kind, number in rows}
        return found | {"issues": sum(number for name, number in held.items() if name.startswith("code:"))}

    def issue_counts(self) -> dict[str, int]:
        """Return how many issues there are by code, as `code:INT001`, and by severity, as `severity:error`."""
        return {name: number for name, number in troubles.tallies(self._rows).items() if ":" in name}

    def page_of_issues(
        self, *, code: str = "", severity: str = "", after: int = 0, limit: int = 100
    ) -> list[tuple[int, Issue]]:
        """Return up to `limit` issues with their numbers, behind the number `after`; of a code or severity if asked."""
        found = troubles.page(self._rows, code, severity, after, limit)
        return [(number, decode(body, Issue)) for number, body in found]

    def search(self, text: str, *, limit: int = 50, chosen: Paper = ANY) -> list[Hit]:
        """Return passages of the documents chosen that hold all words of `text`, best first."""
        if chosen == ANY:
            return searching.search(self._rows, text, limit)
        return narrowing.search(self._rows, text, limit, chosen)

    def spread(self, text: str) -> list[tuple[Paper, int]]:
        """Return where the documents come from that hold all words of `text`, with how many there are."""
        return narrowing.spread(self._rows, text)

    def papers(self, ids: Sequence[str]) -> dict[str, Paper]:
        """Return where documents come from, of those that are held among `ids`."""
        return narrowing.papers(self._rows, ids)

    def search_facts(self, text: str, noun: type[T], *, limit: int = 20) -> Found[T]:
        """Return the facts of a noun whose own words hold all words of `text`, best first."""
        total, ids = searching.facts(self._rows, text, KIND_OF[noun], limit)
        held = self.some(noun, ids)
        return Found(total, tuple(held[one] for one in ids if one in held))

    def verify(self) -> list[Fault]:
        """Check everything that can be checked."""
        return [*verification.faults(self, self._rows), *verification.index_faults(self._connection)]
