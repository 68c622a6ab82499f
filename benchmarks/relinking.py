"""What it costs to link a whole record anew: CPU-seconds and peak memory, by the number of its documents.

    python -m benchmarks.relinking PATH... [--process FILE] [--limit N] [--record FILE]

The documents are read once, by rules. Linking runs in a process of its own: once all of it, once more when nothing
has changed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from onrecord.pipeline import Reader, keep, places, relink, roster_of
from onrecord.pipeline.plan import Plan
from onrecord.store import open_store


def read(record: Path, paths: list[Path], process: str, limit: int | None) -> None:
    """Keep what is read in the first `limit` places of `paths`."""
    reader = Reader(process, use_model=False)
    with open_store(record, writable=True) as store:
        store.set_setting("process", process)
        plan = Plan(store, reader.fingerprint)
        found = (plan.place(place) for place in islice(places(paths, reader.roster), limit))
        keep(store, (keeping for keeping in found if keeping), reader)


def measure(record: Path) -> None:
    """Link a record twice and print what it took."""
    with open_store(record, writable=True) as store:
        roster = roster_of(store.setting("process") or "")
        for run in ("all of it", "nothing changed"):
            started, busy = time.perf_counter(), time.process_time()
            relink(store, roster)
            wall, cpu = time.perf_counter() - started, time.process_time() - busy
            print(f"{run:16} {wall:8.1f} s {cpu:8.1f} CPU-s")
        counts = store.counts()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in counts.items() if number))
    print(f"peak memory {peak:,.0f} MB")


def main() -> None:
    """Read (unless the record is there) and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relinking", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--process", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--record", type=Path, help="Kept, and linked again if it is there.")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return
    with tempfile.TemporaryDirectory() as folder:
        record = given.record or Path(folder) / "read.onrecord"
        if not record.exists():
            text = given.process.read_text(encoding="utf-8") if given.process else ""
            read(record, given.paths, text, given.limit)
        subprocess.run([sys.executable, "-m", "benchmarks.relinking", "--measure", str(record)], check=True)


if __name__ == "__main__":
    main()
