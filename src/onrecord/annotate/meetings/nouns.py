"""Traces of contact that nouns leave: "their meeting in Oslo", "talks between A and B", "the G20 summit"."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span

from ..parse import Token
from . import groups, holding, owners, sides
from .lexicon import lexicon
from .phrases import left_edge, nominal, right_edge
from .scene import Scene, Sentence
from .traces import Trace, clause, governing

_JOINS = re.compile(
    r"\b(?:with|between|among(?:st)?|involving|(?:hosted|chaired|attended|brokered|mediated|headed|led|convened|organi[sz]ed|facilitated|sponsored|moderated) by"
    r"|participation of|presence of|attendance of|by|of|from)\s+",
    re.IGNORECASE,
)
_BODIES = frozenset({ActorKind.PARTY, ActorKind.ORGANISATION})


def find(scene: Scene, sentence: Sentence) -> Iterator[Trace]:
    """Yield the traces of a sentence's nouns."""
    taken: list[Span] = []
    for kind, pattern, needs in lexicon().nouns:
        for match in pattern.finditer(sentence.text):
            trigger = Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
            if any(trigger.overlaps(t) for t in taken):
                continue
            trace = _noun(scene, sentence, trigger, kind, needs)
            if trace:
                taken.append(trigger)
                yield trace


def _noun(scene: Scene, sentence: Sentence, trigger: Span, kind: MeetingKind, needs: str) -> Trace | None:
    tokens = sentence.between(trigger.start, trigger.end)
    if not tokens or not nominal(sentence, tokens):
        return None
    words = lexicon().words
    left = left_edge(sentence, tokens[0])
    modifiers = sentence.between(left, trigger.start)
    before = [t.text.lower() for t in modifiers]
    if before and (
        before[-1] in words["not_meeting_before"] or (before[-1] == "emergency" and kind is MeetingKind.CALL)
    ):
        return None
    following = sentence.between(trigger.end, sentence.span.end)[:1]
    dated = any(0 < t.span.start - trigger.end <= 4 for t in sentence.times)  # "a phone call on Monday"
    if (
        kind is MeetingKind.CALL
        and trigger.of(scene.text).lower().startswith("call")
        and following
        and following[0].text.lower() in {"for", "to", "on", "upon", "that", "from", "by"}
        and not dated
    ):
        return None
    if needs == "occasion" and not _occasion(scene, sentence, trigger):
        return None
    right = right_edge(sentence, trigger)
    head = holding.counted(scene, tokens[-1])
    if head.dep in {"nsubj", "nsubjpass"} and scene.head(head).lemma in holding.HAPPENS | holding.PASSIVES[head.dep]:
        right = sentence.span.end
    owner, theirs = owners.owner(scene, sentence, modifiers)
    ring = _ring(scene, sentence, trigger, right)
    parties = _modifier_parties(scene, sentence, left, trigger, owner, ring)
    governed = governing(scene, tokens[-1])
    members = _noun_members(scene, sentence, tokens[-1], owner, ring, theirs)
    if ring and not owner and not holding.takes_part(scene, sentence, tokens[-1]) and not groups.named(ring):
        # "he told X of the talks with their representatives": the speaker's party was there, not the speaker
        parties = tuple(
            dict.fromkeys(
                (*parties, *(c for m in members if m not in ring.members for c in groups.Group((m,)).parties))
            )
        )
        members = ring.members
    if kind is MeetingKind.CALL and len(members) < 2 and (governed is None or governed.lemma not in {"hold", "have"}):
        appeal = governed is not None and governed.lemma in {"make", "issue", "renew", "reiterate", "repeat", "launch"}
        if appeal or (dated and following[0].text.lower() == "on"):
            return None  # "made a similar call", "their calls on Friday": appeals
    if theirs and not ring:
        members = owners.pair_before(sentence, left) if kind is not MeetingKind.VISIT else ()
    if "conference" in trigger.of(scene.text).lower() and re.match(
        r"\s+with\b", scene.text[trigger.end : trigger.end + 6]
    ):
        kind = MeetingKind.CALL
    if trigger.of(scene.text).lower().startswith("conversation") and not scene.document.is_official:
        kind = MeetingKind.CALL if set(before) & _BY_TELEPHONE else MeetingKind.TALKS
    marked = bool(set(before) & words["other"]) or bool(_ASIDE.search(scene.text[sentence.span.start : left]))
    own = before[:1] == ["its"] and governed is not None and governed.lemma in {"hold", "have", "convene"}
    same = bool(before and before[0] in words["same"]) and not marked and not own
    again = marked and not (members or parties or theirs) and _held_by_them(scene, governed)
    if needs == "definite" and not (members or parties or same or again):
        return None
    soft = needs == "soft" and not (
        _held_by_two(scene, sentence, trigger, governed) or _own_contact(scene, sentence, trigger, ring, modifiers)
    )
    if soft:
        members, parties, same = (), (), True
    low = left
    end = max(right, ring.span.end if ring else right)
    governed = holding.verb_before(scene, sentence, left) or governed
    held = governed is not None and governed.lemma in holding.TAKING_PART and not theirs
    reach = clause(sentence, governed) if held and governed else Span(low, end)
    evidence = sentence.span if held or (same and not members) else Span(low, end)
    end = max(end, holding.held_until(sentence, end))
    sides_told = {m.party or m.name for m in members if m.how != "unresolved"} | set(parties)
    told = scene.document.is_official or soft or theirs or len(sides_told) > 1
    low = holding.date_ahead(scene, sentence, low)
    return Trace(
        sentence, trigger, kind, "noun", members, Span(min(reach.start, low), max(reach.end, end)), evidence,
        parties, same, (theirs or again) and not soft, marked and not soft, soft,
        unnamed=None if told else _unnamed(scene, sentence, trigger, right, members, governed),
    )  # fmt: skip


_ASIDE = re.compile(r"\b(?:sidelines|margins|fringes) of\s+$", re.IGNORECASE)
""" "Met on the sidelines of the summit": the summit is another contact than the one told. """


def _held_by_them(scene: Scene, verb: Token | None) -> bool:
    """ "On Tuesday they held a second call": the two last told."""
    held = verb is not None and verb.lemma in {"hold", "have"}
    return (
        verb is not None and held and any(t.dep == "nsubj" and t.text.lower() == "they" for t in scene.dependents(verb))
    )


_BY_TELEPHONE = frozenset({"telephone", "phone", "video", "virtual"})


def _held_by_two(scene: Scene, sentence: Sentence, trigger: Span, governed: Token | None) -> bool:
    """In coverage: "A and B held a discussion", "X had discussions with members of the council"."""
    if scene.document.is_official or governed is None or governed.lemma not in {"hold", "have"}:
        return False
    holders = {m.name or m.party for m in groups.subject(scene, sentence, governed).members}
    return len(holders) > 1 or (bool(holders) and scene.text[trigger.end :].startswith(" with "))


def _unnamed(
    scene: Scene,
    sentence: Sentence,
    trigger: Span,
    right: int,
    members: tuple[ActorMention, ...],
    governed: Token | None,
) -> Span | None:
    """The words for a side that nobody names: behind the noun, or the subject of "during a meeting with X, the Front said"."""
    told = sides.behind(scene, sentence, trigger.end, right)
    if told is not None and any(groups.reach(m).overlaps(told) for m in members):
        told = None
    met = [m for m in members if m.span.start > trigger.end]
    if told is None and met and governed is not None and not any(m.span.end <= trigger.start for m in members):
        told = sides.subject(scene, sentence, governed)
    return told


def _occasion(scene: Scene, sentence: Sentence, trigger: Span) -> bool:
    """ "at the G20", "on the margins of the G7": the gathering, not its members ("G7 leaders", "other G7 nations")."""
    lead = scene.text[max(sentence.span.start, trigger.start - 40) : trigger.start]
    following = sentence.between(trigger.end, sentence.span.end)[:1]
    if following and following[0].tag.startswith(("NN", "HYPH", "POS", ":", "SYM")):
        return False
    return bool(
        re.search(r"\b(?:margins of|sidelines of|fringes of|at|during|ahead of|attend\w*)\s+(?:the\s+)?$", lead, re.I)
    )


def _own_contact(scene: Scene, sentence: Sentence, trigger: Span, ring: groups.Group, modifiers: list[Token]) -> bool:
    """Whether a soft word names a contact: "a dialogue with senior officials at …", "the Technology Dialogue"."""
    title_case = trigger.of(scene.text)[0].isupper() and bool(modifiers) and modifiers[-1].text[0].isupper()
    lead = scene.text[trigger.end : ring.span.start].lower() if ring and ring.span.start > trigger.end else ""
    tied = bool(re.match(r"(?:\s\w+){0,3}\s(?:with|between)\b", lead)) and not re.search(
        r"\b(?:of|on|about|over)\b", lead
    )
    dated = any(trigger.end <= t.span.start <= trigger.end + 80 for t in sentence.times)
    telephone = any(t.text.lower() in {"telephone", "phone"} for t in modifiers)
    spoken = tied and bool(groups.named(ring)) and not scene.document.is_official
    held = holding.held_until(sentence, trigger.end)
    placed = held > trigger.end and any(trigger.end <= m.span.start < held for m in sentence.places)
    return (
        spoken
        or (placed and not scene.document.is_official)  # "an informal dialogue held in Oslo"
        or title_case
        or telephone
        or (tied and (dated or (len(ring.parties) > 1 and "dialogue" not in trigger.of(scene.text).lower())))
    )


def _ring(scene: Scene, sentence: Sentence, trigger: Span, right: int) -> groups.Group:
    """The actors behind the noun: "with X", "between X and Y", "of the leaders of X", "by X"."""
    members: list[ActorMention] = []
    for match in _JOINS.finditer(scene.text, trigger.end, min(sentence.span.end, max(right, trigger.end) + 1)):
        group = groups.after(scene, sentence, match.end())
        word = match.group().strip().lower()
        if word in {"of", "from"} and not _people_of(sentence, match, group):
            continue
        members += [m for m in group.members if m not in members]
    return groups.Group(tuple(members))


def _people_of(sentence: Sentence, match: re.Match[str], group: groups.Group) -> bool:
    """ "the meeting of the leaders of Russia": not "the talks of the century", "the visit of last year", "of Russian law"."""
    if not group or group.members[0].kind is ActorKind.PLACE:
        return False
    first = group.members[0]
    noun = sentence.token_at(first.span.end + 1)
    if first.how != "demonym" or noun is None or not noun.tag.startswith("N"):
        return True
    return noun.lemma.lower() in sides.PEOPLE | sides.SIDES or any(m.span.start == noun.start for m in sentence.actors)


def _modifier_parties(
    scene: Scene, sentence: Sentence, left: int, trigger: Span, owner: groups.Group, ring: groups.Group
) -> tuple[str, ...]:
    """Party codes inside the noun phrase: "U.S.-EU Summit", "Russian-Turkish talks", "the G20"."""
    words = scene.text[left : trigger.end]
    used = {m.span for m in owner.members}
    codes = []
    for hit in scene.roster.find(words):
        span = hit.span.shift(left)
        against = groups.opposed(words[: hit.span.start]) or re.search(r"\banti[-‑–]$", words[: hit.span.start], re.I)
        if against or hit.how in {"process", "capital", "city", "seat"} or any(span.overlaps(u) for u in used):
            continue
        codes.append(hit.code)
    return tuple(dict.fromkeys(codes))


def _agents(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    by = next((t for t in scene.dependents(verb) if t.text.lower() == "by"), None)
    return groups.after(scene, sentence, by.end) if by else groups.Group()


def _noun_members(
    scene: Scene, sentence: Sentence, noun: Token, owner: groups.Group, ring: groups.Group, theirs: bool
) -> tuple[ActorMention, ...]:
    governed = holding.verb_before(scene, sentence, left_edge(sentence, noun)) or governing(scene, noun)
    attended = [
        m
        for t in scene.dependents(noun)
        if t.dep == "relcl" and t.lemma in holding.TAKING_PART
        for m in groups.subject(scene, sentence, t).members
    ]
    ring = groups.Group((*ring.members, *(m for m in attended if m not in ring.members)))
    members = [*owner.members, *(m for m in ring.members if m not in owner.members)]
    if governed is None or owner or theirs:
        return tuple(members)
    if holding.takes_part(scene, sentence, noun) or (ring and not _between(scene, ring, sentence)):
        doer = _doer(scene, sentence, governed)
        if not doer and not scene.document.is_official:
            newcomer = sides.newcomer(scene, sentence, governed)
            doer = groups.Group((newcomer,)) if newcomer else doer
            if not doer and governed.lemma in {"hold", "have", "attend", "conduct"}:
                doer = groups.stood_for(scene, sentence, governed, ring)
        if governed.lemma == "represent":
            doer = groups.Group((*doer.members, *_agents(scene, sentence, governed).members))
        members = [*(m for m in doer.members if m not in members), *members]
    elif not members and not scene.document.is_official and holding.comes_of(scene, noun):
        both = _doer(scene, sentence, governed)
        members = list(both.members) if len(both.parties) > 1 else members
    return tuple(members)


def _doer(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """Who does what the verb says.

    Of a passive only people and offices, for "the crisis was discussed at a meeting"; beside people no party that only
    an adverbial names ("On the last day of her visit to Norway, the envoy X held …").
    """
    doer = groups.subject(scene, sentence, verb)
    people = tuple(m for m in doer.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE})
    passive = any(t.dep == "nsubjpass" for t in scene.dependents(verb))
    if passive and verb.lemma not in holding.TAKING_PART:
        return groups.Group(people)
    lead = {m: scene.text[max(sentence.span.start, m.span.start - 12) : m.span.start] for m in doer.members}
    aside = [
        m
        for m in doer.members
        if people and m not in people and re.search(r"\b(?:to|in|from|for)\s+(?:the\s+)?$", lead[m])
    ]
    return groups.Group(tuple(m for m in doer.members if m not in aside))


def _between(scene: Scene, ring: groups.Group, sentence: Sentence) -> bool:
    """Whether the group behind the noun already names all sides ("between", "among", "of")."""
    lead = scene.text[max(sentence.span.start, ring.span.start - 40) : ring.span.start].lower()
    return bool(re.search(r"\b(?:between|among|amongst|involving|of|by)\b(?!.*\bwith\b)", lead))
