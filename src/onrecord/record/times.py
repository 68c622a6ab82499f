"""Dates that keep their precision.

An `Interval` is a pair of calendar days, both included, where the event is. A vague date stays wide
("early next year" is a quarter, not the first of January); EDTF (ISO 8601-2) is how it is written.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from .spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days between `start` and `end`, both included; `approximate` marks a vague bound (EDTF `~`).

    Raises:
        ValueError: `end` lies before `start`.
    """

    start: date
    end: date
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval ends before it starts: {self.start}..{self.end}")

    @classmethod
    def day(cls, day: date) -> Interval:
        """Return the interval of one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """Return the interval of one calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Interval:
        """Return the interval of one calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read `2018`, `2018-12`, `2018-12-29` or `start/end`, each with an optional trailing `~`; `..` is an open end.

        Raises:
            ValueError: the text is none of these.
        """
        approximate = text.endswith("~")
        first, _, last = text.rstrip("~").partition("/")
        start = date.min if first == ".." and last else _parse_one(first).start
        end = date.max if last == ".." else _parse_one(last or first).end
        return cls(start, end, approximate)

    @property
    def is_day(self) -> bool:
        """Whether the interval is exactly one day."""
        return self.start == self.end

    def iso(self) -> str:
        """Return `2018-12-29` for one day, else `2019-01-01/2019-01-10`."""
        return self.start.isoformat() if self.is_day else f"{self.start.isoformat()}/{self.end.isoformat()}"

    def edtf(self) -> str:
        """Return the shortest EDTF form: a day, month, year or interval (`..` for an open end); `~` if approximate."""
        tail = "~" if self.approximate else ""
        if self.start == date.min or self.end == date.max:
            start = ".." if self.start == date.min else self.start.isoformat()
            return f"{start}/{'..' if self.end == date.max else self.end.isoformat()}{tail}"
        if self == Interval(date(self.start.year, 1, 1), date(self.start.year, 12, 31), self.approximate):
            return f"{self.start.year:04d}{tail}"
        whole = Interval.month(self.start.year, self.start.month)
        if (self.start, self.end) == (whole.start, whole.end):
            return f"{self.start.year:04d}-{self.start.month:02d}{tail}"
        return self.iso() + tail

    def contains(self, other: Interval) -> bool:
        """Tell whether every day of `other` is in this interval."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two intervals share a day."""
        return self.start <= other.end and other.start <= self.end


def _parse_one(text: str) -> Interval:
    parts = text.strip().split("-")
    if len(parts) == 1:
        return Interval.year(int(parts[0]))
    if len(parts) == 2:
        return Interval.month(int(parts[0]), int(parts[1]))
    return Interval.day(date.fromisoformat(text.strip()))


@dataclass(frozen=True, slots=True)
class Dating:
    """A date that we hold for a document, and why.

    `reason` is one of `metadata`, `front matter`, `url`, `dateline`, `linked meeting`, `given`; a caption
    never dates a document. `span` points into the document's text where a dateline gave the date.
    """

    interval: Interval
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words of a text that give a time.

    `expression` is the normal form that `onrecord.text.times.resolve` turns into an interval once an anchor day
    is known: an absolute EDTF date, or e.g. `weekday:5`, `day:0`, `year:+1:early`. `interval` is None while the
    document has no date to anchor a relative expression.
    """

    span: Span
    expression: str
    interval: Interval | None = None
    kind: str = "absolute"  # absolute, relative, vague
