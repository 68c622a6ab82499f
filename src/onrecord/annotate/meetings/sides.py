"""A side that no actor names: people told by what they are ("a delegation", "tribal elders"), or by a bare surname.

"Fifteen representatives of the islands met with the envoy": one side is known, the other only described. The
description is kept as the participant's words; it is never resolved to a party.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

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
    "expert", "scholar", "alliance", "coalition", "bloc", "mission", "mechanism", "representation", "president", "head", "mp",
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
    if known or not alone or not ends or noun.ent in _PLACES - {"GPE"}:
        return None
    return ActorMention(span, ActorKind.PERSON, noun.text, how="surname")
