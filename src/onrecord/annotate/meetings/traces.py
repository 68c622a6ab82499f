"""Traces of contact: every place in a sentence whose words say that parties met, spoke, will meet or did not.

Output: `Trace`s in text order. A trace knows its trigger, the actors it ties together, and the stretch of text in
which its day, place and format stand. Whether several traces are one meeting is decided later (`merging`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.documents import Role
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span

from ..parse import Token
from . import groups
from .lexicon import lexicon
from .scene import FINITE, Scene, Sentence

_JOINS = re.compile(
    r"\b(?:with|between|among(?:st)?|involving|hosted by|chaired by|attended by|brokered by|mediated by|headed by|led by|participation of|presence of|attendance of|by|of|from)\s+",
    re.IGNORECASE,
)
_TAKING_PART = frozenset(
    {"attend", "join", "participate", "host", "chair", "co-chair", "co-host", "hold", "have", "conduct", "convene", "organize",
     "organise", "take", "lead", "open", "conclude", "resume", "begin", "start", "moderate", "facilitate", "schedule", "launch"}
)  # fmt: skip
_HAPPENS = frozenset(
    {"hold", "take", "begin", "start", "kick", "open", "resume", "continue", "conclude", "occur", "convene", "end",
     "organize", "organise", "set", "schedule", "plan", "expect"}
)  # fmt: skip
_TALKED_ABOUT = frozenset({"discuss"})
_MEETS = frozenset({"meet", "speak", "consult", "host", "receive", "convene"})
_OTHER_TIMES = frozenset({"ahead", "before", "after", "following", "prior", "advance", "regarding"})
_RELATIVE = frozenset({"which", "that", "who", "where"})
_GOES_ON = frozenset({"which", "where", "who", "held", "scheduled", "hosted", "chaired", "planned", "attended", "co-hosted", "set", "convened", "organised", "organized", "brokered", "mediated"})  # fmt: skip
_HALT = frozenset({"as", "while", "whereas", "because", "although", "but", "when", "after", "before", "since"})


@dataclass(frozen=True)
class Trace:
    """One place that tells of a contact.

    `members` are the actors tied together; `parties` codes that only modify the noun ("Russian-Turkish talks").
    `reach` is where its day, place and format may stand; `evidence` the words that best state it. `same` marks a
    reference back ("the meeting", "their talks"), `theirs` a possessive in the plural, `other` a contact told apart
    ("their last meeting"), `soft` a word that seldom starts a contact of its own ("discussion"). `unnamed` are people
    without name or party on the other side ("senior officials").
    """

    sentence: Sentence
    trigger: Span
    kind: MeetingKind
    how: str
    members: tuple[ActorMention, ...]
    reach: Span
    evidence: Span
    parties: tuple[str, ...] = ()
    same: bool = False
    theirs: bool = False
    other: bool = False
    soft: bool = False
    unnamed: Span | None = None

    @property
    def all_parties(self) -> frozenset[str]:
        """Codes of the members and of the noun's modifiers."""
        return groups.Group(self.members).parties | frozenset(self.parties)


def find(scene: Scene) -> list[Trace]:
    """Return every trace of contact outside captions, in text order."""
    found: list[Trace] = []
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens or sentence.role in {Role.HEADLINE, Role.HEADING}:
            continue
        nouns = list(_nouns(scene, sentence))
        verbs = list(_verbs(scene, sentence))
        found += sorted((*nouns, *verbs), key=lambda t: t.trigger)
    return found


# verbs ---------------------------------------------------------------------------------------------------------------


def _verbs(scene: Scene, sentence: Sentence) -> Iterator[Trace]:
    for token in sentence.tokens:
        known = lexicon().verbs.get(token.lemma.lower())
        if known and token.lemma.lower() in _TALKED_ABOUT and scene.document.is_official and scene.document.title:
            known = None  # an official paper's own discussion belongs to the contact its title names
        if known is None or not token.tag.startswith("V") or _is_name_of_verb(scene, token):
            continue
        kind, how = known
        members = _verb_members(scene, sentence, token, how)
        manner = "discussion" if token.lemma.lower() in _TALKED_ABOUT else "verb"
        if members:
            yield Trace(
                sentence, Span(token.start, token.end), kind, manner, members, _clause(sentence, token), sentence.span,
                unnamed=_unnamed(scene, token, members),
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
    if not right and "place" in how:
        return _traveller(scene, sentence, verb, left)
    left = groups.Group(tuple(m for m in left.members if m not in right.members))
    if not right and left and how & {"with", "object"} and verb.lemma in _MEETS and _with_delegates(scene, verb):
        return left.members
    if right and (left or _passive(scene, verb) or ("with" in how and _by_pronoun(scene, verb))):
        return (*left.members, *right.members)
    talked = verb.lemma in _TALKED_ABOUT and len(left.parties) > 1
    if not right and "plural" in how and _several(left) and (talked or not _has_object(scene, verb)):
        apart = any(t.text.lower() == "with" for t in scene.dependents(verb))  # "met with resistance"
        return left.members if _with_each_other(scene, sentence, verb) and not apart else ()
    return ()


def _with_each_other(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """ "They spoke by phone", "the two spoke today": not "they spoke of", "spoke in favour of"."""
    if verb.lemma == "engage":
        return bool(re.match(r"\s+on the (?:margins|sidelines)", scene.text[verb.end : verb.end + 24]))
    if verb.lemma not in {"speak", "talk"}:
        return True
    tail = scene.text[verb.end : min(sentence.span.end, verb.end + 40)]
    return not re.match(
        r"\s*(?:also\s+)?(?:of|about|in favou?r|against|out|to|up|for|highly|on the (?:need|importance))\b", tail
    )


def _with_delegates(scene: Scene, verb: Token) -> bool:
    """ "will meet with religious leaders": people of rank whom no name or party tells."""
    return _delegates(scene, verb) is not None


def _delegates(scene: Scene, verb: Token) -> Token | None:
    withs = [t for t in scene.dependents(verb) if t.text.lower() == "with"]
    nouns = [t for w in withs for t in scene.dependents(w) if t.dep == "pobj"]
    if verb.lemma in {"host", "receive", "meet", "convene", "welcome"}:
        nouns += [t for t in scene.dependents(verb) if t.dep == "dobj"]
    return next((t for t in nouns if t.lemma.lower() in _DELEGATES | {"member", "employee", "citizen"}), None)


def _unnamed(scene: Scene, verb: Token, members: tuple[ActorMention, ...]) -> Span | None:
    """The words for people on the other side whom neither name nor party tells."""
    noun = _delegates(scene, verb)
    if noun is None or any(groups.reach(m).overlaps(Span(noun.start, noun.end)) for m in members):
        return None
    left = [t.start for t in scene.dependents(noun) if t.dep in {"amod", "compound", "nmod", "conj"}]
    return Span(min([*left, noun.start]), noun.end)


def _by_pronoun(scene: Scene, verb: Token) -> bool:
    """ "she met with …": somebody acts whom the text does not name here."""
    return any(t.dep == "nsubj" and t.tag in {"PRP", "NNP"} for t in scene.dependents(verb))


def _passive(scene: Scene, verb: Token) -> bool:
    return any(t.dep == "nsubjpass" for t in scene.dependents(verb))


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
        if verb.lemma in {"meet", "consult", "confer", "negotiate", "sit", "gather", "convene", "discuss"}
        else {"with", "to"}
    )
    for count, token in enumerate(sentence.between(verb.end, sentence.span.end)):
        if count > 28 or (token.tag in FINITE and token.dep not in {"relcl"}):
            break
        if token.text.lower() in wanted:
            group = groups.after(scene, sentence, token.end)
            if group:
                return group
    return groups.Group()


def _object(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    """The direct object, if an actor or a delegation stands there."""
    objects = [t for t in scene.dependents(verb) if t.dep in {"dobj", "dative", "nsubjpass", "ccomp"}]
    group = groups.after(scene, sentence, _past_time(sentence, verb.end))
    people = [m for m in group.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE} or m.how == "plural"]
    people = [m for m in people if (m.party or m.office or m.parties) and not _possessive(scene, m)]
    if people and any(groups.reach(m).start <= t.start < groups.reach(m).end for m in group.members for t in objects):
        return group
    following = sentence.token_at(verb.end)
    close = people and following and people[0] is group.members[0] and groups.reach(people[0]).start - verb.end <= 30
    if close:
        return group
    named = [t for t in objects if t.lemma.lower() in _DELEGATES]
    return group if group and named else groups.Group()


def _past_time(sentence: Sentence, offset: int) -> int:
    """Skip a date right behind a verb: "received on Monday the envoy"."""
    time = next((t for t in sentence.times if 0 <= t.span.start - offset <= 4), None)
    return time.span.end if time else offset


def _possessive(scene: Scene, mention: ActorMention) -> bool:
    return bool(re.match(r"[’']s?\b|[’']\s", scene.text[mention.span.end : mention.span.end + 3]))


_BODIES = frozenset({ActorKind.PARTY, ActorKind.ORGANISATION})
_DELEGATES = frozenset(
    {"delegation", "representative", "official", "leader", "minister", "envoy", "ambassador", "negotiator", "diplomat",
     "counterpart", "delegate", "commission", "committee", "council", "group", "authority", "movement", "leadership", "politician", "commander", "chief", "activist", "notable", "elder", "team", "government", "colleague", "legislator", "advocate", "executive", "company", "association", "stakeholder"}
)  # fmt: skip


def _traveller(scene: Scene, sentence: Sentence, verb: Token, left: groups.Group) -> tuple[ActorMention, ...]:
    """ "visited Moscow": somebody of rank, and a place right behind the verb."""
    people = tuple(m for m in left.members if m.kind in {ActorKind.PERSON, ActorKind.OFFICE})
    window = Span(verb.end, min(sentence.span.end, verb.end + 40))
    there = [m for m in (*sentence.places, *sentence.actors) if window.contains(m.span) and m not in people]
    states = [m for m in there if m.kind in {ActorKind.PLACE, ActorKind.PARTY}]
    if not people or not states:
        return ()
    if verb.lemma != "visit" and not _PURPOSE.search(sentence.text[verb.end - sentence.span.start :]):
        return ()
    host = tuple(m for m in states if m.kind is ActorKind.PARTY and m.party not in {p.party for p in people})
    return (*people, *host[:1])


_PURPOSE = re.compile(
    r"\b(?:to (?:discuss|meet|hold|attend)|for (?:talks|meetings|consultations|a visit)|on an? [\w-]* ?visit)\b"
)


def _clause(sentence: Sentence, verb: Token) -> Span:
    """The clause of a verb: from the sentence's start to the next verb coordinated with it or purpose clause."""
    end = sentence.span.end
    for token in sentence.between(verb.end, sentence.span.end):
        if token.tag in FINITE and token.dep not in {"relcl"}:
            end = token.start
            break
        if token.tag == "TO" or token.text.lower() in _OTHER_TIMES:
            end = token.start
            break
    return Span(sentence.span.start, max(end, verb.end))


# nouns ---------------------------------------------------------------------------------------------------------------


def _nouns(scene: Scene, sentence: Sentence) -> Iterator[Trace]:
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
    if not tokens or not _nominal(sentence, tokens):
        return None
    words = lexicon().words
    left = _left_edge(sentence, tokens[0])
    modifiers = sentence.between(left, trigger.start)
    before = [t.text.lower() for t in modifiers]
    if before and before[-1] in words["not_meeting_before"]:
        return None
    following = sentence.between(trigger.end, sentence.span.end)[:1]
    if (
        kind is MeetingKind.CALL
        and following
        and following[0].text.lower() in {"for", "to", "on", "upon", "that", "from", "by"}
    ):
        return None
    if needs == "occasion" and not _occasion(scene, sentence, trigger):
        return None
    right = _right_edge(sentence, trigger)
    if tokens[-1].dep in {"nsubj", "nsubjpass"} and scene.head(tokens[-1]).lemma in _HAPPENS:
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
    if theirs and not ring:
        members = _pair_before(sentence, left) if kind is not MeetingKind.VISIT else ()
    if "conference" in trigger.of(scene.text).lower() and re.match(
        r"\s+with\b", scene.text[trigger.end : trigger.end + 6]
    ):
        kind = MeetingKind.CALL
    marked = bool(set(before) & words["other"])
    same = bool(before and before[0] in words["same"]) and not marked
    if needs == "definite" and not (members or parties or same):
        return None
    soft = needs == "soft" and not _own_contact(scene, sentence, trigger, ring, modifiers)
    if soft:
        members, parties, same = (), (), True
    low = left
    end = max(right, ring.span.end if ring else right)
    governed = _verb_before(scene, sentence, left) or governed
    held = governed is not None and governed.lemma in _TAKING_PART and not theirs
    reach = _clause(sentence, governed) if held and governed else Span(low, end)
    evidence = sentence.span if held or (same and not members) else Span(low, end)
    return Trace(
        sentence, trigger, kind, "noun", members, Span(min(reach.start, low), max(reach.end, end)), evidence,
        parties, same, theirs and not soft, marked and not soft, soft,
    )  # fmt: skip


def _nominal(sentence: Sentence, tokens: list[Token]) -> bool:
    if tokens[-1].tag.startswith("N") or tokens[-1].tag == "CD" or tokens[0].tag.startswith("NNP"):
        return True
    before = sentence.token_at(tokens[0].start - 2)
    behind = sentence.token_at(tokens[-1].end + 1)
    compound = before is not None and before.tag in {"NNS", "NNPS", "NNP", "NN"} and before.end <= tokens[0].start
    return (
        tokens[-1].tag == "VBG"
        and compound
        and behind is not None
        and behind.tag in {"VBN", "IN"}
        and behind.text.lower() != "with"
    )


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
    return (
        title_case
        or telephone
        or (tied and (dated or (len(ring.parties) > 1 and "dialogue" not in trigger.of(scene.text).lower())))
    )


def _left_edge(sentence: Sentence, noun: Token) -> int:
    """Return where the noun phrase of `noun` starts: over adjectives, names, numbers and the determiner."""
    edge = noun.start
    for token in reversed(sentence.between(sentence.span.start, noun.start)):
        word = token.text.lower()
        if word in {"and", ","} and edge != noun.start and _is_date_comma(sentence, token):
            edge = token.start
            continue
        if word == "of" and _counts(sentence, token):
            edge = token.start
            continue
        if token.tag in {"DT", "PRP$", "PDT"}:
            return token.start
        if not (
            token.tag.startswith(("JJ", "NN"))
            or token.tag in {"CD", "POS", "HYPH", "VBG", "VBN", "RB", ":"}
            or word in {"-", "–"}
        ):
            break
        edge = token.start
    return edge


def _counts(sentence: Sentence, of: Token) -> bool:
    """ "rounds of", "a series of": the noun before counts contacts."""
    before = sentence.token_at(of.start - 2)
    return before is not None and before.lemma.lower() in {"round", "series", "number", "month", "week", "day", "cycle"}


def _is_date_comma(sentence: Sentence, token: Token) -> bool:
    return any(t.span.start < token.start < t.span.end for t in sentence.times)


def _right_edge(sentence: Sentence, trigger: Span) -> int:
    """Return where the words that describe the noun end."""
    end, relative = trigger.end, False
    tokens = sentence.between(trigger.end, sentence.span.end)
    for position, token in enumerate(tokens[:45]):
        word = token.text.lower()
        nearby = tokens[position + 1].text.lower() if position + 1 < len(tokens) else ""
        if any(t.span.start <= token.start < t.span.end for t in sentence.times):
            end = token.end
            continue
        if word in {";", ":", ".", "—", "–"} or (word in _HALT and position):
            break
        if word == "," and not (nearby in _GOES_ON or _place_comma(sentence, token)):
            break
        if word == "and" and nearby and not _joins_names(sentence, token):
            break
        if word in _RELATIVE or word in _GOES_ON:
            relative = True
        elif token.tag in FINITE and not relative:
            break
        elif token.tag == "TO" and position:
            break
        end = token.end
    return end


def _place_comma(sentence: Sentence, comma: Token) -> bool:
    """A comma between a city and its country."""
    before = any(m.span.end == comma.start for m in (*sentence.places, *sentence.actors))
    following = sentence.token_at(comma.end + 1)
    if before and following is not None and (following.ent == "GPE" or following.text in {"DC", "D.C.", "D.C"}):
        return True
    behind = any(0 <= m.span.start - comma.end <= 5 for m in (*sentence.places, *sentence.actors))
    return before and behind


def _joins_names(sentence: Sentence, word: Token) -> bool:
    before = any(0 <= word.start - groups.reach(m).end <= 2 for m in sentence.actors)
    behind = any(0 <= groups.reach(m).start - word.end <= 8 for m in sentence.actors)
    return before and behind


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
        mention = mention or _antecedent(sentence, first.start) or _earlier(scene, sentence)
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


def _pair_before(sentence: Sentence, offset: int) -> tuple[ActorMention, ...]:
    """ "discussed by A and B during their contacts": two people named before, who are "they"."""
    people = [m for m in sentence.standing if m.kind is ActorKind.PERSON and m.span.end <= offset]
    last = people[-2:]
    joined = (
        len(last) == 2
        and " and " in sentence.text[last[0].span.end - sentence.span.start : last[1].span.start - sentence.span.start]
    )
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
    """ "the meeting of the leaders of Russia": not "the talks of the century" nor "the visit of last year"."""
    return bool(group) and group.members[0].kind is not ActorKind.PLACE


def _modifier_parties(
    scene: Scene, sentence: Sentence, left: int, trigger: Span, owner: groups.Group, ring: groups.Group
) -> tuple[str, ...]:
    """Party codes inside the noun phrase: "U.S.-EU Summit", "Russian-Turkish talks", "the G20"."""
    words = scene.text[left : trigger.end]
    used = {m.span for m in owner.members}
    codes = []
    for hit in scene.roster.find(words):
        span = hit.span.shift(left)
        if hit.how in {"process", "capital", "city", "seat"} or any(span.overlaps(u) for u in used):
            continue
        codes.append(hit.code)
    return tuple(dict.fromkeys(codes))


def governing(scene: Scene, noun: Token) -> Token | None:
    """Return the verb whose object (also behind a preposition) the noun is."""
    token = noun
    for _ in range(5):
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != noun.sentence:
            return None
        if parent.tag.startswith("V") or parent.tag == "MD":
            return parent
        token = parent
    return None


def _takes_part(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    governed = _verb_before(scene, sentence, _left_edge(sentence, noun)) or governing(scene, noun)
    return governed is not None and (governed.lemma in _TAKING_PART or _there(scene, noun))


def _agents(scene: Scene, sentence: Sentence, verb: Token) -> groups.Group:
    by = next((t for t in scene.dependents(verb) if t.text.lower() == "by"), None)
    return groups.after(scene, sentence, by.end) if by else groups.Group()


def _verb_before(scene: Scene, sentence: Sentence, left: int) -> Token | None:
    """ "attended Friday the meeting", "hosted on 11 January a meeting": the verb across a date the parser stumbles on."""
    time = next((t for t in sentence.times if 0 <= left - t.span.end <= 2), None)
    if time is None:
        return None
    verb = sentence.token_at(time.span.start - 2)
    if verb is not None and verb.text.lower() == "on":
        verb = sentence.token_at(verb.start - 2)
    return verb if verb is not None and verb.tag.startswith("V") and verb.lemma in _TAKING_PART else None


def _there(scene: Scene, noun: Token) -> bool:
    """ "said during the meeting", "told the conference": whoever speaks there was there."""
    preposition = scene.head(noun)
    if noun.dep != "pobj":
        return False
    word = preposition.lemma.lower()
    to = word == "to" and scene.head(preposition).lemma.lower() in {"address", "speech", "remark", "statement"}
    return word in {"at", "during"} or to or (word == "in" and noun.tag == "NNS")


def _noun_members(
    scene: Scene, sentence: Sentence, noun: Token, owner: groups.Group, ring: groups.Group, theirs: bool
) -> tuple[ActorMention, ...]:
    governed = _verb_before(scene, sentence, _left_edge(sentence, noun)) or governing(scene, noun)
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
        doer = groups.subject(scene, sentence, governed)
        if governed.lemma == "represent":
            doer = groups.Group((*doer.members, *_agents(scene, sentence, governed).members))
        members = [*(m for m in doer.members if m not in members), *members]
    return tuple(members)


def _between(scene: Scene, ring: groups.Group, sentence: Sentence) -> bool:
    """Whether the group behind the noun already names all sides ("between", "among", "of")."""
    lead = scene.text[max(sentence.span.start, ring.span.start - 40) : ring.span.start].lower()
    return bool(re.search(r"\b(?:between|among|amongst|involving|of|by)\b(?!.*\bwith\b)", lead))
