"""The people of one document: sightings gathered under one name, with the office and party the text shows.

A full name gathers the surnames that follow and precede it. A surname that two people share, or an office and party for
which the text gives two readings, stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.record.spans import Span
from onrecord.roster import names
from onrecord.roster.finder import fold

from .sightings import ROLES, RegionView, Sighting
from .units import Unit

_SAME = 0.8
"""Least `same_person` score of two full names of one person: a given name against its initial scores 0.8."""

WEAK_OFFICES = ROLES - {"aide"}
"""Heads that say what somebody does at a meeting; an office met elsewhere in the text says more. An aide's is one."""

_NOT_A_PERSON = {"administration", "government", "regime", "cabinet", "foundation", "doctrine", "plan", "street"}


@dataclass
class Individual:
    """One person of the document. `mentions` are (span of the name, how), in no order."""

    name: str
    rank: tuple[int, int] = (9, 0)
    mentions: dict[Span, Sighting | None] = field(default_factory=dict)
    parties: Counter[str] = field(default_factory=Counter)
    party: str | None = None
    party_span: Span | None = None
    office: str | None = None
    office_span: Span | None = None
    head: str = ""
    inherited: tuple[str, Span] | None = None

    def take(self, text: str, sighting: Sighting) -> None:
        """Add a sighting and what it shows."""
        wording = _tidy(sighting.name.of(text))
        self.mentions[sighting.name] = sighting
        parts = len([p for p in names.parts(wording) if p not in names.PARTICLES])
        rank = (sighting.rank if parts > 1 else sighting.rank + 5, -parts)
        if rank < self.rank and (parts > 1 or self.rank[0] >= 5):
            self.name, self.rank = wording, rank
        self._take_office(text, sighting)

    def _take_office(self, text: str, sighting: Sighting) -> None:
        phrase, hit = sighting.phrase, sighting.hit
        if phrase is not None and not phrase.head.startswith("counterpart"):
            wording = _singular(phrase.span.of(text)) if phrase.plural else phrase.span.of(text)
            wording = re.sub(r"\s+", " ", wording)
            if (
                self.office is None
                or self.head in WEAK_OFFICES
                or (len(wording) > len(self.office) and sighting.rank == 0 and self.party is None)
            ):
                self.office, self.office_span, self.head = (wording, phrase.span, phrase.head)
        if hit is not None:
            if sighting.inherited:
                self.inherited = self.inherited or (hit.code, hit.span)
            else:
                self.parties[hit.code] += 1
                if self.party_span is None:
                    self.party, self.party_span = hit.code, hit.span

    def settle(self) -> None:
        """Choose the party: what stands beside the name, most often; else what the list gives."""
        best = self.parties.most_common(2)
        if len(best) == 2 and best[0][1] > best[1][1] and best[0][0] != self.party:
            self.party = best[0][0]
        if self.party is None and self.inherited is not None:
            self.party, self.party_span = self.inherited


def gather(
    text: str,
    views: Sequence[RegionView],
    title_names: Sequence[str] = (),
    subjects: frozenset[int] = frozenset(),
    contacting: frozenset[int] = frozenset(),
) -> list[Individual]:
    """Return the people of a document, in order of first sighting, every mention of their names attached.

    Args:
        text: the document's text.
        views: what its regions show.
        subjects: offsets of words the tagger takes for a person and the parser for a subject.
        contacting: offsets of one-word names that meet or visit somebody: people, even if named once.
        title_names: full names in the document's title: they are people in the text too, whatever the tagger says.
    """
    sightings = sorted((s for v in views for s in v.names), key=lambda s: (s.rank, s.name.start))
    people: list[Individual] = []
    single = []
    for sighting in sightings:
        wording = _tidy(sighting.name.of(text))
        if _parts(wording) < 2:
            single.append(sighting)
            continue
        person = _known(people, wording)
        if person is None:
            person = Individual(wording)
            people.append(person)
        person.take(text, sighting)
    seeds = [n for n in map(_tidy, title_names) if _parts(n) > 1 and _known(people, n) is None]
    people += [person for name in seeds if (person := _seeded(text, views, name)).mentions]
    for sighting in single:
        _attach(text, people, sighting, subjects, contacting)
    _propagate(text, views, people)
    for person in people:
        person.settle()
    people.sort(key=lambda p: min(p.mentions))
    _pass_on(people)
    return people


def _pass_on(people: Sequence[Individual]) -> None:
    """Give the party of a known person to those of other offices listed behind: "Y, Defence Minister X and chief Z"."""
    holders = {span: person for person in people for span in person.mentions}
    listed = [(s.name, s.behind, p) for p in people for s in p.mentions.values() if s is not None and s.behind]
    for _, behind, person in sorted(listed, key=lambda item: item[0]):
        before = holders.get(behind) if behind else None
        if before is not None and person.party is None and before.party and _colleagues(before, person):
            person.party, person.party_span = before.party, before.party_span


def _colleagues(one: Individual, other: Individual) -> bool:
    """Whether two offices are of one government: two leaders, or two foreign ministers, are of two."""
    portfolios = [_portfolio(p.office or "") for p in (one, other)]
    return "leader" not in portfolios and "" not in portfolios and portfolios[0] != portfolios[1]


def _portfolio(office: str) -> str:
    if _LEADER.search(office):
        return "leader"
    return "foreign" if _FOREIGN.search(office) else fold(office).lower()


_LEADER = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|amir|leader)\b", re.I)
_FOREIGN = re.compile(r"\b(?:foreign|external|secretary of state|state secretary)\b", re.I)


def _seeded(text: str, views: Sequence[RegionView], name: str) -> Individual:
    """Return the person of a name the title gives, with every place in the text where it stands in full."""
    person = Individual(name, (1, -_parts(name)))
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())))
    for view in views:
        if view.units:
            for match in pattern.finditer(text, view.units[0].start, view.units[-1].end):
                person.take(text, Sighting(Span(match.start(), match.end()), view.role))
    return person


def _tidy(wording: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", wording).strip(" ,")


def _parts(wording: str) -> int:
    return len([p for p in names.parts(wording) if len(p) > 1 and p not in names.PARTICLES])


def _known(people: Iterable[Individual], wording: str) -> Individual | None:
    scored = [(names.same_person(p.name, wording), p) for p in people]
    good = [(score, p) for score, p in scored if score >= _SAME]
    return max(good, key=lambda pair: pair[0])[1] if good else None


def _attach(
    text: str, people: list[Individual], sighting: Sighting, subjects: frozenset[int], contacting: frozenset[int]
) -> None:
    """Give a surname to the one person who has it; with two, to the one whose office stands beside it."""
    wording = _tidy(sighting.name.of(text))
    fits = [p for p in people if names.same_person(p.name, wording) >= 0.6]
    if len(fits) > 1 and sighting.phrase is not None:
        same = [p for p in fits if p.head == sighting.phrase.head]
        fits = same or fits
    if len(fits) > 1 and sighting.hit is not None:
        fits = [p for p in fits if p.party == sighting.hit.code] or fits
    if len(fits) > 1:
        before = [p for p in fits if min(p.mentions).start < sighting.name.start and _parts(p.name) > 1]
        fits = before if len(before) == 1 else fits
    if len(fits) == 1:
        fits[0].take(text, sighting)
    elif not fits and (
        sighting.phrase is not None
        or sighting.how == "honorific"
        or sighting.name.start in contacting
        or _may_be_new(text, sighting, subjects)
    ):
        person = Individual(wording)
        person.take(text, sighting)
        people.append(person)


def _may_be_new(text: str, sighting: Sighting, subjects: frozenset[int]) -> bool:
    """Whether a word that only the tagger takes for a person is one: it acts, and is met again."""
    wording = sighting.name.of(text)
    return (
        sighting.name.start in subjects
        and not wording.isupper()
        and len(re.findall(rf"\b{re.escape(wording)}\b", text)) > 1
    )


def _propagate(text: str, views: Sequence[RegionView], people: list[Individual]) -> None:
    """Find the names of known people wherever they stand, in full or by surname, whatever the tagger says of them."""
    _propagate_full(text, views, people)
    by_surname: dict[str, list[Individual]] = {}
    for person in people:
        for form in _short_forms(person):
            by_surname.setdefault(form, []).append(person)
    taken = {offset for p in people for s in p.mentions for offset in range(s.start, s.end)}
    for view in views:
        for i, unit in enumerate(view.units):
            if unit.type in {"name", "party", "modifier", "word"} and unit.is_capital and unit.start not in taken:
                holders = by_surname.get(fold(unit.text).lower(), [])
                if len(holders) == 1 and _stands_alone(view.units, i):
                    holders[0].mentions[Span(unit.start, unit.end)] = None


def _propagate_full(text: str, views: Sequence[RegionView], people: list[Individual]) -> None:
    spellings = {_tidy(span.of(text)): p for p in people for span in p.mentions if _parts(span.of(text)) > 1}
    if not spellings:
        return
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, s.split())) for s in longest_first) + r")(?!\w)"
    )
    taken = {offset for p in people for s in p.mentions for offset in range(s.start, s.end)}
    for view in views:
        if view.units:
            for match in pattern.finditer(text, view.units[0].start, view.units[-1].end):
                if not taken & set(range(match.start(), match.end())):
                    spellings[_tidy(match.group())].mentions[Span(match.start(), match.end())] = None


def _short_forms(person: Individual) -> set[str]:
    """The single words that stand for a person: the surname, and each form of it met beside a title."""
    forms = {fold(names.surname(person.name)).lower().split(" ")[-1]}
    if _parts(person.name) > 1:
        forms |= {fold(w).lower() for w in re.findall(r"[^\W\d_][^\s,]*", names.surname(person.name)) if len(w) > 3}
    return {form for form in forms if len(form) > 1}


def _stands_alone(units: Sequence[Unit], i: int) -> bool:
    before = units[i - 1] if i else None
    after = units[i + 1] if i + 1 < len(units) else None
    if before is not None and before.type in {"name", "initial", "particle"} and before.text not in {"Mr", "Ms"}:
        return False
    if units[i].type in {"modifier", "word", "party"} and not (
        before is not None and before.type in {"head", "honorific"}
    ):
        return False
    if after is None:
        return True
    return after.type not in {"name", "initial", "suffix"} and after.low not in _NOT_A_PERSON


def _singular(wording: str) -> str:
    return re.sub(r"(?<=[a-z])ies\b", "y", wording) if wording.endswith("ies") else re.sub(r"s$", "", wording)
