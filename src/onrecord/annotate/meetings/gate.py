"""Which contacts are told firmly enough to be kept: two sides, or one and a day or place that make it a single event.

What official papers say of their own doings is taken at its word. Coverage mentions contacts in passing, as a
condition, or as talks that go on in general; there a plan wants a day or place, and a bare noun ("in the talks with
X") a verb that holds it, a day or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.record.actors import ActorKind, PartyKind
from onrecord.record.meetings import MeetingKind, MeetingStatus, ParticipantRole

from . import details, holding
from .merging import Contact
from .scene import Scene
from .title import is_readout
from .traces import Trace

_NAMED_EVENTS = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE, MeetingKind.VISIT})
_INWARD = re.compile(
    r"\b(?:cabinet|security council|parliament|government session|briefing session|state duma|congress)\b", re.I
)


def kept(scene: Scene, contacts: Sequence[Contact]) -> list[Contact]:
    """Return the contacts that are told as one event between two sides, and told firmly, in the order given."""
    sure = [c for c in contacts if _told(scene, c)]
    for contact in contacts:
        known = any(contact is s for s in sure)
        untold = (not contact.people and not contact.main) or _of_one_country(contact)
        if not known and untold and _held_in_a_town(scene, contact, sure):
            sure.append(contact)
    return [c for c in contacts if any(c is s for s in sure)]


def _told(scene: Scene, contact: Contact) -> bool:
    """Whether sides are told, and firmly."""
    if not contact.people and not contact.main:
        return False
    return _two_sided(scene, contact) and (scene.document.is_official or _firm(scene, contact))


def _of_one_country(contact: Contact) -> bool:
    """ "The Arvenian peace talks, brokered by Norway": talks have several sides, though none of them is told."""
    several = contact.kind is MeetingKind.TALKS or any(p.role is ParticipantRole.MEDIATOR for p in contact.people)
    return several and not any(p.name for p in contact.people)


def _held_in_a_town(scene: Scene, contact: Contact, others: Iterable[Contact]) -> bool:
    """In coverage: "a conference will be held in Lisbon on 9 May": one event, though nobody is named for it.

    A town tells talks and conferences from those in general; meetings want a day too. Not where the text tells
    elsewhere of a contact at that place or on that day: it may be the same.
    """
    where = contact.where
    if scene.document.is_official or contact.kind in {MeetingKind.VISIT, MeetingKind.CALL} or not where.span:
        return False
    sentence = contact.traces[0].sentence
    towns = [m for m in sentence.places if m.span == where.span and not details.is_country(scene, m)]
    region = any(t.ent == "LOC" for t in sentence.between(where.span.start, where.span.end))
    trace = contact.traces[0]
    held = holding.is_held(scene, trace) and (contact.when.span or contact.kind in _EVENTS or holding.is_placed(trace))
    if not towns or region or not held or _INWARD.search(contact.evidence.of(scene.text)):
        return False
    return not any(_may_be(contact, other) for other in others)


_EVENTS = frozenset({MeetingKind.CONFERENCE, MeetingKind.SUMMIT, MeetingKind.TALKS})


def _may_be(contact: Contact, other: Contact) -> bool:
    a, b = contact.when.interval, other.when.interval
    return contact.where.name == other.where.name or bool(a and b and a.overlaps(b))


def _two_sided(scene: Scene, contact: Contact) -> bool:
    """Refuse what has no second side, unless the paper itself is an account of it or an event has a name."""
    if contact.main and is_readout(scene.document):
        return True
    if len(contact.parties) > 1:
        return True
    named = [p for p in contact.people if p.name]
    if contact.kind in _NAMED_EVENTS and contact.parties:
        return _is_known(contact) and (scene.document.is_official or bool(contact.when.span or contact.where.span))
    if len(named) > 1 and any(p.party is None for p in named):
        return True
    if any(p.name or (p.office and p.party) for p in contact.people) and any(t.unnamed for t in contact.traces):
        return True
    if _of_a_body(scene, contact) or (not scene.document.is_official and any(t.unnamed for t in contact.traces)):
        return bool(contact.when.span or contact.where.span) and _outward(scene, contact)
    if not scene.document.is_official and any(p.party or p.office for p in named):
        return any(_tells_of_another(scene, t) for t in contact.traces) or _placed(scene, contact)
    return _placed(scene, contact)


def _placed(scene: Scene, contact: Contact) -> bool:
    """One side only is told, but by the verb or noun of contact itself, and with a day or place."""
    told = bool(contact.when.span or contact.where.span)
    return told and bool(contact.people) and any(_ties(scene, t) for t in contact.traces) and _outward(scene, contact)


def _ties(scene: Scene, trace: Trace) -> bool:
    if trace.how == "noun":
        return bool(trace.members) and (not trace.same or _with(scene, trace))
    return trace.how == "verb" or (trace.how == "discussion" and len(trace.members) > 1)


def _of_a_body(scene: Scene, contact: Contact) -> bool:
    """In coverage: a body of several states meets, which are its sides ("the annual meeting of the Union")."""
    register = scene.roster.parties
    bodies = [c for c in contact.parties if c in register and register[c].kind is PartyKind.ORGANISATION]
    return not scene.document.is_official and contact.kind in _SITTINGS and len(bodies) == 1


_SITTINGS = frozenset({MeetingKind.MEETING, MeetingKind.SUMMIT, MeetingKind.CONFERENCE})


def _tells_of_another(scene: Scene, trace: Trace) -> bool:
    """ "They met with Ana Prado", "in talks with Ana Prado": the words tell of another side, whoever it was."""
    if trace.how == "verb":
        return bool(re.match(r"me+t", trace.trigger.of(scene.text), re.I))
    people = [m for m in trace.members if m.kind is ActorKind.PERSON and m.span.start >= trace.trigger.end]
    if trace.how == "noun":
        return bool(people) and _with(scene, trace)
    return len(trace.members) > 1


def _with(scene: Scene, trace: Trace) -> bool:
    """Whether "with" opens what follows a noun: "the talks in Lisbon with …"."""
    behind = scene.text[trace.trigger.end : trace.trigger.end + 30]
    return bool(re.match(r"(?:\s+[\w-]+){0,3}?\s+with\s", behind))


def _outward(scene: Scene, contact: Contact) -> bool:
    """One side only is told; it is a contact with others unless it is a party's own body that meets."""
    own = scene.document.party if scene.document.is_official else None
    return contact.parties != {own} and not _INWARD.search(contact.evidence.of(scene.text))


def _is_known(contact: Contact) -> bool:
    """A day, a place, or a body that meets ("the NATO summit") tells a single event from summits in general."""
    bodies = any(len(code) != 3 or not code.isupper() for code in contact.parties)
    return bool(contact.when.span or contact.where.span or bodies)


def _firm(scene: Scene, contact: Contact) -> bool:
    """In coverage: a plan with a day or place; for a bare noun somebody who holds or attends it, a day or a place."""
    if contact.kind is MeetingKind.VISIT and contact.status is MeetingStatus.PLANNED and len(contact.parties) < 2:
        return False  # a trip ahead tells where to, not whom somebody will meet
    if contact.when.span or (contact.where.span and contact.kind is not MeetingKind.VISIT):
        return True
    if contact.status is MeetingStatus.PLANNED:
        return False
    return not all(_in_passing(scene, trace) for trace in contact.traces)


def _in_passing(scene: Scene, trace: Trace) -> bool:
    """Talks and meetings of no day that nobody holds in this sentence: "a settlement reached in the A-B talks"."""
    named = len({m.name for m in trace.members if m.kind is ActorKind.PERSON})
    return trace.how == "noun" and named < 2 and not holding.is_held(scene, trace)
