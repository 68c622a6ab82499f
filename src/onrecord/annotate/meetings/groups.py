"""Groups of actors: who stands together behind "with", before a verb, between "between" and the next clause.

A group is read off the text, not the tree: mentions that follow each other with nothing between but commas, "and",
titles and names of offices belong together. That survives the long lists of official prose, which a small parser
does not.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.spans import Span
from onrecord.record.times import TimeMention

from ..parse import Token
from . import offices
from .offices import TITLES as TITLES
from .offices import opposed as opposed
from .scene import FINITE, Scene, Sentence

_LINKS = frozenset(
    {
        ",", "and", "&", "as", "well", "along", "alongside", "together", "with", "including", "the", "a", "an", "of", "both",
        "his", "her", "their", "its", "our", "also", "plus", "then", "-", "–", "—", "(", ")", "'s", "’s", "’", "'", "/",
        "from", "for", "‎", "to", ";",
    }
)  # fmt: skip
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "CD", "POS", "HYPH", "PRP$", "DT", "PDT", "FW", "VBN", "VBG", ",", "-LRB-", "-RRB-", "``", "''", "ADD"})  # fmt: skip
_ADVERBIAL = frozenset({"RB", "RBR", "RBS", "MD", "VBZ", "VBP", "VBD", "VB", "VBN", "VBG", ",", "TO", "UH", "-LRB-", "-RRB-"})  # fmt: skip
_AUXILIARY = frozenset({"be", "have", "will", "would", "do", "to", "plan", "set", "expect", "schedule", "shall", "may"})
_POSTS = frozenset(
    {"embassy", "mission", "ministry", "office", "ambassador", "envoy", "representative", "department", "consul"}
)
_MEDIA = frozenset({"reporters", "journalists", "media", "press", "reporter", "correspondents", "newspaper"})


@dataclass(frozen=True)
class Group:
    """Actors that stand together, in text order, and the stretch of text from first to last."""

    members: tuple[ActorMention, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.members)

    @property
    def span(self) -> Span:
        """From the first member to the last, with their titles."""
        return Span(min(reach(m).start for m in self.members), max(reach(m).end for m in self.members))

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all parties the members stand for."""
        return frozenset(code for m in self.members for code in ((m.party,) if m.party else m.parties))


def reach(mention: ActorMention) -> Span:
    """Return a mention with the office and party words that stand next to it."""
    start, end = mention.span.start, mention.span.end
    for other in (mention.office_span, mention.party_span):
        if other and other.end <= start and start - other.end <= 60:
            start = other.start
        elif other and other.start >= end and other.start - end <= 60:
            end = max(end, other.end)
    return Span(start, end)


def after(scene: Scene, sentence: Sentence, offset: int, *, limit: int | None = None) -> Group:
    """Return the group that starts right at `offset` (behind "with", "between", a verb), perhaps empty."""
    named = _behind_a_title(sentence, offset, limit)
    members: list[ActorMention] = [named] if named else []
    at = reach(named).end if named else offset
    for mention in sentence.standing:
        here = reach(mention)
        if members and here.start > at:
            at = _past_time_or_place(scene, sentence, at)
        if named and mention.span.start <= named.span.start:
            continue
        if mention.span.start < offset or (limit is not None and mention.span.start >= limit):
            continue
        if here.start < at:
            if (here.end > at and members) or (not members and mention.span.start >= offset):
                members.append(mention)
                at = max(at, here.end)
            continue
        if not _linked(sentence, at, here.start, first=not members):
            break
        if offices.serves_there(scene, sentence, mention) or offices.is_post_of(scene, members, at, mention):
            at = max(at, here.end)
            continue
        if _somebody_of(scene, sentence, mention) or offices.is_served(scene, members, here.start, mention):
            at = mention.span.end
            continue
        if not (members and (offices.in_apposition(scene, at, mention) or offices.abbreviation(scene, at, mention))):
            members.append(mention)
        at = here.end
        holder = _holder(scene, sentence, mention)
        if holder is not None and members and members[-1] is mention:
            members.append(holder)
            at = reach(holder).end
    return Group(offices.joined(scene, members))


def _holder(scene: Scene, sentence: Sentence, office: ActorMention) -> ActorMention | None:
    """The name behind an office told without one, where it is its holder's."""
    behind = (m for m in sentence.standing if m.kind is ActorKind.PERSON and m.span.start > office.span.end)
    person = next(behind, None) if office.kind is ActorKind.OFFICE else None
    return person if person is not None and offices.is_holder(scene, office, person) else None


def _past_time_or_place(scene: Scene, sentence: Sentence, at: int) -> int:
    """ "met X in Oslo on Monday, as well as Y": where the list goes on behind the day or place, else `at`."""
    spans = sorted([t.span for t in sentence.times] + [m.span for m in sentence.places])
    end = at
    for _ in range(3):
        near = next((s for s in spans if s.start >= end and _PREPOSITION.fullmatch(scene.text, end, s.start)), None)
        if near is None:
            break
        end = near.end
    goes_on = end > at and _GOES_ON.match(scene.text, end, sentence.span.end)
    return end if goes_on else at


_PREPOSITION = re.compile(r",?\s+(?:(?:on|in|at|late|early)\s+)?(?:the\s+)?")
_GOES_ON = re.compile(r",?\s+(?:as well as|along with|together with|alongside)\b", re.I)


def _behind_a_title(sentence: Sentence, offset: int, limit: int | None) -> ActorMention | None:
    """ "with the chargé d'affaires at the embassy in Oslo, Ana Prado": a long title, and the name behind its comma."""
    behind = [m for m in sentence.standing if m.span.start >= offset]
    person = next((m for m in behind if m.kind is ActorKind.PERSON), None)
    if person is None or (limit is not None and person.span.start >= limit):
        return None
    tokens = sentence.between(offset, reach(person).start)
    if not 4 <= len(tokens) <= 20 or tokens[-1].text != ",":
        return None
    fine = all(t.text != "," and t.tag not in FINITE | {"WP", "WDT", ":"} for t in tokens[:-1])
    if not fine or not any(t.lemma.lower() in TITLES for t in tokens[:5]):
        return None
    offices = [m for m in behind if m.kind is ActorKind.OFFICE and m.span.end <= person.span.start]
    if len(offices) > 1:
        return None
    office = offices[0] if offices else person
    return replace(
        person,
        party=person.party or office.party,
        office=person.office or office.office,
        office_span=person.office_span or office.office_span,
    )


def _somebody_of(scene: Scene, sentence: Sentence, mention: ActorMention) -> bool:
    """ "President X's adviser Y": X, of whom somebody else is told by a title and a name."""
    if mention.kind is not ActorKind.PERSON or not re.match(
        r"[’']s\s", scene.text[mention.span.end : mention.span.end + 3]
    ):
        return False
    behind = next((m for m in sentence.standing if m.span.start > mention.span.end), None)
    if behind is None or behind.kind is not ActorKind.PERSON or not behind.office:
        return False
    gap = scene.text[mention.span.end : reach(behind).start]
    return len(gap) < 40 and not re.search(r"[,;]|\band\b", gap)


def _linked(sentence: Sentence, start: int, end: int, *, first: bool) -> bool:
    """Tell whether nothing but links, titles and names stands between two offsets."""
    tokens = sentence.between(start, end)
    if len(tokens) > (14 if first else 24):
        return False
    for position, token in enumerate(tokens):
        word = token.text.lower()
        if word in _MEDIA:
            return False
        if word in {"led", "headed", "chaired", "represented"} or (
            word == "by"
            and position
            and tokens[position - 1].text.lower() in {"led", "headed", "represented", "chaired"}
        ):
            continue
        if word in {"from", "to", "for"} and not first and not _inside_title(tokens, position):
            return False
        if word in {"in", "at", "on", "to"} and position and tokens[position - 1].lemma.lower() in _POSTS:
            continue
        under = word == "under" and sentence.text[token.end - sentence.span.start :].lstrip(" -").startswith(
            "Secretary"
        )
        if word == "at" and not first and _in_apposition(tokens, position):
            continue
        if word not in _LINKS and token.tag not in _NOMINAL and not under:
            return False
        if (
            token.tag in {"VBN", "VBG"}
            and token.text[0].islower()
            and word
            not in {
                "acting",
                "retired",
                "including",
                "visiting",
                "outgoing",
                "incoming",
                "newly",
                "appointed",
                "elected",
            }
        ):
            return False
    return True


def _in_apposition(tokens: Sequence[Token], position: int) -> bool:
    """ "X, Director for Energy at the Council, and Y": where somebody named serves, told behind a comma."""
    return any(t.text == "," for t in tokens[: position - 1]) and tokens[position - 1].tag in {"NN", "NNP", "NNPS"}


def _inside_title(tokens: Sequence[Token], position: int) -> bool:
    """A preposition inside a title ("Minister for Europe", "Adviser to the President") follows a common title word."""
    if position > 2 and [tokens[position - 1].text, tokens[position - 3].text] == [")", "("]:
        return True  # "the Special Representative (SRSG) for Norway"
    return position > 0 and tokens[position - 1].tag in {"NN", "NNP", "NNS"}


def subject(scene: Scene, sentence: Sentence, verb: Token) -> Group:
    """Return the actors that are the subject of `verb`, by the tree first and by place in the sentence else."""
    found, listed = _by_tree(scene, sentence, verb), before(scene, sentence, verb.start)
    if any(m in found.members for m in listed.members):  # the parser often loses the ends of a long list
        both = {*found.members, *listed.members}
        found = Group(tuple(m for m in sentence.standing if m in both))
    return Group(offices.joined(scene, (found or listed).members))


def subject_noun(scene: Scene, verb: Token) -> Token | None:
    """Return the head of the verb's subject: its own, its antecedent in a relative clause, or that of the verb above."""
    token = verb
    for _ in range(6):
        subjects = [t for t in scene.dependents(token) if t.dep in {"nsubj", "nsubjpass"}]
        if subjects and subjects[0].tag in {"WP", "WDT"} and token.dep == "relcl":
            return scene.head(token)
        if subjects:
            return subjects[0]
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != token.sentence or not parent.tag.startswith(("V", "M")):
            return None
        token = parent
    return None


def _by_tree(scene: Scene, sentence: Sentence, verb: Token) -> Group:
    prefix = (
        sentence.token_at(verb.start - 3) if sentence.text[: verb.start - sentence.span.start].endswith("co-") else None
    )
    token, seen = prefix or verb, 0  # the tagger makes a verb of the "co" of "co-chaired"
    while seen < 6:
        seen += 1
        subjects = [t for t in scene.dependents(token) if t.dep in {"nsubj", "nsubjpass", "csubj"}]
        if subjects:
            return _covering(scene, sentence, subjects[0])
        if token.dep == "relcl":
            return _covering(scene, sentence, scene.head(token))
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != token.sentence:
            return Group()
        token = parent
    return Group()


def _covering(scene: Scene, sentence: Sentence, head: Token) -> Group:
    """Return the mentions inside the noun phrase of `head`, without those in its relative clauses."""
    low, high = head.start, head.end
    stack = [head]
    while stack:
        token = stack.pop()
        low, high = min(low, token.start), max(high, token.end)
        stack += [
            t
            for t in scene.dependents(token)
            if t.dep not in {"relcl", "acl", "advcl", "ccomp"} and t.tag not in FINITE
        ]
    if head.tag in {"WP", "WDT"}:
        parent = scene.head(scene.head(head))
        named = parent.i != head.i and parent.tag not in {"WP", "WDT"} and parent.tag.startswith(("N", "P"))
        found = _covering(scene, sentence, parent) if named else Group()
        return found or before(scene, sentence, head.start)
    inside = [m for m in sentence.standing if m.span.start < high and m.span.end > low]
    return Group(tuple(m for m in inside if not _somebody_of(scene, sentence, m)))


def before(scene: Scene, sentence: Sentence, offset: int) -> Group:
    """Return the group that ends right before `offset`, over adverbs, auxiliaries and times only."""
    members: list[ActorMention] = []
    at = offset
    for mention in sorted(sentence.standing, key=lambda m: -m.span.end):
        here = reach(mention)
        if here.start >= at:
            continue
        if not members and here.end > offset:
            continue
        gap = sentence.between(here.end, at)
        fine = _adverbial(gap, sentence.times) if not members else _linked(sentence, here.end, at, first=False)
        if not fine:
            break
        if not _somebody_of(scene, sentence, mention):
            members.append(mention)
        at = here.start
    return Group(tuple(reversed(members)))


def _adverbial(tokens: Iterable[Token], times: Sequence[TimeMention]) -> bool:
    for token in tokens:
        in_time = any(t.span.start <= token.start < t.span.end for t in times)
        if in_time or token.text.lower() in {"on", "in", "who", "both", "each", ",", "’s", "'s"}:
            continue
        if token.tag not in _ADVERBIAL or (token.tag.startswith("V") and token.lemma not in _AUXILIARY):
            return False
    return True


def stood_for(scene: Scene, sentence: Sentence, verb: Token, right: Group) -> Group:
    """ "X said he met with Y", "X landed on Monday. He met with Y": the one person "he" or "she" can stand for."""
    own = [t for t in scene.dependents(verb) if t.dep == "nsubj"]
    noun = own[0] if own else subject_noun(scene, verb) if verb.dep in {"conj", "xcomp"} else None
    if noun is None or noun.text.lower() not in {"he", "she"}:
        return Group()
    met = {m.name for m in right.members}
    before = [m for m in sentence.standing if m.kind is ActorKind.PERSON and m.span.end <= verb.start]
    if not before and sentence.index:
        before = [m for m in scene.sentences[sentence.index - 1].standing if m.kind is ActorKind.PERSON]
        before = before or told_of_before(scene, sentence, noun)
    people = [m for m in before if m.name not in met]
    if len({m.name for m in people}) > 1:
        people = told_of_before(scene, sentence, noun)
    return Group(tuple(people[:1])) if len({m.name for m in people}) == 1 else Group()


def told_of_before(scene: Scene, sentence: Sentence, pronoun: Token, *, same: bool = False) -> list[ActorMention]:
    """ "Ms. Prado met A and B. She also met with C": the one person who was the subject of the sentences before.

    Only where the sentence goes on about the same person ("also", "later", "separately"), and the form of address
    does not speak against it; `same` says that it does so anyway. Sentences that only say "he" or "she" again are
    read past.
    """
    word = pronoun.text.lower()
    lead = scene.text[sentence.span.start : min(sentence.span.end, pronoun.end + 25)]
    if not (same or _SAME_DOER.search(lead)):
        return []
    for back in range(1, 5):
        if sentence.index < back:
            break
        earlier = scene.sentences[sentence.index - back]
        roots = [t for t in earlier.tokens if t.head == t.i and t.tag.startswith(("V", "M"))]
        subjects = [d for root in roots[:1] for d in scene.dependents(root) if d.dep in {"nsubj", "nsubjpass"}]
        if not subjects or earlier.in_caption:
            break
        if subjects[0].text.lower() == word:
            continue
        doers = [m for m in _covering(scene, earlier, subjects[0]).members if m.kind is ActorKind.PERSON]
        if len(doers) != 1 or not _may_be_called(scene, doers[0], word):
            break
        return doers
    return []


def _may_be_called(scene: Scene, person: ActorMention, pronoun: str) -> bool:
    """Whether no form of address in the text ("Mr", "Ms", "Queen") contradicts "he" or "she" for a person."""
    surname = re.escape(person.name.split()[-1]) if person.name.split() else ""
    told = {m["title"].lower().rstrip(".") for m in re.finditer(rf"\b(?P<title>Mr|Mrs|Ms|Sir|Lady|Madam|King|Queen)\.? (?:\w+ ){{0,2}}{surname}\b", scene.text)}  # fmt: skip
    hers = bool(told & {"mrs", "ms", "lady", "madam", "queen"})
    his = bool(told & {"mr", "sir", "king"})
    return not (hers and pronoun == "he") and not (his and pronoun == "she")


_SAME_DOER = re.compile(
    r"\b(?:also|later|then|earlier|separately|subsequently|additionally|in addition|meanwhile|afterwards)\b", re.I
)


def named(group: Group) -> tuple[ActorMention, ...]:
    """Return the people of a group."""
    return tuple(m for m in group.members if m.kind is ActorKind.PERSON)
