"""A document laid out for reading meetings: sentence by sentence its tokens, actors, times and the region's role."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.documents import Document, Role
from onrecord.record.spans import Span
from onrecord.record.times import TimeMention
from onrecord.roster import Roster
from onrecord.text.touching import Touching

from ..component import Draft
from ..parse import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ACTING = frozenset({ActorKind.PERSON, ActorKind.PARTY, ActorKind.ORGANISATION, ActorKind.OFFICE})


@dataclass(frozen=True)
class Sentence:
    """One sentence. Offsets are those of the document's text; `tokens` are in order."""

    index: int
    span: Span
    text: str
    role: Role
    tokens: tuple[Token, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[ActorMention, ...]
    times: tuple[TimeMention, ...]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds the character at `offset` (of the document), or the next one."""
        at = bisect.bisect_right(self._starts, offset) - 1
        if 0 <= at < len(self.tokens) and self.tokens[at].start <= offset < self.tokens[at].end:
            return self.tokens[at]
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that start inside `[start, end)`."""
        low = bisect.bisect_left(self._starts, start)
        high = bisect.bisect_left(self._starts, end)
        return list(self.tokens[low:high])

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def standing(self) -> tuple[ActorMention, ...]:
        """Actors that stand for themselves: not the party words inside somebody's title or apposition."""
        people = [m for m in self.actors if m.kind in {ActorKind.PERSON, ActorKind.OFFICE}]
        worn = [s for m in people for s in (m.office_span, m.party_span) if s]
        apart = [m for m in self.actors if m in people or not any(w.overlaps(m.span) for w in worn)]
        standing = [m for m in apart if not (self._is_served(m) if m in people else self._only_qualifies(m))]
        capitals = [
            m for m in self.places if m.party and self._governs(m) and not any(w.overlaps(m.span) for w in worn)
        ]
        return tuple(sorted((*standing, *capitals), key=lambda m: (m.span.start, -m.span.end)))

    def _only_qualifies(self, mention: ActorMention) -> bool:
        """ "anti-Arvenian groups", "Arvenia-backed rebels": a party that tells others' side, not one that was there."""
        start, end = mention.span.start - self.span.start, mention.span.end - self.span.start
        return bool(_TOWARDS.search(self.text[:start]) or _UNDER.match(self.text, end))

    def _is_served(self, person: ActorMention) -> bool:
        """ "a representative of General X", "members of X's party": somebody of theirs was there, not they."""
        spans = [s for s in (person.span, person.office_span, person.party_span) if s and s.end <= person.span.end]
        lead = self.text[: max(0, min(s.start for s in spans) - self.span.start)]
        return bool(_SERVING.search(lead))

    def _governs(self, place: ActorMention) -> bool:
        """ "the Kiev authorities", "representatives from Kiev": a capital that stands for its government."""
        end, start = place.span.end - self.span.start, place.span.start - self.span.start
        return bool(
            re.match(r"\s+(?:authorities|government|regime|delegation|officials|representatives)\b", self.text[end:])
            or re.search(
                r"\b(?:representatives|officials|delegations?|envoys|negotiators) (?:from|of) (?:the )?$",
                self.text[:start],
            )
        )

    @cached_property
    def in_caption(self) -> bool:
        """Whether the sentence belongs to a picture, not to the text."""
        return self.role is Role.CAPTION


@dataclass(frozen=True)
class Scene:
    """One document, ready to be read for meetings."""

    document: Document
    roster: Roster
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    actors: tuple[ActorMention, ...]
    children: dict[int, list[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @cached_property
    def first(self) -> int:
        """`Parse.tokens` index of the first token held here (indices of tokens are absolute)."""
        return self.tokens[0].i if self.tokens else 0

    def head(self, token: Token) -> Token:
        """Return the token's syntactic head (itself for a root)."""
        return self.tokens[token.head - self.first]

    def dependents(self, token: Token) -> list[Token]:
        """Return the token's direct dependents in text order."""
        return [self.tokens[i - self.first] for i in self.children.get(token.i, [])]


_SERVING = re.compile(
    r"\b(?:representatives?|members|aides?|advis[eo]rs?|envoys?|emissar(?:y|ies)|delegates?|supporters|allies|relatives"
    r"|associates|sons?|daughters?|brothers?|lawyers?|officials) of (?:the )?(?:[a-z][\w-]* ){0,2}$"
)
_TOWARDS = re.compile(r"\b(?:anti|pro|non|ex)[-‑–]$", re.IGNORECASE)
_UNDER = re.compile(
    r"[-‑–](?:\w+ed|led|run|held|made|wide)\b"
    r"(?!\s+(?:[a-z]+\s)?(?:government|authorities|administration|delegation|side)\b)"
)


def lay_out(draft: Draft) -> Scene:
    """Build the scene of a draft."""
    document, parse = draft.reading.document, draft.parse
    actors = tuple(sorted(draft.reading.actors, key=lambda m: (m.span.start, -m.span.end)))
    times = tuple(sorted(draft.reading.times, key=lambda t: t.span))
    by_sentence: list[list[Token]] = [[] for _ in parse.sentences]
    children: dict[int, list[int]] = {}
    for token in parse.tokens:
        if 0 <= token.sentence < len(by_sentence):
            by_sentence[token.sentence].append(token)
        if token.head != token.i:
            children.setdefault(token.head, []).append(token.i)
    sentences, near, when = [], Touching(m.span for m in actors), Touching(t.span for t in times)
    for index, span in enumerate(parse.sentences):
        region = document.region_at(span.start)
        inside = [_town(document.text, m) for m in (actors[n] for n in near.numbers([span])) if span.contains(m.span)]
        settled = [m for m in inside if not _is_room(document.text, m)]
        tagged = _tagged_places(by_sentence[index], settled)  # "at the minister's office in Oslo" names a place
        sentences.append(
            Sentence(
                index=index,
                span=span,
                text=span.of(document.text),
                role=region.role if region else Role.BODY,
                tokens=tuple(by_sentence[index]),
                actors=tuple(m for m in inside if m.kind in _ACTING),
                places=tuple(
                    sorted([*(m for m in inside if m.kind is ActorKind.PLACE), *tagged], key=lambda m: m.span)
                ),
                times=tuple(t for t in (times[n] for n in when.numbers([span])) if span.contains(t.span)),
            )
        )
    return Scene(document, draft.roster, tuple(sentences), parse.tokens, actors, children)


def _is_room(text: str, mention: ActorMention) -> bool:
    """ "The minister's office in Oslo": a room, not a post."""
    return mention.kind is ActorKind.OFFICE and bool(_ROOM.search(mention.span.of(text)))


_ROOM = re.compile(r"\b(?:office|headquarters|residence|palace) in\b", re.IGNORECASE)


def _town(text: str, mention: ActorMention) -> ActorMention:
    """ "Port Sudan", "Mexico City": a town whose name holds that of its state is a place, not the state."""
    before = _PORT.search(text, max(0, mention.span.start - 8), mention.span.start)
    behind = _CITY.match(text, mention.span.end, mention.span.end + 8)
    if mention.kind not in {ActorKind.PARTY, ActorKind.PLACE} or mention.how == "demonym" or not (before or behind):
        return mention
    span = Span(before.start() if before else mention.span.start, behind.end() if behind else mention.span.end)
    return replace(mention, span=span, kind=ActorKind.PLACE, name=span.of(text))


_PORT = re.compile(r"\b(?:Port|PORT)\s$")
_CITY = re.compile(r"\s(?:City|CITY)\b")


def _tagged_places(tokens: list[Token], known: list[ActorMention]) -> list[ActorMention]:
    """Places the tagger sees where no actor stands: towns that no register lists."""
    found: list[ActorMention] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if (
            token is not None
            and token.ent in {"GPE", "LOC", "FAC"}
            and token.tag.startswith(("NNP", "DT", "NN", "HYPH", "JJ"))
        ):
            run.append(token)
            continue
        while run and not run[0].text[0].isupper():
            run.pop(0)
        if run:
            span = Span(run[0].start, run[-1].end)
            if not any(span.overlaps(m.span) for m in known):
                found.append(ActorMention(span, ActorKind.PLACE, " ".join(t.text for t in run)))
        run = []
    return found
