"""A `Meeting` of the record made of the mentions that tell of it: values of every account, conflicts kept.

In come the sightings of one meeting in any order; out go the `Meeting` and an Issue per field on which accounts
disagree. Better evidence decides what the meeting's own field shows: a party's own paper before coverage, a day before
a month, more accounts before fewer; copies of one text count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from onrecord.record.issues import Issue
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant, Value
from onrecord.record.spans import Evidence, Span, evidence
from onrecord.record.times import Interval
from onrecord.roster.names import same_person

from . import disagreements
from .meeting_sightings import Sighting

_KIND_RANK = {
    MeetingKind.CALL: 6, MeetingKind.SUMMIT: 5, MeetingKind.CONFERENCE: 4, MeetingKind.TALKS: 3, MeetingKind.MEETING: 2,
    MeetingKind.VISIT: 1, MeetingKind.OTHER: 0,
}  # fmt: skip


def meeting_of(
    identity: str,
    sightings: Sequence[Sighting],
    reasons: Iterable[str],
    copies: Collection[str] = (),
) -> tuple[Meeting, list[Issue]]:
    """Make one meeting of its sightings (at least one), and Issues for what its accounts disagree on."""
    accounts = sorted(sightings, key=lambda s: (s.document.id in copies, not s.document.is_official, s.mention.id))
    dates = _collect(accounts, "date", _date_value, lambda s: s.mention.date_span)
    places = _collect(accounts, "place", lambda s: s.mention.place, lambda s: s.mention.place_span)
    statuses = _statuses(accounts)
    formats = _collect(accounts, "format", lambda s: s.mention.format, lambda s: s.mention.format_span)
    levels = _collect(accounts, "level", lambda s: s.mention.level, lambda s: s.mention.evidence)
    date, date_reason = _date(accounts)
    place = _place(places, accounts)
    mentions = [s.mention for s in accounts]
    participants = _participants(accounts)
    meeting = Meeting(
        id=identity,
        kind=min((m.kind for m in mentions), key=lambda k: (-_KIND_RANK[k], k.value)) if _agree_on_call(accounts)
        else mentions[0].kind,
        status=_status(accounts),
        participants=participants,
        mention_ids=tuple(m.id for m in mentions),
        document_ids=tuple(dict.fromkeys(m.document_id for m in mentions)),
        evidence=tuple(_proof(s, s.mention.evidence) for s in accounts),
        date=date,
        date_reason=date_reason,
        place=place,
        format=_first(m.format for m in mentions),
        process=_first(m.process for m in mentions),
        round=_first(m.round for m in mentions),
        level=_first(m.level for m in mentions),
        host=_first(m.host for m in mentions),
        topics=tuple(_proof(s, span) for s in accounts for span in s.mention.topics),
        values=(*dates, *places, *statuses, *formats, *levels, *disagreements.attended(accounts)),
        reasons=(*sorted(reasons), *_dating_notes(accounts, date)),
        only_in_caption=all(m.in_caption for m in mentions),
    )  # fmt: skip
    return meeting, disagreements.issues(meeting, accounts)


def _proof(sighting: Sighting, span: Span) -> Evidence:
    return evidence(sighting.document.id, sighting.document.text, span)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _agree_on_call(accounts: Sequence[Sighting]) -> bool:
    calls = [s.mention.kind is MeetingKind.CALL for s in accounts]
    return all(calls) or not any(calls)


def _date_value(sighting: Sighting) -> str | None:
    return sighting.mention.date.edtf() if sighting.mention.date else None


def _collect(
    accounts: Sequence[Sighting],
    field: str,
    value_of: Callable[[Sighting], str | None],
    span_of: Callable[[Sighting], Span | None],
) -> tuple[Value, ...]:
    """Return each distinct value of a field with the evidence of every account that gives it."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for sighting in accounts:
        value = value_of(sighting)
        if value:
            found[value].append(_proof(sighting, span_of(sighting) or sighting.mention.evidence))
    return tuple(Value(field, value, tuple(proofs)) for value, proofs in found.items())


def _statuses(accounts: Sequence[Sighting]) -> tuple[Value, ...]:
    """Return the accounts' statuses; an announcement of what another account tells as held is field `announced`.

    Announced and then held are two acts of one meeting, no disagreement; "planned" in a paper of a later day is one.
    """
    held = [s for s in accounts if s.mention.status is MeetingStatus.HELD]
    day, _ = _date(held or accounts)
    early = [s for s in accounts if held and day and _announces(s, day)]
    told = [s for s in accounts if s not in early]
    return (
        *_collect(early, "announced", lambda s: s.mention.status.value, lambda s: s.mention.evidence),
        *_collect(told, "status", lambda s: s.mention.status.value, lambda s: s.mention.evidence),
    )


def _announces(sighting: Sighting, day: Interval) -> bool:
    published = sighting.document.published
    return (
        sighting.mention.status is MeetingStatus.PLANNED
        and published is not None
        and published.interval.start <= day.end
    )


def _date(accounts: Sequence[Sighting]) -> tuple[Interval | None, str]:
    """Choose the meeting's date: stated before taken from a publication date, official first, a day before a month."""
    known = [(s, s.days) for s in accounts if s.days]
    if not known:
        return None, ""
    votes: dict[Interval, int] = defaultdict(int)
    for _, days in known:
        votes[days] += 1
    sighting, days = min(
        known,
        key=lambda item: (
            item[0].days_reason != "stated",
            _length(item[1]),
            not item[0].document.is_official,
            -votes[item[1]],
            item[1].iso(),
        ),
    )
    return days, sighting.days_reason if sighting.days_reason == "stated" else "publication date"


def _dating_notes(accounts: Sequence[Sighting], date: Interval | None) -> list[str]:
    """Tell which accounts were dated only by being linked."""
    undated = sorted(s.document.name for s in accounts if s.days is None)
    return [f"date of {name}: linked meeting" for name in undated] if date and len(accounts) > len(undated) else []


def _length(interval: Interval) -> int:
    return (interval.end - interval.start).days


def _place(places: Sequence[Value], accounts: Sequence[Sighting]) -> str | None:
    official = {s.document.id for s in accounts if s.document.is_official}

    def rank(value: Value) -> tuple[int, int, str]:
        backed = {proof.document_id for proof in value.evidence}
        return (-len(backed & official), -len(backed), value.value)

    return min(places, key=rank).value if places else None


def _status(accounts: Sequence[Sighting]) -> MeetingStatus:
    """A meeting announced and then held was held; a later cancellation undoes an announcement, not a meeting."""
    statuses = [s.mention.status for s in accounts]
    for status in (MeetingStatus.HELD, MeetingStatus.CANCELLED, MeetingStatus.DENIED):
        if status in statuses:
            return status
    return MeetingStatus.PLANNED


def _participants(accounts: Sequence[Sighting]) -> tuple[Participant, ...]:
    """Unite participants: people by name within a party, a party without names only where nobody is named for it.

    A body's mission stands as told, unless another account tells the body itself.
    """
    named: list[Participant] = []
    unnamed: dict[tuple[str | None, str | None], Participant] = {}
    told = {p.party for s in accounts for p in s.told.participants}
    both = ((p, whole) for s in accounts for p, whole in zip(s.told.participants, s.mention.participants, strict=True))
    for participant in (whole if whole.party in told else p for p, whole in both):
        if participant.name is None:
            unnamed.setdefault((participant.party, participant.office), participant)
            continue
        at = next((i for i, known in enumerate(named) if _same(known, participant)), None)
        if at is None:
            named.append(participant)
        else:
            named[at] = _fuller(named[at], participant)
    parties = {p.party for p in named}
    kept = [p for p in unnamed.values() if p.party is None or p.party not in parties]
    return (*named, *kept)


def _same(a: Participant, b: Participant) -> bool:
    return a.party == b.party and same_person(a.name or "", b.name or "") >= 0.6


def _fuller(a: Participant, b: Participant) -> Participant:
    """Keep the first account's participant, and take from the second what it lacks."""
    longer, other = (a, b) if len((a.name or "").split()) >= len((b.name or "").split()) else (b, a)
    return Participant(
        longer.party, longer.name, longer.office or other.office, longer.role,
        longer.name_span, longer.office_span, longer.party_span, longer.person_id or other.person_id,
    )  # fmt: skip
