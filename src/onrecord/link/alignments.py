"""Every reported quote against the official record of its speaker.

Input: readings, and the meetings and statements already linked. Output: one `Alignment` per attribution of coverage
with a resolved speaker. Speakers are compared before texts: only what that speaker has on record is searched, and
where nothing is held the answer is `no record held`, which is not `not on record`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.record.accounts import Alignment, Difference, Match
from onrecord.record.attributions import Attribution, AttributionType, Speaker, Statement
from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Reading
from onrecord.roster import Roster

from . import differences, passages, quotes
from .embedding import Embedder, default_embedder, foreign_embedder
from .likeness import Likeness, Sides, load
from .matching import WHOLE
from .passages import Passage
from .verdicts import Asked, Held

_DEFAULT: Any = object()
_TYPES = frozenset({AttributionType.SPEECH, AttributionType.WRITING})
_CORRECTION = re.compile(r"\b(?:correct(?:ion|ed)|corrigendum|erratum|amended|clarif(?:ication|ied))\b", re.IGNORECASE)
_OPENING = 200  # characters of a text in which it says that it is a correction


@dataclass(frozen=True, slots=True)
class _Task:
    document: Document
    attribution: Attribution
    speaker: Speaker
    asked: Asked


def link(
    readings: Sequence[Reading], *, roster: Roster, meetings: Sequence[Meeting] = (),
    statements: Sequence[Statement] = (), embedder: Embedder | None = _DEFAULT, likeness: Likeness | None = None,
    foreign: Embedder | None = _DEFAULT,
) -> tuple[Alignment, ...]:  # fmt: skip
    """Align every quote of coverage, in order of document id and place; independent of the order of `readings`.

    Args:
        readings: of all documents.
        roster: tells parties from people.
        meetings: linked meetings; a passage told of the quote's meeting is preferred.
        statements: linked statements, whose ids the alignments carry.
        embedder: sentence vectors; None compares words alone. The installed encoder by default.
        likeness: learned weights; the shipped ones by default.
        foreign: compares quotes with a record in another language; the installed encoder by default, None leaves such
            quotes undecided.
    """
    told_of = _meetings_of(meetings)
    tasks = sorted(_tasks(readings, told_of), key=lambda t: (t.document.id, t.attribution.content, t.attribution.id))
    record = _Record(
        readings, roster, default_embedder() if embedder is _DEFAULT else embedder, likeness or load(),
        foreign_embedder() if foreign is _DEFAULT else foreign,
    )  # fmt: skip
    groups: dict[tuple[int, ...], list[_Task]] = defaultdict(list)
    for task in tasks:
        groups[record.numbers(task.speaker)].append(task)
    statement_of = {attribution: s.id for s in statements for attribution in s.attribution_ids}
    done: dict[str, Alignment] = {}
    for numbers in sorted(groups):
        held = record.held(numbers)
        held.prepare([task.asked for task in groups[numbers]])
        for task in groups[numbers]:
            done[task.attribution.id] = record.align(task, held, told_of, statement_of.get(task.attribution.id))
    return tuple(done[task.attribution.id] for task in tasks)


def _meetings_of(meetings: Sequence[Meeting]) -> dict[str, set[str]]:
    told_of: dict[str, set[str]] = defaultdict(set)
    for meeting in meetings:
        for document_id in meeting.document_ids:
            told_of[document_id].add(meeting.id)
    return told_of


def _tasks(readings: Sequence[Reading], told_of: dict[str, set[str]]) -> Iterator[_Task]:
    for reading in readings:
        document = reading.document
        if document.is_official:
            continue
        mine = told_of.get(document.id, set())
        meeting = frozenset(other for other, of in told_of.items() if of & mine)
        day = document.published.interval.end if document.published else None
        for attribution in reading.attributions:
            speaker = attribution.speaker
            if speaker is None or speaker.how == "plural" or attribution.type not in _TYPES or not attribution.content:
                continue
            quote = quotes.read(attribution, document)
            asked = Asked(quote, document.text, attribution.manner, speaker.name, day, meeting, document.language)
            yield _Task(document, attribution, speaker, asked)


class _Record:
    """What is on record, and who said it."""

    def __init__(
        self, readings: Sequence[Reading], roster: Roster, embedder: Embedder | None, likeness: Likeness,
        foreign: Embedder | None,
    ) -> None:  # fmt: skip
        self._texts = {r.document.id: r.document.text for r in readings}
        self._passages = passages.collect(readings, passages.outlets(readings))
        self._sentences = {p.span for p in self._passages}
        self._corrections = frozenset(
            r.document.id for r in readings if r.document.is_official and _corrects(r.document)
        )
        self._roster, self._embedder, self._likeness, self._foreign = roster, embedder, likeness, foreign
        self._whole = None if len(self._passages) <= WHOLE else False
        self._comparer = differences.Comparer(Sides(likeness.background), embedder)
        self._known: dict[tuple[str, str | None], tuple[int, ...]] = {}
        self._voices: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            self._voices[passage.speaker, passage.party].append(number)

    def numbers(self, speaker: Speaker) -> tuple[int, ...]:
        """Return the numbers of the passages that are this speaker's."""
        key = (speaker.name, speaker.party)
        if key not in self._known:
            voices = (v for v in self._voices.values() if self._is_of(speaker, self._passages[v[0]]))
            self._known[key] = tuple(sorted(number for voice in voices for number in voice))
        return self._known[key]

    def _is_of(self, speaker: Speaker, passage: Passage) -> bool:
        return passages.is_speaker(speaker, passage, self._roster) >= 1.0

    def held(self, numbers: tuple[int, ...]) -> Held:
        """Return the passages of these numbers, ready to be searched."""
        mine = [self._passages[n] for n in numbers]
        return Held(mine, self._texts, self._embedder, self._likeness, self._corrections, self._whole, self._foreign)

    def align(self, task: _Task, held: Held, told_of: dict[str, set[str]], statement_id: str | None) -> Alignment:
        """Return the alignment of one quote to the passages `held`."""
        decided = held.decide(task.asked)
        found: tuple[Difference, ...] = ()
        foreign = decided.reasons and any(
            r.feature == "note" and r.note.startswith("translated") for r in decided.reasons
        )
        if decided.official_id and decided.match not in {Match.VERBATIM, Match.UNDECIDED} and not foreign:
            official = self._texts[decided.official_id]
            found = differences.find(
                task.document.text, task.asked.quote.sentences, official, decided.spans, self._comparer
            )
        shared = sorted(told_of.get(task.document.id, set()) & told_of.get(decided.official_id or "", set()))
        return Alignment(
            make_id("aln", task.attribution.id, decided.official_id, *decided.spans), task.attribution.id,
            task.document.id, decided.match, round(decided.score, 3), decided.reasons, decided.official_id,
            decided.spans, found, shared[0] if len(shared) == 1 else None, statement_id,
            tuple(sorted(task.attribution.content)),
        )  # fmt: skip


def _corrects(document: Document) -> bool:
    return bool(_CORRECTION.search(document.title) or _CORRECTION.search(document.text[:_OPENING]))
