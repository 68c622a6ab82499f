"""What one document shows of somebody's offices: which they hold on its day, and which they held once.

"Foreign Minister X" in a paper shows the office on the paper's day. "Former President X", "the late President X" and
"then-President X" show that it is over; "In 1979, President X …" shows it for no day that is known, since a life is
told with titles of another time too. Nothing of that is evidence for a tenure on the day of the paper.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from onrecord.record.actors import ActorMention
from onrecord.record.readings import Reading
from onrecord.record.spans import Evidence, Span, cover, evidence
from onrecord.roster import offices

LONG_AGO = timedelta(days=45)
"""A time named so long before the paper's day is not the day of the paper, whatever it tells of it."""

_PARTY = r"(?:(?:[A-Z][\w’'-]*(?:\.[A-Z]\.?)*|of|the|foreign|prime|vice|deputy|defen[cs]e|interior|finance)\s+){0,3}$"
_OVER = re.compile(
    r"(?:(?:\b(?i:former|then|one-?time|erstwhile|past|previous|ex|deposed|ousted|toppled|overthrown|exiled|slain|"
    r"assassinated|retired|disgraced|post-?war|post-independence|wartime|shadow|predecessor,?)|"
    r"\b(?i:the|his|her|its|their|our) late)[\s-]+)" + _PARTY
)
"""Words before an office that end it, the words of a party between them."""

_NOT_NOW = re.compile(
    r"\b(?:under|presidency of|tenure of|days of|time of|era of|reign of)\s+(?:[A-Z][\w.’'-]*\s+)?$", re.I
)
_WORDED_SO = re.compile(r"^(?:former|ex|late|then|one-?time|past|shadow)\b[\s-]*", re.I)
_BEHIND = re.compile(r"^(?:\s+|-)(?:emeritus|elect|designate|nominee|candidate)\b", re.I)
_ACTING = re.compile(r"\b(?P<word>(?i:acting|interim|caretaker))\s+" + _PARTY)
_OPENS = re.compile(
    r"[\s“\"(]*(?:(?:back|early|late|also|only|as early as|it was|that was)\s+)*"
    r"(?:(?:in|on|during|by|around|until)\s+)?(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?"
    r"(?:year\s+|(?:spring|summer|autumn|fall|winter)\s+of\s+)?$",
    re.I,
)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,2}$", re.I)
_JOINED = re.compile(r"[\s’']*(?:s\b)?(?:,\s+(?:who|which)\b|\s*\()?(?P<words>[^.,;:()\n]*)$")
_AGO = re.compile(r"^[\s“\"]*(?:[\w-]+\s+){1,3}ago\b|^[\s“\"]*(?:decades|centuries) (?:earlier|before)\b", re.I)
_NEAR_WORDS = 4
"""Words between a name and the time that dates what it did: "President X signed in 1975". With more, the time may be of
something else that the sentence names."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One office of a person in one document. `now` tells whether they hold it on the document's day."""

    title: str
    evidence: Evidence
    now: bool = True


def shown(reading: Reading, mentions: Sequence[ActorMention]) -> tuple[tuple[Shown, ...], frozenset[str]]:
    """Return the offices a document shows of a person, and the keys of those that it calls over.

    Args:
        reading: the document with its times and sentences.
        mentions: all mentions of the person, in text order.
    """
    text = reading.document.text
    titled = [(m, m.office_span) for m in mentions if m.office and m.office_span]
    over = frozenset(_key(m.office or "") for m, span in titled if _is_over(text, m.office or "", span))
    found: dict[str, Shown] = {}
    for mention, span in titled:
        title = _titled(text, mention.office or "", span)
        if _key(title) not in over | found.keys():
            now = not _NOT_NOW.search(text, max(0, span.start - 40), span.start) and not _long_ago(
                reading, mention, span
            )
            found[_key(title)] = Shown(title, _proof(reading, mention, span), now)
    return tuple(found.values()), over


def _key(title: str) -> str:
    plain = _WORDED_SO.sub("", title)
    return offices.key(plain) or plain.casefold()


def _is_over(text: str, title: str, span: Span) -> bool:
    before = text[max(0, span.start - 50) : span.start]
    behind = text[span.end : span.end + 14]
    return bool(_WORDED_SO.match(title) or _OVER.search(before) or _BEHIND.match(behind))


def _titled(text: str, title: str, span: Span) -> str:
    """The office as worded, with the word that says it is only held for somebody."""
    acting = _ACTING.search(text, max(0, span.start - 50), span.start)
    return f"{acting['word'].capitalize()} {title}" if acting else title


def _long_ago(reading: Reading, mention: ActorMention, office: Span) -> bool:
    """Whether the sentence tells of the person at a time long before the paper: its first words, or the next ones."""
    text, published = reading.document.text, reading.document.published
    at = bisect_right(reading.sentences, mention.span.start, key=lambda s: s.start) - 1
    if at < 0:
        return False
    sentence = reading.sentences[at]
    if _AGO.match(text[sentence.start : sentence.end]):
        return True
    if published is None:
        return False
    first, last = min(mention.span.start, office.start), max(mention.span.end, office.end)
    for time in reading.times:
        if not sentence.contains(time.span) or time.interval is None:
            continue
        if time.interval.end >= published.interval.start - LONG_AGO or _SINCE.search(
            text, sentence.start, time.span.start
        ):
            continue
        opens = time.span.end <= first and _OPENS.fullmatch(text, sentence.start, time.span.start)
        joined = _JOINED.fullmatch(text, last, time.span.start) if last <= time.span.start else None
        if opens or (joined and len(joined["words"].split()) <= _NEAR_WORDS):
            return True
    return False


def _proof(reading: Reading, mention: ActorMention, office: Span) -> Evidence:
    """The office, the name and the party's words, where they stand together."""
    near = abs(office.start - mention.span.start) < 200
    apart = near and not office.overlaps(mention.span)
    spans = {office, mention.span} if apart else {cover((office, mention.span)) if near else office}
    return evidence(reading.document.id, reading.document.text, *_with(spans, mention.party_span))


def _with(spans: set[Span], more: Span | None) -> Iterator[Span]:
    yield from spans
    if more is not None and not any(more.overlaps(s) for s in spans):
        yield more
