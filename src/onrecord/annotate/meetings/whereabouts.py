"""Where a contact was, where its own words leave it out: the town one of its people had just arrived in.

"The envoy travelled to Lisbon on Monday for talks with …", "She arrived in Oslo on Sunday. She met …": the journey is
told in the same sentence or one of the two before it, of somebody who took part, and names one town.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind

from . import details
from .merging import Contact
from .scene import Scene, Sentence

_JOURNEY = re.compile(
    r"\b(?:arriv\w+ (?:yesterday |today |late |on \w+ )?in|(?:re)?turn(?:s|ed|ing)? to|travel\w* to|visit(?:s|ed|ing)?(?: to)?"
    r"|(?:trip|mission|journey|tour) to|fl(?:ew|ies|ying|own) to|went to|go(?:es|ing)? to|c[ao]me to|left for|head\w* to"
    r"|landed in|stopp(?:ed|ing) (?:first )?in|received in|welcomed in|(?:was|were|is|are) (?:already )?in|began in"
    r"|(?:sen[dt]|dispatch(?:ed|es)?) [^.;]{0,80}? to)\s+"
    r"(?:the\s+)?(?:(?:[\w’'-]+\s+){0,3}(?:capital|city|town|port)(?:\s+of)?,?\s+)?$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^\W*(?:(?:[\w]+,? ){0,6})?(?:he|she|they|the delegation|the envoy|the minister|the president)\b", re.I
)


def fill(scene: Scene, contact: Contact) -> None:
    """Give a contact without a town the one that its people are said to have come to; change it in place."""
    told = contact.where.span is not None and not details.is_building(scene, contact.where)
    if told or contact.kind is MeetingKind.CALL or not contact.traces:
        return
    trace = contact.traces[0]
    if trace.other or trace.theirs or details.remote(scene, trace):
        return
    here = trace.sentence.index
    for index in range(here, max(-1, here - 3), -1):
        sentence = scene.sentences[index]
        towns = _towns(scene, sentence)
        if not towns:
            continue
        if len({t.span.of(scene.text) for t in towns}) == 1 and _theirs(contact, sentence, here):
            contact.where = details.named_place(scene, towns[0].span)
        return


def _towns(scene: Scene, sentence: Sentence) -> list[ActorMention]:
    """The towns of a sentence that somebody comes to."""
    found = []
    for mention in sentence.places:
        lead = scene.text[max(sentence.span.start, mention.span.start - 90) : mention.span.start]
        if not details.is_country(scene, mention) and _JOURNEY.search(lead):
            found.append(mention)
    return found


def _theirs(contact: Contact, sentence: Sentence, here: int) -> bool:
    """Whether the journey is that of somebody who took part: named there, or the one a pronoun goes on about."""
    names = {p.name for p in contact.people if p.name}
    named = any(m.name in names for m in sentence.actors if m.kind is ActorKind.PERSON)
    return sentence.index == here or named or bool(_BACK.search(contact.traces[0].sentence.text))
