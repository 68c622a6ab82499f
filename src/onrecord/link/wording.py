"""Word for word: where the words of a quote stand in an official text, and what was done to them.

Input: the fragments of a quote and the words of one speaker in one document. Output: `verbatim` (trimmed at the ends,
brackets and marked cuts allowed), `truncated` (words cut out without a mark), `spliced` (places joined that do not
belong together), or nothing: the words are not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Match
from onrecord.text.compare import Word

from .quotes import Fragment

_SHORTEST = 3  # words a run needs to count where it is not a fragment of its own: "of the" stands everywhere
_RUNS = 6  # more runs than this is not quoting
_CUT_WITHIN = 40  # words that may be cut out and still leave one passage: a sentence or two


@dataclass(frozen=True, slots=True)
class Run:
    """Words `quote[first:end]` stand at `start` of the official words."""

    first: int
    end: int
    start: int

    @property
    def stop(self) -> int:
        """Index behind the run in the official words."""
        return self.start + self.end - self.first


@dataclass(frozen=True, slots=True)
class Found:
    """How the quote stands in the text: its runs in the order of the quote, and notes for the reader."""

    match: Match
    runs: tuple[Run, ...]
    notes: tuple[str, ...]


class Wording:
    """The words of one speaker in one document, in order, ready to be searched."""

    def __init__(self, spoken: Sequence[Word]) -> None:
        self.words = tuple(spoken)
        self._keys = [w.key for w in spoken]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self._keys):
            self._places[key].append(place)

    def find(self, fragments: Sequence[Fragment]) -> Found | None:
        """Return how the quote stands in these words, None if some of it does not."""
        runs: list[Run] = []
        breaks: list[bool] = []  # whether the step to each run is marked by the reporter
        offset = 0
        for fragment in fragments:
            tiles = self._tile([w.key for w in fragment.words], runs[-1].stop if runs else None)
            if tiles is None:
                return None
            breaks += [fragment.cut_before or fragment.bracket_before, *([False] * (len(tiles) - 1))]
            runs += [Run(t.first + offset, t.end + offset, t.start) for t in tiles]
            offset += len(fragment.words)
        if not runs or len(runs) > max(_RUNS, 2 * len(fragments)):
            return None
        return _judge(runs, breaks, fragments)

    def count(self, keys: Sequence[str]) -> int:
        """Return at how many places the words stand one behind the other."""
        size = len(keys)
        return sum(self._keys[p : p + size] == list(keys) for p in self._places.get(keys[0], ())) if keys else 0

    def _tile(self, keys: list[str], behind: int | None) -> list[Run] | None:
        """Cover `keys` with as few runs as possible, each as long as possible; None if a word is left over."""
        tiles: list[Run] = []
        at = 0
        while at < len(keys):
            run = self._longest(keys, at, tiles[-1].stop if tiles else behind)
            if run is None or len(tiles) >= _RUNS:
                return None
            tiles.append(run)
            at = run.end
        if len(tiles) > 1 and any(t.end - t.first < _SHORTEST for t in tiles):
            return None
        return tiles

    def _longest(self, keys: list[str], at: int, behind: int | None) -> Run | None:
        """Return the longest run from `at`; of equals the one next behind the run before it."""
        best: tuple[int, int, int] | None = None
        for place in self._places.get(keys[at], ()):
            size = 1
            while (
                at + size < len(keys) and place + size < len(self._keys) and self._keys[place + size] == keys[at + size]
            ):
                size += 1
            distance = place - behind if behind is not None else place
            rank = (-size, distance if distance >= 0 else 10**9 - distance, place)
            best = rank if best is None else min(best, rank)
        return Run(at, at - best[0], best[2]) if best else None


def _judge(runs: list[Run], breaks: list[bool], fragments: Sequence[Fragment]) -> Found:
    notes = ["brackets"] if any(f.bracket_before for f in fragments) else []
    match = Match.VERBATIM
    for before, run, marked in zip(runs, runs[1:], breaks[1:], strict=False):
        gap = run.start - before.stop
        if gap == 0:
            continue
        if gap < 0 or (gap > _CUT_WITHIN and not marked):
            match = Match.SPLICED
            notes.append("order of the passages changed" if gap < 0 else f"{gap} words between the passages")
        elif marked:
            notes.append(f"marked cut of {gap} words")
        elif match is not Match.SPLICED:
            match = Match.TRUNCATED
            notes.append(f"unmarked cut of {gap} words")
    return Found(match, tuple(runs), tuple(notes))
