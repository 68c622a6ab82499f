"""The lane strip over the timeline: a lane per party, days, ranges and vague dates drawn as what they are.

Meetings stand in the upper half of a lane, deadlines in the lower. A day is a sign, a range is a bar of its length,
`~` stands before what is only about right. Drawn on the server: no script, no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onrecord.record.meetings import MeetingStatus
from onrecord.record.times import Interval

WIDTH, LEFT, RIGHT, LANE = 900, 70, 20, 30
"""Units of the strip: its width, the room for lane names and at the end, the height of a lane."""
LANES = 12
"""Lanes of one strip: those of the first parties in order; a filter shows others."""


class Dated(Protocol):
    """What is drawn."""

    @property
    def kind(self) -> str:
        """`deadline`, else the kind of a meeting."""

    @property
    def when(self) -> Interval | None:
        """Its day or range."""

    @property
    def title(self) -> str:
        """What is said when somebody points at it."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The lanes it stands in."""

    @property
    def state(self) -> str:
        """Its status."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign: `shape` is `held`, `planned` or `due`; `width` is 0 for a day. Units of the strip."""

    shape: str
    x: float
    y: float
    width: float
    about: bool
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip: lanes with their names, signs, and months with where they begin."""

    lanes: tuple[tuple[str, float], ...]
    marks: tuple[Mark, ...]
    months: tuple[tuple[float, date], ...]
    height: int
    left_out: int


def strip(entries: Sequence[Dated]) -> Strip | None:
    """Return the strip of dated entries; None if there is nothing to draw."""
    codes = sorted({code for one in entries for code in one.parties})
    shown = codes[:LANES]
    ranges = [(one, one.when) for one in entries if one.when and not _is_open(one.when)]
    if not ranges or not shown:
        return None
    first = min(when.start for _, when in ranges).replace(day=1)
    last = _next_month(max(when.end for _, when in ranges))
    days = max((last - first).days, 1)

    def at(day: date) -> float:
        return round(LEFT + (day - first).days / days * (WIDTH - LEFT - RIGHT), 1)

    marks = tuple(
        _mark(one, at(when.start), at(when.end), shown.index(code), when)
        for one, when in ranges
        for code in one.parties
        if code in shown
    )
    months = tuple((at(day), day) for day in _months(first, last))
    lanes = tuple((code, number * LANE) for number, code in enumerate(shown))
    return Strip(lanes, marks, months, LANE * len(shown) + 24, len(codes) - len(shown))


def _is_open(when: Interval) -> bool:
    return when.start == date.min or when.end == date.max


def _mark(one: Dated, start: float, end: float, lane: int, when: Interval) -> Mark:
    due = one.kind == "deadline"
    shape = "due" if due else "held" if one.state == MeetingStatus.HELD else "planned"
    width = 0.0 if when.is_day else max(end - start, 3.0)
    return Mark(shape, start, lane * LANE + (21 if due else 9), width, when.approximate, one.title)


def _next_month(day: date) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, 1) if year <= date.max.year else day


def _months(first: date, last: date) -> list[date]:
    """Return the first days of the months between two days, thinned to at most a dozen."""
    found = [first]
    while (following := _next_month(found[-1])) < last and following > found[-1]:
        found.append(following)
    return found[:: max(1, -(-len(found) // 12))]
