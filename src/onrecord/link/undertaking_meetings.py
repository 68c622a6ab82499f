"""Undertakings to meet or to host: kept when the record holds the meeting promised.

In come an undertaking's tellings, the record's meetings and the readings that tell them; out goes the act, with the
account of the meeting as its evidence. The meeting promised is one of those parties on that day, or the very meeting
that the promise's own sentence announces and later papers tell as held. The account of somebody else makes it
fulfilled, a debtor's own is his claim. A meeting that the debtor hosted within the weeks promised is only proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from onrecord.record.meetings import Meeting, MeetingMention, MeetingStatus
from onrecord.record.readings import Reading
from onrecord.record.spans import evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, UndertakingKind

from .undertaking_likeness import Told

_TO_MEET = re.compile(
    r"(?:\w+\W+){0,3}?(?:meet|meeting|reconvene|convene|(?:hold|have|holding|resume)\W+(?:\w+\W+){0,4}?"
    r"(?:talks|meetings?|consultations|negotiations|summit|round))\b",
    re.IGNORECASE,
)
_TO_HOST = re.compile(r"(?:[\w’'-]+\W+){0,8}?(?:host(?:ing)?|receiv(?:e|ing)|welcom(?:e|ing))\b", re.IGNORECASE)
_WEEKS = 31
"""Longest time, in days, within which a meeting hosted is proposed as the one that was promised."""
_PLACE = re.compile(r"\b(?:in|at|to)\s+(?:the\s+)?$", re.IGNORECASE)
_DUE = frozenset({UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING})


def held(
    tellings: Sequence[Told],
    meetings: Sequence[Meeting],
    readings: Mapping[str, Reading],
    dates: Mapping[str, Interval],
    copies: frozenset[str],
) -> tuple[Act, ...]:
    """Return the act by which a promise to meet on a day was kept; none if it is no such promise or nobody tells it.

    Args:
        tellings: the mentions of one undertaking.
        meetings: the record's meetings.
        readings: all readings by document id.
        dates: when each document came out, where that is known.
        copies: documents that copy another: no source of their own.
    """
    promised = {day: wanted for told in tellings if (wanted := _parties(told, readings)) for day in _days(told)}
    kept = [
        (meeting, day, parties)
        for day, parties in sorted(promised.items())
        for meeting in meetings
        if meeting.date == Interval.day(day) and meeting.status is MeetingStatus.HELD and parties <= meeting.parties
    ]
    kept += [
        (m, m.date.start, frozenset(t.actors)) for t in tellings for m in _announced(t, meetings, readings) if m.date
    ]
    accounts = [
        _act(meeting, mention, reading, parties)
        for meeting, day, parties in kept
        for mention, reading in _accounts(meeting, readings, copies)
        if _afterwards(reading, day, dates)
    ]
    return tuple(sorted(accounts, key=_rank)[:1])


def _announced(told: Told, meetings: Sequence[Meeting], readings: Mapping[str, Reading]) -> Iterator[Meeting]:
    """Yield the held meeting that the promise's own sentence announces: the meeting linker found both to be one."""
    if not _is_to_meet(told) or not told.actors:
        return
    here = {
        mention.id
        for mention in readings[told.document.id].meetings
        if mention.status is MeetingStatus.PLANNED and mention.evidence.overlaps(told.mention.evidence)
    }
    due = told.mention.deadline
    for meeting in meetings:
        day = meeting.date
        if meeting.status is not MeetingStatus.HELD or day is None or not day.is_day or (due and not due.overlaps(day)):
            continue
        if here & set(meeting.mention_ids) and set(told.actors) <= _there(meeting):
            yield meeting


def hosted(tellings: Sequence[Told], meetings: Sequence[Meeting]) -> list[Meeting]:
    """Return the meetings that a debtor hosted in the time for which he promised to host one: for a person to look at.

    Args:
        tellings: the mentions of one undertaking.
        meetings: the record's meetings.
    """
    found = []
    for told in tellings:
        due = told.mention.deadline
        if due is None or (due.end - due.start).days > _WEEKS or not _TO_HOST.match(told.action):
            continue
        found += [
            m
            for m in meetings
            if m.status is MeetingStatus.HELD and m.date and due.overlaps(m.date) and (m.host,) == told.actors
        ]
    return list(dict.fromkeys(found))


def _there(meeting: Meeting) -> frozenset[str]:
    return frozenset(meeting.parties) | ({meeting.host} if meeting.host else set())


def _is_to_meet(told: Told) -> bool:
    return told.mention.kind in _DUE and bool(_TO_MEET.match(told.action) or _TO_HOST.match(told.action))


def _rank(act: Act) -> tuple[bool, str, int]:
    return act.kind is not ActKind.FULFILLED, act.evidence.document_id, act.evidence.spans[0].start


def _days(told: Told) -> list[date]:
    """Return the one day of a promise to meet: an interval of days names none."""
    due = told.mention.deadline
    if told.mention.kind not in _DUE or due is None or not due.is_day or not _TO_MEET.match(told.action):
        return []
    return [due.start]


def _parties(told: Told, readings: Mapping[str, Reading]) -> frozenset[str]:
    """Return who was to meet: who is bound and whom the action names, not where; empty if that is one alone."""
    text, action = told.document.text, told.mention.action
    named = {
        code
        for actor in readings[told.document.id].actors
        if action.contains(actor.span) and not _PLACE.search(text, action.start, actor.span.start)
        for code in (actor.parties or ((actor.party,) if actor.party else ()))
    }
    wanted = frozenset(told.actors) | named
    return wanted if told.actors and len(wanted) > 1 else frozenset()


def _accounts(
    meeting: Meeting, readings: Mapping[str, Reading], copies: frozenset[str]
) -> Iterator[tuple[MeetingMention, Reading]]:
    ids = set(meeting.mention_ids)
    for document_id in meeting.document_ids:
        if document_id in copies or document_id not in readings:
            continue
        for mention in readings[document_id].meetings:
            if mention.id in ids and mention.status is MeetingStatus.HELD and not mention.in_caption:
                yield mention, readings[document_id]


def _afterwards(reading: Reading, day: date, dates: Mapping[str, Interval]) -> bool:
    """Tell whether a document came out on the day or later: an earlier one cannot know that they met."""
    out = dates.get(reading.document.id)
    return out is None or out.end >= day


def _act(meeting: Meeting, mention: MeetingMention, reading: Reading, bound: frozenset[str]) -> Act:
    document = reading.document
    said = [a for a in reading.attributions if any(c.contains(mention.evidence) for c in a.content)]
    quoted = any(not a.is_first_person and (a.speaker is None or a.speaker.party in {*bound, None}) for a in said)
    own = document.is_official and (document.party is None or document.party in bound)
    kind = ActKind.CLAIMED_FULFILLED if own or quoted else ActKind.FULFILLED
    voice = document.party or document.publisher or None
    return Act(kind, meeting.date, evidence(document.id, document.text, mention.evidence), voice)
