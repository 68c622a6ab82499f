"""What one region shows of people and offices, before anything is resolved across the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.record.documents import Role
from onrecord.record.spans import Span
from onrecord.roster import NameHit

from .offices import Phrase, office, type_at
from .titles import Titled, apposed, body_at, is_body, is_bullet, name_run, party_behind, titled, whole_line
from .units import Unit

_BODY_FIRST = {Role.BODY: 0, Role.TURN: 0, Role.LEAD: 1, Role.HEADLINE: 2, Role.CAPTION: 3}
ROLES = {
    "co-chair",
    "co-chairs",
    "chair",
    "chairs",
    "member",
    "members",
    "leader",
    "leaders",
    "delegate",
    "delegates",
    "official",
    "aide",
}
"""Heads that say in what capacity somebody is there."""
_LIST_WORDS = {"and", "along", "with", "together", "as", "well"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in the text with the office and party that stand beside it."""

    name: Span
    role: Role
    phrase: Phrase | None = None
    hit: NameHit | None = None
    how: str = "name"
    inherited: bool = False
    behind: Span | None = None  # the name before it in a list, where no party stands beside this one

    @property
    def rank(self) -> int:
        """How much a spelling counts: body before lead, headline and caption."""
        return _BODY_FIRST.get(self.role, 4)


@dataclass(frozen=True, slots=True)
class OfficeSighting:
    """An office without a name: "the Russian Foreign Minister", "the two ministers"."""

    phrase: Phrase
    before: tuple[str, ...]  # up to three folded words before it, nearest last
    whole: Span  # with its leading party


@dataclass(frozen=True, slots=True)
class RegionView:
    """The units of one region with the names and offices seen in them."""

    units: tuple[Unit, ...]
    names: tuple[Sighting, ...]
    offices: tuple[OfficeSighting, ...]
    role: Role


def view(units: Sequence[Unit], role: Role, people: frozenset[int]) -> RegionView:
    """Return what the units of one region show. `people` are the offsets of words tagged as part of a person's name."""
    names: list[Sighting] = []
    offices: list[OfficeSighting] = []
    chain: tuple[int, Sighting] | None = None
    i = 0
    while i < len(units):
        step, found, bare = _at(units, i, people)
        if found:
            for one in found:
                sighting = _sighted(units, one, role, people)
                sighting = _inherit(units, chain, i, sighting)
                names.append(sighting)
                chain = (step, sighting)
        elif bare is not None:
            offices.append(bare)
        i = max(step, i + 1)
    return RegionView(tuple(units), tuple(names), tuple(offices), role)


def _at(units: Sequence[Unit], i: int, people: frozenset[int]) -> tuple[int, list[Titled], OfficeSighting | None]:
    kind = units[i].type
    if kind == "party" and (own := _of_a_party(units, i, people)) is not None:
        return own.last, [own], None
    if kind in {"party", "modifier", "head"}:
        stop = _first_of_two(units, i)
        if stop is not None:
            units = units[:stop]  # "The Vice President and Prime Minister X": two people
        found = titled(units, i, people)
        if found:
            return max(one.last for one in found), found, None
        phrase = office(units, i)
        if phrase is not None and body_at(units, phrase.last):
            return phrase.last, [], None  # "the Army General Command": a body, not an officer
        if phrase is not None:
            whole = Span(min(units[i].start, phrase.span.start), phrase.span.end)
            before = tuple(u.low for u in units[max(0, i - 3) : i])
            return phrase.last, [], OfficeSighting(phrase, before, whole)
        return i + 1, [], None
    if kind in {"name", "initial", "honorific"}:
        return _bare(units, i, people)
    return i + 1, [], None


def _of_a_party(units: Sequence[Unit], i: int, people: frozenset[int]) -> Titled | None:
    """Read "Peru's Ana Cruz": a full name the tagger knows, or one in a list of such names, behind whose it is."""
    run = name_run(units, i + 2, people) if type_at(units, i + 1) == "possessive" else None
    if run is None or run[0] != i + 2 or run[1] - run[0] < 2 or is_body(units, run) or units[i].type != "party":
        return None
    tagged = sum(units[k].start in people for k in range(*run))
    listed = [
        k
        for k in range(max(0, i - 12), i)
        if units[k].type == "possessive" and units[k - 1].type == "party" and units[k + 1].start in people
    ]
    plain = all(u.type in {"name", "initial", "particle"} for u in units[run[0] : run[1]])
    if 2 * tagged < run[1] - run[0] and not (listed and plain and units[i - 1].low in {",", "and"}):
        return None
    after = units[run[1]] if run[1] < len(units) else None
    if after is not None and after.is_capital and after.type in {"word", "modifier", "head"}:
        return None  # "Peru's Ana Cruz Hospital"
    name = Span(units[run[0]].start, units[run[1] - 1].end)
    return Titled(i, run[1], name, None, units[i].hit, "name")


def _first_of_two(units: Sequence[Unit], i: int) -> int | None:
    """Return where the first of two offices ends, if "the" before them shows that the name belongs to the second."""
    if i == 0 or units[i - 1].low != "the":
        return None
    phrase = office(units, i)
    if phrase is None:
        return None
    inside = range(i, phrase.last)
    for j in inside:
        heads = [k for k in inside if units[k].type == "head"]
        if units[j].low == "and" and any(k < j for k in heads) and any(k > j for k in heads):
            one_holder = [u.low for u in units[i:j]] == ["deputy", "prime", "minister"]
            return None if one_holder or any(u.low in {"for", "to"} for u in units[i:j]) else j
    return None


def _bare(units: Sequence[Unit], i: int, people: frozenset[int]) -> tuple[int, list[Titled], OfficeSighting | None]:
    """Read a name without a title: tagged as a person, behind an honorific, or with an office in apposition."""
    run = name_run(units, i, people)
    if run is None:
        return i + 1, [], None
    first, last = run
    if is_body(units, run):
        found = titled(units, i, people)  # "Sovereign Council member X"
        return (max(one.last for one in found) if found else last), found, None
    tagged = sum(units[k].start in people for k in range(first, last))
    phrase = apposed(units, first, last, people) if last - first > 1 or tagged else None
    name = Span(units[first].start, units[last - 1].end)
    if phrase is not None and (first == 0 or is_bullet(units[first - 1])):
        phrase = whole_line(units, phrase)
    if phrase is not None and (tagged or last - first > 1):
        return (phrase.last, [Titled(first, last, name, phrase, phrase.hit, "apposition")], None)
    after = units[last] if last < len(units) else None
    if after is not None and after.is_capital and after.type in {"word", "modifier"} and units[i].type != "honorific":
        return (last, [], None)  # "Albright Hall", "Brcko Statute": a name in something else's name
    how = "honorific" if units[i].type == "honorific" else "name"
    if units[i].type == "honorific" or 2 * tagged >= last - first:
        return (last, [Titled(first, last, name, None, party_behind(units, last), how)], None)
    return last, [], None


def _sighted(units: Sequence[Unit], one: Titled, role: Role, people: frozenset[int]) -> Sighting:
    phrase, hit, how = one.phrase, one.hit, one.how
    if phrase is not None and how == "title":
        extra = apposed(units, one.last, one.last, people)
        if extra is not None and (hit is None or phrase.head in ROLES):
            hit = extra.hit or hit
        if extra is not None and phrase.head in ROLES:
            phrase = extra
    return Sighting(one.name, role, phrase, hit, how)


def _inherit(units: Sequence[Unit], chain: tuple[int, Sighting] | None, i: int, now: Sighting) -> Sighting:
    """Give the next of a list the party of the one before: "Turkey's Minister X, intelligence chief Y, and aide Z"."""
    if chain is None or now.hit is not None or now.phrase is None or now.how != "title":
        return now
    end, before = chain
    between = units[end:i]
    if len(between) == 1 and between[0].type == "possessive" and before.hit is not None:
        return replace(now, hit=before.hit, inherited=True)  # "Chadian President X's adviser Y"
    joined = between and all(u.text in {",", ";"} or u.low in _LIST_WORDS for u in between)
    if not joined:
        return now
    if before.hit is None or before.phrase is None:
        return replace(now, behind=before.name)
    if _is_elsewhere(units, now.phrase):
        return now  # "US President X and President of Costara Y"
    if before.phrase.head == now.phrase.head and _same_words(units, before.phrase, now.phrase):
        return now  # one government has one holder of an office: the next of the same title is of another party
    return Sighting(now.name, now.role, now.phrase, before.hit, now.how, True)


def _is_elsewhere(units: Sequence[Unit], phrase: Phrase) -> bool:
    """Whether an office names a place or body that the roster does not resolve: "President of Costara"."""
    inside = range(phrase.first, phrase.last - 1)
    return any(units[j].low == "of" and units[j + 1].type in {"name", "town"} for j in inside)


def _same_words(units: Sequence[Unit], a: Phrase, b: Phrase) -> bool:
    words = [{u.low for u in units if p.span.start <= u.start < p.span.end} for p in (a, b)]
    return words[0] == words[1]
