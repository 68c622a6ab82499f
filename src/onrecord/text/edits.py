"""Edit maps: from each character of a document's text back to the original it was read from.

An edit map is a tuple of pairs `(in text, in original)`, one for each run of characters that were copied side by
side. A negative second number marks characters that are *not* in the original (a line break put between two
paragraphs of a page): `~number` is the place where they were put in. Offsets of the original count

* code points of the decoded original for plain text, Markdown, JSON Lines and HTML,
* `page * UNIT + character index` for PDF (pages from 0; the index is PDFium's),
* `paragraph * UNIT + character` for DOCX (paragraphs in the order of the body, tables included).

An empty map is the identity: the text is the decoded original, character by character.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

UNIT = 1 << 20
"""Room for one page or paragraph in the offsets of paged originals."""

Edits = tuple[tuple[int, int], ...]


@dataclass
class Copying:
    """Builds a text piece by piece and keeps the edit map meanwhile."""

    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    _next: int = 0

    def copy(self, piece: str, at: int, width: int | None = None) -> None:
        """Append `piece`, which stands at offset `at` of the original.

        `width` is the number of characters it takes there if that differs from its length (an entity of HTML).
        """
        if not piece:
            return
        if not self.runs or at != self._next or self.runs[-1][1] < 0:
            self.runs.append((self.length, at))
        self._add(piece)
        self._next = at + len(piece) if width in (None, len(piece)) else -1

    def insert(self, piece: str, at: int) -> None:
        """Append `piece`, which is not in the original; it stands before the original's offset `at`."""
        if not piece:
            return
        self.runs.append((self.length, ~at))
        self._add(piece)
        self._next = -1

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    @property
    def text(self) -> str:
        """The text built so far."""
        return "".join(self.pieces)

    @property
    def edits(self) -> Edits:
        """The edit map of the text built so far; empty if it is the identity."""
        return () if self.runs in ([], [(0, 0)]) else tuple(self.runs)


def original_offset(edits: Edits, offset: int) -> int | None:
    """Return where the character `offset` of the text stands in the original; None if it was put in."""
    if not edits:
        return offset
    index = bisect_right(edits, (offset, float("inf"))) - 1
    if index < 0:
        return None
    start, at = edits[index]
    return None if at < 0 else at + offset - start


def original_spans(edits: Edits, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of the original that `text[start:end]` was copied from, in text order.

    Characters that were put in have none. A stretch never crosses a run, so its length is that of its part of the
    text; an entity of HTML shows with its first character only.
    """
    if not edits:
        return [(start, end)]
    found = []
    index = max(bisect_right(edits, (start, float("inf"))) - 1, 0)
    for place in range(index, len(edits)):
        run, at = edits[place]
        if run >= end:
            break
        stop = edits[place + 1][0] if place + 1 < len(edits) else end
        low, high = max(start, run), min(end, stop)
        if at >= 0 and low < high:
            found.append((at + low - run, at + high - run))
    return found
