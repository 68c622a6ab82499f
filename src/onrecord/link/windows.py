"""The part of a passage that a short quote may come from.

Input: a quote and a longer passage. Output: the span of the passage whose words are met best by the quote's: the run
of words with the highest sum, where a word that the quote has (or almost has) adds and any other takes away
(maximum subarray, Kadane).
"""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from onrecord.record.spans import Span
from onrecord.text.compare import STOP, words

_MET, _LIKE, _STOP_MET, _OTHER, _STOP_OTHER = 1.0, 0.6, 0.25, -0.3, -0.1
"""Swept on halves of WMT sentences against their whole counterparts; other values within a factor of 1.5 change the
window by a word or two."""


def best_window(quote: str, passage: str) -> Span | None:
    """Return the part of `passage` that answers to `quote`, None if no word of it does."""
    keys = {w.key for w in words(quote)}
    stems = {w.stem for w in words(quote)}
    found = words(passage)
    best, best_sum, start, running = None, 0.0, 0, 0.0
    for i, word in enumerate(found):
        if running <= 0.0:
            start, running = i, 0.0
        running += _gain(word.key, word.stem, keys, stems)
        if running > best_sum:
            best, best_sum = (start, i), running
    return Span(found[best[0]].span.start, found[best[1]].span.end) if best else None


def _gain(key: str, stem: str, keys: set[str], stems: set[str]) -> float:
    if key in STOP:
        return _STOP_MET if key in keys else _STOP_OTHER
    if stem in stems:
        return _MET
    like = len(key) > 3 and process.extractOne(key, keys, scorer=JaroWinkler.similarity, score_cutoff=0.88)
    return _LIKE if like else _OTHER
