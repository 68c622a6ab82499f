"""Statements as claims: what is said on record and reported, on record only, reported only.

Input: the readings of one meeting and the alignments among them. Output: groups of claims, one group per statement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from onrecord.record.accounts import Alignment, Claim, Match
from onrecord.record.readings import Reading
from onrecord.record.spans import Span, evidence
from onrecord.text.compare import words

from . import passages
from .passages import Passage
from .wordings import Same

_ALIGNED = frozenset({Match.VERBATIM, Match.TRUNCATED, Match.SPLICED, Match.VARIANT, Match.PARAPHRASE})
_SHORTEST = 4  # words; shorter sentences ("Good evening.") claim nothing


def told_statements(readings: Sequence[Reading], alignments: Sequence[Alignment], same: Same) -> list[list[Claim]]:
    """Return the statements of a meeting: each sentence on record with the quotes aligned to it, then the rest."""
    texts = {r.document.id: r.document.text for r in readings}
    quoted = {a.id: span for r in readings for a in r.attributions for span in a.content[:1]}
    on_record = passages.collect(readings, passages.outlets(readings))
    groups: list[list[Claim]] = []
    used: set[str] = set()
    for passage in _own(on_record):
        group = [_claim(passage.document_id, texts[passage.document_id], passage.span)]
        for a in alignments:
            span = quoted.get(a.attribution_id)
            met = a.match in _ALIGNED and a.official_id == passage.document_id
            if met and span and any(s.overlaps(passage.span) for s in a.passage):
                group.append(_claim(a.document_id, texts[a.document_id], span))
                used.add(a.attribution_id)
        groups.append(group)
    return groups + same.merge(_reported_only(alignments, quoted, used, texts))


def _reported_only(
    alignments: Sequence[Alignment], quoted: Mapping[str, Span], used: Collection[str], texts: Mapping[str, str]
) -> list[list[Claim]]:
    """Return the statements that only reports tell; the same words in several reports are one."""
    groups: dict[str, list[Claim]] = {}
    for a in alignments:
        span = quoted.get(a.attribution_id)
        if a.attribution_id not in used and span and a.match in {Match.NOT_ON_RECORD, Match.NO_RECORD_HELD}:
            claim = _claim(a.document_id, texts[a.document_id], span)
            key = " ".join(w.key for w in words(claim.value))
            groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _own(on_record: Sequence[Passage]) -> list[Passage]:
    seen: set[tuple[str, Span]] = set()
    kept = []
    for p in on_record:
        if (p.document_id, p.span) not in seen and p.how != "reported" and len(p.text.split()) >= _SHORTEST:
            seen.add((p.document_id, p.span))
            kept.append(p)
    return kept


def _claim(document_id: str, text: str, span: Span) -> Claim:
    return Claim("statement", span.of(text), document_id, evidence(document_id, text, span))
