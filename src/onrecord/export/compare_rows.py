"""The rows of a comparison: official words, verdict, reported words, cut into what both have and what one has.

Input: a comparison and the documents it speaks of. Output: rows that the text, HTML and TEI exporters lay out, so that
all three show the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record.accounts import Account, Alignment, Comparison, Difference, Match, Omission, Reason
from onrecord.record.documents import Document
from onrecord.record.spans import Span, cover
from onrecord.text.compare import diff, words

from .contents import Contents

VERDICTS = {
    Match.VERBATIM: "word for word",
    Match.TRUNCATED: "words cut out without a mark",
    Match.SPLICED: "passages joined that stand apart",
    Match.VARIANT: "same statement, other wording",
    Match.PARAPHRASE: "paraphrase",
    Match.NOT_ON_RECORD: "not on record",
    Match.NO_RECORD_HELD: "no record of this speaker is held",
    Match.UNDECIDED: "undecided",
}
LEFT_OUT = "left out by every report"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` is `same`, `record` (only in the official text) or `report` (only in the report)."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: the official side, the verdict in words, the reported side. A side may be empty.

    `review_status` is what people decided on the quote, `machine` while nobody did.
    """

    verdict: str
    official_id: str = ""
    official: tuple[Piece, ...] = ()
    report_id: str = ""
    report: tuple[Piece, ...] = ()
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()
    review_status: str = "machine"


def rows(comparison: Comparison, contents: Contents) -> tuple[Row, ...]:
    """Return the rows: what is on record in the order of the official texts, then what only reports tell."""
    texts = {d.id: d for d in contents.documents}
    placed: list[tuple[tuple[int, str, int, str, int], Row]] = []
    for alignment in comparison.alignments:
        report = texts.get(alignment.document_id)
        if report is None or not alignment.quote:
            continue
        row = replace(_aligned(alignment, report, texts), review_status=contents.review_status(alignment.id))
        place = alignment.passage[0].start if alignment.passage else 0
        last = 0 if alignment.official_id else 1
        placed.append(
            ((last, alignment.official_id or "", place, alignment.document_id, alignment.quote[0].start), row)
        )
    for omission in comparison.omissions:
        claim = omission.claims[0]
        document = texts.get(claim.document_id)
        if document and document.is_official and omission.field == "statement" and _is_left_out(omission, texts):
            span = cover(claim.evidence.spans)
            row = Row(LEFT_OUT, document.id, (Piece("same", span.of(document.text)),))
            placed.append(((0, document.id, span.start, "", 0), row))
    return tuple(row for _, row in sorted(placed, key=lambda pair: pair[0]))


def _is_left_out(omission: Omission, texts: dict[str, Document]) -> bool:
    return all(c.document_id in texts and texts[c.document_id].is_official for c in omission.claims)


def _aligned(alignment: Alignment, report: Document, texts: dict[str, Document]) -> Row:
    official = texts.get(alignment.official_id or "")
    verdict = VERDICTS[alignment.match]
    if official is None or not alignment.passage:
        told = (Piece("same", _joined(report.text, alignment.quote)),)
        return Row(verdict, "", (), report.id, told, alignment.score, alignment.reasons)
    left, right = marked(_joined(official.text, alignment.passage), _joined(report.text, alignment.quote))
    return Row(verdict, official.id, left, report.id, right, alignment.score, alignment.reasons, alignment.differences)


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(s.of(text) for s in spans)


def marked(official: str, report: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts cut into pieces: words they share in this order, and words only one has.

    The pieces of each side put together are its text, character for character.
    """
    one, two = words(official), words(report)
    edits = diff(one, two)
    left = _cut(official, [(e.op != "equal", one[e.first[0] : e.first[1]]) for e in edits if e.first[0] < e.first[1]])
    right = _cut(
        report, [(e.op != "equal", two[e.second[0] : e.second[1]]) for e in edits if e.second[0] < e.second[1]]
    )
    return (
        tuple(Piece("record" if own else "same", text) for own, text in left),
        tuple(Piece("report" if own else "same", text) for own, text in right),
    )


def _cut(text: str, runs: Sequence[tuple[bool, Sequence[object]]]) -> Iterator[tuple[bool, str]]:
    """Cut `text` at the runs of words; blanks and punctuation around a run belong to no side's difference."""
    at = 0
    for own, run in runs:
        start, end = run[0].span.start, run[-1].span.end  # type: ignore[attr-defined]
        if start > at:
            yield False, text[at:start]
        yield own, text[start:end]
        at = end
    if at < len(text):
        yield False, text[at:]


def account_named(account: Account, contents: Contents) -> str:
    """Return the name of an account's document, and of the one it copies."""
    name = contents.name(account.document_id)
    return f"{name} (a copy of {contents.name(account.copy_of)})" if account.copy_of else name


def accounts_told(comparison: Comparison) -> str:
    """Return how many accounts there are and how many of them are copies."""
    count, copies = len(comparison.accounts), sum(a.copy_of is not None for a in comparison.accounts)
    told = f"{count} account{'s' * (count != 1)}"
    return told + (f", {copies} of them a copy" if copies == 1 else f", {copies} of them copies" if copies else "")


def told_in_words(difference: Difference) -> str:
    """Return one difference in words."""
    if not difference.passage_text:
        return f"{difference.kind}: only in the report: “{difference.quote_text}”"
    if not difference.quote_text:
        return f"{difference.kind}: only on record: “{difference.passage_text}”"
    return f"{difference.kind}: on record “{difference.passage_text}”, in the report “{difference.quote_text}”"


def heading(comparison: Comparison, contents: Contents) -> str:
    """Return the meeting in one line."""
    meeting = next((m for m in contents.links.meetings if m.id == comparison.meeting_id), None)
    if meeting is None:
        return _event(comparison, contents) or comparison.meeting_id
    day = meeting.date.edtf() if meeting.date else "undated"
    parties = ", ".join(sorted(meeting.parties))
    return " · ".join(part for part in (day, f"{meeting.kind.value}", meeting.place or "", parties) if part)


def _event(comparison: Comparison, contents: Contents) -> str:
    """Return an event in one line: its first day of publication, and what is told differently."""
    if not comparison.divergences:
        return ""
    told = {a.document_id for a in comparison.accounts}
    days = [d.published.interval.edtf() for d in contents.documents if d.id in told and d.published]
    what = ", ".join(dict.fromkeys(d.subject for d in comparison.divergences))
    return " · ".join(part for part in (min(days, default="undated"), "event", what) if part)
