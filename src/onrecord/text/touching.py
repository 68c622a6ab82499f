"""Which of many spans touch a given one, found without looking at all of them: long documents cost no more per word."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record.spans import Span

_BLOCK = 256
"""Characters of a block; any number gives the same answers."""


class Touching:
    """Many spans of one text, in any order, looked up by the characters they share with others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._blocks: dict[int, list[int]] = {}
        for number, span in enumerate(self._spans):
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append(number)

    def numbers(self, spans: Iterable[Span]) -> list[int]:
        """Return the numbers of the spans that overlap one of `spans`, in order."""
        found: set[int] = set()
        for span in spans:
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                found.update(n for n in self._blocks.get(block, ()) if self._spans[n].overlaps(span))
        return sorted(found)
