"""Is a record sound: every hash, every span, every exact text, every reference, every body."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from onrecord.record.documents import Document
from onrecord.record.issues import StoreError
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Reading
from onrecord.record.spans import Evidence, Span

from . import Fault, indexing
from .codec import decode, unpack
from .rows import KINDS

if TYPE_CHECKING:
    from .sqlite import SQLiteStore

Rows = Callable[..., Iterator[tuple[Any, ...]]]


def faults(store: SQLiteStore, rows: Rows) -> Iterator[Fault]:
    """Yield every fault of a record; see docs/issues.md for the codes."""
    yield from _file(rows)
    yield from _originals(store, rows)
    texts: dict[str, str] = {}
    yield from _documents(rows, texts)
    yield from _readings(rows, texts)
    yield from _records(rows, texts)
    yield from _bodies(rows, "judgements", Judgement)


def index_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield where the lists are not what the records give; a record that cannot be read was told before."""
    try:
        yield from (Fault("STO006", "entries", message) for message in indexing.faults(connection))
    except StoreError:
        return


def _file(rows: Rows) -> Iterator[Fault]:
    for (message,) in rows("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault("STO001", "file", message)
    for table, row, parent, _ in rows("PRAGMA foreign_key_check"):
        yield Fault("STO002", table, f"row {row} refers to {parent} that is not there")


def _originals(store: SQLiteStore, rows: Rows) -> Iterator[Fault]:
    for sha256, size in list(rows("SELECT sha256, size FROM originals ORDER BY sha256")):
        try:
            original = store.original(sha256) or b""
        except StoreError as error:
            yield Fault("STO003", sha256, str(error))
            continue
        if hashlib.sha256(original).hexdigest() != sha256 or len(original) != size:
            yield Fault("STO003", sha256, "the original's bytes are not those that came in")


def _documents(rows: Rows, texts: dict[str, str]) -> Iterator[Fault]:
    for document_id, body in list(rows("SELECT id, body FROM documents ORDER BY id")):
        try:
            document = decode(body, Document)
        except StoreError as error:
            yield Fault("STO005", document_id, str(error))
            continue
        texts[document_id] = document.text
        if hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != document.sha256:
            yield Fault("STO003", document_id, "the text is not the one intake fixed")
        yield from _spans(document.regions, document_id, texts)


def _readings(rows: Rows, texts: dict[str, str]) -> Iterator[Fault]:
    for document_id, body in rows("SELECT document_id, body FROM readings ORDER BY document_id"):
        try:
            reading = unpack(body, Reading)
        except StoreError as error:
            yield Fault("STO005", document_id, str(error))
            continue
        if reading.document.text != texts.get(document_id):
            yield Fault("STO003", document_id, "the reading is of another text")
        yield from _spans(reading, document_id, texts)


def _records(rows: Rows, texts: dict[str, str]) -> Iterator[Fault]:
    for kind, (noun, _) in KINDS.items():
        for record_id, body in rows("SELECT id, body FROM records WHERE kind = ? ORDER BY id", kind):
            try:
                record = decode(body, noun)
            except StoreError as error:
                yield Fault("STO005", record_id, str(error))
                continue
            yield from _spans(record, record_id, texts, only_evidence=True)


def _bodies(rows: Rows, table: str, noun: type[Any]) -> Iterator[Fault]:
    for number, body in rows(f"SELECT number, body FROM {table} ORDER BY number"):
        try:
            decode(body, noun)
        except StoreError as error:
            yield Fault("STO005", f"{table} {number}", str(error))


def _spans(noun: object, where: str, texts: dict[str, str], *, only_evidence: bool = False) -> Iterator[Fault]:
    """Check every Evidence of a noun against its document and, in one document's nouns, every bare Span too."""
    for found in _walk(noun):
        if isinstance(found, Evidence):
            text = texts.get(found.document_id)
            if text is None:
                yield Fault("STO002", where, f"evidence in a document that is not here: {found.document_id}")
            elif found.exact != " … ".join(span.of(text) for span in found.spans) or not found.spans:
                yield Fault("STO004", where, f"the exact text of {found.document_id} is not at its place")
        elif isinstance(found, Span) and not only_evidence and found.end > len(texts.get(where, "")):
            yield Fault("STO004", where, f"span {found.start}..{found.end} lies outside the text")


def _walk(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _walk(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part)
