"""Speakers: the person, organisation or party a source stands for in its document, or nobody.

Attributions are resolved in text order, so that "he" is the last *speaker* before it is the last name. What two
people could have said stays open: an unresolved source has no Speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Manner, Speaker
from onrecord.record.documents import Role
from onrecord.record.spans import cover
from onrecord.text.touching import Touching

from ..component import Draft
from .boundaries import Piece
from .descriptions import Names, bare, first_person, is_class_noun, is_title, pronoun
from .mentions import PERSON, Mentions, how_named
from .places import Places
from .quotes import Quotation, manner
from .syntax import Syntax

_ENDS = frozenset(".!?:…")
_FAR = 3
"""Paragraphs over which a pronoun or a quotation without a cue goes back to its speaker; both seeds, gold/train."""


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
        self._people = [m for m in self._actors if m.kind is ActorKind.PERSON and m.name]
        self._meets = [m.span.start for m in self._people]
        held = {(m.name, m.office, m.party): m for m in reversed(self._people) if m.office}
        self._titles = [(m, _title_words(m, self._party_words(m.party))) for m in reversed(held.values())]
        self._names = Names(self._text, self._actors, [s for p in pieces for s in p.source])
        self._places = Places(self._document, draft.parse.sentences)
        self._mentions = Mentions(self._document, draft.roster, self._actors, self._names, self._places)
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
            return self._pronoun(number, kind) or self._mentions.speaker(span, words)
        return self._mentions.speaker(span, words) or self._described(number, words)

    def _described(self, number: int, words: list[str]) -> Speaker | None:
        """Resolve "the minister", "the Observatory", "the group", and names the roster does not know."""
        if not words:
            return None
        piece = self._pieces[number]
        if words[-1].lower() in {"source", "sources"} and words[0].lower() == "same":
            return self._last(number, person=None, how="title")
        span = cover(piece.source)
        office = self._mentions.office(span)
        if (is_title(words) or office) and (found := self._titled(number, words, office)) is not None:
            return found
        party = next((m.party for m in self._mentions.within(span) if m.party), None)
        full = self._names.full(words)
        if full is not None:
            return Speaker(full, party, None, "name")
        if is_class_noun(words) and not any(w[0].isupper() for w in words[1:]):
            before = _at(piece)
            return self._last(number, person=False, how="title") or self._names.only_body(span.of(self._text), before)
        if (shortened := self._shortened(number, words)) is not None:
            return shortened
        if party is not None or self._names.is_naming(words, at_start=self._places.opens_sentence(span)):
            parties = frozenset(m.span.of(self._text) for m in self._mentions.within(span) if m.kind is ActorKind.PARTY)
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

    def _titled(self, number: int, words: list[str], office: ActorMention | None) -> Speaker | None:
        wanted = {w.lower() for w in words} - {"the", "a", "his", "her", "its", "their", "also"}
        people = {m.name: m for m, title in self._titles if wanted <= title}
        if len(people) == 1:
            return _with_how(self._mentions.person(next(iter(people.values()))), "title")
        own = self._document.party if self._document.is_official else None
        if not people and office is not None and own and office.party == own:
            # "the President" of the side whose paper it is: its only person whose office the paper need not tell
            ours = {m.name: m for m in self._people if m.party == own}
            if len(ours) == 1 and not any(m.office for m in self._people if m.name in ours):
                return _with_how(self._mentions.person(next(iter(ours.values()))), "title")
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
                return _with_how(self._mentions.person(person), "document author")
            office = dict(document.metadata).get("author_office") or None
            return Speaker(document.author, document.party, office, "document author")
        if document.is_official and document.party:
            return Speaker(self._mentions.party_name(document.party), document.party, None, "document author")
        return None

    def _label(self, label: str) -> Speaker | None:
        person = self._names.person_like(label)
        if person is not None:
            return _with_how(self._mentions.person(person), "turn label")
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
        found = self._subjects(cover(self._pieces[number].source).start)
        return _with_how(self._mentions.person(found[0]), "pronoun") if found else None

    def _subjects(self, at: int) -> list[ActorMention]:
        """Return the people who are subjects between the last speaker and `at`, in its paragraph; the last first."""
        region = self._places.region(at)
        if region is None:
            return []
        before = bisect_left(self._spoke, at, key=lambda item: item[0])
        first = max(self._spoke[before - 1][0] if before else -1, region.span.start - 1)
        found: list[ActorMention] = []
        for m in reversed(self._people[: bisect_left(self._meets, at)]):
            if m.span.start <= first:
                break
            if m.how != "pronoun" and region.span.contains(m.span) and self._is_subject(m):
                found.append(m)
        return found

    def _is_subject(self, mention: ActorMention) -> bool:
        s = self._syntax
        words = s.indices([mention.span])
        return any(s.deps[i] in ("nsubj", "nsubjpass") and s.quotation[i] < 0 for i in words)

    def _lone(self, number: int) -> Speaker | None:
        """Return the only person whom the paragraphs before name, where nobody has spoken yet."""
        at = _at(self._pieces[number])
        place = self._places.number(at)
        near: dict[str, ActorMention] = {}
        for m in reversed(self._people[: bisect_left(self._meets, at)]):
            if place - self._places.number(m.span.start) > _FAR or len(near) > 1:
                break
            region = self._places.region(m.span.start)
            if region is not None and region.role is not Role.CAPTION:
                near.setdefault(m.name, m)
        if len(near) == 1:
            return _with_how(self._mentions.person(next(iter(near.values()))), "pronoun")
        return None

    def _antecedent(self, number: int) -> Speaker | None:
        """Return who "who" or "which" stands for: the mention it follows."""
        at = cover(self._pieces[number].source).start
        before = reversed(self._actors[: bisect_left(self._starts, at)])
        mention = next((m for m in before if m.span.end <= at and m.name and m.kind is not ActorKind.PLACE), None)
        if mention is None or self._text[mention.span.end : at].strip(" ,\n\xa0–—-"):
            return None
        if mention.kind in PERSON:
            return self._mentions.person(mention)
        return Speaker(mention.name, mention.party, None, how_named(mention))

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
        at = piece.content[0].start
        if self._text[max(0, at - 4) : at].rstrip()[-1:] in _ENDS:  # Lund shook his head. "There is no text."
            subjects = {m.name: m for m in self._subjects(at)}
            if subjects:
                only = next(iter(subjects.values())) if len(subjects) == 1 else None
                return _with_how(self._mentions.person(only), "continuation") if only else None
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

    def _party_words(self, code: str | None) -> set[str]:
        party = self._roster.parties.get(code) if code else None
        if party is None:
            return set()
        return {w.lower() for name in (party.name, *party.demonyms, *party.aliases) for w in name.split()}


def _at(piece: Piece) -> int:
    return (piece.cue or piece.content)[0].start


def _with_how(speaker: Speaker, how: str) -> Speaker:
    return Speaker(speaker.name, speaker.party, speaker.office, how)


def _title_words(mention: ActorMention, party: set[str]) -> set[str]:
    words = {w.lower().strip(".,") for w in (mention.office or "").split()}
    return words | party | {"'s", "’s"}
