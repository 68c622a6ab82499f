"""Contacts that only a picture's caption shows.

A caption counts as one contact of its own, never as a second telling of the text's: its people, its day and its
place are read from the caption alone, and it is given only if it differs from what the text tells.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.actors import ActorKind
from onrecord.record.documents import Role
from onrecord.record.meetings import MeetingKind, MeetingStatus
from onrecord.record.spans import Span

from . import details, participants
from .details import When, Where
from .lexicon import lexicon
from .merging import Contact
from .scene import Scene, Sentence

_SHOWN = re.compile(
    r"\b(?:meets?|met|meeting|talks|shak(?:es?|ing) hands|handshake|greets?|welcomes?|poses?|press conference|summit|attends?|speaks? (?:with|to))\b",
    re.I,
)


def find(scene: Scene, told: list[Contact]) -> list[Contact]:
    """Return the contacts of captions that the text does not tell; two copies of one caption count once."""
    found: list[Contact] = []
    for region in scene.document.regions:
        if region.role is not Role.CAPTION:
            continue
        sentences = [s for s in scene.sentences if region.span.contains(s.span)]
        contact = _read(scene, sentences)
        if contact and not any(_same(contact, other) for other in (*told, *found)):
            found.append(contact)
    return found


def _read(scene: Scene, sentences: list[Sentence]) -> Contact | None:
    shown = next((s for s in sentences if _SHOWN.search(s.text)), None)
    if shown is None:
        return None
    people = participants.of_mentions(
        scene, [m for s in sentences for m in s.actors if m.kind in {ActorKind.PERSON, ActorKind.OFFICE}]
    )
    if len(people) < 2 or len(participants.parties(people)) < 2:
        return None
    times = [t for s in sentences for t in s.times if t.kind in {"absolute", "relative"}]
    day = (
        When(times[0].interval, times[0].span, None if times[0].interval else times[0].expression) if times else When()
    )
    return Contact(
        kind=_kind(shown),
        status=MeetingStatus.HELD,
        people=people,
        evidence=shown.span,
        when=day,
        where=_place(scene, sentences),
        caption=True,
    )


def _kind(sentence: Sentence) -> MeetingKind:
    for kind, pattern, needs in lexicon().nouns:
        if not needs and pattern.search(sentence.text) and "press conference" not in sentence.text.lower():
            return kind
    return MeetingKind.MEETING


def _place(scene: Scene, sentences: list[Sentence]) -> Where:
    for sentence in sentences:
        spans = details.places_in(scene, sentence, Span(sentence.span.start, sentence.span.end), MeetingKind.MEETING)
        if spans:
            return details.named_place(scene, spans[-1])
    return Where()


def _same(caption: Contact, other: Contact) -> bool:
    """Whether a caption shows a contact already told: same parties, and neither day nor place says otherwise."""
    if not caption.parties & other.parties:
        return False
    if caption.when.interval and other.when.interval:
        return (
            caption.when.interval.overlaps(other.when.interval) and caption.parties <= other.parties | caption.parties
        )
    if caption.where.name and other.where.name and caption.where.name != other.where.name:
        return False
    return caption.when.interval is None
