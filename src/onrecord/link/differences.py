"""Differences that change the meaning of an aligned pair, named, with the words on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.accounts import Difference
from onrecord.record.spans import Span


def find(
    quote: str, quote_spans: Sequence[Span], passage: str, passage_spans: Sequence[Span]
) -> tuple[Difference, ...]:
    """Return the differences between spans of two texts, in order of the quote's words."""
    return ()
