"""Speakers: the person, organisation or party a source stands for in its document, or nobody.

Attributions are resolved in text order, so that "he" is the last *speaker* before it is the last name. What two
people could have said stays open: an unresolved source has no Speaker.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Manner, Speaker
from onrecord.record.documents import Role
from onrecord.record.spans import Span, cover

from ..component import Draft
from .boundaries import Piece
from .descriptions import Names, and_list, bare, first_person, is_class_noun, is_paper, is_title, pronoun
from .places import Places
from .quotes import Quotation, Touching, manner
from .syntax import Syntax

_FAR = 3
"""Paragraphs over which a pronoun or a quotation without a cue goes back to its speaker; both seeds, gold/train."""
_PERSON = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
_SIDES = frozenset({"sides", "parties", "countries", "governments", "delegations", "states"})
_AND = frozenset({"and", "or", "as", "both"})
_POSSESSIVE = ("'s", "’s", "s'", "s’")


class Speakers:
    """Resolves every attribution of one draft once, in text order; `of` tells the answer by number."""

    def __init__(
        self, draft: Draft, syntax: Syntax, near: Sequence[Sequence[Quotation]], pieces: Sequence[Piece]
    ) -> None:
        self._document = draft.reading.document
        self._text = self._document.text
        self._roster = draft.roster
        self._syntax = syntax
        self._pieces = pieces
        self._near = near
        self._held = Touching(c for p in pieces for c in p.content)
        self._holders = [n for n, p in enumerate(pieces) for _ in p.content]
        self._actors = sorted(draft.reading.actors, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self._actors]
        self._names = Names(self._text, self._actors, [s for p in pieces for s in p.source])
        self._places = Places(self._document, draft.parse.sentences)
        self._answers: list[Speaker | None] = [None] * len(pieces)
        self._outer = [self._holder(n) for n in range(len(pieces))]
        self._spoke: list[tuple[int, bool, Speaker]] = []  # offset of the cue, is it a person, who
        for number in sorted(range(len(pieces)), key=lambda n: (self._outer[n] is not None, _at(pieces[n]))):
            self._answer(number)

    def of(self, number: int) -> Speaker | None:
        """Return the speaker of attribution `number`, None where the text leaves it open."""
        return self._answers[number]

    def _holder(self, number: int) -> int | None:
        """Return the attribution whose content holds the cue (or the whole content) of this one."""
        piece = self._pieces[number]
        inner = piece.cue or piece.content
        for n in sorted({self._holders[k] for k in self._held.numbers(inner[:1])}):
            other = self._pieces[n]
            if n != number and any(c.contains(inner[0]) for c in other.content) and other.content != piece.content:
                return n
        return None

    def _answer(self, number: int) -> None:
        piece = self._pieces[number]
        speaker = self._source(number) if piece.source else self._without_source(number)
        self._answers[number] = speaker
        if speaker is not None and self._outer[number] is None:
            is_person = self._names.is_person(speaker.name)
            insort(self._spoke, (_at(piece), is_person, speaker), key=lambda item: item[0])

    # A source is given

    def _source(self, number: int) -> Speaker | None:
        piece = self._pieces[number]
        span = cover(piece.source)
        words = bare(span.of(self._text))
        if piece.frame == "turn":
            return self._label(span.of(self._text))
        if first_person(words):
            return self._first_person(number)
        if (kind := pronoun(words)) is not None:
            return self._pronoun(number, kind) or self._mentioned(span, words)
        return self._mentioned(span, words) or self._described(number, words)

    def _mentioned(self, span: Span, words: list[str]) -> Speaker | None:
        inside = [m for m in self._actors_in(span) if m.kind is not ActorKind.PROCESS]
        plural = next((m for m in inside if len(m.parties) > 1), None)
        both = plural.parties if plural is not None else self._both(words)
        if both:
            return Speaker(and_list([self._party_name(code) for code in both]), None, None, "plural")
        named = [m for m in inside if m.name and not self._subordinate(m, span)]
        people = [m for m in named if m.kind in _PERSON and " " in m.name] or [m for m in named if m.kind in _PERSON]
        if people and (body := self._names.full(words)) is not None and set(people[0].name.split()) < set(body.split()):
            return Speaker(body, None, None, "name")
        if people:
            return _joined([self._person(m) for m in self._coordinated(_distinct(people))])
        bodies = [m for m in named if self._is_whole(m, span)]
        if bodies:
            return _joined([Speaker(_article_off(m.name), m.party, None, _how(m)) for m in _distinct(bodies)])
        return None

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

    def _person(self, mention: ActorMention) -> Speaker:
        office, party = mention.office, mention.party
        for other in self._actors:
            if other.kind is ActorKind.PERSON and other.name == mention.name:
                office, party = office or other.office, party or other.party
        return Speaker(mention.name, party, office, _how(mention))

    def _subordinate(self, mention: ActorMention, span: Span) -> bool:
        """Tell whether a mention only owns or completes the source: "Brandt's aide", "a spokesman for Brandt"."""
        behind = self._text[mention.span.end : span.end]
        if behind.startswith(_POSSESSIVE) and any(c.isalpha() for c in behind[2:]):
            return True
        before = self._text[span.start : mention.span.start].lower().split()
        if mention.kind is ActorKind.PERSON:
            return bool(set(before[-3:]) & {"for", "to", "with", "by", "from", "against", "near"}) and not is_title(
                before
            )
        return bool(before) and before[-1] in {"for", "to", "with", "by", "from", "of", "in", "at"}

    def _is_whole(self, mention: ActorMention, span: Span) -> bool:
        """Tell whether a mention of a party or body is the source's head and not a word beside it."""
        behind = bare(self._text[mention.span.end : span.end])
        before = bare(self._text[span.start : mention.span.start])
        starts = not before or before[-1].lower() in _AND or all(w.islower() for w in before)
        ends = not behind or behind[0].lower() in _AND or (is_paper(behind) and not before)
        return starts and ends

    def _described(self, number: int, words: list[str]) -> Speaker | None:
        """Resolve "the minister", "the Observatory", "the group", and names the roster does not know."""
        if not words:
            return None
        piece = self._pieces[number]
        if words[-1].lower() in {"source", "sources"} and words[0].lower() == "same":
            return self._last(number, person=None, how="title")
        if is_title(words) and (found := self._titled(number, words)) is not None:
            return found
        span = cover(piece.source)
        party = next((m.party for m in self._actors_in(span) if m.party), None)
        full = self._names.full(words)
        if full is not None:
            return Speaker(full, party, None, "name")
        if is_class_noun(words) and not any(w[0].isupper() for w in words[1:]):
            before = _at(piece)
            return self._last(number, person=False, how="title") or self._names.only_body(span.of(self._text), before)
        if (shortened := self._shortened(number, words)) is not None:
            return shortened
        if party is not None or self._names.is_naming(words, at_start=self._places.opens_sentence(span)):
            parties = frozenset(m.span.of(self._text) for m in self._actors_in(span) if m.kind is ActorKind.PARTY)
            return Speaker(self._names.display(words, parties), party, None, "name")
        return None

    def _shortened(self, number: int, words: list[str]) -> Speaker | None:
        """Return the body that spoke before and whose name holds all these words: "the military"."""
        own = {w.lower() for w in words}
        at = _at(self._pieces[number])
        for where, is_person, speaker in reversed(self._spoke):
            if where < at and not is_person and own < {w.lower() for w in speaker.name.split()}:
                return _with_how(speaker, "title")
        return None

    def _titled(self, number: int, words: list[str]) -> Speaker | None:
        wanted = {w.lower() for w in words} - {"the", "a", "his", "her", "its", "their", "also"}
        people = {
            m.name: m
            for m in self._actors
            if m.kind is ActorKind.PERSON and m.office and wanted <= _title_words(m, self._party_words(m.party))
        }
        if len(people) == 1:
            return _with_how(self._person(next(iter(people.values()))), "title")
        last = self._last(number, person=True, how="title")
        return last if last is not None and last.name in people else None

    # Pronouns and silence

    def _first_person(self, number: int) -> Speaker | None:
        outer = self._outer[number]
        if outer is not None:
            return self._answers[outer]
        region = self._places.region(_at(self._pieces[number]))
        if region is not None and region.role is Role.TURN and region.speaker:
            return self._label(region.speaker)
        at = bisect_right(self._syntax.starts, self._pieces[number].source[0].start) - 1
        if at >= 0 and self._syntax.quotation[at] >= 0:
            return None
        return self.author()

    def author(self) -> Speaker | None:
        """Return whom a first-person document speaks for: its author, else its party."""
        document = self._document
        if document.author:
            person = self._names.person_like(document.author)
            if person is not None:
                return _with_how(self._person(person), "document author")
            office = dict(document.metadata).get("author_office") or None
            return Speaker(document.author, document.party, office, "document author")
        if document.is_official and document.party:
            return Speaker(self._party_name(document.party), document.party, None, "document author")
        return None

    def _label(self, label: str) -> Speaker | None:
        person = self._names.person_like(label)
        if person is not None:
            return _with_how(self._person(person), "turn label")
        if len(label) < 3 or label.lower().split()[0].rstrip(":") in {
            "question",
            "q",
            "answer",
            "moderator",
            "reporter",
        }:
            return None
        name = label.strip(" :")
        return Speaker(name.title() if name.isupper() else name, None, None, "turn label")

    def _pronoun(self, number: int, kind: str) -> Speaker | None:
        if kind == "relative":
            return self._antecedent(number)
        if kind == "plural":
            return self._last(number, person=None, how="pronoun") if self._plural_last(number) else None
        if kind == "it":
            return self._last(number, person=False, how="pronoun")
        return self._subject_before(number) or self._last(number, person=True, how="pronoun") or self._lone(number)

    def _plural_last(self, number: int) -> bool:
        last = self._last(number, person=None, how="pronoun")
        return last is not None and not self._names.is_person(last.name)

    def _subject_before(self, number: int) -> Speaker | None:
        """Return the person who is subject of the sentence before, in the same paragraph, behind the last speaker."""
        piece = self._pieces[number]
        at = cover(piece.source).start
        region = self._places.region(at)
        if region is None:
            return None
        s = self._syntax
        index = bisect_right(s.starts, at) - 1
        if index < 0 or s.paragraph[index] < 0:
            return None
        spoken = max((where for where, _, _ in self._spoke if where < at), default=-1)
        earlier = [
            m
            for m in self._actors
            if m.kind is ActorKind.PERSON
            and m.name
            and spoken < m.span.start < at
            and m.how != "pronoun"
            and region.span.contains(m.span)
            and self._is_subject(m)
        ]
        return _with_how(self._person(earlier[-1]), "pronoun") if earlier else None

    def _is_subject(self, mention: ActorMention) -> bool:
        s = self._syntax
        words = s.indices([mention.span])
        return any(s.deps[i] in ("nsubj", "nsubjpass") and s.quotation[i] < 0 for i in words)

    def _lone(self, number: int) -> Speaker | None:
        """Return the only person whom the paragraphs before name, where nobody has spoken yet."""
        at = _at(self._pieces[number])
        place = self._places.number(at)
        near = {
            m.name: m
            for m in self._actors
            if m.kind is ActorKind.PERSON
            and m.name
            and m.span.start < at
            and place - self._places.number(m.span.start) <= _FAR
            and (region := self._places.region(m.span.start)) is not None
            and region.role is not Role.CAPTION
        }
        if len(near) == 1:
            return _with_how(self._person(next(iter(near.values()))), "pronoun")
        return None

    def _antecedent(self, number: int) -> Speaker | None:
        """Return who "who" or "which" stands for: the mention it follows."""
        at = cover(self._pieces[number].source).start
        before = [m for m in self._actors if m.span.end <= at and m.name and m.kind is not ActorKind.PLACE]
        if not before or self._text[before[-1].span.end : at].strip(" ,\n\xa0–—-"):
            return None
        mention = before[-1]
        if mention.kind in _PERSON:
            return self._person(mention)
        return Speaker(mention.name, mention.party, None, _how(mention))

    def _without_source(self, number: int) -> Speaker | None:
        piece = self._pieces[number]
        region = self._places.region(piece.content[0].start)
        sibling = self._sibling(number)
        if sibling is not None:
            return sibling
        if region is not None and region.role is Role.TURN and region.speaker and self._outer[number] is None:
            return self._label(region.speaker)
        how = manner(self._text, piece.content, self._near[number])
        if how is Manner.INDIRECT or (piece.cue and (how is Manner.MIXED or self._passive(piece))):
            return None
        return self._last(number, person=None, how="continuation")

    def _sibling(self, number: int) -> Speaker | None:
        """Return who speaks in the same sentence: "…, he said, adding that …"."""
        piece = self._pieces[number]
        if not piece.cue or not piece.cue[0].of(self._text).lower().split()[0].endswith("ing"):
            return None
        sentence = self._places.sentence(piece.cue[0])
        if sentence is None:
            return None
        found = [who for where, _, who in self._spoke if sentence.start <= where < piece.cue[0].start]
        return _with_how(found[-1], "continuation") if found else None

    def _passive(self, piece: Piece) -> bool:
        words = piece.cue[0].of(self._text).lower().split()
        return bool(words) and words[0] in {"was", "were", "is", "are", "been", "being"}

    def _last(self, number: int, *, person: bool | None, how: str) -> Speaker | None:
        """Return who spoke last before attribution `number`, at most a few paragraphs up."""
        at = _at(self._pieces[number])
        place = self._places.number(at)
        for where, is_person, speaker in reversed(self._spoke):
            if where >= at or (person is not None and is_person is not person):
                continue
            if place - self._places.number(where) > _FAR or self._places.heading_between(where, at):
                return None
            return _with_how(speaker, how)
        return None

    # Where things stand

    def _actors_in(self, span: Span) -> list[ActorMention]:
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return [m for m in self._actors[first:last] if m.span.end <= span.end and m.how != "pronoun"]

    def _party_name(self, code: str) -> str:
        party = self._roster.parties.get(code)
        return party.name if party is not None else code

    def _party_words(self, code: str | None) -> set[str]:
        party = self._roster.parties.get(code) if code else None
        if party is None:
            return set()
        return {w.lower() for name in (party.name, *party.demonyms, *party.aliases) for w in name.split()}


def _at(piece: Piece) -> int:
    return (piece.cue or piece.content)[0].start


def _how(mention: ActorMention) -> str:
    return mention.how if mention.how in {"surname", "title", "metonym", "plural"} else "name"


def _with_how(speaker: Speaker, how: str) -> Speaker:
    return Speaker(speaker.name, speaker.party, speaker.office, how)


def _article_off(name: str) -> str:
    return name[4:] if name.startswith(("The ", "the ")) else name


def _distinct(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    return list({m.name: m for m in mentions}.values())


def _joined(speakers: Sequence[Speaker]) -> Speaker:
    if len(speakers) == 1:
        return speakers[0]
    parties = {s.party for s in speakers}
    return Speaker(and_list([s.name for s in speakers]), parties.pop() if len(parties) == 1 else None, None, "plural")


def _title_words(mention: ActorMention, party: set[str]) -> set[str]:
    words = {w.lower().strip(".,") for w in (mention.office or "").split()}
    return words | party | {"'s", "’s"}
