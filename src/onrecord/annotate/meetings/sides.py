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
from .scene import Scene, Sentence

PEOPLE = frozenset(
    {"delegation", "representative", "official", "leader", "minister", "envoy", "ambassador", "negotiator", "diplomat",
     "counterpart", "delegate", "commission", "committee", "council", "group", "authority", "movement", "leadership", "politician", "commander", "chief", "activist", "notable", "elder", "team", "government", "colleague", "legislator", "advocate", "executive", "company", "association", "stakeholder",
     "member", "employee", "citizen"}
)  # fmt: skip
"""Nouns for people, or bodies of people, that can stand on the other side of a contact."""
_BEFORE_THE_VERB = (PEOPLE - {"company", "employee", "citizen", "executive"}) | {
    "mediator", "participant", "party", "side", "figure", "faction", "lawmaker", "parliamentarian", "mayor", "dignitary",
    "expert", "scholar", "alliance", "coalition", "bloc", "mission", "mechanism", "representation", "president", "head", "mp", "co-chair", "chair",
}  # fmt: skip
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "CARDINAL"})


def subject(scene: Scene, sentence: Sentence, verb: Token) -> Span | None:
    """Return the words for people who are the verb's subject and whom no actor names, or None."""
    noun = groups.subject_noun(scene, verb)
    if noun is None or noun.lemma.lower() not in _BEFORE_THE_VERB or not noun.tag.startswith("N"):
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
    if known or not _of_a_person(scene, sentence, name[-1]):
        return None
    return ActorMention(span, ActorKind.PERSON, " ".join(t.text for t in name), how="surname")


def _of_a_person(scene: Scene, sentence: Sentence, surname: Token) -> bool:
    """Whether the text treats the word as a person: "he" or "her" follows, or a first name or title precedes it somewhere."""
    following = scene.text[surname.end : sentence.span.end + 90]
    titled = re.search(rf"\b(?:Mr|Ms|Mrs|Dr|[A-Z][a-z]+[a-z])\.? {re.escape(surname.text)}\b", scene.text)
    return bool(titled) or bool(re.search(r"\b(?:he|she|his|her|him|who)\b", following, re.I))


_JOINS = re.compile(
    r"\b(?:with|between|among(?:st)?|of|bringing together|gathering|involving|attended by|including)\s+", re.IGNORECASE
)


def behind(scene: Scene, sentence: Sentence, start: int, end: int) -> Span | None:
    """Return the words for people behind a noun of contact: "a meeting of members of both chambers", or None."""
    match = _JOINS.search(scene.text, start, min(sentence.span.end, end))
    if match is None:
        return None
    phrase: list[Token] = []
    for token in sentence.between(match.end(), min(sentence.span.end, match.end() + 80)):
        if not (token.tag.startswith(("N", "J", "CD", "DT")) or token.tag in {"VBG", "VBN", "HYPH", "POS", "PRP$"}):
            break
        phrase.append(token)
    noun = phrase[-1] if phrase else None
    if noun is None or noun.tag not in {"NNS", "NNPS"} or noun.lemma.lower() not in _BEFORE_THE_VERB | PEOPLE:
        return None
    first = phrase[1] if len(phrase) > 1 and phrase[0].tag == "DT" else phrase[0]
    return Span(first.start, noun.end)
