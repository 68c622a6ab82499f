"""Sentences by rule: exact spans, fast, no model. A full stop ends a sentence unless something says it does not.

Input: a text and the span of one paragraph. Output: spans that hold every non-blank character of it, in order.
The rules follow the usual list of exceptions (abbreviations, initials, decimal numbers, ellipses, quotes); the
abbreviations are those of diplomatic prose and news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.spans import Span

_TITLES = """
mr mrs ms dr prof gen lt col maj capt cmdr adm sgt brig gov sen rep amb hon rev fr st no nos vs art arts para paras op
cit fig vol v pp ed eds messrs mme mlle supt insp vice-adm lieut ltgen ven cf ca approx
"""
_ALWAYS = frozenset(_TITLES.split())  # never end a sentence: a name or number follows
_SHORT = """
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co corp jr sr etc
al ave blvd rd dept est govt min max u.s u.k u.n e.u a.m p.m d.c ph.d m.d e.g i.e u.s.a u.s.s.r u.a.e a.d b.c
"""
_MAYBE = frozenset(_SHORT.split())  # may end one
_OPENING = """
the a an he she it they we i you this that these those his her its their our my in on at as for from with by after
before when while if but and or so however meanwhile there what who both all no not one two mr mrs ms dr
"""
_STARTERS = frozenset(_OPENING.split())  # open a sentence, and are rarely part of a name behind "U.S." or "Dec."
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»\)\]*_]*+(?=\s|$)|[。！？؟۔।]+[\"'”’»\)\]）」』]*"
)  # possessive: a long row of full stops is looked at once
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]]+$")
_NEXT = re.compile(r"\s*[\"'“”‘’«»(\[—–•*_-]*\s*(\w[\w’'.-]*)?")


def split(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text[span.start:span.end]` (all of `text` if None), offsets into `text`."""
    start, end = (span.start, span.end) if span else (0, len(text))
    found = []
    for low, high in _stretches(text, start, end):
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low < high:
            found.append(Span(low, high))
    return tuple(found)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for mark in _END.finditer(text, start, end):
        if _ends(text, low, mark, end):
            yield low, mark.end()
            low = mark.end()
    yield low, end


def _ends(text: str, low: int, mark: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, mark.end(), end)
    word = (following.group(1) or "") if following else ""
    marks = mark.group()
    if not word:
        return mark.end() >= end or not marks.startswith(".") or not text[mark.end() : end].strip()
    if word[0].islower() and (marks[0] in ".…" or marks[-1] in "\"'”’»"):
        return False  # "…", he said; "U.S. forces": a sentence does not go on in lower case
    if marks[0] != "." or len(marks) > 1:
        return True
    return not _abbreviation(text[max(low, mark.start() - 24) : mark.start()], word)


def _abbreviation(before: str, following: str) -> bool:
    found = _WORD_BEFORE.search(before)
    last = found.group() if found else ""
    lower = last.lower().rstrip(".")
    if lower in _ALWAYS:
        return True
    if len(last) == 1 and last.isalpha():
        return last.isupper() and last != "I" and following.lower() not in _STARTERS  # an initial
    if last.isdigit() and len(last) <= 2 and not before.strip(last).strip():
        return True  # "1. The parties …": a number opens the item
    if lower in _MAYBE or re.fullmatch(r"(?:\w\.)+\w", last):
        return following.lower() not in _STARTERS
    return False
