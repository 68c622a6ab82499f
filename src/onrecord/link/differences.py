"""Differences that change the meaning of an aligned pair, named, with the words on both sides.

Input: the sentences of a quote and the spans of its passage. Output: differences in the order of the quote. Numbers,
names, negation, modality and left-out clauses are judged by learned weights (`changes`); dates, conditions, strength
and the order of an agenda by rule. A difference always has two spans: where one side has no words for it, its text is
empty and its span is the place where they would stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.record.accounts import Difference
from onrecord.record.spans import Span
from onrecord.text import numbers
from onrecord.text.compare import words

from . import changed_names, changes, cues, likeness, roles
from .changes import Change, Judge
from .embedding import Embedder
from .left_out import place
from .likeness import Side, Sides, WordVectors, cosine
from .pairing import Pairing, pair

_DATE = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?=\s\d)|(?<=\bof )(?-i:May)|(?<=\bin )(?-i:May)|"
    r"(?<=\bby )(?-i:May)|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?=day)|tue(?=sday)|wed(?=nesday)|thu(?=rsday)|fri(?=day)|"
    r"sat(?=urday)|sun(?=day)|today|yesterday|tomorrow|tonight)[a-z]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR_DATE = 12  # characters between a number and a month for the number to be the day of a date
_ALL_ELSE = 1.9  # how far the words of both sides besides two names must be met for the names to be exchanged: 2 is all
_OTHER_NAME = 0.75  # similarity from which two names may be forms of one
_CONDITION = 6  # words of a condition that are looked at
_OPPOSED = frozenset(
    {frozenset({"all", "some"}), frozenset({"all", "none"}), frozenset({"most", "none"}), frozenset({"some", "none"})}
)


class Comparer:
    """Names the differences between sentences; prepared once for a record."""

    def __init__(self, sides: Sides, embedder: Embedder | None, judge: Judge | None = None) -> None:
        self.sides, self._embedder = sides, embedder
        self._vectors = WordVectors(embedder) if embedder else None
        self._judge = judge or changes.load()
        self._common = likeness.load().background

    def between(self, quote: str, passage: str) -> tuple[Difference, ...]:
        """Return the differences between two sentences; spans are offsets into these two texts."""
        laid = pair(self.sides(quote), self.sides(passage), self._vectors)
        if laid is None or laid.first.folded == laid.second.folded:
            return ()
        found = [d for c in changes.examine(laid, self._common, self._embedder) if (d := self._named(c, laid))]
        found += _dates(laid, found) + _conditions(laid, found) + _strength(laid) + _promised(laid, found)
        found += _actors(laid, found)
        taken = [d.quote_span for d in found if d.kind in {"date", "strength", "number"} and d.quote_span]
        found = [
            d for d in found if d.kind != "actor" or not any(d.quote_span and d.quote_span.overlaps(s) for s in taken)
        ]
        return tuple(sorted(found, key=lambda d: (d.quote_span or d.passage_span or Span(0, 1), d.kind)))

    def _named(self, change: Change, laid: Pairing) -> Difference | None:
        if not change.first or not change.second or not self._judge.names(change):
            return None
        kind = change.kind
        if kind == "number" and (_dated(laid.first.text, change.first) or _dated(laid.second.text, change.second)):
            kind = "date"
        if kind == "omission" and _opens_condition(laid, change):
            kind = "condition"
        return _difference(kind, laid.first, change.first, laid.second, change.second, change.only)


def find(
    quote: str, quote_spans: Sequence[Span], passage: str, passage_spans: Sequence[Span], comparer: Comparer
) -> tuple[Difference, ...]:
    """Return the differences between the sentences of a quote and its passage, spans into the two documents' texts.

    Each sentence of the quote is compared with the part of the passage that shares most with it; what order the parts
    come in is compared last.
    """
    sides = comparer.sides
    found: list[Difference] = []
    for mine, theirs in _laid_out(quote, quote_spans, passage, passage_spans, sides):
        joined = Span(theirs[0].start, theirs[-1].end)
        for d in comparer.between(mine.of(quote), joined.of(passage)):
            found.append(
                Difference(
                    d.kind,
                    d.quote_span.shift(mine.start) if d.quote_span else None,
                    d.passage_span.shift(joined.start) if d.passage_span else None,
                    d.quote_text,
                    d.passage_text,
                )
            )
    return tuple(found) + _order(quote, quote_spans, passage, passage_spans, sides)


def _laid_out(
    quote: str, quote_spans: Sequence[Span], passage: str, passage_spans: Sequence[Span], sides: Sides
) -> list[tuple[Span, list[Span]]]:
    """Return each sentence of the quote with the parts of the passage that answer to it; parts left over join them."""
    if not quote_spans or not passage_spans:
        return []
    if len(quote_spans) == 1:
        return [(quote_spans[0], sorted(passage_spans))]
    laid: list[tuple[Span, list[Span]]] = []
    for mine in quote_spans:
        side = sides(mine.of(quote))
        best = max(passage_spans, key=lambda s: (cosine(side, sides(s.of(passage))), -s.start))
        if cosine(side, sides(best.of(passage))) > 0.0 and len(words(quote, mine)) > 2:
            laid.append((mine, [best]))
    return laid


def _order(
    quote: str, quote_spans: Sequence[Span], passage: str, passage_spans: Sequence[Span], sides: Sides
) -> tuple[Difference, ...]:
    """Name an agenda told in another order: "first" and "second" given to other points, or points exchanged."""
    laid = _laid_out(quote, quote_spans, passage, passage_spans, sides)
    found = []
    for mine, theirs in laid:
        one, two = _rank(quote, mine), _rank(passage, theirs[0])
        if one and two and one[1] != two[1]:
            found.append(Difference("order", one[0], two[0], one[0].of(quote), two[0].of(passage)))
    for (mine, theirs), (_, behind) in pairwise(laid):
        if theirs[0].start > behind[0].start:
            found.append(Difference("order", mine, theirs[0], mine.of(quote), theirs[0].of(passage)))
    return tuple(found)


def _rank(text: str, span: Span) -> tuple[Span, float] | None:
    """Return the ordinal a sentence opens with ("Second, …")."""
    opening = span.of(text)[:20]
    number = next((n for n in numbers.find(opening) if n.ordinal and n.span.start < 5), None)
    return (number.span.shift(span.start), number.value) if number else None


def _difference(
    kind: str, one: Side, first: Sequence[Span], two: Side, second: Sequence[Span], only: str = ""
) -> Difference:
    """Return a difference of the first spans; `only` the `first` or `second` side has words, the other a place."""
    a, b = first[0], second[0]
    return Difference(kind, a, b, "" if only == "second" else a.of(one.text), "" if only == "first" else b.of(two.text))


def _dated(text: str, spans: Sequence[Span]) -> bool:
    return any(
        _YEAR.fullmatch(s.of(text)) or _DATE.search(text, max(0, s.start - _NEAR_DATE), s.end + _NEAR_DATE)
        for s in spans
    )


def _opens_condition(laid: Pairing, change: Change) -> bool:
    side, spans = (laid.first, change.first) if change.only == "first" else (laid.second, change.second)
    inside = [w for w in side.words if spans and spans[0].contains(w.span)]
    return bool(cues.find(inside[:3], cues.CONDITION))


def _dates(laid: Pairing, found: Sequence[Difference]) -> list[Difference]:
    """Name months, weekdays and "tomorrow" that stand against other ones."""
    if any(d.kind == "date" for d in found):
        return []
    one, two = _calendar(laid.first.text), _calendar(laid.second.text)
    mine, theirs = [one[k] for k in one.keys() - two.keys()], [two[k] for k in two.keys() - one.keys()]
    if not mine or not theirs:
        return []
    return [_difference("date", laid.first, sorted(mine), laid.second, sorted(theirs))]


def _calendar(text: str) -> dict[str, Span]:
    return {m.group()[:3].casefold(): Span(*m.span()) for m in _DATE.finditer(text)}


def _conditions(laid: Pairing, found: Sequence[Difference]) -> list[Difference]:
    """Name a condition that one side sets and the other does not, where the clause has no counterpart."""
    if any(d.kind == "condition" for d in found):
        return []
    made = []
    for turned in (laid, laid.turned()):
        theirs = cues.find(turned.second.words, cues.CONDITION)
        for cue in cues.find(turned.first.words, cues.CONDITION):
            met = turned.met_first[cue.end : cue.end + _CONDITION]
            if not theirs and len(met) >= 3 and float(met.mean()) < 0.4:
                last = min(cue.end + _CONDITION - 1, len(turned.first.words) - 1)
                span = [Span(cue.span.start, turned.first.words[last].span.end)]
                held = [place(turned, cue.first, last + 1)]
                made.append(
                    _difference("condition", laid.first, span, laid.second, held, "first")
                    if turned is laid
                    else _difference("condition", laid.first, held, laid.second, span, "second")
                )
    return made


def _actors(laid: Pairing, found: Sequence[Difference]) -> list[Difference]:
    """Name the actor where nothing else differs than one name, and names that play another part."""
    if any(d.kind == "actor" for d in found):
        return []
    features, i, j = changed_names.exchanged(laid, likeness.load().background)
    if i >= 0 and features["rest"] > _ALL_ELSE and features["alike"] < _OTHER_NAME:
        one, two = laid.first.words[i].span, laid.second.words[j].span
        return [_difference("actor", laid.first, [one], laid.second, [two])]
    return [_difference("actor", laid.first, [a], laid.second, [b]) for a, b in roles.changed_parts(laid)][:1]


def _promised(laid: Pairing, found: Sequence[Difference]) -> list[Difference]:
    """Name "agreed to" told as "discussed": what was promised is not what was talked about."""
    if any(d.kind == "modality" for d in found):
        return []
    one, two = cues.modals(laid.first.words), cues.modals(laid.second.words)
    for kind, other in (("agreed", "talked"), ("talked", "agreed")):
        mine, theirs = [c for c in one if c.kind == kind], [c for c in two if c.kind == other]
        turned = any(c.kind == other for c in one) or any(c.kind == kind for c in two)
        if mine and theirs and not turned:
            return [_difference("modality", laid.first, [mine[0].span], laid.second, [theirs[0].span])]
    return []


def _strength(laid: Pairing) -> list[Difference]:
    """Name opposed quantities on words that answer to each other: "all" against "some"."""
    mine, theirs = cues.find(laid.first.words, cues.STRENGTH), cues.find(laid.second.words, cues.STRENGTH)
    for a in mine:
        for b in theirs:
            kinds = frozenset({a.kind, b.kind})
            heads = a.end < len(laid.first.words) and b.end < len(laid.second.words)
            if kinds in _OPPOSED and heads and laid.similar[a.end, b.end] > 0.8:
                if a.kind in {c.kind for c in theirs} or b.kind in {c.kind for c in mine}:
                    continue
                return [_difference("strength", laid.first, [a.span], laid.second, [b.span])]
    return []
