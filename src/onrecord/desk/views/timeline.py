"""The timeline: meetings and deadlines in order, lanes by party, vague dates drawn as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus
from onrecord.record.times import Interval
from onrecord.record.undertakings import Status, Undertaking, status
from onrecord.store.asking import Asked, Key

from ..reader import Reader
from .paging import read, write

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


PAGE = 100
"""Rows of one page: the page stays under 100 KB."""
SCANNED = 1000
"""Records of a kind looked at for one page; where a filter passes few, the next page goes on from there."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the entries that pass the filters, and the lane strip drawn of it."""
    chosen = {name: given.get(name, "") for name in ("party", "kind", "state", "place", "from", "to")}
    streams = _streams(reader, chosen, read(given.get("after", ""), 3))
    shown: list[Entry] = []
    for entry in _merged(streams):
        if len(shown) == PAGE:
            break
        shown.append(entry)
    lanes = sorted({code for one in shown for code in one.parties})[:12]
    return {
        "entries": shown, "facets": _facets(reader), "chosen": chosen, "lanes": lanes,
        "next": write([one.last for one in streams]) if any(one.more for one in streams) else "",
        **_strip([one for one in shown if one.when], lanes),
    }  # fmt: skip


def _facets(reader: Reader) -> dict[str, list[str]]:
    parties = {*reader.store.parties(Meeting), *reader.store.parties(Undertaking)}
    return {
        "parties": sorted(parties),
        "kinds": [*(one.value for one in MeetingKind), "deadline"],
        "states": list(dict.fromkeys([*(one.value for one in MeetingStatus), *(one.value for one in Status)])),
        "places": reader.store.labels(Meeting),
    }


class _Stream:
    """Entries of one kind in order, read page by page; `last` is the key of the last one taken, `more` if any wait."""

    def __init__(self, pages: Callable[[Key | None], list[tuple[Key, Entry | None]]], after: Key | None) -> None:
        self._pages = pages
        self._waiting: list[tuple[Key, Entry | None]] = []
        self._read = after
        self._scanned = 0
        self._ended = False
        self.last = after

    @property
    def more(self) -> bool:
        """Whether entries may follow those that were taken."""
        return bool(self._waiting) or not self._ended

    def head(self) -> tuple[Key, Entry] | None:
        """Return the next entry that passes, without taking it."""
        while True:
            while self._waiting:
                key, entry = self._waiting[0]
                if entry is not None:
                    return key, entry
                self.take()
            if self._ended or self._scanned >= SCANNED:
                return None
            self._waiting = self._pages(self._read)
            self._scanned += len(self._waiting)
            self._ended = len(self._waiting) < PAGE
            self._read = self._waiting[-1][0] if self._waiting else self._read

    def take(self) -> None:
        """Take the next entry."""
        self.last = self._waiting.pop(0)[0]


def _merged(streams: Sequence[_Stream]) -> Iterator[Entry]:
    while True:
        heads = [(head, stream) for stream in streams if (head := stream.head())]
        if not heads:
            return
        (_, entry), stream = min(heads, key=lambda pair: pair[0][0])
        yield entry
        stream.take()


def _streams(reader: Reader, chosen: Mapping[str, str], after: Sequence[Key | None]) -> list[_Stream]:
    """Return the streams of meetings and of deadlines that can hold what is asked for."""
    since, until = _day(chosen["from"]), _day(chosen["to"])
    asked = Asked(
        party=chosen["party"],
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
    )
    told = replace(asked, label=chosen["place"], facet=chosen["state"])
    due = replace(asked, dated=True)

    moved = _moved(reader)

    def meetings(key: Key | None) -> list[tuple[Key, Entry | None]]:
        found = reader.store.page(Meeting, told, after=key, limit=PAGE)
        out = {one.id for _, one in found if one.only_in_caption} | moved.keys()
        return [(at, None if one.id in out else _kept(_meeting(one), chosen)) for at, one in found]

    def deadlines(key: Key | None) -> list[tuple[Key, Entry | None]]:
        if chosen["place"]:
            return []
        found = reader.store.page(Undertaking, due, after=key, limit=PAGE)
        return [(at, None if one.id in moved else _kept(_deadline(one, reader.today), chosen)) for at, one in found]

    def edited(key: Key | None) -> list[tuple[Key, Entry | None]]:
        listed = sorted(((_key(one), one) for one in moved.values()), key=lambda pair: pair[0])
        return [(at, _kept(one, chosen)) for at, one in listed if key is None or at > key][:PAGE]

    return [_Stream(pages, key) for pages, key in zip((meetings, deadlines, edited), after, strict=True)]


def _moved(reader: Reader) -> dict[str, Entry]:
    """Return the entries of facts whose values people set: the index knows only what was read, so they stand apart."""
    found: dict[str, Entry] = {}
    for subject, decision in reader.decisions.items():
        if decision.edits and subject.startswith("mtg-") and (meeting := reader.meeting(subject)):
            found[subject] = _meeting(meeting)
        elif decision.edits and subject.startswith("und-") and (undertaking := reader.undertaking(subject)):
            found |= {subject: _deadline(undertaking, reader.today)} if undertaking.deadline else {}
    return found


def _key(entry: Entry) -> Key:
    return (entry.when.start.isoformat() if entry.when else "9999", entry.title, entry.id)


def _kept(entry: Entry, chosen: Mapping[str, str]) -> Entry | None:
    return entry if _passes(entry, chosen) else None


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
