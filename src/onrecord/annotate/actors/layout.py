"""What the page's layout shows of people: names listed under a party's heading, and signature blocks.

    For Costara:                     the people of the lines below, or behind the colon, are of that party
    - Kemal Torr, Minister of Energy
    Oskar Brenn                      the last lines of an official paper: who signed it, in what office
    Deputy Foreign Minister

A heading names one party and nothing else; it reaches as far as lines that begin with a name or an office and have no
finite verb. What a name shows itself ("Ambassador of Velland X") stands before its heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.documents import SPEAKING, Document, Kind, Role
from onrecord.record.spans import Span
from onrecord.roster import NameHit, Roster

from ..parse import Parse
from .offices import Phrase, office
from .people import Individual
from .sightings import RegionView, Sighting
from .titles import name_run
from .units import Unit, split

_WORD = re.compile(r"[^\W\d_]+")
_HEADING_WORD = re.compile(
    r"for|on|behalf|of|from|the|and|sides?|delegation|team|government|republic|kingdom|state|members|participants|"
    r"representatives|representing|attendees|negotiators|party|people|s"
)
_MARKER = re.compile(r"for|behalf|delegation|side|team|representing|participants|representatives")
"""One of them makes a heading of a line that has no colon."""

_ELSEWHERE = frozenset({"capital", "city", "seat", "process"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLET = re.compile(r"[\s\-–—•*·\d.)(]*(?:(?:[Tt]he|[Hh]is|[Hh]er|H\.E\.|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)\s+)*")
_LAST_LINES = 12
_CONTACT = re.compile(r"@|https?:|\bwww\.|\d{4}|\b(?:contacts?|press|media|tel|phone|fax|photo|editor|follow)\b", re.I)
_TOGETHER = frozenset({Kind.JOINT_STATEMENT, Kind.COMMUNIQUE, Kind.AGREEMENT, Kind.RESOLUTION})


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    role: Role


def _lines(document: Document) -> list[_Line]:
    """The lines of a paper that have something on them, in text order."""
    return [
        _Line(Span(*match.span()), region.role)
        for region in document.regions
        for match in _LINE.finditer(document.text, region.span.start, region.span.end)
    ]


def give_parties(document: Document, individuals: Sequence[Individual], parse: Parse, roster: Roster) -> None:
    """Give the party of a heading to the people listed under it who show none themselves."""
    shown = [(s, person) for person in individuals if not person.parties for s in person.mentions.values() if s]
    if not shown:
        return
    finite = [t.start for t in parse.tokens if t.tag in _FINITE and t.text.islower()]
    firsts = {min(s.name.start, s.phrase.span.start if s.phrase else s.name.start) for s, _ in shown}
    for span, hit in _listed(document, roster, finite):
        start = _BULLET.match(document.text, span.start, span.end)
        if start is None or start.end() not in firsts:
            continue
        for sighting, person in shown:
            if span.contains(sighting.name) and person.party is None:
                person.party, person.party_span = hit.code, hit.span


def _listed(document: Document, roster: Roster, finite: Sequence[int]) -> Iterator[tuple[Span, NameHit]]:
    """Yield stretches that a party's heading stands over: what is behind its colon, and each line below."""
    under: NameHit | None = None
    for line in _lines(document):
        found = None if line.role is Role.TURN else _heading(document.text, line.span, roster)
        under, rest = found or (under, line.span)
        told = rest or line.span
        if line.role is Role.TURN or (not found and line.span.of(document.text).rstrip().endswith(":")):
            under = None
        if bisect_left(finite, told.end) > bisect_left(finite, told.start):
            under = None
        if under is not None and rest is not None:
            yield rest, under


def _heading(text: str, line: Span, roster: Roster) -> tuple[NameHit, Span | None] | None:
    """Return the one party a line is the heading of, and the stretch behind its colon if there is one."""
    head, colon, rest = line.of(text).partition(":")
    hits = [h for h in roster.find(head) if h.how not in _ELSEWHERE] if len(head) < 90 else []
    if len({h.code for h in hits}) != 1:
        return None
    left = head
    for hit in hits:
        left = left[: hit.span.start] + " " * len(hit.span) + left[hit.span.end :]
    words = {w.lower() for w in _WORD.findall(left)}
    marked = bool(colon) or any(map(_MARKER.fullmatch, words))
    if not marked or not all(map(_HEADING_WORD.fullmatch, words)) or re.search(r"[.!?;]\s*$", head):
        return None
    where = Span(line.start + hits[0].span.start, line.start + hits[0].span.end)
    behind = Span(line.start + len(head) + 1, line.end) if rest.strip() else None
    return NameHit(where, hits[0].code, hits[0].how), behind


def signatures(document: Document, roster: Roster) -> list[RegionView]:
    """Return who signed an official paper, as its last lines show: a name, and an office beside or below it."""
    if not document.is_official:
        return []
    lines = [line for line in _lines(document) if line.role is not Role.TURN][-_LAST_LINES:]
    rows = [_units(document.text, line.span, roster) for line in lines]
    found = [one for at in range(len(rows)) if (one := _signed(document.text, lines, rows, at))]
    return [RegionView(tuple(units), (sighting,), (), Role.BODY) for units, sighting in found]


def own(document: Document, individuals: Sequence[Individual], signed: Sequence[RegionView]) -> None:
    """Whoever signs a paper of one party alone is of that party."""
    if len(signed) != 1 or not document.party or document.kind in _TOGETHER:
        return
    name = signed[0].names[0].name
    for person in individuals:
        if name in person.mentions and person.party is None and not person.parties:
            person.party = document.party


def _units(text: str, line: Span, roster: Roster) -> list[Unit]:
    hits = [
        NameHit(Span(h.span.start + line.start, h.span.end + line.start), h.code, h.how)
        for h in roster.find(line.of(text))
    ]
    units = split(text, line, hits, frozenset())
    while units and units[-1].type == "mark" and units[-1].text in ",;":
        units.pop()
    return units


def _signed(
    text: str, lines: Sequence[_Line], rows: Sequence[list[Unit]], at: int
) -> tuple[list[Unit], Sighting] | None:
    units, last = rows[at], _name_end(rows[at])
    if not last or _CONTACT.search(lines[at].span.of(text)):
        return None
    if last < len(units):  # "X Y, Minister": the running text is read anyway
        if units[last].text != "," or lines[at].role in SPEAKING or lines[at].role is Role.CAPTION:
            return None
        phrase, row = _whole_office(units[last + 1 :]), units
    elif at + 1 < len(rows) and not _CONTACT.search(lines[at + 1].span.of(text)):
        phrase, row = _whole_office(rows[at + 1]), [*units, *rows[at + 1]]
    else:
        return None
    name = Span(units[0].start, units[last - 1].end)
    return (row, Sighting(name, Role.BODY, phrase, phrase.hit, "apposition")) if phrase else None


def _name_end(units: Sequence[Unit]) -> int:
    """Where a name of two parts or more ends that a line begins with; 0 if it begins with none."""
    run = name_run(units, 0, frozenset()) if units else None
    if run is None or run[0] != 0 or sum(u.type == "name" for u in units[: run[1]]) < 2:
        return 0
    return run[1]


def _whole_office(units: Sequence[Unit]) -> Phrase | None:
    """The office that a row of units is from its first to its last."""
    while units and units[0].low == "the":
        units = units[1:]
    if not units or units[0].type not in {"party", "modifier", "head"} or not units[0].is_capital:
        return None
    phrase = office(units, 0, loose=True)
    return phrase if phrase is not None and phrase.last == len(units) else None
