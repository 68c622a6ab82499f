"""Datelines: the place, date and agency that open a report, and lines that are nothing but a date."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})"
)
"""A full date as lines of pages write it."""

_CLOCK = (
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:GMT|UTC|MSK|E[SD]T|P[SD]T|CES?T|BST|EES?T|WES?T|local time)(?: ?[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_DAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?"
_PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_SAID = (
    r"(?i:(?:of|adopted on|published(?: on)?|date of publication|updated|posted|date|last (?:updated|modified)|on)"
    r"\W{1,3})?"
)
STAMP = re.compile(
    rf"\(?{_SAID}(?:{_DAY},? )?(?:{_PLACE}(?:, {_PLACE})?, )?(?P<date>{DATE})"
    rf"(?:\s*(?:[,|–—-]|at|@)?\s*(?P<clock>(?i:{_CLOCK})))?\W{{0,2}}"
)
"""A whole line that dates the document, a place before it or not; the time of day may be glued to the year."""

_TIME = re.compile(rf"\W*(?i:{_CLOCK})\W*")

_SHORT_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_AGENCY = r"(?:\([A-Z][\w.&/' -]{1,40}\)|/[A-Z][\w. -]{1,30}/)"
_DASH = r"\s*(?:[—–]|--?)\s+"
_CAPITALS = r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]*){0,3}"
_PLACES = rf"{_PLACE}(?:[,/] ?{_PLACE}){{0,2}},? "
_BODIES = r"(?!(?:NATO|OSCE|ASEAN|IAEA|UNHCR|OPCW|IGAD|BRICS|CSTO|UNICEF)\b)"
_FORMS = (
    rf"{_PLACES}(?:{_DAY},? )?\(?{_SHORT_DATE}\)?[.,]?(?: ?{_AGENCY})?\.?{_DASH}",  # Bonn, May 3 –
    rf"{_PLACES}?{_AGENCY}{_DASH}",  # LIMA (Wire) -
    rf"{_PLACES}{_SHORT_DATE}\. ?/[A-Z][\w. -]{{1,30}}/\.? ",  # LIMA, May 3. /WIRE/.
    rf"{_BODIES}{_CAPITALS}(?:, {_PLACE}){{0,2}}\s*(?:[—–]|--)\s+",  # LIMA —
    rf"(?i:published(?: on)?|date of publication|updated|posted)\W{{1,3}}{DATE}\s+",
    rf"(?:{_DAY},? )?{DATE}(?: at \d{{4}}| \d{{1,2}}:\d{{2}})?[\s:,–—-]+(?=[A-Z\"“]|\d{{1,3}} [A-Za-z])",
)
_PREFIX = re.compile(rf"(?!(?:On|In|At|The|By|From|To)\b)(?:{'|'.join(_FORMS)})(?=\S)")
_AGENCY_OF = re.compile(r"\(([A-Z][\w.&' -]{1,40})\)\W*$|/([A-Z][\w. -]{1,30})/\W*$")


def is_stamp(line: str) -> bool:
    """Tell whether the line is nothing but a date or a time of day (also glued together), behind a place or not."""
    if len(line) >= 90:
        return False
    return STAMP.fullmatch(line) is not None or (":" in line and _TIME.fullmatch(line) is not None)


def prefix(text: str, start: int, end: int) -> int:
    """Return where the dateline that opens `text[start:end]` ends; `start` if there is none."""
    found = _PREFIX.match(text, start, min(end, start + 200))
    return found.end() if found and found.end() < end else start


def agency_of(dateline: str) -> str:
    """Return the agency that a dateline names: "GENEVA, March 6 (Lake Wire) -" gives "Lake Wire"."""
    found = _AGENCY_OF.search(dateline)
    return (found[1] or found[2]).strip() if found else ""
