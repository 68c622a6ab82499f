"""Participants of a contact: people with office and party, and parties that were there without named people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention, PartyKind
from onrecord.record.meetings import Participant, ParticipantRole
from onrecord.record.spans import Span
from onrecord.roster.names import same_person

from .scene import Scene


def of_mentions(scene: Scene, mentions: Iterable[ActorMention]) -> list[Participant]:
    """Turn actor mentions into participants, each person and each unnamed party once."""
    found: list[Participant] = []
    for mention in mentions:
        for participant in _of_mention(scene, mention):
            add(found, participant)
    return found


def _of_mention(scene: Scene, mention: ActorMention) -> list[Participant]:
    if len(mention.parties) > 1 or (mention.parties and not mention.party):
        return [Participant(code, party_span=mention.span) for code in mention.parties]
    both = (
        _TWO_OFFICES.fullmatch(mention.office or "")
        if mention.kind is ActorKind.PERSON and mention.office_span
        else None
    )
    if both and mention.office_span and scene.document.is_official and scene.document.party:
        start = mention.office_span.start
        own = Span(start, start + both.end("own"))
        theirs = Span(start + both.start("theirs"), start + both.end("theirs"))
        party = None if mention.party == scene.document.party else mention.party
        return [
            Participant(scene.document.party, None, own.of(scene.text), office_span=own),
            Participant(party, mention.name, theirs.of(scene.text), name_span=mention.span, office_span=theirs),
        ]
    if mention.kind in {ActorKind.PERSON, ActorKind.OFFICE} and mention.name:
        return [
            Participant(
                mention.party, mention.name, mention.office, ParticipantRole.PARTY,
                mention.span, mention.office_span, mention.party_span,
            )
        ]  # fmt: skip
    if mention.kind is ActorKind.OFFICE:
        office = mention.office or mention.span.of(scene.text)
        return [
            Participant(
                mention.party,
                None,
                office,
                party_span=mention.party_span,
                office_span=mention.office_span or mention.span,
            )
        ]
    if mention.party:
        return [Participant(mention.party, party_span=mention.party_span or mention.span)]
    if mention.kind is ActorKind.ORGANISATION:
        return [Participant(mention.name or mention.span.of(scene.text), party_span=mention.span)]
    return []


_TWO_OFFICES = re.compile(
    r"(?P<own>(?:Prime|Foreign|Defen[cs]e) Minister|(?:Foreign|Home|Defen[cs]e) Secretary|Secretary of State)"
    r" and (?P<theirs>(?:President|Chancellor|King|Queen|Emir|Sultan))"
)
""" "The Prime Minister and President X": nobody is both; in a party's own paper the first is its own."""


def add(known: list[Participant], new: Participant) -> None:
    """Add a participant unless it is there; a fuller telling of the same person replaces the shorter."""
    if new.name is None:
        stands = (p for p in known if _worded(p) == _worded(new) or (p.party and (p.name or not new.office)))
        if not any(p.party == new.party for p in stands):  # a side without a party is told by its words alone
            known.append(new)
        return
    for at, old in enumerate(known):
        if (
            old.name
            and same_person(old.name, new.name) >= 0.6
            and (old.party == new.party or not old.party or not new.party)
        ):
            known[at] = _fuller(old, new)
            return
    for at, old in enumerate(known):
        if old.name is None and old.party == new.party and not old.office:
            known[at] = new
            return
    known.append(new)


def give_office(known: list[Participant], told: Participant, others: list[Participant]) -> None:
    """Give an office told without a name to the one person of its party who met the same counterpart.

    "Ana Prado met Jon Orm … The Foreign Minister met Jon Orm to discuss …": two tellings of one contact, in which the
    party had one person.
    """
    same = [at for at, p in enumerate(known) if p.party == told.party]
    if told.name or not told.party or not told.office or len(same) != 1:
        return
    person = known[same[0]]
    met = [p for p in known if p.party != told.party and p.name]
    again = any(same_person(p.name or "", q.name or "") >= 0.6 for p in met for q in others if q.name)
    if person.name and not person.office and again:
        known[same[0]] = replace(person, office=told.office, office_span=told.office_span)


def _fuller(a: Participant, b: Participant) -> Participant:
    longer, other = (b, a) if len(b.name or "") > len(a.name or "") else (a, b)
    return replace(
        longer,
        party=longer.party or other.party,
        office=longer.office or other.office,
        office_span=longer.office_span or (other.office_span if not longer.office else None),
        party_span=longer.party_span or other.party_span,
    )


def parties(participants: Iterable[Participant]) -> frozenset[str]:
    """Return the party codes of participants."""
    return frozenset(p.party for p in participants if p.party)


def without_shadows(participants: list[Participant]) -> list[Participant]:
    """Drop the unnamed stand-ins of parties for which somebody is named."""
    named = [p for p in participants if p.name]
    with_names = {p.party for p in named if p.party}
    return [
        p
        for p in participants
        if p.name or (p.party not in with_names and not any(_is_office_of(p, person) for person in named))
    ]


def _worded(participant: Participant) -> str:
    return (participant.office or "").casefold()


def _is_office_of(side: Participant, person: Participant) -> bool:
    """Whether an office told without a name is that of somebody named beside it."""
    short, full = _worded(side), _worded(person)
    fits = side.party in {None, person.party} and bool(short) and not short.endswith("s")
    return fits and (full == short or full.startswith(short + " "))


def with_own_side(scene: Scene, participants: list[Participant]) -> list[Participant]:
    """Give an official paper's own party to the one participant of rank whose party the text leaves out.

    "The Foreign Secretary met …" in a British paper: where the others have parties, none of them the paper's own, and
    one person or office has none, that one is the paper's own side. Among three and more anybody may be left out.
    """
    own = scene.document.party if scene.document.is_official else None
    bare = [p for p in participants if p.party is None and (p.name or (p.office or "")[:1].isupper())]
    if (
        own is None
        or own in parties(participants)
        or len(parties(participants)) > 2
        or len(bare) != 1
        or not (parties(participants) or len(participants) == 1)
    ):
        return participants
    return [replace(p, party=own) if p is bare[0] else p for p in participants]


def with_their_side(scene: Scene, participants: list[Participant]) -> list[Participant]:
    """Give the other side of an official paper's own contact to the one ranked person named without a party.

    "The Prime Minister and President X met for the summit of A and B" in a paper of A: where somebody of A's is told,
    B is a state for which nobody is, and only X has no party, X is B's.
    """
    own = scene.document.party if scene.document.is_official else None
    others = parties(participants) - {own}
    states = {c for c in others if c in scene.roster.parties and scene.roster.parties[c].kind is PartyKind.STATE}
    ours = any(p.party == own and (p.name or p.office) for p in participants)
    bare = [p for p in participants if p.name and p.office and p.party is None]
    taken = any(p.name and p.party in others for p in participants)
    if own is None or not ours or len(others) != 1 or not states or len(bare) != 1 or taken:
        return participants
    return [replace(p, party=next(iter(others))) if p is bare[0] else p for p in participants]
