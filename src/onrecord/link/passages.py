"""What each speaker has on record: the sentences of official documents, with whose words they are.

Input: readings. Output: passages with a speaker. An author's statement and a turn of a transcript are the speaker's
own words; what an official text reports of somebody is a readout of it. Official words that only hand on what the
press wrote are no record of their own (circular) and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.record.attributions import Attribution, Manner, Speaker
from onrecord.record.documents import Document, Region, Role
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.roster import Roster
from onrecord.roster import names as roster_names
from onrecord.text import sentences
from onrecord.text.compare import has_words

OWN = frozenset({"author", "turn", "first person"})
"""Ways of being on record that are the speaker's own words, so that a quote missing there is missing."""

_PRESS = re.compile(
    r"\b(?:quoted (?:by|in|as)|as reported by|(?:media|press|newspaper|news agency|wire) reports?|"
    r"according to (?:the )?(?:media|press|reports|journalists)|reports? (?:in|by) the (?:press|media)|"
    r"(?:as|what) (?:the )?(?:press|media|newspapers?|agenc(?:y|ies)) (?:wrote|reported|quoted?))\b",
    re.IGNORECASE,
)
_SURNAME_ALONE = 0.6  # what roster.names gives for a surname against a full name


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence on record.

    `how`: author, turn, first person, reported (what an official text says that somebody said), party (a party's own
    paper that no person speaks: it has no speaker).
    """

    document_id: str
    span: Span
    text: str
    speaker: str
    party: str | None
    how: str
    on: date | None = None
    language: str = "und"


def collect(readings: Sequence[Reading], outlets: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """Return every passage on record, in order of document id and place.

    Args:
        readings: of official documents and others; only official ones give passages.
        outlets: names of the press whose reports the record holds; words credited to them are circular.
    """
    official = sorted((r for r in readings if r.document.is_official), key=lambda r: r.document.id)
    return tuple(p for reading in official for p in _of(reading, outlets))


def outlets(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the publishers of all coverage."""
    return frozenset(r.document.publisher for r in readings if not r.document.is_official and r.document.publisher)


def is_circular(text: str, press: frozenset[str]) -> bool:
    """Tell whether the words credit the press: what they hand on is no record of its own."""
    return bool(_PRESS.search(text)) or any(len(name) > 3 and name in text for name in press)


def _of(reading: Reading, press: frozenset[str]) -> Iterator[Passage]:
    document = reading.document
    embedded = [a for a in reading.attributions if not a.is_first_person and a.speaker and a.content]
    told = [(min(c.start for c in a.content), max(c.end for c in a.content), a) for a in embedded]
    first = next((a.speaker for a in reading.attributions if a.is_first_person and a.speaker), None)
    seen: set[tuple[Span, str]] = set()
    for region in document.speaking():
        if region.role is Role.HEADLINE:
            continue
        speaker, party, how = _voice(document, region, first)
        for sentence in _sentences(reading, region):
            text = sentence.of(document.text)
            if is_circular(text, press) or not has_words(text):
                continue
            owned = bool(speaker or party) and not _reads_out(sentence, embedded, speaker)
            if owned and (sentence, speaker) not in seen:
                seen.add((sentence, speaker))
                yield Passage(document.id, sentence, text, speaker, party, how, _day(document), document.language)
            for attribution in (a for start, end, a in told if start < sentence.end and end > sentence.start):
                yield from _reported(document, attribution, sentence, speaker)


def _voice(document: Document, region: Region, first: Speaker | None) -> tuple[str, str | None, str]:
    """Return who speaks in a region: the turn's label, else the author; a party's own paper speaks for the party."""
    if region.speaker:
        return region.speaker, None, "turn"
    if document.author:
        return document.author, document.party, "author"
    if first:
        return first.name, first.party or document.party, "first person"
    return "", document.party, "party"


def _sentences(reading: Reading, region: Region) -> Iterator[Span]:
    inside = [s for s in reading.sentences if s.overlaps(region.span)]
    if not inside:
        yield from sentences.split(reading.document.text, region.span)
    for s in inside:
        yield Span(max(s.start, region.span.start), min(s.end, region.span.end))


def _reads_out(sentence: Span, embedded: Sequence[Attribution], speaker: str) -> bool:
    """Tell whether the sentence is another's direct quote: somebody else's words in this speaker's mouth."""
    return any(
        a.manner is Manner.DIRECT
        and a.speaker is not None
        and roster_names.same_person(a.speaker.name, speaker) == 0.0
        and sum(len(c) for c in a.content if c.overlaps(sentence)) > 0.6 * len(sentence)
        for a in embedded
    )


def _reported(document: Document, attribution: Attribution, sentence: Span, voice: str) -> Iterator[Passage]:
    speaker = attribution.speaker
    assert speaker is not None
    if voice and roster_names.same_person(speaker.name, voice) > 0.0:
        return
    for content in attribution.content:
        if content.overlaps(sentence):
            span = Span(max(content.start, sentence.start), min(content.end, sentence.end))
            if has_words(document.text, span):
                yield Passage(
                    document.id,
                    span,
                    span.of(document.text),
                    speaker.name,
                    speaker.party,
                    "reported",
                    _day(document),
                    document.language,
                )


def _day(document: Document) -> date | None:
    return document.published.interval.start if document.published else None


def is_speaker(speaker: Speaker, passage: Passage, roster: Roster) -> float:
    """Return in [0, 1] how surely the passage is `speaker`'s: names first, parties where the speaker is a party."""
    code = roster.code(speaker.name)
    if code is not None:
        return 1.0 if passage.party == code else 0.0
    score = roster_names.same_person(speaker.name, passage.speaker) if passage.speaker else 0.0
    if speaker.party and passage.party and speaker.party != passage.party:
        return 0.0
    return 1.0 if score >= _SURNAME_ALONE else score
