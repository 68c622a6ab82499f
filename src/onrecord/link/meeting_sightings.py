"""A meeting mention in its document, with what linking needs worked out once: possible days, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.meetings import MeetingMention, MeetingStatus
from onrecord.record.times import Interval

_IDLE = frozenset(
    {
        "about", "after", "their", "there", "these", "those", "which", "while", "would", "could", "should", "including",
        "issue", "issues", "matter", "matters", "situation", "range", "current", "bilateral", "regional", "global",
        "ongoing", "efforts", "developments", "importance", "continued",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """A meeting mention in its document.

    Attributes:
        mention: the mention as it is compared: a party that is a mission or fund of another stands as the whole.
        told: the mention as the text tells it.
        document: where it stands.
        days: the days the meeting is told of; None if the text gives none that is known.
        days_reason: why: `stated`, `publication`, empty if unknown.
        possible: of those days the ones it can have been on: what is told as held not after the paper, what is told as
            planned not before it. Equal to `days` where that would leave none.
        expression: the normal form of what a text says instead of days (`weekday:4`, `XXXX-03`), None if nothing.
        words: the words of its topics.
        told_as: the sentence that tells it.
        misdated: the sentence gives a day that does not exist, so that nothing is known of when it was.
    """

    mention: MeetingMention
    told: MeetingMention
    document: Document
    days: Interval | None = None
    days_reason: str = ""
    possible: Interval | None = None
    expression: str | None = None
    words: frozenset[str] = frozenset()
    told_as: str = ""
    misdated: bool = False

    @property
    def published(self) -> Interval | None:
        """When the document came out, as far as is known."""
        return self.document.published.interval if self.document.published else None

    @property
    def held(self) -> bool:
        """Whether it is told as held."""
        return self.mention.status is MeetingStatus.HELD


def sight(
    mention: MeetingMention,
    document: Document,
    issues: Iterable[Issue] = (),
    whole: Callable[[str | None], str | None] = lambda code: code,
) -> Sighting:
    """Work out when a mention's meeting may have been, and the words of its topics.

    Args:
        mention: a meeting as a text tells it.
        document: the text.
        issues: what reading the document raised.
        whole: gives the body that a party is a mission or fund of, else the party itself.
    """
    wrong = (one.span for one in issues if one.code == "ANN021")
    misdated = mention.date is None and any(span and mention.evidence.contains(span) for span in wrong)
    days, reason = mention.date, "stated" if mention.date else ""
    if days is None and not misdated and _dated_by_report(mention, document) and document.published:
        days, reason = document.published.interval, "publication"
    topics = " ".join(span.of(document.text) for span in mention.topics)
    compared = tuple(replace(p, party=whole(p.party)) for p in mention.participants)
    return Sighting(
        replace(mention, participants=compared) if compared != mention.participants else mention,
        mention,
        document,
        days,
        reason,
        _possible(mention, document, days) if days else None,
        mention.time_expression if days is None else None,
        content_words(topics),
        mention.evidence.of(document.text),
        misdated,
    )


def _possible(mention: MeetingMention, document: Document, days: Interval) -> Interval:
    published = document.published.interval if document.published else None
    start, end = days.start, days.end
    if published and mention.status is MeetingStatus.HELD:
        end = min(end, published.end)
    if published and mention.status is MeetingStatus.PLANNED:
        start = max(start, published.start)
    return Interval(start, end) if start <= end else days


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell of its subject: five letters or more, lower case, plural s cut."""
    return frozenset(w.rstrip("s") for w in re.findall(r"[^\W\d_]{5,}", text.lower()) if w not in _IDLE)


def _dated_by_report(mention: MeetingMention, document: Document) -> bool:
    """A party's own report of the contact it is about comes out the same day unless it says otherwise."""
    held = mention.status is MeetingStatus.HELD and mention.is_main and not mention.in_caption
    return held and document.is_official and bool(document.published and document.published.interval.is_day)


def window(day: date) -> int:
    """Return the number of the week a day is in: the date part of a blocking key."""
    return day.toordinal() // 7
