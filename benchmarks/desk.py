"""How fast the desk answers on a large record: generates one and measures the pages people open most.

    python -m benchmarks.desk [--documents 100000] [--facts 1000000] [--requests 40] [--record FILE] [--verify N]

The record is generated (see `generated.py`); `--verify` checks a smaller one made the same way. Times run from request
to the whole answer, in process, one request at a time; `cpu` is what they cost the processor, which a busy machine
does not stretch.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from onrecord.record.actors import Person
from onrecord.record.identity import make_id
from onrecord.record.meetings import Meeting
from onrecord.store import Store, open_store
from onrecord.store.asking import Asked

from .generated import PARTIES, PLACES, Vocabulary, generate

TODAY = date(2023, 5, 2)


def views(store: Store) -> dict[str, Callable[[], str]]:
    """Return addresses by view, each different at every call as far as the view allows."""
    chance = random.Random(11)
    vocabulary = Vocabulary(random.Random(7))
    meetings = [key[2] for key in store.keys(Meeting, Asked(told="yes"), limit=2000)]
    people = [one for _, one in store.page(Person, limit=200)]
    documents = [one.id for _, one in store.page_of_documents(limit=200)]
    deep = store.keys(Meeting, Asked(told="yes"), limit=2000)[-1]
    crowded = make_id("mtg", 0)

    def party() -> str:
        return chance.choice(PARTIES)

    return {
        "changed": lambda: "/",
        "timeline": lambda: f"/timeline?party={party()}",
        "timeline, all": lambda: "/timeline",
        "timeline, later page": lambda: f'/timeline?after=[["{deep[0]}","{deep[1]}","{deep[2]}"],null]',
        "timeline, status": lambda: f"/timeline?state=overdue&party={party()}",
        "timeline, four filters": lambda: (
            f"/timeline?party={party()}&place={chance.choice(PLACES)}&kind=talks&track=Strait+talks"
        ),
        "timeline, person": lambda: f"/timeline?person={chance.choice(people).name}",
        "timeline, days": lambda: f"/timeline?from={2011 + chance.randrange(12)}-03-01&party={party()}",
        "meeting": lambda: f"/meetings/{chance.choice(meetings)}",
        "meeting, crowded": lambda: f"/meetings/{crowded}",
        "compare": lambda: f"/meetings/{chance.choice(meetings)}/compare",
        "compare, crowded": lambda: f"/meetings/{crowded}/compare",
        "board": lambda: f"/undertakings?party={party()}",
        "board, all": lambda: "/undertakings",
        "board, party and kind": lambda: f"/undertakings?party={party()}&kind=demand",
        "board, one column": lambda: "/undertakings?status=due",
        "search, rare words": lambda: f"/search?q={vocabulary.between(2000, 20000)}+{vocabulary.between(500, 5000)}",
        "search, common words": lambda: f"/search?q={vocabulary.between(0, 20)}+{vocabulary.between(0, 20)}",
        "search, one paper": lambda: f'/search?q="Paper+{chance.randrange(len(documents))}"',
        "review": lambda: f"/review?party={party()}",
        "review, alignments": lambda: "/review?kind=alignments",
        "review, accepted": lambda: "/review?status=accepted",
        "people": lambda: "/people",
        "person": lambda: f"/people/{chance.choice(people).id}",
        "party": lambda: f"/parties/{party()}",
        "matrix": lambda: "/matrix",
        "issues": lambda: "/issues",
        "documents": lambda: "/documents",
        "document": lambda: f"/documents/{chance.choice(documents)}",
        "decisions": lambda: "/decisions",
    }


def measure(path: Path, requests: int, only: str = "") -> None:
    """Print p50, p95 and the largest page of each view, in milliseconds and kilobytes."""
    from fastapi.testclient import TestClient

    from onrecord.desk.app import create_app

    browser = TestClient(create_app(path, "token", today=lambda: TODAY))
    started = time.perf_counter()
    browser.get("/?token=token")
    print(f"first page after the start {(time.perf_counter() - started) * 1000:.0f} ms")
    with open_store(path) as store:
        addresses = {name: one for name, one in views(store).items() if only in name}
    print(f"{'view':24} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'max KB':>8}")
    for name, address in addresses.items():
        times, spent, size = list[float](), list[float](), 0
        for _ in range(requests):
            wanted = address()
            started, busy = time.perf_counter(), time.process_time()
            answer = browser.get(wanted)
            times.append((time.perf_counter() - started) * 1000)
            spent.append((time.process_time() - busy) * 1000)
            assert answer.status_code == 200, wanted
            size = max(size, len(answer.content))
        print(f"{name:24} {statistics.median(times):8.1f} {_p95(times):8.1f} {_p95(spent):8.1f} {size / 1000:8.1f}")


def _p95(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def main() -> None:
    """Generate (unless the record is there) and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--record", type=Path, help="Kept, and measured again if it is there.")
    parser.add_argument("--only", default="", help="Views whose name holds this.")
    parser.add_argument("--verify", type=int, default=0, help="Check a record of so many documents made the same way.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.verify:
            generate(Path(folder) / "small.onrecord", given.verify, given.verify * 10)
            with open_store(Path(folder) / "small.onrecord") as store:
                sys.exit("\n".join(map(str, store.verify()[:20])) or 0)
        path = given.record or Path(folder) / "large.onrecord"
        if not path.exists():
            started = time.perf_counter()
            generate(path, given.documents, given.facts)
            spent = time.perf_counter() - started
            print(f"{given.documents:,} documents, {given.facts:,} facts in {spent:.0f} s, {_megabytes(path):,.0f} MB")
        measure(path, given.requests, given.only)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"peak memory {peak:,.0f} MB")


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


if __name__ == "__main__":
    main()
