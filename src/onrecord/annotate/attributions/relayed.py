"""Words that pass through two mouths: "Interfax quoted Lund as saying that …", "Lund was quoted by Tass as saying".

The one who is quoted says it; the paper only tells. Parsers and the encoder take the teller for the source here, and
the name for a part of what is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.spans import Span
from onrecord.text.touching import Touching

from .boundaries import Piece, without
from .sources import noun_phrase
from .syntax import Syntax

_TOLD = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\b")
_ACTIVE = re.compile(r"\s+(?P<who>[^\s.;:,\"“”«»][^;:\n\"“”«»]{1,120}?)\s+(?P<cue>as\s+saying)\b")
_PASSIVE = re.compile(r"(?:\s+(?:by|in|on)\b[^;:\n\"“”«»]{1,80}?)?\s+(?P<cue>as\s+saying)\b")


def relayed(text: str, pieces: Sequence[Piece], syntax: Syntax) -> list[Piece]:
    """Return the pieces with relayed words given to whom they are quoted from; the others as they are."""
    result: list[Piece | None] = list(pieces)
    owners = [n for n, piece in enumerate(pieces) for _ in piece.cue]
    index = Touching(cue for piece in pieces for cue in piece.cue)
    for verb in _TOLD.finditer(text):
        found = _form(text, verb, syntax)
        if found is None:
            continue
        source, cue = found
        whole = Span(min(source.start, verb.start()), cue.end)
        numbers = sorted({owners[n] for n in index.numbers([Span(verb.start(), cue.end)])})
        mine = [piece for n in numbers if (piece := result[n]) is not None]
        content = sorted({part for piece in mine for c in piece.content for part in without(c, (whole,))})
        content = [part for part in content if any(c.isalnum() for c in part.of(text))]
        if not content:
            continue
        for n in numbers:
            result[n] = None
        score = max(piece.score for piece in mine)
        result[numbers[0]] = replace(mine[0], source=(source,), cue=(cue,), content=_merged(text, content), score=score)
    return [piece for piece in result if piece is not None]


def _form(text: str, verb: re.Match[str], syntax: Syntax) -> tuple[Span, Span] | None:
    """Return source and cue of one form, None if it is neither."""
    passive = _PASSIVE.match(text, verb.end())
    if passive is not None:
        word = bisect_left(syntax.starts, verb.start())
        subject = syntax.child(word, "nsubjpass") if word < len(syntax) else None
        if subject is None:
            return None
        return syntax.spans(noun_phrase(syntax, subject))[0], Span(*passive.span("cue"))
    active = _ACTIVE.match(text, verb.end())
    return (Span(*active.span("who")), Span(*active.span("cue"))) if active is not None else None


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and (text[start].isspace() or text[start] in ",:"):
            start += 1
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        elif start < end:
            found.append(Span(start, end))
    return tuple(found)
