"""Who held an office when: dated tenures read off the documents, who the holder was on a day, and who contradicts whom.

"Foreign Minister X" in a paper of a day is evidence that X held the office that day; several papers say it from the
first day to the last. Titles are compared by `onrecord.roster.offices.key`, so that "Minister of Foreign Affairs" and
"Foreign Minister" are one office. Where two people are shown in an office that one person holds, both stay and an issue
names both sources.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Evidence
from onrecord.record.times import Interval
from onrecord.roster import offices

NEAR = timedelta(days=14)
"""How far from the papers that show a holder the office is still taken to be theirs, where nobody else is near."""
ALONE = timedelta(days=60)
"""Within so many days nobody else may be shown in the office for that."""

Shown = tuple[str, Evidence, str | None, Interval | None]
"""An office as one document shows it of a person: title, evidence, party, the day of the document."""

_SINGLE = re.compile(
    r"^(?:president|prime minister|foreign minister|foreign secretary|secretary of state|defence minister|"
    r"defence secretary|(?:federal )?chancellor|vice president|king|queen|emir|amir|sultan|secretary general)$"
)
"""Keys of offices that one person holds at a time: two holders on one day are worth a look."""


def told(shown: Iterable[Shown], person_id: str, party: str | None) -> Iterator[Tenure]:
    """Yield one tenure per office of a person: from the first document that shows it to the last."""
    by_office: dict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        by_office[offices.key(one[0]) or one[0].casefold()].append(one)
    for entries in by_office.values():
        wording = Counter(title for title, _, _, _ in entries).most_common(1)[0][0]
        codes = Counter(code for _, _, code, _ in entries if code)
        days = [day for _, _, _, day in entries if day is not None]
        interval = Interval(min(d.start for d in days), max(d.end for d in days)) if days else None
        code = codes.most_common(1)[0][0] if codes else party
        yield Tenure(person_id, Office(wording, code), interval, tuple(proof for _, proof, _, _ in entries))


class Holders:
    """Who held which office when, looked up by party and office."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._held: dict[tuple[str, str], list[tuple[Interval, Person]]] = defaultdict(list)
        for person in people:
            for tenure in person.tenures:
                if tenure.office.party and tenure.interval:
                    place = offices.key(tenure.office.title), tenure.office.party
                    self._held[place].append((tenure.interval, person))

    def on(self, office: str, party: str, day: date) -> Person | None:
        """Return who held an office of a party on a day, None if nobody or several did as far as is known.

        Somebody shown in the office within `NEAR` of the day counts if nobody else is within `ALONE`.
        """
        held = self._held.get((offices.key(office), party), ())
        there = {person.id: person for when, person in held if when.start <= day <= when.end}
        if not there:
            close = {p.id: p for when, p in held if _days_off(when, day) <= NEAR}
            rivals = {p.id for when, p in held if _days_off(when, day) <= ALONE}
            there = close if len(rivals) == 1 else {}
        return next(iter(there.values())) if len(there) == 1 else None


def holder(people: Iterable[Person], office: str, party: str, on: date) -> Person | None:
    """Return who held an office of a party on a day, as far as the documents show; None if nobody or several did."""
    return Holders(people).on(office, party, on)


def _days_off(interval: Interval, day: date) -> timedelta:
    return max(interval.start - day, day - interval.end, timedelta())


def two_holders(people: Sequence[Person], named: Mapping[str, str]) -> list[Issue]:
    """Return an issue for every two people shown in one office over the same days: the texts err, or process.toml does.

    Args:
        people: the people of the record.
        named: names of the documents by id, for the messages.
    """
    held: dict[tuple[str, str], list[tuple[Interval, Person, Tenure]]] = defaultdict(list)
    for person in people:
        for tenure in person.tenures:
            title = offices.key(tenure.office.title)
            if tenure.office.party and tenure.interval and _SINGLE.match(title):
                held[title, tenure.office.party].append((tenure.interval, person, tenure))
    issues: list[Issue] = []
    for holders in held.values():
        holders.sort(key=lambda one: (one[0].start, one[0].end, one[1].id))
        last = holders[0]
        for one in holders[1:]:
            told_beforehand = not (last[2].evidence or one[2].evidence)  # both by process.toml: the roster says it
            if last[1].id != one[1].id and _at_one_time(last[0], one[0]) and not told_beforehand:
                issues.append(_two(last[1], last[2], one[1], one[2], named))
            last = max(last, one, key=lambda item: item[0].end)
    return issues


def _at_one_time(first: Interval, second: Interval) -> bool:
    """The day of a handover belongs to both; two papers of one day do not."""
    return second.start < first.end or (first == second and first.is_day)


def _two(one: Person, first: Tenure, other: Person, second: Tenure, named: Mapping[str, str]) -> Issue:
    def source(tenure: Tenure) -> str:
        return named.get(tenure.evidence[0].document_id, "") if tenure.evidence else "process.toml"

    office = f"{first.office.title} of {first.office.party}"
    message = f"{one.name} ({source(first)}) and {other.name} ({source(second)}) are both {office} at one time"
    proof = next(iter(second.evidence or first.evidence), None)
    place = (proof.document_id, proof.spans[0]) if proof else (None, None)
    return Issue("LNK021", Severity.WARNING, "link", message, *place)
