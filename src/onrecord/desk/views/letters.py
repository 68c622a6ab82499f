"""The letters documents bear on a page: R1, R2 … for official papers, N1, N2 … for coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.documents import Document


@dataclass(frozen=True, slots=True)
class Lettered:
    """A document's letter, whose telling it is (`official` or `coverage`), and its publisher and title."""

    letter: str
    side: str
    name: str


def lettered(documents: Iterable[Document]) -> dict[str, Lettered]:
    """Return the letter of each document by its id, numbered in the order given."""
    found: dict[str, Lettered] = {}
    count = {"R": 0, "N": 0}
    for one in documents:
        sign = "R" if one.is_official else "N"
        count[sign] += 1
        name = f"{one.publisher or one.name}: {one.title or one.name}"
        found[one.id] = Lettered(f"{sign}{count[sign]}", one.side.value, name)
    return found
