"""Offices told beside the name of their holder: "the Minister of Defence of Norway, General Jon Orm" is one person."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention

from .scene import Scene

TITLES = frozenset(
    {"ambassador", "envoy", "representative", "affaires", "charge", "chargé", "head", "chief", "chairman", "chair", "chairperson",
     "director", "secretary", "minister", "coordinator", "adviser", "advisor", "president", "deputy", "commander", "leader", "speaker"}
)  # fmt: skip


def joined(scene: Scene, members: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """ "the Minister of Defence of Norway, General Jon Orm": the office and the name behind it are one person."""
    people: list[ActorMention] = []
    for mention in members:
        office = people[-1] if people else None
        if office is not None and _holds_it(scene, office, mention):
            people[-1] = replace(
                mention,
                party=mention.party or office.party,
                office=office.office or mention.office,
                office_span=office.office_span or mention.office_span,
                party_span=mention.party_span or office.party_span,
            )
        else:
            people.append(mention)
    return tuple(people)


def _holds_it(scene: Scene, office: ActorMention, person: ActorMention) -> bool:
    """Whether a name right behind an office without one is its holder's: only a rank or more of the title between."""
    if office.kind is not ActorKind.OFFICE or office.name or person.kind is not ActorKind.PERSON or office.parties:
        return False
    words = office.office or office.span.of(scene.text)
    if words.lower().endswith("s") or (person.party and office.party and person.party != office.party):
        return False
    gap = scene.text[office.span.end : person.span.start]
    ranked = person.office is None or bool(_RANK.fullmatch(person.office))
    if ranked and _RANK.fullmatch(gap.strip(" ,")):
        return True
    second = _SECOND_TITLE.fullmatch(gap)
    title = (second["title"] or second["apart"]) if second else ""
    return bool(title) and not title.startswith("The ") and _names_a_title(title)


def _names_a_title(words: str) -> bool:
    """Whether a title word heads the phrase, in the singular, and no second article opens another."""
    head = re.split(r"\b(?:for|of|to|in|at|on)\b", words)[0].lower().split()
    return bool(head) and head[-1] in TITLES and " and the " not in words


_SECOND_TITLE = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+(?:for|to|in|at|of)\s[^,;]{1,60})?"
    r"(?:\s+and\s+(?P<title>(?:head|chief|chair\w*|leader|director)\s+of\s[^,;]{1,60}?)|,\s+(?P<apart>[A-Z][^,;()]{4,60}),)\s*"
)
""" "the envoy (SE) for the coast and head of the mission X", "the Senior Adviser for Cod, Chief Adviser on Ferries, X". """
_RANK = re.compile(
    r"(?:(?:the|his|her) )?(?:(?:lieutenant|major|brigadier|rear|vice|first|field|lt|maj|brig|h\.? ?e|his excellency|her excellency|sheikh|dr|mr|mrs|ms|sir|"
    r"general|gen|admiral|colonel|col|captain|marshal|ambassador|professor|prof|engineer|eng|hon|honou?rable)\.?[ -]?)*",
    re.I,
)


def is_post_of(scene: Scene, members: Sequence[ActorMention], at: int, mention: ActorMention) -> bool:
    """ "the Special Representative (SR) for Norway": the state an office without a name is for, not a side."""
    office = members[-1] if members else None
    named = mention.kind in {ActorKind.PERSON, ActorKind.OFFICE}
    if office is None or office.kind is not ActorKind.OFFICE or office.name or named:
        return False
    return bool(re.fullmatch(r"(?:\s*\([A-Z]+\))?\s+(?:for|to|in)\s+(?:the\s+)?", scene.text[at : mention.span.start]))
