"""When a document was published: read from metadata, its address or its own date line, with the reason kept.

A caption never dates a document, nor does a date in the running text. A date that can be read two ways ("4/7/2017")
stays unread unless something settles the order of day and month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from onrecord.record.documents import Region, Role
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval
from onrecord.text.datelines import STAMP

_MONTHS = {
    m: i + 1 for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s.*)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?,? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_URL = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/_.-]|$)")
_TITLE_DATE = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? \d{4}\)?$")

YEARS = range(1600, 2200)


def parse(value: str, *, day_first: bool | None = None) -> Interval | None:
    """Read a date as metadata write it: ISO 8601, EDTF, `29 December 2018`, `December 29, 2018`, `29.12.2018`.

    `day_first` settles `4/7/2017`; without it a date that can be read both ways gives None. A full stop between the
    numbers means day first (it is written so nowhere else).
    """
    text = value.strip()
    try:
        found = _written(text, day_first) or _edtf(text)
    except ValueError:
        return None
    return found if found and found.start.year in YEARS else None


def _edtf(text: str) -> Interval | None:
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?~?", text):
        return None
    return Interval.parse(text)


def _written(text: str, day_first: bool | None) -> Interval | None:
    if found := _ISO.fullmatch(text):
        return _day(*(int(g) for g in found.groups()))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(*(int(g) for g in found.groups()))
    if found := _SLASHED.fullmatch(text):
        return _slashed(text, int(found[1]), int(found[2]), int(found[3]), day_first)
    if found := _DAY_MONTH.search(text):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_DAY.search(text):
        return _named(found[3], found[1], found[2])
    return None


def _slashed(text: str, first: int, second: int, year: int, day_first: bool | None) -> Interval | None:
    if "." in text[:6] or first > 12 or (day_first and second <= 12) or first == second:
        return _day(year, second, first)
    if second > 12 or day_first is False:
        return _day(year, first, second)
    return None


def _named(year: str, month: str, day: str) -> Interval | None:
    number = _MONTHS.get(month[:3].casefold())
    try:
        return _day(int(year), number, int(day)) if number else None
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> Interval:
    return Interval.day(date(year, month, day))


def day_first(values: Iterable[str]) -> bool | None:
    """Return the order that a whole collection of `a/b/year` dates shows, None if it shows none or both."""
    orders = set()
    for value in values:
        if found := _SLASHED.fullmatch(value.strip()):
            if int(found[1]) > 12:
                orders.add(True)
            elif int(found[2]) > 12:
                orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def given(published: str | date | Interval | Dating | None, *, reason: str, order: bool | None) -> Dating | None:
    """Turn what a caller or metadata gave into a Dating; None if it cannot be read."""
    if published is None or isinstance(published, Dating):
        return published
    if isinstance(published, Interval):
        return Dating(published, reason)
    if isinstance(published, datetime):
        return Dating(Interval.day(published.date()), reason)
    if isinstance(published, date):
        return Dating(Interval.day(published), reason)
    found = parse(published, day_first=order)
    return Dating(found, reason) if found else None


def from_url(url: str) -> Dating | None:
    """Read `/2018/12/29/` or `2018-12-29-` in an address; a month when it gives no day."""
    found = _URL.search(url)
    if not found:
        return None
    try:
        year, month = int(found[1]), int(found[2])
        interval = _day(year, month, int(found[3])) if found[3] else Interval.month(year, month)
    except ValueError:
        return None
    return Dating(interval, "url")


def from_text(text: str, regions: Sequence[Region], *, official: bool) -> Dating | None:
    """Read the document's own date line: a stamp, a dateline with a year, or the date that ends an official title.

    A stamp counts at the head of the document, or anywhere if it carries a time of day; two
    different ones leave it open.
    """
    head: list[Dating] = []
    rest: list[Dating] = []
    prose = False
    for index, region in enumerate(regions):
        prose = prose or region.role in (Role.LEAD, Role.BODY, Role.TURN)
        if region.role is Role.DATELINE and (found := _line(text, region.span, anywhere=index < 6)):
            (rest if prose else head).append(found)
    for datings in (head, rest):
        if datings:
            return datings[0] if len({d.interval for d in datings}) == 1 else None
    return _titled(text, regions) if official else None


def _line(text: str, span: Span, *, anywhere: bool) -> Dating | None:
    line = span.of(text)
    stamp = STAMP.fullmatch(line)
    if stamp and not anywhere and not stamp.group("clock"):
        return None
    interval = parse(stamp.group("date") if stamp else line.replace("–", " ").strip(" -—–"))
    return Dating(interval, "dateline", span) if interval else None


def from_name(text: str, regions: Sequence[Region], name: str) -> Dating | None:
    """Complete a dateline without a year ("LIMA, March 6 (Wire) -") by the date in the file's name, if they agree."""
    named = _NAME_DATE.search(name)
    for region in regions:
        words = region.span.of(text) if region.role is Role.DATELINE else ""
        if named and (found := _DAY_ONLY.search(words)):
            interval = _named(named[1], found[1] or found[4], found[2] or found[3])
            if interval and interval.iso() == named[0]:
                return Dating(interval, "dateline", region.span)
    return None


_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})-\d{2}-\d{2}(?!\d)")
_DAY_ONLY = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2})\b(?!,? \d{4})|\b(\d{1,2}) ([A-Z][a-z]{2,8})\b(?! \d{4})")


def _titled(text: str, regions: Sequence[Region]) -> Dating | None:
    for region in regions:
        if region.role is Role.HEADLINE and (found := _TITLE_DATE.search(region.span.of(text))):
            start = region.span.start + found.start()
            interval = parse(found.group().rstrip(")"))
            return Dating(interval, "dateline", Span(start, start + len(found.group()))) if interval else None
    return None
