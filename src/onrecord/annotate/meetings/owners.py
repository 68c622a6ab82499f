"""Whose contact a noun tells of: "his talks", "President X's visit", "their meeting", and who the pronoun stands for."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.actors import ActorKind, ActorMention

from ..parse import Token
from . import groups
from .scene import Scene, Sentence

_BODIES = frozenset({ActorKind.PARTY, ActorKind.ORGANISATION})


def owner(scene: Scene, sentence: Sentence, modifiers: list[Token]) -> tuple[groups.Group, bool]:
    """Whose meeting it is: "President X's visit", "his talks", "their meeting"."""
    if not modifiers:
        return groups.Group(), False
    first = modifiers[0]
    if first.tag == "PRP$":
        word = first.text.lower()
        if word in {"their", "our", "your", "my"}:
            return groups.Group(), True
        if word == "its":
            bodies = [m for m in sentence.standing if m.kind in _BODIES and m.span.end <= first.start]
            return groups.Group(tuple(bodies[-1:])), False
        mention = next((m for m in sentence.actors if m.span.start == first.start), None)
        mention = mention or _antecedent(sentence, first.start)
        mention = mention or _ahead_of_name(scene, sentence, first) or _earlier(scene, sentence)
        return groups.Group((mention,) if mention else ()), False
    possessive = next((t for t in modifiers if t.tag == "POS"), None)
    if possessive is None:
        return groups.Group(), False
    owner = [m for m in sentence.actors if 0 <= possessive.start - m.span.end <= 1]
    return groups.Group(tuple(owner[:1])), False


def _antecedent(sentence: Sentence, offset: int) -> ActorMention | None:
    """The person a possessive pronoun stands for: the first person named before it in the sentence."""
    earlier = [m for m in sentence.actors if m.span.end <= offset and m.kind is ActorKind.PERSON]
    return earlier[0] if earlier else None


def _ahead_of_name(scene: Scene, sentence: Sentence, pronoun: Token) -> ActorMention | None:
    """ "Following his meetings in Oslo, the envoy Jon Orm said": the subject that follows the phrase that opens a sentence."""
    lead = scene.text[sentence.span.start : pronoun.start]
    if scene.document.is_official or not re.fullmatch(r"\W*(?:Following|After|During|In|At|On|Before)\s+", lead):
        return None
    behind = [m for m in sentence.standing if m.kind is ActorKind.PERSON and m.span.start > pronoun.end]
    subjects = {t.i for t in sentence.tokens if t.dep in {"nsubj", "nsubjpass"}}
    found = next(
        (m for m in behind if any(m.span.start <= t.start < m.span.end and t.i in subjects for t in sentence.tokens)),
        None,
    )
    clear = found is not None and "," in scene.text[pronoun.end : found.span.start]
    return found if clear else None


def pair_before(sentence: Sentence, offset: int) -> tuple[ActorMention, ...]:
    """ "discussed by A and B during their contacts", "A said with B after their talks": two named before are "they"."""
    people = [m for m in sentence.standing if m.kind is ActorKind.PERSON and m.span.end <= offset]
    last = people[-2:]
    if len(last) < 2:
        return ()
    between = sentence.text[last[0].span.end - sentence.span.start : last[1].span.start - sentence.span.start]
    joined = re.search(r"\s(?:and|with)\s", between)
    return tuple(last) if joined and last[0].name != last[1].name else ()


def _earlier(scene: Scene, sentence: Sentence) -> ActorMention | None:
    """The first person of the sentence before, for "This came during his meeting with …"."""
    if sentence.index == 0 or scene.document.is_official:
        return None
    people = [m for m in scene.sentences[sentence.index - 1].standing if m.kind is ActorKind.PERSON]
    return people[0] if len({m.name for m in people}) == 1 else None
