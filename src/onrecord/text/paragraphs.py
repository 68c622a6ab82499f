"""Paragraphs: where a text is one line per paragraph its lines, where it is hard-wrapped its blocks.

Printed records (White House releases, UN verbatim records) break a line every 70 to 90 characters; web pages give
one line per paragraph, with or without blank lines between. Which one a text is shows in how its lines end.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from onrecord.record.spans import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSED = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»)\]*_]*$")
_ITEM = re.compile(r"(?:[-–—•·*▪●◦‣]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_LABEL = re.compile(r"(?:Q(?:UESTION)?|A(?:NSWER)?|[A-Z][A-Z.'’\- ]{2,60})\s{0,2}:\s|Q\s{2,}\S")

WRAP_MIN, WRAP_MAX = 38, 130
"""Widths a hard-wrapped line may have; below are tables and verse, above are paragraphs."""

BROKEN_MIN = 60
"""Characters of a line that a page may have broken; shorter ones are headings, labels and menus."""


def paragraphs(text: str, apart: Collection[int] = ()) -> tuple[Span, ...]:
    """Return the paragraphs of `text`: trimmed, in order, holding every character that is not white space.

    A line that starts at an offset in `apart` is a paragraph of its own.
    """
    lines = [span for span in (_trim(text, m.start(), m.end()) for m in _LINE.finditer(text)) if span]
    width = wrap_width(text, lines)
    if width is None:
        return tuple(_mended(text, lines, apart))
    return tuple(_joined(text, lines, width, apart))


def wrap_width(text: str, lines: list[Span]) -> int | None:
    """Return the width at which the lines of `text` are wrapped, None if each line is a paragraph of its own."""
    pairs = [(a, b) for a, b in pairwise(lines) if not _blank_between(text, a, b)]
    before = [a for a, b in pairs if not _ITEM.match(text, b.start, b.end)]
    if len(before) < 2:
        return None
    wrapped = sum(1 for a in before if WRAP_MIN <= len(a) <= WRAP_MAX and not _is_closed(text, a))
    lengths = sorted(len(a) for a in before if len(a) <= WRAP_MAX)
    if wrapped * 2 < len(before) or lengths[len(lengths) // 2] < WRAP_MIN:
        return None
    return lengths[int(len(lengths) * 0.95)]


def _is_closed(text: str, line: Span) -> bool:
    return _CLOSED.search(text[max(line.start, line.end - 4) : line.end]) is not None


def _mended(text: str, lines: list[Span], apart: Collection[int]) -> list[Span]:
    """Put together what a page broke in mid-sentence: an open line that goes on in lower case."""
    found: list[Span] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last
            and len(last) >= BROKEN_MIN
            and text[line.start].islower()
            and not {last.start, line.start} & set(apart)
        ):
            end = text[last.end - 1]
            if (end.isalnum() or end in "-–—’'") and len(line) >= 20 and not text.startswith("by ", line.start):
                found[-1] = Span(last.start, line.end)
                continue
        found.append(line)
    return found


def _joined(text: str, lines: list[Span], width: int, apart: Collection[int]) -> list[Span]:
    found: list[Span] = []
    indented = sum(1 for line in lines if _indent(text, line))
    use_indent = 0 < indented * 3 < len(lines)
    for previous, line in zip([None, *lines], lines, strict=False):
        alone = previous is None or previous.start in apart or line.start in apart
        if previous is not None and not alone and not _starts(text, previous, line, width, use_indent):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _starts(text: str, previous: Span, line: Span, width: int, use_indent: bool) -> bool:
    words = line.of(text)
    closed = _is_closed(text, previous)
    if _blank_between(text, previous, line):
        # a sentence goes on in lower case: the blank line is a break of the page
        return not words[0].islower() or closed or text[previous.end - 1] == "," or len(previous) < WRAP_MIN
    if _ITEM.match(words[:8]) or _LABEL.match(words[:80]):
        return True
    if use_indent and _indent(text, line):
        return closed
    return closed and not width * 0.7 <= len(previous) <= WRAP_MAX and not words[:1].islower()


def _indent(text: str, line: Span) -> bool:
    return line.start > 0 and text[line.start - 1] in " \t\u00a0\u3000"


def _blank_between(text: str, first: Span, second: Span) -> bool:
    between = text[first.end : second.start].replace("\r\n", "\n")
    return sum(1 for c in between if not _LINE.match(c)) > 1


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    low = start + len(piece) - len(piece.lstrip())
    return Span(low, low + len(bare))
