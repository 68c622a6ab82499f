"""Documents, readings, links and judgements, kept in one file: `open_store(path)` gives a `Store`.

In come the nouns of `onrecord.record` and original bytes; out come the same nouns. Everything is written in whole
transactions: a batch of documents, all links, a batch of judgements. It refuses a second writer, a file that is no
record, and a record of a newer version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Links, Reading
from onrecord.record.spans import Span

from .asking import Asked, Key, Paper
from .visits import Visit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What one place (a file, a line of a file) gave at intake, ready to be kept.

    Attributes:
        locator: identifies the place across runs; a place shows one document at a time.
        name: the place as a person would recognise it.
        fingerprint: changes when the place must be read again.
        reading: the document with its annotations; None if no document came of the place, or it is kept already.
        document_id: the document the place shows; that of `reading` if there is one.
        original: the bytes the document was read from.
        made_by: fingerprint of what read it.
        issues: what intake found; None leaves what it found before.
    """

    locator: str
    name: str
    fingerprint: str
    reading: Reading | None = None
    original: bytes | None = None
    made_by: str = ""
    issues: tuple[Issue, ...] | None = ()
    document_id: str | None = None

    @property
    def shows(self) -> str | None:
        """Id of the document the place shows now."""
        return self.reading.document.id if self.reading else self.document_id


@dataclass(frozen=True, slots=True)
class Source:
    """A place documents come from, as the record knows it."""

    locator: str
    name: str
    document_id: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds what was searched for. `span` and `passage` are offsets into the document's text."""

    document_id: str
    passage: Span
    role: str
    text: str
    spans: tuple[Span, ...]
    rank: float


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Facts that hold what was searched for, best first; `total` is how many do (1,001: more than 1,000)."""

    total: int
    facts: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a record that does not hold: `code` STO…, `where` the table or document, `message` in words."""

    code: str
    where: str
    message: str


class Store(Protocol):
    """Where a record is kept. One engine is built in (SQLite); `tests/store` holds the suite any other must pass.

    Lists of documents and readings hold current documents only, in the order of their ids, so that what is made of
    them does not depend on the order they came in. Every method may raise StoreError.
    """

    @property
    def generation(self) -> int:
        """Return a number that grows with every write: what was read at another generation may be stale."""
        ...

    def close(self) -> None:
        """Let go of the file and, if writable, of the writer's lock."""
        ...

    def __enter__(self) -> Self:
        """Return the store itself; leaving the `with` statement closes it."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def is_linked(self) -> bool:
        """Tell whether the links were made after the last documents; a killed build leaves them older."""
        ...

    def setting(self, key: str) -> str | None:
        """Return a setting of the record, None if it was never set."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        ...

    def keep(self, batch: Sequence[Keeping]) -> None:
        """Keep what a batch of places gave, wholly or not at all; older versions are superseded."""
        ...

    def keep_links(self, links: Links) -> None:
        """Replace all links by these, wholly or not at all."""
        ...

    def append(self, judgements: Sequence[Judgement]) -> None:
        """Append judgements; one whose id is already held is left as it is."""
        ...

    def counts(self) -> dict[str, int]:
        """Return how many current documents, issues and records of each field of Links there are."""
        ...

    def superseded_by(self, document_id: str) -> str | None:
        """Return the id of the newer version of a document, None while it is current."""
        ...

    def sources(self) -> dict[str, Source]:
        """Return every place, by locator."""
        ...

    def documents(self, *, superseded: bool = False) -> Iterator[Document]:
        """Yield the current documents, or the superseded ones."""
        ...

    def document(self, document_id: str) -> Document | None:
        """Return a document, superseded ones too; None if there is none of that id."""
        ...

    def readings(self) -> Iterator[Reading]:
        """Yield the reading of every current document."""
        ...

    def reading(self, document_id: str) -> Reading | None:
        """Return the reading of one document."""
        ...

    def made_by(self) -> dict[str, str]:
        """Return, for every current document, the fingerprint of what read it."""
        ...

    def holder(self, annotation_id: str) -> str | None:
        """Return the id of the document in whose reading an annotation stands."""
        ...

    def original(self, sha256: str) -> bytes | None:
        """Return original bytes by their hash."""
        ...

    def links(self) -> Links:
        """Return all links."""
        ...

    def records(self, noun: type[T], *, party: str | None = None, document: str | None = None) -> list[T]:
        """Return all records of one noun, by day and label; those of a party, or told by a document, if asked."""
        ...

    def record(self, noun: type[T], record_id: str) -> T | None:
        """Return one record by its id (a Comparison by its meeting's)."""
        ...

    def issues(self) -> list[Issue]:
        """Return all issues of current documents, of places that gave none, and of linking."""
        ...

    def judgements(self, subject: str | None = None, *, skip: int = 0) -> list[Judgement]:
        """Return judgements in the order they were appended, without the first `skip`; on one subject if asked."""
        ...

    def search(self, text: str, *, limit: int = 50, chosen: Paper = ...) -> list[Hit]:
        """Return passages of current documents that hold all words of `text` ("quoted" ones in a row), best first.

        Of the documents chosen only, if some are.
        """
        ...

    def spread(self, text: str) -> list[tuple[Paper, int]]:
        """Return where the documents come from that hold all words of `text`, with how many there are."""
        ...

    def papers(self, ids: Sequence[str]) -> dict[str, Paper]:
        """Return where documents come from, of those that are held among `ids`."""
        ...

    def page(
        self, noun: type[T], asked: Asked = ..., *, after: Key | None = None, limit: int = 100
    ) -> list[tuple[Key, T]]:
        """Return up to `limit` records with their keys, by day (undated last), label and id, behind the key `after`."""
        ...

    def keys(
        self,
        noun: type[Any],
        asked: Asked = ...,
        *,
        after: Key | None = None,
        limit: int = 100,
        latest: bool = False,
    ) -> list[Key]:
        """Return the keys alone of what `page` gives; with `latest`, of the dated ones only, from the last day back."""
        ...

    def some(self, noun: type[T], ids: Sequence[str]) -> dict[str, T]:
        """Return the records of a noun that are held among `ids`."""
        ...

    def count(self, noun: type[Any], asked: Asked = ..., *, most: int = 1000) -> int:
        """Return how many records of a noun are asked for; `most` + 1 if there are more than `most`."""
        ...

    def values(self, noun: type[Any], field: str, *, limit: int = 200) -> dict[str, int]:
        """Return the first values of a field of Asked in order, with how many records of a noun bear each."""
        ...

    def met(self) -> dict[tuple[str, str], int]:
        """Return how many held meetings each pair of parties has, by their codes in order."""
        ...

    def issue_counts(self) -> dict[str, int]:
        """Return how many issues there are by code, as `code:INT001`, and by severity, as `severity:error`."""
        ...

    def page_of_issues(
        self, *, code: str = "", severity: str = "", after: int = 0, limit: int = 100
    ) -> list[tuple[int, Issue]]:
        """Return up to `limit` issues with their numbers, behind the number `after`; of a code or severity if asked."""
        ...

    def search_facts(self, text: str, noun: type[T], *, limit: int = 20) -> Found[T]:
        """Return the facts of a noun whose own words hold all words of `text`, best first."""
        ...

    def page_of_documents(
        self, *, party: str = "", after: Key | None = None, limit: int = 100
    ) -> list[tuple[Key, Document]]:
        """Return up to `limit` current documents with their keys, by day of publication (undated last) and id."""
        ...

    def parties(self, noun: type[Any]) -> list[str]:
        """Return the parties of a noun's records."""
        ...

    def labels(self, noun: type[Any], *, limit: int = 200) -> list[str]:
        """Return the first labels of a noun's records in order (of meetings: the places)."""
        ...

    def of_meeting(self, noun: type[T], meeting_id: str, *, limit: int = 500) -> list[T]:
        """Return the records of a noun that belong to one meeting."""
        ...

    def latest(self, noun: type[T], asked: Asked = ..., *, limit: int = 10) -> list[T]:
        """Return the records of a noun with the latest days, latest first; those without a day are left out."""
        ...

    def new_since(self, noun: type[T], generation: int, *, limit: int = 10) -> tuple[int, list[T]]:
        """Return how many records of a noun were first made after a generation (1,001: more), and the latest."""
        ...

    def last_visit(self, by: str) -> Visit | None:
        """Return up to where somebody has seen the record, None if they never said."""
        ...

    def visited(self, by: str, generation: int, at: datetime) -> None:
        """Keep that somebody has seen the record up to a generation."""
        ...

    def verify(self) -> list[Fault]:
        """Check everything that can be checked: hashes, spans, exact texts, references, bodies. Empty if all holds."""
        ...


def open_store(
    path: Path, *, writable: bool = False, create: bool = True, wait: float = 0.0, limit: float | None = None
) -> Store:
    """Open the record at `path`.

    Args:
        path: The record.
        writable: Open it for writing.
        create: Let a writable one be created if there is none.
        wait: Seconds to wait for another writer to be done.
        limit: Seconds a question may take before it is given up; no limit if None.

    Raises:
        StoreError: no such record, not a record, newer than this version, damaged, or being written by another.
    """
    from .sqlite import SQLiteStore

    return SQLiteStore(path, writable=writable, create=create, wait=wait, limit=limit)
