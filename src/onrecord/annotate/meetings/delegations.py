"""Delegations: whoever a text lists as a member of one took part in the contacts of that delegation, and of no other.

A delegation is known by its party ("the Norwegian delegation"), by its head ("led by Jon Orm"), or, as "the delegation",
by having been told last. Members without a party of their own have the delegation's.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, MeetingStatus, Participant
from onrecord.record.spans import Span
from onrecord.roster.names import same_person

from ..parse import Token
from . import groups, participants
from .merging import Contact
from .scene import FINITE, Scene, Sentence
from .traces import Trace, governing

_LED = re.compile(
    r"(?:\s+(?:from|of|to|representing)\s[^,.;]{1,80}?)?\s*,?\s*(?:(?:which|that)\s+)?(?:(?:is|was|being)\s+)?(?:led|headed|chaired)\s+by\s+",
    re.I,
)
_LED_FIRST = re.compile(r"^(?:Led|Headed) by\s+")
_INCLUDES = re.compile(
    r"\s*,?\s*(?:\b(?:which|that|who)\s+)?(?:also\s+|further\s+)?(?:includ(?:ed|es|ing)|compris(?:ed|es|ing)|consist(?:ed|s|ing) of|made up of|composed of)\s+",
    re.I,
)
_ACCOMPANIED = re.compile(
    r"(?:,? who)?\s*,?\s+(?:(?:was|is|were|has been|had been)\s+)?(?:also\s+)?(?:joined|accompanied|flanked)(?:\s+on (?:the|his|her) (?:trip|visit))?\s+by\s+",
    re.I,
)
_GROUP = re.compile(r"\bthe (?P<noun>group|team|mission)\s+(?:also\s+)?(?:includ|compris|consist)", re.I)
_FRESH = 12
""" "The delegation" stands for one told no more than so many sentences ago. """
_REACH = 60
"""A head's company is taken to be with him no longer than for so many sentences."""


@dataclass
class Delegation:
    """One delegation. `heads` and `members` are who it has, `told` the tokens that stand for it, in text order."""

    party: str | None
    heads: list[ActorMention] = field(default_factory=list)
    members: list[ActorMention] = field(default_factory=list)
    told: list[Token] = field(default_factory=list)
    first: int = 0
    last: int = 0
    acts: bool = False

    @property
    def people(self) -> list[ActorMention]:
        """Heads and members, with the delegation's party where they have none."""
        return [p if p.party else replace(p, party=self.party) for p in (*self.heads, *self.members)]

    def is_headed_by(self, people: Iterable[ActorMention | Participant]) -> bool:
        """Whether one of its heads is among `people`."""
        return any(same_person(h.name, p.name) >= 0.6 for h in self.heads if h.name for p in people if p.name)


def enter(scene: Scene, traces: Sequence[Trace], known: Sequence[Delegation]) -> list[Trace]:
    """Return traces in which "the delegation" acts, or is met, with the people of that delegation among the members."""
    here: dict[int, list[Delegation]] = {}
    for delegation in known:
        for index in {noun.sentence for noun in delegation.told}:
            here.setdefault(index, []).append(delegation)
    return [_with_delegations(scene, t, here.get(t.sentence.tokens[0].sentence, ())) for t in traces]


def join(scene: Scene, contacts: Sequence[Contact], known: Sequence[Delegation]) -> None:
    """Add the members of each delegation to the contacts its head took part in; in place."""
    with_members = [d for d in known if d.members]
    for contact in contacts:
        for delegation in with_members:
            if _headed(delegation, contact) or _of_the_main(delegation, contact):
                for participant in participants.of_mentions(scene, delegation.people):
                    participants.add(contact.people, participant)


def find(scene: Scene) -> list[Delegation]:
    """Return the delegations a text tells of, with whom it names for each."""
    known: list[Delegation] = []
    early: list[Token] = []
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens:
            continue
        for noun in _nouns(scene, sentence, known):
            delegation = _resolve(scene, sentence, noun, known)
            if delegation is None:
                early += [noun] if _definite(sentence, noun) else []
                continue
            delegation.told.append(noun)
            delegation.last = sentence.index
            _read(scene, sentence, noun, delegation)
        _read_company(scene, sentence, known)
    sent = [d for d in known if d.told]
    if len(sent) == 1:  # "the delegation" of an excerpt that introduces its only one later
        sent[0].told[:0] = early
    return known


def _nouns(scene: Scene, sentence: Sentence, known: Sequence[Delegation]) -> list[Token]:
    """The words for one delegation in a sentence; "the group includes" is one where a delegation was just told."""
    nouns = [t for t in sentence.tokens if t.text.lower() == "delegation" and t.dep not in {"compound", "amod"}]
    group = _GROUP.search(scene.text, sentence.span.start, sentence.span.end)
    if group and any(sentence.index - d.last <= 2 for d in known):
        token = sentence.token_at(group.start("noun"))
        nouns += [token] if token else []
    return sorted(nouns, key=lambda t: t.start)


def _resolve(scene: Scene, sentence: Sentence, noun: Token, known: list[Delegation]) -> Delegation | None:
    """The delegation a noun stands for, made new where the text introduces it."""
    party = _party(scene, sentence, noun)
    heads = _heads(scene, sentence, noun)
    for delegation in reversed(known):
        fresh = sentence.index - delegation.last <= _FRESH
        if heads and delegation.heads:
            if delegation.is_headed_by(heads):
                return delegation
            continue
        if (
            fresh
            and (delegation.party == party or party is None or delegation.party is None)
            and _definite(sentence, noun)
        ):
            delegation.party = delegation.party or party
            return delegation
        if party is not None and delegation.party == party and fresh:
            return delegation
    if party is None and not heads:
        return None
    known.append(Delegation(party, first=sentence.index, last=sentence.index))
    return known[-1]


def _definite(sentence: Sentence, noun: Token) -> bool:
    before = [t.text.lower() for t in sentence.between(noun.start - 60, noun.start)]
    return any(word in {"the", "this", "his", "her", "its", "their"} for word in before[-5:]) and "a" not in before[-3:]


def _party(scene: Scene, sentence: Sentence, noun: Token) -> str | None:
    """ "the high-level Norwegian delegation", "Norway's delegation", "a delegation from the Norwegian Parliament"."""
    for mention in sentence.actors:
        gap = sentence.between(mention.span.end, noun.start)
        near = mention.span.end <= noun.start and len(gap) <= 4
        if near and mention.party and all(t.tag.startswith(("N", "J", "POS", "HYPH", "VBG", "VBN")) for t in gap):
            return mention.party
    behind = re.compile(r"\s+(?:from|of|representing)\s+(?:the\s+)?").match(scene.text, noun.end)
    if behind:
        there = next((m for m in (*sentence.actors, *sentence.places) if 0 <= m.span.start - behind.end() <= 2), None)
        return there.party if there else None
    return None


def _heads(scene: Scene, sentence: Sentence, noun: Token) -> list[ActorMention]:
    led = _LED.match(scene.text, noun.end, sentence.span.end)
    first = _LED_FIRST.match(sentence.text)
    at = led.end() if led else sentence.span.start + first.end() if first else None
    if at is None:
        return []
    members = groups.after(scene, sentence, at).members
    including = re.compile(r"\b(?:includ|compris)").search(scene.text, at, sentence.span.end)
    limit = including.start() if including else sentence.span.end
    return [m for m in members if m.kind is ActorKind.PERSON and m.name and m.span.start < limit]


def _read(scene: Scene, sentence: Sentence, noun: Token, delegation: Delegation) -> None:
    """Read off a sentence who leads a delegation and who belongs to it."""
    heads = _heads(scene, sentence, noun)
    _add(delegation.heads, heads)
    at = noun.end
    led = _LED.match(scene.text, noun.end, sentence.span.end)
    if led:
        at = max(
            [groups.reach(m).end for m in groups.after(scene, sentence, led.end()).members[: max(1, len(heads))]],
            default=led.end(),
        )
    includes = _INCLUDES.match(scene.text, at, sentence.span.end)
    if includes:
        _take(scene, sentence, includes.end(), delegation)


def _read_company(scene: Scene, sentence: Sentence, known: list[Delegation]) -> None:
    """ "He was joined by A and B", "Orm, accompanied by A, arrived": who travels with the head belongs to it."""
    for match in _ACCOMPANIED.finditer(scene.text, sentence.span.start, sentence.span.end):
        delegation = _company_of(scene, sentence, match.start(), known)
        if delegation is not None:
            delegation.last = sentence.index
            _take(scene, sentence, match.end(), delegation)


def _company_of(scene: Scene, sentence: Sentence, offset: int, known: list[Delegation]) -> Delegation | None:
    """The delegation of the person, or the pronoun, that stands right before `offset`."""
    lead = scene.text[sentence.span.start : offset].rstrip(", ")
    if re.search(
        r"(?:^|[,;]\s)(?:During (?:the|his|her|their) (?:visit|trip|stay|tour|talks), )?(?:he|she|they|the delegation)$",
        lead,
        re.I,
    ):
        near = [d for d in known if 0 <= sentence.index - d.last <= 2]
        return near[-1] if near else _of_the_one_before(scene, sentence, known)
    people = [m for m in sentence.standing if m.kind is ActorKind.PERSON and 0 <= offset - groups.reach(m).end <= 2]
    return _of_person(sentence, people[-1], known) if people else None


def _of_the_one_before(scene: Scene, sentence: Sentence, known: list[Delegation]) -> Delegation | None:
    """ "Dahl visited Lisbon. She was accompanied by …": the one person of the sentence before, or whose visit it tells."""
    near = scene.sentences[sentence.index - 1] if sentence.index else None
    people = [m for m in near.standing if m.kind is ActorKind.PERSON] if near else []
    if len({m.name for m in people}) > 1:  # "X may report on the visit of Y. She was accompanied by …"
        people = [
            m for m in people if _VISIT_OF.search(scene.text, max(0, groups.reach(m).start - 40), groups.reach(m).start)
        ]
    return _of_person(sentence, people[0], known) if len({m.name for m in people}) == 1 else None


_VISIT_OF = re.compile(r"\b(?:visit|trip|mission|tour|arrival) (?:of|by) (?:the )?$")


def _of_person(sentence: Sentence, person: ActorMention, known: list[Delegation]) -> Delegation:
    heads = [person]
    for delegation in known:
        if delegation.is_headed_by(heads):
            return delegation
    known.append(Delegation(None, heads, first=sentence.index, last=sentence.index))
    return known[-1]


def _take(scene: Scene, sentence: Sentence, offset: int, delegation: Delegation) -> None:
    people = [m for m in groups.after(scene, sentence, offset).members if m.kind is ActorKind.PERSON]
    if ";" in scene.text[offset : sentence.span.end]:
        people = _semicolons(scene, sentence, offset)
    _add(delegation.members, [m for m in people if not delegation.is_headed_by([m])])


def _semicolons(scene: Scene, sentence: Sentence, offset: int) -> list[ActorMention]:
    """ "A, Ministry of X; Secretary B, Ministry of Y; and C": the first person between two semicolons."""
    people: list[ActorMention] = []
    for part in re.compile(r"[^;]+").finditer(scene.text, offset, sentence.span.end):
        stretch = Span(part.start(), part.end())
        here = [m for m in sentence.standing if m.kind is ActorKind.PERSON and stretch.contains(m.span)]
        people += here[:1]
        people += [b for a, b in pairwise(here) if scene.text[a.span.end : b.span.start].strip() == "and"]
    return people


def _add(known: list[ActorMention], new: Iterable[ActorMention]) -> None:
    """Add each person once."""
    known += [m for m in new if not any(same_person(m.name, o.name) >= 0.6 for o in known)]


def _with_delegations(scene: Scene, trace: Trace, known: Sequence[Delegation]) -> Trace:
    for delegation in known:
        nouns = [noun for noun in delegation.told if _in_trace(scene, trace, noun)]
        delegation.acts = delegation.acts or bool(nouns)
        people = delegation.people or (_side(delegation, nouns[0]) if nouns else [])
        if nouns and people:
            unnamed = trace.unnamed if trace.unnamed and "delegation" not in trace.unnamed.of(scene.text) else None
            trace = replace(trace, members=_together(trace.members, people), unnamed=unnamed)
    return trace


def _together(members: Iterable[ActorMention], people: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Members of a trace and of a delegation; who is both, once, with the delegation's party where they have none."""
    party = {m.name: m.party for m in people if m.name}
    ours = tuple(replace(m, party=party[m.name]) if m.name in party and not m.party else m for m in members)
    return (*ours, *(m for m in people if m.name not in {o.name for o in ours if o.name}))


def _side(delegation: Delegation, noun: Token) -> list[ActorMention]:
    """A delegation of which only the party is known."""
    span = Span(noun.start, noun.end)
    return [ActorMention(span, ActorKind.PARTY, "", delegation.party, how="plural")] if delegation.party else []


def _in_trace(scene: Scene, trace: Trace, noun: Token) -> bool:
    if noun.sentence != trace.sentence.tokens[0].sentence:
        return False
    token = trace.sentence.token_at(trace.trigger.end - 1)
    verb = token if trace.how != "noun" or token is None else governing(scene, token)
    doer = groups.subject_noun(scene, verb) if verb else None
    if doer is not None and doer.i == noun.i:
        return True
    low, high = sorted((trace.trigger.end, noun.start))
    between = trace.sentence.between(low, high)
    apart = any(t.tag in FINITE or t.text in {";", ":"} for t in between)
    ties = {t.text.lower() for t in between} & {"with", "by", "between", "of", "from"}
    return noun.start > trace.trigger.end and not apart and len(between) <= 15 and bool(ties or trace.how == "verb")


def _of_the_main(delegation: Delegation, contact: Contact) -> bool:
    """ "The Norwegian delegation also included …" in a paper about a contact of Norway, where it acts in no other one."""
    if not contact.main or not delegation.members or delegation.party not in contact.parties:
        return False
    return not delegation.acts


def _headed(delegation: Delegation, contact: Contact) -> bool:
    """Whether a delegation's head took part in a contact in person, told at or after the delegation itself."""
    if contact.kind is MeetingKind.CALL or contact.status is MeetingStatus.DENIED or not delegation.members:
        return False
    near = any(0 <= t.sentence.index - delegation.first + 2 <= _REACH and not t.other for t in contact.traces)
    return near and delegation.is_headed_by(contact.people)
