"""Names for sides that a contact's own words only count or name by party: "the two ministers met", "both countries held talks".

Where a sentence close by names one person of each side as acting together ("Minister A and Minister B reaffirmed …"), or
names those whom "the two presidents" stands for, they are the ones who met.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, MeetingStatus, Participant
from onrecord.roster.names import same_person

from . import groups, participants
from .merging import Contact
from .scene import FINITE, Scene, Sentence

_TOGETHER = frozenset(
    {"discuss", "reaffirm", "agree", "stress", "review", "exchange", "emphasise", "emphasize", "underline", "underscore", "affirm",
     "reiterate", "commit", "pledge", "explore", "examine", "highlight", "renew", "confirm", "tackle", "consider"}
)  # fmt: skip
"""What two people do together when they meet; what they only say ("praised the talks of their envoys") is not of them."""
_NEAR = 2
_LARGE = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE, MeetingKind.VISIT})
_THE_TWO = re.compile(r"(?:the )?(?:two|both)\b", re.I)
_RANKS = ("minister", "president", "leader", "chief", "ambassador", "envoy", "secretary", "premier", "king", "diplomat")


def fill(scene: Scene, contacts: Sequence[Contact]) -> None:
    """Give names to the sides of contacts that have none, where the text close by names them as a pair; in place."""
    for contact in contacts:
        if contact.status is MeetingStatus.DENIED or contact.kind in _LARGE:
            continue
        for person in _speakers(scene, contact):
            if _of_rank(scene, next(p for p in contact.people if p.party == person.party), [person]):
                participants.add(contact.people, participants.of_mentions(scene, [person])[0])
        for sentence in _near(scene, contact):
            pair = _pair(scene, sentence) if contact.status is MeetingStatus.HELD else ()
            pair = pair or _those_counted(scene, sentence, contact)
            named = _sides(contact, pair) if pair else None
            if named and any(_met(other, named) for other in contacts if other is not contact):
                named = None  # they are told to have met elsewhere: this is another contact
            if named and not all(_of_rank(scene, p, named) for p in contact.people if not p.name):
                named = None
            if named:
                _put(scene, contact, named)
                break


def _speakers(scene: Scene, contact: Contact) -> list[ActorMention]:
    """ "President X said after talks with Y": the one person of a nameless side who speaks of the contact in its sentence."""
    found = []
    for trace in contact.traces:
        noun = trace.sentence.token_at(trace.trigger.end - 1) if trace.how == "noun" and not trace.other else None
        lead = scene.head(noun).text.lower() if noun is not None and noun.dep in {"pobj", "dobj"} else ""
        if lead not in {"following", "after", "during"}:
            continue
        before = [
            m for m in trace.sentence.standing if m.kind is ActorKind.PERSON and m.span.end <= trace.trigger.start
        ]
        for person in before:
            side = [p for p in contact.people if p.party == person.party]
            alone = sum(m.party == person.party for m in before) == 1
            if person.party and side and alone and not any(p.name for p in side) and _says(scene, person):
                found.append(person)
    return found


def _says(scene: Scene, person: ActorMention) -> bool:
    """Whether somebody of rank is told to speak: "X said", "as stated by X"."""
    here = groups.reach(person)
    said = _SAID.match(scene.text, here.end) or _SAID_BY.search(scene.text, max(0, here.start - 40), here.start)
    return bool(said) and bool(_HIGH.search(person.office or "")) and "spokes" not in (person.office or "").lower()


_SAID = re.compile(
    r"\s*,?\s+(?:has\s+|also\s+)?(?:said|told|stated|stressed|announced|added|noted|emphasi[sz]ed|underlined|reaffirmed)\b"
)
_SAID_BY = re.compile(r"\b(?:stated|said|announced|told|noted) by (?:the )?(?:[\w-]+ ){0,2}$")
_HIGH = re.compile(
    r"\b(?:president|prime minister|minister|premier|king|emir|chancellor|secretary|envoy|leader|chief|head)\b", re.I
)


def _met(contact: Contact, people: Sequence[ActorMention]) -> bool:
    return all(any(p.name and same_person(p.name, m.name) >= 0.6 for p in contact.people) for m in people)


def _near(scene: Scene, contact: Contact) -> list[Sentence]:
    """The sentences of a contact, those right before and those right behind, nearest first."""
    told = {t.sentence.index for t in contact.traces if not (t.other or t.theirs)}
    indices = {i + step for i in told for step in range(-_NEAR, _NEAR + 1) if 0 <= i + step < len(scene.sentences)}
    ranked = sorted(indices, key=lambda i: (min(abs(i - t) for t in told), i))
    return [scene.sentences[i] for i in ranked if not scene.sentences[i].in_caption]


def _pair(scene: Scene, sentence: Sentence) -> tuple[ActorMention, ...]:
    """ "Minister A and Minister B reviewed …": exactly two people as the joint subject of something done together."""
    for verb in sentence.tokens:
        if verb.lemma.lower() not in _TOGETHER or verb.tag not in FINITE:
            continue
        doers = groups.subject(scene, sentence, verb).members
        if len(doers) != 2 or any(m.kind is not ActorKind.PERSON for m in doers):
            continue
        between = scene.text[doers[0].span.end : groups.reach(doers[1]).start]
        if re.search(r"\band\b", between) and doers[0].name != doers[1].name:
            return doers
    return ()


def _those_counted(scene: Scene, sentence: Sentence, contact: Contact) -> tuple[ActorMention, ...]:
    """ "President A wrote to President B. The two presidents met": one person of each side, of the rank that is counted."""
    counted = [p for p in contact.people if not p.name and _is_count(scene, p)]
    first = min((t.trigger.start for t in contact.traces), default=0)
    spans = [p.party_span or p.office_span for p in counted]
    words = " ".join(span.of(scene.text).lower() for span in spans if span)
    rank = next((r for r in _RANKS if r in words), None)
    if not counted or rank is None:
        return ()
    people = {m.name: m for m in sentence.standing if m.kind is ActorKind.PERSON and m.name and m.span.end <= first}
    held = [m for m in people.values() if rank in {"leader", "diplomat"} or rank in (m.office or "").lower()]
    return tuple(held) if len(held) == 2 and len(people) == 2 else ()


def _is_count(scene: Scene, participant: Participant) -> bool:
    """Whether the words of a side are "the two ministers", "both presidents"."""
    span = participant.party_span or participant.office_span
    if span is None:
        return False
    lead = scene.text[max(0, span.start - 8) : span.end]
    return bool(_THE_TWO.match(span.of(scene.text)) or re.search(r"\b(?:two|both)\s+(?:\w+\s+)?\w*$", lead, re.I))


def _sides(contact: Contact, pair: tuple[ActorMention, ...]) -> list[ActorMention] | None:
    """The pair, one for each of the two sides of a contact, or None where they do not fit them."""
    one, other = pair
    known = {m.party for m in pair if m.party}
    parties = contact.parties
    nameless = all(not p.name for p in contact.people)
    if not parties and nameless and len(contact.people) == 1 and (contact.people[0].office or ""):
        return list(pair)  # "the two top diplomats met"
    if len(parties) != 2 or not known or not known <= parties or one.party == other.party:
        return None
    open_side = parties - known
    people = [m if m.party else replace(m, party=next(iter(open_side))) for m in pair] if open_side else list(pair)
    return people if all(_fits(contact.people, m) for m in people) and _some_are_new(contact.people, people) else None


def _of_rank(scene: Scene, side: Participant, people: Sequence[ActorMention]) -> bool:
    """Whether a nameless side is told as a party, or by a rank its person has: not "the ambassadors of both" for presidents."""
    span = side.party_span or side.office_span
    if span is None or not side.party:
        return True
    told = _BEHIND.match(scene.text, span.end) or _AHEAD.search(scene.text, max(0, span.start - 40), span.start)
    if _THE_TWO.match(span.of(scene.text)):
        told = _BEHIND.search(span.of(scene.text))
    if told is None:
        return True
    rank = told["rank"].lower().rstrip("s")
    return any(rank in {"leader"} or rank in (m.office or "").lower() for m in people if m.party == side.party)


_PEOPLE = r"(?P<rank>officials|ministers|ambassadors|envoys|deputies|experts|delegations?|teams?|diplomats|representatives|presidents|leaders|negotiators|secretaries|chiefs|commanders|premiers|lawmakers|parliamentarians|advisers|military)"
_BEHIND = re.compile(rf"(?:[\s’'s]+(?:and|[\w-]+)){{0,4}}?\s+{_PEOPLE}\b", re.I)
_AHEAD = re.compile(rf"\b{_PEOPLE}\s+(?:of|from)\s+(?:[\w-]+\s+){{0,3}}$", re.I)


def _fits(sides: Iterable[Participant], person: ActorMention) -> bool:
    """Whether a side is nameless, without another's office, or has this very person."""
    ours = [p for p in sides if p.party == person.party]
    if any(p.name for p in ours):
        return any(p.name and same_person(p.name, person.name) >= 0.6 for p in ours)
    return all(_agree(p.office, person.office) for p in ours)


def _agree(told: str | None, held: str | None) -> bool:
    if not told or not held:
        return True
    words = {w.rstrip("s") for w in re.findall(r"[a-z]{4,}", told.lower())}
    return bool(words & {w.rstrip("s") for w in re.findall(r"[a-z]{4,}", held.lower())})


def _some_are_new(sides: Sequence[Participant], people: Sequence[ActorMention]) -> bool:
    return any(not any(p.name for p in sides if p.party == m.party) for m in people)


def _put(scene: Scene, contact: Contact, people: Sequence[ActorMention]) -> None:
    parties = {m.party for m in people}
    contact.people[:] = [p for p in contact.people if p.name or (p.party not in parties and p.party is not None)]
    for participant in participants.of_mentions(scene, people):
        participants.add(contact.people, participant)
