"""A reported quote made ready for comparison: its pieces without quotation marks, cuts and brackets noted.

Input: an attribution and its document. Output: fragments with spans into that document. An ellipsis or "[…]" is a
cut that the reporter marks; words in square brackets are the reporter's own and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.attributions import Attribution, Manner
from onrecord.record.documents import Document
from onrecord.record.spans import Span
from onrecord.text import sentences
from onrecord.text.compare import Word, words

_CUT = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\(\s*(?:\.\s?\.\s?\.|…)\s*\)|\.\s?\.\s?\.+|…")
_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
_MARKS = " \t\r\n\"'“”„‟‘’«»‹›「」『』"
_INSIDE = re.compile(r"[\"“„«「][^\"“”„«»「」]+[\"”“»」]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a quote without marks in it. `cut_before`: the reporter marked a cut in front of it."""

    span: Span
    words: tuple[Word, ...]
    cut_before: bool = False
    bracket_before: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote: its fragments (word for word comparison) and its sentences (comparison by meaning).

    `quoted` are the fragments inside quotation marks where only part of the content is ("mixed").
    """

    fragments: tuple[Fragment, ...]
    quoted: tuple[Fragment, ...]
    sentences: tuple[Span, ...]
    size: int


def read(attribution: Attribution, document: Document) -> Quote:
    """Return the quote that `attribution` reports; without words it has no fragment."""
    text = document.text
    pieces = [p for span in sorted(attribution.content) if (p := _trim(text, span))]
    fragments = tuple(f for piece in pieces for f in _fragments(text, piece))
    quoted = fragments
    if attribution.manner is not Manner.DIRECT:
        inside = [p for q in _quoted(text, attribution.content) if (p := _trim(text, q))]
        quoted = tuple(f for piece in inside for f in _fragments(text, piece))
    found = tuple(s for piece in pieces for s in sentences.split(text, piece) if words(text, s))
    return Quote(fragments, quoted, found, sum(len(f.words) for f in fragments))


def _quoted(text: str, content: tuple[Span, ...]) -> Iterator[Span]:
    for span in sorted(content):
        for match in _INSIDE.finditer(text, span.start, span.end):
            yield Span(match.start() + 1, match.end() - 1)


def _trim(text: str, span: Span) -> Span | None:
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end) if start < end else None


def _fragments(text: str, piece: Span) -> Iterator[Fragment]:
    breaks = [(m.start(), m.end(), True) for m in _CUT.finditer(text, piece.start, piece.end)]
    breaks += [
        (m.start(), m.end(), False)
        for m in _BRACKETS.finditer(text, piece.start, piece.end)
        if not any(m.start() < end and start < m.end() for start, end, _ in breaks)
    ]
    at, cut, bracket = piece.start, False, False
    for start, end, is_cut in [*sorted(breaks), (piece.end, piece.end, False)]:
        found = words(text, Span(at, start)) if at < start else ()
        if found:
            yield Fragment(Span(found[0].span.start, found[-1].span.end), found, cut, bracket)
            cut = bracket = False
        cut, bracket, at = cut or is_cut, bracket or not is_cut, end
