"""Most likely label sequences of a linear-chain CRF, many sequences at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TOGETHER = 128
"""Sequences of like length decoded in one go; more gave no further speed and take more memory."""


def best_labels(emissions: Sequence[Floats], transitions: Floats, starts: Sequence[Floats]) -> list[list[int]]:
    """Return the best label sequence for each element of `emissions` (`[words, labels]`, any number of words).

    Each answer depends on its own element only, whatever stands beside it: all arithmetic is element by element.

    Args:
        emissions: Label scores of the words of each sequence.
        transitions: `[i, j]` scores label `j` behind label `i`. Label 0 (outside) follows every sequence.
        starts: For each sequence the score of its first label.
    """
    answers: list[list[int]] = [[] for _ in emissions]
    order = sorted(range(len(emissions)), key=lambda row: len(emissions[row]))
    order = [row for row in order if len(emissions[row])]
    for at in range(0, len(order), _TOGETHER):
        rows = order[at : at + _TOGETHER]
        labels = _decode([emissions[row] for row in rows], transitions, np.stack([starts[row] for row in rows]))
        for row, sequence in zip(rows, labels, strict=True):
            answers[row] = sequence
    return answers


def _decode(emissions: list[Floats], transitions: Floats, start: Floats) -> list[list[int]]:
    lengths = np.array([len(one) for one in emissions])
    scores = np.zeros((int(lengths.max()), len(transitions), len(emissions)), np.float32)
    for column, one in enumerate(emissions):
        scores[: len(one), :, column] = one
    answers: list[list[int]] = [[0] * len(one) for one in emissions]
    busy = np.flatnonzero(~_surely_outside(scores, transitions, lengths))
    if len(busy):
        best = _best(np.ascontiguousarray(scores[..., busy]), transitions, start[busy], lengths[busy])
        for row, sequence in zip(busy.tolist(), best, strict=True):
            answers[row] = sequence
    return answers


def _surely_outside(scores: Floats, transitions: Floats, lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell for which columns "all outside" must win: no word gains enough to pay for two transitions around it."""
    margin = 2 * max(0.0, float(np.max(transitions) - transitions[0, 0]))
    rival: Floats = np.max(scores[:, 1:], axis=1)
    quiet = scores[:, 0] - rival > margin
    beyond = np.arange(len(scores))[:, None] >= lengths
    outside: NDArray[np.bool_] = np.asarray((quiet | beyond).all(0), dtype=np.bool_)
    return outside


def _best(scores: Floats, transitions: Floats, start: Floats, lengths: NDArray[np.int64]) -> list[list[int]]:
    labels = len(transitions)
    scores[0] += start.T
    step = transitions[:, :, None]
    reached = np.empty((labels, labels, len(lengths)), np.float32)
    for at in range(1, len(scores)):
        np.add(scores[at - 1][:, None, :], step, out=reached)
        scores[at] += reached.max(0)
    return _trace(scores, transitions, lengths)


def _trace(scores: Floats, transitions: Floats, lengths: NDArray[np.int64]) -> list[list[int]]:
    """Follow the best path backwards; cheaper than to keep where every label came from."""
    columns = np.arange(len(lengths))
    best = (scores[lengths - 1, :, columns] + transitions[:, 0]).argmax(1)
    labels = np.zeros((len(lengths), len(scores)), np.int64)
    now = best
    for at in range(len(scores) - 1, 0, -1):
        now = np.where(lengths - 1 == at, best, now)
        labels[:, at] = now
        now = (scores[at - 1] + transitions[:, now]).argmax(0)
    labels[:, 0] = np.where(lengths == 1, best, now)
    return [row[:length].tolist() for row, length in zip(labels, lengths.tolist(), strict=True)]


def roles_of(labels: Sequence[int], roles: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Return the spans `[start, end)` of every role in a BIO label sequence (see `heads.Tagger`)."""
    found: dict[str, list[tuple[int, int]]] = {role: [] for role in roles}
    if not any(labels):
        return found
    at = 0
    while at < len(labels):
        label = labels[at]
        if not label:
            at += 1
            continue
        role = (label - 1) // 2
        end = at + 1
        while end < len(labels) and labels[end] == 2 * role + 2:
            end += 1
        found[roles[role]].append((at, end))
        at = end
    return found
