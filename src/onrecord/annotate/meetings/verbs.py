"""Traces of contact that verbs leave: "met with", "spoke by phone", "hosted", "visited", "discussed with"."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span

from ..parse import Token
from . import groups, sides
from .lexicon import lexicon
from .scene import FINITE, Scene, Sentence
from .traces import Trace, clause

_TALKED_ABOUT = frozenset({"discuss", "review"})
_RECEIVES = frozenset({"host", "receive", "welcome"})
_MEETS = frozenset({"meet", "speak", "consult", "host", "receive", "convene"})


def find(scene: Scene, sentence: Sentence) -> Iterator[Trace]:
    """Yield the traces of a sentence's verbs."""
    for token in sentence.tokens:
        known = lexicon().verbs.get(token.lemma.lower())
        if known and token.lemma.lower() in _TALKED_ABOUT and scene.document.is_official and scene.document.title:
            known = None  # an official paper's own discussion belongs to the contact its title names
        if known is None or not token.tag.startswith("V") or _is_name_of_verb(scene, token):
            continue
        kind, how = known
        paid = _called_on(scene, sentence, token)
        kind = MeetingKind.MEETING if paid else kind
        if token.lemma == "receive" and any(t.lemma == "call" for t in scene.dependents(token) if t.dep == "dobj"):
            kind = MeetingKind.CALL
        members = paid or _verb_members(scene, sentence, token, how)
        if token.lemma == "gather":
            members = tuple(m for m in members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE})
        manner = "discussion" if token.lemma.lower() in _TALKED_ABOUT else "verb"
        unnamed = _unnamed(scene, sentence, token, members) if members else None
        if not members and token.lemma in _GATHERS and not scene.document.is_official:
            unnamed = _gathering(scene, sentence, token)
        if members or unnamed:
            yield Trace(
                sentence, Span(token.start, token.end), kind, manner, members, clause(sentence, token), sentence.span,
                unnamed=unnamed,
            )  # fmt: skip


def _is_name_of_verb(scene: Scene, token: Token) -> bool:
    """ "the meeting", "a visiting delegation": a participle that is no verb here."""
    return token.dep in {"amod", "compound"} or (token.tag == "VBG" and token.dep in {"pobj", "dobj", "nsubj", "attr"})


def _verb_members(scene: Scene, sentence: Sentence, verb: Token, how: frozenset[str]) -> tuple[ActorMention, ...]:
    left = groups.subject(scene, sentence, verb)
    right = groups.Group()
    if "with" in how and verb.lemma != "engage":
        right = _behind_with(scene, sentence, verb)
    if not right and "object" in how:
        right = _object(scene, sentence, verb)
        right = groups.Group() if right and _names_somebody(scene, sentence, verb, right) else right
    if not right and verb.lemma in _RECEIVES and _passive(scene, verb):
        by = next((t for t in scene.dependents(verb) if t.text.lower() == "by"), None)
        right = groups.after(scene, sentence, by.end) if by else right
    if not right and verb.lemma == "meet" and not scene.document.is_official:
        met = sides.stranger(scene, sentence, verb)
        right = groups.Group((met,)) if met else right
    if not right and "place" in how:
        return _traveller(scene, sentence, verb, left)
    left = groups.Group(tuple(m for m in left.members if m not in right.members)) or _they(scene, sentence, verb)
    if not right and how & {"with", "object"} and verb.lemma in _MEETS and _with_delegates(scene, verb):
        newcomer = None if left or scene.document.is_official else sides.newcomer(scene, sentence, verb)
        left = groups.Group((newcomer,)) if newcomer else left
        return (left or groups.stood_for(scene, sentence, verb, right)).members
    if right and not left and not scene.document.is_official:
        left = _narrator(scene, sentence, verb, right) or groups.stood_for(scene, sentence, verb, right)
        newcomer = None if left or verb.lemma not in _MEETS else sides.newcomer(scene, sentence, verb)
        left = groups.Group((newcomer,)) if newcomer else left
        if not left and verb.lemma in _MEETS and sides.subject(scene, sentence, verb):
            return right.members
    if right and (left or _passive(scene, verb) or ("with" in how and _by_pronoun(scene, verb))):
        return (*left.members, *right.members)
    talked = verb.lemma in _TALKED_ABOUT and (len(left.parties) > 1 or _two_of_rank(left))
    if not right and "plural" in how and _several(left) and (talked or not _has_object(scene, verb)):
        apart = any(t.text.lower() == "with" for t in scene.dependents(verb))  # "met with resistance"
        return left.members if _with_each_other(scene, sentence, verb) and not apart else ()
    return ()


def _called_on(scene: Scene, sentence: Sentence, verb: Token) -> tuple[ActorMention, ...]:
    """ "The envoy called on the minister and discussed …": a visit of courtesy; not "called on the parties to stop"."""
    on = next((t for t in scene.dependents(verb) if t.text.lower() in {"on", "upon"} and t.start >= verb.end), None)
    if verb.lemma != "call" or on is None or on.start - verb.end > 2:
        return ()
    host = groups.after(scene, sentence, on.end)
    people = [m for m in host.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE}]
    left = groups.subject(scene, sentence, verb)
    tail = scene.text[host.span.end : sentence.span.end] if host else ""
    if not people or not left or left.parties == host.parties or re.match(r"[^.;]{0,60}?\b(?:to|not|for)\b", tail):
        return ()
    return (*left.members, *host.members)


def _with_each_other(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """ "They spoke by phone", "the two spoke today": not "they spoke of", "spoke in favour of"."""
    if verb.lemma == "engage":
        return bool(re.match(r"\s+on the (?:margins|sidelines)", scene.text[verb.end : verb.end + 24]))
    if verb.lemma not in {"speak", "talk"}:
        return True
    tail = scene.text[verb.end : min(sentence.span.end, verb.end + 40)]
    return not re.match(
        r"\s*(?:also\s+)?(?:of|about|in favou?r|against|out|to|up|for|at|before|during|from|highly|on the (?:need|importance))\b",
        tail,
    )


def _with_delegates(scene: Scene, verb: Token) -> bool:
    """ "will meet with religious leaders": people of rank whom no name or party tells."""
    return _delegates(scene, verb) is not None


def _delegates(scene: Scene, verb: Token) -> Token | None:
    withs = [t for t in scene.dependents(verb) if t.text.lower() == "with"]
    nouns = [t for w in withs for t in scene.dependents(w) if t.dep == "pobj"]
    if verb.lemma in {"host", "receive", "meet", "convene", "welcome"}:
        nouns += [t for t in scene.dependents(verb) if t.dep == "dobj"]
    return next((t for t in nouns if t.lemma.lower() in sides.PEOPLE), None)


def _unnamed(scene: Scene, sentence: Sentence, verb: Token, members: tuple[ActorMention, ...]) -> Span | None:
    """The words for people on one side whom neither name nor party tells."""
    noun = _delegates(scene, verb)
    if noun is not None and not any(groups.reach(m).overlaps(Span(noun.start, noun.end)) for m in members):
        return sides.words(scene, noun)
    if verb.lemma not in _MEETS or any(m.span.start < verb.start for m in members):
        return None  # "the ministers of Norway and Portugal": their parties are told
    return sides.subject(scene, sentence, verb)


def _gathering(scene: Scene, sentence: Sentence, verb: Token) -> Span | None:
    """ "Members of both chambers met in Oslo on 3 May": people who are only described, where day or place is told."""
    told = sides.subject(scene, sentence, verb)
    reach = clause(sentence, verb)
    spans = [*(m.span for m in sentence.places), *(t.span for t in sentence.times)]
    placed = any(reach.contains(s) and s.start > verb.start for s in spans)
    plural = told is not None and (
        told.of(scene.text).endswith("s") or verb.lemma == "convene" or _delegates(scene, verb)
    )
    return told if placed and plural and not _passive(scene, verb) else None


_GATHERS = frozenset({"meet", "convene", "gather"})


def _names_somebody(scene: Scene, sentence: Sentence, verb: Token, whom: groups.Group) -> bool:
    """ "X called the envoy Y, “incredibly driven”": says what he is, not that they spoke."""
    behind = scene.text[whom.span.end : sentence.span.end]
    said = any(t.dep in {"oprd", "acomp"} and t.start >= whom.span.end for t in scene.dependents(verb))
    said = said or _passive(scene, verb)  # "who has been called a second Y"
    said = said or any(t.text.lower() == "what" for t in sentence.between(verb.start - 12, verb.start))
    return verb.lemma == "call" and (said or bool(re.match(r"\s*,?\s*[“”\"'‘]{1,2}\w", behind)))


def _they(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """ "A delegation led by X travelled to Oslo, where they met with …": "they" are the subject of the verb above."""
    token = verb
    if scene.document.is_official or not any(
        t.dep == "nsubj" and t.text.lower() == "they" for t in scene.dependents(verb)
    ):
        return groups.Group()
    for _ in range(4):
        token = scene.head(token)
        if token.tag.startswith("V") and any(t.dep == "nsubj" and t.tag != "PRP" for t in scene.dependents(token)):
            return groups.subject(scene, sentence, token)
    return groups.Group()


def _narrator(scene: Scene, sentence: Sentence, verb: Token, right: groups.Group) -> groups.Group:
    """ "“I met with X,” Y said": the one other person of the sentence, or of the one before."""
    if not any(t.dep == "nsubj" and t.text.lower() in {"i", "we"} for t in scene.dependents(verb)):
        return groups.Group()
    met = {m.name for m in right.members}
    for near in (sentence, scene.sentences[max(0, sentence.index - 1)]):
        people = [m for m in near.standing if m.kind is ActorKind.PERSON and m.name not in met]
        if len({m.name for m in people}) == 1:
            return groups.Group(tuple(people[:1]))
    return groups.Group()


def _by_pronoun(scene: Scene, verb: Token) -> bool:
    """ "she met with …": somebody acts whom the text does not name here."""
    if any(t.dep == "nsubj" and t.tag in {"PRP", "NNP"} for t in scene.dependents(verb)):
        return True
    noun = groups.subject_noun(scene, verb) if verb.dep in {"conj", "xcomp"} else None  # "he came to Oslo and met with"
    return noun is not None and noun.tag == "PRP" and verb.lemma == "meet"


def _passive(scene: Scene, verb: Token) -> bool:
    return any(t.dep == "nsubjpass" for t in scene.dependents(verb))


def _two_of_rank(group: groups.Group) -> bool:
    """ "President X and the Chancellor of Arvenia Y discussed …": two people with offices, not known to be of one party."""
    people = [m for m in groups.named(group) if m.office]
    return len({m.name for m in people}) > 1 and any(m.party is None for m in people)


def _several(group: groups.Group) -> bool:
    return len(group.members) > 1 or any(len(m.parties) > 1 for m in group.members)


def _has_object(scene: Scene, verb: Token) -> bool:
    return any(
        t.dep == "dobj" and t.lemma.lower() not in {"today", "tomorrow", "yesterday"} for t in scene.dependents(verb)
    )


def _behind_with(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """Look behind the verb for "with" (or "to") and the group it opens, no further than the next clause."""
    wanted = (
        {"with"}
        if verb.lemma in {"meet", "consult", "confer", "negotiate", "sit", "gather", "convene", *_TALKED_ABOUT}
        else {"with", "to"}
    )
    for count, token in enumerate(sentence.between(verb.end, sentence.span.end)):
        if count > 28 or (token.tag in FINITE and token.dep not in {"relcl"}):
            break
        if token.text.lower() in wanted:
            group = groups.after(scene, sentence, token.end)
            if group or (token.text.lower() == "with" and scene.head(token).i == verb.i):
                return group  # whoever the verb's own "with" opens: a later one belongs to other words
    return groups.Group()


def _object(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """The direct object, if an actor or a delegation stands there."""
    objects = [t for t in scene.dependents(verb) if t.dep in {"dobj", "dative", "nsubjpass", "ccomp"}]
    group = groups.after(scene, sentence, _past_time(sentence, verb.end))
    people = [m for m in group.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE} or m.how == "plural"]
    host = groups.subject(scene, sentence, verb).members if verb.lemma == "meet" else ()
    met = not scene.document.is_official and any(m.party or m.office for m in host)  # whom they met needs no office
    people = [m for m in people if (met or m.party or m.office or m.parties) and not _possessive(scene, m)]
    if people and verb.lemma != "meet" and _something_of_theirs(sentence, verb, people[0]):
        return groups.Group()
    if people and any(groups.reach(m).start <= t.start < groups.reach(m).end for m in group.members for t in objects):
        return group
    if people and any(verb.end <= t.start < people[0].span.start and t.lemma.lower() in groups.TITLES for t in objects):
        return group  # "met the deputy head of the council, General Berg"
    following = sentence.token_at(verb.end)
    close = people and following and people[0] is group.members[0] and groups.reach(people[0]).start - verb.end <= 30
    if close:
        return group
    named = [t for t in objects if t.lemma.lower() in sides.PEOPLE]
    return group if group and named else groups.Group()


def _something_of_theirs(sentence: Sentence, verb: Token, whom: ActorMention) -> bool:
    """ "received a letter from X", "welcomed the statement of X": a thing is the object, not X."""
    nouns = [t.lemma.lower() for t in sentence.between(verb.end, groups.reach(whom).start) if t.tag in {"NN", "NNS"}]
    return any(noun not in sides.PEOPLE | sides.SIDES | groups.TITLES | _GIVEN for noun in nouns)


_GIVEN = frozenset(
    {"dinner", "lunch", "breakfast", "reception", "meeting", "talk", "summit", "conference", "roundtable", "table", "visit", "round",
     "call", "bilateral", "audience", "gathering", "event", "session", "president", "delegate", "rank", "state", "today", "yesterday"}
)  # fmt: skip
"""What one hosts or receives people for."""


def _past_time(sentence: Sentence, offset: int) -> int:
    """Skip a date or town right behind a verb: "received on Monday the envoy", "met in Lisbon the minister"."""
    spans = [t.span for t in sentence.times] + [m.span for m in sentence.places]
    for _ in range(3):
        near = next((s for s in sorted(spans) if 0 <= s.start - offset <= 4), None)
        if near is None:
            break
        offset = near.end
    return offset


def _possessive(scene: Scene, mention: ActorMention) -> bool:
    return bool(re.match(r"[’']s?\b|[’']\s", scene.text[mention.span.end : mention.span.end + 3]))


def _traveller(scene: Scene, sentence: Sentence, verb: Token, left: groups.Group) -> tuple[ActorMention, ...]:
    """ "visited Moscow": somebody of rank or a delegation, and a place right behind the verb, whose state is the host."""
    end = min(sentence.span.end, verb.end + 40)
    if end <= verb.end:
        return ()
    purpose = bool(_PURPOSE.search(sentence.text[verb.end - sentence.span.start :]))
    sent = purpose or bool(_SENT.search(sentence.text[: verb.start - sentence.span.start]))
    people = tuple(
        m for m in left.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE} or (sent and m.kind in _BODIES)
    )
    window = Span(verb.end, end)
    there = [m for m in (*sentence.places, *sentence.actors) if window.contains(m.span) and m not in people]
    states = [m for m in there if m.kind in {ActorKind.PLACE, ActorKind.PARTY}]
    if purpose and len({p.party for p in people if p.party}) > 1:
        return people  # "negotiators of both return to the lake for talks": the place need not be known
    if not people or not states or (verb.lemma not in {"visit", "tour"} and not purpose):
        return ()
    guests = {p.party for p in people}
    ahead = any(t.text.lower() in {"will", "would", "plans"} for t in scene.dependents(verb))
    known = None not in guests and not ahead  # a trip yet to come tells where to, not whom somebody met
    host = [m for m in states if m.party and m.party not in guests and (known or m.kind is ActorKind.PARTY)]
    return (*people, *host[:1])


_BODIES = frozenset({ActorKind.PARTY, ActorKind.ORGANISATION})
_SENT = re.compile(r"\b(?:delegations?|envoys?|mediators?|negotiators?|missions?|diplomats?|officials)\b", re.I)
_PURPOSE = re.compile(
    r"\b(?:to (?:discuss|meet|hold|attend|mediate|negotiate|consult|brief|encourage|engage|advance|explore|promote|facilitate|broker|join|participate|take part)|for (?:\w+ )?(?:talks?|meetings?|consultations|negotiations|a visit)|on an? (?:[\w-]+ ){0,3}visit)\b"
)
