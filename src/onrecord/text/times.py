"""Time expressions of English prose: where they stand (`find`) and what they mean on a day (`resolve`).

`find` needs no parse. It covers dates, ranges, months and years, weekdays, the deictic words ("today", "last October",
"later this month"), parts ("early next year", "the first ten days of January", "late 2021"), distances ("six months ago",
"within 30 days") and stretches ("in the coming weeks"). See `time_values` for the normal forms.
"""

# ruff: noqa: E501  a rule of the grammar reads best on one line
from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.record.spans import Span

from .time_values import resolve

__all__ = ["find", "resolve"]

_MONTH_NAMES = "January February March April May June July August September October November December"
_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS, _WEEKDAYS = _MONTH_NAMES.split(), _WEEKDAY_NAMES.split()
_NUMBERS = {
    word: n
    for n, words in {
        1: "a an one", 2: "two couple", 3: "three few several", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
        9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 14: "fourteen fortnight", 15: "fifteen", 20: "twenty", 30: "thirty",
        45: "forty-five", 60: "sixty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip

_MON = r"(?P<mon{n}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|:\d)"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)(?![\d-]|[.,]\d)"
_WD = r"(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_B = r"[ \u00a0\u202f\n]+"  # a blank; one line break may stand for it
_TO = r"(?:\s?[-–—]\s?|\s(?:to|until|till|through|and)\s(?:the\s)?)"
_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year)"
_NUM = r"(?P<num>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty-five|sixty|ninety|several|(?:a )?few|(?:a )?couple(?: of)?)"
_PART = (
    r"(?P<part>earl(?:y|ier)(?: in| on in)?|mid(?:dle of|way through|-|\s)?|late(?:r)?(?: in)?|(?:the )?(?:very )?(?:beginning|start) of|"
    r"(?:the )?end(?:ing)? of|(?:the )?middle of|the first half of|the second half of|the first ten days of|the last ten days of|"
    r"the (?:first|second|third|fourth) quarter of|the rest of|the remainder of)"
)


def _f(pattern: str, n: str = "") -> str:
    return pattern.format(n=n)


_Build = Callable[[re.Match[str]], tuple[str, str] | None]
_WHOLE_DATE = rf"(?:{_WD},?{_B}(?:the )?)?"


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name[:3] == word[:3])


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else next(_NUMBERS[w] for w in reversed(word.split()) if w in _NUMBERS)


def _date(year: str | None, month: int, day: str | None = None) -> str:
    head = f"{year or 'XXXX'}-{month:02d}"
    return f"{head}-{int(day):02d}" if day else head


def _is_day(year: str | None, month: int, day: str) -> bool:
    longest = 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
    if month == 2 and int(day) == 29:
        return year is None or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
    return 1 <= int(day) <= longest


def _valid(*days: tuple[str | None, int, str]) -> tuple[str, str]:
    """The expression of a day or a range of two, or an invalid one."""
    text = "/".join(dict.fromkeys(_date(y, m, d) for y, m, d in days))
    kind = "absolute" if all(y for y, _, _ in days) else "relative"
    if not all(_is_day(y, m, d) for y, m, d in days):
        return f"invalid:{text.replace('/', '..')}", "invalid"
    if kind == "absolute" and len(days) == 2 and _date(*days[0]) > _date(*days[1]):
        return f"invalid:{text.replace('/', '..')}", "invalid"
    return text, kind


def _one_day(m: re.Match[str]) -> tuple[str, str] | None:
    year = m.groupdict().get("year")
    return _valid((year, _month(m["mon"]), m["day"]))


def _two_days(m: re.Match[str]) -> tuple[str, str] | None:
    g = m.groupdict()
    last = g.get("mon2") or g.get("mon") or g["mon1"]
    first = g.get("mon1") or g.get("mon") or last
    year2 = g.get("year2") or g.get("year")
    year1 = g.get("year1") or year2
    if year1 and not g.get("year1") and _month(first) > _month(last):
        year1 = str(int(year1) - 1)
    return _valid((year1, _month(first), g["day1"]), (year2, _month(last), g["day2"]))


def _part_name(words: str) -> str:
    words = words.lower().strip()
    for start, name in (
        ("earlier", "sofar"), ("early", "early"), ("mid", "mid"), ("the middle", "mid"), ("later", "rest"), ("late", "late"), ("the first half", "half1"),
        ("the second half", "half2"), ("the first ten", "first10"), ("the last ten", "last10"), ("the rest", "rest"),
        ("the remainder", "rest"), ("the first quarter", "q1"), ("the second quarter", "q2"), ("the third quarter", "q3"),
        ("the fourth quarter", "q4"),
    ):  # fmt: skip
        if words.startswith(start):
            return name
    return "end" if "end" in words else "start"


def _part_of_month(m: re.Match[str]) -> tuple[str, str]:
    way = f":{m['way'].lower()}" if m.groupdict().get("way") else ""
    way = way.replace("coming", "next").replace("past", "last")
    return f"{_date(m['year'], _month(m['mon']))}:{_part_name(m['part'])}{way}", "vague"


def _whole_month(m: re.Match[str]) -> tuple[str, str] | None:
    g = m.groupdict()
    way = (g.get("way") or "").lower().replace("coming", "next").replace("past", "last").replace("upcoming", "next")
    expression = _date(g.get("year"), _month(m["mon"])) + (f":{way}" if way else "")
    return expression, "absolute" if g.get("year") else "relative"


def _two_months(m: re.Match[str]) -> tuple[str, str] | None:
    year2 = m["year2"]
    year1 = m["year1"] or year2
    first, last = _month(m["mon1"]), _month(m["mon2"])
    if first > last and not m["year1"]:
        year1 = str(int(year2) - 1)
    if (year1, first) > (year2, last):
        return None
    return f"{year1}-{first:02d}/{year2}-{last:02d}", "absolute"


def _year(m: re.Match[str]) -> tuple[str, str]:
    part = m.groupdict().get("part")
    return (f"{m['year']}:{_part_name(part)}", "vague") if part else (m["year"], "absolute")


_WAYS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "the": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def _unit_of(m: re.Match[str]) -> tuple[str, str]:
    way = _WAYS[m["way"].lower().split()[-1]]
    part = m.groupdict().get("part")
    expression = f"{m['unit'].lower()}:{way:+d}" if way else f"{m['unit'].lower()}:0"
    if not part:
        return expression, "relative"
    name = _part_name(part)
    if way:
        name = {"rest": "late", "sofar": "early"}.get(name, name)
    return f"{expression}:{name}", "vague"


def _deictic(m: re.Match[str]) -> tuple[str, str]:
    words = re.sub(r"\s+", " ", m.group().lower())
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day after tomorrow": 2, "day before yesterday": -2}
    for phrase in ("day after tomorrow", "day before yesterday", "yesterday", "last night", "tomorrow"):
        if phrase in words:
            return f"day:{shift[phrase]:+d}", "relative"
    return "day:0", "relative"


def _weekday(m: re.Match[str]) -> tuple[str, str]:
    way = (m["way"] or "").lower().replace("coming", "next").replace("past", "last")
    return f"weekday:{_WEEKDAYS.index(m['wd'])}" + (f":{way}" if way else ""), "relative"


def _season(m: re.Match[str]) -> tuple[str, str]:
    g = m.groupdict()
    when = g.get("year") or g.get("year2")
    way = (
        (g.get("way") or "").lower().split(" ")[-1].replace("coming", "next").replace("past", "last").replace("the", "")
    )
    expression = f"season:{when or 'X'}:{m['season'].lower()}"
    part = ":rest" if (g.get("part") or "").lower().startswith("later") else ""
    return expression + (f":{way}" if way and not when else "") + part, "vague"


def _distance(head: str) -> _Build:
    def build(m: re.Match[str]) -> tuple[str, str]:
        unit = m["unit"].lower().rstrip("s")
        if unit == "fortnight":
            return f"{head}:2:week", "relative"
        vague = head in {"coming", "past"} or (
            not m["num"][0].isdigit() and _number(m["num"]) == 3 and "three" not in m["num"]
        )
        return f"{head}:{_number(m['num'])}:{unit}", "vague" if vague else "relative"

    return build


def _stretch(head: str) -> _Build:
    def build(m: re.Match[str]) -> tuple[str, str]:
        return f"{head}:{4 if m['unit'].lower().startswith('day') else 3}:{m['unit'].lower().rstrip('s')}", "vague"

    return build


def _iso(m: re.Match[str]) -> tuple[str, str]:
    return _valid((m["year"], min(max(int(m["mm"]), 1), 12), m["day"] if 1 <= int(m["mm"]) <= 12 else "99"))


def _vague(m: re.Match[str]) -> tuple[str, str]:
    return "vague:" + re.sub(r"\W+", "-", m.group().lower()), "vague"


_MONF, _DAYF, _YEARF = _f(_MON), _f(_DAY), _f(_YEAR)
_D1, _D2, _M1, _M2, _Y1, _Y2 = (
    _f(_DAY, "1"),
    _f(_DAY, "2"),
    _f(_MON, "1"),
    _f(_MON, "2"),
    _f(_YEAR, "1"),
    _f(_YEAR, "2"),
)
_TIME_UNIT = r"(?P<unit>days?|weeks?|months?|years?|hours?|fortnight)"

_GRAMMAR: tuple[tuple[str, _Build], ...] = (
    # two days
    (rf"{_D1}(?:{_B}(?:of )?{_M1}(?:,?{_B}{_Y1})?)?{_TO}{_D2}{_B}(?:of )?{_M2}(?:,?{_B}{_Y2})?", _two_days),
    (rf"{_M1}{_B}{_D1}(?:,{_B}{_Y1})?{_TO}(?:{_M2}{_B})?{_D2}(?:,?{_B}{_Y2})?", _two_days),
    # one day
    (rf"{_WHOLE_DATE}{_MONF}{_B}(?:the )?{_DAYF}(?:,?{_B}{_YEARF})?", _one_day),
    (rf"{_WHOLE_DATE}{_DAYF}{_B}(?:of )?{_MONF}(?:,?{_B}{_YEARF})?", _one_day),
    (r"(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<day>\d\d)(?![\d-])", _iso),
    (r"(?<![\d./-])(?P<day>\d{1,2})\.(?P<mm>\d\d)\.(?P<year>(?:19|20)\d\d)(?![\d.])", _iso),
    # months and parts of them
    (rf"(?i:{_PART})[ -]?(?:{_B})?(?:(?P<way>last|this|next|past|coming){_B})?(?-i:{_MONF})(?:,?{_B}(?:of )?{_YEARF})?", _part_of_month),
    (rf"{_M1}(?:{_B}{_Y1})?{_TO}{_M2},?{_B}{_Y2}", _two_months),
    (rf"{_MONF},?{_B}(?:of )?{_YEARF}", _whole_month),
    (rf"(?P<way>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Pp]ast|[Cc]oming|[Uu]pcoming){_B}{_MONF}(?!\w)", _whole_month),
    (rf"(?<=\b[Ii]n[ \u00a0]){_MONF}(?!\w)", _whole_month),
    (r"(?P<mon>January|February|April|June|July|August|September|October|November|December)(?!\w)", _whole_month),
    (rf"(?<=\b(?:of|by) )(?P<mon>March|May)(?![\w-]|{_B}[A-Z])", _whole_month),
    (rf"(?<=\b(?:since|until) )(?P<mon>March|May)(?!\w|{_B}[A-Z])", _whole_month),
    # years
    (rf"(?i:{_PART})[ -]?{_YEARF}", _year),
    (rf"(?<=\b[Ii]n ){_YEARF}(?!\w)", _year),
    (rf"(?<=\b(?:of|by|to) ){_YEARF}(?!\w)", _year),
    (rf"(?<=\b(?:[Ss]ince|until|after) ){_YEARF}(?!\w)", _year),
    (rf"(?<=\(){_YEARF}(?=\))", _year),
    # relative units
    (rf"(?i:(?:(?:by|at|towards?){_B})?(?:{_PART}){_B}(?P<way>last|this|next|the (?:coming|current|next|past|last|following)|the){_B}{_UNIT})(?![\w-])", _unit_of),
    (rf"(?i:(?P<way>last|this(?: past| coming)?|next|the (?:coming|current|previous|past|following)){_B}{_UNIT})(?![\w-])", _unit_of),
    (rf"(?i:early|late|earlier|later) (?i:today)|[Tt]oday|[Tt]onight|(?:[Tt]he )?[Dd]ay after tomorrow|(?:[Tt]he )?[Dd]ay before yesterday|[Yy]esterday|[Tt]omorrow|[Ll]ast night|(?i:(?:earlier |later |late |early )?this){_B}(?i:morning|afternoon|evening)", _deictic),
    (rf"(?:(?P<way>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming){_B})?{_WD}s?(?!\w)", _weekday),
    (rf"(?i:(?:(?P<part>later|earlier){_B})?(?:(?P<way>last|this|next|in the|during the|over the){_B})(?P<season>spring|summer|autumn|fall|winter))(?:{_B}of{_B}{_YEARF}|{_B}{_Y2})?(?!\w)", _season),
    (rf"(?i:(?P<season>spring|summer|autumn|fall|winter)){_B}(?:of{_B})?{_YEARF}", _season),
    # distances and stretches
    (rf"(?i:{_NUM}{_B}{_TIME_UNIT}{_B}ago)(?!\w)", _distance("ago")),
    (rf"(?i:(?:in|after){_B}{_NUM}{_B}{_TIME_UNIT}(?:['’]s?{_B}time)?)(?!\w)(?!{_B}(?:of|ago|old|since))", _distance("in")),
    (rf"(?i:(?:with)?in{_B}the{_B}(?:next|coming|following){_B}{_NUM}{_B}{_TIME_UNIT})(?!\w)", _distance("within")),
    (rf"(?i:within{_B}(?:the{_B}(?:next{_B})?)?{_NUM}{_B}(?:calendar{_B}|working{_B}|business{_B})?{_TIME_UNIT})(?!\w)", _distance("within")),
    (rf"(?i:(?:over|during|for|throughout){_B}(?:the{_B})?(?:next|coming|following|upcoming){_B}{_NUM}{_B}{_TIME_UNIT})(?!\w)", _distance("within")),
    (rf"(?i:(?:in|over|during|for|within){_B}(?:the{_B})?(?:past|last|previous|recent){_B}{_NUM}{_B}{_TIME_UNIT})(?!\w)", _distance("past")),
    (rf"(?i:(?:in|over|during|for|within){_B}(?:the{_B})?(?:coming|upcoming|next|following){_B}(?P<unit>days|weeks|months|years))(?:{_B}and{_B}(?:days|weeks|months|years))?(?!\w)", _stretch("coming")),
    (rf"(?i:(?:in|over|during|for){_B}(?:the{_B})?(?:past|recent|last){_B}(?P<unit>days|weeks|months|years))(?!\w)", _stretch("past")),
    (r"(?i:as soon as possible|in the (?:near|nearest|foreseeable|immediate) future|at an early date|in due course|without delay|at the earliest (?:opportunity|possible date|convenience))", _vague),
)  # fmt: skip

_COMPILED = tuple((re.compile(rf"(?<![\w]){pattern}"), build) for pattern, build in _GRAMMAR)


def find(text: str) -> list[tuple[Span, str, str]]:
    """Return the time expressions of `text` that do not overlap, in text order: span, normal form, kind.

    `kind` is `absolute`, `relative` (needs an anchor day), `vague` (approximate or without bounds) or `invalid`: a day
    the calendar does not have ("31 February"), whose normal form starts with `invalid:`. Where expressions overlap the
    longest stands, then the rule that comes first in the grammar.
    """
    found: list[tuple[int, int, int, str, str]] = []
    for rank, (pattern, build) in enumerate(_COMPILED):
        for match in pattern.finditer(text):
            built = build(match)
            if built is not None and match.end() > match.start():
                found.append((match.start(), -match.end(), rank, *built))
    found.sort(key=lambda hit: (hit[0] + hit[1], hit[2], hit[0]))  # longest first
    kept: list[tuple[Span, str, str]] = []
    taken = bytearray(len(text))
    for start, negative_end, _, expression, kind in found:
        end = -negative_end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((Span(start, end), expression, kind))
    return sorted(kept, key=lambda hit: hit[0].start)
