"""One undertaking told by several documents becomes one undertaking of the record, with its dated acts.

In come readings with their meetings and the judgements; out go `Undertaking`s, and Issues for what a person should
look at: likely follow-ups below the threshold (`LNK501`), a fulfilment claim that fits several undertakings or none
(`LNK502`), contradictory accounts of fulfilment on one day (`LNK503`), an ending that decides nothing by itself
(`LNK504`). Nothing below the threshold changes a status. What nobody is known to have undertaken is no undertaking of
the record; its text has an Issue (`ANN501`). The result does not depend on the order of the readings.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from onrecord.record.actors import Person
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Judgement, Verdict, standing
from onrecord.record.meetings import Meeting, MeetingStatus
from onrecord.record.readings import Duplicate, InferredDate, Reading
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind, UndertakingMention
from onrecord.text.compare import Weights
from onrecord.text.times import resolve

from .undertaking_acts import undertaking_of
from .undertaking_claims import attach
from .undertaking_copies import copied
from .undertaking_endings import ended
from .undertaking_likeness import Likeness, Told, compare
from .undertaking_meetings import held, hosted

_COMMON = 60
"""A stem in more mentions than this is no reason to compare two: it would make every pair a candidate."""
_BACKGROUND = 400.0
"""Sentences the weights pretend to have seen, so that in a record of two documents a word does not weigh nothing."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Clusters:
    """Mentions joined so far, and why."""

    of: dict[str, int]
    members: dict[int, list[str]]
    apart: frozenset[Pair]
    why: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def single(cls, ids: Iterable[str], apart: frozenset[Pair]) -> Clusters:
        """Return one cluster per mention."""
        numbered = dict(enumerate(sorted(ids)))
        return cls({m: n for n, m in numbered.items()}, {n: [m] for n, m in numbered.items()}, apart)

    def join(self, a: str, b: str, reason: str) -> None:
        """Join the clusters of two mentions unless a judgement keeps some pair across them apart."""
        one, other = sorted((self.of[a], self.of[b]))
        if one == other or any(pair(x, y) in self.apart for x in self.members[one] for y in self.members[other]):
            return
        for member in self.members[other]:
            self.of[member] = one
        self.members[one] += self.members.pop(other)
        self.why[one] += [*self.why.pop(other, []), reason]


def link(
    readings: Iterable[Reading],
    *,
    meetings: Sequence[Meeting] = (),
    people: Sequence[Person] = (),
    duplicates: Sequence[Duplicate] = (),
    inferred_dates: Sequence[InferredDate] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[tuple[Undertaking, ...], tuple[Issue, ...]]:
    """Join the undertaking mentions of all readings and date their acts.

    Args:
        readings: documents with their mentions, in any order.
        meetings: the record's meetings; an undertaking made at one is dated by it.
        people: persons of the record; they tell the party of a speaker whom his own document leaves open.
        duplicates: copies of other documents: never a second source.
        inferred_dates: publication dates that linked meetings imply.
        judgements: `LINKED`/`MERGED` join the subject with every id in `after`, `UNLINKED`/`SPLIT` keep them apart.

    Returns:
        Undertakings by the day they were made (undated last) and id, and issues.
    """
    readings = tuple(readings)
    told = _told(readings, meetings, people, duplicates, inferred_dates)
    repeats = dict(copied(told, duplicates))
    keeping = _Keeping.of(readings, meetings, duplicates, inferred_dates)
    endings = {i: t for i, t in told.items() if t.mention.ends is not None}
    others = {i: t for i, t in told.items() if i not in endings}
    plain = {i: t for i, t in others.items() if t.mention.kind is not UndertakingKind.FULFILMENT_CLAIM}
    claims = [t for i, t in sorted(others.items()) if i not in plain and i not in repeats]
    weights = Weights({}, _BACKGROUND).learnt([sorted(t.around) for t in told.values()])
    likes = dict(_likenesses(plain, weights))
    together, apart = _decided(judgements, plain)
    clusters = _cluster(plain, likes, together, apart, {c: o for c, o in repeats.items() if c in plain})
    groups = {_identity(g): [plain[m] for m in sorted(g)] for g in clusters.members.values()}
    attached, left, issues = attach(claims, groups, weights, judgements)
    over, doubtful = ended([t for i, t in sorted(endings.items()) if not t.copy], groups, weights)
    issues += doubtful
    made = []
    for number, group in sorted(clusters.members.items()):
        identity = _identity(group)
        one, found = undertaking_of(
            identity,
            groups[identity],
            attached.get(identity, ()),
            clusters.why.get(number, ()),
            (*keeping.acts(groups[identity]), *over.get(identity, ())),
        )
        if one.actors or all(_binds_nobody(t.mention) for t in groups[identity]):
            made.append(one)
            issues += found + keeping.proposals(one, groups[identity])
    for claim in left:
        again = [told[copy] for copy, original in repeats.items() if original == claim.mention.id]
        if claim.actors:
            made.append(undertaking_of(_identity([claim.mention.id]), [claim, *again], (), ())[0])
    issues += _proposals(likes, clusters, told)
    return tuple(sorted(made, key=_order)), tuple(
        sorted(issues, key=lambda i: (i.code, i.document_id or "", i.message))
    )


@dataclass(frozen=True, slots=True)
class _Keeping:
    """What tells whether a promise to meet was kept."""

    readings: Mapping[str, Reading]
    meetings: Sequence[Meeting]
    dates: Mapping[str, Interval]
    copies: frozenset[str]

    @classmethod
    def of(
        cls, readings: Sequence[Reading], meetings: Sequence[Meeting], duplicates: Sequence[Duplicate],
        inferred: Sequence[InferredDate],
    ) -> _Keeping:  # fmt: skip
        dates = {i.document_id: i.dating.interval for i in inferred}
        dates |= {r.document.id: r.document.published.interval for r in readings if r.document.published}
        copies = frozenset(d.document_id for d in duplicates)
        return cls({r.document.id: r for r in readings}, meetings, dates, copies)

    def acts(self, group: Sequence[Told]) -> tuple[Act, ...]:
        return held(group, self.meetings, self.readings, self.dates, self.copies)

    def proposals(self, one: Undertaking, group: Sequence[Told]) -> list[Issue]:
        """Return an Issue for each meeting that may have kept an undertaking which no act says was kept."""
        if {act.kind for act in one.acts} & {ActKind.FULFILLED, ActKind.CLAIMED_FULFILLED}:
            return []
        issues = []
        for meeting in hosted(group, self.meetings):
            text = f"{one.id} may have been kept by the meeting {meeting.id}, which {meeting.host} hosted"
            proof = meeting.evidence[0] if meeting.evidence else one.evidence[0]
            issues.append(Issue("LNK505", Severity.NOTE, "link", text, proof.document_id, proof.spans[0]))
        return issues


def pair(a: str, b: str) -> Pair:
    """Return two ids in order."""
    return (a, b) if a < b else (b, a)


def _identity(group: Iterable[str]) -> str:
    return make_id("und", min(group))


def _order(one: Undertaking) -> tuple[str, str]:
    days = [act.on.start.isoformat() for act in one.acts if act.on]
    return (min(days, default="9999"), one.id)


def _told(
    readings: Iterable[Reading], meetings: Sequence[Meeting], people: Sequence[Person],
    duplicates: Sequence[Duplicate], inferred: Sequence[InferredDate],
) -> dict[str, Told]:  # fmt: skip
    copies = {d.document_id for d in duplicates}
    dates = {i.document_id: i.dating.interval for i in inferred}
    parties = _parties_by_name(people)
    by_document: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for document_id in meeting.document_ids:
            by_document[document_id].append(meeting)
    told = {}
    for reading in readings:
        document = reading.document
        published = document.published.interval if document.published else dates.get(document.id)
        for mention in reading.undertakings:
            actors = mention.actors or _of_named(mention, document.text, parties) or _of_speaker(mention, parties)
            meeting_of = _meeting(actors, by_document[document.id], published)
            on = meeting_of.date if meeting_of is not None and meeting_of.date else published
            told[mention.id] = Told(
                _dated(mention, reading, on) if document.published is None else mention,
                document,
                actors,
                on,
                meeting_of.id if meeting_of else None,
                document.id in copies,
            )
    return told


def _dated(mention: UndertakingMention, reading: Reading, on: Interval | None) -> UndertakingMention:
    """Resolve a relative deadline of an undated text against the day of the meeting at which it was said."""
    if mention.deadline is not None or mention.deadline_span is None or on is None or not on.is_day:
        return mention
    named = (t for t in reading.times if mention.deadline_span.contains(t.span) and t.kind != "absolute")
    found = next((resolve(t.expression, on.end, past=False) for t in named), None)
    return replace(mention, deadline=found) if found is not None and found.start > on.end else mention


def _parties_by_name(people: Sequence[Person]) -> dict[str, str]:
    return {name: person.party for person in people if person.party for name in (person.name, *person.names)}


def _binds_nobody(mention: UndertakingMention) -> bool:
    """Tell whether something is only expected, with nobody who promises it: not the same as nobody known."""
    return mention.kind is UndertakingKind.COMMITMENT and mention.actor_span is None


def _of_named(mention: UndertakingMention, text: str, parties: Mapping[str, str]) -> tuple[str, ...]:
    """Bind a person whom the text names without his party to the party that the record knows of him."""
    named = mention.actor_span.of(text) if mention.actor_span is not None else ""
    found = {party for name, party in parties.items() if name == named or (" " in name and name in named)}
    return tuple(found) if len(found) == 1 else ()


def _of_speaker(mention: UndertakingMention, parties: Mapping[str, str]) -> tuple[str, ...]:
    """Bind words of an unresolved first person to the party that the record knows of the speaker."""
    party = (
        parties.get(mention.speaker.name)
        if mention.speaker and mention.kind is not UndertakingKind.UNDERSTANDING
        else None
    )
    return (party,) if party else ()


def _meeting(actors: Sequence[str], meetings: Sequence[Meeting], published: Interval | None) -> Meeting | None:
    """Return the one meeting at which something told in a document was undertaken: held, its parties present, near."""
    fitting = [
        m
        for m in meetings
        if m.status is MeetingStatus.HELD
        and not m.only_in_caption
        and (not actors or set(actors) & m.parties)
        and _near(m, published)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _near(meeting: Meeting, published: Interval | None) -> bool:
    if meeting.date is None or published is None:
        return meeting.date is None or published is None
    return -1 <= (published.start - meeting.date.end).days <= 4


def _likenesses(told: Mapping[str, Told], weights: Weights) -> Iterator[tuple[Pair, Likeness]]:
    """Compare all pairs that share a telling stem and come from two documents, or repeat one in one document."""
    index: dict[str, list[str]] = defaultdict(list)
    for mention_id in sorted(told):
        for stem in told[mention_id].stems:
            index[stem].append(mention_id)
    seen: set[Pair] = set()
    for _, holders in sorted(index.items()):
        if len(holders) > _COMMON:
            continue
        for a, b in combinations(holders, 2):
            if (a, b) in seen:
                continue
            seen.add((a, b))
            like = compare(told[a], told[b], weights)
            if like is not None and (like.same or like.proposed):
                yield (a, b), like


def _cluster(
    told: Mapping[str, Told], likes: Mapping[Pair, Likeness], together: frozenset[Pair], apart: frozenset[Pair],
    repeats: Mapping[str, str],
) -> Clusters:  # fmt: skip
    clusters = Clusters.single(told, apart)
    for a, b in sorted(together):
        clusters.join(a, b, "judgement: 1")
    for a, b in sorted(repeats.items()):
        clusters.join(a, b, f"{told[a].document.name} copies {told[b].document.name}")
    for (a, b), like in sorted(likes.items(), key=lambda item: (-item[1].score, item[0])):
        if like.same:
            clusters.join(a, b, _explain(told[a], told[b], like))
    return clusters


def _explain(a: Told, b: Told, like: Likeness) -> str:
    features = ", ".join(f"{r.feature}: {r.score:g}" for r in like.reasons)
    return f"{a.document.name} = {b.document.name} ({features}; all: {like.score:.2f})"


def _proposals(likes: Mapping[Pair, Likeness], clusters: Clusters, told: Mapping[str, Told]) -> list[Issue]:
    """Return one proposal per pair of undertakings that may be one: the best pair of their mentions."""
    best: dict[tuple[int, int], tuple[float, Pair, Likeness]] = {}
    for (a, b), like in sorted(likes.items()):
        key = (min(clusters.of[a], clusters.of[b]), max(clusters.of[a], clusters.of[b]))
        if (
            key[0] != key[1]
            and pair(a, b) not in clusters.apart
            and like.score > best.get(key, (0.0, ("", ""), like))[0]
        ):
            best[key] = (like.score, (a, b), like)
    issues = []
    for _, (a, b), like in best.values():
        text = f"{a} and {b} may be one undertaking: {_explain(told[a], told[b], like)}"
        issues.append(Issue("LNK501", Severity.NOTE, "link", text, told[b].document.id, told[b].mention.evidence))
    return issues


def _decided(judgements: Iterable[Judgement], told: Mapping[str, Told]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Turn judgements into pairs of mentions that must, and pairs that cannot, be one; the later of two counts.

    Ids are mentions (`udm-…`) or undertakings (`und-…`, named after their first mention).
    """
    by_record = {_identity([m]): m for m in told}
    decided: dict[Pair, bool] = {}
    for judgement in standing(judgements):
        joins = judgement.verdict in {Verdict.LINKED, Verdict.MERGED}
        if not joins and judgement.verdict not in {Verdict.UNLINKED, Verdict.SPLIT}:
            continue
        subject = by_record.get(judgement.subject, judgement.subject)
        for other in ids(judgement.after):
            target = by_record.get(other, other)
            if subject in told and target in told and subject != target:
                decided[pair(subject, target)] = joins
    return (
        frozenset(p for p, joined in decided.items() if joined),
        frozenset(p for p, joined in decided.items() if not joined),
    )


def ids(value: str) -> list[str]:
    """Return the ids of undertakings in a judgement's `after`: an id, or JSON with ids."""
    try:
        read = json.loads(value)
    except ValueError:
        read = value
    if isinstance(read, dict):
        read = [v for part in read.values() for v in (part if isinstance(part, list) else [part])]
    return [
        v for v in (read if isinstance(read, list) else [read]) if isinstance(v, str) and v.startswith(("udm-", "und-"))
    ]
