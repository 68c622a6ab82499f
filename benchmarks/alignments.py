"""CPU time of aligning quotes against a large official record.

    python -m benchmarks.alignments [--quotes 10000] [--sentences 100000] [--speakers 200] [--prose OFFICIAL.jsonl…]

Without --prose the sentences are made of an invented vocabulary with the word frequencies of English (Zipf). A third of
the quotes are renderings of a sentence on record (words exchanged, dropped, turned), a third are verbatim parts, a
third are not on record. `--speakers 1` is the worst case: everything is one speaker's.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from pathlib import Path

from onrecord.link.embedding import default_embedder
from onrecord.link.matching import Matcher
from onrecord.text import sentences as splitter
from onrecord.text.compare import words


def vocabulary(generator: random.Random, size: int = 30_000) -> tuple[list[str], list[float]]:
    syllables = [
        "ka",
        "ru",
        "mel",
        "to",
        "shin",
        "ar",
        "vo",
        "len",
        "dis",
        "pra",
        "ti",
        "on",
        "ble",
        "ster",
        "qua",
        "mi",
    ]
    made = {"".join(generator.choices(syllables, k=generator.randint(1, 4))) for _ in range(3 * size)}
    listed = sorted(made)[:size]
    generator.shuffle(listed)
    return listed, [1 / (rank + 3) for rank in range(len(listed))]


def invented(number: int, generator: random.Random) -> list[str]:
    listed, weights = vocabulary(generator)
    lengths = [generator.randint(8, 35) for _ in range(number)]
    drawn = iter(generator.choices(listed, weights, k=sum(lengths)))
    return [" ".join(next(drawn) for _ in range(length)).capitalize() + "." for length in lengths]


def prose(paths: list[Path], number: int) -> list[str]:
    found: list[str] = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                found += [s.of(text) for s in splitter.split(text) if len(words(text, s)) > 5]
    unique = list(dict.fromkeys(found))
    return unique[:number]


def quotes(said: list[str], number: int, generator: random.Random) -> tuple[list[str], list[int]]:
    """Return quotes and the number of the sentence each comes from, -1 for none."""
    made, origin = [], []
    for n in range(number):
        chosen = generator.randrange(len(said))
        parts = said[chosen].split()
        if n % 3 == 0:
            kept = [w for w in parts if generator.random() > 0.25]
            other = generator.choice(said).split()
            kept = [generator.choice(other) if generator.random() < 0.15 else w for w in kept]
            made.append(" ".join(kept))
        elif n % 3 == 1:
            start = generator.randrange(max(1, len(parts) // 2))
            made.append(" ".join(parts[start : start + max(5, len(parts) // 2)]))
        else:
            pool = " ".join(generator.choice(said) for _ in range(6)).split()
            made.append(" ".join(generator.choices(pool, k=len(parts))))
            chosen = -1
        origin.append(chosen)
    return made, origin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--speakers", type=int, default=200)
    parser.add_argument("--prose", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    generator = random.Random(5)
    said = prose(options.prose, options.sentences) if options.prose else invented(options.sentences, generator)
    asked, origin = quotes(said, options.quotes, generator)
    embedder = default_embedder()
    if embedder:
        embedder.embed(["warm"])
    start = time.process_time()
    right = 0
    for speaker in range(options.speakers):
        held = range(speaker, len(said), options.speakers)
        mine = [n for n in range(len(asked)) if (origin[n] if origin[n] >= 0 else n) % options.speakers == speaker]
        matcher = Matcher([said[h] for h in held], embedder=embedder, whole=False)
        for n, found in zip(mine, matcher.rank([asked[n] for n in mine]), strict=True):
            right += bool(found) and origin[n] >= 0 and held[found[0].index] == origin[n]
    seconds = time.process_time() - start
    there = sum(n >= 0 for n in origin)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(asked)} quotes, {len(said)} sentences, {options.speakers} speakers: {seconds:.1f} CPU-seconds")
    print(f"first passage right for {right / there:.3f} of {there}; peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
