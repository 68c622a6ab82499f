"""Attributions: who said, wrote, believes or intends what, in one text.

In come drafts with times and actors; out go Attributions whose spans point into the document's text. Where the
encoder has seen the text, its spans are used, else those of the rules (`rules.py`); both pass the same boundary rules
(`boundaries.py`) and the same resolution of speakers (`speakers.py`). What is refused: captions, headings and furniture
(they speak for nobody), contents without a letter, and a speaker where two readings remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.attributions import Attribution, AttributionType, Manner
from onrecord.record.documents import Role
from onrecord.record.identity import make_id
from onrecord.record.spans import Span, evidence
from onrecord.record.times import Interval

from ..component import Draft, Findings
from . import boundaries, quotes, rules
from .boundaries import Piece
from .lexicon import Lexicon, words
from .quotes import Quotation, Touching
from .speakers import Speakers
from .syntax import Syntax

_CONTINUATION = 0.4
"""Score of a quotation whose speaker is only carried over; below every score with a cue."""


_SURE = frozenset({"clause", "quotation", "according to", "final", "label", "signature"})
"""Frames of the rules that are right more than three times in four; PolNeAR development set."""
_REPORTS = words(
    """said says say told added adding stated reported reports announced claimed confirmed warned according stressed
    noted accused denied"""
)
"""Cues of reports that the rules may add to the encoder's findings."""
_SUBJECT = 8
"""Words before a quoted predicate that can be its subject."""


class Attributions:
    """The component for attributions. Holds no state; the same draft gives the same findings in any batch."""

    name = "attributions"
    version = "1"
    requires = frozenset({"times", "actors"})
    assigns = "attributions"

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return the attributions of each draft, in order of their first character."""
        return [Findings(tuple(self._read(draft))) for draft in drafts]

    def _read(self, draft: Draft) -> list[Attribution]:
        document = draft.reading.document
        paragraphs = [region.span for region in document.speaking()]
        quotations = quotes.find(document.text, paragraphs)
        syntax = Syntax(document.text, draft.parse, paragraphs, quotations)
        pieces = find(draft, syntax, quotations, paragraphs)
        index = Touching(q.span for q in quotations)
        near = [[quotations[n] for n in index.numbers(piece.content)] for piece in pieces]
        speakers = Speakers(draft, syntax, near, pieces)
        found: dict[str, Attribution] = {}
        for number, piece in enumerate(pieces):
            one = _attribution(draft, piece, near[number], speakers, number)
            if one.cue or one.source or one.speaker:  # a quotation that nobody says is none: titles, ironic marks
                found.setdefault(one.id, one)
        return sorted(found.values(), key=lambda a: (min(a.content), a.id))


def find(draft: Draft, syntax: Syntax, quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Piece]:
    """Return source, cue and content of every attribution of a draft: the encoder's, else the rules'."""
    text = draft.reading.document.text
    pieces = _of_rules(text, syntax, quotations, paragraphs)
    if draft.encoded is not None:
        pieces = _completed(text, _of_encoder(draft, paragraphs, quotations), pieces)
    pieces = [*pieces, *_turns(draft, pieces)]
    pieces = [p for p in pieces if p.content and not boundaries.marks_only(text, p)]
    for quotation in boundaries.uncovered(pieces, quotations):
        if _has_letter(text, quotation.span):
            content = _with_subject(text, syntax, quotation.span)
            pieces.append(Piece((), (), (content,), "continuation", _CONTINUATION))
    return sorted(pieces, key=lambda p: (p.cue or p.content)[0])


def _completed(text: str, seen: list[Piece], ruled: Sequence[Piece]) -> list[Piece]:
    """Complete the encoder's findings by those of the rules.

    A cue the encoder left without a source takes the rules'. A plain report that the encoder missed is added where no
    content holds it. On the PolNeAR development set the one gains 0.2 of pair_src and the other costs 0.2; on prose
    unlike its news, the gold annotations, the other finds 4 to 6 points more.
    """
    cues = [cue for piece in seen for cue in piece.cue]
    contents = [content for piece in seen for content in piece.content]
    return [_sourced(piece, ruled) for piece in seen] + [
        piece
        for piece in ruled
        if piece.frame in _SURE
        and not _touch(piece.cue, cues)
        and not _touch(piece.cue[:1], contents)
        and (piece.frame == "final" or _REPORTS & {w.lower() for cue in piece.cue for w in cue.of(text).split()})
    ]


def _sourced(piece: Piece, ruled: Sequence[Piece]) -> Piece:
    if piece.source or not piece.cue:
        return piece
    source = next((r.source for r in ruled if r.source and _touch(r.cue, piece.cue)), ())
    return replace(piece, source=source)


def _touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _of_rules(text: str, syntax: Syntax, quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Piece]:
    found = rules.extract(syntax, Lexicon.builtin())
    pieces = [
        Piece(syntax.spans(f.source), syntax.spans(f.cue), syntax.spans(f.content), f.frame, f.score) for f in found
    ]
    index = Touching(q.span for q in quotations)
    for number, piece in enumerate(pieces):
        near = [quotations[n] for n in index.numbers(piece.content)]
        pieces[number] = boundaries.trimmed(text, boundaries.whole_quotations(text, piece, near), near)
    pieces = boundaries.one_owner(pieces, quotations)
    pieces = boundaries.floating(text, pieces, quotations, paragraphs)
    return boundaries.carried_over(text, pieces, quotations, paragraphs)


def _of_encoder(draft: Draft, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[Piece]:
    raw = draft.encoded.attributions if draft.encoded is not None else ()
    text = draft.reading.document.text
    headlines = [region.span for region in draft.reading.document.regions if region.role is Role.HEADLINE]
    found = []
    for one in raw:
        content = tuple(sorted(s for s in one.content if _inside(s, paragraphs)))
        source, cue = (
            (span,) if span is not None and span.of(text).strip() and _inside(span, paragraphs) else ()
            for span in (one.source, one.cue)
        )
        piece = Piece(source, cue, content, "encoder", one.score)
        if not source and content:
            if _inside(content[0], headlines):
                continue  # a title that names nobody: "Statement for the press"
            piece = _impersonal(text, piece, quotations)
        if piece.content:
            found.append(piece)
    return found


def _impersonal(text: str, piece: Piece, quotations: Sequence[Quotation]) -> Piece:
    """Leave a quotation out of what is "expected" or "seems" so by nobody: it has a speaker of its own."""
    cue = [word for span in piece.cue for word in span.of(text).split()]
    if not piece.cue or Lexicon.builtin().type_of(cue) in (AttributionType.SPEECH, AttributionType.WRITING):
        return piece
    whole = [q.span for q in quotations if any(q.span.overlaps(c) for c in piece.content)]
    left = tuple(part for c in piece.content for part in boundaries.without(c, whole) if _has_letter(text, part))
    return boundaries.trimmed(text, replace(piece, content=left), quotations) if left else piece


def _inside(span: Span, paragraphs: Sequence[Span]) -> bool:
    return any(p.contains(span) for p in paragraphs)


def _turns(draft: Draft, pieces: Sequence[Piece]) -> list[Piece]:
    """Return each labelled turn of a transcript: the label is its source, the colon its cue."""
    document = draft.reading.document
    found = []
    for region in document.regions:
        if region.role is not Role.TURN or not region.speaker:
            continue
        label = document.text.find(region.speaker, region.span.start, region.span.end)
        colon = document.text.find(":", label + len(region.speaker), region.span.end) if label >= 0 else -1
        start = colon + 1
        while 0 < start < region.span.end and document.text[start].isspace():
            start += 1
        if colon < 0 or label - region.span.start > 4 or start >= region.span.end or colon - label > 120:
            continue
        source = Span(label, label + len(region.speaker))
        if not any(s.overlaps(source) for p in pieces for s in p.source):
            content = Span(start, region.span.end)
            found.append(Piece((source,), (Span(colon, colon + 1),), (content,), "turn", 0.9))
    return found


def _with_subject(text: str, syntax: Syntax, span: Span) -> Span:
    """Let a quoted predicate take the few words before it: both sides "have kept their word"."""
    inside = syntax.indices([span])
    inner = span.of(text)[1:2]
    if not inside or not inner.islower() or syntax.paragraph[inside[0]] < 0:
        return span
    first = syntax.paragraphs[syntax.paragraph[inside[0]]][0]
    before = range(first, inside[0])
    if len(before) > _SUBJECT or any(syntax.is_verb(t) for t in before) or not any(syntax.is_name(t) for t in before):
        return span
    return Span(min(span.start, syntax.starts[first]), span.end)


def _has_letter(text: str, span: Span) -> bool:
    return any(c.isalpha() for c in span.of(text))


def _attribution(
    draft: Draft, piece: Piece, quotations: Sequence[Quotation], speakers: Speakers, number: int
) -> Attribution:
    document = draft.reading.document
    text = document.text
    cue = [word for span in piece.cue for word in span.of(text).split()]
    spans = (*piece.source, *piece.cue, *piece.content)
    speaker = speakers.of(number)
    kind = Manner.DIRECT if piece.frame == "turn" else quotes.manner(text, piece.content, quotations)
    return Attribution(
        id=make_id("att", document.id, *((s.start, s.end) for s in spans)),
        document_id=document.id,
        content=piece.content,
        source=piece.source,
        cue=piece.cue,
        manner=kind,
        type=Lexicon.builtin().type_of(cue),
        speaker=speaker,
        time=_time(draft, piece),
        score=piece.score,
        is_first_person=speaker is not None and speaker.how == "document author",
        evidence=evidence(document.id, text, *spans),
    )


def _time(draft: Draft, piece: Piece) -> Interval | None:
    """Return the one date that stands in the cue's sentence outside the content."""
    if not piece.cue:
        return None
    sentence = next((s for s in draft.parse.sentences if s.contains(piece.cue[0])), None)
    if sentence is None:
        return None
    found = {
        mention.interval
        for mention in draft.reading.times
        if mention.interval is not None
        and sentence.contains(mention.span)
        and not any(mention.span.overlaps(c) for c in piece.content)
    }
    return found.pop() if len(found) == 1 else None


__all__ = ["Attributions", "find"]
