"""Names nobody introduces: which capitalised words are people, by what the text says they do.

"On 15 January, Berg met with President X in Oslo": no title and no full name anywhere, and a small tagger takes "Berg"
for a body as often as for a person. One cue is not enough, since parties, armed groups and companies meet, hold talks
and speak too. Cues of different kinds add up over all places where the word stands; anything that only a body, a place
or a plain noun does ("the Berg", "Berg fighters", "in Berg", "members of Berg", "its") speaks against it for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.roster.finder import fold

from ..parse import Parse, Token
from . import lexicon
from .units import Unit

_ENOUGH = {True: 3, False: 2}
"""Points that make a person, of one word and of two or more; set on excerpts of press reports about mediation."""

_MOST_WORDS = 4
_PERSONAL = lexicon.CUES["personal"]
_SPEECH = lexicon.CUES["speech"]
_CONTACT_NOUNS = lexicon.CUES["contact_nouns"]
_DOINGS = lexicon.CUES["doings"]
_MEMBERS = lexicon.CUES["members"]
_ADVERBS = lexicon.CUES["adverbs"]
_CLAUSES = lexicon.CUES["clauses"]
_TAKES_A_PERSON = lexicon.CUES["takes_a_person"]
_NO_NAMES = lexicon.BODY_NOUNS | lexicon.REGIONS
_PRONOUNS = {"he", "she", "his", "her", "him", "himself", "herself"}
_PLACE = {"in", "inside", "near", "across", "throughout", "around", "outside", "at", "into"}
_CAMEL = re.compile(r"(?:[A-Z][a-z]{0,2}|Mac|Fitz)[A-Z][a-z]+")
_PERSON_SHAPE = re.compile(r"[A-Z][^\W\d_A-Z]{2,}|(?:Al|El|al|el)[-‑][A-Z][^\W\d_A-Z]{2,}")


@dataclass
class _Case:
    """What speaks for a word being a person, by kind of cue, and where it stands."""

    places: list[tuple[int, ...]] = field(default_factory=list)
    points: dict[str, int] = field(default_factory=dict)
    tagged: int = 0
    refuted: bool = False

    def add(self, kind: str, points: int) -> None:
        self.points[kind] = max(points, self.points.get(kind, 0))


class _Text:
    """The tokens of a document by where they begin and end."""

    def __init__(self, parse: Parse) -> None:
        self.tokens = parse.tokens
        self.by_start = {t.start: t for t in parse.tokens}
        self.by_end = {t.end: t for t in parse.tokens}
        self.plain = {t.text for t in parse.tokens if t.text.islower()}

    def at(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None


def people_by_what_they_do(rows: Sequence[Sequence[Unit]], parse: Parse) -> tuple[frozenset[int], frozenset[int]]:
    """Return where units begin that are names of people though no title says so, and where words that are nobody's.

    Args:
        rows: the units of each region.
        parse: the document's parse; an empty one shows nobody.
    """
    text, cases = _Text(parse), dict[str, _Case]()
    if not parse.tokens:
        return frozenset(), frozenset()
    parties = {word for units in rows for u in units if u.hit for word in fold(u.text).lower().split()}
    for units in rows:
        for i, j in _runs(units):
            if any(u.low in parties or u.low.removesuffix("s") in parties for u in units[i:j]):
                continue  # "Korea" beside "North Korea", "Daeshs"
            key = " ".join(fold(u.text).lower() for u in units[i:j])
            case = cases.setdefault(key, _Case())
            case.places.append(tuple(u.start for u in units[i:j]))
            _weigh(case, text, units, i, j)
    return _starts(c for c in cases.values() if _is_person(c)), _starts(c for c in cases.values() if c.refuted)


def _starts(cases: Iterable[_Case]) -> frozenset[int]:
    return frozenset(start for case in cases for place in case.places for start in place)


def _is_person(case: _Case) -> bool:
    if 2 * case.tagged >= len(case.places):
        case.add("tagged", 1)
    return not case.refuted and sum(case.points.values()) >= _ENOUGH[len(case.places[0]) == 1]


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words of unknown meaning that no title introduces."""
    i = 0
    while i < len(units):
        j = i
        while j < len(units) and units[j].type == "name":
            j += 1
        if i < j <= i + _MOST_WORDS and all(_looks_like_a_name(u) for u in units[i:j]):
            before = units[i - 1] if i else None
            if before is None or before.type not in {"head", "honorific", "initial", "particle"}:
                yield i, j
        i = max(j, i + 1)


def _looks_like_a_name(unit: Unit) -> bool:
    return bool(_PERSON_SHAPE.fullmatch(unit.text) or _CAMEL.fullmatch(unit.text)) and unit.low not in _NO_NAMES


def _weigh(case: _Case, text: _Text, units: Sequence[Unit], i: int, j: int) -> None:
    """Add what one place shows."""
    first, last = text.by_start.get(units[i].start), text.by_end.get(units[j - 1].end)
    if first is None or last is None:
        return
    case.tagged += last.ent == "PERSON"
    before, after = text.at(first.i - 1), text.at(last.i + 1)
    if _is_refuted(text, units, i, j, first, last):
        case.refuted = True
        return
    verb = _verb_of(text, units, i, j)
    if verb is not None:
        _weigh_verb(case, text, last, verb)
    if before is not None and _is_object(text, before):
        case.add("object", 1)
        if before.text.lower() == "by" and after is not None and after.text.lower() in {"with", "to"}:
            case.add("counterpart", int(_meets_a_person(_rest(text, after)[:8])))
    if after is not None and after.tag == "POS" and (noun := _owned(text, after)):
        travels = noun in {"visit", "arrival", "trip", "tour"}
        meets = noun in _CONTACT_NOUNS and _meets_a_person(_rest(text, after)[:8])
        case.add("possessive", 2 if travels or meets else 1)
    if _beside_a_person(text, units, i, j):
        case.add("beside", 1)
    if verb is not None and (points := _pronoun(text, first, last, verb)):
        case.add("pronoun", points)
    if after is not None and after.text == "," and _one_who(text, after):
        case.add("who", 2)


def _is_refuted(text: _Text, units: Sequence[Unit], i: int, j: int, first: Token, last: Token) -> bool:
    """Whether the place shows a body, a place or a plain noun."""
    before, after = text.at(first.i - 1), text.at(last.i + 1)
    left, right = units[i - 1] if i else None, units[j] if j < len(units) else None
    if right is not None and right.is_capital and right.type in {"word", "modifier", "head", "name"}:
        return True
    if left is not None and left.is_capital and left.type in {"word", "modifier"} and left.low not in _OPENERS:
        return True
    if j - i == 1 and (first.text.lower() in text.plain or first.tag in {"VBG", "NN", "JJ", "VB", "VBD", "VBN"}):
        return True
    if first.tag == "UH" or (last.tag == "NNPS" and (last.ent == "NORP" or (j - i > 1 and last.ent != "PERSON"))):
        return True
    if first.tag in {"NNS", "IN", "CC"} and (before is None or before.sentence != first.sentence):
        return True
    if before is not None and before.sentence == first.sentence:
        if before.tag in {"DT", "JJ", "CD", "PRP$", "POS"} or before.text in {"-", "@", "#", "/"}:
            return True
        if before.text.lower() in _PLACE or (before.text.lower() == "of" and _is_member(text.at(first.i - 2))):
            return True
    if after is None or after.sentence != last.sentence:
        return False
    return (
        after.tag in {"NNS", "VBP"} or after.text in {"-", "/"} or after.lemma.lower() in _MEMBERS or _its(text, last)
    )


_OPENERS = lexicon.NEVER_NAMES - lexicon.BODY_NOUNS
"""Capitalised words that open a sentence or name a day, before a name and no part of one."""


def _is_member(token: Token | None) -> bool:
    return token is not None and (token.lemma.lower() in _MEMBERS or token.lemma.lower() in lexicon.HEADS)


def _its(text: _Text, last: Token) -> bool:
    """Whether "its" or "their" follows within a few words and nothing else of the clause could own it."""
    for token in text.tokens[last.i + 1 : last.i + 7]:
        if token.sentence != last.sentence or token.text in {",", ";", "(", '"', "“"}:
            return False
        if token.text.lower() in {"its", "their", "itself", "themselves"}:
            return True
        if token.tag in {"NNP", "NN", "NNS"}:
            return False
    return False


def _begins_a_clause(text: _Text, first: Token) -> bool:
    before = text.at(first.i - 1)
    if before is None or before.sentence != first.sentence:
        return True
    return before.tag in {",", ".", ":", "``", "''", "-RRB-"} or before.ent == "DATE" or before.text.lower() in _CLAUSES


def _verb_of(text: _Text, units: Sequence[Unit], i: int, j: int) -> Token | None:
    """Return the verb whose subject the name is, alone or joined by "and" with one other name, or None."""
    start, end = i, j
    if i > 1 and units[i - 1].low == "and":
        start = i - 1
        while start > 0 and units[start - 1].type == "name":
            start -= 1
    elif j < len(units) and units[j].low == "and":
        end = j + 1
        while end < len(units) and (units[end].type in _OFFICE or units[end].low in {"to", "of", "for"}):
            end += 1
    first, last = text.by_start.get(units[start].start), text.by_end.get(units[end - 1].end)
    if first is None or last is None or not _begins_a_clause(text, first):
        return None
    return _verb(text, last)


_OFFICE = {"name", "party", "modifier", "head", "honorific", "initial", "particle"}


_OFTEN_MISTAGGED = {"brief", "inform"}
"""Verbs whose past the tagger takes for a participle behind a name it does not know."""


def _verb(text: _Text, last: Token) -> Token | None:
    """Return the finite verb right behind a name, adverbs and auxiliaries skipped, or None."""
    helper: Token | None = None
    for token in text.tokens[last.i + 1 : last.i + 9]:
        if token.sentence != last.sentence:
            return None
        if token.tag == "MD" or (token.lemma in {"have", "be"} and token.tag in {"VBZ", "VBD", "VB", "VBN"}):
            helper = token
        elif (
            token.tag in {"VBD", "VBZ"}
            or token.lemma in _OFTEN_MISTAGGED
            or (helper and token.tag in {"VB", "VBN", "VBG"})
        ):
            return token
        elif token.tag not in {"RB", "_SP"} and token.text.lower() not in _ADVERBS:
            return helper if helper is not None and helper.lemma == "have" else None
    return None


def _weigh_verb(case: _Case, text: _Text, last: Token, verb: Token) -> None:
    rest = _rest(text, verb)
    lemma = verb.lemma.lower()
    nouns = {t.lemma.lower() for t in rest[:8]}
    held = lemma in {"hold", "have", "conduct", "continue", "make", "receive"} and bool(nouns & _CONTACT_NOUNS)
    if lemma in _PERSONAL or held:
        case.add("verb", 2)
        if _meets_a_person(rest):
            case.add("counterpart", 1)
        if nouns & {"phone", "telephone"}:
            case.add("telephone", 1)
    elif lemma in _SPEECH:
        case.add("speech", 1)


def _rest(text: _Text, verb: Token) -> list[Token]:
    return [t for t in text.tokens[verb.i + 1 : verb.i + 22] if t.sentence == verb.sentence]


def _meets_a_person(rest: Sequence[Token]) -> bool:
    """Whether the clause goes on with somebody named or titled: "with President X", "with his counterpart"."""
    return any(t.ent == "PERSON" or fold(t.text).lower() in lexicon.HEADS for t in rest)


def _is_object(text: _Text, before: Token) -> bool:
    """Whether a name stands where people stand: "informed Berg", "met with Berg", "briefed by Berg"."""
    lemma, earlier = before.lemma.lower(), text.at(before.i - 1)
    if lemma in _TAKES_A_PERSON:
        return True
    if earlier is None or earlier.sentence != before.sentence:
        return False
    word = earlier.lemma.lower()
    if before.text.lower() == "with":
        return word in _CONTACT_NOUNS or word in {"meet", "speak", "confer"}
    return before.text.lower() == "by" and word in {"brief", "chair", "hold", "host", "lead", "inform", "receive"}


def _owned(text: _Text, mark: Token) -> str:
    """Return the noun of what somebody does behind a possessive mark ("Berg's recent visit"), or an empty string."""
    for token in text.tokens[mark.i + 1 : mark.i + 4]:
        if token.lemma.lower() in _DOINGS:
            return token.lemma.lower()
        if not token.tag.startswith(("JJ", "NN", "VBN")):
            return ""
    return ""


def _beside_a_person(text: _Text, units: Sequence[Unit], i: int, j: int) -> bool:
    """Whether "and" joins the name to somebody with a title or a full name."""
    if j + 1 < len(units) and units[j].low == "and":
        k = j + 1
        while k < len(units) and units[k].type in {"party", "modifier"} and units[k].is_capital:
            k += 1
        if k < len(units) and (units[k].type == "honorific" or (units[k].type == "head" and units[k].is_capital)):
            return True
        if _full_name(text, units, j + 1):
            return True
    if i < 2 or units[i - 1].low != "and":
        return False
    k = i - 2
    while k > 0 and units[k].type == "name" and units[k - 1].type in {"name", "initial", "particle"}:
        k -= 1
    titled = units[k].type == "name" and k > 0 and units[k - 1].type in {"head", "honorific"}
    return titled or (k < i - 2 and _full_name(text, units, k))


def _full_name(text: _Text, units: Sequence[Unit], i: int) -> bool:
    tokens = [text.by_start.get(u.start) for u in units[i : i + 2] if u.type == "name"]
    return len(tokens) == 2 and all(t is not None and t.ent == "PERSON" for t in tokens)


def _one_who(text: _Text, comma: Token) -> bool:
    """Whether "who" and no plural verb stand behind the comma."""
    who, verb = text.at(comma.i + 1), text.at(comma.i + 2)
    return who is not None and who.text == "who" and verb is not None and verb.tag != "VBP"


def _pronoun(text: _Text, first: Token, last: Token, verb: Token) -> int:
    """Points for "he" or "her" behind a name that acts: fewer where somebody else stands between who may be meant.

    "Berg continued his tour" is enough by itself: whose else could the tour be?
    """
    others = False
    for token in text.tokens[last.i + 1 : last.i + 60]:
        if token.text.lower() in _PRONOUNS and (token.sentence == last.sentence or _opens(text, token)):
            own = token.text.lower() in {"his", "her"} and verb.i < token.i <= verb.i + 4
            if own and not others and verb.lemma.lower() not in _SPEECH:
                return 3
            return 1 if others else 2
        if token.sentence > last.sentence + 1:
            return 0
        others = others or token.ent == "PERSON" or fold(token.text).lower() in lexicon.HEADS
        if token.tag == "NNP" and token.text != first.text and token.ent not in {"GPE", "DATE", "LOC"}:
            others = True
    return 0


def _opens(text: _Text, token: Token) -> bool:
    before = text.at(token.i - 1)
    return before is None or before.sentence != token.sentence
