"""In what capacity somebody took part: host, mediator, guarantor, observer.

Read from the words that say so in a sentence that tells of the contact: "mediated by", "under the auspices of",
"hosted by", "with … as observers", "attended by X as an observer". Whoever is named there took part; nobody else's
capacity changes.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, MeetingStatus, Participant, ParticipantRole

from . import groups, participants
from .merging import Contact
from .scene import Scene, Sentence

_BEFORE = (
    (
        ParticipantRole.MEDIATOR,
        re.compile(
            r"\b(?:(?:mediated|brokered|facilitated|moderated|sponsored) by|under the (?:auspices|mediation|sponsorship|patronage) of"
            r"|(?:with|through|thanks to) the (?:mediation|facilitation|good offices) of|with (?:mediation|facilitation) (?:by|from))\s+",
            re.I,
        ),
    ),
    (ParticipantRole.HOST, re.compile(r"\b(?:hosted by|at the invitation of)\s+", re.I)),
    (ParticipantRole.OBSERVER, re.compile(r"\b(?:observed by|observers? (?:from|of|were|included?))\s+", re.I)),
    (ParticipantRole.GUARANTOR, re.compile(r"\b(?:guaranteed by|guarantors?,? (?:including|namely))\s+", re.I)),
)
_BEHIND = re.compile(
    r"\s*,?\s+(?:(?:also\s+)?(?:attended|participated|took part|joined|sat in|were present|was present|present|attending|participating|taking part)\b[^.;]{0,60}?\s+)?"
    r"(?:as|in the (?:capacity|role|status) of|with the status of)\s+(?:an?\s+|the\s+)?(?P<role>observers?|mediators?|guarantors?|hosts?)\b",
    re.I,
)
_ROLES = {"observer": ParticipantRole.OBSERVER, "mediator": ParticipantRole.MEDIATOR, "guarantor": ParticipantRole.GUARANTOR, "host": ParticipantRole.HOST}  # fmt: skip


def assign(scene: Scene, contact: Contact) -> None:
    """Add to a contact whom its sentences name in a capacity of their own, and give them that role; in place."""
    if contact.kind is MeetingKind.CALL or contact.status is MeetingStatus.DENIED:
        return
    for trace in contact.traces:
        if trace.other or trace.theirs:
            continue
        for role, mentions in _told(scene, trace.sentence):
            for participant in participants.of_mentions(scene, mentions):
                _give(contact, participant, role)


def _told(scene: Scene, sentence: Sentence) -> list[tuple[ParticipantRole, tuple[ActorMention, ...]]]:
    found = []
    for role, pattern in _BEFORE:
        for match in pattern.finditer(scene.text, sentence.span.start, sentence.span.end):
            group = groups.after(scene, sentence, match.end())
            found.append((role, tuple(m for m in group.members if m.kind is not ActorKind.PLACE)))
    for mention in sentence.standing:
        behind = _BEHIND.match(scene.text, groups.reach(mention).end, sentence.span.end)
        if behind and mention.kind is not ActorKind.PLACE:
            group = groups.before(sentence, groups.reach(mention).end)
            found.append((_ROLES[behind["role"].lower().rstrip("s")], group.members or (mention,)))
    return [(role, members) for role, members in found if members]


def _give(contact: Contact, new: Participant, role: ParticipantRole) -> None:
    """Set the role of somebody known, or add them with it."""
    participants.add(contact.people, new)
    for at, known in enumerate(contact.people):
        same = (known.name, known.party) == (new.name, new.party) or (
            new.name is None and known.party == new.party and known.party is not None
        )
        if same and known.role is ParticipantRole.PARTY:
            contact.people[at] = replace(known, role=role)
