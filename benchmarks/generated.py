"""A record of any size, generated: papers of made-up words, readings, and facts that point into them.

The record is whole: `onrecord verify` finds nothing in it. Papers are kept as a build keeps them; facts are written
through the codec and columns of a build, and indexed in one go at the end.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from onrecord.record.accounts import (
    Account,
    Alignment,
    Claim,
    Comparison,
    Corroboration,
    Difference,
    Divergence,
    Match,
    Omission,
    Reason,
)
from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.attributions import Attribution, Speaker, Statement
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant, Value
from onrecord.record.readings import Reading
from onrecord.record.spans import Evidence, Span, evidence
from onrecord.record.times import Dating, Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind
from onrecord.store import Keeping, indexing, open_store, visits, writing
from onrecord.store.codec import encode
from onrecord.store.rows import row_of

FIRST = date(2010, 1, 1)
DAYS = 5000
PARTIES = [f"P{number:02d}" for number in range(40)]
PLACES = [f"Port {name}" for name in ("Selene", "Amber", "Kallis", "Dorn", "Vey", "Orsa", "Tamar", "Lune", "Ister")]
TRACKS = [None, None, "Strait talks", "Fisheries track", "Prisoners track"]
SHARES = {"people": 0.01, "meetings": 0.05, "statements": 0.54, "undertakings": 0.2, "alignments": 0.2}
"""Of the facts; close to what the example negotiation has, with more statements."""
SENTENCES, WORDS = 12, 16
BATCH = 1000
CROWDED = 100
"""Papers, quotes and statements of the first meeting: the one page that everybody opens."""


class Vocabulary:
    """Made-up words, of which few are common and many are rare (Zipf), as in any text."""

    def __init__(self, chance: random.Random, size: int = 30_000) -> None:
        first, second = "bdfgklmnprstvz", ("a", "e", "i", "o", "u", "ai", "ei", "ou")
        self.words = list(dict.fromkeys(
            "".join(chance.choice(first) + chance.choice(second) for _ in range(2 + number % 3))
            for number in range(size)
        ))  # fmt: skip
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self._chance = chance

    def some(self, count: int) -> str:
        """Return words as a text has them."""
        total, chance = self._weights[-1], self._chance.random
        return " ".join(self.words[bisect_right(self._weights, chance() * total)] for _ in range(count))

    def between(self, first: int, last: int) -> str:
        """Return a word of a rank between two."""
        return self.words[self._chance.randrange(first, last)]


@dataclass(frozen=True)
class Paper:
    """What facts need of a paper: its sentences and whose words it holds."""

    id: str
    text: str
    spans: tuple[Span, ...]
    said: tuple[str, ...]
    is_official: bool

    def proof(self, chance: random.Random) -> Evidence:
        """Return one of its sentences as evidence."""
        return evidence(self.id, self.text, chance.choice(self.spans))


def generate(path: Path, documents: int, total: int, *, seed: int = 7) -> None:
    """Write a record of so many documents and facts."""
    chance = random.Random(seed)
    vocabulary = Vocabulary(chance)
    with open_store(path, writable=True) as store:
        papers: list[Paper] = []
        for first in range(0, documents, BATCH):
            made = [_reading(number, vocabulary, chance) for number in range(first, min(first + BATCH, documents))]
            store.keep([_keeping(reading) for reading, _ in made])
            papers += [paper for _, paper in made]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    links = Facts(total, papers, vocabulary, chance)
    for kind, items in links.all():
        for item in items:
            writing.insert_record(connection, kind, row_of(item), encode(item), indexed=False)
    indexing.rebuild(connection)
    visits.seen(connection)
    writing.set_setting(connection, "linked", str(10**6))
    writing.set_setting(connection, "generation", str(10**6))
    writing.append(connection, links.judgements(min(total // 300, 3000)))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _reading(number: int, vocabulary: Vocabulary, chance: random.Random) -> tuple[Reading, Paper]:
    sentences = [f"Paper {number}."] + [vocabulary.some(WORDS).capitalize() + "." for _ in range(SENTENCES)]
    text = " ".join(sentences)
    ends = list(accumulate(len(one) + 1 for one in sentences))
    spans = tuple(Span(end - len(one) - 1, end - 1) for one, end in zip(sentences, ends, strict=True))
    digest = hashlib.sha256(text.encode()).hexdigest()
    identity, official = make_id("d", digest), number % 3 != 0
    dated = Dating(Interval.day(FIRST + timedelta(days=number % DAYS)), "stated") if number % 50 else None
    document = Document(
        identity, f"{number}.txt", Kind.STATEMENT if official else Kind.NEWS,
        Side.OFFICIAL if official else Side.COVERAGE, "Harbour Ministry" if official else "Harbour Post", "en", text,
        tuple(Region(span, Role.BODY) for span in spans), Original(digest, f"{number}.txt", size=len(text.encode())),
        digest, title=f"Paper {number}", published=dated, party=chance.choice(PARTIES) if official else None,
    )  # fmt: skip
    said = tuple(
        Attribution(make_id("att", identity, n), identity, (spans[1 + n],),
                    speaker=Speaker(f"Person {number % 997}", PARTIES[number % 40]))
        for n in range(3)
    )  # fmt: skip
    issues: tuple[Issue, ...] = (
        Issue("ATT201", Severity.NOTE, "attributions", "two readings remain", identity, spans[5]),
    )
    if number % 4 == 0:
        issues += (Issue("INT203", Severity.WARNING, "intake", "no date of publication", identity),)
    reading = Reading(document, spans, attributions=said, issues=issues)
    return reading, Paper(identity, text, spans, tuple(one.id for one in said), official)


def _keeping(reading: Reading) -> Keeping:
    document = reading.document
    return Keeping(document.name, document.name, document.id, reading, document.text.encode(), "generated")


class Facts:
    """The facts of a record, each told by one or two papers."""

    def __init__(self, total: int, papers: Sequence[Paper], vocabulary: Vocabulary, chance: random.Random) -> None:
        self._counts = {kind: max(int(total * share), 1) for kind, share in SHARES.items()}
        self._papers, self._vocabulary, self._chance = papers, vocabulary, chance
        self._official = [one for one in papers if one.is_official]

    def all(self) -> Iterator[tuple[str, Iterable[Any]]]:
        """Yield every kind with its records."""
        for kind in SHARES:
            yield kind, getattr(self, f"_{kind}")()
        yield "comparisons", self._comparisons()

    def _one(self) -> Paper:
        return self._chance.choice(self._papers)

    def _meeting(self, number: int) -> str:
        """Return the meeting of a fact: the crowded one for the first few."""
        return make_id("mtg", 0 if number < CROWDED else self._chance.randrange(self._counts["meetings"]))

    def _when(self, vague: bool = False) -> Interval:
        first = FIRST + timedelta(days=self._chance.randrange(DAYS))
        length = self._chance.choice((30, 90, 365)) if vague and self._chance.random() < 0.2 else 0
        return Interval(first, first + timedelta(days=length))

    def _people(self) -> Iterator[Person]:
        for number in range(self._counts["people"]):
            identity, proof = make_id("per", number), self._one().proof(self._chance)
            office = Tenure(identity, Office("Minister", PARTIES[number % 40]), self._when(vague=True), (proof,))
            name = f"Person {number}"
            yield Person(identity, name, (name,), PARTIES[number % 40], (office,), (proof,))

    def _meetings(self) -> Iterator[Meeting]:
        for number in range(self._counts["meetings"]):
            told = [self._one() for _ in range(min(CROWDED, len(self._papers)) if number == 0 else 2)]
            two = self._chance.sample(PARTIES, 2)
            who = tuple(
                Participant(party, f"Person {person}", person_id=make_id("per", person))
                for party in two
                for person in (self._chance.randrange(self._counts["people"]),)
            )
            proofs = tuple(paper.proof(self._chance) for paper in told)
            when, place = self._when(vague=True), self._chance.choice(PLACES)
            yield Meeting(
                make_id("mtg", number), self._chance.choice(list(MeetingKind)),
                MeetingStatus.HELD if number % 5 else MeetingStatus.PLANNED, who, (),
                tuple(dict.fromkeys(paper.id for paper in told)), proofs, when if number % 40 else None, place=place,
                process=self._chance.choice(TRACKS), only_in_caption=number % 50 == 49,
                values=(Value("place", place, proofs[:1]), Value("place", "Port Nowhere", proofs[1:2])),
            )  # fmt: skip

    def _statements(self) -> Iterator[Statement]:
        for number in range(self._counts["statements"]):
            paper, speaker = self._one(), self._chance.randrange(self._counts["people"])
            which = self._chance.randrange(3)
            yield Statement(
                make_id("stm", number), f"Person {speaker}", make_id("per", speaker), PARTIES[speaker % 40], None,
                (paper.said[which],), paper.spans[1 + which].of(paper.text), self._when(), self._meeting(number),
            )  # fmt: skip

    def _undertakings(self) -> Iterator[Undertaking]:
        for number in range(self._counts["undertakings"]):
            told = [self._one(), self._one()]
            proofs = tuple(paper.proof(self._chance) for paper in told)
            due = self._when(vague=True) if number % 3 else None
            made = Act(ActKind.MADE, Interval.day(due.start - timedelta(days=90)) if due else self._when(), proofs[0])
            later = Interval.day((due or self._when()).end + timedelta(days=self._chance.randrange(200)))
            ended = self._chance.choice((None, None, None, ActKind.FULFILLED, ActKind.CLAIMED_FULFILLED,
                                         ActKind.DISPUTED, ActKind.WITHDRAWN))  # fmt: skip
            acts = (made,) + ((Act(ended, later, proofs[1]),) if ended else ())
            yield Undertaking(
                make_id("und", number), self._chance.choice(list(UndertakingKind)), self._vocabulary.some(9),
                tuple(self._chance.sample(PARTIES, 2)), (), tuple(dict.fromkeys(paper.id for paper in told)), acts,
                proofs, deadline=due, meeting_id=self._meeting(number * 3), track=self._chance.choice(TRACKS),
            )  # fmt: skip

    def _alignment(self, number: int) -> Alignment:
        """Return an alignment, the same for the same number."""
        chance = random.Random(number)
        paper, official = chance.choice(self._papers), chance.choice(self._official)
        which, held = chance.randrange(3), chance.random() < 0.7
        quote, passage = paper.spans[1 + which], official.spans[1 + chance.randrange(3)]
        differences = (Difference("number", quote, passage, "three", "four"),) if held and number % 3 == 0 else ()
        meetings = self._counts["meetings"]
        return Alignment(
            make_id("aln", number), paper.said[which], paper.id,
            chance.choice((Match.VARIANT, Match.VERBATIM)) if held else Match.NOT_ON_RECORD, 0.8,
            (Reason("words", 0.9, "shared words"), Reason("order", 0.8)), official.id if held else None,
            (passage,) if held else (), differences, make_id("mtg", 0 if number < CROWDED else number % meetings),
            make_id("stm", number), (quote,),
        )  # fmt: skip

    def _alignments(self) -> Iterator[Alignment]:
        return (self._alignment(number) for number in range(self._counts["alignments"]))

    def _comparisons(self) -> Iterator[Comparison]:
        meetings, quotes = self._counts["meetings"], self._counts["alignments"]
        for number in range(meetings):
            rest = range(number + CROWDED - CROWDED % meetings, quotes, meetings)
            own = range(min(CROWDED, quotes)) if number == 0 else [one for one in rest if one >= CROWDED]
            yield self._comparison(make_id("mtg", number), 60 if number == 0 else 6, own)

    def _comparison(self, meeting: str, claims: int, own: Iterable[int]) -> Comparison:
        told = [self._one(), self._one()]

        def claim(paper: Paper, field: str) -> Claim:
            proof = paper.proof(self._chance)
            return Claim(field, proof.exact[:60], paper.id, proof)

        shared = [(claim(told[0], "topic"), claim(told[1], "topic")) for _ in range(claims)]
        return Comparison(
            meeting,
            tuple(Account(meeting, paper.id, tuple(pair[n] for pair in shared)) for n, paper in enumerate(told)),
            tuple(Corroboration("topic", pair[0].value, pair, 2) for pair in shared[::3]),
            tuple(Omission("topic", one.value, (one,), (told[1].id,)) for one, _ in shared[1::3]),
            tuple(Divergence("figure", "ships", pair) for pair in shared[2::3]),
            tuple(self._alignment(number) for number in own),
        )

    def judgements(self, count: int) -> list[Judgement]:
        """Return what people decided: two thirds of it one batch of undertakings, the rest edits and rejections."""
        at = datetime(2023, 5, 1, tzinfo=UTC)
        batch = make_id("bat", count)
        made = [
            Judgement(make_id("jdg", n), make_id("und", 2 * n), Verdict.ACCEPTED, "ana", at, batch=batch)
            for n in range(2 * count // 3)
        ]
        for n in range(count // 3):
            subject, after = make_id("und", 2 * n + 1), f'{{"deadline": "{self._when().start.isoformat()}"}}'
            made.append(Judgement(make_id("jdg", "e", n), subject, Verdict.EDITED, "ben", at, after=after))
            if n % 2:
                subject = make_id("mtg", n)
                made.append(Judgement(make_id("jdg", "r", n), subject, Verdict.REJECTED, "ben", at, "caption"))
        return made
