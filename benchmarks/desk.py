"""How fast the desk answers on a large record: generates one and measures the pages people open most.

    python -m benchmarks.desk [--documents 100000] [--facts 1000000] [--requests 40] [--record FILE]

The record is written in bulk (no reading, no linking), through the same codec and columns as a build. Times run from
request to the whole answer, in process, one request at a time; `cpu` is what they cost the processor, which a busy
machine does not stretch.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.record.accounts import Account, Alignment, Comparison, Match
from onrecord.record.actors import Person
from onrecord.record.attributions import Statement
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Reading
from onrecord.record.spans import Span, evidence
from onrecord.record.times import Dating, Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind
from onrecord.store import open_store
from onrecord.store.codec import encode, pack
from onrecord.store.rows import KINDS

WORDS = """harbour strait border convoy prisoner ceasefire monitor quota fishery pipeline corridor annex""".split()  # noqa: SIM905
PARTIES = [f"P{number:02d}" for number in range(40)]
FIRST = date(2010, 1, 1)
SHARES = {"people": 0.01, "meetings": 0.05, "statements": 0.54, "undertakings": 0.2, "alignments": 0.2}
"""Of the facts; close to what the example negotiation has, with more statements."""


def document(number: int, chance: random.Random) -> Document:
    """Return a paper of some 200 words."""
    text = f"Paper {number}. " + " ".join(chance.choices(WORDS, k=200)) + "."
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = FIRST + timedelta(days=number % 5000)
    return Document(
        make_id("d", digest), f"{number}.txt", Kind.NEWS, Side.OFFICIAL if number % 3 else Side.COVERAGE,
        "Harbour Post", "en", text, (Region(Span(0, len(text)), Role.BODY),),
        Original(digest, f"{number}.txt", size=len(text)), digest,
        title=f"Paper {number}", published=Dating(Interval.day(day), "stated") if number % 50 else None,
        party=chance.choice(PARTIES) if number % 3 else None,
    )  # fmt: skip


def facts(kind: str, count: int, papers: list[tuple[str, str]], meetings: int, chance: random.Random) -> Iterator[Any]:
    """Yield `count` records of a kind, each told by one or two papers."""
    for number in range(count):
        told = [chance.choice(papers), chance.choice(papers)]
        proofs = tuple(evidence(one, text, Span(0, 60)) for one, text in told)
        ids = tuple(dict.fromkeys(one for one, _ in told))
        two = tuple(chance.sample(PARTIES, 2))
        when = Interval.day(FIRST + timedelta(days=chance.randrange(5000)))
        meeting = make_id("mtg", chance.randrange(meetings))
        words = " ".join(chance.choices(WORDS, k=9))
        if kind == "people":
            yield Person(make_id("per", number), f"Person {number}", (f"Person {number}",), two[0], (), proofs)
        elif kind == "meetings":
            who = tuple(Participant(party, f"Person {chance.randrange(1000)}") for party in two)
            yield Meeting(make_id("mtg", number), MeetingKind.TALKS, MeetingStatus.HELD, who, (), ids, proofs, when,
                          place=chance.choice(WORDS).title())  # fmt: skip
        elif kind == "statements":
            speaker = chance.randrange(1000)
            yield Statement(make_id("stm", number), f"Person {speaker}", make_id("per", speaker), two[0], None, (),
                            words, when, meeting)  # fmt: skip
        elif kind == "undertakings":
            made = Act(ActKind.MADE, when, proofs[0])
            yield Undertaking(make_id("und", number), UndertakingKind.COMMITMENT, words, two, (), ids, (made,), proofs,
                              deadline=when if number % 3 else None, meeting_id=meeting)  # fmt: skip
        else:
            match = chance.choice([Match.VARIANT, Match.VERBATIM, Match.NOT_ON_RECORD])
            yield Alignment(make_id("aln", number), "att-none", ids[0], match, 0.5, (), meeting_id=meeting)


def generate(path: Path, documents: int, total: int) -> None:
    """Write a record of so many documents and facts."""
    open_store(path, writable=True).close()
    chance = random.Random(7)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    papers = [_keep(connection, document(number, chance)) for number in range(documents)]
    meetings = max(int(total * SHARES["meetings"]), 1)
    for kind, share in SHARES.items():
        _insert(connection, kind, facts(kind, int(total * share), papers, meetings, chance))
    compared = (_comparison(number, papers, chance) for number in range(meetings))
    _insert(connection, "comparisons", compared)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _comparison(number: int, papers: list[tuple[str, str]], chance: random.Random) -> Comparison:
    meeting = make_id("mtg", number)
    return Comparison(meeting, tuple(Account(meeting, chance.choice(papers)[0], ()) for _ in range(2)))


def _keep(connection: sqlite3.Connection, one: Document) -> tuple[str, str]:
    first = one.published.interval.start.isoformat() if one.published else None
    connection.execute("INSERT INTO originals VALUES (?, 'text/plain', 0, 0, x'')", (one.original.sha256,))
    connection.execute(
        "INSERT INTO documents (id, name, title, kind, side, publisher, party, language, published_start, "
        "published_end, original, superseded_by, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        (one.id, one.name, one.title, one.kind, one.side, one.publisher, one.party, one.language, first, first,
         one.original.sha256, encode(one)),
    )  # fmt: skip
    connection.execute("INSERT INTO readings VALUES (?, 'bulk', ?)", (one.id, pack(Reading(one))))
    connection.execute(
        "INSERT INTO passages (document_id, start, role, text) VALUES (?, 0, 'body', ?)", (one.id, one.text)
    )
    return one.id, one.text


def _insert(connection: sqlite3.Connection, kind: str, items: Iterable[Any]) -> None:
    columns = KINDS[kind][1]
    for item in items:
        row = columns(item)
        values = (kind, row.id, row.start, row.end, row.label, row.facet, row.meeting, encode(item))
        connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.executemany("INSERT INTO record_parties VALUES (?, ?, ?)", ((kind, row.id, p) for p in row.parties))
        connection.executemany(
            "INSERT INTO record_documents VALUES (?, ?, ?)", ((kind, row.id, d) for d in row.documents)
        )


def measure(path: Path, requests: int) -> None:
    """Print p50, p95 and the largest page of each view, in milliseconds and kilobytes."""
    from fastapi.testclient import TestClient

    from onrecord.desk.app import create_app

    browser = TestClient(create_app(path, "token", today=lambda: date(2023, 5, 2)))
    browser.get("/?token=token")
    chance = random.Random(11)
    with open_store(path) as store:
        meetings = [one.id for _, one in store.page(Meeting, limit=500)]
    views = {
        "changed": lambda: "/",
        "timeline": lambda: f"/timeline?party={chance.choice(PARTIES)}",
        "timeline, all": lambda: "/timeline",
        "meeting": lambda: f"/meetings/{chance.choice(meetings)}",
        "compare": lambda: f"/meetings/{chance.choice(meetings)}/compare",
        "board": lambda: f"/undertakings?party={chance.choice(PARTIES)}",
        "board, all": lambda: "/undertakings",
        "search, two words": lambda: f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}",
        "search, one paper": lambda: f'/search?q="Paper+{chance.randrange(1000)}"',
    }
    print(f"{'view':20} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'max KB':>8}")
    for name, address in views.items():
        times, spent, size = list[float](), list[float](), 0
        for _ in range(requests):
            wanted = address()
            started, busy = time.perf_counter(), time.process_time()
            answer = browser.get(wanted)
            times.append((time.perf_counter() - started) * 1000)
            spent.append((time.process_time() - busy) * 1000)
            assert answer.status_code == 200, wanted
            size = max(size, len(answer.content))
        print(f"{name:20} {statistics.median(times):8.1f} {_p95(times):8.1f} {_p95(spent):8.1f} {size / 1000:8.1f}")


def _p95(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def main() -> None:
    """Generate (unless the record is there) and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--record", type=Path, help="Kept, and measured again if it is there.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "large.onrecord"
        if not path.exists():
            started = time.perf_counter()
            generate(path, given.documents, given.facts)
            print(f"{given.documents:,} documents, {given.facts:,} facts in {time.perf_counter() - started:.0f} s")
        measure(path, given.requests)


if __name__ == "__main__":
    main()
