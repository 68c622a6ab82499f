"""Undertakings to meet: kept when the record holds a held meeting of those parties on the day promised.

In come an undertaking's tellings, the record's meetings and the readings that tell them; out goes the act, with the
account of the meeting as its evidence. The account of somebody else makes it fulfilled, a debtor's own is his claim.
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
    accounts = []
    for day, parties in sorted(promised.items()):
        for meeting in meetings:
            if (
                meeting.date == Interval.day(day)
                and meeting.status is MeetingStatus.HELD
                and parties <= meeting.parties
            ):
                accounts += [
                    _act(meeting, mention, reading, parties)
                    for mention, reading in _accounts(meeting, readings, copies)
                    if _afterwards(reading, day, dates)
                ]
    return tuple(sorted(accounts, key=_rank)[:1])


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
