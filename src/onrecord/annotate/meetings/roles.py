"""In what capacity somebody took part: host, mediator, guarantor, observer.

Read from the words that say so in a sentence that tells of the contact: "mediated by", "under the auspices of",
"hosted by", "with … as observers", "attended by X as an observer". Whoever is named there took part; nobody else's
capacity changes.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, Participant, ParticipantRole

from ..parse import Token
from . import groups, participants, presence
from .merging import Contact
from .presence import People
from .scene import Scene, Sentence
from .traces import Trace

_MEDIATES = frozenset({"mediate", "facilitate", "broker", "moderate", "oversee", "sponsor"})
_MEDIATOR = re.compile(r"\b(?:mediator|facilitator|mediation (?:team|committee|panel|delegation))\b", re.I)

_BEFORE = (
    (
        ParticipantRole.MEDIATOR,
        re.compile(
            r"\b(?:(?:mediated|brokered|facilitated|moderated|sponsored) by|under the (?:auspices|mediation|sponsorship|patronage|supervision) of"
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

_OF_THE_MEDIATION = re.compile(
    r",\s+(?:the |an? )?(?:[\w-]+ ){0,2}(?:head|member|chief|chair\w*|leader) of the (?:[\w-]+ ){0,3}mediat(?:ion|ors?)\b|,\s+(?:the |an? )?(?:[\w-]+ ){0,2}mediator\b",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|ex-?|retired|late|one-time)\b", re.I)


def assign(scene: Scene, contacts: Sequence[Contact]) -> None:
    """Add to each contact whom its sentences name in a capacity of their own, and give them that role; in place."""
    told = presence.Told(contacts)
    talks = [c for c in told.contacts if c.kind is MeetingKind.TALKS and c.people]
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens:
            continue
        for role, offset, mentions in _told(scene, sentence):
            contact = told.owner(sentence, offset)
            for participant in participants.of_mentions(scene, mentions) if contact else ():
                _give(contact, participant, role)  # type: ignore[arg-type]
        for contact, mentions in [*_mediating(scene, sentence, told), *_called_mediators(scene, sentence, told, talks)]:
            for participant in participants.of_mentions(scene, mentions):
                _give(contact, participant, ParticipantRole.MEDIATOR)


def _mediating(scene: Scene, sentence: Sentence, told: presence.Told) -> list[tuple[Contact, People]]:
    """ "President X, who has been mediating the talks", "the union is overseeing the talks": the subject mediates."""
    found = []
    for contact, trace in told.traces(sentence):
        verb = _mediates(scene, sentence, trace) if trace.how == "noun" else None
        if verb is not None:
            doers = groups.subject(scene, sentence, verb).members
            found.append((contact, tuple(m for m in doers if m.kind is not ActorKind.PLACE and m.how != "plural")))
    return found


def _mediates(scene: Scene, sentence: Sentence, trace: Trace) -> Token | None:
    """The verb of mediation whose object the noun is, and whose doer is told: not "praised it for facilitating the talks"."""
    noun = sentence.token_at(trace.trigger.end - 1)
    if noun is not None and noun.dep == "pobj" and scene.head(noun).text.lower() == "of":
        noun = scene.head(scene.head(noun))  # "a new round of talks"
    verb = scene.head(noun) if noun is not None and noun.dep == "dobj" else None
    if verb is None or verb.lemma.lower() not in _MEDIATES or verb.tag == "VB":
        return None
    if verb.dep == "pcomp":
        return verb if _PLAYS_A_PART.search(scene.text, max(sentence.span.start, verb.start - 60), verb.start) else None
    above = scene.head(verb)
    return verb if verb.dep != "xcomp" or above.lemma in {"resume", "continue", "begin", "start", "help"} else None


_PLAYS_A_PART = re.compile(r"\b(?:play(?:s|ed|ing)?|has|have|had) (?:\w+ ){0,4}(?:role|part) in $")


def _called_mediators(
    scene: Scene, sentence: Sentence, told: presence.Told, talks: Sequence[Contact]
) -> list[tuple[Contact, People]]:
    """ "The Arvenian mediator X said …" right after talks: whoever is called their mediator is."""
    people = [m for m in sentence.standing if m.kind is ActorKind.PERSON and _is_called_mediator(scene, m)]
    if not people:
        return []
    here = told.owner(sentence, sentence.span.end) or told.last(sentence, within=3)
    if here is None or here.kind is not MeetingKind.TALKS:
        here = talks[0] if len(talks) == 1 else None
    if here is None:
        return []
    return [(here, (m,)) for m in people if not _FORMER.search(_lead(scene, m) + (m.office or ""))]


def _is_called_mediator(scene: Scene, person: ActorMention) -> bool:
    """ "the mediator X", "X, head of the Arvenian mediation team"."""
    behind = scene.text[person.span.end : person.span.end + 90]
    return bool(_MEDIATOR.search(person.office or "") or _OF_THE_MEDIATION.match(behind))


def _lead(scene: Scene, mention: ActorMention) -> str:
    start = groups.reach(mention).start
    return scene.text[max(0, start - 12) : start]


def _told(scene: Scene, sentence: Sentence) -> list[tuple[ParticipantRole, int, People]]:
    found = []
    for role, pattern in _BEFORE:
        for match in pattern.finditer(scene.text, sentence.span.start, sentence.span.end):
            group = groups.after(scene, sentence, match.end())
            members = tuple(m for m in group.members if m.kind is not ActorKind.PLACE)
            if not sentence.text[: match.start() - sentence.span.start].strip():
                members = members[:1]  # "Under the auspices of A, B has hosted …"
            found.append((role, match.start(), members))
    for mention in sentence.standing:
        behind = _BEHIND.match(scene.text, groups.reach(mention).end, sentence.span.end)
        if behind and mention.kind is not ActorKind.PLACE:
            group = groups.before(scene, sentence, groups.reach(mention).end)
            found.append((_ROLES[behind["role"].lower().rstrip("s")], mention.span.end, group.members or (mention,)))
    return [(role, at, members) for role, at, members in found if members]


def _give(contact: Contact, new: Participant, role: ParticipantRole) -> None:
    """Set the role of somebody known, or add them with it."""
    participants.add(contact.people, new)
    for at, known in enumerate(contact.people):
        same = (known.name, known.party) == (new.name, new.party) or (
            new.name is None and known.party == new.party and known.party is not None
        )
        if same and known.role is ParticipantRole.PARTY:
            contact.people[at] = replace(known, role=role)
