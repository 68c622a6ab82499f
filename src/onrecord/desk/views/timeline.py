"""The timeline: meetings and deadlines in order, lanes by party, vague dates drawn as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus
from onrecord.record.spans import Evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Status, Undertaking, status
from onrecord.store.asking import ALL, Asked, Key

from ..reader import Reader
from .lanes import strip
from .paging import read, write

DEADLINE = "deadline"
"""The kind of an entry that is no meeting."""


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
    proof: Evidence | None = None
    only_in_caption: bool = False


PAGE = 60
"""Rows of one page: the page stays under 100 KB and quick."""
OFFERED = 200
"""Places and tracks offered as filters."""
PEOPLE = 60
"""People offered; any other name can be typed."""
FILTERS = ("party", "with", "person", "place", "kind", "track", "state", "from", "to", "captions")


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the entries that pass the filters, and the lane strip drawn of it.

    Meetings that only a caption shows are left out unless `captions` asks for them.
    """
    chosen = {name: given.get(name, "").strip() for name in FILTERS}
    after = read(given.get("after", ""), 2)
    streams = [_meetings(reader, chosen, after[0]), _deadlines(reader, chosen, after[1])]
    merged = sorted((key, number) for number, keys in enumerate(streams) for key in keys)[:PAGE]
    taken = [[key for key, stream in merged if stream == number] for number in range(2)]
    shown = _entries(reader, *taken)
    more = len(merged) < sum(map(len, streams)) or len(merged) == PAGE
    return {
        "entries": shown, "facets": _facets(reader), "chosen": chosen, "strip": strip(shown),
        "next": write([keys[-1] if keys else one for keys, one in zip(taken, after, strict=True)]) if more else "",
    }  # fmt: skip


def _entries(reader: Reader, meetings: Sequence[Key], deadlines: Sequence[Key]) -> list[Entry]:
    """Return the meetings and undertakings of some keys as entries, in the order of their keys."""
    entries = [(key, 0, _meeting(one)) for key, one in reader.listing(Meeting).held(meetings)]
    entries += [(key, 1, _deadline(one, reader.today)) for key, one in reader.listing(Undertaking).held(deadlines)]
    return [one for _, _, one in sorted(entries, key=lambda entry: entry[:2])]


def _facets(reader: Reader) -> dict[str, list[str]]:
    store = reader.store
    tracks = {*store.values(Meeting, "track", limit=OFFERED), *store.values(Undertaking, "track", limit=OFFERED)}
    return {
        "parties": sorted({*store.parties(Meeting), *store.parties(Undertaking)}),
        "kinds": [*(one.value for one in MeetingKind), DEADLINE],
        "states": list(dict.fromkeys([*(one.value for one in MeetingStatus), *(one.value for one in Status)])),
        "places": store.labels(Meeting, limit=OFFERED),
        "tracks": sorted(tracks),
        "people": [one.name for one in reader.some(Person, ALL, PEOPLE)],
    }


def _meetings(reader: Reader, chosen: Mapping[str, str], after: Key | None) -> list[Key]:
    """Return the keys of the meetings behind `after` that pass the filters, enough for a page."""
    if chosen["kind"] == DEADLINE:
        return []
    asked = replace(
        _asked(chosen), label=chosen["place"], facet=chosen["state"], kind=chosen["kind"],
        told="" if chosen["captions"] else "yes",
    )  # fmt: skip
    found = {
        key
        for person in _people(reader, chosen["person"])
        for key in reader.listing(Meeting).keys(replace(asked, person=person), after=after, limit=PAGE)
    }
    return sorted(found)[:PAGE]


def _deadlines(reader: Reader, chosen: Mapping[str, str], after: Key | None) -> list[Key]:
    """Return the keys of the undertakings with a deadline behind `after` that pass the filters, enough for a page."""
    if chosen["place"] or chosen["person"] or chosen["kind"] not in {"", DEADLINE}:
        return []
    asked = replace(_asked(chosen), status=chosen["state"], on=reader.today.isoformat(), dated=True)
    return reader.listing(Undertaking).keys(asked, after=after, limit=PAGE)


def _asked(chosen: Mapping[str, str]) -> Asked:
    since, until = _day(chosen["from"]), _day(chosen["to"])
    return Asked(
        party=chosen["party"],
        beside=chosen["with"],
        track=chosen["track"],
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
    )


def _people(reader: Reader, named: str) -> list[str]:
    """Return the ids of the people who bear a name, or the id that was given; all (``) if none was."""
    if not named or reader.exists(named):
        return [named]
    found = reader.store.search_facts(f'"{named}"', Person, limit=5).facts
    return [one.id for one in found if named.casefold() in {name.casefold() for name in (one.name, *one.names)}]


def _meeting(meeting: Meeting) -> Entry:
    named = [one.name for one in meeting.participants if one.name]
    title = ", ".join(named[:4]) + (f" and {len(named) - 4} others" if len(named) > 4 else "")
    parties = tuple(sorted(meeting.parties))
    return Entry(
        meeting.kind.value, meeting.id, meeting.date, title or " – ".join(parties), parties, meeting.status.value,
        meeting.place or "", len(meeting.document_ids), next(iter(meeting.evidence), None),
        meeting.only_in_caption,
    )  # fmt: skip


def _deadline(undertaking: Undertaking, today: date) -> Entry:
    return Entry(
        DEADLINE, undertaking.id, undertaking.deadline, undertaking.action, tuple(sorted(undertaking.actors)),
        status(undertaking, today).value, "", len(undertaking.document_ids), next(iter(undertaking.evidence), None),
    )  # fmt: skip


def _day(text: str) -> date | None:
    """Read a day as the date field of a form sends it; what is none filters nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
