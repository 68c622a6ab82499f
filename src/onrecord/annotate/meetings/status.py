"""Whether a contact took place, will, or did not: by the verbs of its clause, the noun's adjectives, and its day.

Wording comes first; where it leaves the matter open, a day after the document's own makes the contact planned.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re

from onrecord.record.meetings import MeetingStatus
from onrecord.text.times import resolve

from ..parse import Token
from . import details
from .details import When
from .lexicon import lexicon
from .scene import Scene
from .traces import Trace, governing

_BEFORE = re.compile(
    r"\b(?:upcoming|forthcoming|planned|scheduled|future|proposed|expected|anticipated)\b[^.;,]{0,40}$"
    r"|\b(?:preparations? for|ahead of|in advance of|ready for|readiness for|in the run-up to|look(?:s|ed|ing)? forward to|towards? holding"
    r"|initiative to convene|plans? to (?:hold|convene|initiate)|proposal to hold|next steps towards?)\b[^.;,]{0,60}$"
    r"|\bnext\b[^.;,]{0,30}$",
    re.I,
)
_BEHIND = re.compile(
    r"[^.;]{0,60}?\b(?:scheduled|planned|to be (?:held|hosted)|will (?:be|take)|to take place|due to|later (?:this|in)|next (?:week|month|year))\b",
    re.I,
)
_PAST = re.compile(r"\s+(?:held|that took place|which took place|last|hosted)\b", re.I)
_WILL = frozenset({"will", "would", "shall", "’ll", "'ll", "may", "might", "should", "could"})
_WISHES = frozenset(
    {"plan", "intend", "hope", "schedule", "expect", "agree", "invite", "propose", "decide", "want", "prepare", "offer", "commit"}
)  # fmt: skip


def of(scene: Scene, trace: Trace) -> tuple[MeetingStatus, When]:
    """Return a trace's status and its day, an open day of a planned contact read forward."""
    day = details.when(scene, trace)
    worded = _worded(scene, trace)
    published = scene.document.published.interval if scene.document.published else None
    if worded is MeetingStatus.PLANNED:
        day = details.ahead(scene, trace, day)
        past = bool(published and day.interval and day.interval.end < published.start)
        return (MeetingStatus.HELD if past else worded), day
    if worded is not None:
        return worded, day
    if published and day.interval and day.interval.start > published.end:
        return (
            (MeetingStatus.HELD, _as_told(scene, trace, day))
            if _told_as_past(scene, trace)
            else (MeetingStatus.PLANNED, day)
        )
    return MeetingStatus.HELD, day


def _told_as_past(scene: Scene, trace: Trace) -> bool:
    """Whether the verb is in the past: "X met Y", "they held talks"."""
    noun = trace.sentence.token_at(trace.trigger.end - 1)
    verb = noun if trace.how != "noun" else governing(scene, noun) if noun else None
    return verb is not None and verb.tag == "VBD"


def _as_told(scene: Scene, trace: Trace, day: When) -> When:
    """A day after the paper of what it tells as past: with a year it contradicts the paper's date, which linking raises.

    A weekday was the last one. For a day of a month two readings remain (another year, or a wrong date of the paper):
    the words are kept, no day is.
    """
    published = scene.document.published
    if day.span is None or published is None or re.search(r"\b\d{4}\b", day.span.of(scene.text)):
        return day
    expression = next((t.expression for t in trace.sentence.times if t.span == day.span), "").removesuffix(":future")
    if expression.startswith("weekday:"):
        return When(resolve(expression, published.interval.end, past=True), day.span)
    return When(None, day.span, expression or None)


def _worded(scene: Scene, trace: Trace) -> MeetingStatus | None:
    text, sentence, trigger = scene.text, trace.sentence, trace.trigger
    near = text[max(sentence.span.start, trigger.start - 40) : min(sentence.span.end, trigger.end + 60)]
    phrases = lexicon().phrases
    if phrases["denied"].search(near) or _denied(scene, trace):
        return MeetingStatus.DENIED
    if phrases["cancelled"].search(near) or _called_off(scene, trace):
        return MeetingStatus.CANCELLED
    if trace.how == "verb":
        return MeetingStatus.PLANNED if _ahead(scene, sentence.token_at(trigger.start)) else None
    if _PAST.match(text, trigger.end, min(sentence.span.end, trigger.end + 30)):
        return None
    lead = text[max(sentence.span.start, trigger.start - 70) : trigger.start]
    if _BEFORE.search(lead) or _BEHIND.match(text, trigger.end, min(sentence.span.end, trigger.end + 90)):
        return MeetingStatus.PLANNED
    noun = sentence.token_at(trigger.end - 1)
    verb = governing(scene, noun) if noun else None
    return MeetingStatus.PLANNED if verb and _holds(scene, verb) and _ahead(scene, verb) else None


def _denied(scene: Scene, trace: Trace) -> bool:
    """ "Norway denied on Sunday that its envoy, Jon Orm, had met Y": by the verb above, however far ahead it stands."""
    token = trace.sentence.token_at(trace.trigger.start)
    verb = (governing(scene, token) or token) if token is not None and trace.how == "noun" else token
    return verb is not None and verb.dep == "ccomp" and scene.head(verb).lemma == "deny"


def _called_off(scene: Scene, trace: Trace) -> bool:
    """ "A meeting between X and Y in Lisbon on 10 March was cancelled", however far behind the noun it stands."""
    noun = trace.sentence.token_at(trace.trigger.end - 1)
    verb = scene.head(noun) if noun is not None and noun.dep in {"nsubj", "nsubjpass"} else None
    return verb is not None and verb.lemma in {"cancel", "postpone", "suspend", "scrap"}


def _holds(scene: Scene, verb: Token) -> bool:
    """Whether the verb brings the contact about ("will host a summit"), so that its tense is the contact's."""
    return verb.lemma in {"hold", "host", "have", "attend", "convene", "organize", "organise", "join", "participate", "chair",
                          "take", "resume", "launch", "schedule", "plan", "begin", "start", "welcome", "bring", "initiate"}  # fmt: skip


def _ahead(scene: Scene, verb: Token | None) -> bool:
    """Whether a verb is in the future, or wished, planned or agreed by the verb above it."""
    token = verb
    for _ in range(4):
        if token is None:
            return False
        if token.tag.startswith("V") and {t.text.lower() for t in scene.dependents(token)} & _WILL:
            return True
        if token is not verb and token.lemma in _WISHES:
            return True
        if token.lemma == "look" and any(t.text.lower() == "forward" for t in scene.dependents(token)):
            return True
        if token.tag in {"VBD", "VBZ", "VBP"} and token.dep != "xcomp":
            return False
        if token.tag == "VB" and _set_to(scene, token):
            return True
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != token.sentence or not parent.tag.startswith(("V", "J", "N")):
            return False
        token = parent
    return False


def _set_to(scene: Scene, verb: Token) -> bool:
    """ "is to meet", "is set to host", "is ready to receive"."""
    parent = scene.head(verb)
    to = any(t.tag == "TO" for t in scene.dependents(verb))
    return to and parent.lemma in {"set", "be", "due", "ready", "slate", "poise"}


def unreal(scene: Scene, trace: Trace) -> bool:
    """Whether the words tell of no contact at all: refused, rejected; in coverage also merely offered or demanded."""
    token = trace.sentence.token_at(trace.trigger.end - 1)
    lemmas = set()
    for _ in range(5):
        if token is None or token.dep == "nsubj":
            break  # "the meeting offered a glimpse"
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != token.sentence:
            break
        if parent.lemma.lower() in _OCCASION:
            break  # "during a meeting with X they asked for a vote": the verb is not about the meeting
        lemmas.add(parent.lemma.lower())
        if parent.tag in {"VBD", "VBZ", "VBP"}:
            break
        token = parent
    if _only_thought_of(scene, trace, lemmas) or _conditional(scene, trace):
        return True
    if lemmas & {"refuse", "decline", "reject", "avoid", "rejection", "refusal"} or _wanted(scene, trace):
        return True
    return not scene.document.is_official and bool(lemmas & {"offer", "urge", "demand", "want", "ask", "could", "fail"})


_OCCASION = frozenset({"during", "at", "after", "following"})


def _wanted(scene: Scene, trace: Trace) -> bool:
    """ "the need to speak with X", "his wish to meet Y": what somebody should or would like to do."""
    verb = trace.sentence.token_at(trace.trigger.start)
    if verb is None or trace.how == "noun" or not any(t.tag == "TO" for t in scene.dependents(verb)):
        return False
    return scene.head(verb).lemma.lower() in _WANTS


_WANTS = frozenset({"need", "wish", "desire", "willingness", "readiness", "request", "wait", "necessity", "importance"})


def _conditional(scene: Scene, trace: Trace) -> bool:
    """ "would meet X if …", "would be ready to host talks": nobody has said that it will be."""
    lead = scene.text[max(trace.sentence.span.start, trace.trigger.start - 70) : trace.trigger.start]
    if _WILLING.search(lead):
        return True
    would = re.search(r"\b(?:would|could|might)\b[^.;]*$", lead, re.I)
    behind = scene.text[trace.trigger.end : trace.sentence.span.end]
    ahead = scene.text[trace.sentence.span.start : trace.trigger.start]
    return bool(would) and bool(_IF.search(behind) or _IF.match(ahead))


_WILLING = re.compile(
    r"\b(?:(?:would|could) be|is|was|are|were) (?:also )?(?:ready|willing|open|prepared|happy) to\b[^.;,]*$", re.I
)
_IF = re.compile(r"\b(?:if|unless|provided(?: that)?|on condition that|as long as)\b", re.I)


def _only_thought_of(scene: Scene, trace: Trace, above: set[str]) -> bool:
    """ "the idea of convening a conference", "steps to start talks", "agreed to hold more meetings": nothing definite."""
    noun = trace.sentence.token_at(trace.trigger.end - 1)
    dated = any(trace.reach.overlaps(t.span) for t in trace.sentence.times)
    if noun is None or trace.how != "noun" or dated:
        return False
    if above & {"idea", "possibility", "proposal", "suggestion", "need"}:
        return True
    verb = governing(scene, noun)
    if verb is None or verb.tag not in {"VB", "VBG"} or verb.lemma not in _BRINGS_ABOUT:
        return False
    plural = noun.tag == "NNS" and details.where(scene, trace).span is None
    return plural and (_ahead(scene, verb) or verb.lemma in {"start", "launch", "relaunch", "begin", "engage"})


_BRINGS_ABOUT = frozenset(
    {"hold", "start", "launch", "relaunch", "begin", "continue", "have", "conduct", "organize", "organise"}
)
