"""Offices told beside the name of their holder: "the Minister of Defence of Norway, General Jon Orm" is one person."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.spans import Span

from .scene import Scene, Sentence

TITLES = frozenset(
    {"ambassador", "envoy", "representative", "affaires", "charge", "chargé", "head", "chief", "chairman", "chair", "chairperson",
     "director", "secretary", "minister", "coordinator", "adviser", "advisor", "president", "deputy", "commander", "leader", "speaker"}
)  # fmt: skip


def joined(scene: Scene, members: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """ "the Minister of Defence of Norway, General Jon Orm": the office and the name behind it are one person."""
    people: list[ActorMention] = []
    for mention in members:
        office = people[-1] if people else None
        if office is not None and _wears(scene, office, mention):
            people[-1] = replace(mention, party=office.party, party_span=office.span)
        elif office is not None and _is_superior(scene, office, mention):
            post = Span(mention.office_span.start, mention.span.end) if mention.office_span else mention.span
            people[-1] = replace(
                office,
                party=office.party or mention.party,
                office=" ".join(post.of(scene.text).split()),
                office_span=post,
                party_span=office.party_span or mention.party_span,
            )
        elif office is not None and is_holder(scene, office, mention):
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


def is_holder(scene: Scene, office: ActorMention, person: ActorMention) -> bool:
    """Whether a name right behind an office without one is its holder's: only a rank or more of the title between."""
    if office.kind is not ActorKind.OFFICE or office.name or person.kind is not ActorKind.PERSON or office.parties:
        return False
    words = office.office or office.span.of(scene.text)
    if words.lower().endswith("s") or (person.party and office.party and person.party != office.party):
        return False
    gap = scene.text[office.span.end : person.span.start]
    ranked = person.office is None or bool(_RANK.fullmatch(person.office))
    if ranked and _RANK.fullmatch(_BRACKET.sub("", gap).strip(" ,")):
        return True
    if ranked and ((_TAIL.fullmatch(gap) and not _ANOTHER.search(gap)) or _MORE_OF_IT.fullmatch(gap)):
        return True
    second = _SECOND_TITLE.fullmatch(gap)
    title = (second["title"] or second["apart"]) if second else ""
    return bool(title) and not title.startswith("The ") and _names_a_title(title)


def _wears(scene: Scene, body: ActorMention, person: ActorMention) -> bool:
    """ "United Nations Under Secretary-General X": a body right before the title of somebody whose party is not known."""
    bodies = {ActorKind.PARTY, ActorKind.ORGANISATION}
    if body.kind not in bodies or not body.party or person.kind is not ActorKind.PERSON or person.party:
        return False
    if person.office_span is None or not body.span.end < person.office_span.start < person.span.start:
        return False
    return scene.text[body.span.end : person.office_span.start].strip().lower() in {"", "under", "deputy", "assistant"}


def _is_superior(scene: Scene, aide: ActorMention, mention: ActorMention) -> bool:
    """ "X, Head of Cabinet of Council President Y": the words before Y's name tell what X is, and Y was not there."""
    if (
        aide.kind is not ActorKind.PERSON
        or mention.kind is not ActorKind.PERSON
        or aide.office
        or not mention.office_span
    ):
        return False
    apart = (
        scene.text[aide.span.end : mention.office_span.start].strip() == ","
        and aide.span.end < mention.office_span.start
    )
    return apart and bool(_SERVES_ONE.match(mention.office or ""))


_SERVES_ONE = re.compile(
    r"(?:\w+ )?(?:head|chief|director|advis[eo]r|secretary|assistant|spokes\w+|aide|envoy|representative|counsell?or)\b.*\b(?:of|to|for) (?:the )?(?:[\w’'-]+ ){0,3}"
    r"(?:President|Prime Minister|Chancellor|King|Queen|Chairman|Secretary-General|Minister)$",
    re.I,
)


def _names_a_title(words: str) -> bool:
    """Whether a title word heads the phrase, in the singular, and no second article opens another."""
    head = re.split(r"\b(?:for|of|to|in|at|on)\b", words)[0].lower().split()
    return bool(head) and head[-1] in TITLES and " and the " not in words


_WORD = r"(?:[A-Z][\w’'.&-]*|of|the|and|for|in|to|on)"
_TAIL = re.compile(rf"(?:\s*\([^()]*\))?\s+(?:for|to|in|at|of|on)(?:\s+{_WORD}){{0,9}}\s+[A-Z][\w’'.-]*\s+")
""" "the Special Envoy for the North Sea and Isles of Norway X". """
_BRACKET = re.compile(r"\s*\([^()]*\)")
_ANOTHER = re.compile(r"\band\s+\S+\s*$")
""" "a representative in Oslo and Ms. X": two people. """
_MORE_OF_IT = re.compile(
    rf",\s+{_WORD}(?:\s+{_WORD}){{0,5}}\s+and\s+{_WORD}(?:\s+{_WORD}){{0,5}},\s+|\s+and\s+{_WORD}(?:\s+{_WORD}){{0,4}},\s+"
)
""" "the Minister of Foreign Affairs, Trade and Fisheries, X", "the Minister of Foreign Affairs and Trade, X". """
_SECOND_TITLE = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+(?:for|to|in|at|of)\s[^,;]{1,60})?"
    r"(?:\s+and\s+(?P<title>(?:[A-Z]{2,}\s+)?(?:head|chief|chair\w*|leader|director)(?:\s+of\s[^,;]{1,60}?)?)|,\s+(?P<apart>[A-Z][^,;()]{4,60}),)\s*"
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


def is_served(scene: Scene, members: Sequence[ActorMention], start: int, mention: ActorMention) -> bool:
    """ "X, Head of Cabinet of President Y": whom somebody serves is told in the words for X, and was not there."""
    before = members[-1] if members else None
    people = before is not None and before.kind is mention.kind is ActorKind.PERSON
    return people and before is not None and bool(_SERVING.fullmatch(scene.text, before.span.end, start))


_SERVING = re.compile(
    r"\s*(?:\([^)]*\))?,\s+(?!and\b)(?:the\s+)?[^,;]{2,80}\s(?:of|to|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){0,3}"
)


def serves_there(scene: Scene, sentence: Sentence, mention: ActorMention) -> bool:
    """ "the ambassador to Libya", "the mission in Libya": where somebody serves, not who was there."""
    if mention.kind in {ActorKind.PERSON, ActorKind.OFFICE}:
        return False
    lead = scene.text[max(sentence.span.start, mention.span.start - 60) : mention.span.start]
    return bool(_SERVES.search(lead) or opposed(lead))


def opposed(lead: str) -> bool:
    """Tell whether the words before a party say that something is directed against it ("the Coalition to Counter …")."""
    return bool(_OPPOSED.search(lead))


_OPPOSED = re.compile(r"\b(?:against|counter|defeat|combat|fight(?:ing)?)\s+(?:the\s+)?$", re.I)
_SERVES = re.compile(
    r"\b(?:ambassadors?|envoys?|representatives?|advis[eo]rs?|embassy|mission|coordinator|charg\S+ d\S+affaires|consul|delegate|commander)"
    r"(?: [\w-]+){0,3} (?:to|for|in|on|at) (?:the )?$",
    re.I,
)


def abbreviation(scene: Scene, at: int, mention: ActorMention) -> bool:
    """ "the African Union (AU)": a short name right behind the long one."""
    return (
        scene.text[at : mention.span.start].strip() == "("
        and scene.text[mention.span.end : mention.span.end + 1] == ")"
    )


def in_apposition(scene: Scene, at: int, mention: ActorMention) -> bool:
    """ "…, Chair of the African Union": a body in somebody's description, not one that was there."""
    if mention.kind in {ActorKind.PERSON, ActorKind.OFFICE}:
        return False
    gap = scene.text[at : mention.span.start]
    return (
        bool(re.match(r"\s*(?:\([^)]*\))?\s*,", gap))
        and bool(re.search(r"\b(?:of|for|to|at)\s+(?:the\s+)?$", gap))
        and not re.search(r"\b(?:and|as well as|along with|together with)\b", gap)
    )
