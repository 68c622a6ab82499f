"""Units → windows of a fixed budget of pieces, with whole neighbouring units as context on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .pieces import BREAK_CASE, Unit, Vocabulary

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once: units in order, of which `core` are read out and the rest is context."""

    units: tuple[Unit, ...]
    core: range


@dataclass(frozen=True, slots=True)
class Layout:
    """A window as the encoder's input: `ids`, `cases`, `states` per piece; `first` = place of every word's first piece.

    The mark behind a unit counts as one more word. `starts` holds for every unit the number of its first word.
    """

    ids: Ints
    cases: Ints
    states: Ints
    first: Ints
    starts: tuple[int, ...]


def windows_of(units: Iterable[Unit], budget: int, context: int) -> Iterator[Window]:
    """Yield windows that together read every unit exactly once as core.

    Args:
        units: The units of one document, in order; read lazily.
        budget: Pieces of a window, marks included; a longer unit has a window of its own.
        context: Pieces of whole units before the core, and as many behind it, that are read along but not read out.
    """
    coming = iter(units)
    left: list[Unit] = []
    ahead: list[Unit] = []
    done = False
    while True:
        room = budget - 1 - _size(left)
        while not done and _size(ahead) <= room:
            unit = next(coming, None)
            if unit is None:
                done = True
            else:
                ahead.append(unit)
        if not ahead:
            return
        taken = _fitting(ahead, room)
        core = taken if done and taken == len(ahead) else _without_tail(ahead, taken, context)
        yield Window(tuple(left + ahead[:taken]), range(len(left), len(left) + core))
        left = _last(left + ahead[:core], context)
        del ahead[:core]


def _size(units: Iterable[Unit]) -> int:
    return sum(unit.size + 1 for unit in units)


def _fitting(units: list[Unit], room: int) -> int:
    taken, size = 1, units[0].size + 1
    while taken < len(units) and size + units[taken].size + 1 <= room:
        size += units[taken].size + 1
        taken += 1
    return taken


def _without_tail(units: list[Unit], taken: int, context: int) -> int:
    core, tail = taken, 0
    while core > 1 and tail + units[core - 1].size + 1 <= context:
        tail += units[core - 1].size + 1
        core -= 1
    return core


def _last(units: list[Unit], context: int) -> list[Unit]:
    kept: list[Unit] = []
    for unit in reversed(units):
        if _size(kept) + unit.size + 1 > context:
            break
        kept.insert(0, unit)
    return kept


def layout(units: tuple[Unit, ...], vocabulary: Vocabulary) -> Layout:
    """Lay the units out for the encoder: start mark, then every unit's pieces and its end mark."""
    pieces: list[tuple[int, ...]] = [(vocabulary.start,)]
    cases, states, starts = [0], [0], []
    for unit in units:
        starts.append(len(pieces) - 1)
        pieces += (*unit.pieces, (vocabulary.end,))
        cases += (*unit.cases, BREAK_CASE)
        states += (*unit.states, 0)
    sizes = np.array(list(map(len, pieces)))
    ids = np.array(list(chain.from_iterable(pieces)), np.int64)
    first = sizes.cumsum() - sizes
    return Layout(ids, _spread(cases, sizes), _spread(states, sizes), first[1:], tuple(starts))


def _spread(values: list[int], sizes: Ints) -> Ints:
    return np.repeat(np.array(values, np.int64), sizes)
