"""Documents and readings made by hand, and the engines that must all pass the same suite."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.record.attributions import Attribution, Speaker
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.readings import Reading
from onrecord.record.spans import Span, evidence
from onrecord.store import Keeping, Store, open_store

Open = Callable[..., Store]


def document_of(text: str, name: str = "a.txt") -> tuple[Document, bytes]:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        id=make_id("d", digest),
        name=name,
        kind=Kind.NEWS,
        side=Side.COVERAGE,
        publisher="Harbour Post",
        language="en",
        text=text,
        regions=(Region(Span(0, len(text)), Role.BODY),),
        original=Original(digest, name, size=len(data)),
        sha256=digest,
    )
    return document, data


def reading_of(text: str, name: str = "a.txt") -> tuple[Reading, bytes]:
    """A reading in which somebody says the whole text."""
    document, data = document_of(text, name)
    whole = Span(0, len(text))
    said = Attribution(
        make_id("att", document.id),
        document.id,
        (whole,),
        speaker=Speaker("Mira Dovan", "ARV"),
        evidence=evidence(document.id, text, whole),
    )
    return Reading(document, attributions=(said,)), data


def keeping_of(text: str, name: str = "a.txt") -> Keeping:
    reading, data = reading_of(text, name)
    return Keeping(f"place of {name}", name, reading.document.id, reading, data, "by hand")


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function that opens the same record again and again; what it opened is closed at the end."""
    assert request.param == "sqlite"
    opened: list[Store] = []

    def again(*, writable: bool = True) -> Store:
        opened.append(open_store(tmp_path / "talks.onrecord", writable=writable))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(engine: Open) -> Store:
    return engine()


@pytest.fixture
def keeping() -> Callable[..., Keeping]:
    return keeping_of
