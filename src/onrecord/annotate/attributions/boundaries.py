"""Where a content begins and ends: quotations are whole or not at all, and belong to one cue.

These work on spans of the text, so that the rules' and the encoder's findings pass through the same gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.record.spans import Span
from onrecord.text.touching import Touching

from .places import Ordered
from .quotes import Quotation

_TOUCHED = 0.25
"""Share of a quotation from which a content that touches it takes all of it; PolNeAR development set."""
_CLAIMED = 0.7
"""Share of a quotation from which a content claims it for its cue; PolNeAR development set."""
_COVERED = 0.2
"""Share of a quotation up to which no attribution is said to have it."""
_PHRASE = 25
"""Characters up to which a quotation is a quoted phrase, which needs no speaker of its own."""
_LOOSE = frozenset(",;:—–-. \t\xa0")


@dataclass(frozen=True, slots=True)
class Piece:
    """An attribution on its way: spans, the rule or model that found it, its score."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    frame: str
    score: float


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Put spans in order and join those that overlap or that only white space parts."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what is left of `span` when `holes` are cut out."""
    left = [span]
    for hole in holes:
        cut: list[Span] = []
        for part in left:
            if not part.overlaps(hole):
                cut.append(part)
                continue
            if part.start < hole.start:
                cut.append(Span(part.start, hole.start))
            if hole.end < part.end:
                cut.append(Span(hole.end, part.end))
        left = cut
    return left


def covered(span: Span, spans: Iterable[Span]) -> float:
    """Return the share of `span` that `spans` (not overlapping one another) cover."""
    return sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in spans) / len(span)


def whole_quotations(text: str, piece: Piece, quotations: Sequence[Quotation]) -> Piece:
    """Let a content that touches a quotation from outside take all of it."""
    apart = (*piece.source, *piece.cue)
    grown = list(piece.content)
    for quotation in quotations:
        span = quotation.span
        if any(span.contains(s) for s in apart) or not any(span.overlaps(s) for s in piece.content):
            continue
        share = covered(span, piece.content)
        if _TOUCHED <= share < 1:
            grown.extend(without(span, apart))
    return replace(piece, content=joined(text, grown))


def trimmed(text: str, piece: Piece, quotations: Sequence[Quotation]) -> Piece:
    """Cut loose punctuation at the edges of a content; marks of a quotation that it fills stay or come."""
    pieces = []
    for span in piece.content:
        start, end = span.start, span.end
        while start < end and (text[start] in _LOOSE or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _LOOSE or text[end - 1].isspace()) and not _quoted(end - 1, quotations):
            end -= 1
        if start < end:
            pieces.append(Span(start, end))
    return replace(piece, content=joined(text, pieces))


def _quoted(offset: int, quotations: Sequence[Quotation]) -> bool:
    return any(q.span.start <= offset < q.span.end for q in quotations)


def one_owner(pieces: Sequence[Piece], quotations: Sequence[Quotation]) -> list[Piece]:
    """Give a quotation that several cues outside it claim to the nearest; the others keep what else they have."""
    result = list(pieces)
    owners = [number for number, piece in enumerate(pieces) for _ in piece.content]
    index = Touching(content for piece in pieces for content in piece.content)
    for quotation in quotations:
        span = quotation.span
        claims = [
            (_distance(span, piece), number)
            for number in sorted({owners[n] for n in index.numbers([span])})
            if (piece := result[number]).cue
            and not any(span.overlaps(c) for c in piece.cue)
            and covered(span, piece.content) > _CLAIMED
        ]
        if len(claims) < 2:
            continue
        owner = result[min(claims)[1]]
        for _, number in claims:
            piece = result[number]
            if piece is owner or any(c.overlaps(own) for c in piece.content for own in owner.cue):
                continue  # the owner is nested in this one's content
            left = tuple(part for c in piece.content for part in without(c, (span,)))
            if left:
                result[number] = replace(piece, content=left)
    return result


def _distance(span: Span, piece: Piece) -> int:
    return min(max(c.start - span.end, span.start - c.end) for c in piece.cue)


def uncovered(pieces: Sequence[Piece], quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations longer than a phrase of which no attribution has any part."""
    spans = [s for piece in pieces for s in (*piece.content, *piece.cue, *piece.source)]
    index = Touching(spans)
    return [
        q
        for q in quotations
        if len(q.span) > _PHRASE and not any(covered(q.span, [spans[n]]) > _COVERED for n in index.numbers([q.span]))
    ]


def floating(
    text: str, pieces: Sequence[Piece], quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> list[Piece]:
    """Give a quotation without a cue to the attribution of its paragraph whose quotation stands nearest."""
    result = list(pieces)
    places, index = Ordered(paragraphs), Touching(q.span for q in quotations)
    cued: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.cue and not index.numbers(piece.cue):
            cued.setdefault(places.holding(piece.cue[0]), []).append(number)
    for quotation in uncovered(result, quotations):
        place = places.holding(quotation.span)
        if place < 0:
            continue
        near = [
            (min(abs(c.start - quotation.span.start) for c in result[number].content), number)
            for number in cued.get(place, ())
            if any(places.holding(quotations[n].span) == place for n in index.numbers(result[number].content))
        ]
        if near:
            number = min(near)[1]
            piece = result[number]
            result[number] = replace(piece, content=joined(text, (*piece.content, quotation.span)))
    return result


def carried_over(
    text: str, pieces: Sequence[Piece], quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> list[Piece]:
    """Give a paragraph that is one quotation without a cue to the quotation that ends in the paragraph before it.

    So a speech goes on over paragraphs, whether or not the mark before was closed.
    """
    result = list(pieces)
    places = Ordered(paragraphs)
    last = {places.holding(q.span): q.span for q in quotations}
    numbers = [n for n, piece in enumerate(pieces) for _ in piece.content]
    index = Touching(c for piece in pieces for c in piece.content)
    given: dict[Span, int] = {}
    for quotation in uncovered(result, quotations):
        number = places.holding(quotation.span)
        if number < 1 or any(_visible(text, part) for part in without(paragraphs[number], (quotation.span,))):
            continue
        before = last.get(number - 1)
        if before is None:
            continue
        touching = {numbers[k] for k in index.numbers([before])} | ({given[before]} if before in given else set())
        owners = [
            (max(c.end for c in result[n].content), n)
            for n in touching
            if result[n].cue and not any(c.overlaps(before) for c in result[n].cue)
        ]
        if owners:
            n = max(owners)[1]
            given[quotation.span] = n
            result[n] = replace(result[n], content=joined(text, (*result[n].content, quotation.span)))
    return result


def _visible(text: str, span: Span) -> bool:
    return any(c.isalnum() for c in span.of(text))


def marks_only(text: str, piece: Piece) -> bool:
    """Tell whether a content has no letter or digit: marks and punctuation are no content."""
    return not any(_visible(text, span) for span in piece.content)
