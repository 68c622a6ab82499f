"""Words per CPU-second of the whole pipeline and of each stage, beside raw spaCy on the same paragraphs and run.

    python -m benchmarks                     on the example negotiation, repeated
    python -m benchmarks PATH... --limit N   on your own files

CPU-seconds are those of this process with all its threads, after one warm-up reading; start-up is told apart. Peak
memory is the resident set of a process of its own that builds the record.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.annotate import _paragraphs, components
from onrecord.annotate.component import Draft
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.parse import Parse, SpacyParser, _pieces
from onrecord.link import link
from onrecord.pipeline import Reader, build, places
from onrecord.record.documents import Document
from onrecord.record.readings import Reading
from onrecord.store import open_store

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "strait"


@dataclass
class Bench:
    """CPU-seconds by stage, and the words they were spent on."""

    words: int = 0
    documents: int = 0
    cpu: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - started


def measure(paths: Sequence[Path], process: Path | None, copies: int, limit: int | None, use_model: bool) -> Bench:
    reader = Reader(process.read_text(encoding="utf-8") if process else "", use_model=use_model)
    bench = Bench()
    with tempfile.TemporaryDirectory() as folder:
        files = list(_copied(paths, copies, Path(folder))) if copies > 1 else list(paths)
        _ = reader([next(p.document for p in places(files, reader.roster) if p.document)])  # loads the models
        with bench.stage("intake"):
            documents = [p.document for p in places(files, reader.roster) if p.document][:limit]
        bench.words, bench.documents = sum(len(d.text.split()) for d in documents), len(documents)
        _raw_spacy(documents, bench)
        readings = _stages(documents, reader, bench)
        with bench.stage("link"):
            link(readings, roster=reader.roster)
        with bench.stage("whole pipeline"):
            store = open_store(Path(folder) / "bench.onrecord", writable=True)
            build(store, files, reader)
            store.close()
    return bench


def _copied(paths: Sequence[Path], copies: int, folder: Path) -> Iterator[Path]:
    """Write every file several times, each time another document: a line of its own ends it."""
    files = [
        file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file()
    ]
    for number in range(copies):
        for file in files:
            copy = folder / f"{number:03d}-{file.name}"
            copy.write_bytes(file.read_bytes() + f"\n\nCopy number {number}.\n".encode())
            yield copy


def _raw_spacy(documents: Sequence[Document], bench: Bench) -> None:
    """Run the same pipes over the same paragraphs, without taking anything out of them."""
    import spacy

    nlp = spacy.load(SpacyParser().pipeline)
    texts = [piece.of(document.text) for document in documents for piece in _pieces(document)]
    for _ in nlp.pipe(texts[:8]):
        pass
    with bench.stage("raw spaCy"):
        for _ in nlp.pipe(texts, batch_size=32):
            pass


def _raw_encoder(documents: Sequence[Document], encoder: Encoder, bench: Bench) -> None:
    """Run the bare forward pass over the windows that the encoder reads, without taking anything out of it."""
    from onrecord.annotate.encoder.windows import layout

    model, vocabulary = encoder._parts()
    texts = [_paragraphs(document) for document in documents]
    laid = [layout(window.units, vocabulary) for _, window in encoder._windows(texts, vocabulary)]
    with bench.stage("raw encoder"):
        for one in laid:
            model.states(one)


def _stages(documents: Sequence[Document], reader: Reader, bench: Bench) -> list[Reading]:
    parser, encoder = SpacyParser(), reader.encoder
    parser.parse(documents[:1])
    with bench.stage("parse"):
        parses: list[Parse] = parser.parse(documents)
    encoded: list[object] = [None] * len(documents)
    if encoder:
        _raw_encoder(documents, encoder, bench)
        with bench.stage("encode"):
            encoded = list(encoder.read([_paragraphs(document) for document in documents]))
    drafts = [
        Draft(Reading(document, sentences=parse.sentences), parse, reader.roster, seen)  # type: ignore[arg-type]
        for document, parse, seen in zip(documents, parses, encoded, strict=True)
    ]
    from onrecord.annotate import _extend

    for component in components():
        with bench.stage(component.assigns):
            drafts = _extend(drafts, component)
    return [draft.reading for draft in drafts]


def startup() -> dict[str, float]:
    """Return wall seconds of `onrecord --help`, of a first reading, and the peak memory of a build in MB."""
    text = '"We will meet again in May," the minister said.'
    runs = {
        "--help": "from onrecord.cli import main; main(['--help'])",
        "first reading": f"import onrecord; onrecord.read({text!r})",
    }
    found = {name: min(_wall(code) for _ in range(3)) for name, code in runs.items()}
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            "build",
            str(EXAMPLE / "documents"),
            "--process",
            str(EXAMPLE / "process.toml"),
            "-o",
            f"{folder}/x.onrecord",
        ]
        code = (
            "import resource, sys\nfrom onrecord.cli import main\n"
            f"try: main({arguments!r})\nexcept SystemExit: pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        found["peak MB"] = int(ran.stderr.split()[-1]) / (1024 if sys.platform != "darwin" else 1024**2)
    return found


def _wall(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, help="files and folders; the example if none")
    parser.add_argument("--process", type=Path)
    parser.add_argument("--copies", type=int, default=None, help="read every file so many times, as other documents")
    parser.add_argument("--limit", type=int, default=None, help="only so many documents (stages, not the whole)")
    parser.add_argument("--no-model", action="store_true", help="read by rules only")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    paths = chosen.paths or [EXAMPLE / "documents"]
    process = chosen.process or (None if chosen.paths else EXAMPLE / "process.toml")
    copies = chosen.copies or (1 if chosen.paths else 6)
    bench = measure(paths, process, copies, chosen.limit, not chosen.no_model)
    report(bench, startup(), print_json=chosen.json)


def report(bench: Bench, started: dict[str, float], *, print_json: bool, out: Callable[[str], None] = print) -> None:
    speed = {name: bench.words / seconds if seconds else float("inf") for name, seconds in bench.cpu.items()}
    if print_json:
        out(
            json.dumps(
                {"words": bench.words, "documents": bench.documents, "cpu": bench.cpu, "speed": speed, "start": started}
            )
        )
        return
    out(f"{bench.words:,} words in {bench.documents} documents, {os.cpu_count()} CPUs, Python {sys.version.split()[0]}")
    out(f"{'stage':<16}{'CPU-s':>9}{'words/CPU-s':>14}{'of raw spaCy':>14}")
    for name, seconds in bench.cpu.items():
        ratio = speed[name] / speed["raw spaCy"]
        out(f"{name:<16}{seconds:>9.2f}{speed[name]:>14,.0f}{ratio:>13.2f}x")
    if "raw encoder" in bench.cpu:
        step = bench.cpu["encode"] + bench.cpu["attributions"]
        ratio = bench.cpu["raw encoder"] / step
        out(f"attribution step (encode + attributions): {ratio:.2f} of the raw encoder's speed on the same windows")
    out(f"onrecord --help {started['--help']:.2f} s, first reading {started['first reading']:.1f} s (wall)")
    out(f"peak memory of a build of the example: {started['peak MB']:.0f} MB")


if __name__ == "__main__":
    main()
