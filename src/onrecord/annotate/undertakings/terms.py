"""Deadlines: the words that say by when, and the days they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.record.documents import Document
from onrecord.record.spans import Span
from onrecord.record.times import Interval, TimeMention
from onrecord.text.times import resolve

_LEAD = re.compile(
    r"(?:\b(?:by|before|until|till|not later than|no later than|later than|within|in|on|at|over|during|from|after|"
    r"as of|starting)\s+(?:the\s+)?(?:upcoming\s+)?)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?:over|in) the (?:coming|next few) (?:days|weeks|months|years)(?: and (?:weeks|months|years))?|soon|"
    r"shortly|immediately|as soon as possible|without (?:further )?delay|"
    r"in the near(?:est)? future|in due course|next year)\b",
    re.IGNORECASE,
)
_LEAD_ONLY = re.compile(
    r"[\s,]*(?:(?:by|before|until|within|in|on|at|over|during|from|after|no later than|not later than)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:summit|meeting|agreements?|accords?|memorand(?:um|a)|protocols?|statement|declaration|resolution|conference|talks|"
    r"understandings?|deal|treaty|election|attacks?|ceasefire|order|anniversary)"
)
_EVENT_BEHIND = re.compile(rf"\s+(?:[A-Z][\w.’'/-]*\s+){{0,4}}(?i:{_EVENT})\b")
_EVENT_BEFORE = re.compile(rf"\b(?:{_EVENT}|No\. ?\d+)\s+(?:of|from|dated)\s+(?:the\s+)?$", re.IGNORECASE)
_APART = re.compile(
    r"(?:^|[\n.,;:]\s*)(?:(?:by|before|until|within|in|on|from|after|starting)\s+)?(?:the\s+)?$", re.IGNORECASE
)
_SUBJECT = 60
"""Characters between a time set apart and the act it dates: the subject and its verb."""
_BEFORE = 40
"""Characters before a clause, or before a time, in which words that go with it are looked for."""
_MONTH = 31
"""Days within which a text must be dated for "in October" to mean one October."""
_LATEST = re.compile(r"\b(?:by|before|until|till|not later than|no later than|within)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that say by when; `interval` is None where they have no days ("as soon as possible")."""

    span: Span
    interval: Interval | None


def deadline(
    document: Document, times: tuple[TimeMention, ...], action: Span, clause: Span
) -> tuple[Deadline | None, bool]:
    """Find the deadline of an undertaking.

    Args:
        document: whose text the spans are offsets into.
        times: the reading's time mentions.
        action: the undertaking's action.
        clause: the clause (or sentence) it stands in.

    Returns:
        The deadline or None; and whether one was refused because it lies before the statement.
    """
    text = document.text
    near = range(clause.start - _BEFORE, max(action.end, clause.end) + _BEFORE)
    times = tuple(t for t in times if t.span.start in near and not _names_a_paper(text, t.span))
    inside = [t for t in times if action.start <= t.span.start and _belongs(text, t.span, action)]
    opening = [t for t in times if _opens(text, t.span, clause, action)]
    early = False
    published = document.published.interval if document.published else None
    for mention in [*inside, *opening]:
        interval = None if mention.expression.startswith(("vague", "coming")) else _future(mention, document)
        span = _with_lead(text, mention.span, min(clause.start, mention.span.start))
        if interval is None:
            if _points_ahead(mention) or (published is None and mention.kind == "relative"):
                return Deadline(span, None), False
            continue
        if published is not None and interval.end < published.start:
            early = early or bool(_LATEST.search(text[max(0, mention.span.start - 20) : mention.span.start]))
            continue
        if published is not None and interval.end <= published.end:
            continue
        if published is None and not _is_ahead(mention):
            continue
        return Deadline(span, interval), False
    vague = _VAGUE.search(text, action.start, max(action.end, clause.end))
    if vague is None:
        return None, early
    whole = next((t.span for t in times if t.span.start <= vague.start() and vague.end() <= t.span.end), None)
    return Deadline(whole or Span(vague.start(), vague.end()), None), early


def _names_a_paper(text: str, time: Span) -> bool:
    """Tell whether a day only tells papers and events apart: "the June summit", "the agreements of 22 July"."""
    return _EVENT_BEHIND.match(text, time.end) is not None or _before(_EVENT_BEFORE, text, time)


def _before(words: re.Pattern[str], text: str, time: Span) -> bool:
    """Tell whether words end right before a time; looked for nearby only, so that long documents cost no more."""
    return words.search(text, max(0, time.start - _BEFORE), time.start) is not None


def _opens(text: str, time: Span, clause: Span, action: Span) -> bool:
    """Tell whether a time opens the clause or is set apart before its subject: "As agreed, in May, Norway will …"."""
    if not clause.start - _BEFORE <= time.start < time.end <= action.start:
        return False
    if clause.start <= time.start and _LEAD_ONLY.fullmatch(text, clause.start, time.start):
        return time.start < clause.start + 25
    apart = text[time.end : time.end + 1] == "," and _before(_APART, text, time)
    return apart and action.start - time.end <= _SUBJECT and "\n" not in text[time.end : action.start]


def _belongs(text: str, time: Span, action: Span) -> bool:
    """Tell whether a time stands in the action, or right behind it ("…, by 1 May")."""
    if time.end <= action.end:
        return True
    between = text[action.end : time.start] if time.start >= action.end else ""
    return len(between) <= 25 and _LEAD_ONLY.fullmatch(between) is not None


def _points_ahead(mention: TimeMention) -> bool:
    return mention.kind == "vague" and (
        mention.expression.startswith(("vague", "coming")) or ":next" in mention.expression
    )


def _is_ahead(mention: TimeMention) -> bool:
    """Without the document's date only words that point ahead by themselves can be a deadline."""
    return mention.kind != "absolute" and any(w in mention.expression for w in ("+", "next", "within", "in:", "coming"))


def _future(mention: TimeMention, document: Document) -> Interval | None:
    if mention.kind == "absolute":
        return mention.interval
    known = document.published.interval if document.published else None
    anchor: date | None = known.end if known and (known.end - known.start).days <= _MONTH else None
    return resolve(mention.expression, anchor, past=False)


def _with_lead(text: str, span: Span, floor: int) -> Span:
    lead = _LEAD.search(text, max(floor, span.start - 30), span.start)
    return Span(lead.start(), span.end) if lead else span
