"""Quotations: the stretches of a paragraph that stand between quotation marks.

Whether a mark opens or closes is told from its neighbours, so that an odd mark spoils one paragraph at most. All
Unicode quotation marks count; single marks only where a partner closes them, because apostrophes look the same.
A quotation that runs on over paragraphs is opened anew in each and closed only in the last: an unclosed one ends with
its paragraph and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.attributions import Manner
from onrecord.record.spans import Span

_OPENING = "“„‟«‹「『〝｢﹁﹃❝"
_CLOSING = "”»›」』〞〟｣﹂﹄❞"
_STRAIGHT = '"＂'
_SINGLE_OPENING = "‘‚‛❛"
_SINGLE_CLOSING = "’❜"
_SINGLE_STRAIGHT = "'"
_MARKS = _OPENING + _CLOSING + _STRAIGHT + _SINGLE_OPENING + _SINGLE_CLOSING + _SINGLE_STRAIGHT
MARKS = frozenset(_MARKS + "`")
"""Every character that can be a quotation mark."""

_MARK = re.compile(f"''|``|[{re.escape(_MARKS)}]")
_BEFORE_OPENING = "([{—–-…:;/"
_PARTNERS = dict(zip(_OPENING, "”””»›」』〞｣﹂﹄❞", strict=True)) | {"„": "“”", "»": "«", "›": "‹"}
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])['’❜](?!\w)")
_SINGLE_REACH = 400
"""Characters within which a single mark must be closed; measured on nothing, longer ones are apostrophes."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of one paragraph. `span` includes its marks; `closed`: its closing mark is there."""

    span: Span
    closed: bool = True
    single: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of the words between the marks; empty quotations give an empty pair."""
        end = self.span.end - 1 if self.closed else self.span.end
        return min(self.span.start + 1, end), end


def find(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of `text` in text order, none crossing the edge of its paragraph.

    Nested quotations belong to the outer one.

    Args:
        text: Document text.
        paragraphs: Where to look: one span per paragraph, in order, not overlapping.
    """
    found: list[Quotation] = []
    for paragraph in paragraphs:
        found.extend(_of_paragraph(text, paragraph))
    return tuple(found)


def _of_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > paragraph.start else "\n"
        after = text[match.end()] if match.end() < paragraph.end else "\n"
        if mark in _SINGLE_OPENING + _SINGLE_CLOSING + _SINGLE_STRAIGHT:
            opened = _single(text, match.end(), paragraph.end, mark, before, after, opened, at, found)
            continue
        if opened is not None and opened[1] in "'‘‚‛❛":
            continue  # double marks inside single ones: the outer quotation stands
        if _opens(mark, before, after, opened):
            if opened is None:
                opened = (at, mark)
            elif mark in _STRAIGHT or mark == "''":
                found.append(Quotation(Span(opened[0], _last_visible(text, opened[0], at)), closed=False))
                opened = (at, mark)
        elif opened is not None:
            found.append(Quotation(Span(opened[0], match.end())))
            opened = None
    if opened is not None:
        found.append(Quotation(Span(opened[0], _last_visible(text, opened[0], paragraph.end)), closed=False))
    return found


def _opens(mark: str, before: str, after: str, opened: tuple[int, str] | None) -> bool:
    if opened is not None and mark in _PARTNERS.get(opened[1], ""):
        return False
    if mark in _OPENING or mark == "``":
        backwards = mark in "“«" and not before.isspace() and not after.isalnum()  # “ set where ” belongs
        return not (backwards and (opened is not None or before in ".,!?…"))
    if mark in _CLOSING:  # the wrong way round: white space before and a letter behind
        return opened is None and (before.isspace() or before in _BEFORE_OPENING) and after.isalnum()
    leaning = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    if leaning and opened is not None and after in ",.!?;":
        return False
    if not leaning and opened is None:
        return not before.isspace() and after.isalnum() and not before.isdigit()
    return leaning


def _single(
    text: str,
    behind: int,
    end: int,
    mark: str,
    before: str,
    after: str,
    opened: tuple[int, str] | None,
    at: int,
    found: list[Quotation],
) -> tuple[int, str] | None:
    if opened is None:
        if mark in _SINGLE_CLOSING or before.isalnum() or not (after.isalnum() or after in '“"([…'):
            return None
        return (at, mark) if _closes_later(text, behind, end, mark) else None
    if (
        opened[1] in "'‘‚‛❛"
        and mark in "'’❜" + ("‘" if opened[1] == "‚" else "")
        and not after.isalnum()
        and not before.isspace()
    ):
        found.append(Quotation(Span(opened[0], behind), single=True))
        return None
    return opened


def _closes_later(text: str, behind: int, end: int, mark: str) -> bool:
    closing = _SINGLE_CLOSE.search(text, behind, min(end, behind + _SINGLE_REACH))
    if mark == "‚":
        return text.find("‘", behind, end) >= 0
    # 'til and '90s open nothing: what closes must not be the apostrophe of a plural owner far away
    return closing is not None


def _last_visible(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def manner(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Manner:
    """Tell whether a content stands in quotation marks wholly (direct), in part (mixed) or not at all.

    Args:
        text: Document text.
        content: Spans of the content.
        quotations: Those that may touch it, in order of the text.
    """
    inside = outside = False
    for span in content:
        at = span.start
        for quotation in quotations:
            start, end = max(at, quotation.span.start), min(span.end, quotation.span.end)
            if start < end:
                outside = outside or _wordy(text, at, start)
                inside = inside or _wordy(text, start, end)
                at = end
        outside = outside or _wordy(text, at, span.end)
    if not inside:
        return Manner.INDIRECT
    return Manner.MIXED if outside else Manner.DIRECT


def _wordy(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])
