"""Who is bound: from the words that name an actor to party codes.

In come the other layers of one reading (actors, meetings, attributions) and the roster; out go party codes, or none
where two readings remain. The rules, in order: a first person speaks for its speaker, the document's party, or all
parties of a joint paper; a plural ("both sides", "they") for the parties of the meeting; an agentless passive
likewise; a name for the party it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.parse import Token
from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Attribution, Speaker
from onrecord.record.documents import Kind, Role
from onrecord.record.meetings import MeetingMention, MeetingStatus
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.undertakings import UndertakingKind
from onrecord.roster import Roster
from onrecord.text.touching import Touching

from .syntax import SUBJECTS, Tree

_FIRST = frozenset({"we", "our", "us", "i", "my", "ours", "me"})
_PLURAL = frozenset(
    {
        "they",
        "their",
        "them",
        "both",
        "sides",
        "parties",
        "leaders",
        "presidents",
        "ministers",
        "principals",
        "countries",
        "counterparts",
        "two",
        "participants",
        "delegations",
        "interlocutors",
        "heads",
        "pair",
        "nations",
        "governments",
    }
)
_SINGULAR = frozenset({"he", "she", "his", "her", "it", "its", "him"})
_OTHERS = frozenset(
    {
        "partners",
        "colleagues",
        "friends",
        "allies",
        "counterparts",
        "neighbours",
        "neighbors",
        "opponents",
        "adversaries",
    }
)
"""Whom "our" names as others: "our Western colleagues" are not ourselves."""
_TURN = frozenset({"turn label", "continuation"})
_JOINT_TITLE = re.compile(r"\bjoint\b", re.IGNORECASE)


class Binding:
    """Resolves actors in one document.

    Args:
        reading: the document with its actors, meetings and attributions.
        tree: its parse.
        roster: parties known beforehand.
    """

    def __init__(self, reading: Reading, tree: Tree, roster: Roster) -> None:
        self._reading = reading
        self._tree = tree
        self._roster = roster
        self._text = reading.document.text
        self._tokens = tree.tokens
        self._title_parties = self._named_in(reading.document.title)
        self._said = Touching(c for a in reading.attributions for c in a.content)
        self._owners = [a for a in reading.attributions for _ in a.content]
        self._named = Touching(m.span for m in reading.actors)
        self._sided = [m for m in reading.actors if m.party_span is not None]
        self._sides = Touching(m.party_span for m in self._sided if m.party_span is not None)
        self._meetings = [m for m in reading.meetings if not m.in_caption and len(m.parties) > 1]

    def resolve(self, words: Sequence[Token], at: Span) -> tuple[str, ...]:
        """Return the parties that the words name, in the order named; none if unresolved.

        Args:
            words: the actor phrase; empty for an agentless passive.
            at: the undertaking's clause, which tells the nearest meeting and speaker.
        """
        if not words:
            return self._impersonal(at)
        lower = {t.text.lower() for t in words}
        ours = bool(lower & _OTHERS) and not lower & {"we", "i", "us", "me"}
        if lower & _FIRST and not ours and not any(t.tag.startswith("NNP") for t in words):
            return self.first_person(at, plural=bool(lower & {"we", "our", "us", "ours"}))
        if ours:
            words = [t for t in words if t.tag != "PRP$"]
        span = Span(words[0].start, max(t.end for t in words))
        mentioned = self._mentions(span)
        codes = _unique(
            code for mention in mentioned for code in (mention.parties or ((mention.party,) if mention.party else ()))
        )
        if codes and not (len(codes) == 1 and lower & {"both"}):
            return _unique((*self._broken_off(words), *codes))
        if ours:
            return codes or self._named_in(span.of(self._text))
        if lower & _PLURAL:
            return self.meeting_parties(at)
        return (
            codes or self._named_in(span.of(self._text)) or self._author_body(lower) or self._pronoun(words[0], lower)
        )

    def _broken_off(self, words: Sequence[Token]) -> tuple[str, ...]:
        """Return the party that a mistaken full stop cut off a list: a lone name before "Estonia and Latvia have …"."""
        first = words[0]
        sentence = self._tree.sentence(first.sentence)
        if first.sentence == 0 or not sentence or sentence[0].i != first.i or "and" not in {t.lemma for t in words}:
            return ()
        before = self._tree.sentence(first.sentence - 1)
        if not before or before[-1].text != "." or "\n" in self._text[before[0].start : first.start]:
            return ()
        names = before[:-1]
        if not names or len(names) > 3 or not all(t.tag.startswith("NNP") for t in names):
            return ()
        return self._named_in(self._text[names[0].start : names[-1].end])

    def named(self, words: Sequence[Token]) -> tuple[str, ...]:
        """Return the parties that the words themselves name, for addressees: nothing is taken from around them."""
        words = [t for t in words if t.tag != "PRP$"]
        if not words:
            return ()
        span = Span(words[0].start, max(t.end for t in words))
        mentioned = self._mentions(span)
        codes = _unique(c for m in mentioned for c in (m.parties or ((m.party,) if m.party else ())))
        return codes or self._named_in(span.of(self._text))

    def _pronoun(self, word: Token, lower: set[str]) -> tuple[str, ...]:
        """Resolve "he", "its" to the party of the last person or party named as a subject before, if there is one."""
        if not lower & _SINGULAR:
            return self._clause_subject(word)
        before = [
            m
            for m in self._reading.actors
            if m.span.end <= word.start and m.party and m.kind in {ActorKind.PERSON, ActorKind.PARTY}
        ]
        subjects = [m for m in before if self._is_subject(m.span)]
        return (subjects[-1].party,) if subjects and subjects[-1].party else ()

    def _clause_subject(self, word: Token) -> tuple[str, ...]:
        """Take the sentence's own subject where a parser chose a noun that names nobody ("hostages reaffirmed")."""
        root = next((t for t in self._tree.sentence(word.sentence) if t.dep == "ROOT"), None)
        subject = self._tree.child(root, "nsubj", "nsubjpass") if root is not None else None
        if subject is None or subject.i == word.i:
            return ()
        tokens = self._tree.subtree(subject)
        if any(t.i == word.i for t in tokens):
            return ()
        named = _unique(
            c
            for m in self._mentions(Span(subject.start, subject.end))
            for c in (m.parties or ((m.party,) if m.party else ()))
        )
        return named or (
            self.meeting_parties(Span(subject.start, subject.end)) if subject.text.lower() in _PLURAL else ()
        )

    def _is_subject(self, span: Span) -> bool:
        first, last = (bisect_left(self._tokens, at, key=lambda t: t.start) for at in (span.start, span.end))
        return any(t.dep in SUBJECTS for t in self._tokens[first:last])

    def bound(self, words: Sequence[Token], at: Span, kind: UndertakingKind) -> tuple[str, ...]:
        """Return whom an undertaking of a kind binds; a demand that nobody voices is its speaker's or paper's own."""
        if not words and kind in {UndertakingKind.DEMAND, UndertakingKind.FULFILMENT_CLAIM}:
            return self.first_person(at, plural=True)
        return self.resolve(words, at)

    def _author_body(self, words: set[str]) -> tuple[str, ...]:
        """Return the issuer for its own organs ("the Administration", "the Ministry") in an official paper."""
        document = self._reading.document
        organs = {
            "administration",
            "government",
            "ministry",
            "president",
            "command",
            "minister",
            "secretary",
            "department",
            "cabinet",
        }
        return (document.party,) if document.is_official and document.party and words & organs else ()

    def first_person(self, at: Span, *, plural: bool = True) -> tuple[str, ...]:
        """Return whom "we" or "I" binds at a place."""
        attribution = self.attribution(at)
        if attribution is not None and not attribution.is_first_person and attribution.speaker is not None:
            return (attribution.speaker.party,) if attribution.speaker.party else ()
        document = self._reading.document
        region = document.region_at(at.start)
        if region is not None and region.role is Role.TURN:
            return self._taking_turn(region.span)
        if plural and (document.kind in {Kind.JOINT_STATEMENT, Kind.COMMUNIQUE} or _JOINT_TITLE.search(document.title)):
            joint = self._joint_parties()
            if len(joint) > 1:
                return joint
        return (document.party,) if document.party and document.is_official else ()

    def _taking_turn(self, turn: Span) -> tuple[str, ...]:
        """Return the party of the one who speaks in a turn of a transcript: never all who were present."""
        speakers = {
            a.speaker.party
            for a in (self._owners[n] for n in self._said.numbers([turn]))
            if a.speaker is not None and (a.speaker.how in _TURN or any(s.start == turn.start for s in a.source))
        }
        return tuple(s for s in speakers if s) if len(speakers) == 1 else ()

    def _joint_parties(self) -> tuple[str, ...]:
        named = self._title_parties
        if len(named) > 1:
            return named
        return self.meeting_parties(Span(0, 1))

    def meeting_parties(self, at: Span) -> tuple[str, ...]:
        """Return the parties of the meeting a place of the text speaks of: the document's first held one."""
        before = [m for m in self._meetings if m.evidence.start <= at.end and m.status is not MeetingStatus.PLANNED]
        chosen = self._chosen(before or self._meetings)
        if chosen is not None:
            return tuple(sorted(chosen.parties))
        document = self._reading.document
        codes = _unique((*((document.party,) if document.party else ()), *self._title_parties))
        return codes if len(codes) > 1 else ()

    def _chosen(self, meetings: Sequence[MeetingMention]) -> MeetingMention | None:
        own = self._reading.document.party
        mine = [m for m in meetings if own in m.parties] if own else list(meetings)
        return next(iter(sorted(mine or meetings, key=lambda m: m.evidence.start)), None)

    def _impersonal(self, at: Span) -> tuple[str, ...]:
        parties = self.meeting_parties(at)
        if parties:
            return parties
        return self.first_person(at)

    def attribution(self, at: Span) -> Attribution | None:
        """Return the innermost attribution whose content holds the place."""
        holding = [self._owners[n] for n in self._said.numbers([Span(at.start, at.start + 1)])]
        return min(holding, key=lambda a: sum(map(len, a.content)), default=None)

    def speaker(self, at: Span) -> Speaker | None:
        """Return who is reported to say what stands at a place."""
        attribution = self.attribution(at)
        return attribution.speaker if attribution is not None and not attribution.is_first_person else None

    def _mentions(self, span: Span) -> list[ActorMention]:
        found = [self._reading.actors[n] for n in self._named.numbers([span])]
        sided = (self._sided[n] for n in self._sides.numbers([span]))
        found += [m for m in sided if not m.span.overlaps(span)]
        return sorted(found, key=lambda m: m.span)

    def _named_in(self, words: str) -> tuple[str, ...]:
        return _unique(hit.code for hit in self._roster.find(words) if hit.how != "process")


def _unique(codes: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))  # type: ignore[call-overload]
