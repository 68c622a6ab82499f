"""Office phrases and the names beside them, read from a row of units by a small grammar.

    office  = [party ['s]] core [tail …]          core = (modifier | "and" modifier)* head
    tail    = (of|for|to|on|at|in) [the] (party | core | modifier+)
    titled  = office [honorific] name ["of" party]           Turkish Foreign Minister Mevlut X; President X of Y
    apposed = name "," ["the"] office (, | . | ; | "and")     X, head of Turkish intelligence,
    named   = "the" office "," name ","                       his Turkish counterpart, X,

A state before the office or behind its last "of" is the party; behind "for" or "to" it is what the office is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.record.spans import Span
from onrecord.roster import NameHit

from .units import Unit

_TOPIC_LINKS = {"of", "for", "to", "on", "at", "in"}
_MOST_NAME_UNITS = 7
_WORDS_AND_NAMES = {"he", "to", "so", "do", "an", "may", "june", "april", "august", "you", "her", "no", "will", "mark"}
_APPOSITION_STARTS = {
    "the",
    "its",
    "a",
    "an",
    "then",
    "his",
    "their",
    "new",
    "newly",
    "former",
    "current",
    "incoming",
    "outgoing",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office as worded. `first`, `last` are unit indices (half-open) of the office without its leading party."""

    first: int
    last: int
    span: Span
    head: str
    hit: NameHit | None = None
    from_tail: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with what stands beside it. `how` is `apposition`, `title` or `name`."""

    first: int
    last: int
    name: Span
    phrase: Phrase | None = None
    hit: NameHit | None = None
    how: str = "title"
    text: str = field(default="")


def office(units: Sequence[Unit], i: int, *, loose: bool = False) -> Phrase | None:
    """Return the office phrase that starts at unit `i` (its party, a modifier or its head), or None.

    Args:
        units: the units of a region.
        i: index of the first unit.
        loose: take unknown capitalised words into the tail as well, as between the commas of an apposition.
    """
    hit, start = None, i
    if units[i].type == "party":
        hit = units[i].hit
        start = i + 2 if _type(units, i + 1) == "possessive" else i + 1
        start = _skip_extra_party(units, start)
    end, parties = _consume(units, start, loose)
    heads = [j for j in range(start, end) if units[j].type == "head"]
    if not heads:
        return None
    core_end = next((j for j in range(start, end) if _is_topic(units[j])), end)
    core_heads = [j for j in heads if j < core_end] or heads
    tail_hit = next((h for link, h in reversed(parties) if link in {"of", "possessive"}), None)
    first = _trim_left(units, start, core_heads[-1])
    last = _trim_tail(units, end, parties, hit)
    if last <= core_heads[0]:
        return None
    head = units[core_heads[-1]].low
    whole = Span(units[first].start, units[last - 1].end)
    return Phrase(first, end, whole, head, hit or tail_hit, hit is None and tail_hit is not None, _is_plural(head))


def _skip_extra_party(units: Sequence[Unit], i: int) -> int:
    """Skip a bracketed abbreviation behind a party: "Republic of Korea (ROK) Foreign Minister"."""
    bracketed = [u.text for u in units[i : i + 3 : 2]] == ["(", ")"] and units[i + 1].type == "party"
    return i + 3 if bracketed else i


def _consume(units: Sequence[Unit], i: int, loose: bool) -> tuple[int, list[tuple[str, NameHit]]]:
    """Return where the office ends and the parties in it, each with the link before it."""
    parties: list[tuple[str, NameHit]] = []
    last_good = i
    while i < len(units):
        unit = units[i]
        if unit.type in {"modifier", "head"}:
            i += 1
            last_good = i
        elif unit.type == "possessive" and last_good == i and _type(units, i + 1) in {"modifier", "head"}:
            i += 1
        elif (
            unit.low == "and"
            and i > 0
            and units[i - 1].type == "head"
            and _is_plural(units[i - 1].low)
            and not units[i - 1].is_capital
        ):
            break  # "senior officials and King X"
        elif unit.type == "link" and unit.low != "the" and i > 0 and last_good == i:
            j = _behind_link(units, i, loose)
            if j is None:
                break
            target = units[j]
            if target.type == "party" and target.hit is not None:
                is_owner = _type(units, j + 1) == "possessive" and _type(units, j + 2) in {"modifier", "head"}
                parties.append(("possessive" if is_owner else unit.low, target.hit))
                j = _skip_extra_party(units, j + 1) - 1
                i = j + (2 if is_owner else 1)
                last_good = j + 1 if not is_owner else i
            elif target.type == "name":
                i = last_good = j + _place_names(units, j, loose)
            else:
                i = j
        elif unit.text == "," and i > 0 and last_good == i and _is_listed_topic(units, i):
            i += 1
        elif loose and unit.type == "name" and last_good == i:
            i += 1
            last_good = i
        else:
            break
    return last_good, parties


def _is_listed_topic(units: Sequence[Unit], i: int) -> bool:
    """Whether the comma at `i` goes on with what the office is about: "for Growth, Energy, and the Environment"."""
    j, words = i + 1, 0
    while j < len(units) and units[j].type == "modifier" and units[j].is_capital:
        j, words = j + 1, words + 1
    if not words and _type(units, j) == "link" and units[j].low == "and":
        j += 1
        while j < len(units) and (units[j].low == "the" or (units[j].type == "modifier" and units[j].is_capital)):
            words += units[j].type == "modifier"
            j += 1
        return words > 0 and _type(units, j) == "name"
    ahead = [u.low for u in units[j : j + 2]]
    return words > 0 and (ahead == [",", "and"] or (ahead[:1] == [","] and _is_listed_topic(units, j)))


def _behind_link(units: Sequence[Unit], i: int, loose: bool) -> int | None:
    """Return the index of what a link at `i` leads to, if that continues the office."""
    link = units[i].low
    j = i + 1
    while j < len(units) and units[j].low in {"the", "his", "her", "their", "our", "its"}:
        j += 1
    if j >= len(units):
        return None
    if link in {"and", "&"}:
        if units[j].type not in {"modifier", "head"} and not (loose and units[j].type == "name"):
            return None
        return None if j > i + 1 and link == "and" else j
    if units[j].type in {"modifier", "head"} or (units[j].type == "party" and link in {"of", "for", "to"}):
        return j
    if units[j].type == "party" and link == "at" and _type(units, j + 1) in {"modifier", "head"}:
        return j  # "at the U.S. National Security Council", not "at Geneva"
    if units[j].type == "name" and (loose or link == "of"):
        return j
    return None


def _place_names(units: Sequence[Unit], j: int, loose: bool) -> int:
    """How many of a run of unknown names behind "of" belong to the office: a place, if a person's name follows it."""
    run = 0
    while j + run < len(units) and units[j + run].type in {"name", "initial"}:
        run += 1
    return run if loose or run <= 2 else 1


def _trim_left(units: Sequence[Unit], start: int, head: int) -> int:
    """Drop lower-case words ("then", "former") before a capitalised office, and links."""
    first = start
    topic = next((j for j in range(start, head) if _is_topic(units[j])), None)
    if topic is not None and not units[start].is_capital and not any(u.type == "head" for u in units[start:topic]):
        first = topic + 1  # "family of General Secretary X"
    while first < head and (
        units[first].type in {"link", "possessive"} or (not units[first].is_capital and units[first + 1].is_capital)
    ):
        first += 1
    return first


def _trim_tail(units: Sequence[Unit], end: int, parties: list[tuple[str, NameHit]], before: NameHit | None) -> int:
    """Leave a last "of STATE" out of the office's wording when it only says whose office it is."""
    if not parties or before is not None or parties[-1][0] != "of" or end < 2:
        return end
    hit = parties[-1][1]
    j = end - 1
    while j > 0 and units[j].hit is not hit:
        j -= 1
    if j == 0 or len(hit.code) != 3 or any(u.type in {"modifier", "head"} for u in units[j:end]):
        return end
    j -= 1
    while j > 0 and units[j].type == "link":
        j -= 1
    return j + 1


def _is_topic(unit: Unit) -> bool:
    return unit.type == "link" and unit.low in _TOPIC_LINKS


def _is_plural(head: str) -> bool:
    return head.endswith("s") and not head.endswith("ss")


def _type(units: Sequence[Unit], i: int) -> str:
    return units[i].type if 0 <= i < len(units) else ""


def name_run(units: Sequence[Unit], i: int, people: frozenset[int]) -> tuple[int, int] | None:
    """Return the units (half-open) of a name that starts at `i`, honorifics skipped, or None."""
    while _type(units, i) == "honorific":
        i += 1
    j, names = i, 0
    while j < len(units) and j - i < _MOST_NAME_UNITS:
        unit = units[j]
        if unit.type in {"name", "initial"}:
            if unit.type == "name" and any(unit.low == u.low for u in units[i:j]):
                break
            names += unit.type == "name"
        elif (
            (not names and unit.is_capital and unit.low in _WORDS_AND_NAMES and _is_tagged_name(units, j + 1, people))
            or ((unit.type == "suffix" or (unit.text == "I" and _type(units, j + 1) in {"mark", "link", ""})) and names)
            or (unit.type == "mark" and unit.text == "," and names and _type(units, j + 1) == "suffix")
            or (unit.type == "particle" and _type(units, j + 1) in {"name", "particle"})
            or (unit.type == "abbreviation" and unit.low == "st.")
        ):
            pass
        elif (
            not (unit.is_capital and unit.start in people and names and unit.type in {"modifier", "word", "party"})
            or unit.type == "party"
            or _type(units, j + 1) in {"head", "modifier"}
        ):
            break
        j += 1
    while j > i and units[j - 1].type in {"mark", "particle"}:
        j -= 1
    if not names or units[i].type == "suffix":
        return None
    return (i, j)


def _is_tagged_name(units: Sequence[Unit], i: int, people: frozenset[int]) -> bool:
    return i < len(units) and units[i].type == "name" and units[i].start in people


def party_behind(units: Sequence[Unit], j: int) -> NameHit | None:
    """Return the party in `of [the] PARTY` or `(PARTY)` at unit `j`, behind a name."""
    if _type(units, j) == "link" and units[j].low == "of":
        k = j + 2 if j + 1 < len(units) and units[j + 1].low == "the" else j + 1
        if k < len(units) and units[k].type == "party" and _type(units, k + 1) not in {"head", "modifier"}:
            return units[k].hit
    if j + 2 < len(units) and units[j].text == "(" and units[j + 1].type == "party" and units[j + 2].text == ")":
        return units[j + 1].hit
    return None


def titled(units: Sequence[Unit], i: int, people: frozenset[int]) -> list[Titled]:
    """Return the names that follow the office at unit `i`: one, or several behind a plural ("Ministers X and Y")."""
    phrase = office(units, i)
    if phrase is None:
        return []
    run = name_run(units, phrase.last, people)
    if run is None:
        return _named_behind_comma(units, phrase, people)
    found: list[Titled] = []
    while run is not None:
        first, last = run
        behind = party_behind(units, last)
        name = Span(units[first].start, units[last - 1].end)
        found.append(Titled(i if not found else first, last, name, phrase, behind or phrase.hit))
        run = None
        if phrase.plural:
            run = name_run(units, _next_in_list(units, last, behind), people)
    if phrase.plural and len(found) > 1 and found[0].hit is None and found[-1].hit is not None:
        found = [replace(one, hit=one.hit) for one in found]
    return found


def _next_in_list(units: Sequence[Unit], j: int, behind: NameHit | None) -> int:
    if behind is not None:
        while j < len(units) and units[j].hit is not behind:
            j += 1
        j += 1
    start = j
    while j < len(units) and (units[j].text == "," or units[j].low == "and"):
        j += 1
    return j if j > start else len(units)


def _named_behind_comma(units: Sequence[Unit], phrase: Phrase, people: frozenset[int]) -> list[Titled]:
    """Read `the Turkish envoy, X Y,`: a name of two parts between commas behind a singular office."""
    if phrase.plural or _type(units, phrase.last) != "mark" or units[phrase.last].text != ",":
        return []
    before = units[phrase.first - 1] if phrase.first else None
    introduced = before is None or before.type in {"party", "possessive"} or before.low in {"the", "his", "her", "its"}
    if not introduced and before is not None and before.text not in {".", "“", '"'}:
        return []
    run = name_run(units, phrase.last + 1, people)
    if run is None or run[1] - run[0] < 2:
        return []
    plain = phrase.hit is not None and all(u.type in {"name", "initial", "particle"} for u in units[run[0] : run[1]])
    if units[run[0]].start not in people and not plain:
        return []
    closed = _type(units, run[1]) in {"mark", ""} and (run[1] >= len(units) or units[run[1]].text in ",.;)")
    if not closed:
        return []
    name = Span(units[run[0]].start, units[run[1] - 1].end)
    return [Titled(phrase.first, run[1], name, phrase, phrase.hit, "apposition")]


def apposed(units: Sequence[Unit], first: int, last: int, people: frozenset[int]) -> Phrase | None:
    """Return the office in apposition behind the name at units `first`..`last`, or None."""
    if _type(units, last) != "mark" or units[last].text not in {",", "(", "–", "—", "-"}:
        return None
    i = last + 1
    while i < len(units) and (units[i].low in _APPOSITION_STARTS):
        i += 1
    if i >= len(units):
        return None
    if units[i].type not in {"party", "modifier", "head"}:
        return _unit_command(units, i)
    phrase = office(units, i, loose=True)
    if phrase is None or phrase.plural:
        return None
    strict = office(units, i)
    if strict is not None and name_run(units, strict.last, people) and strict.last < phrase.last:
        return None  # "X, Minister Y": the next of a list, not an apposition
    end = phrase.last
    if end < len(units) and not (
        (units[end].type == "mark" and (units[end].text in ",.;:)–—-" or units[end].text[0] == "\n"))
        or units[end].low in {"and", "who", "said", "told"}
    ):
        return None
    return phrase


def _unit_command(units: Sequence[Unit], i: int) -> Phrase | None:
    """Read an apposition that begins with unknown words: "X, 12th River Group commander." up to the next mark."""
    j = i
    while (
        j < len(units) and j - i < 6 and units[j].type != "mark" and (units[j].is_capital or units[j].text[0].isdigit())
    ):
        j += 1
    if j < len(units) and units[j].type == "head":
        j += 1
    ends = j < len(units) and units[j].text in {",", ".", ";", ")"}
    if not ends or units[j - 1].type != "head" or _is_plural(units[j - 1].low):
        return None
    return Phrase(i, j, Span(units[i].start, units[j - 1].end), units[j - 1].low)


def is_bullet(unit: Unit) -> bool:
    """Whether a unit begins an item of a list."""
    return unit.type == "mark" and (unit.text[0] == "\n" or unit.text in {"-", "•", "*"})


def whole_line(units: Sequence[Unit], phrase: Phrase) -> Phrase:
    """Extend an office to the end of its line: in a list of participants the rest of an item says what somebody is."""
    end = phrase.last
    while end < len(units) and not is_bullet(units[end]) and units[end].text not in {".", ";", ":", "("}:
        end += 1
    if end == phrase.last or end - phrase.first > 30 or not (end == len(units) or is_bullet(units[end])):
        return phrase
    hit = phrase.hit or next((u.hit for u in units[phrase.first : end] if u.hit and u.hit.how != "process"), None)
    return replace(phrase, last=end, span=Span(phrase.span.start, units[end - 1].end), hit=hit)
