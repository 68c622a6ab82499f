"""Several processes give the answers of one, in order; a worker that dies is told."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from onrecord.intake import document
from onrecord.record.documents import Document
from onrecord.record.issues import BackendFailed, ConfigError
from onrecord.record.readings import Reading
from onrecord.scale import mapping

BATCHES = [[document(f"Paper {n} of batch {b}.", name=f"{b}/{n}") for n in range(2)] for b in range(7)]


def bare(documents: Sequence[Document]) -> list[Reading]:
    return [Reading(one) for one in documents]


def dies(documents: Sequence[Document]) -> list[Reading]:
    os._exit(9)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_the_order_of_the_batches(workers: int) -> None:
    with mapping(workers) as mapper:
        assert list(mapper(bare, BATCHES)) == [bare(batch) for batch in BATCHES]


def test_batches_are_asked_for_only_when_there_is_room() -> None:
    asked = []

    def batches() -> object:
        for number, batch in enumerate(BATCHES):
            asked.append(number)
            yield batch

    with mapping(2) as mapper:
        first = next(iter(mapper(bare, batches())))  # type: ignore[arg-type]
    assert first == bare(BATCHES[0])
    assert asked == [0, 1, 2, 3]


def test_a_worker_that_dies_is_told() -> None:
    with mapping(2) as mapper, pytest.raises(BackendFailed, match="before its time"):
        list(mapper(dies, BATCHES))


def test_no_worker_is_no_way_to_work() -> None:
    with pytest.raises(ConfigError), mapping(0):
        raise AssertionError("never reached")
