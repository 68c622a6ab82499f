"""What a time expression's normal form means on a given day.

The normal forms, in the order `resolve` tries them:

    2018-12-29  2018-12  2018  2019-01-01/2019-01-10  2018~      absolute, as EDTF (ISO 8601-2) writes them
    XXXX-06  XXXX-06-09  XXXX-06-23/XXXX-06-24                   a month or day whose year the text leaves open
    day:-1  week:0  month:+1  quarter:0  year:+1  weekend:0      so many units from the anchor's own
    weekday:5                                                    a weekday, Monday is 0
    season:2023:spring  season:0:spring  season:X:spring         a season of a year, of the anchor's year, or open
    ago:6:month  in:2:week  within:30:day  past:3:month  coming:3:week      stretches and distances from the anchor
    vague:soon                                                   no interval at all
    invalid:2019-02-31                                           no such day

Each may carry `:part` (`early`, `mid`, `late`, `end`, `start`, `rest`, `first10`, `half1`, `q3` …) and a direction,
`:last`, `:this`, `:next`, `:past` or `:future`. Weeks run from Monday to Sunday (ISO 8601). `early`, `mid` and `late`
are thirds of a month and quarters of a year, as the annotators of the development corpus read them; all are
approximate.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.record.times import Interval

_PART_NAMES = "early mid late end start rest sofar first10 mid10 last10 half1 half2 q1 q2 q3 q4"
PARTS = frozenset(_PART_NAMES.split())
DIRECTIONS = frozenset({"last", "this", "next", "past", "future"})
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_CLOSE = 45
"""Days within which the nearest bearer of a date without its year is meant, whatever the tense around it says: the next
nearest is most of a year away. Chosen by reading readouts, which announce and report within weeks."""

_OPEN = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")


def resolve(expression: str, anchor: date | None, *, past: bool = True) -> Interval | None:
    """Return the days an expression means, or None if it has none or needs an anchor that is missing.

    Args:
        expression: a normal form as `find` gives it.
        anchor: the day the text was published, or the day a linked meeting gives it.
        past: whether an expression with an open year or week looks back ("in June", "on Saturday"); a direction in
            the expression itself wins.
    """
    try:
        return _resolve(expression, anchor, past)
    except (ValueError, OverflowError, IndexError, KeyError):
        return None


def _resolve(expression: str, anchor: date | None, past: bool) -> Interval | None:
    fields = expression.split(":")
    direction = next((f for f in fields[1:] if f in DIRECTIONS), None)
    part = next((f for f in fields[1:] if f in PARTS), None)
    kept = [f for i, f in enumerate(fields) if i == 0 or (f not in DIRECTIONS and f not in PARTS)]
    if direction in {"past", "future"}:
        past = direction == "past"
    whole = _whole(kept, anchor, past, direction)
    if whole is None or part is None:
        return whole
    return _part(whole, part, anchor)


def _whole(fields: list[str], anchor: date | None, past: bool, direction: str | None) -> Interval | None:
    head, *rest = fields
    if head in {"vague", "invalid"}:
        return None
    if head[:4].isdigit():
        return Interval.parse(head)
    if head == "season" and rest[0].isdigit() and len(rest[0]) == 4:
        return _season(int(rest[0]), rest[1])
    if anchor is None:
        return None
    if head.startswith("XXXX"):
        return _open_year(head, anchor, past, direction)
    if head == "weekday":
        return Interval.day(_weekday(int(rest[0]), anchor, past, direction))
    if head == "season":
        return _nearest([_season(anchor.year + n, rest[1]) for n in (-2, -1, 0, 1, 2)], anchor, past, direction)
    if head in {"ago", "in", "within", "past", "coming"}:
        return _distance(head, int(rest[0]), rest[1], anchor)
    return _unit(head, int(rest[0]), anchor)


def _open_year(expression: str, anchor: date, past: bool, direction: str | None) -> Interval | None:
    choices = []
    for year in range(anchor.year - 5, anchor.year + 6):
        bounds = [_in_year(one, year) for one in expression.split("/")]
        if all(bounds):
            first, last = bounds[0], bounds[-1]
            assert first is not None and last is not None
            end = last.end if last.end >= first.start else _shifted_year(last.end)
            choices.append(Interval(first.start, end))
    return _nearest(choices, anchor, past, direction)


def _in_year(text: str, year: int) -> Interval | None:
    match = _OPEN.match(text)
    if match is None:
        return None
    month, day = int(match[1]), match[2]
    if day is None:
        return Interval.month(year, month)
    if int(day) > calendar.monthrange(year, month)[1]:  # 29 February of a common year
        return None
    return Interval.day(date(year, month, int(day)))


def _shifted_year(day: date) -> date:
    return Interval.parse(f"{day.year + 1}-{day.month:02d}-{min(day.day, 28):02d}").start


def _nearest(choices: list[Interval], anchor: date, past: bool, direction: str | None) -> Interval | None:
    if direction == "this":
        same = [c for c in choices if c.start.year == anchor.year]
        return same[0] if same else None
    if direction == "last":
        before = [c for c in choices if c.end < anchor]
        return before[-1] if before else None
    if direction == "next":
        return next((c for c in choices if c.start > anchor), None)
    close = min(choices, key=lambda c: _days_off(c, anchor), default=None)
    if close is not None and _days_off(close, anchor) <= _CLOSE:
        return close
    if past:
        begun = [c for c in choices if c.start <= anchor]
        return begun[-1] if begun else None
    return next((c for c in choices if c.end >= anchor), None)


def _days_off(interval: Interval, anchor: date) -> int:
    """Days between an interval and a day, 0 inside it."""
    return max((interval.start - anchor).days, (anchor - interval.end).days, 0)


def _weekday(number: int, anchor: date, past: bool, direction: str | None) -> date:
    back = (anchor.weekday() - number) % 7
    if direction == "this":
        return anchor + timedelta(number - anchor.weekday())
    if direction == "last":
        return anchor - timedelta(back or 7)
    if direction == "next":
        return anchor + timedelta((7 - back) if back else 7)
    return anchor - timedelta(back) if past else anchor + timedelta(-back % 7)


def _season(year: int, name: str) -> Interval:
    first, last = _SEASONS[name]
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return Interval(date(year, first, 1), Interval.month(end_year, end_month).end, True)


def _unit(unit: str, shift: int, anchor: date) -> Interval | None:
    if unit == "day":
        return Interval.day(anchor + timedelta(shift))
    if unit in {"week", "weekend"}:
        monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * shift)
        return Interval(monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6))
    if unit == "month":
        return Interval.month(*_months_on(anchor, shift))
    if unit == "quarter":
        year, month = _months_on(date(anchor.year, 3 * ((anchor.month - 1) // 3) + 1, 1), 3 * shift)
        return Interval(date(year, month, 1), Interval.month(year, month + 2).end)
    return Interval.year(anchor.year + shift) if unit == "year" else None


def _months_on(anchor: date, shift: int) -> tuple[int, int]:
    months = anchor.year * 12 + anchor.month - 1 + shift
    return months // 12, months % 12 + 1


def _distance(head: str, count: int, unit: str, anchor: date) -> Interval | None:
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    if unit not in _DAYS:
        return None
    if head in {"within", "coming"}:
        return Interval(anchor, _moved(anchor, count, unit), head == "coming")
    if head == "past":
        return Interval(_moved(anchor, -count, unit), anchor, True)
    middle = _moved(anchor, count if head == "in" else -count, unit)
    if unit == "day":
        return Interval.day(middle)
    if unit == "week":
        return Interval(middle - timedelta(3), middle + timedelta(3), True)
    if unit == "month":
        month = Interval.month(middle.year, middle.month)
        return Interval(month.start, month.end, True)
    return Interval(date(middle.year, 1, 1), date(middle.year, 12, 31), True)


def _moved(anchor: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return anchor + timedelta(count * _DAYS[unit])
    year, month = _months_on(anchor, count * (12 if unit == "year" else 1))
    return date(year, month, min(anchor.day, calendar.monthrange(year, month)[1]))


def _part(whole: Interval, part: str, anchor: date | None) -> Interval | None:
    start, end = whole.start, whole.end
    if part in {"rest", "sofar"}:
        if anchor is None or not start <= anchor <= end:
            return whole
        return Interval(anchor, end, True) if part == "rest" else Interval(start, anchor, True)
    length = (end - start).days + 1
    if part == "first10":
        return Interval(start, start + timedelta(9))
    if part == "mid10":
        return Interval(start + timedelta(10), start + timedelta(19))
    if part == "last10":
        return Interval(end - timedelta(9), end)
    for low, high, bounds in _bounds(part, length):
        if low <= length <= high:
            first, last = (start + timedelta(bounds[0]), start + timedelta(bounds[1] - 1))
            return Interval(first, last, part in {"early", "mid", "late", "end", "start"})
    return whole


def _quarters(leap: bool) -> dict[str, tuple[int, int]]:
    ends = (0, 90 + leap, 181 + leap, 273 + leap, 365 + leap)
    return {f"q{i + 1}": (ends[i], ends[i + 1]) for i in range(4)}


def _bounds(part: str, n: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Shortest and longest whole (days) a rule is for, and the half-open days it cuts out."""
    leap = n == 366
    year = {
        "early": (0, 90 + leap), "start": (0, 90 + leap), "mid": (90 + leap, 273 + leap), "late": (273 + leap, n),
        "end": (n - 31, n),
        "half1": (0, 181 + leap), "half2": (181 + leap, n),
        **_quarters(leap),
    }  # fmt: skip
    month = {
        "early": (0, 10), "start": (0, 7), "mid": (10, 20), "late": (20, n), "end": (n - 7, n), "half1": (0, n // 2),
        "half2": (n // 2, n)
    }  # fmt: skip
    week = {"early": (0, 3), "start": (0, 2), "mid": (2, 5), "late": (3, n), "end": (max(n - 3, 0), n)}
    third = {
        "early": (0, n // 3),
        "start": (0, n // 3),
        "mid": (n // 3, 2 * n // 3),
        "late": (2 * n // 3, n),
        "end": (2 * n // 3, n),
    }
    for low, high, table in ((360, 400, year), (28, 31, month), (5, 10, week), (60, 100, third)):
        if part in table:
            yield low, high, table[part]
