"""A paragraph as a row of typed units: words, punctuation, and roster names taken as one.

A unit's type says what part it may play in "Turkish Foreign Minister Mevlut X, the envoy …":
`party` a roster name, `town` a place that is nobody's government, `head` a noun that names a post, `modifier` a word of
an office, `name` a capitalised word that may be a name, `initial`, `suffix`, `particle`, `honorific`, `link` (of, for,
to, the, and, …), `word` any other word, `possessive`, `mark`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.record.spans import Span
from onrecord.roster import NameHit
from onrecord.roster.finder import fold

from . import lexicon

_UNIT = re.compile(
    r"(?P<initial>(?:[A-Z]\.){1,3}(?=[\s\u00a0,A-Z])|\b[A-Z](?=[ \u00a0][A-Z][a-z]))"
    r"|(?P<abbreviation>(?:Jr|Sr|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Adm|Maj|Sen|Rep|Gov|St|Prof|Amb|Brig|Hon|Capt|Cmdr|Sgt)\.)"
    r"|(?P<possessive>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<word>[^\W\d_]+(?:['’‘ʼ`](?!s\b)[^\W\d_]+|[-‑–][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<bullet>\n[ \t]*[-–•*][ \t]+|[ \t]{2,}\n)"
    r"|(?P<mark>[^\w\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad])"
)
_ARABIC = re.compile(r"(?:al|el|as|ad|ar|an|at|ash|ul|bin|ben)-[A-Z]")
_GLUED = re.compile(r"([^\W\d_]+[a-z])([A-Z][a-z]{3,}|CEO)")
_LAST_WORD = re.compile(r"(?<![\w-])([A-Z][^\W\d_]+)[ \u00a0]\Z")
_SHORT = {"mr", "mrs", "ms", "dr", "sir", "hon", "lt", "gen", "col", "maj", "brig", "adm"}
_ADJECTIVE = re.compile(
    r"[-‑–](?:era|based|led|backed|style|born|wide|related|sponsored|brokered|mediated|controlled|held|run|linked|funded"
    r"|trained|speaking|affiliated|aligned|allied|majority|dominated)$"
)
_SURNAMES = {"major", "king", "prince", "bishop", "judge", "pope", "duke", "marshal"}
"""Heads that are common surnames: right behind another head and before no name they are one ("Prime Minister
Major")."""
_GIVEN = {"amir", "sultan", "shah", "imam"}
"""Heads that are common given names: between a post and a name, or behind a name, they are one."""
_MOST_ACRONYM = 6
"""Letters of the longest word in capitals that is taken for an acronym rather than for a surname."""
_STYLES = {"H.E.", "H.H.", "H.M.", "H.R.H.", "HE", "HH", "HRH"}
"""Forms of address in letters, before a name and no part of it."""
LINKS = frozenset({"of", "for", "to", "the", "and", "on", "at", "in", "&"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `start`, `end` are offsets into `Document.text`; `low` is the folded lower-case word."""

    start: int
    end: int
    text: str
    low: str
    type: str
    hit: NameHit | None = None

    @property
    def is_capital(self) -> bool:
        """Whether the first letter is a capital."""
        return self.text[:1].isupper()


def split(
    text: str, region: Span, hits: Sequence[NameHit], people: frozenset[int], others: frozenset[int] = frozenset()
) -> list[Unit]:
    """Return the units of one region.

    Args:
        text: the document's text.
        region: the stretch of it to split.
        hits: roster names inside the region, in order, offsets into `text`.
        people: offsets of characters the tagger takes for part of a person's name: a one-word roster name there
            beside another capitalised word is a name ("Israel Katz").
        others: offsets of words the tagger takes for verbs, pronouns and other words that no name begins with.
    """
    units: list[Unit] = []
    position = region.start
    for hit in hits:
        if (
            hit.span.start < position
            or _is_name(text, hit, people)
            or (hit.how == "city" and _is_surname_there(text, hit))
        ):
            continue
        units += _plain(text, position, hit.span.start)
        kind = "town" if hit.how == "city" else "party"
        units.append(Unit(hit.span.start, hit.span.end, hit.span.of(text), "", kind, hit))
        position = hit.span.end
    return _corrected(units + _plain(text, position, region.end), others)


def _corrected(units: list[Unit], others: frozenset[int]) -> list[Unit]:
    """Retype what only its neighbours show: surnames that are titles elsewhere, verbs that open a sentence."""
    for i, unit in enumerate(units):
        if unit.start in others and unit.type == "name" and (i == 0 or units[i - 1].type not in {"particle", "head"}):
            units[i] = replace(unit, type="word")
            continue
        before = units[i - 1] if i else None
        after = units[i + 1] if i + 1 < len(units) else None
        if _is_surname(unit, before, after) or (unit.low in _GIVEN and _is_given(units, i)):
            units[i] = replace(unit, type="name")
        elif _is_under(unit, after) or _is_field(unit, after):
            units[i] = replace(unit, type="modifier")
        elif unit.text == "H." and after is not None and after.text in {"E", "E."} and after.start == unit.end:
            units[i] = replace(unit, type="honorific")
            units[i + 1] = replace(after, type="honorific", text="H.E.")
        elif (
            unit.text in _STYLES and after is not None and after.type in {"name", "honorific"} and after.text.istitle()
        ):
            units[i] = replace(unit, type="honorific")
        elif (
            _opens_a_sentence(unit, before, units[i + 1 : i + 3])
            or _is_acronym(unit, before, after)
            or _is_clock(unit, before)
        ):
            units[i] = replace(unit, type="word")
    return units


def _is_under(unit: Unit, after: Unit | None) -> bool:
    return unit.low == "under" and after is not None and after.low in {"secretary", "secretaries"}


def _is_field(unit: Unit, after: Unit | None) -> bool:
    """Whether an adjective of a continent or people begins what an office is about: "for African Affairs"."""
    if unit.low not in lexicon.FIELDS or not unit.is_capital or after is None:
        return False
    return after.type == "modifier" and after.is_capital


def _is_surname(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    if unit.type != "head" or unit.low not in _SURNAMES | _GIVEN or not unit.is_capital or before is None:
        return False
    lone = after is None or (after.type not in {"name", "initial", "particle", "head"} and after.low != "of")
    return lone and before.type in {"head", "name"}


def _is_given(units: Sequence[Unit], i: int) -> bool:
    """Whether "Amir", "Shah" and the like stand for a given name: behind a post or a name, and before a name."""
    unit, before = units[i], units[i - 1] if i else None
    after = units[i + 1] if i + 1 < len(units) else None
    if unit.type != "head" or not unit.is_capital or after is None or after.type not in {"name", "initial"}:
        return False
    return (before is not None and before.type in {"head", "name"}) or _is_introduced(units, i)


def _is_introduced(units: Sequence[Unit], i: int) -> bool:
    """Whether the name that begins at `i` has its office behind it: "Amir X Y, the acting Minister"."""
    while i < len(units) and (units[i].type in {"name", "initial", "particle"} or units[i].low in _GIVEN):
        i += 1
    ahead = units[i : i + 2]
    return (
        len(ahead) == 2
        and ahead[0].text == ","
        and (ahead[1].low == "the" or ahead[1].type == "party" or (ahead[1].type == "head" and not ahead[1].is_capital))
    )


def _is_acronym(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """Whether a short word in capitals among others in small letters is no surname: "the official SUNA agency"."""
    if unit.type != "name" or not unit.text.isupper() or not 2 <= len(unit.text) <= _MOST_ACRONYM:
        return False
    if after is not None and after.text == ":":
        return False  # the label of a speaker's turn
    beside = [u for u in (before, after) if u is not None]
    return not any(u.type in {"name", "initial"} or (len(u.text) > 1 and u.text.isupper()) for u in beside)


def _is_clock(unit: Unit, before: Unit | None) -> bool:
    return unit.low == "pm" and before is not None and before.text[:1].isdigit()


def _opens_a_sentence(unit: Unit, before: Unit | None, behind: Sequence[Unit]) -> bool:
    """Whether a capitalised word is a verb at the start of a sentence: "Visited Y", "Echoing X Y"."""
    if unit.type != "name" or not (before is None or before.text in {".", ";", ":", "-"}):
        return False
    if not unit.low.endswith(("ed", "ew", "ing")):
        return False
    if not behind or behind[0].type != "name" or unit.low.endswith("ed"):
        return True
    return unit.low.endswith("ing") and len(behind) > 1 and behind[1].type in {"name", "particle", "initial"}


def _plain(text: str, start: int, end: int) -> list[Unit]:
    found = []
    for match in _UNIT.finditer(text, start, end):
        word = match.group()
        glued = _GLUED.fullmatch(word)
        if glued and glued[2].lower() in lexicon.HEADS:  # "EmomaliPresident of": a page's tooltip run into the text
            cut = match.start() + len(glued[1])
            for a, b in ((match.start(), cut), (cut, match.end())):
                part = text[a:b]
                found.append(Unit(a, b, part, fold(part).lower(), _type(part, fold(part).lower(), "word")))
            continue
        low = fold(word).lower()
        found.append(Unit(match.start(), match.end(), word, low, _type(word, low, match.lastgroup or "")))
    return found


def _type(word: str, low: str, group: str) -> str:
    if group == "bullet":
        return "mark"
    if word in _STYLES and group == "initial":
        return "honorific"
    if group in {"possessive", "mark", "initial"}:
        return "link" if word == "&" else group
    if low in lexicon.SUFFIXES and (word.isupper() or low[0] in "js") and word[0].isupper():
        return "suffix"
    if (
        low.rstrip(".") in lexicon.HONORIFICS
        and word[0].isupper()
        and (group == "abbreviation" or len(low) > 3 or low in _SHORT)
    ):
        return "honorific"
    if group == "number":
        return "word"
    if low in LINKS:
        return "link"
    if low in lexicon.HEADS or (low in lexicon.ABBREVIATIONS and word.isupper()):
        return "head"
    if low in lexicon.MODIFIERS:
        return "modifier"
    if low in lexicon.PARTICLES and word.islower():
        return "particle"
    if _ARABIC.match(word):
        return "name"
    if word[0].isupper() and low not in lexicon.NEVER_NAMES and not _ADJECTIVE.search(word):
        return "name"
    return "name" if _has_no_case(word[0]) else "word"


def _has_no_case(letter: str) -> bool:
    """Whether a letter is of a script without capitals (Arabic, Hangul, Han): in English prose its words are names."""
    return letter.upper() == letter.lower()


def _is_surname_there(text: str, hit: NameHit) -> bool:
    """Whether a town right behind another capitalised word is part of a name: "Kemal Oran"."""
    before = _LAST_WORD.search(text, max(0, hit.span.start - 30), hit.span.start)
    if before is None:
        return False
    low = fold(before[1]).lower()
    return low not in lexicon.NEVER_NAMES and low not in LINKS and low not in lexicon.HEADS


def _is_name(text: str, hit: NameHit, people: frozenset[int]) -> bool:
    """Whether a one-word state or capital is a person's given name or surname here."""
    if (
        hit.how not in {"name", "alias", "capital", "city", "demonym"}
        or hit.span.start not in people
        or not hit.span.of(text).istitle()
        or " " in hit.span.of(text)
    ):
        return False
    before, after = text[: hit.span.start].rstrip(), text[hit.span.end :]
    if (
        re.search(r"(?:^|\W)(?:of|of the|in|on|at|near|via|against|and|with|from|by|to|for|[’'])$", before[-12:])
        or after[:1] in "'’-"
    ):
        return False
    return bool(re.match(r"[ \u00a0][A-Z][a-z]", after)) or bool(re.search(r"[A-Z][a-z]+[ \u00a0]?$", before[-15:]))
