"""A trace of contact: one place in a sentence whose words say that parties met, spoke, will meet or did not.

A trace knows its trigger, the actors it ties together, and the stretch of text in which its day, place and format
stand. Verbs (`verbs`) and nouns (`nouns`) leave traces; whether several are one meeting is decided later (`merging`).
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.actors import ActorMention
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span

from ..parse import Token
from . import groups
from .scene import FINITE, Scene, Sentence

_APART = frozenset({"ahead", "before", "prior", "until", "since"})
_OTHER_TIMES = frozenset({"ahead", "before", "after", "following", "prior", "advance", "regarding"})


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


def governing(scene: Scene, noun: Token) -> Token | None:
    """Return the verb whose object (also behind a preposition) the noun is; None for "ahead of the summit, A met B"."""
    token = noun
    for _ in range(5):
        parent = scene.head(token)
        if parent.i == token.i or parent.sentence != noun.sentence or parent.text.lower() in _APART:
            return None
        if parent.tag.startswith("V") or parent.tag == "MD":
            return parent
        token = parent
    return None


def clause(sentence: Sentence, verb: Token) -> Span:
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
