"""Where offsets of a document stand: in which region, how far apart, at a sentence's beginning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.record.documents import Document, Region, Role
from onrecord.record.spans import Span


class Ordered:
    """Spans that stand in order and do not overlap, looked up by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        self._starts = [s.start for s in self.spans]

    def holding(self, span: Span) -> int:
        """Return the number of the span that contains `span`, -1 if none does."""
        n = bisect_right(self._starts, span.start) - 1
        return n if n >= 0 and self.spans[n].contains(span) else -1


class Places:
    """Regions and sentences of one document, looked up by offset into its text."""

    def __init__(self, document: Document, sentences: Sequence[Span]) -> None:
        self._regions = document.regions
        self._openings = [r.span.start for r in document.regions]
        self._sentences = Ordered(sentences)
        self._headings = [r.span.start for r in document.regions if r.role is Role.HEADING]
        self._starts = frozenset(s.start for s in sentences)

    def region(self, offset: int) -> Region | None:
        """Return the region that holds `offset`."""
        n = bisect_right(self._openings, offset) - 1
        return self._regions[n] if n >= 0 and offset < self._regions[n].span.end else None

    def number(self, offset: int) -> int:
        """Return the number of the region at or before `offset`."""
        return bisect_right(self._openings, offset)

    def sentence(self, span: Span) -> Span | None:
        """Return the sentence that holds `span`."""
        n = self._sentences.holding(span)
        return self._sentences.spans[n] if n >= 0 else None

    def opens_sentence(self, span: Span) -> bool:
        """Tell whether a sentence begins with `span`."""
        return span.start in self._starts

    def heading_between(self, start: int, end: int) -> bool:
        """Tell whether a heading stands between two offsets."""
        return bisect_right(self._headings, start) < bisect_left(self._headings, end)

    def headlines(self) -> list[Span]:
        """Return the spans of headlines."""
        return [r.span for r in self._regions if r.role is Role.HEADLINE]
