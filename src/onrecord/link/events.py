"""Several outlets on one event: figures that contradict each other, and who is said to be responsible.

Input: readings of coverage. Output: one `Comparison` per event that they tell differently, or the divergences among the
accounts of one meeting. Two clauses are of one event only if they are alike beyond the place and day that all share,
name no other day and no other deed; a figure of another strike on the same day is no contradiction.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz.distance import JaroWinkler

from onrecord.record.accounts import EVENT, Account, Claim, Comparison, Divergence
from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span, evidence
from onrecord.roster import Roster
from onrecord.text import sentences
from onrecord.text.compare import stems

from . import figures, sources
from .blame import Blame, blamed
from .candidates import Index
from .figures import Figure
from .wordings import Same

_ONE_EVENT = 0.4
"""Likeness of two clauses; read off FA-KES (docs/accounts.md has what was checked by hand)."""

_NEAR = 40  # clauses that are looked at for each, of the whole record
_DAYS = timedelta(days=3)  # between the publication of two reports that name one weekday
_NO_DAY = timedelta(days=1)  # the same where a day is not named on both sides
_ARMED = frozenset({"terrorists", "militants", "fighters", "members", "rebels", "soldiers", "troops", "militiamen"})
_TALLY = 0.15
"""Added to the likeness wanted for dead fighters: armies tell tallies of them, of no event in particular."""

_PLACE = re.compile(r"\b(?:in|of|near|at|on|from|outside)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]{2,})")
_SAME_PLACE = 0.85  # Jaro-Winkler of two spellings of a place
_TURN = re.compile(
    r"\b(?:while|whereas|separately|meanwhile|elsewhere)\b|\bas well as\b|\bjust (?:a|one|two) days?\b", re.I
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
_NAMED = re.compile(r"\b[A-Z][\w’'-]{2,}")
_ADDED = re.compile(r"\b(?:others?|more(?! than)|another|additional|further)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:among (?:them|those|the)|including|of (?:whom|them)|another|in addition)\b", re.IGNORECASE)
_AMONG = re.compile(r"^[\w ]{0,12}\bamong\b", re.IGNORECASE)
_AROUND = 30  # characters around a figure in which such words make it a part of another
_DEEDS = {
    "from the air": r"air ?-?strikes?|air ?-?raids?|raids?|warplanes?|jets?|barrel ?-?bombs?|aerial\w*|airdrop\w*",
    "bomb": r"(?:suicide|car|truck|twin|double) ?-?bomb\w*|bombings?|blasts?|explosions?|explod\w+|detonat\w+|bombers?",
    "shelling": r"shell\w*|rockets?|mortars?|artillery",
    "poison": r"chlorine|sarin|gas|chemical|toxic|poison\w*",
    "shooting": r"gunm[ae]n|shot|shooting|snipers?|gunfire|execut\w+|behead\w*",
    "fighting": r"clash\w*|fighting|battles?|ambush\w*",
}
_DEED = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _DEEDS.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """A casualty figure or an assignment of blame, with the clause it stands in."""

    document: Document
    what: Figure | Blame
    clause: str

    @property
    def place(self) -> tuple[str, Span]:
        return self.document.id, self.what.span


def conflicts(
    readings: Sequence[Reading], duplicates: Sequence[Duplicate], roster: Roster, same: Same
) -> list[Divergence]:
    """Return contradicting figures and blame among readings, in order of document id and place.

    Args:
        readings: of any documents; only coverage is compared.
        duplicates: copies; what depends on one source does not contradict itself.
        roster: tells under which names a side is held responsible.
        same: compares wordings.
    """
    told = [t for r in sorted(readings, key=lambda r: r.document.id) for t in _told(r.document, roster)]
    return [divergence for divergence, _ in _divergences(told, _owed(readings, duplicates), same)]


def compare(
    readings: Sequence[Reading], duplicates: Sequence[Duplicate], roster: Roster, same: Same
) -> tuple[Comparison, ...]:
    """Return one comparison per event that independent outlets tell differently."""
    told = [t for r in sorted(readings, key=lambda r: r.document.id) for t in _told(r.document, roster)]
    events: dict[frozenset[str], list[Divergence]] = defaultdict(list)
    for divergence, documents in _divergences(told, _owed(readings, duplicates), same):
        events[documents].append(divergence)
    made = []
    for documents in sorted(events, key=sorted):
        found = tuple(events[documents])
        spans = sorted((c.document_id, c.evidence.spans) for d in found for c in d.claims)
        name = make_id(EVENT, *(part for document, s in spans for part in (document, *s)))
        accounts = tuple(
            Account(name, document, tuple(c for d in found for c in d.claims if c.document_id == document))
            for document in sorted(documents)
        )
        made.append(Comparison(name, accounts, divergences=found))
    return tuple(made)


def _owed(readings: Sequence[Reading], duplicates: Sequence[Duplicate]) -> Mapping[str, frozenset[str]]:
    """Return what each document owes: its house, the houses it credits, the text it copies."""
    copies = {d.document_id: d.of for d in duplicates}
    return {
        document: houses | {f"text {copies.get(document, document)}"}
        for document, houses in sources.houses_of(readings).items()
    }


def _told(document: Document, roster: Roster) -> Iterator[_Told]:
    """Yield the casualties of a text and who is blamed; "six others" only adds to a figure told before."""
    if document.is_official:
        return
    for region in document.speaking():
        for figure in figures.find(document.text, region.span):
            if figure.category and not _is_part(document.text, figure.span):
                yield _Told(document, figure, _clause(document.text, figure.sentence, figure.span))
        for sentence in sentences.split(document.text, region.span):
            for blame in blamed(document.text, sentence, roster):
                yield _Told(document, blame, _clause(document.text, sentence, blame.span))


def _is_part(text: str, span: Span) -> bool:
    """Tell whether a figure only adds to another or is a part of it."""
    before, behind = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return bool(_ADDED.search(span.of(text)) or _PART.search(before) or _AMONG.search(behind))


def _clause(text: str, sentence: Span, span: Span) -> str:
    """Return the words around a span, to the next "while": two events are often told in one sentence."""
    before = [m.end() for m in _TURN.finditer(text, sentence.start, span.start)]
    behind = _TURN.search(text, span.end, sentence.end)
    return text[before[-1] if before else sentence.start : behind.start() if behind else sentence.end]


def _divergences(
    told: Sequence[_Told], owed: Mapping[str, frozenset[str]], same: Same
) -> Iterator[tuple[Divergence, frozenset[str]]]:
    """Yield divergences with the documents that tell them; several outlets on one event give one."""
    groups: dict[tuple[str, Span], set[tuple[str, Span]]] = {}
    by_place = {t.place: t for t in told}
    for one, two in _against(told, owed, same):
        joined = groups.get(one.place, {one.place}) | groups.get(two.place, {two.place})
        for place in joined:
            groups[place] = joined
    for places in sorted({tuple(sorted(g)) for g in groups.values()}):
        first = by_place[places[0]].what
        claims = tuple(_claim(by_place[p]) for p in places)
        field, subject = ("responsible", "who did it") if isinstance(first, Blame) else ("figure", first.subject)
        yield Divergence(field, subject, claims), frozenset(document for document, _ in places)


def _against(told: Sequence[_Told], owed: Mapping[str, frozenset[str]], same: Same) -> Iterator[tuple[_Told, _Told]]:
    """Yield the pairs that contradict each other: per subject and pair of documents the one most alike."""
    best: dict[tuple[str, str, str], tuple[float, _Told, _Told]] = {}
    agreed: set[tuple[str, str, str]] = set()
    for score, one, two in _of_one_event(told, owed, same):
        key = one.document.id, two.document.id, _subject(one)
        if _same_value(one, two):
            agreed.add(key)
        elif not _contradict(one, two):
            continue
        elif key not in best or score > best[key][0]:
            best[key] = score, one, two
    values = {(t.document.id, t.what.value) for t in told if isinstance(t.what, Figure)}
    for key, (_, one, two) in sorted(best.items()):
        both = [(two.document.id, one), (one.document.id, two)]
        if key not in agreed and not any(isinstance(t.what, Figure) and (d, t.what.value) in values for d, t in both):
            yield one, two


def _of_one_event(
    told: Sequence[_Told], owed: Mapping[str, frozenset[str]], same: Same
) -> Iterator[tuple[float, _Told, _Told]]:
    if len(told) < 2:
        return
    kinds = [stems(t.clause) for t in told]
    index = Index(kinds, same.weights.learnt(kinds))
    for n, one in enumerate(told):
        for other, _ in index.search(kinds[n], _NEAR):
            two = told[other]
            if other > n and _may_be_one(one, two, owed):
                score = same.score(one.clause, two.clause)
                if score >= _ONE_EVENT + _TALLY * (_is_tally(one) or _is_tally(two)):
                    first, second = sorted((one, two), key=lambda t: t.place)
                    yield score, first, second


def _may_be_one(one: _Told, two: _Told, owed: Mapping[str, frozenset[str]]) -> bool:
    a, b = one.document, two.document
    if a.id == b.id or owed[a.id] & owed[b.id] or _subject(one) != _subject(two):
        return False
    shared = bool(_days(one) & _days(two))
    if a.published and b.published:
        apart = abs(a.published.interval.start - b.published.interval.start)
        if apart > (_DAYS if shared else _NO_DAY):
            return False
    if not _agree(_days(one), _days(two)) or not _agree(_deeds(one), _deeds(two)):
        return False
    return _knows(b, _places(one)) and _knows(a, _places(two))


def _is_tally(told: _Told) -> bool:
    return isinstance(told.what, Figure) and told.what.kind in _ARMED


def _places(told: _Told) -> set[str]:
    return {m.group("place") for m in _PLACE.finditer(told.clause)} - _CALENDAR


def _knows(document: Document, places: set[str]) -> bool:
    """Tell whether a text names every place, in whatever spelling: what it does not name happened elsewhere."""
    named = set(_NAMED.findall(document.text))
    return all(
        place in named or any(JaroWinkler.similarity(place, other) >= _SAME_PLACE for other in named)
        for place in places
    )


def _agree(mine: set[str], theirs: set[str]) -> bool:
    return not mine or not theirs or bool(mine & theirs)


def _days(told: _Told) -> set[str]:
    return {m.group().casefold() for m in _WEEKDAY.finditer(told.what.sentence.of(told.document.text))}


def _deeds(told: _Told) -> set[str]:
    return {name for name, pattern in _DEED.items() if pattern.search(told.clause)}


def _subject(told: _Told) -> str:
    return "responsible" if isinstance(told.what, Blame) else told.what.category or ""


def _same_value(one: _Told, two: _Told) -> bool:
    if isinstance(one.what, Blame) or isinstance(two.what, Blame):
        return isinstance(one.what, Blame) and isinstance(two.what, Blame) and one.what.actor == two.what.actor
    return one.what.value == two.what.value


def _contradict(one: _Told, two: _Told) -> bool:
    if isinstance(one.what, Blame) or isinstance(two.what, Blame):
        return isinstance(one.what, Blame) and isinstance(two.what, Blame) and one.what.contradicts(two.what)
    return one.what.contradicts(two.what)


def _claim(told: _Told) -> Claim:
    document, span = told.document, told.what.span
    blame = isinstance(told.what, Blame)
    value = told.what.actor if isinstance(told.what, Blame) else span.of(document.text)
    found = evidence(document.id, document.text, span)
    return Claim("responsible" if blame else "figure", value, document.id, found)
