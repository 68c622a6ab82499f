"""When: the time expressions of a text, resolved against the day it was published where that is known.

What comes in: speaking regions, captions and datelines. What goes out: `TimeMention`s with a normal form that
linking can resolve
later, when a meeting dates the document. A day that the calendar does not have becomes an issue, not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.record.documents import SPEAKING, Document, Role
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Span
from onrecord.record.times import TimeMention
from onrecord.text import times

from .component import Draft, Findings

_READ = SPEAKING | {Role.CAPTION, Role.DATELINE, Role.HEADING}
_AHEAD = re.compile(
    r"(?<!a )(?<!joint )(?<!political )(?<!good )\b(?:will|shall|would|plans? to|planned|planning|intends?|expects?|"
    r"expected|scheduled|due|upcoming|forthcoming|coming|ahead of|"
    r"is to|are to|set to|set for|to be held|looks? forward|looking forward|slated|by|until|no later than|deadline|"
    r"preparations? for|prepare for|"
    r"hopes? to|to begin|to start|agreed to)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!be )(?<!to )\b(?:was|were|had|met|held|took place|since|after|following|signed|reached|visited|spoke|"
    r"called|attended|"
    r"during the|said|told|stated|added|announced|says|noted)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?]\s|\n\n|,\s(?:which|who|where|and|but|when|while)\s")
_FORWARD = ("XXXX", "weekday", "season:X")


class Times:
    """The annotator of the `times` layer. Needs no parse."""

    name = "times"
    version = "1"
    requires: frozenset[str] = frozenset()
    assigns = "times"

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return the time mentions of each draft, in text order."""
        return [_one(draft.reading.document) for draft in drafts]


def _one(document: Document) -> Findings:
    found, issues = [], []
    anchor = anchor_day(document)
    for region in document.regions:
        if region.role not in _READ:
            continue
        for span, expression, kind in times.find(region.span.of(document.text)):
            span = span.shift(region.span.start)
            if kind == "invalid":
                issues.append(_no_such_day(document, span))
            else:
                expression = _directed(document.text, region.span, span, expression)
                found.append(TimeMention(span, expression, times.resolve(expression, anchor), kind))
    issues += list(_wrong_weekdays(document, found))
    return Findings(tuple(found), tuple(issues))


def anchor_day(document: Document) -> date | None:
    """Return the day relative expressions count from: the publication day, None if it is not known to the day."""
    if document.published is None or not document.published.interval.is_day:
        return None
    return document.published.interval.start


def _directed(text: str, region: Span, span: Span, expression: str) -> str:
    """Add `:future` where the clause looks ahead and the expression leaves its direction open."""
    if not expression.startswith(_FORWARD) or re.search(r":(?:last|this|next|past|future)\b", expression):
        return expression
    starts = [m.end() for m in _CLAUSE.finditer(text, region.start, span.start)]
    before = text[starts[-1] if starts else region.start : span.start]
    end = _CLAUSE.search(text, span.end, region.end)
    after = text[span.end : end.start() if end else region.end]
    ahead = [m.end() for m in _AHEAD.finditer(before)]
    behind = [m.end() for m in _BEHIND.finditer(before)]
    if ahead and (not behind or ahead[-1] > behind[-1]):
        return expression + ":future"
    if not ahead and not behind and re.search(r"\b(?:will|shall|is to|are to)\b", after):
        return expression + ":future"
    return expression


def _no_such_day(document: Document, span: Span) -> Issue:
    message = f"there is no such day: {span.of(document.text)!r}"
    return Issue("ANN021", Severity.WARNING, "annotate", message, document.id, span)


def _wrong_weekdays(document: Document, found: Sequence[TimeMention]) -> Iterator[Issue]:
    """A weekday written beside a date that falls on another day of the week."""
    for mention in found:
        match = re.match(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s", mention.span.of(document.text))
        if match and mention.interval and mention.interval.is_day and mention.kind == "absolute":
            day = mention.interval.start.strftime("%A")
            if not day.startswith(match[1]):
                message = f"{mention.span.of(document.text)!r} is a {day}"
                yield Issue("ANN022", Severity.NOTE, "annotate", message, document.id, mention.span)
