"""Whether two tellings of a meeting agree on its day: 1 for one day, 0 where one of them rules the other out.

What is announced for one day and told as held on another is not joined: it may be put off, or be another meeting.
A telling without a day is compared by what it says instead ("on Friday", "in January") and by when its paper came out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.record.times import Interval

from .meeting_sightings import Sighting

FRESH = timedelta(days=7)
"""How long after its day a meeting is news: a paper whose subject is an undated contact tells of one so recent."""
AHEAD = timedelta(days=120)
"""How long before its day a meeting without a day may be announced: later ones are not the one that was meant."""
MOVED = timedelta(days=3)
"""Days by which a meeting may have been put off without anybody's saying so."""
_VAGUE = 31
"""Days of the longest interval that says when a meeting was; "in 2022" leaves it open."""

UNKNOWN = 0.4
"""Nothing speaks for one day, nothing against it: enough only where place and people agree."""
_NO_SIGN = 0.2
_DAY_OF_YEAR = re.compile(r"XXXX-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?::\w+)*")


def alike(a: Sighting, b: Sighting) -> float:
    """Return how well the days of two sightings agree, from 0 to 1; the order of the two does not matter."""
    if a.possible and b.possible:
        return _days(a, b, a.possible, b.possible)
    dated, undated = (a, b) if a.possible else (b, a)
    if undated.misdated:
        return _NO_SIGN
    if dated.possible is None:
        return _both_open(a.expression, b.expression)
    fits = _fits(undated.expression, dated.possible) if undated.expression else None
    if fits is not None:
        return fits
    if undated.published:
        return _told_near(dated.possible, undated, undated.published)
    return UNKNOWN if undated.held == dated.held else _NO_SIGN


def _days(a: Sighting, b: Sighting, one: Interval, other: Interval) -> float:
    if one == other and one.is_day:
        return 1.0
    if one == other and not (a.held or b.held):
        return 0.6  # one plan, told by both as vaguely
    if one.overlaps(other):
        shorter = min(_length(one), _length(other))
        longer = max(_length(one), _length(other))
        return 0.8 if shorter <= 7 and longer <= 7 else 0.6 if longer <= _VAGUE else 0.45
    if max(one.start, other.start) - min(one.end, other.end) > timedelta(days=1):
        return 0.0
    # a report dates its meeting to the day it came out, often the day after; two stated days in conflict weigh less
    if "publication" in (a.days_reason, b.days_reason):
        return 0.6
    return 0.3 if a.held == b.held else 0.0


def put_off(a: Sighting, b: Sighting) -> bool:
    """Whether one is announced for a day and the other held on another, so near that it may have been put off."""
    if a.held == b.held or not a.possible or not b.possible or not (a.possible.is_day and b.possible.is_day):
        return False
    return timedelta() < abs(a.possible.start - b.possible.start) <= MOVED


def _length(interval: Interval) -> int:
    return (interval.end - interval.start).days + 1


def _both_open(one: str | None, other: str | None) -> float:
    if one and other and _weekday(one) is not None and _weekday(other) is not None:
        return 0.5 if _weekday(one) == _weekday(other) else 0.0
    return UNKNOWN


def _weekday(expression: str) -> int | None:
    """Return the weekday (Monday 0) that an expression names."""
    parts = expression.split(":")
    return int(parts[1]) if len(parts) > 1 and parts[0] == "weekday" and re.fullmatch("[0-6]", parts[1]) else None


def _fits(expression: str, days: Interval) -> float | None:
    """Compare what an undated paper says with days that another gives; None where it says nothing of the day."""
    weekday = _weekday(expression)
    if weekday is not None:
        if not days.is_day:
            return UNKNOWN
        return 0.8 if days.start.weekday() == weekday else 0.0
    found = _DAY_OF_YEAR.fullmatch(expression)
    if found is None:
        return None
    every = (days.start + timedelta(days=n) for n in range(min(_length(days), 366)))
    there = any(
        day.month == int(found["month"]) and (found["day"] is None or day.day == int(found["day"])) for day in every
    )
    return (0.8 if found["day"] else 0.5) if there else 0.0


def still_to_come(expression: str | None, published: Interval) -> date | None:
    """Return the day of the paper's year that an expression without a year names, if the paper is from before it."""
    found = _DAY_OF_YEAR.fullmatch(expression or "")
    if found is None or not found["day"]:
        return None
    try:
        day = date(published.end.year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if day > published.end else None


def _told_near(days: Interval, undated: Sighting, published: Interval) -> float:
    """Compare a day with a telling that gives none, by when it came out: nobody tells as held what is still to come."""
    if undated.held:
        if days.start > published.end:
            return 0.0
        near = days.end >= published.start - FRESH
    else:
        if days.end < published.start or days.start > published.end + AHEAD:
            return 0.0
        near = days.start <= published.end + FRESH
    return 0.55 if near and undated.mention.is_main else UNKNOWN
