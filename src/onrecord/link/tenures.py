"""Who held an office when: dated tenures read off the documents, who the holder was on a day, and who contradicts whom.

"Foreign Minister X" in a paper of a day is evidence that X held the office that day; several papers say it from the
first day to the last. Titles are compared by `onrecord.roster.offices.key`, so that "Minister of Foreign Affairs" and
"Foreign Minister" are one office. Where two people are shown in an office that one person holds, both stay and an issue
names both sources.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Evidence
from onrecord.record.times import Interval
from onrecord.roster import names, offices

NEAR = timedelta(days=14)
"""How far from the papers that show a holder the office is still taken to be theirs, where nobody else is near."""
ALONE = timedelta(days=60)
"""Within so many days nobody else may be shown in the office for that."""

RETURN = timedelta(days=480)
"""Whoever is shown in an office again within so many days of somebody else had not left it: the sources disagree."""

Shown = tuple[str, Evidence, str | None, Interval | None]
"""An office as one document shows it of a person: title, evidence, party, the day of the document."""

_SMALL = re.compile(r"(?<= )(?:Of|For|And|The|To|On|De|Da|Von|Van|Bin|Al)\b(?=[ -])|(?<=\w[’'])S\b")
_ACRONYM = re.compile(r"\b(?:Eu|Un|Us|Uk|Nato|Osce|Ii|Iii)\b")
_MOST_ACRONYM = 6
"""Letters below which a word in capitals may be an acronym ("SRSG")."""

_MANY = 4
"""So many papers that show the next holder outweigh one that gives a predecessor the title still."""

_SEVERAL = {"EU": {"president"}}
"""Offices of which a body has several: the Union's Commission, Council and Parliament each have a president."""

_SINGLE = re.compile(
    r"^(?:president|prime minister|foreign minister|foreign secretary|secretary of state|defence minister|"
    r"defence secretary|(?:federal )?chancellor|vice president|king|queen|emir|amir|sultan|secretary general)$"
)
"""Keys of offices that one person holds at a time: two holders on one day are worth a look."""


_ACTING = re.compile(r"(?:acting|interim|caretaker)\b", re.I)
"""Who holds an office for somebody else contradicts nobody who holds it."""


def is_single(title: str) -> bool:
    """Whether an office is one that a single person holds at a time."""
    return bool(_SINGLE.match(offices.key(title)))


def told(shown: Iterable[Shown], person_id: str, party: str | None) -> Iterator[Tenure]:
    """Yield one tenure per office of a person: from the first document that shows it to the last."""
    by_office: dict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        by_office[offices.key(one[0]) or one[0].casefold()].append(one)
    for entries in by_office.values():
        wordings = Counter(title for title, _, _, _ in entries)
        wording = in_small_letters(max(wordings, key=lambda title: (not title.isupper(), wordings[title])))
        codes = Counter(code for _, _, code, _ in entries if code)
        days = [day for _, _, _, day in entries if day is not None]
        interval = Interval(min(d.start for d in days), max(d.end for d in days)) if days else None
        code = codes.most_common(1)[0][0] if codes else party
        yield Tenure(person_id, Office(wording, code), interval, tuple(proof for _, proof, _, _ in entries))


def in_small_letters(words: str) -> str:
    """Return a name or title in capitals throughout, as the labels of a transcript have it, as prose writes it."""
    if not words.isupper() or (" " not in words and len(words) < _MOST_ACRONYM):
        return words
    plain = _SMALL.sub(lambda m: m.group().lower(), words.title())
    plain = re.sub(r"\bMc[a-z]", lambda m: "Mc" + m.group()[2].upper(), plain)
    return _ACRONYM.sub(lambda m: m.group().upper(), plain)


def without_courtesy(
    people: Iterable[Person], days: Mapping[str, Interval], over: Mapping[Evidence, frozenset[str]]
) -> list[Person]:
    """Return the people without days on which an office was only a courtesy: "President X" said of a former president.

    Once a paper calls an office of somebody over, a later paper that gives it without that word shows it again only if
    nobody else is shown in it within `ALONE`, and no still later paper calls it over. A title of somebody who was
    followed by a holder whom papers show many times before and after is one as well.

    Args:
        people: the people of the record.
        days: publication days of the documents, by id.
        over: keys of the offices that a document calls over, by the evidence of the person it says it of.
    """
    listed = list(people)
    ended: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    for person in listed:
        for proof in person.evidence:
            for key in over.get(proof, ()) if proof.document_id in days else ():
                ended[person.id, key].append(days[proof.document_id])
    held, sightings = Holders(listed), _sightings(listed, days)

    def merely(tenure: Tenure, day: Interval, after: Sequence[Interval]) -> bool:
        over = ended.get((tenure.person_id, _post(tenure)[0]), ())
        if over and day.start >= min(over).start and (day.start <= max(over).start or held.others(tenure, day)):
            return True
        return any(one.start < day.start < one.end for one in after)

    return [
        replace(p, tenures=tuple(_without(t, merely, days, _followers(t, sightings[_post(t)])) for t in p.tenures))
        for p in listed
    ]


def _followers(tenure: Tenure, shown: Mapping[str, Sequence[Interval]]) -> list[Interval]:
    """When those held the office who came into it later, and whom many more papers show in it meanwhile."""
    mine = sorted(day.start for day in shown.get(tenure.person_id, ()))
    if not mine:
        return []
    found = []
    for holder, theirs in shown.items():
        when = Interval(min(theirs).start, max(theirs).end) if holder != tenure.person_id and len(theirs) > 1 else None
        if when is not None and mine[0] < when.start:
            inside = bisect_right(mine, when.end) - bisect_left(mine, when.start)
            found += [when] if len(theirs) >= _MANY * inside else []
    return found


def _without(
    tenure: Tenure,
    courtesy: Callable[[Tenure, Interval, Sequence[Interval]], bool],
    days: Mapping[str, Interval],
    after: Sequence[Interval],
) -> Tenure:
    shown = _dated(tenure, days)
    merely = {proof for day, proof in shown if courtesy(tenure, day, after)}
    if not merely:
        return tenure
    true = [day for day, proof in shown if proof not in merely]
    when = Interval(min(d.start for d in true), max(d.end for d in true)) if true else None
    kept = tuple(proof for proof in tenure.evidence if proof not in merely) if true else tenure.evidence
    return replace(tenure, interval=when, evidence=kept)


def in_turn(people: Iterable[Person], days: Mapping[str, Interval]) -> list[Person]:
    """Return the people with tenures cut where somebody else held the office for long in between.

    One who is shown in an office in 2021 and in 2023, and somebody else in 2022, held it twice. A return within
    `RETURN` is no second tenure but a contradiction, and left for `two_holders`.

    Args:
        people: the people of the record.
        days: publication days of the documents, by id.
    """
    listed = list(people)
    shown = _sightings(listed, days)
    return [
        replace(p, tenures=tuple(part for t in p.tenures for part in _parts(t, shown[_post(t)], days))) for p in listed
    ]


def _sightings(
    people: Iterable[Person], days: Mapping[str, Interval]
) -> Mapping[tuple[str, str], Mapping[str, list[Interval]]]:
    """The days on which papers show each person in each single office, by office and person."""
    shown: dict[tuple[str, str], dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for person in people:
        for tenure in person.tenures:
            if tenure.office.party and _SINGLE.match(_post(tenure)[0]):
                shown[_post(tenure)][person.id] += [day for day, _ in _dated(tenure, days)]
    return shown


def _post(tenure: Tenure) -> tuple[str, str]:
    return offices.key(tenure.office.title), tenure.office.party or ""


def _dated(tenure: Tenure, days: Mapping[str, Interval]) -> list[tuple[Interval, Evidence]]:
    """The evidence of a tenure that shows it on the day of its paper; not what tells of another time."""
    when = tenure.interval
    if when is None:
        return []
    known = ((days[e.document_id], e) for e in tenure.evidence if e.document_id in days)
    return [(day, proof) for day, proof in known if when.contains(day)]


def _parts(tenure: Tenure, shown: Mapping[str, Sequence[Interval]], days: Mapping[str, Interval]) -> Iterator[Tenure]:
    """Yield the stretches of one tenure: its evidence in order, cut where another holder stands in a long gap."""
    proofs = [proof for _, proof in sorted(_dated(tenure, days), key=lambda one: one[0].start)]
    if len(proofs) < 2 or not tenure.office.party or not _SINGLE.match(offices.key(tenure.office.title)):
        yield tenure
        return
    others = [day for holder, held in shown.items() if holder != tenure.person_id for day in held]
    runs: list[list[Evidence]] = [[proofs[0]]]
    for before, after in pairwise(proofs):
        gap = days[before.document_id].end, days[after.document_id].start
        if gap[1] - gap[0] > RETURN and any(gap[0] < day.start and day.end < gap[1] for day in others):
            runs.append([])
        runs[-1].append(after)
    undated = tuple(e for e in tenure.evidence if e not in proofs)
    for number, run in enumerate(runs):
        when = Interval(days[run[0].document_id].start, max(days[e.document_id].end for e in run))
        yield replace(tenure, interval=when, evidence=(*run, *(undated if not number else ()))) if runs[1:] else tenure


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

        Somebody shown in the office within `NEAR` of the day counts if nobody else is within `ALONE`; of two whose
        tenures cross, neither counts on a day so near to both.
        """
        held = self._held.get((offices.key(office), party), ())
        there = {person.id: (person, when) for when, person in held if when.start <= day <= when.end}
        if not there:
            close = {p.id: (p, when) for when, p in held if _days_off(when, day) <= NEAR}
            rivals = {p.id for when, p in held if _days_off(when, day) <= ALONE}
            there = close if len(rivals) == 1 else {}
        if len(there) != 1:
            return None
        person, mine = next(iter(there.values()))
        crossed = any(
            p.id != person.id and _at_one_time(*sorted((mine, when))) and _days_off(when, day) <= ALONE
            for when, p in held
        )
        return None if crossed else person

    def others(self, tenure: Tenure, day: Interval) -> bool:
        """Tell whether somebody else is shown in the office of a tenure within `ALONE` of a day."""
        held = self._held.get((offices.key(tenure.office.title), tenure.office.party or ""), ())
        return any(p.id != tenure.person_id and _days_off(when, day.start) <= ALONE for when, p in held)


def holder(people: Iterable[Person], office: str, party: str, on: date) -> Person | None:
    """Return who held an office of a party on a day, as far as the documents show; None if nobody or several did."""
    return Holders(people).on(office, party, on)


def _days_off(interval: Interval, day: date) -> timedelta:
    return max(interval.start - day, day - interval.end, timedelta())


def two_holders(
    people: Sequence[Person], named: Mapping[str, str], days: Mapping[str, Interval] | None = None
) -> list[Issue]:
    """Return an issue for every two people shown in one office over the same days: the texts err, or process.toml does.

    Args:
        people: the people of the record.
        named: names of the documents by id, for the messages.
        days: publication days of the documents, by id: of several papers the message names the one nearest the other's.
    """
    held: dict[tuple[str, str], list[tuple[Interval, Person, Tenure]]] = defaultdict(list)
    for person in people:
        for tenure in person.tenures:
            title = offices.key(tenure.office.title)
            if (
                tenure.office.party
                and tenure.interval
                and _SINGLE.match(title)
                and not _ACTING.match(tenure.office.title)
                and title not in _SEVERAL.get(tenure.office.party, ())
            ):
                held[title, tenure.office.party].append((tenure.interval, person, tenure))
    issues: list[Issue] = []
    for holders in held.values():
        holders.sort(key=lambda one: (one[0].start, one[0].end, one[1].id))
        last, said = holders[0], list[set[str]]()
        for one in holders[1:]:
            told_beforehand = not (last[2].evidence or one[2].evidence)  # both by process.toml: the roster says it
            pair = {last[1].id, one[1].id}
            two = len(pair) == 2 and not _may_be_one(last[1], one[1])
            if two and pair not in said and _at_one_time(last[0], one[0]) and not told_beforehand:
                said.append(pair)
                issues.append(_two(last[1], last[2], one[1], one[2], named, days or {}))
            last = max(last, one, key=lambda item: item[0].end)
    return issues


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether one of two is only a surname that the other bears."""
    short = min(one.name, other.name, key=lambda name: len(names.parts(name)))
    return len(names.parts(short)) == 1 and names.same_person(one.name, other.name) > 0


def _at_one_time(first: Interval, second: Interval) -> bool:
    """The day of a handover belongs to both; two papers of one day do not."""
    return second.start < first.end or (first == second and first.is_day)


def _two(
    one: Person, first: Tenure, other: Person, second: Tenure, named: Mapping[str, str], days: Mapping[str, Interval]
) -> Issue:
    proofs = _nearest(first, second, days), _nearest(second, first, days)
    (mine, theirs) = (named.get(p.document_id, "") if p else "process.toml" for p in proofs)
    office = f"{first.office.title} of {first.office.party}"
    message = f"{one.name} ({mine}) and {other.name} ({theirs}) are both {office} at one time"
    proof = proofs[1] or proofs[0]
    place = (proof.document_id, proof.spans[0]) if proof else (None, None)
    return Issue("LNK021", Severity.WARNING, "link", message, *place)


def _nearest(tenure: Tenure, other: Tenure, days: Mapping[str, Interval]) -> Evidence | None:
    """The evidence of a tenure whose paper came out nearest to the other tenure."""

    def off(proof: Evidence) -> timedelta:
        day = days.get(proof.document_id)
        return _days_off(other.interval, day.start) if day and other.interval else timedelta.max

    return min(tenure.evidence, key=off, default=None)
