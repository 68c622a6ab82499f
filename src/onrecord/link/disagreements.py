"""Where the accounts of one meeting disagree: its day, place, level, who attended, whether it was held at all.

Nothing is chosen here. Every account's value stays among the meeting's `values`, and an Issue names them with the
papers that give them. An account that leaves somebody out disagrees with nobody; one that names others does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.record.issues import Issue, Severity
from onrecord.record.meetings import Meeting, MeetingStatus, Participant, Value
from onrecord.record.spans import Evidence, Span, evidence
from onrecord.record.times import Interval
from onrecord.roster import offices
from onrecord.roster.names import same_person

from . import meeting_days
from .meeting_sightings import Sighting
from .tenures import is_single

ATTENDED = "attended for "
"""Begins the field of a value that says who was there for a party, where accounts name different people."""

_HELD_OR_NOT = (
    frozenset({MeetingStatus.HELD, MeetingStatus.DENIED}), frozenset({MeetingStatus.HELD, MeetingStatus.CANCELLED})
)  # fmt: skip


def attended(accounts: Sequence[Sighting]) -> tuple[Value, ...]:
    """Return who was there for each party for which two accounts name wholly different people, as each has it."""
    values: list[Value] = []
    for party in sorted(set().union(*(s.mention.parties for s in accounts))):
        told = [(s, named) for s in accounts if (named := _named(s, party))]
        if any(not _share(mine, theirs) for (_, mine), (_, theirs) in combinations(told, 2)):
            by_names: dict[str, list[Evidence]] = {}
            for sighting, named in told:
                proof = evidence(sighting.document.id, sighting.document.text, *_spans(sighting, named))
                by_names.setdefault(", ".join(p.name or p.office or "" for p in named), []).append(proof)
            values += [Value(ATTENDED + party, names, tuple(proofs)) for names, proofs in by_names.items()]
    return tuple(values)


def _named(sighting: Sighting, party: str) -> list[Participant]:
    """Who is named for a party, or else the offices that one person holds."""
    there = [p for p in sighting.mention.participants if p.party == party]
    return [p for p in there if p.name] or [p for p in there if p.office and is_single(p.office)]


def _spans(sighting: Sighting, named: Sequence[Participant]) -> list[Span]:
    return [span for p in named if (span := p.name_span or p.office_span)] or [sighting.mention.evidence]


def _share(mine: Sequence[Participant], theirs: Sequence[Participant]) -> bool:
    return any(_may_be_one(a, b) for a in mine for b in theirs)


def _may_be_one(a: Participant, b: Participant) -> bool:
    """Whether two are of one name; where one has only an office, of one office, as far as the text gives both."""
    if a.name and b.name:
        return same_person(a.name, b.name) > 0
    single = [offices.key(p.office) for p in (a, b) if p.office and is_single(p.office)]
    return len(single) < 2 or single[0] == single[1]


def issues(meeting: Meeting, accounts: Sequence[Sighting]) -> list[Issue]:
    """Return an issue for each field on which the accounts of a meeting disagree, and for each told before its day."""
    return [*_told(meeting, accounts), *(issue for s in accounts for issue in _after_report(s))]


def _told(meeting: Meeting, accounts: Sequence[Sighting]) -> Iterator[Issue]:
    values = {field: [v for v in meeting.values if v.field == field] for field in ("date", "place", "status", "level")}
    days = [Interval.parse(v.value) for v in values["date"]]
    if any(not a.overlaps(b) for a, b in combinations(days, 2)):
        yield _conflict("LNK202", "date", values["date"], accounts)
    if len({v.value.casefold() for v in values["place"]}) > 1:
        yield _conflict("LNK203", "place", values["place"], accounts)
    statuses = frozenset(s.mention.status for s in accounts)
    if any(clash <= statuses for clash in _HELD_OR_NOT):
        yield _conflict("LNK204", "whether it was held", values["status"], accounts)
    if any(_levels_clash(a, b) for a, b in combinations(accounts, 2)):
        yield _conflict("LNK207", "level", values["level"], accounts)
    for field in dict.fromkeys(v.field for v in meeting.values if v.field.startswith(ATTENDED)):
        listed = [v for v in meeting.values if v.field == field]
        yield _conflict("LNK208", f"who {field}", listed, accounts)


def _levels_clash(a: Sighting, b: Sighting) -> bool:
    """Whether two accounts give two levels, and neither has merely left out the others' people."""
    one, other = a.mention, b.mention
    if not one.level or not other.level or one.level == other.level:
        return False
    return not (_all_among(one.participants, other.participants) or _all_among(other.participants, one.participants))


def _all_among(few: Sequence[Participant], many: Sequence[Participant]) -> bool:
    """Whether everybody with an office in one account is in the other, in the same office."""
    return all(any(_one(p, q) for q in many) for p in few if p.office)


def _one(p: Participant, q: Participant) -> bool:
    if p.party != q.party or (p.office and q.office and offices.key(p.office) != offices.key(q.office)):
        return False
    return same_person(p.name, q.name) > 0 if p.name and q.name else bool(p.office and q.office)


def _conflict(code: str, what: str, values: Sequence[Value], accounts: Sequence[Sighting]) -> Issue:
    names = {s.document.id: s.document.name for s in accounts}
    told = "; ".join(f"{v.value} ({', '.join(sorted({names[e.document_id] for e in v.evidence}))})" for v in values)
    first = accounts[0]
    message = f"accounts of one meeting disagree on {what}: {told}"
    return Issue(code, Severity.WARNING, "link", message, first.document.id, first.mention.evidence)


def _after_report(sighting: Sighting) -> list[Issue]:
    """A meeting told as held cannot be later than the paper that tells it."""
    mention, published = sighting.mention, sighting.published
    if not sighting.held or published is None:
        return []
    told = f"{sighting.document.name} of {published.iso()} tells of a meeting held"
    if mention.date is not None and mention.date.start > published.end:
        return [_issue_of(sighting, f"{told} {mention.date.iso()}")]
    ahead = meeting_days.still_to_come(sighting.expression, published) if mention.date is None else None
    if ahead is not None:
        return [_issue_of(sighting, f"{told} {ahead.isoformat()}, or a year before: the text names no year")]
    return []


def _issue_of(sighting: Sighting, message: str) -> Issue:
    mention = sighting.mention
    return Issue("LNK205", Severity.WARNING, "link", message, mention.document_id, mention.evidence)
