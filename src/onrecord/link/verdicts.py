"""The verdict on one quote, given everything its speaker has on record.

Input: a quote and the passages of its speaker. Output: a verdict with its passage and reasons. Words come first:
a quote that stands there word for word needs no further evidence. Then meaning, sentence by sentence, with learned
weights; two different passages that do equally well leave the quote undecided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from onrecord.record.accounts import Match, Reason
from onrecord.record.attributions import Manner
from onrecord.record.spans import Span
from onrecord.text.compare import STOP, stems, words

from .embedding import Embedder
from .foreign import NAME as FOREIGN
from .foreign import ForeignMatcher
from .likeness import Likeness, probability, reasons
from .matching import Matcher, Ranked
from .passages import OWN, Passage
from .quotes import Quote
from .windows import best_window
from .wording import Found, Wording

TOO_SHORT = 3
"""Words below which a quote identifies nothing, unless its words stand at one place only."""

_SHARE = 0.6  # of a quote's words that must be met for the whole to be met
_TIE = 0.35  # log-odds within which two different passages are two readings
_SAME_MEETING = 0.5
"""Part of the way from reject to accept that a passage told of the quote's meeting is ahead: half, so that the meeting
settles what words leave open in its favour and never lifts what they reject over the bar."""

_APART = 0.75  # log-odds lost per step of distance in time, see `_steps_apart`
_RENDERING = 0.45  # weighted words shared from which a report without quotation marks renders, not paraphrases
_LOOSE = 0.15  # weighted words shared below which even words in quotation marks are a paraphrase
_PIECE = 0.7  # a quote shorter than this part of a passage is also compared with the part it may come from
_PIECE_COST = 1.0  # log-odds lost by choosing the part of the passage; keeps false accepts of pieces at those of wholes
_LONGER = 1.2  # a quote longer than this many times a passage is also compared with the passage and its neighbours
_ORDER = (Match.VERBATIM, Match.TRUNCATED, Match.SPLICED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote to be judged.

    `text` is its document's, `day` the document's date, `meeting` documents of its meeting, `language` ISO 639-1.
    """

    quote: Quote
    text: str
    manner: Manner
    speaker: str
    day: date | None = None
    meeting: Collection[str] = ()
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict, how sure it is in [0, 1], why, and the passage (spans into the official text) it rests on."""

    match: Match
    score: float
    reasons: tuple[Reason, ...]
    official_id: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A passage for one sentence of the quote; `margin` is log-odds above the acceptance threshold."""

    number: int
    spans: tuple[Span, ...]
    margin: float
    odds: float
    features: Mapping[str, float]
    floor: float  # margin below which it is rejected


class Held:
    """The passages of one speaker, searched for that speaker's quotes."""

    def __init__(
        self, passages: Sequence[Passage], texts: Mapping[str, str], embedder: Embedder | None, likeness: Likeness,
        corrections: Collection[str] = (), whole: bool | None = None, foreign: Embedder | None = None,
    ) -> None:  # fmt: skip
        self._passages, self._texts, self._likeness, self._corrections = passages, texts, likeness, corrections
        pool = [p.text for p in passages]
        self._matcher = Matcher(pool, embedder=embedder, likeness=likeness, whole=whole) if pool else None
        self._known: set[str] | None = None
        self._foreign_embedder = foreign if FOREIGN in likeness.scorers else None
        self._languages = {p.language for p in passages}
        self._ranked: dict[str, list[Ranked]] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(passages):
            self._places[passage.document_id].append(number)
        self._wordings: dict[str, Wording] = {}

    def prepare(self, asked: Sequence[Asked]) -> None:
        """Rank the passages for the sentences of all quotes at once."""
        if self._matcher is None:
            return
        own = sorted({s.of(a.text) for a in asked if not self._is_foreign(a) for s in a.quote.sentences})
        self._ranked = dict(zip(own, self._matcher.rank(own), strict=True))
        foreign = sorted({s.of(a.text) for a in asked if self._is_foreign(a) for s in a.quote.sentences} - set(own))
        if foreign and self._foreign_embedder is not None:
            pool = [p.text for p in self._passages]
            matcher = ForeignMatcher(pool, embedder=self._foreign_embedder, likeness=self._likeness)
            self._ranked |= dict(zip(foreign, matcher.rank(foreign), strict=True))

    def _is_foreign(self, asked: Asked) -> bool:
        """Tell whether everything held is in another language than the quote."""
        if asked.language == "und" or self._languages & {"und", asked.language}:
            return False
        if self._known is None:
            self._known = {stem for p in self._passages for stem in stems(p.text)}
        mine = [w.stem for s in asked.quote.sentences for w in words(asked.text, s) if w.key not in STOP]
        return sum(stem in self._known for stem in mine) < _SHARE * len(mine)  # else the language was told wrongly

    def decide(self, asked: Asked) -> Decided:
        """Return the verdict on one quote."""
        if not asked.quote.size:
            return Decided(Match.UNDECIDED, 0.0, (Reason("words", 0.0, "the quote holds no words"),))
        speaker = Reason("speaker", 1.0 if self._passages else 0.0, asked.speaker)
        if not self._passages:
            return Decided(Match.NO_RECORD_HELD, 1.0, (speaker,))
        decided = self._word_for_word(asked)
        if decided is None and self._is_foreign(asked) and self._foreign_embedder is None:
            languages = ", ".join(sorted(self._languages))
            note = f"held in {languages}, quoted in {asked.language}; the extra [multilingual] compares them"
            return Decided(Match.UNDECIDED, 0.0, (speaker, Reason("language", 0.0, note)))
        decided = decided or self._by_meaning(asked)
        if decided.match is Match.NOT_ON_RECORD and not any(p.how in OWN or p.how == "party" for p in self._passages):
            only = Reason("record", 0.0, "only reports of what this speaker said are held")
            decided = Decided(Match.NO_RECORD_HELD, decided.score, (*decided.reasons, only))
        same = Reason("meeting", float(decided.official_id in asked.meeting)) if decided.official_id else None
        why = (speaker, *([same] if same else []), *decided.reasons, *self._corrected(decided))
        return replace(decided, reasons=why)

    # Word for word

    def _word_for_word(self, asked: Asked) -> Decided | None:
        """Find the very words; of several documents the one that cuts least, then the meeting's, then the nearest."""
        quote = asked.quote
        best: tuple[tuple[int, bool, int, str], Found, str] | None = None
        places = 0
        for document_id in sorted(self._places):
            wording = self._wording(document_id)
            found = wording.find(quote.fragments)
            if found is None and quote.quoted and asked.manner is not Manner.DIRECT:
                found = wording.find(quote.quoted) if sum(len(f.words) for f in quote.quoted) > TOO_SHORT else None
            if found is None:
                continue
            places += wording.count([w.key for w in quote.fragments[0].words])
            day = self._passages[self._places[document_id][0]].on
            rank = (_ORDER.index(found.match), document_id not in asked.meeting, _days(asked.day, day), document_id)
            if best is None or rank < best[0]:
                best = rank, found, document_id
        if quote.size < TOO_SHORT and (best is None or places > 1 or asked.manner is Manner.INDIRECT):
            return self._too_short(asked, places)
        return self._quoted(best[2], best[1], places) if best else None

    def _too_short(self, asked: Asked, places: int) -> Decided:
        if not places and asked.manner is Manner.DIRECT:
            why = Reason("words", 0.0, "these words stand nowhere on this speaker's record")
            return Decided(Match.NOT_ON_RECORD, 0.9, (why,))
        why = Reason("words", 0.0, f"too short to tell: {places} places" if places else "too short to tell")
        return Decided(Match.UNDECIDED, 0.0, (why,))

    def _wording(self, document_id: str) -> Wording:
        if document_id not in self._wordings:
            text = self._texts[document_id]
            spans = sorted({self._passages[n].span for n in self._places[document_id]})
            self._wordings[document_id] = Wording([w for span in spans for w in words(text, span)])
        return self._wordings[document_id]

    def _quoted(self, document_id: str, found: Found, places: int) -> Decided:
        spoken = self._wording(document_id).words
        spans: list[Span] = []
        behind = -1
        for run in sorted(found.runs, key=lambda r: r.start):
            span = Span(spoken[run.start].span.start, spoken[run.stop - 1].span.end)
            spans[-1:] = [Span(spans[-1].start, span.end)] if run.start == behind else [*spans[-1:], span]
            behind = run.stop
        notes = [*found.notes, *([f"repeated at {places} places"] if places > 1 else [])]
        why = Reason("words", 1.0, "; ".join(notes))
        return Decided(found.match, 1.0, (why,), document_id, tuple(dict.fromkeys(spans)))

    # By meaning

    def _by_meaning(self, asked: Asked) -> Decided:
        sizes = {s: len(words(asked.text, s)) for s in asked.quote.sentences}
        telling = [s for s in sizes if sizes[s] >= TOO_SHORT] or list(sizes)
        hits = [(s, self._hits(asked, s)) for s in telling]
        sizes = {s: sizes[s] for s in telling}
        total = sum(sizes.values())
        met = [(s, found[0]) for s, found in hits if found and found[0].margin >= 0.0]
        open_ = [(s, found[0]) for s, found in hits if found and found[0].floor <= found[0].margin < 0.0]
        if sum(sizes[s] for s, _ in met) >= _SHARE * total:
            tied = self._tied(hits)
            return self._accepted(asked, met, tied, sizes)
        if met or sum(sizes[s] for s, _ in open_) >= _SHARE * total:
            return self._told(Match.UNDECIDED, [*met, *open_], sizes, ("two readings: on record or not",))
        best = max((found[0] for _, found in hits if found), key=lambda h: (h.margin, -h.number), default=None)
        score = 1.0 - (probability(best.odds) if best else 0.0)
        return Decided(Match.NOT_ON_RECORD, score, reasons(best.features) if best else ())

    def _hits(self, asked: Asked, sentence: Span) -> list[_Hit]:
        """Return the passages for one sentence, best first, with the parts and runs of passages tried."""
        text = sentence.of(asked.text)
        found = [self._hit(asked, r, r.index, (self._passages[r.index].span,)) for r in self._ranked.get(text, ())]
        near_ones = [] if self._is_foreign(asked) else found[:3]
        closer = [h for near in near_ones for h in self._parts_and_runs(asked, text, near)]
        best: dict[int, _Hit] = {}
        for hit in [*found, *closer]:
            if hit.number not in best or hit.margin > best[hit.number].margin:
                best[hit.number] = hit
        return sorted(best.values(), key=lambda h: (-h.margin, h.number))

    def _hit(self, asked: Asked, r: Ranked, number: int, spans: tuple[Span, ...], cost: float = 0.0) -> _Hit:
        accept, reject = self._likeness.accept[r.scorer], self._likeness.reject[r.scorer]
        passage = self._passages[number]
        ahead = _SAME_MEETING * (accept - reject)
        prior = ahead * (passage.document_id in asked.meeting) - _APART * _steps_apart(asked.day, passage.on)
        return _Hit(number, spans, r.odds - accept + prior - cost, r.odds + prior - cost, r.features, reject - accept)

    def _parts_and_runs(self, asked: Asked, text: str, near: _Hit) -> list[_Hit]:
        assert self._matcher is not None
        passage = self._passages[near.number]
        size, own = len(words(text)), len(words(passage.text))
        hits = []
        if size < _PIECE * own and (part := best_window(text, passage.text)):
            ranked = self._matcher.pair(text, part.of(passage.text))
            span = part.shift(passage.span.start)
            hits.append(self._hit(asked, ranked, near.number, (span,), _PIECE_COST))
        if size > _LONGER * own:
            for first, last in ((-1, 0), (0, 1), (-1, 1)):
                run = self._run(near.number, first, last)
                if run:
                    ranked = self._matcher.pair(text, " ".join(self._passages[n].text for n in run))
                    hits.append(self._hit(asked, ranked, near.number, tuple(self._passages[n].span for n in run)))
        return hits

    def _run(self, number: int, first: int, last: int) -> list[int] | None:
        """Return the passages from `first` to `last` around one, None where they do not follow each other."""
        wanted = list(range(number + first, number + last + 1))
        if wanted[0] < 0 or wanted[-1] >= len(self._passages):
            return None
        home = self._passages[number].document_id
        return wanted if all(self._passages[n].document_id == home for n in wanted) else None

    def _tied(self, hits: Sequence[tuple[Span, list[_Hit]]]) -> bool:
        """Tell whether a lone sentence has two passages that say different things and do equally well."""
        if len(hits) != 1 or len(hits[0][1]) < 2 or self._matcher is None:
            return False
        one, two = hits[0][1][:2]
        if two.margin < 0.0 or one.margin - two.margin > _TIE or set(one.spans) & set(two.spans):
            return False
        between = self._matcher.pair(self._passages[one.number].text, self._passages[two.number].text)
        return between.odds < self._likeness.accept[between.scorer]

    def _accepted(
        self, asked: Asked, met: Sequence[tuple[Span, _Hit]], tied: bool, sizes: Mapping[Span, int]
    ) -> Decided:
        if tied:
            return self._told(Match.UNDECIDED, met, sizes, ("two passages do equally well",))
        total = sum(sizes[s] for s, _ in met)
        shared = sum(sizes[s] * h.features.get("cover quote", 0.0) for s, h in met) / total
        if self._is_foreign(asked):
            return self._told(Match.VARIANT, met, sizes, (f"translated from {', '.join(sorted(self._languages))}",))
        floor = _RENDERING if asked.manner is Manner.INDIRECT else _LOOSE
        return self._told(Match.VARIANT if shared >= floor else Match.PARAPHRASE, met, sizes, ())

    def _told(
        self, match: Match, met: Sequence[tuple[Span, _Hit]], sizes: Mapping[Span, int], notes: tuple[str, ...]
    ) -> Decided:
        """Gather the hits of the document that holds most of the quote into one verdict."""
        weight: dict[str, int] = defaultdict(int)
        for sentence, hit in met:
            weight[self._passages[hit.number].document_id] += sizes[sentence]
        home = min(weight, key=lambda d: (-weight[d], d))
        here = [(s, h) for s, h in met if self._passages[h.number].document_id == home]
        if len(weight) > 1:
            notes = (*notes, "parts stand in other documents")
        total = sum(sizes[s] for s, _ in here)
        score = sum(sizes[s] * probability(h.odds) for s, h in here) / total
        strongest = max(here, key=lambda pair: (sizes[pair[0]], -pair[0].start))[1]
        why = (*reasons(strongest.features), *(Reason("note", 0.0, n) for n in notes))
        return Decided(match, score, why, home, tuple(sorted({s for _, h in here for s in h.spans})))

    def _corrected(self, decided: Decided) -> tuple[Reason, ...]:
        """Name a later correction by the speaker that words the passage anew."""
        if decided.official_id is None or decided.official_id in self._corrections:
            return ()
        passage = " ".join(s.of(self._texts[decided.official_id]) for s in decided.spans)
        return tuple(
            Reason("corrected", 1.0, p.document_id)
            for p in self._passages
            if p.document_id in self._corrections
            and p.text not in self._texts[decided.official_id]
            and fuzz.partial_token_sort_ratio(passage, p.text) > 75
        )[:1]


def _days(one: date | None, two: date | None) -> int:
    return abs((one - two).days) if one and two else 0


def _steps_apart(quoted: date | None, said: date | None) -> float:
    """Return how far a passage is from the quote in time: 0 within a week, 1 within three months, 2 beyond; an
    official text dated well after the report cannot be what it quotes, though transcripts come some days late."""
    if quoted is None or said is None:
        return 0.0
    days = (quoted - said).days
    if days < -7:
        return 2.0
    return 0.0 if days <= 7 else 1.0 if days <= 92 else 2.0
