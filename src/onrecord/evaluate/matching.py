"""Counting right and wrong: what the scorers share.

Figures are fractions in [0, 1]; spans are half-open offsets into the text of their record, in Unicode code points.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from onrecord.record.issues import ConfigError
from onrecord.record.spans import Span

A = TypeVar("A")
B = TypeVar("B")
Figures = dict[str, float]
"""`p`, `r` and `f1` of one thing counted."""


def records(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the first `limit` records (None: all) of a JSON Lines file, blank lines left out.

    Raises:
        ConfigError: the file cannot be read, or a line is not a JSON object; the message names file and line.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            yield from islice(_objects(path, lines), limit)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _objects(path: Path, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(f"{path}:{number}: {error}") from error
        if not isinstance(record, dict):
            raise ConfigError(f"{path}:{number}: a JSON object is expected")
        yield record


def ratio(part: float, whole: float) -> float:
    """Return `part / whole`, and 0 where there is no whole."""
    return part / whole if whole else 0.0


def figures(precision: float, recall: float) -> Figures:
    """Return precision, recall and their harmonic mean as `p`, `r`, `f1`."""
    return {"p": precision, "r": recall, "f1": ratio(2 * precision * recall, precision + recall)}


def counted(matched: float, predicted: float, gold: float) -> Figures:
    """Return `p`, `r`, `f1` from counts."""
    return figures(ratio(matched, predicted), ratio(matched, gold))


@dataclass(slots=True)
class Count:
    """How many were right, given and wanted."""

    hit: float = 0
    given: float = 0
    wanted: float = 0

    def add(self, hit: float, given: float, wanted: float) -> None:
        """Add the counts of one document or pair."""
        self.hit += hit
        self.given += given
        self.wanted += wanted

    def figures(self) -> Figures:
        """Return `p`, `r`, `f1`."""
        return counted(self.hit, self.given, self.wanted)

    def accuracy(self) -> float:
        """Return the share of pairs that agree, in [0, 1]."""
        return ratio(self.hit, self.wanted)


def pieces(value: Any) -> tuple[Span, ...]:
    """Return the spans of a gold value: None, `{"text", "start", "end"}`, or a list of them."""
    values = value if isinstance(value, list) else [value]
    return tuple(Span(v["start"], v["end"]) for v in values if isinstance(v, dict) and v["end"] > v["start"])


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """Return the offsets that `spans` cover."""
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return intersection over union, 0 where both are empty."""
    return ratio(len(one & other), len(one | other))


def pairs(
    left: Sequence[A], right: Sequence[B], similarity: Callable[[A, B], float], threshold: float
) -> list[tuple[int, int]]:
    """Match one to one, the most similar first; pairs below `threshold` stay apart.

    Returns:
        Indices into `left` and `right`, in order of `left`.
    """
    scored = [(similarity(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    matched = []
    for score, i, j in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score >= threshold and score > 0 and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            matched.append((i, j))
    return sorted(matched)
