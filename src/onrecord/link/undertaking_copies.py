"""What a copy of a text tells is told by the original: one undertaking or claim with two documents, not two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.record.readings import Duplicate

from .undertaking_likeness import Told

ALIKE = 0.8
"""Least share of stems that the wording in a copy has in common with its original's: copies are cut and respelled."""


def copied(told: Mapping[str, Told], duplicates: Sequence[Duplicate]) -> Iterator[tuple[str, str]]:
    """Yield each mention in a copy with the mention of its original that it repeats.

    Args:
        told: mentions by id.
        duplicates: which document copies which.

    Yields:
        Pairs of mention ids, the copy's first, in order of id.
    """
    originals = {one.document_id: one.of for one in duplicates}
    by_document: dict[str, list[str]] = defaultdict(list)
    for mention_id in sorted(told):
        by_document[told[mention_id].document.id].append(mention_id)
    for mention_id in sorted(told):
        one = told[mention_id]
        near = [(_alike(one, told[other]), other) for other in by_document.get(originals.get(one.document.id, ""), ())]
        score, best = max(near, default=(0.0, ""))
        if score >= ALIKE:
            yield mention_id, best


def _alike(copy: Told, original: Told) -> float:
    """Return the share of common stems; 0 where kind, denial or addressee differ."""
    a, b = copy.mention, original.mention
    apart = a.addressee is not None and b.addressee is not None and a.addressee != b.addressee
    if apart or a.kind is not b.kind or a.denied != b.denied:
        return 0.0
    every = copy.stems | original.stems
    return len(copy.stems & original.stems) / len(every) if every else 0.0
