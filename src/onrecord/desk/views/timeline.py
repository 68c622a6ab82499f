"""The timeline: meetings and deadlines in order, lanes by party, vague dates drawn as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.record.meetings import Meeting, MeetingStatus
from onrecord.record.times import Interval
from onrecord.record.undertakings import Status, Undertaking, status

from ..reader import Reader

WIDTH, LEFT, LANE = 900, 70, 26
"""Units of the lane strip: its width, the room for lane names, the height of a lane."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a meeting, or an undertaking with a deadline."""

    kind: str
    id: str
    when: Interval | None
    title: str
    parties: tuple[str, ...]
    state: str
    place: str
    sources: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark of the lane strip, in units of its view box."""

    shape: str
    x: float
    width: float
    lane: int
    label: str


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the entries that pass the filters, and the lane strip drawn of them."""
    entries = [_meeting(one) for one in reader.meetings if not one.only_in_caption]
    entries += [_deadline(one, reader.today) for one in reader.undertakings if one.deadline]
    facets = {
        "parties": sorted({code for one in entries for code in one.parties}),
        "kinds": sorted({one.kind for one in entries}),
        "states": sorted({one.state for one in entries}),
        "places": sorted({one.place for one in entries if one.place}),
    }
    chosen = {name: given.get(name, "") for name in ("party", "kind", "state", "place", "from", "to")}
    shown = [one for one in entries if _passes(one, chosen)]
    shown.sort(key=lambda one: (one.when is None, one.when or Interval.year(9999), one.title))
    lanes = sorted({code for one in shown for code in one.parties})[:12]
    return {
        "entries": shown, "facets": facets, "chosen": chosen, "lanes": lanes,
        **_strip([one for one in shown if one.when], lanes),
    }  # fmt: skip


def _meeting(meeting: Meeting) -> Entry:
    named = [one.name for one in meeting.participants if one.name]
    title = ", ".join(named[:4]) + (f" and {len(named) - 4} others" if len(named) > 4 else "")
    parties = tuple(sorted(meeting.parties))
    return Entry(
        meeting.kind.value, meeting.id, meeting.date, title or " – ".join(parties), parties, meeting.status.value,
        meeting.place or "", len(meeting.document_ids),
    )  # fmt: skip


def _deadline(undertaking: Undertaking, today: date) -> Entry:
    return Entry(
        "deadline", undertaking.id, undertaking.deadline, undertaking.action, tuple(sorted(undertaking.actors)),
        status(undertaking, today).value, "", len(undertaking.document_ids),
    )  # fmt: skip


def _passes(entry: Entry, chosen: Mapping[str, str]) -> bool:
    same = (
        (not chosen["party"] or chosen["party"] in entry.parties)
        and chosen["kind"] in {"", entry.kind}
        and chosen["state"] in {"", entry.state}
        and chosen["place"] in {"", entry.place}
    )
    first, last = _day(chosen["from"]), _day(chosen["to"])
    if not (first or last):
        return same
    if entry.when is None:
        return False
    return same and (first is None or entry.when.end >= first) and (last is None or entry.when.start <= last)


def _day(text: str) -> date | None:
    """Read a day as the date field of a form sends it; what is none filters nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _strip(entries: list[Entry], lanes: list[str]) -> dict[str, Any]:
    if not entries or not lanes:
        return {"marks": [], "ticks": [], "height": 0}
    first = min(one.when.start for one in entries if one.when)
    last = max(one.when.end for one in entries if one.when)
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(LEFT + (day - first).days / span * (WIDTH - LEFT - 20), 1)

    marks = [
        Drawn(
            _shape(one),
            place(one.when.start),
            max(place(one.when.end) - place(one.when.start), 0.0),
            lanes.index(code),
            one.title,
        )
        for one in entries
        if one.when
        for code in one.parties
        if code in lanes
    ]
    return {
        "marks": marks,
        "ticks": [(place(day), day) for day in _months(first, last)],
        "height": LANE * len(lanes) + 30,
    }


def _shape(entry: Entry) -> str:
    if entry.kind == "deadline":
        return "due" if entry.state != Status.FULFILLED else "vague"
    if entry.when and not entry.when.is_day:
        return "vague"
    return "held" if entry.state == MeetingStatus.HELD else "planned"


def _months(first: date, last: date) -> list[date]:
    """Return first days of months between two days, thinned to at most a dozen."""
    found, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        if date(year, month, 1) >= first:
            found.append(date(year, month, 1))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    step = max(1, -(-len(found) // 12))
    return found[::step]
