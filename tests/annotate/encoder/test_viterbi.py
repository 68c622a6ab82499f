from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.annotate.encoder.viterbi import best_labels, roles_of


def _best_by_hand(emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> list[int]:
    def score(path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path)) + transitions[path[-1], 0]
        return float(start[path[0]] + sum(emissions[at, label] for at, label in enumerate(path)) + steps)

    return list(max(product(range(len(start)), repeat=len(emissions)), key=score))


@pytest.mark.parametrize("labels", [3, 5])
def test_the_best_of_all_sequences_is_found(labels: int) -> None:
    random = np.random.default_rng(labels)
    transitions = random.normal(size=(labels, labels)).astype(np.float32)
    emissions = [random.normal(scale=2, size=(n, labels)).astype(np.float32) for n in (1, 2, 3, 4, 5, 1, 6)]
    starts = [random.normal(size=labels).astype(np.float32) for _ in emissions]
    expected = [_best_by_hand(one, transitions, start) for one, start in zip(emissions, starts, strict=True)]
    assert best_labels(emissions, transitions, starts) == expected


def test_a_sequence_is_decoded_alike_alone_and_in_company() -> None:
    random = np.random.default_rng(1)
    transitions = random.normal(size=(7, 7)).astype(np.float32)
    emissions = [random.normal(size=(n, 7)).astype(np.float32) for n in random.integers(1, 60, 300)]
    starts = [transitions[0]] * len(emissions)
    together = best_labels(emissions, transitions, starts)
    assert together == [best_labels([one], transitions, [transitions[0]])[0] for one in emissions]


def test_nothing_to_decode_gives_nothing() -> None:
    nothing = np.zeros((0, 3), np.float32)
    assert best_labels([], np.zeros((3, 3), np.float32), []) == []
    assert best_labels([nothing], np.zeros((3, 3), np.float32), [np.zeros(3, np.float32)]) == [[]]


def test_labels_become_spans_of_roles() -> None:
    labels = [0, 1, 2, 1, 3, 4, 4, 0]
    assert roles_of(labels, ("source", "cue")) == {"source": [(1, 3), (3, 4)], "cue": [(4, 7)]}
    assert roles_of([0, 0], ("source",)) == {"source": []}
