"""Office phrases, read from a row of units by a small grammar.

    office  = [party ['s]] core [tail …]          core = (modifier | "and" modifier | body)* head
    tail    = (of|for|to|on|at|in) [the] (party | core | modifier+ | body | region)
    body    = [modifier | at most two unknown words]* noun        the Transitional Sovereign Council

A state before the office or behind its last "of" is the party; behind "for" or "to" it is what the office is about. One
that only begins the name of a body no state has ("the Sudan Liberation Movement") is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.spans import Span
from onrecord.roster import NameHit

from . import lexicon
from .units import Unit

_MOST_UNITS = 80
"""Units of the longest office. A row of titles without end is a list, and is read as several."""
_TOPIC_LINKS = {"of", "for", "to", "on", "at", "in"}


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
        start = i + 2 if type_at(units, i + 1) == "possessive" else i + 1
        start = _skip_extra_party(units, start)
    end, parties = _consume(units, start, loose)
    heads = [j for j in range(start, end) if units[j].type == "head" and not _is_chamber(units, j)]
    if not heads:
        return None
    core_end = next((j for j in range(start, end) if _is_topic(units[j])), end)
    core_heads = [j for j in heads if j < core_end] or heads
    tail_hit = next((h for link, h in reversed(parties) if link in {"of", "possessive", "at"}), None)
    first = _trim_left(units, start, core_heads[-1])
    last = _trim_tail(units, end, parties, hit)
    if units[last - 1].text == ")" and last - 3 > first:
        last -= 3  # the short form of a body right before the name
    if last <= core_heads[0]:
        return None
    head = units[core_heads[-1]].low
    whole = Span(units[first].start, units[last - 1].end)
    return Phrase(first, end, whole, head, hit or tail_hit, hit is None and tail_hit is not None, is_plural(head))


def _short_form(units: Sequence[Unit], i: int) -> int | None:
    """Return where the bracketed short form at `i` ends inside an office: "Envoy (SE) for", "Mission (UNMA) X"."""
    if i + 3 >= len(units) or units[i + 2].text != ")" or sum(c.isupper() for c in units[i + 1].text) < 2:
        return None
    after = units[i + 3]
    goes_on = after.low in {"of", "for", "to", "in", "on", "and"} or after.type in {"name", "honorific", "head"}
    return i + 3 if goes_on else None


def _behind_short_form(units: Sequence[Unit], i: int) -> int:
    bracketed = i < len(units) and units[i].text == "("
    return (_short_form(units, i) if bracketed else None) or i


def _is_chamber(units: Sequence[Unit], j: int) -> bool:
    """Whether the plural at `j` ends the name of a body: "House of Representatives", "Council of Ministers"."""
    if j < 2 or not is_plural(units[j].low) or units[j - 1].low != "of":
        return False
    return units[j - 2].is_capital and units[j - 2].low in lexicon.BODY_NOUNS | {"houses"}


def _skip_extra_party(units: Sequence[Unit], i: int) -> int:
    """Skip a bracketed abbreviation behind a party: "Republic of Korea (ROK) Foreign Minister"."""
    bracketed = [u.text for u in units[i : i + 3 : 2]] == ["(", ")"] and units[i + 1].type == "party"
    return i + 3 if bracketed else i


def _consume(units: Sequence[Unit], i: int, loose: bool) -> tuple[int, list[tuple[str, NameHit]]]:
    """Return where the office ends and the parties in it, each with the link before it."""
    parties: list[tuple[str, NameHit]] = []
    begin = last_good = i
    while i < len(units) and i - begin < _MOST_UNITS:
        unit = units[i]
        if unit.type in {"modifier", "head"}:
            i += 1
            last_good = i
        elif unit.type == "possessive" and last_good == i and type_at(units, i + 1) in {"modifier", "head"}:
            i += 1
        elif (
            unit.low == "and"
            and i > 0
            and units[i - 1].type == "head"
            and is_plural(units[i - 1].low)
            and not units[i - 1].is_capital
        ):
            break  # "senior officials and King X"
        elif unit.type == "link" and unit.low != "the" and i > begin and last_good == i:
            j = _behind_link(units, i, loose)
            if j is None:
                break
            target = units[j]
            if target.type == "party" and target.hit is not None:
                is_owner = type_at(units, j + 1) == "possessive" and type_at(units, j + 2) in {"modifier", "head"}
                parties.append(("possessive" if is_owner else unit.low, target.hit))
                j = _skip_extra_party(units, j + 1) - 1
                i = j + (2 if is_owner else 1)
                last_good = j + 1 if not is_owner else i
            elif target.type == "town":
                i = last_good = j + 1
            elif target.type == "name":
                i = last_good = j + _place_names(units, j, loose)
            elif target.type == "word":
                i = last_good = j + _plain_words(units, j)
            else:
                i = j
        elif unit.text == "," and i > 0 and last_good == i and _is_listed_topic(units, i):
            i = i + 1 if type_at(units, i + 1) != "party" else i + 2
        elif unit.text == "(" and i > begin and last_good == i and (inside := _short_form(units, i)):
            i = last_good = inside
        elif unit.type in {"name", "possessive"} and last_good == i and (body := _body(units, begin, i)):
            parties = _without_movement(units, parties, i, body)
            i = last_good = body
        elif unit.type == "name" and last_good == i and unit.low in lexicon.REGIONS and _in_tail(units, begin, i):
            i = last_good = i + 1
        elif loose and unit.type == "name" and last_good == i:
            i += 1
            last_good = i
        else:
            break
    return last_good, parties


def _in_tail(units: Sequence[Unit], begin: int, i: int) -> bool:
    """Whether unit `i` stands behind a link and before any name of the office that begins at `begin`."""
    link = next((j for j in range(i - 1, begin - 1, -1) if _is_topic(units[j])), None)
    return link is not None and not any(u.type == "head" for u in units[link:i])


def _body(units: Sequence[Unit], begin: int, i: int) -> int | None:
    """Return where the name of a body ends that goes on at `i`: "the Transitional | Sovereign Council", or None.

    At most two unknown words stand before its noun. It may stand behind "of" and the like, or open the office.
    """
    opens = i == begin or not any(u.type == "head" or _is_topic(u) for u in units[begin:i])
    if not (opens or _in_tail(units, begin, i)):
        return None
    j, unknown = i, 0
    while j < len(units) and unknown <= 2 and units[j].type in {"name", "modifier", "possessive"}:
        unit = units[j]
        if unit.low in lexicon.BODIES and unit.is_capital and (j > i or (unit.type == "name" and not opens)):
            after = type_at(units, _behind_short_form(units, j + 1))
            return j + 1 if not opens or after in {"head", "modifier"} else None
        unknown += unit.type == "name"
        j += 1
    return None


def _without_movement(
    units: Sequence[Unit], parties: list[tuple[str, NameHit]], i: int, end: int
) -> list[tuple[str, NameHit]]:
    """Leave out a state that only begins the name of a body no state has: "the Sudan | Revolutionary Front"."""
    if parties and units[i - 1].hit is parties[-1][1] and units[end - 1].low in lexicon.MOVEMENTS:
        return parties[:-1]
    return parties


def _is_listed_topic(units: Sequence[Unit], i: int, most: int = 12) -> bool:
    """Whether the comma at `i` goes on with what the office is about: "for Growth, Energy, and the Environment"."""
    j = _topic_end(units, i + 1)
    words = j > i + 1
    if words and type_at(units, j) == "link" and units[j].low == "and":  # ", Ecology and Transport X"
        end = _topic_end(units, j + 1)
        return end > j + 1 and _name_at(units, end)
    if not words and type_at(units, j) == "link" and units[j].low == "and":
        start = j + 2 if j + 1 < len(units) and units[j + 1].low == "the" else j + 1
        end = _topic_end(units, start)
        return end > start and _name_at(units, end)
    ahead = [u.low for u in units[j : j + 2]]
    return words and (
        ahead == [",", "and"] or (ahead[:1] == [","] and most > 1 and _is_listed_topic(units, j, most - 1))
    )


def _name_at(units: Sequence[Unit], i: int) -> bool:
    """Whether a name begins at `i`, or behind a comma there."""
    i += i < len(units) and units[i].text == ","
    return type_at(units, i) == "name" or (type_at(units, i) == "honorific" and units[i - 1].text == ",")


def _topic_end(units: Sequence[Unit], j: int) -> int:
    """Return where capitalised words of a portfolio end that begin at `j`: "Peruvian Expatriates Affairs"."""
    start = j
    if type_at(units, j) == "party" and type_at(units, j + 1) == "modifier" and units[j + 1].is_capital:
        j += 1
    while type_at(units, j) == "modifier" and units[j].is_capital:
        j += 1
    return start if type_at(units, j) == "head" else j


def _behind_link(units: Sequence[Unit], i: int, loose: bool) -> int | None:
    """Return the index of what a link at `i` leads to, if that continues the office."""
    link = units[i].low
    j = i + 1
    while j < len(units) and units[j].low in {"the", "his", "her", "their", "our", "its"}:
        j += 1
    if j >= len(units):
        return None
    if link in {"and", "&"} and units[j].type == units[i - 1].type == "party":
        about = next((u.low for u in reversed(units[:i]) if _is_topic(u)), "")  # "for Sudan and South Sudan X"
        return j if about in {"for", "to"} and type_at(units, j + 1) == "name" else None
    peoples = units[j].type == "party" and _topic_end(units, j) > j
    if link == "and" and (peoples or units[j].low in lexicon.REGIONS) and _is_about(units, i):
        return j  # "for Foreign Affairs and Peruvian Expatriates", "for East Africa and the Horn of Africa"
    if link in {"and", "&"}:
        if units[j].type not in {"modifier", "head"} and not (loose and units[j].type == "name"):
            return None
        return None if j > i + 1 and link == "and" else j
    if units[j].type in {"modifier", "head"} or (units[j].type == "party" and link in {"of", "for", "to"}):
        return j
    if loose and link == "of" and _plain_words(units, j):
        return j
    if units[j].type == "party" and link == "at" and type_at(units, j + 1) in {"modifier", "head"}:
        return j  # "at the U.S. National Security Council", not "at Geneva"
    if units[j].type == "party" and link == "in" and _is_seat(units, i, j):
        return j
    if units[j].type == "town" and link in {"of", "for", "to"}:
        return j
    if units[j].type == "name" and (loose or link == "of" or units[j].low in lexicon.REGIONS):
        return j
    if units[j].type == "name" and link == "for" and j + 1 < len(units) and units[j + 1].text == ",":
        return j  # "Envoy for Arvenia, X Y,"
    return None


def _plain_words(units: Sequence[Unit], j: int) -> int:
    """How many small words up to the mark that ends an apposition say what is headed: "of the mediation team,"."""
    end = j
    while end < len(units) and end - j < 4 and units[end].type == "word" and units[end].text.islower():
        end += 1
    closed = end == len(units) or units[end].text in {",", ".", ";", ")"}
    return end - j if closed and end - j < 4 else 0


def _is_about(units: Sequence[Unit], i: int) -> bool:
    """Whether unit `i` stands in what a single office is about: behind "of" or "for", and before any other post."""
    about = next((j for j in range(i - 1, -1, -1) if _is_topic(units[j]) or units[j].type in {"head", "mark"}), None)
    while about is not None and about > 0 and units[about].text == ",":
        about = next((j for j in range(about - 1, -1, -1) if _is_topic(units[j]) or units[j].type == "head"), None)
    return about is not None and _is_topic(units[about])


_SENT = {"ambassador", "envoy", "representative", "consul", "attaché", "attache"}
"""Posts that are at a place: "Turkish Ambassador in Lima X"."""


def _is_seat(units: Sequence[Unit], i: int, j: int) -> bool:
    """Whether the state at `j` is where a body of the office is: "Mission in Chad (UNMC) X", "in Peru's Parliament"."""
    after = type_at(units, j + 1)
    if after == "possessive":
        return type_at(units, j + 2) in {"modifier", "head"}
    if units[i - 1].low in _SENT:
        return after == "name"
    ends = after in {"name", "honorific"} or (after == "mark" and units[j + 1].text in {"(", ","})
    return units[i - 1].low in lexicon.BODIES and ends


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


def is_plural(head: str) -> bool:
    """Whether the noun of an office is a plural."""
    return head.endswith("s") and not head.endswith("ss")


def type_at(units: Sequence[Unit], i: int) -> str:
    """Return the type of unit `i`, empty beyond either end."""
    return units[i].type if 0 <= i < len(units) else ""
