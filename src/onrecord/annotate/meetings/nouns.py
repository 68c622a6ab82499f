"""Traces of contact that nouns leave: "their meeting in Oslo", "talks between A and B", "the G20 summit"."""

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
from .phrases import left_edge, nominal, right_edge
from .scene import FINITE, Scene, Sentence
from .traces import Trace, clause, governing

_JOINS = re.compile(
    r"\b(?:with|between|among(?:st)?|involving|(?:hosted|chaired|attended|brokered|mediated|headed|led|convened|organi[sz]ed|facilitated|sponsored|moderated) by"
    r"|participation of|presence of|attendance of|by|of|from)\s+",
    re.IGNORECASE,
)
_TAKING_PART = frozenset(
    {"attend", "join", "participate", "host", "chair", "co-chair", "co-host", "hold", "have", "conduct", "convene",
     "organize", "organise", "take", "lead", "open", "conclude", "resume", "begin", "start", "moderate", "facilitate",
     "schedule", "launch", "undertake", "embark", "pay", "make", "wrap", "mediate", "broker", "oversee", "sponsor", "continue"}
)  # fmt: skip
_HAPPENS = frozenset(
    {"hold", "take", "begin", "start", "kick", "open", "resume", "continue", "conclude", "occur", "convene", "end",
     "organize", "organise", "set", "schedule", "plan", "expect", "bring", "gather", "include", "involve"}
)  # fmt: skip
_LASTS = frozenset({"last", "follow", "come", "fail", "collapse", "break", "stall", "produce", "yield", "focus"})
_PASSIVES = {"nsubj": frozenset[str](), "nsubjpass": frozenset({"attend", "chair", "host", "lead", "join"})}
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
    head = _round(scene, tokens[-1])
    if head.dep in {"nsubj", "nsubjpass"} and scene.head(head).lemma in _HAPPENS | _PASSIVES[head.dep]:
        right = sentence.span.end
    owner, theirs = _owner(scene, sentence, modifiers)
    ring = _ring(scene, sentence, trigger, right)
    parties = _modifier_parties(scene, sentence, left, trigger, owner, ring)
    governed = governing(scene, tokens[-1])
    members = _noun_members(scene, sentence, tokens[-1], owner, ring, theirs)
    if ring and not owner and not _takes_part(scene, sentence, tokens[-1]) and not groups.named(ring):
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
        members = _pair_before(sentence, left) if kind is not MeetingKind.VISIT else ()
    if "conference" in trigger.of(scene.text).lower() and re.match(
        r"\s+with\b", scene.text[trigger.end : trigger.end + 6]
    ):
        kind = MeetingKind.CALL
    if trigger.of(scene.text).lower().startswith("conversation") and not scene.document.is_official:
        kind = MeetingKind.CALL if set(before) & _BY_TELEPHONE else MeetingKind.TALKS
    marked = bool(set(before) & words["other"])
    own = before[:1] == ["its"] and governed is not None and governed.lemma in {"hold", "have", "convene"}
    same = bool(before and before[0] in words["same"]) and not marked and not own
    if needs == "definite" and not (members or parties or same):
        return None
    soft = needs == "soft" and not (
        _held_by_two(scene, sentence, trigger, governed) or _own_contact(scene, sentence, trigger, ring, modifiers)
    )
    if soft:
        members, parties, same = (), (), True
    low = left
    end = max(right, ring.span.end if ring else right)
    governed = _verb_before(scene, sentence, left) or governed
    held = governed is not None and governed.lemma in _TAKING_PART and not theirs
    reach = clause(sentence, governed) if held and governed else Span(low, end)
    evidence = sentence.span if held or (same and not members) else Span(low, end)
    end = max(end, _where_held(sentence, end))
    sides_told = {m.party or m.name for m in members if m.how != "unresolved"} | set(parties)
    told = scene.document.is_official or soft or theirs or len(sides_told) > 1
    low = _date_ahead(scene, sentence, low)
    return Trace(
        sentence, trigger, kind, "noun", members, Span(min(reach.start, low), max(reach.end, end)), evidence,
        parties, same, theirs and not soft, marked and not soft, soft,
        unnamed=None if told else _unnamed(scene, sentence, trigger, right, members, governed),
    )  # fmt: skip


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


def _round(scene: Scene, noun: Token) -> Token:
    """ "a new round of talks opened": the word that counts contacts stands for them."""
    of = scene.head(noun)
    counted = scene.head(of) if noun.dep == "pobj" and of.text.lower() == "of" else noun
    return counted if counted.lemma.lower() in {"round", "series", "session", "number", "set"} else noun


_CONTACTS = frozenset({"meeting", "talk", "visit", "trip", "summit", "conference", "negotiation", "forum", "call"})
_BROUGHT_ABOUT = frozenset(
    {"hold", "host", "convene", "organize", "organise", "broker", "mediate", "facilitate", "sponsor", "chair"}
)


def _date_ahead(scene: Scene, sentence: Sentence, left: int) -> int:
    """Return the start of a date that opens the sentence of "On 24 May, during a meeting in Oslo, …", else `left`."""
    lead = scene.text[sentence.span.start : left]
    time = next((t for t in sentence.times if t.span.start - sentence.span.start <= 4), None)
    if time is None or time.span.end > left:
        return left
    opens = re.fullmatch(r",?\s+(?:during|at|in|following|after)\s+", lead[time.span.end - sentence.span.start :], re.I)
    return time.span.start if opens else left


def _where_held(sentence: Sentence, start: int) -> int:
    """Return the end of "… held in Oslo on Friday" where it follows the noun and all that is said of it."""
    tokens = sentence.between(start, sentence.span.end)
    for count, token in enumerate(tokens):
        behind = tokens[count + 1].text.lower() if count + 1 < len(tokens) else ""
        if token.lemma in _BROUGHT_ABOUT and (token.tag == "VBN" or behind in {"in", "at", "on", "by"}):
            return right_edge(sentence, Span(token.start, token.end))
        if count > 20 or token.tag in FINITE or token.text in {";", ":"} or token.lemma.lower() in _CONTACTS:
            break
    return start


def is_placed(trace: Trace) -> bool:
    """Tell whether the words say that the contact was held, hosted or brought about: "a meeting of the council held in Oslo"."""
    return _where_held(trace.sentence, trace.trigger.end) > trace.trigger.end


def is_held(scene: Scene, trace: Trace) -> bool:
    """Tell whether the sentence of a noun says that somebody held, attended or opened the contact, or that it took place."""
    tokens = trace.sentence.between(trace.trigger.start, trace.trigger.end)
    if not tokens:
        return False
    noun = tokens[-1]
    head = _round(scene, noun)
    if head.dep in {"nsubj", "nsubjpass"}:
        verb = scene.head(head)
        if verb.lemma in _HAPPENS | _LASTS | _PASSIVES[head.dep] or (head.dep == "nsubj" and verb.tag == "VBD"):
            return True
    participle = any(
        t.dep == "acl" and t.tag == "VBN" and t.lemma in _TAKING_PART - {"take"} for t in scene.dependents(noun)
    )
    governed = _verb_before(scene, trace.sentence, left_edge(trace.sentence, noun)) or governing(scene, noun)
    there = noun.dep == "pobj" and scene.head(noun).lemma.lower() in {"at", "during", "after", "following"}
    return participle or there or is_placed(trace) or (governed is not None and governed.lemma in _TAKING_PART)


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
    held = _where_held(sentence, trigger.end)
    placed = held > trigger.end and any(trigger.end <= m.span.start < held for m in sentence.places)
    return (
        spoken
        or (placed and not scene.document.is_official)  # "an informal dialogue held in Oslo"
        or title_case
        or telephone
        or (tied and (dated or (len(ring.parties) > 1 and "dialogue" not in trigger.of(scene.text).lower())))
    )


def _owner(scene: Scene, sentence: Sentence, modifiers: list[Token]) -> tuple[groups.Group, bool]:
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


def _pair_before(sentence: Sentence, offset: int) -> tuple[ActorMention, ...]:
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


def _takes_part(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    governed = _verb_before(scene, sentence, left_edge(sentence, noun)) or governing(scene, noun)
    return governed is not None and (governed.lemma in _TAKING_PART or _there(scene, noun))


def _agents(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    by = next((t for t in scene.dependents(verb) if t.text.lower() == "by"), None)
    return groups.after(scene, sentence, by.end) if by else groups.Group()


def _verb_before(scene: Scene, sentence: Sentence, left: int) -> Token | None:
    """ "attended Friday the meeting", "hosted on 11 January a meeting", "A and B held talks": the verb the parser loses.

    Taken from its place in the text: right before the noun phrase, or across a date.
    """
    time = next((t for t in sentence.times if 0 <= left - t.span.end <= 2), None)
    verb = sentence.token_at((time.span.start if time else left) - 2)
    if time is not None and verb is not None and verb.text.lower() == "on":
        verb = sentence.token_at(verb.start - 2)
    if verb is None or verb.end > left or verb.lemma not in _TAKING_PART:
        return None
    return verb if verb.tag in {"VBD", "VBZ", "VBP"} or (time is not None and verb.tag.startswith("V")) else None


def _there(scene: Scene, noun: Token) -> bool:
    """ "said during the meeting", "told the conference": whoever speaks there was there."""
    preposition = scene.head(noun)
    if noun.dep != "pobj":
        return False
    word = preposition.lemma.lower()
    to = word == "to" and scene.head(preposition).lemma.lower() in {"address", "speech", "remark", "statement"}
    return (
        word in {"at", "during"}
        or to
        or (word == "in" and (noun.tag == "NNS" or noun.lemma.lower() in {"meeting", "call", "conversation"}))
        or (not scene.document.is_official and _opens(scene, noun, word))
    )


def _opens(scene: Scene, noun: Token, word: str) -> bool:
    """ "Following talks with X, Y said …", "On a visit to Oslo, Y announced …": what opens the sentence is its subject's."""
    sentence = noun.sentence
    first = noun.i - scene.first < 1 or all(
        scene.tokens[noun.i - scene.first - back].sentence != sentence or back < 8 for back in range(1, 9)
    )
    return first and (
        word in {"following", "after"} or (word in {"in", "on"} and noun.lemma.lower() in {"visit", "trip"})
    )


def _noun_members(
    scene: Scene, sentence: Sentence, noun: Token, owner: groups.Group, ring: groups.Group, theirs: bool
) -> tuple[ActorMention, ...]:
    governed = _verb_before(scene, sentence, left_edge(sentence, noun)) or governing(scene, noun)
    attended = [
        m
        for t in scene.dependents(noun)
        if t.dep == "relcl" and t.lemma in _TAKING_PART
        for m in groups.subject(scene, sentence, t).members
    ]
    ring = groups.Group((*ring.members, *(m for m in attended if m not in ring.members)))
    members = [*owner.members, *(m for m in ring.members if m not in owner.members)]
    if governed is None or owner or theirs:
        return tuple(members)
    if _takes_part(scene, sentence, noun) or (ring and not _between(scene, ring, sentence)):
        doer = _doer(scene, sentence, governed)
        if not doer and not scene.document.is_official:
            newcomer = sides.newcomer(scene, sentence, governed)
            doer = groups.Group((newcomer,)) if newcomer else doer
            if not doer and governed.lemma in {"hold", "have", "attend", "conduct"}:
                doer = groups.stood_for(scene, sentence, governed, ring)
        if governed.lemma == "represent":
            doer = groups.Group((*doer.members, *_agents(scene, sentence, governed).members))
        members = [*(m for m in doer.members if m not in members), *members]
    return tuple(members)


def _doer(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """Who does what the verb says.

    Of a passive only people and offices, for "the crisis was discussed at a meeting"; beside people no party that only
    an adverbial names ("On the last day of her visit to Norway, the envoy X held …").
    """
    doer = groups.subject(scene, sentence, verb)
    people = tuple(m for m in doer.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE})
    passive = any(t.dep == "nsubjpass" for t in scene.dependents(verb))
    if passive and verb.lemma not in _TAKING_PART:
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
