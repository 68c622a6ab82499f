"""A side that no actor names: people told by what they are ("a delegation", "tribal elders"), or by a bare surname.

"Fifteen representatives of the islands met with the envoy": one side is known, the other only described. The
description is kept as the participant's words; it is never resolved to a party.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.spans import Span

from ..parse import Token
from . import groups
from .offices import TITLES
from .scene import Scene, Sentence

PEOPLE = frozenset(
    {"delegation", "representative", "official", "leader", "minister", "envoy", "ambassador", "negotiator", "diplomat",
     "counterpart", "delegate", "commission", "committee", "council", "group", "authority", "movement", "leadership", "politician", "commander", "chief", "activist", "notable", "elder", "team", "government", "colleague", "legislator", "advocate", "executive", "company", "association", "stakeholder",
     "member", "employee", "citizen", "partner", "interlocutor"}
)  # fmt: skip
"""Nouns for people, or bodies of people, that can stand on the other side of a contact."""
SIDES = (PEOPLE - {"company", "employee", "citizen", "executive"}) | {
    "mediator", "participant", "party", "side", "figure", "faction", "lawmaker", "parliamentarian", "mayor", "dignitary",
    "expert", "scholar", "alliance", "coalition", "bloc", "mission", "mechanism", "representation", "president", "head", "mp", "co-chair", "chair",
}  # fmt: skip
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "CARDINAL"})


def subject(scene: Scene, sentence: Sentence, verb: Token) -> Span | None:
    """Return the words for people who are the verb's subject and whom no actor names, or None."""
    noun = groups.subject_noun(scene, verb)
    if noun is None or not noun.tag.startswith("N"):
        return None
    named = noun.tag.startswith("NNP") and noun.text.lower() in _BODIES
    told = [noun, *(t for t in scene.dependents(noun) if t.dep == "conj")]  # "his sons and heads of clans"
    if not named and not any(t.lemma.lower() in SIDES for t in told):
        return None
    span = words(scene, noun)
    return (
        None if any(groups.reach(m).overlaps(span) and m.kind is ActorKind.PERSON for m in sentence.standing) else span
    )


def words(scene: Scene, noun: Token) -> Span:
    """Return a noun with what stands before it: "senior regional officials"."""
    left = [t.start for t in scene.dependents(noun) if t.dep in {"amod", "compound", "nmod", "conj"}]
    return Span(min([*left, noun.start]), noun.end)


def newcomer(scene: Scene, sentence: Sentence, verb: Token) -> ActorMention | None:
    """Return the subject as a person where it is a bare surname nobody introduced: "Berg also met with the minister"."""
    noun = groups.subject_noun(scene, verb)
    if noun is None or noun.tag != "NNP" or not noun.text[:1].isupper() or noun.text.isupper() or len(noun.text) < 4:
        return None
    before = sentence.token_at(noun.start - 2) if noun.start > sentence.span.start + 1 else None
    alone = before is None or before.end > noun.start or before.tag not in {"NNP", "NNPS", "DT", "JJ", "HYPH", "POS"}
    span = Span(noun.start, noun.end)
    known = any(m.span.overlaps(span) for m in (*sentence.actors, *scene.actors))
    behind = sentence.token_at(noun.end + 1)
    ends = behind is None or not behind.tag.startswith("NNP")
    if known or not alone or not ends or noun.ent in _PLACES - {"GPE"} or not _of_a_person(scene, sentence, noun):
        return None
    return ActorMention(span, ActorKind.PERSON, noun.text, how="surname")


def stranger(scene: Scene, sentence: Sentence, verb: Token) -> ActorMention | None:
    """Return whom somebody met, where it is a bare name nobody introduced: "The envoy met with Berg in Oslo, where he …"."""
    tokens = sentence.between(verb.end, verb.end + 60)
    if tokens and tokens[0].text.lower() == "with":
        tokens = tokens[1:]
    name: list[Token] = []
    for token in tokens:
        if token.tag != "NNP" or token.text.isupper() or not token.text[:1].isupper():
            break
        name.append(token)
    if not 1 <= len(name) <= 3 or len(name[-1].text) < 4 or any(t.ent in _PLACES for t in name):
        return None
    span = Span(name[0].start, name[-1].end)
    known = any(m.span.overlaps(span) for m in scene.actors)
    post = any(t.text.lower() in TITLES | PEOPLE | SIDES | _BODIES for t in name)  # "met with Special Envoy of …"
    if known or post or not _of_a_person(scene, sentence, name[-1]):
        return None
    return ActorMention(span, ActorKind.PERSON, " ".join(t.text for t in name), how="surname")


def _of_a_person(scene: Scene, sentence: Sentence, surname: Token) -> bool:
    """Whether the text treats the word as a person: "he" or "her" follows, or a first name or title precedes it somewhere."""
    following = scene.text[surname.end : sentence.span.end + 90]
    titled = re.search(rf"\b(?:Mr|Ms|Mrs|Dr|[A-Z][a-z]+[a-z])\.? {re.escape(surname.text)}\b", scene.text)
    return bool(titled) or bool(re.search(r"\b(?:he|she|his|her|him|who)\b", following, re.I))


_JOINS = re.compile(
    r"\b(?P<how>with|between|among(?:st)?|of|bringing together|gathering|involving|attended by|including)\s+",
    re.IGNORECASE,
)
_COLLECTIVE = frozenset({"delegation", "team", "mission", "leadership", "group", "coalition", "alliance"})


def behind(scene: Scene, sentence: Sentence, start: int, end: int) -> Span | None:
    """Return the words for people behind a noun of contact, or None.

    Behind "with" whoever is told by what they are ("a delegation from the islands", "opposition leaders", "the High
    Council"); behind other words only several people ("a meeting of members of both chambers"), for a body that meets
    by itself is no contact.
    """
    match = _JOINS.search(scene.text, start, min(sentence.span.end, end))
    if match is None:
        return None
    phrase = _noun_phrase(sentence, match.end())
    noun = phrase[-1] if phrase else None
    if noun is None:
        return None
    several, known = noun.tag in {"NNS", "NNPS"}, noun.lemma.lower() in SIDES | PEOPLE | _SOCIETY
    if match["how"].lower() == "with":
        several = several or noun.lemma.lower() in _COLLECTIVE or noun.tag == "NNP"
        acronym = noun.text.isupper() and noun.text.isalpha() and len(noun.text) > 2 and noun.ent not in _PLACES
        known = known or noun.text.lower() in _BODIES or acronym
    return Span(phrase[0].start, noun.end) if several and known else None


def _noun_phrase(sentence: Sentence, start: int) -> list[Token]:
    """The first noun phrase from `start` on, up to its noun, without its determiner: "both the elders and" gives "elders"."""
    phrase: list[Token] = []
    for token in sentence.between(start, min(sentence.span.end, start + 80)):
        leads = not phrase and (token.tag in {"RB", "PDT", "DT", "PRP$"} or token.text.lower() == "both")
        if leads:
            continue
        if not (token.tag.startswith(("N", "J", "CD")) or token.tag in {"VBG", "VBN", "HYPH", "POS"}):
            break
        phrase.append(token)
    while phrase and not phrase[-1].tag.startswith("N"):
        phrase.pop()
    return phrase


_SOCIETY = frozenset(
    {"organization", "organisation", "actor", "community", "sheikh", "tribe", "scholar", "signatory", "youth", "woman"}
)
_BODIES = frozenset(
    {"council", "committee", "commission", "front", "movement", "party", "union", "coalition", "alliance", "parliament",
     "assembly", "congress", "chamber", "senate", "forces", "army", "government", "authority", "ministry", "board", "panel"}
)  # fmt: skip
"""Nouns that end the name of a body no register knows: "the High Council", "the Forces for Change"."""
