"""Names beside offices, read from a row of units by a small grammar (see `offices` for the office itself).

titled  = office [honorific] name ["of" party]           Turkish Foreign Minister Mevlut X; President X of Y
apposed = name "," ["the"] office (, | . | ; | "and")     X, head of Turkish intelligence,
named   = "the" office "," [rank] name ","               his Turkish counterpart, X,
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.record.spans import Span
from onrecord.roster import NameHit

from .lexicon import BODY_NOUNS
from .offices import Phrase, is_plural, office, type_at
from .units import Unit

_MOST_NAME_UNITS = 7
_WORDS_AND_NAMES = {
    "he",
    "to",
    "so",
    "do",
    "an",
    "may",
    "june",
    "april",
    "august",
    "you",
    "her",
    "no",
    "will",
    "mark",
    "said",
}
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
class Titled:
    """A name with what stands beside it. `how` is `apposition`, `title` or `name`."""

    first: int
    last: int
    name: Span
    phrase: Phrase | None = None
    hit: NameHit | None = None
    how: str = "title"
    text: str = field(default="")


def name_run(units: Sequence[Unit], i: int, people: frozenset[int]) -> tuple[int, int] | None:
    """Return the units (half-open) of a name that starts at `i`, honorifics skipped, or None."""
    while type_at(units, i) == "honorific":
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
            or (
                (unit.type == "suffix" or (unit.text == "I" and type_at(units, j + 1) in {"mark", "link", ""}))
                and names
            )
            or (unit.type == "mark" and unit.text == "," and names and type_at(units, j + 1) == "suffix")
            or (unit.type == "particle" and type_at(units, j + 1) in {"name", "particle"})
            or (unit.type == "abbreviation" and unit.low == "st.")
        ):
            pass
        elif (
            not (unit.is_capital and unit.start in people and names and unit.type in {"modifier", "word", "party"})
            or unit.type == "party"
            or unit.low in BODY_NOUNS
            or type_at(units, j + 1) in {"head", "modifier"}
        ):
            break
        j += 1
    while j > i and units[j - 1].type in {"mark", "particle"}:
        j -= 1
    if not names or units[i].type == "suffix":
        return None
    return (i, j)


def is_body(units: Sequence[Unit], run: tuple[int, int]) -> bool:
    """Whether a noun of a body ends the name at the units of `run`, or follows it: "Berg Liaison Committees"."""
    last = units[run[1] - 1]
    if (last.low in BODY_NOUNS and (run[1] - run[0] > 2 or last.low not in _SURNAMES)) or body_at(units, run[1]):
        return True
    between = type_at(units, run[1]) in {"modifier", "word"} and units[run[1]].is_capital
    return run[1] - run[0] == 1 and between and body_at(units, run[1] + 1)  # "the Berg Peace Foundation"


def body_at(units: Sequence[Unit], i: int) -> bool:
    """Whether unit `i` is a capitalised noun of a body, so that what stands before it is part of the body's name."""
    return i < len(units) and units[i].is_capital and units[i].low in BODY_NOUNS


_SURNAMES = {
    "bush",
    "bank",
    "banks",
    "court",
    "front",
    "guard",
    "house",
    "force",
    "chambers",
    "church",
    "forum",
    "guards",
}
"""Nouns of bodies that are surnames as well."""


def _is_tagged_name(units: Sequence[Unit], i: int, people: frozenset[int]) -> bool:
    return i < len(units) and units[i].type == "name" and units[i].start in people


def party_behind(units: Sequence[Unit], j: int) -> NameHit | None:
    """Return the party in `of [the] PARTY` or `(PARTY)` at unit `j`, behind a name."""
    if type_at(units, j) == "link" and units[j].low == "of":
        k = j + 2 if j + 1 < len(units) and units[j + 1].low == "the" else j + 1
        if k < len(units) and units[k].type == "party" and type_at(units, k + 1) not in {"head", "modifier"}:
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
    if _is_adjective(units, phrase, run, people) or is_body(units, run):
        return []
    phrase = _nearest(units, phrase)
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


_WHOSE = {"of", "to", "for"}
_BEFORE_HEAD = {"prime", "vice", "crown", "foreign"}
_ADJECTIVES = {"major", "head", "chief"}
"""Heads that are adjectives or nouns of other things as well: "Major Economies", "Head Start"."""


def _is_adjective(units: Sequence[Unit], phrase: Phrase, run: tuple[int, int], people: frozenset[int]) -> bool:
    lone = phrase.head in _ADJECTIVES and units[phrase.last - 1].low == phrase.head and run[1] - run[0] == 1
    return lone and bool(people) and units[run[0]].start not in people


def _nearest(units: Sequence[Unit], phrase: Phrase) -> Phrase:
    """Of "adviser to President X" keep the president: without an article the name belongs to the second office.

    So it does behind people told in the plural: "members of the council and Prime Minister X".
    """
    phrase = _behind_several(units, phrase)
    links = [j for j in range(phrase.first + 1, phrase.last) if units[j].low in _WHOSE and units[j].type == "link"]
    if not links:
        return phrase
    j = links[-1] + 1
    first = j
    while j < phrase.last - 1 and units[j].low in _BEFORE_HEAD:
        j += 1
    if j != phrase.last - 1 or units[j].type != "head" or units[j - 1].low == "the" or not units[first].is_capital:
        return phrase
    if is_plural(units[j].low) and not phrase.plural:
        return phrase  # "Speaker of the House of Representatives X"
    if units[j].low in _RANKS or not any(u.type == "head" for u in units[phrase.first : links[-1]]):
        return phrase
    return Phrase(first, phrase.last, Span(units[first].start, units[j].end), units[j].low)


def _behind_several(units: Sequence[Unit], phrase: Phrase) -> Phrase:
    """The office of the name in "members of the council and Prime Minister X", "an envoy of army leader General X"."""
    heads = [j for j in range(phrase.first, phrase.last) if units[j].type == "head"]
    if len(heads) < 2 or units[heads[0]].is_capital or is_plural(units[heads[-1]].low):
        return phrase
    several = is_plural(units[heads[0]].low)
    wanted = {"and", "of"} if several else {"of"}
    links = [j for j in range(heads[0] + 1, heads[-1]) if units[j].low in wanted and units[j].type == "link"]
    inner = office(units, links[-1] + 1) if links and links[-1] + 1 < phrase.last else None
    if inner is None or inner.last != phrase.last or units[links[-1] + 1].low == "the":
        return phrase
    own = [units[j].low for j in heads if j > links[-1]]
    return inner if several or any(head not in _RANKS for head in own) else phrase


_RANKS = {"general", "major", "admiral", "colonel", "captain", "lieutenant", "brigadier", "marshal", "ambassador"}


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
    if phrase.plural or type_at(units, phrase.last) != "mark" or units[phrase.last].text != ",":
        return []
    if not _is_introduced(units, phrase):
        return []
    rank = office(units, phrase.last + 1) if type_at(units, phrase.last + 1) in {"head", "modifier"} else None
    ranked = rank is not None and rank.hit is None and units[rank.last - 1].low in _RANKS
    run = name_run(units, rank.last if rank is not None and ranked else phrase.last + 1, people)
    if run is None or (run[1] - run[0] < 2 and not ranked and type_at(units, phrase.last + 1) != "honorific"):
        return []
    addressed = type_at(units, phrase.last + 1) == "honorific"
    plain = all(u.type in {"name", "initial", "particle"} for u in units[run[0] : run[1]])
    shown = plain and (phrase.hit is not None or _is_of_the_un(units, phrase) or _is_followed_by_a_verb(units, run[1]))
    if not (addressed or ranked or shown or units[run[0]].start in people):
        return []
    if units[run[1] - 1].low in BODY_NOUNS:
        return []
    closed = run[1] >= len(units) or units[run[1]].text in {",", ".", ";", ")"}
    if not (closed or (addressed and units[run[1]].low == "and")):
        return []
    name = Span(units[run[0]].start, units[run[1] - 1].end)
    return [Titled(phrase.first, run[1], name, phrase, phrase.hit, "apposition")]


_THE = {"the", "his", "her", "its", "their", "our"}
_SEVERAL = {"by", "with", "and", "to", "from"}
_FINITE = {"said", "met", "held", "is", "was", "has", "had", "will", "would", "spoke", "told", "left", "took", "gave"}


def _is_introduced(units: Sequence[Unit], phrase: Phrase) -> bool:
    """Whether what stands before an office shows that it is somebody's: "the", a state, or the start of a sentence."""
    if phrase.first == 0:
        return True
    before = units[phrase.first - 1]
    if before.type in {"party", "possessive"} or before.low in _THE or before.text in {".", "“", '"'}:
        return True
    if before.text == ")" and phrase.first > 1 and units[phrase.first - 2].type == "party":
        return True
    return before.low in _SEVERAL and phrase.hit is not None and units[phrase.first].is_capital


def _is_of_the_un(units: Sequence[Unit], phrase: Phrase) -> bool:
    """Whether an office is one of the Secretary-General of the United Nations."""
    return any(u.low in {"secretary-general", "srsg", "dsrsg"} for u in units[phrase.first : phrase.last])


def _is_followed_by_a_verb(units: Sequence[Unit], j: int) -> bool:
    """Whether a comma at `j` closes an apposition before a verb: "the envoy, X Y, arrived"."""
    if j + 1 >= len(units) or units[j].text != ",":
        return False
    word = units[j + 1]
    return word.type == "word" and word.text.islower() and (word.low.endswith("ed") or word.low in _FINITE)


def apposed(units: Sequence[Unit], first: int, last: int, people: frozenset[int]) -> Phrase | None:
    """Return the office in apposition behind the name at units `first`..`last`, or None."""
    if type_at(units, last) != "mark" or units[last].text not in {",", "(", "–", "—", "-"}:
        return None
    i = last + 1
    if i < len(units) and units[i].text == "The":
        return None  # "HARBOUR TOWN — The envoy …": the sentence behind a dateline
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
    if units[i - 1].low == "the" and _titled_next(units, phrase.last, people):
        return None  # "X, the Minister of Health, Ambassador Y": the next of a list
    if strict is not None and name_run(units, strict.last, people) and strict.last < phrase.last:
        return None  # "X, Minister Y": the next of a list, not an apposition
    end = phrase.last
    if end < len(units) and not (
        (units[end].type == "mark" and (units[end].text in ",.;:)–—-" or units[end].text[0] == "\n"))
        or units[end].low in {"and", "who", "said", "told"}
        or (phrase.from_tail and units[i].is_capital and units[end].low in {"on", "in", "at", "during", "after"})
    ):
        return None
    return phrase


def _titled_next(units: Sequence[Unit], i: int, people: frozenset[int]) -> bool:
    """Whether a rank and a name stand between the comma at `i` and the next mark."""
    rank = i + 1 < len(units) and units[i].text == "," and units[i + 1].low in _RANKS
    run = name_run(units, i + 2, people) if rank else None
    return run is not None and run[0] == i + 2 and type_at(units, run[1]) in {"mark", "link", ""}


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
    if not ends or units[j - 1].type != "head" or is_plural(units[j - 1].low):
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
    hit = phrase.hit or next(
        (u.hit for u in units[phrase.first : end] if u.hit and u.hit.how not in {"city", "process"}), None
    )
    return replace(phrase, last=end, span=Span(phrase.span.start, units[end - 1].end), hit=hit)
