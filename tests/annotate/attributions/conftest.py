"""Texts read with the installed parser and the built-in roster, by rules or with hand-made encoder spans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.encoder import EncoderReading, RawAttribution
from onrecord.intake import document
from onrecord.record.attributions import Attribution
from onrecord.record.documents import Document
from onrecord.record.spans import Span
from onrecord.roster import Roster


@dataclass(frozen=True)
class Said:
    """One attribution in words, for readable assertions."""

    source: str
    cue: str
    content: str
    speaker: str | None
    attribution: Attribution


@dataclass(frozen=True)
class FixedEncoder:
    """An encoder that has seen given spans in every text."""

    name: str = "fixed"
    version: str = "1"
    raw: tuple[RawAttribution, ...] = ()

    def read(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[EncoderReading]:
        return [EncoderReading(self.raw, model="fixed@1") for _ in texts]


Read = Callable[..., list[Said]]


def in_words(text: str, attributions: Sequence[Attribution]) -> list[Said]:
    return [
        Said(
            " … ".join(s.of(text) for s in a.source),
            " … ".join(s.of(text) for s in a.cue),
            " … ".join(s.of(text) for s in a.content),
            a.speaker.name if a.speaker else None,
            a,
        )
        for a in attributions
    ]


@pytest.fixture(scope="session")
def said() -> Read:
    """Return a function from a text (or Document) to its attributions in words."""

    def read(text: str | Document, raw: Sequence[RawAttribution] | None = None, **known: str) -> list[Said]:
        paper = text if isinstance(text, Document) else document(text, **{"kind": "news", **known})
        encoder = None if raw is None else FixedEncoder(raw=tuple(raw))
        (reading,) = annotate([paper], roster=Roster.builtin(), encoder=encoder, only={"attributions"})
        assert [i for i in reading.issues if i.code.startswith("ANN00")] == []
        return in_words(paper.text, reading.attributions)

    return read
