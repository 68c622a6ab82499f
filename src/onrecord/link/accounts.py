"""The accounts of one meeting side by side: what is corroborated, what is left out by whom, what differs.

Input: readings and the records linked before. Output: one `Comparison` per meeting.
A claim counts as corroborated only by independent sources: copies, reports that cite one another, papers of one
party, and a report that merely repeats what a party's paper says count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.record.accounts import (
    Account,
    Alignment,
    Claim,
    Comparison,
    Corroboration,
    Divergence,
    Omission,
)
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span, evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking
from onrecord.roster import Roster

from . import events, figures, sources
from .claims import Told, gather
from .embedding import Embedder, default_embedder
from .likeness import load
from .statements_told import told_statements
from .wordings import Same

_DEFAULT: Any = object()
_SINGLE = ("date", "place")
"""Fields of which a meeting has one value, so that two are a conflict."""

_NOT_OMITTED = frozenset({"date", "place", "format"})
"""Fields whose absence says little: a report need not repeat where and when."""

_FIELDS = ("participant", "date", "place", "format", "topic", "undertaking", "statement", "figure", "name", "time")


def compare(
    readings: Sequence[Reading], *, roster: Roster, meetings: Sequence[Meeting],
    alignments: Sequence[Alignment] = (), undertakings: Sequence[Undertaking] = (),
    duplicates: Sequence[Duplicate] = (), embedder: Embedder | None = _DEFAULT,
) -> tuple[Comparison, ...]:  # fmt: skip
    """Return the comparison of every meeting that a text tells, in the order of `meetings`, then of events.

    An event is what outlets tell apart from meetings: where their figures or whom they hold responsible contradict each
    other, its comparison carries an id of its own (`evt-…`).

    Args:
        readings: of all documents, in any order.
        roster: what was known beforehand.
        meetings: linked meetings.
        alignments: of quotes to official passages.
        undertakings: linked undertakings.
        duplicates: copies, which are no sources of their own.
        embedder: compares wordings; the installed encoder by default, None for words alone.
    """
    by_id = {r.document.id: r for r in readings}
    told = _Told(readings, alignments, undertakings, duplicates)
    same = Same(load().background, default_embedder() if embedder is _DEFAULT else embedder)
    compared = list[Comparison]()
    for meeting in meetings:
        told_by = [by_id[d] for d in sorted(told.with_copies(meeting.document_ids)) if d in by_id]
        if told_by and not meeting.only_in_caption:
            compared.append(_compare(meeting, told_by, told, duplicates, same, roster))
    return (*compared, *events.compare(list(by_id.values()), duplicates, roster, same))


class _Told:
    """What is told of each document, so that a meeting costs its own documents however long the record is."""

    def __init__(
        self, readings: Sequence[Reading], alignments: Sequence[Alignment],
        undertakings: Sequence[Undertaking], duplicates: Sequence[Duplicate],
    ) -> None:  # fmt: skip
        self._alignments: dict[str, list[tuple[int, Alignment]]] = defaultdict(list)
        for number, alignment in enumerate(alignments):
            self._alignments[alignment.document_id].append((number, alignment))
        of = {mention: one for one in undertakings for mention in one.mention_ids}
        self.undertakings = {
            r.document.id: tuple({u.id: u for m in r.undertakings if (u := of.get(m.id))}.values()) for r in readings
        }
        self._copies: dict[str, list[str]] = defaultdict(list)
        for duplicate in duplicates:
            self._copies[duplicate.of].append(duplicate.document_id)

    def alignments(self, readings: Sequence[Reading]) -> tuple[Alignment, ...]:
        """Return the alignments of the quotes in some documents, in the order of the record."""
        found = [pair for r in readings for pair in self._alignments.get(r.document.id, ())]
        return tuple(alignment for _, alignment in sorted(found, key=lambda pair: pair[0]))

    def with_copies(self, documents: Sequence[str]) -> set[str]:
        """Return documents with the copies of them: what repeats an account stands beside it, even if not linked."""
        return {*documents, *(copy for one in documents for copy in self._copies.get(one, ()))}


def _compare(
    meeting: Meeting, readings: Sequence[Reading], known: _Told, duplicates: Sequence[Duplicate], same: Same,
    roster: Roster,
) -> Comparison:  # fmt: skip
    family = sources.families(readings, duplicates)
    documents = {r.document.id: r for r in readings}
    mine = known.alignments(readings)
    told = [t for r in readings for t in gather(r, meeting, known.undertakings.get(r.document.id, ()))]
    groups = _grouped(told, same) + told_statements(
        readings, [a for a in mine if a.official_id in documents or not a.official_id], same
    )
    copies = {d.document_id: d.of for d in duplicates if d.of in documents}
    accounts = tuple(Account(meeting.id, d, _claims_of(d, groups), copies.get(d)) for d in sorted(documents))
    corroborated, omitted = [], []
    for claims in groups:
        tellers = {c.document_id for c in claims}
        independent = len({_source(c, documents, family) for c in claims})
        field, value = claims[0].field, claims[0].value
        if independent > 1:
            corroborated.append(Corroboration(field, value, tuple(claims), independent))
        silent = _silent(field, tellers, documents, family)
        if silent and field not in _NOT_OMITTED:
            omitted.append(Omission(field, value, tuple(claims), silent))
    different = [*_divergences(groups, mine, documents), *events.conflicts(readings, duplicates, roster, same)]
    return Comparison(
        meeting.id, accounts, tuple(corroborated), tuple(omitted),
        _without_repeats(different), mine,
    )  # fmt: skip


def _without_repeats(found: Sequence[Divergence]) -> tuple[Divergence, ...]:
    """Leave out a divergence whose words another one shows already."""
    kept: list[Divergence] = []
    for one in found:
        spans = {(c.document_id, c.evidence.spans) for c in one.claims}
        if not any(spans <= {(c.document_id, c.evidence.spans) for c in other.claims} for other in kept):
            kept.append(one)
    return tuple(kept)


def _claims_of(document_id: str, groups: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    return tuple(c for claims in groups for c in claims if c.document_id == document_id)


def _grouped(told: Sequence[Told], same: Same) -> list[list[Claim]]:
    """Put claims of one field together: equal keys first, then like wordings of different documents."""
    groups: list[list[Claim]] = []
    for field in _FIELDS:
        by_key: dict[str, list[Told]] = defaultdict(list)
        for t in told:
            if t.claim.field == field:
                by_key[t.key].append(t)
        keyed = [by_key[k] for k in sorted(by_key, key=lambda k: (by_key[k][0].claim.evidence.spans, k))]
        merged = (
            same.merge([[t.claim for t in ts] for ts in keyed])
            if keyed and keyed[0][0].loose
            else [[t.claim for t in ts] for ts in keyed]
        )
        groups += [sorted(g, key=lambda c: (c.document_id, c.evidence.spans)) for g in merged]
    return groups


def _source(claim: Claim, documents: Mapping[str, Reading], family: Mapping[str, str]) -> str:
    """Return the source of a claim: its document's, or of the party or the house whose words the document reports."""
    reading = documents[claim.document_id]
    if not reading.document.is_official:
        for attribution in reading.attributions:
            party = attribution.speaker.party if attribution.speaker else None
            if party and any(c.overlaps(s) for c in attribution.content for s in claim.evidence.spans):
                papers = sorted(d for d, r in documents.items() if r.document.is_official and r.document.party == party)
                if papers:
                    return family[papers[0]]
        houses = {
            r.document.publisher: d for d, r in documents.items() if r.document.publisher and d != claim.document_id
        }
        for house in sorted(sources.of_sentence(reading.document, claim.evidence.spans[0], houses)):
            return family[houses[house]]
    return family[claim.document_id]


def _silent(
    field: str, tellers: set[str], documents: Mapping[str, Reading], family: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the documents that leave a claim out; a copy of a teller omits nothing of its own."""
    told_families = {family[d] for d in tellers}
    return tuple(d for d in sorted(documents) if d not in tellers and family[d] not in told_families)


def _divergences(
    groups: Sequence[Sequence[Claim]], alignments: Sequence[Alignment], documents: Mapping[str, Reading]
) -> list[Divergence]:
    found = []
    for field in _SINGLE:
        claims = [c for g in groups if g[0].field == field for c in g]
        against = [c for c in claims if any(_contradict(field, c, o) for o in claims)]
        if against:
            found.append(Divergence(field, field, tuple(against)))
    found += _figures_differ([c for g in groups if g[0].field == "figure" for c in g], documents)
    for alignment in alignments:
        if alignment.official_id not in documents:
            continue
        for difference in alignment.differences:
            sides = (
                (alignment.document_id, difference.quote_span), (alignment.official_id, difference.passage_span)
            )  # fmt: skip
            if not difference.quote_text or not difference.passage_text:
                continue  # words of one side only are an omission, which the alignment shows
            claims = [_claim_at(documents[d], difference.kind, span) for d, span in sides if d and span]
            if len(claims) == 2:
                found.append(Divergence("statement", difference.kind, tuple(claims)))
    return found


def _claim_at(reading: Reading, kind: str, span: Span) -> Claim:
    text = reading.document.text
    return Claim("statement", span.of(text), reading.document.id, evidence(reading.document.id, text, span))


def _contradict(field: str, one: Claim, two: Claim) -> bool:
    if one.document_id == two.document_id:
        return False
    if field == "date":
        return not Interval.parse(one.value).overlaps(Interval.parse(two.value))
    a, b = one.value.casefold(), two.value.casefold()
    return a not in b and b not in a


def _figures_differ(claims: Sequence[Claim], documents: Mapping[str, Reading]) -> list[Divergence]:
    told = [
        (f, c)
        for c in claims
        for f in figures.find(documents[c.document_id].document.text)
        if f.span == c.evidence.spans[0]
    ]
    against: dict[str, dict[Claim, None]] = defaultdict(dict)
    for n, (figure, claim) in enumerate(told):
        for other, second in told[n + 1 :]:
            if claim.document_id != second.document_id and figure.contradicts(other):
                shared = figure.subject if figure.category and other.category else figure.whose
                against[shared] |= {claim: None, second: None}
    return [Divergence("figure", subject, tuple(against[subject])) for subject in sorted(against)]
