"""Places in a text, and the evidence that points at them.

Offsets are half-open and count Unicode code points of `Document.text`, as W3C Web Annotation asks.
No span, no fact: every other noun of this package carries one of these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: `text[start:end]`, code points, never empty.

    Raises:
        ValueError: `start` is negative or `end` is not behind `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """Return the span moved `by` code points (to the left if negative)."""
        return Span(self.start + by, self.end + by)


def cover(spans: tuple[Span, ...]) -> Span:
    """Return the smallest span that holds all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what made a fact: a component with its version, or a person (`component="person:NAME"`)."""

    component: str
    version: str = ""
    config_hash: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters a fact was read from.

    `exact` repeats the text of `spans`, joined by `" … "`, so that drift is detected and never repaired
    in silence. Build it with `evidence()`.
    """

    document_id: str
    spans: tuple[Span, ...]
    exact: str
    origin: Origin = Origin("")


def evidence(document_id: str, text: str, *spans: Span, origin: Origin = Origin("")) -> Evidence:
    """Quote `spans` of `text` as evidence; the spans are put in order."""
    ordered = tuple(sorted(spans))
    return Evidence(document_id, ordered, " … ".join(s.of(text) for s in ordered), origin)
