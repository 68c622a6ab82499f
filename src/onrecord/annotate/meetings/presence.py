"""Who else was there, as other words of the text tell: "in the presence of", "it was attended by", "also present were".

In come contacts as merged from their traces; people whom a sentence of a contact, or one that points back to it, names as
present are added to it. Whoever only comments on a contact, or is its topic, is not.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, MeetingStatus

from ..parse import Token
from . import groups, participants
from .merging import Contact
from .scene import Scene, Sentence
from .traces import Trace

_BEFORE = re.compile(
    r"\b(?:in the (?:presence|attendance) of|in attendance of|with the (?:participation|attendance|presence|involvement) of"
    r"|(?:attended|joined|accompanied|flanked) by|(?:jointly )?(?:co-?)?chaired by|moderated by|(?:convened|opened|hosted|organi[sz]ed) by (?:the )?co-(?:chairs|hosts)|under the (?:chairmanship|presidency) of)\s+",
    re.I,
)
"""Words behind a contact, or before it, with those present behind them."""
_OF_THE_NOUN = re.compile(
    r"\s*,?\s*(?:(?:which|that)\s+)?(?:also\s+)?(?:featured|featuring|included|including|gathered|gathering|brought together|bringing together|involved|involving)\s+",
    re.I,
)
"""Right behind the noun of a contact: "the meeting, which featured …", "talks that brought together …"."""
_BACK = re.compile(
    r"^(?:It|This|They) (?:was|were) (?:also )?(?:attended|joined|(?:jointly )?(?:co-?)?chaired|moderated) by\s+"
    r"|^(?:Also )?(?:[Pp]resent|[Ii]n attendance|[Aa]ttending|[Tt]aking part|[Pp]articipating)(?: (?:at|in|for) the \w+)? (?:was|were)\s+(?:also\s+)?"
    r"|^(?:Those (?:present|attending|in attendance)|(?:The )?(?:[Pp]articipants|[Aa]ttendees)(?: (?:at|of|in) the \w+)?) (?:also )?(?:included?|were)\s+"
)
"""How a sentence opens that goes on about who was there."""
_WAS_THERE = re.compile(
    r"(?:,? who)?\s*,?\s+(?:(?:was|were) (?:also )?(?:present|in attendance|part of the (?:meetings?|talks|discussions))|(?:also )?(?:attended|took part|participated)(?:\.|,| (?:in|at|the)\b))"
)
"""Behind those of whom a sentence says so: "A and B were also present"."""
_OPENS = re.compile(r"(?:Speaking |In (?:his|her|an|a|opening) (?:speech|remarks|address) )?", re.I)
_HE_SPOKE = re.compile(
    r"(?P<who>[Hh]e|[Ss]he) (?:was (?:speaking|addressing)|made (?:the|these|this|his|her) (?:remarks?|comments?|statements?|call|appeal)|said this|delivered)\b[^.;]{0,60}$"
)
_SAYS = frozenset(
    {"say", "tell", "stress", "emphasise", "emphasize", "underline", "underscore", "note", "call", "urge", "reaffirm", "express", "reiterate",
     "state", "affirm", "highlight", "warn", "announce", "add", "praise", "thank", "propose", "explain", "declare", "point", "commend", "welcome"}
)  # fmt: skip
_NOT_A_CONTACT = re.compile(
    r"\b(?:ceremon(?:y|ies)|reception|funeral|parade|service|exercise|signing|party|committee|council|group|delegation|mission|team|government|body|panel|commission|faction|movement|bloc|coalition)\b",
    re.I,
)
"""What stands between a contact and "chaired by" or "attended by" and makes it somebody else's."""
People = tuple[ActorMention, ...]
_KINDS = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.PARTY, ActorKind.ORGANISATION})


def add(scene: Scene, contacts: Sequence[Contact]) -> None:
    """Add to each contact whom the text names as present at it; in place."""
    told = Told(contacts)
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens:
            continue
        found = [*_in_its_words(scene, sentence, told), *_afterwards(scene, sentence, told)]
        for contact, mentions in [*found, *_spoke_there(scene, sentence, told)]:
            for participant in participants.of_mentions(scene, mentions):
                participants.add(contact.people, participant)


def _in_its_words(scene: Scene, sentence: Sentence, told: Told) -> list[tuple[Contact, People]]:
    """Who was present, in a sentence that tells of a contact itself."""
    found = []
    for match in _BEFORE.finditer(scene.text, sentence.span.start, sentence.span.end):
        contact = told.owner(sentence, match.start())
        people = _people(scene, sentence, match.end())
        if contact and people and not _somebody_elses(scene, sentence, contact, match.start()):
            found.append((contact, people))
    for contact, trace in told.traces(sentence):
        match_ = _OF_THE_NOUN.match(scene.text, trace.trigger.end, sentence.span.end)
        if trace.how == "noun" and match_ and not trace.soft:
            found.append((contact, _people(scene, sentence, match_.end())))
    return found


def _afterwards(scene: Scene, sentence: Sentence, told: Told) -> list[tuple[Contact, People]]:
    """Who was present, in a sentence that goes on about the contact told last and tells of none itself."""
    last = told.last(sentence)
    if last is None or told.owner(sentence, sentence.span.start) is not None:
        return []
    opens = _BACK.match(sentence.text)
    if opens:
        return [(last, _people(scene, sentence, sentence.span.start + opens.end()))]
    for mention in sentence.standing:
        if mention.kind is ActorKind.PERSON and _WAS_THERE.match(scene.text, groups.reach(mention).end):
            group = groups.before(scene, sentence, groups.reach(mention).end)
            return [(last, tuple(m for m in group.members or (mention,) if m.kind in _KINDS))]
    return []


def _spoke_there(scene: Scene, sentence: Sentence, told: Told) -> list[tuple[Contact, People]]:
    """ "At the meeting in Oslo, X stressed …", "He made the remarks at the conference": who speaks there was there."""
    if scene.document.is_official:
        return []
    for contact, trace in told.traces(sentence):
        if trace.how != "noun" or trace.soft or trace.other:
            continue
        at = _place_of_speech(scene, sentence, trace)
        if at is None or len(trace.all_parties) > 1:
            continue  # "during the talks between A and B, X said": X may be anybody
        lead = scene.text[sentence.span.start : at.start]
        speaker = _who_opens(scene, sentence, trace) if _OPENS.fullmatch(lead) else ()
        pronoun = _HE_SPOKE.match(lead)
        if pronoun:
            token = sentence.token_at(sentence.span.start + pronoun.start("who"))
            speaker = tuple(groups.told_of_before(scene, sentence, token, same=True)) if token else ()
        if speaker:
            return [(contact, speaker)]
    return []


def _place_of_speech(scene: Scene, sentence: Sentence, trace: Trace) -> Token | None:
    """The "at" or "during" whose object the noun of contact is, also over "a round of"; None where it is not."""
    noun = sentence.token_at(trace.trigger.end - 1)
    preposition = scene.head(noun) if noun is not None and noun.dep == "pobj" else None
    return preposition if preposition is not None and preposition.text.lower() in {"at", "during", "to"} else None


def _who_opens(scene: Scene, sentence: Sentence, trace: Trace) -> People:
    """The one person who says something in the main clause behind an opening "At the meeting …,"."""
    verb = next((t for t in sentence.tokens if t.head == t.i and t.start > trace.trigger.end), None)
    if verb is None or verb.lemma.lower() not in _SAYS:
        return ()
    people = [m for m in groups.subject(scene, sentence, verb).members if m.kind is ActorKind.PERSON]
    return tuple(people) if len(people) == 1 and people[0].span.start > trace.trigger.end else ()


def _people(scene: Scene, sentence: Sentence, offset: int) -> People:
    return tuple(m for m in groups.after(scene, sentence, offset).members if m.kind in _KINDS)


def _somebody_elses(scene: Scene, sentence: Sentence, contact: Contact, offset: int) -> bool:
    """Whether a ceremony, a committee or a delegation stands between the contact and "attended by"."""
    ends = [t.trigger.end for t in contact.traces if t.sentence is sentence and t.trigger.end <= offset]
    start = max(ends, default=sentence.span.start)
    presence = scene.text[offset : offset + 7].lower() in {"in the ", "with th", "in atte"}
    return not presence and bool(_NOT_A_CONTACT.search(scene.text, max(start, offset - 60), offset))


class Told:
    """Contacts by the sentences that tell of them, so that a long text is read in time proportional to its length."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        """Index contacts that people can be present at: no calls, none that was denied."""
        self.contacts = [c for c in contacts if c.kind is not MeetingKind.CALL and c.status is not MeetingStatus.DENIED]
        self._here: dict[int, list[tuple[int, int, Trace]]] = {}
        for number, contact in enumerate(self.contacts):
            for trace in contact.traces:
                self._here.setdefault(trace.sentence.index, []).append((trace.trigger.start, number, trace))

    def traces(self, sentence: Sentence) -> list[tuple[Contact, Trace]]:
        """Return the traces of a sentence with their contacts."""
        return [(self.contacts[n], trace) for _, n, trace in self._here.get(sentence.index, ())]

    def owner(self, sentence: Sentence, offset: int) -> Contact | None:
        """Return the contact whose words stand nearest before `offset` in a sentence, else the first behind it."""
        here = [(at, n) for at, n, _ in self._here.get(sentence.index, ())]
        before = [h for h in here if h[0] < offset]
        found = max(before) if before else min(here, default=None)
        return self.contacts[found[1]] if found else None

    def last(self, sentence: Sentence, *, within: int = 2) -> Contact | None:
        """Return the contact told last before a sentence, if that is no more than `within` sentences ago."""
        for index in range(sentence.index - 1, sentence.index - 1 - within, -1):
            here = [(at, n) for at, n, _ in self._here.get(index, ()) if _is_known(self.contacts[n])]
            if here:
                return self.contacts[max(here)[1]]
        return None


def _is_known(contact: Contact) -> bool:
    return bool(contact.people or contact.when.span or contact.where.span)
