"""Samples → windows → tensors; the order of batches of an epoch, a pure function of the seed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.annotate.encoder.pieces import BREAK_CASE, Vocabulary
from onrecord.annotate.encoder.windows import layout
from training.corpora import Document, Sample

BUDGET = 160
"""Pieces of a training window. The probe behind it tried 256: slower and no better."""
WINDOWS = 12
SENTENCES = 48

Window = list[Sample]


@dataclass(frozen=True)
class Mix:
    """Of what an epoch is made: all of `main`, and between every `every` of its batches one of the smaller sets."""

    main: list[Document]
    gold: list[Document]
    pledges: list[Document]
    gold_every: int = 4
    pledges_every: int = 9


def epoch(mix: Mix, seed: int) -> list[list[Window]]:
    """Return the batches of one epoch, in order."""
    rng = random.Random(seed)
    main = windowed(mix.main, rng)
    golden = _endless(lambda: windowed(mix.gold, rng)) if mix.gold else None
    sentences = _endless(lambda: _sentences(mix.pledges, rng)) if mix.pledges else None
    batches: list[list[Window]] = []
    for number, batch in enumerate(main, 1):
        batches.append(batch)
        if golden and number % mix.gold_every == 0:
            batches.append(next(golden))
        if sentences and number % mix.pledges_every == 0:
            batches.append(next(sentences))
    return batches


def _endless(make):
    while True:
        yield from make()


def windowed(documents: Iterable[Document], rng: random.Random) -> list[list[Window]]:
    """Pack documents into windows that start at a new place each time, windows of like size together."""
    windows = [window for document in documents for window in pack(document, rng.randint(60, BUDGET))]
    rng.shuffle(windows)
    batches = []
    for at in range(0, len(windows), WINDOWS * 32):
        some = sorted(windows[at : at + WINDOWS * 32], key=size)
        some_batches = [some[k : k + WINDOWS] for k in range(0, len(some), WINDOWS)]
        rng.shuffle(some_batches)
        batches += some_batches
    return batches


def pack(document: Document, first: int) -> list[Window]:
    windows: list[Window] = []
    current: Window = []
    room = first
    for sample in document:
        if current and size(current) + sample.unit.size + 1 > room:
            windows.append(current)
            current, room = [], BUDGET
        current.append(sample)
    return [*windows, current] if current else windows


def size(window: Window) -> int:
    return 1 + sum(sample.unit.size + 1 for sample in window)


def _sentences(documents: list[Document], rng: random.Random) -> list[list[Window]]:
    windows = list(documents)
    rng.shuffle(windows)
    some = [sorted(windows[at : at + SENTENCES * 8], key=size) for at in range(0, len(windows), SENTENCES * 8)]
    batches = [part[k : k + SENTENCES] for part in some for k in range(0, len(part), SENTENCES)]
    rng.shuffle(batches)
    return batches


@dataclass
class Batch:
    """Windows as tensors. `starts[w][u]`: first word of unit `u` of window `w`; `words`: mask of real words."""

    windows: list[Window]
    inputs: dict[str, Tensor]
    words: Tensor
    starts: list[tuple[int, ...]]

    def labels(self, tagger: str) -> Tensor:
        labels = np.zeros(self.words.shape, np.int64)
        for row, (window, starts) in enumerate(zip(self.windows, self.starts, strict=True)):
            for sample, start in zip(window, starts, strict=True):
                labels[row, start : start + len(sample.unit.words)] = sample.tags.get(tagger, 0)
        return torch.from_numpy(labels)


def tensors(windows: list[Window], vocabulary: Vocabulary, masked: float = 0.0) -> Batch:
    """Pad windows to one size; a share `masked` of the pieces of words with letters is hidden (torch's generator)."""
    layouts = [layout(tuple(sample.unit for sample in window), vocabulary) for window in windows]
    length, words = max(len(one.ids) for one in layouts), max(len(one.first) for one in layouts)
    shape = (len(windows), length)
    ids, cases, states = np.full(shape, vocabulary.pad), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    mask, first = np.zeros(shape, bool), np.zeros((len(windows), words), np.int64)
    real = np.zeros((len(windows), words), bool)
    for row, one in enumerate(layouts):
        count = len(one.ids)
        ids[row, :count], cases[row, :count], states[row, :count] = one.ids, one.cases, one.states
        mask[row, :count] = True
        first[row, : len(one.first)], real[row, : len(one.first)] = one.first, True
    inputs = {"ids": ids, "cases": cases, "states": states, "mask": mask, "first": first}
    inputs = {name: torch.from_numpy(value) for name, value in inputs.items()}
    if masked:
        hidden = torch.rand(shape) < masked
        hidden &= inputs["mask"] & (inputs["cases"] != 6) & (inputs["cases"] != BREAK_CASE) & (inputs["cases"] != 0)
        inputs["ids"][hidden] = vocabulary.mask
    return Batch(windows, inputs, torch.from_numpy(real), [one.starts for one in layouts])
