"""One meeting told by several documents becomes one meeting of the record.

In come readings; out go `Meeting`s with every account's values, the reasons they are one, and Issues where accounts
disagree or a mention fits two meetings equally well (it then stays by itself). The result does not depend on the order
of the readings. Mentions are compared only within blocks (a pair of parties in one week), so that a new document costs
what its own blocks cost, however long the record is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.record.actors import Person
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.meetings import Meeting, MeetingKind
from onrecord.record.readings import Duplicate, Reading
from onrecord.roster import Roster, names

from .meeting_likeness import AMBIGUOUS, Likeness, compare, refusal, same_sort
from .meeting_records import meeting_of
from .meeting_sightings import Sighting, sight, window
from .participants import identify

_WIDE = 60
"""Days beyond which an interval no longer blocks by week: "in 2022" would stand in every block of the year."""

_NOBODY = "nobody"
"""Ends the blocking key of meetings that are told by kind, place and day, whoever took part."""

_STRANGER = "stranger"
"""Ends the blocking key of a person's meetings, for tellings that do not say of what party the person is."""

_TOLD_ALONE = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE, MeetingKind.TALKS, MeetingKind.MEETING})

Pair = tuple[str, str]


@dataclass(slots=True)
class _Clusters:
    """Mentions joined so far, under what must and what cannot be one."""

    sightings: Mapping[str, Sighting]
    apart: frozenset[Pair]
    of: dict[str, int] = field(default_factory=dict)
    members: dict[int, list[str]] = field(default_factory=dict)
    why: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, mention_id in enumerate(sorted(self.sightings)):
            self.of[mention_id] = number
            self.members[number] = [mention_id]

    def join(self, a: str, b: str, reason: str, *, forced: bool = False) -> None:
        """Join the clusters of two mentions, unless some pair across them excludes it."""
        one, other = sorted((self.of[a], self.of[b]))
        if one == other or not (forced or self._compatible(one, other)):
            return
        for member in self.members[other]:
            self.of[member] = one
        self.members[one] += self.members.pop(other)
        self.why[one] += [*self.why.pop(other, []), reason]

    def _compatible(self, one: int, other: int) -> bool:
        return not any(
            _pair(x, y) in self.apart or refusal(self.sightings[x], self.sightings[y])
            for x in self.members[one]
            for y in self.members[other]
        )


def link(
    readings: Iterable[Reading],
    *,
    roster: Roster | None = None,
    people: Sequence[Person] = (),
    judgements: Sequence[Judgement] = (),
    duplicates: Sequence[Duplicate] = (),
) -> tuple[tuple[Meeting, ...], tuple[Issue, ...]]:
    """Join the meeting mentions of all readings.

    Args:
        readings: documents with their meeting mentions, in any order.
        roster: says which parties are missions or funds of another; such a party counts as the whole when compared.
        people: persons of the record; participants get their ids.
        judgements: what people decided (see `constraints`); they overrule every score.
        duplicates: copies of other documents, which never count as a further account.

    Returns:
        Meetings by date (undated last) and id; Issues `LNK201` (two meetings fit), `LNK202`–`LNK204`, `LNK207`,
        `LNK208` (accounts disagree, see `disagreements`), `LNK205` (held after its report came out), `LNK206` (a
        telling that may be a meeting others tell).
    """
    whole = roster.whole if roster else (lambda code: code)
    sightings = {m.id: sight(m, r.document, r.issues, whole) for r in readings for m in r.meetings}
    automatic, issues = _cluster(sightings, frozenset(), frozenset())
    together, apart = constraints(judgements, {_meeting_id(group): group for group in automatic.members.values()})
    clusters = automatic
    if together or apart:
        clusters, issues = _cluster(sightings, together, apart)
    copies = frozenset(d.document_id for d in duplicates)
    meetings = []
    for number, group in sorted(clusters.members.items()):
        members = [sightings[mention_id] for mention_id in sorted(group)]
        meeting, conflicts = meeting_of(_meeting_id(group), members, clusters.why.get(number, ()), copies)
        meetings.append(meeting)
        issues += conflicts
    return identify(sorted(meetings, key=_by_date), people), tuple(issues)


def _by_date(meeting: Meeting) -> tuple[str, str]:
    return (meeting.date.iso() if meeting.date else "9999", meeting.id)


def _meeting_id(group: Iterable[str]) -> str:
    return make_id("mtg", min(group))


def _cluster(
    sightings: Mapping[str, Sighting], together: frozenset[Pair], apart: frozenset[Pair]
) -> tuple[_Clusters, list[Issue]]:
    clusters = _Clusters(sightings, apart)
    for a, b in sorted(together):
        if a in sightings and b in sightings:
            clusters.join(a, b, "judgement: 1", forced=True)
    compared = {pair: like for pair, like in _likenesses(sightings).items() if pair not in apart}
    likes = {pair: like for pair, like in compared.items() if like.accepted}
    unsettled, issues = _ambiguous(sightings, likes, together)
    for pair, like in sorted(likes.items(), key=lambda item: (-item[1].score, item[0])):
        if pair not in unsettled:
            clusters.join(*pair, _explain(pair, like, sightings))
    maybe = [pair for pair, like in compared.items() if pair not in unsettled and _doubtful(like, pair, sightings)]
    return clusters, issues + _proposals(sightings, clusters, maybe)


def _doubtful(like: Likeness, pair: Pair, sightings: Mapping[str, Sighting]) -> bool:
    one_dated = (sightings[pair[0]].days is None) != (sightings[pair[1]].days is None)
    return like.put_off or like.accepted or (like.possible and one_dated)


def _proposals(sightings: Mapping[str, Sighting], clusters: _Clusters, pairs: Iterable[Pair]) -> list[Issue]:
    """Name the tellings that may be a meeting others tell, where the evidence does not decide.

    One is undated, or announced for another day than the one held, or kept apart by a further account that contradicts.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        if clusters.of[pair[0]] != clusters.of[pair[1]]:
            one, other, why = _doubt(*(sightings[mention_id] for mention_id in pair))
            found[one.mention.id, why].add(other.mention.id)
    issues = []
    for (one_id, why), others in sorted(found.items()):
        told = sorted(f"{sightings[other].document.name} ({_day(sightings[other])})" for other in others)
        sighting = sightings[one_id]
        message = f"{sighting.document.name} {why}; it may be the one told in {', '.join(told)}"
        place = sighting.document.id, sighting.mention.evidence
        issues.append(Issue("LNK206", Severity.NOTE, "link", message, *place))
    return issues


def _doubt(a: Sighting, b: Sighting) -> tuple[Sighting, Sighting, str]:
    """Return which of two is in doubt, the other, and why it was not joined."""
    if a.days is None and b.days is not None:
        return a, b, "gives this meeting no day"
    if b.days is None and a.days is not None:
        return b, a, "gives this meeting no day"
    if a.held != b.held:
        planned, held = (b, a) if a.held else (a, b)
        return planned, held, f"announces this meeting for {_day(planned)}"
    first, second = sorted((a, b), key=lambda s: (_day(s), s.mention.id))
    return first, second, f"tells this meeting of {_day(first)} otherwise than other accounts"


def _explain(pair: Pair, like: Likeness, sightings: Mapping[str, Sighting]) -> str:
    names = " = ".join(sightings[mention_id].document.name for mention_id in pair)
    features = ", ".join(f"{reason.feature}: {reason.score:g}" for reason in like.reasons)
    return f"{names} ({features}; all: {like.score:.2f})"


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _likenesses(sightings: Mapping[str, Sighting]) -> dict[Pair, Likeness]:
    """Compare all mentions that share a block; keep those alike enough, or nearly."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for mention_id in sorted(sightings):
        for block in sorted(set(_blocks(sightings[mention_id]))):
            blocks[block].append(mention_id)
    accepted: dict[Pair, Likeness] = {}
    seen: set[Pair] = set()
    for block in sorted(blocks):
        for a, b in _pairs(block, blocks[block], sightings):
            if (a, b) not in seen:
                seen.add((a, b))
                like = compare(sightings[a], sightings[b])
                if like.accepted or like.possible:
                    accepted[(a, b)] = like
    return accepted


def _pairs(block: tuple[str, ...], members: Sequence[str], sightings: Mapping[str, Sighting]) -> Iterable[Pair]:
    """In a block without a date only an undated mention has to be compared with the others."""
    if block[-1] in {_NOBODY, _STRANGER}:
        odd = [one for one in members if _is_odd(sightings[one], block)]
        return (_pair(one, other) for one in odd for other in members if one != other)
    if block[-1] != "any":
        return combinations(members, 2)
    undated = [one for one in members if _open(sightings[one])]
    return (_pair(one, other) for one in undated for other in members if one != other)


def _open(sighting: Sighting) -> bool:
    return sighting.days is None or (sighting.days.end - sighting.days.start).days > _WIDE


def _side_blocks(sighting: Sighting) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which a telling without parties, or of somebody of no known party, meets the others."""
    if sighting.days is None or _open(sighting):
        return
    people = {names.key(names.surname(p.name)) for p in sighting.mention.participants if p.name}
    for week in range(window(sighting.days.start), window(sighting.days.end) + 1):
        if sighting.mention.place and sighting.mention.kind in _TOLD_ALONE:
            yield sighting.mention.place.casefold(), sighting.mention.kind.value, str(week), _NOBODY
        for surname in people:
            yield surname, str(week), _STRANGER


def _is_odd(sighting: Sighting, block: tuple[str, ...]) -> bool:
    """Whether a telling is one of those that a side block is for."""
    if block[-1] == _NOBODY:
        return not sighting.mention.parties
    strangers = (p.name for p in sighting.mention.participants if p.party is None and p.name)
    return any(names.key(names.surname(name)) == block[0] for name in strangers)


def _blocks(sighting: Sighting) -> Iterator[tuple[str, ...]]:
    """Yield blocking keys: each pair of parties with each week; undated ones with their place or people instead."""
    parties = sorted(sighting.mention.parties)
    pairs = list(combinations(parties, 2)) or [(p, p) for p in parties]
    yield from _side_blocks(sighting)
    for one, other in pairs:
        if not _open(sighting) and sighting.days:
            for week in range(window(sighting.days.start) - 1, window(sighting.days.end) + 2):
                yield one, other, str(week)
        published = sighting.document.published
        if sighting.days is None and published:
            for week in range(window(published.interval.start) - 2, window(published.interval.end) + 3):
                yield one, other, str(week)
            continue
        if sighting.days is not None and not sighting.held:
            yield one, other, sighting.days.iso()  # one plan, told as vaguely by several
        if sighting.mention.place:
            yield one, other, sighting.mention.place.casefold(), "any"
        if sighting.mention.process:
            yield one, other, sighting.mention.process, "any"
        for participant in sighting.mention.participants:
            if participant.name and participant.party in (one, other):
                yield one, other, names.key(names.surname(participant.name)), "any"


def _ambiguous(
    sightings: Mapping[str, Sighting], likes: Mapping[Pair, Likeness], together: frozenset[Pair]
) -> tuple[set[Pair], list[Issue]]:
    """Find mentions that fit two meetings about equally well where these two cannot be one."""
    partners: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (a, b), like in likes.items():
        partners[a].append((-like.score, b))
        partners[b].append((-like.score, a))
    unsettled: set[Pair] = set()
    issues = []
    for mention_id in sorted(partners):
        ranked = sorted(partners[mention_id])
        best = ranked[0][0]
        close = [other for score, other in ranked if score - best <= AMBIGUOUS]
        if any(_pair(mention_id, other) in together for other in close):
            continue
        rivals = _rivals(sightings, close)
        alike = [other for other in close if same_sort(sightings[mention_id].mention, sightings[other].mention)]
        if rivals and alike and not _rivals(sightings, alike):
            unsettled |= {_pair(mention_id, other) for other in close if other not in alike}
        elif rivals:
            unsettled |= {
                _pair(mention_id, other) for _, other in ranked
            }  # a lesser match would join it to one of them
            issues.append(_unsettled(sightings, mention_id, sorted(rivals)))
    return unsettled, issues


def _rivals(sightings: Mapping[str, Sighting], close: Sequence[str]) -> set[str]:
    """Those of several mentions that cannot be one meeting with another of them."""
    return {one for x, y in combinations(close, 2) if _exclude(sightings[x], sightings[y]) for one in (x, y)}


def _exclude(a: Sighting, b: Sighting) -> bool:
    return bool(refusal(a, b))


def _unsettled(sightings: Mapping[str, Sighting], mention_id: str, rivals: Sequence[str]) -> Issue:
    sighting = sightings[mention_id]
    told = ", ".join(f"{sightings[r].document.name} ({_day(sightings[r])})" for r in rivals)
    message = f"this meeting fits {len(rivals)} others equally well and was left by itself: {told}"
    return Issue("LNK201", Severity.WARNING, "link", message, sighting.document.id, sighting.mention.evidence)


def _day(sighting: Sighting) -> str:
    return sighting.days.iso() if sighting.days else "undated"


def constraints(
    judgements: Iterable[Judgement], meetings: Mapping[str, Sequence[str]]
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Turn judgements into pairs of mentions that must, and pairs that cannot, be one meeting.

    `MERGED` and `LINKED` join the subject with every id in `after`; `UNLINKED` and `SPLIT` keep the subject's mentions
    apart from every id in `after`. Ids are meeting mentions (`mtm-…`) or meetings (`mtg-…`: all their mentions);
    `after` is an id, or a JSON list of ids. For a `SPLIT` meeting, `after` lists the mentions to take out. An
    `UNDONE` judgement (its subject is the other's id) counts for nothing; of two that contradict each other the later
    one wins.
    """
    listed = sorted(judgements, key=lambda j: (j.at, j.id))
    undone = {j.subject for j in listed if j.verdict is Verdict.UNDONE}
    decided: dict[Pair, bool] = {}
    for judgement in listed:
        if judgement.id not in undone:
            for pair, joined in _decisions(judgement, meetings):
                decided[pair] = joined
    return (
        frozenset(pair for pair, joined in decided.items() if joined),
        frozenset(pair for pair, joined in decided.items() if not joined),
    )


def _decisions(judgement: Judgement, meetings: Mapping[str, Sequence[str]]) -> Iterator[tuple[Pair, bool]]:
    join = judgement.verdict in {Verdict.MERGED, Verdict.LINKED}
    if not join and judgement.verdict not in {Verdict.SPLIT, Verdict.UNLINKED}:
        return
    subject = _mentions(judgement.subject, meetings)
    others = {m for listed in _ids(judgement.after) for m in _mentions(listed, meetings)}
    if judgement.verdict is Verdict.SPLIT:
        subject = [m for m in subject if m not in others]
    for a in subject:
        for b in sorted(others):
            if a != b:
                yield _pair(a, b), join


def _mentions(identity: str, meetings: Mapping[str, Sequence[str]]) -> list[str]:
    if identity.startswith("mtm-"):
        return [identity]
    return sorted(meetings.get(identity, ()))


def _ids(value: str) -> list[str]:
    try:
        read = json.loads(value)
    except ValueError:
        read = value
    if isinstance(read, dict):
        read = [v for part in read.values() for v in (part if isinstance(part, list) else [part])]
    listed = read if isinstance(read, list) else [read]
    return [v for v in listed if isinstance(v, str) and v.startswith(("mtm-", "mtg-"))]
