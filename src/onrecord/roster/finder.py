"""Finding roster names in a text: one dictionary look-up per word, longest name first.

Matching respects case ("US" is a state, "us" is not), allows capitals throughout for headlines, treats curly and
straight apostrophes, no-break spaces and accents alike, and stops at word boundaries ("Niger" is not in "Nigeria").
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.spans import Span

_FOLDS = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ",
    "–": "-", "‑": "-", "‐": "-", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "Ø": "O", "Đ": "D", "Ł": "L",
}  # fmt: skip


def _fold_table() -> dict[int, str]:
    table = {ord(char): plain for char, plain in _FOLDS.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table.setdefault(code, base)
    return table


_TABLE = _fold_table()
_WORD = re.compile(r"[^\W_]+")
_SOLID = re.compile(r"[^\W_]")


def fold(text: str) -> str:
    """Return `text` with accents, apostrophes, dashes and blanks made plain, character for character (same length)."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name to look for. `code` empty: a phrase that hides shorter names in it."""

    code: str
    how: str


class Finder:
    """A compiled set of names. Immutable after construction; pickles as plain data."""

    def __init__(self, names: Iterable[tuple[str, Entry]]) -> None:
        """Compile `names`, pairs of wording and entry; of two entries with one wording the first stands."""
        self.exact: dict[str, Entry] = {}
        for name, entry in names:
            for form in _forms(fold(name)):
                self.exact.setdefault(form, entry)
        self._by_word: dict[str, list[str]] = {}
        for form in sorted(self.exact, key=len, reverse=True):
            if word := _WORD.search(form):
                self._by_word.setdefault(sys.intern(word.group()), []).append(form)

    def find(self, text: str) -> list[tuple[Span, Entry]]:
        """Return the names in `text` that do not overlap, longest first at each place, in text order."""
        plain, hits, end = fold(text), [], 0
        for word in _WORD.finditer(plain):
            if word.start() < end or word.group() not in self._by_word:
                continue
            form = self._longest(plain, word)
            if form is not None:
                end = word.start() + len(form)
                entry = self.exact[form]
                if entry.code:
                    hits.append((Span(word.start(), end), entry))
        return hits

    def _longest(self, plain: str, word: re.Match[str]) -> str | None:
        start = word.start()
        for form in self._by_word[word.group()]:
            stop = start + len(form)
            if plain.startswith(form, start) and not (form[-1].isalnum() and _SOLID.match(plain, stop)):
                return form
        return None


def _forms(name: str) -> tuple[str, ...]:
    letters = sum(char.isalpha() for char in name)
    return (name, name.upper()) if letters >= 4 and not name.isupper() else (name,)
