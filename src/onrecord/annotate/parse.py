"""Tokens, sentences and dependencies of a document, behind the `Parser` protocol.

The text is parsed paragraph by paragraph (one region at a time), so that a heading or caption never runs into the
next sentence; offsets are mapped back to `Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.record.documents import Document
from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start`, `end` are offsets into `Document.text`; `head` and `i` index `Parse.tokens`.

    `tag` is a Penn Treebank tag, `dep` a ClearNLP dependency label, `ent` an OntoNotes entity label or empty,
    `sentence` indexes `Parse.sentences`.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one document: only its speaking regions and captions have tokens."""

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Span, ...] = ()


class Parser(Protocol):
    """Anything that can parse documents; loads its model on first use, once per process, and pickles."""

    name: str
    version: str

    def parse(self, documents: Sequence[Document]) -> list[Parse]:
        """Return one parse per document, in order."""
        ...
