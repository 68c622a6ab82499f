"""Whether and by whom the contact of a noun was held: the verbs that bring it about, take part in it, or say it happened."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.spans import Span

from ..parse import Token
from .phrases import left_edge, right_edge
from .scene import FINITE, Scene, Sentence
from .traces import Trace, governing

TAKING_PART = frozenset(
    {"attend", "join", "participate", "host", "chair", "co-chair", "co-host", "hold", "have", "conduct", "convene",
     "organize", "organise", "take", "lead", "open", "conclude", "resume", "begin", "start", "moderate", "facilitate",
     "schedule", "launch", "undertake", "embark", "pay", "make", "wrap", "mediate", "broker", "oversee", "sponsor", "continue"}
)  # fmt: skip
HAPPENS = frozenset(
    {"hold", "take", "begin", "start", "kick", "open", "resume", "continue", "conclude", "occur", "convene", "end",
     "organize", "organise", "set", "schedule", "plan", "expect", "bring", "gather", "include", "involve"}
)  # fmt: skip
_LASTS = frozenset({"last", "follow", "come", "fail", "collapse", "break", "stall", "produce", "yield", "focus"})
PASSIVES = {"nsubj": frozenset[str](), "nsubjpass": frozenset({"attend", "chair", "host", "lead", "join"})}
_CONTACTS = frozenset({"meeting", "talk", "visit", "trip", "summit", "conference", "negotiation", "forum", "call"})
_BROUGHT_ABOUT = frozenset(
    {"hold", "host", "convene", "organize", "organise", "broker", "mediate", "facilitate", "sponsor", "chair"}
)


def counted(scene: Scene, noun: Token) -> Token:
    """ "a new round of talks opened": the word that counts contacts stands for them."""
    of = scene.head(noun)
    counted = scene.head(of) if noun.dep == "pobj" and of.text.lower() == "of" else noun
    return counted if counted.lemma.lower() in {"round", "series", "session", "number", "set"} else noun


def date_ahead(scene: Scene, sentence: Sentence, left: int) -> int:
    """Return the start of a date that opens the sentence of "On 24 May, during a meeting in Oslo, …", else `left`."""
    lead = scene.text[sentence.span.start : left]
    time = next((t for t in sentence.times if t.span.start - sentence.span.start <= 4), None)
    if time is None or time.span.end > left:
        return left
    opens = re.fullmatch(r",?\s+(?:during|at|in|following|after)\s+", lead[time.span.end - sentence.span.start :], re.I)
    return time.span.start if opens else left


def held_until(sentence: Sentence, start: int) -> int:
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
    return held_until(trace.sentence, trace.trigger.end) > trace.trigger.end


def is_held(scene: Scene, trace: Trace) -> bool:
    """Tell whether the sentence of a noun says that somebody held, attended or opened the contact, or that it took place."""
    tokens = trace.sentence.between(trace.trigger.start, trace.trigger.end)
    if not tokens:
        return False
    noun = tokens[-1]
    head = counted(scene, noun)
    if head.dep in {"nsubj", "nsubjpass"}:
        verb = scene.head(head)
        if verb.lemma in HAPPENS | _LASTS | PASSIVES[head.dep] or (head.dep == "nsubj" and verb.tag == "VBD"):
            return True
    participle = any(
        t.dep == "acl" and t.tag == "VBN" and t.lemma in TAKING_PART - {"take"} for t in scene.dependents(noun)
    )
    governed = verb_before(scene, trace.sentence, left_edge(trace.sentence, noun)) or governing(scene, noun)
    there = noun.dep == "pobj" and scene.head(noun).lemma.lower() in {"at", "during", "after", "following"}
    return participle or there or is_placed(trace) or (governed is not None and governed.lemma in TAKING_PART)


def comes_of(scene: Scene, noun: Token) -> bool:
    """Tell whether the noun opens an adverbial of what came of it: "reached a deal after four days of talks"."""
    of = scene.head(noun)
    spell = scene.head(of) if noun.dep == "pobj" and of.text.lower() == "of" else noun
    return spell.dep == "pobj" and scene.head(spell).lemma.lower() in {"after", "following"}


def takes_part(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Tell whether the verb above a noun makes its subject one who was there: "attended the talks", "said at the talks"."""
    governed = verb_before(scene, sentence, left_edge(sentence, noun)) or governing(scene, noun)
    return governed is not None and (governed.lemma in TAKING_PART or there(scene, noun))


def verb_before(scene: Scene, sentence: Sentence, left: int) -> Token | None:
    """ "attended Friday the meeting", "hosted on 11 January a meeting", "A and B held talks": the verb the parser loses.

    Taken from its place in the text: right before the noun phrase, or across a date.
    """
    time = next((t for t in sentence.times if 0 <= left - t.span.end <= 2), None)
    verb = sentence.token_at((time.span.start if time else left) - 2)
    if time is not None and verb is not None and verb.text.lower() == "on":
        verb = sentence.token_at(verb.start - 2)
    if verb is None or verb.end > left or verb.lemma not in TAKING_PART:
        return None
    return verb if verb.tag in {"VBD", "VBZ", "VBP"} or (time is not None and verb.tag.startswith("V")) else None


def there(scene: Scene, noun: Token) -> bool:
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
