"""The people, bodies and parties that a source itself names: "Brandt and Lund", "both sides", "the Ministry".

In comes the span of a source, out goes the Speaker that its own words give, or None where they name nobody: pronouns,
titles and descriptions are `speakers.py`'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Speaker
from onrecord.record.documents import Document
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .descriptions import Names, and_list, bare, is_paper, is_title
from .lexicon import words
from .places import Places

PERSON = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
_SIDES = frozenset({"sides", "parties", "countries", "governments", "delegations", "states"})
_AND = frozenset({"and", "or", "as", "both"})
_SERVED = frozenset({"for", "to", "of"})
_SERVANTS = words(
    """spokesman spokeswoman spokesperson spokespeople aide aides adviser advisers advisor advisors assistant lawyer
    lawyers attorney attorneys representative representatives secretary deputy envoy source sources close"""
)
_ORGANS = words("office cabinet government administration team camp party entourage aides supporters allies lawyers")
_POSSESSIVE = ("'s", "’s", "s'", "s’")


class Mentions:
    """The actors that one document mentions, in text order, and what a source makes of those inside it."""

    def __init__(
        self, document: Document, roster: Roster, actors: Sequence[ActorMention], names: Names, places: Places
    ) -> None:
        self._text = document.text
        self._roster = roster
        self._actors = actors
        self._starts = [m.span.start for m in actors]
        self._offices: dict[str, str] = {}
        self._parties: dict[str, str] = {}
        for mention in actors:
            if mention.kind is ActorKind.PERSON:
                if mention.office:
                    self._offices.setdefault(mention.name, mention.office)
                if mention.party:
                    self._parties.setdefault(mention.name, mention.party)
        self._names = names
        self._places = places

    def speaker(self, span: Span, words: list[str]) -> Speaker | None:
        """Return whom the names inside a source stand for; `words` are its words without articles and marks."""
        inside = [m for m in self.within(span) if m.kind is not ActorKind.PROCESS]
        plural = next((m for m in inside if len(m.parties) > 1), None)
        both = plural.parties if plural is not None else self._both(words)
        if both:
            return Speaker(and_list([self.party_name(code) for code in both]), None, None, "plural")
        named = [m for m in inside if m.name and not self._subordinate(m, span)]
        people = [m for m in named if m.kind in PERSON and " " in m.name] or [m for m in named if m.kind in PERSON]
        if people and (body := self._names.full(words)) is not None and set(people[0].name.split()) < set(body.split()):
            return Speaker(body, None, None, "name")
        if people:
            return _joined([self.person(m) for m in self._coordinated(_distinct(people))])
        bodies = [m for m in named if self._is_whole(m, span)]
        if bodies:
            return _joined([Speaker(_article_off(m.name), m.party, None, how_named(m)) for m in _distinct(bodies)])
        return None

    def office(self, span: Span) -> ActorMention | None:
        """Return the mention of an office without a name that a source is, articles aside."""
        inside = [m for m in self.within(span) if m.kind is ActorKind.OFFICE]
        if len(inside) != 1 or inside[0].span.end != span.end:
            return None
        before = self._text[span.start : inside[0].span.start].lower().split()
        return inside[0] if set(before) <= {"the"} else None

    def _both(self, words: list[str]) -> tuple[str, ...]:
        """Return the two parties of "both sides" where the headline names two, or the text speaks of one pair."""
        if len(words) != 2 or words[0].lower() not in {"both", "two"} or words[1].lower() not in _SIDES:
            return ()
        titles = self._places.headlines()
        named = {m.party for m in self._actors if m.party and any(t.contains(m.span) for t in titles)}
        if len(named) == 2:
            return tuple(sorted(code for code in named if code))
        pairs = {m.parties for m in self._actors if len(m.parties) == 2}
        return pairs.pop() if len(pairs) == 1 else ()

    def _coordinated(self, mentions: list[ActorMention]) -> list[ActorMention]:
        """Return the first person and those that "and" or a comma adds: "A and B", not "A, director of B"."""
        chosen = mentions[:1]
        for one, other in pairwise(mentions):
            between = bare(self._text[one.span.end : other.span.start])
            if ("and" not in between and between) or "of" in between:
                break
            chosen.append(other)
        return chosen

    def person(self, mention: ActorMention) -> Speaker:
        """Return a person with the office and party that any mention of theirs tells."""
        office = mention.office or self._offices.get(mention.name)
        party = mention.party or self._parties.get(mention.name)
        return Speaker(mention.name, party, office, how_named(mention))

    def _subordinate(self, mention: ActorMention, span: Span) -> bool:
        """Tell whether a mention only owns or completes the source: "Brandt's aide", "a spokesman for Brandt"."""
        behind = self._text[mention.span.end : span.end]
        if behind.startswith(_POSSESSIVE) and any(c.isalpha() for c in behind[2:]):
            return True
        before = self._text[span.start : mention.span.start].lower().split()
        if mention.kind is ActorKind.PERSON:
            beside = bool(set(before[-3:]) & {"for", "to", "with", "by", "from", "against", "near"})
            return (beside and not is_title(before)) or _serves(before)
        return bool(before) and before[-1] in {"for", "to", "with", "by", "from", "of", "in", "at"}

    def _is_whole(self, mention: ActorMention, span: Span) -> bool:
        """Tell whether a mention of a party or body is the source's head and not a word beside it."""
        behind = bare(self._text[mention.span.end : span.end])
        before = bare(self._text[span.start : mention.span.start])
        starts = not before or before[-1].lower() in _AND or all(w.islower() for w in before)
        ends = not behind or behind[0].lower() in _AND or (is_paper(behind) and not before)
        return starts and ends

    def within(self, span: Span) -> list[ActorMention]:
        """Return the mentions inside a span, pronouns aside."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return [m for m in self._actors[first:last] if m.span.end <= span.end and m.how != "pronoun"]

    def party_name(self, code: str) -> str:
        """Return the name of a party."""
        party = self._roster.parties.get(code)
        return party.name if party is not None else code


def _serves(before: Sequence[str]) -> bool:
    """Tell whether the words before a name are of somebody who serves its bearer: "an aide to Prime Minister"."""
    at = max((n for n, word in enumerate(before) if word in _SERVED), default=0)
    if not at or ((between := list(before[at + 1 :])) and not is_title(between)):
        return False
    return before[at - 1] in (_ORGANS if before[at] == "of" else _SERVANTS)


def how_named(mention: ActorMention) -> str:
    """Return how a mention came to its name, as `Speaker.how` tells it."""
    return mention.how if mention.how in {"surname", "title", "metonym", "plural"} else "name"


def _article_off(name: str) -> str:
    return name[4:] if name.startswith(("The ", "the ")) else name


def _distinct(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    return list({m.name: m for m in mentions}.values())


def _joined(speakers: Sequence[Speaker]) -> Speaker:
    if len(speakers) == 1:
        return speakers[0]
    parties = {s.party for s in speakers}
    return Speaker(and_list([s.name for s in speakers]), parties.pop() if len(parties) == 1 else None, None, "plural")
