"""People and offices against records that others wrote.

* State Department travel (`state_travel.jsonl`): the file holds free remarks, "Met with King X and Prime Minister Y
  Z.", and no
  annotation. The wanted answer is read here from their regular wording, by a list of titles and the run of
  capitalised words behind
  one, without the annotator's grammar, roster or tagger. A person counts as found if the name is the same word for
  word, honorifics
  and accents aside; the office is right if it is the same words. What the reading misses (a person without a title)
  is in neither count, unless the annotator reports it: then it counts against precision.
* re3d: `IsSynonymOf` between two names of one person or body, and `InChargeOf` between a person and what he or she
  leads. Only
  relations with a `Person` end are scored for people.
* gold: the named participants of the annotated meetings: was the name found on its characters, with the same office
  and party.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.spans import Span
from onrecord.roster import Roster
from onrecord.roster.names import same_person

from .matching import counted, ratio

_TITLE_LIST = (
    "Deputy Prime Minister|Alternate Prime Minister|Acting Prime Minister|Prime Minister|Deputy Foreign Minister|"
    "Vice Foreign Minister|"
    "Acting Foreign Minister|Foreign Minister|Foreign Affairs Minister|External Affairs Minister|Defense Minister|"
    "Interior Minister|"
    "Finance Minister|Senior Minister|Deputy First Minister|First Minister|Minister of Foreign Affairs|Minister of "
    "Defense|"
    "Minister for Foreign Affairs|Minister of State for Foreign Affairs|Minister of External Affairs|Vice "
    "President|Acting President|"
    "Interim President|Transitional President|President-elect|President|Foreign Secretary|Secretary of State for "
    "Foreign Affairs|"
    "Secretary for External Affairs|Secretary of State|Secretary of Defense|Cabinet Secretary for Foreign Affairs|"
    "First Secretary|"
    "General Secretary|Secretary General|Secretary-General|Federal Chancellor|Vice Chancellor|Chancellor|Crown Prince|"
    "Deputy Crown Prince|King|Queen|Emperor|Empress|Sultan|Shah|Emir|Amir|Pope|Chairman|Vice Premier|Premier|"
    "Governor General|"
    "Special Envoy for Syria|Special Envoy|Special Representative|High Representative|State Councilor|"
    "Generalissimo|Field Marshal|"
    "Grand Duke|Speaker|Chairperson|Gen\\.|Secretary of Foreign Affairs|Minister of State|General|Admiral|Prince|"
    "Princess|Director General|National Security Advisor|Lieutenant Governor|"
    "Taoiseach|Mayor"
)
_TITLE = "|".join(sorted(_TITLE_LIST.split("|"), key=len, reverse=True))
_OFFICE = rf"(?:{_TITLE})(?:(?: and|,|/| &) (?:{_TITLE}))*"
_HONORIFIC = r"(?:(?:Sheikh|Sheik|Prince|Princess|Dr\.|Sir|Lord|General|Gen\.|Ambassador|Mr\.|Mrs\.|Ms\.) )"
_NAME_WORD = r"(?:[A-Z][\w’'\-]*[\w]|[A-Z]\.(?:[A-Z]\.)*|(?:al|el|as|ad|ash|an|ar)-[A-Z][\w’'\-]+)"
_PARTICLE = r"(?:bin|ibn|bint|al|el|de|da|do|dos|del|della|di|du|van|von|der|den|ten|ter|la|le|y|e|af|ould)"
_NAME = rf"(?:{_PARTICLE} )*{_NAME_WORD}(?: (?:{_PARTICLE} )*(?:{_NAME_WORD}|[IVX]+\b))*(?:,? (?:Jr|Sr)\.)?"
_TITLED = re.compile(rf"\b(?P<office>{_OFFICE}) {_HONORIFIC}*(?P<name>{_NAME})")
_PLURAL = re.compile(
    rf"\b(?P<office>Presidents|Prime Ministers|Foreign Ministers|Chancellors|Kings|Secretaries) "
    rf"(?P<names>{_NAME}(?:(?:,| and|, and) {_NAME})+)"
)
_MONTH = r"(?: (?:January|February|March|April|May|June|July|August|September|October|November|December))+$"
_NO_NAME = re.compile(rf"^(?:{_TITLE}|Assembly|The|And|Of|For|In|On|At|NATO|UN|EU|OAS)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a remark words it: office and name, compared without accents, honorifics and case."""

    office: str
    name: str


def wanted_people(remark: str) -> list[Named]:
    """Return the people a travel remark names with a title, in order, each once."""
    found = []
    remark = anyascii(remark)  # so that "[A-Z]" holds for every capital
    for match in _TITLED.finditer(remark):
        if not _NO_NAME.match(match["name"]):
            found.append(Named(plain(match["office"]), plain(re.sub(_MONTH, "", match["name"]))))
    for match in _PLURAL.finditer(remark):
        office = re.sub(r"ies$", "y", match["office"])
        office = office if office != match["office"] else office.removesuffix("s")
        listed = re.split(r",? and |, ", match["names"])
        found += [Named(plain(office), plain(name)) for name in listed if not re.search(_TITLE, name)]
    return list(dict.fromkeys(found))


def plain(words: str) -> str:
    """Return a name or office in lower-case ASCII, without honorifics, possessives and marks."""
    low = re.sub(r"['’]s\b", "", anyascii(words).lower())
    low = re.sub(
        r"\b(?:sheikh|sheik|prince|princess|dr|sir|lord|mr|mrs|ms|his majesty|his highness|ambassador|cardinal|"
        r"archbishop|general|gen)\b\.?",
        " ",
        low,
    )
    return " ".join(re.findall(r"[a-z0-9]+", low))


@dataclass(slots=True)
class TravelTally:
    """Counts over travel remarks."""

    matched: int = 0
    predicted: int = 0
    wanted: int = 0
    office: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, remark: str, mentions: Iterable[ActorMention]) -> None:
        """Add one remark with what the annotator found in it."""
        people = {plain(m.span.of(remark)): plain(m.office or "") for m in mentions if is_named(m)}
        wanted = wanted_people(remark)
        for person in wanted:
            if person.name in people:
                self.matched += 1
                self.office += people[person.name] == person.office
                if people[person.name] != person.office:
                    self.misses.append(f"office {people[person.name]!r} for {person.office!r}: {remark}")
            else:
                self.misses.append(f"missed {person.name!r}: {remark}")
        extra = set(people) - {p.name for p in wanted}
        self.misses += [f"not wanted {name!r}: {remark}" for name in sorted(extra)]
        self.predicted += len(people)
        self.wanted += len({p.name for p in wanted})

    def result(self) -> dict[str, object]:
        """Return `persons` and `office_accuracy` (of the people found)."""
        return {
            "persons": counted(self.matched, self.predicted, self.wanted),
            "office_accuracy": ratio(self.office, self.matched),
            "counts": {"persons": self.wanted},
        }


def is_named(mention: ActorMention) -> bool:
    """Whether the mention is a person's name in the text, not a title or pronoun that stands for one."""
    return mention.kind is ActorKind.PERSON and mention.how in {"name", "surname", "apposition", "unresolved"}


@dataclass(slots=True)
class GoldTally:
    """Counts over named participants of annotated meetings."""

    wanted: int = 0
    found: int = 0
    party: int = 0
    offices: int = 0
    office: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, record: Mapping[str, Any], mentions: Sequence[ActorMention]) -> None:
        """Add one annotated document with its mentions."""
        text = str(record["text"])
        people = [m for m in mentions if is_named(m)]
        for participant in (p for meeting in record["meetings"] for p in meeting["participants"]):
            if not participant["name_text"]:
                continue
            self.wanted += 1
            span = Span(participant["name_text"]["start"], participant["name_text"]["end"])
            hits = [m for m in people if m.span.overlaps(span) and same_person(m.span.of(text), span.of(text)) >= 0.6]
            where = f"{record['id'][:60]}: {span.of(text)} ({participant['party']})"
            if not hits:
                self.misses.append(f"missed {where}")
                continue
            self.found += 1
            self._compare(participant, hits[0], where)

    def _compare(self, participant: Mapping[str, Any], mention: ActorMention, where: str) -> None:
        self.party += mention.party == participant["party"]
        if mention.party != participant["party"]:
            self.misses.append(f"party {mention.party}: {where}")
        if participant["office_text"]:
            self.offices += 1
            wording = plain(participant["office_text"]["text"])
            right = same_office(wording, plain(mention.office or ""))
            self.office += right
            if not right:
                self.misses.append(f"office {mention.office!r} for {wording!r}: {where}")

    def result(self) -> dict[str, object]:
        """Return recalls of names, and of those found the shares with the right party and office."""
        return {
            "participants_recall": ratio(self.found, self.wanted),
            "party_accuracy": ratio(self.party, self.found),
            "office_accuracy": ratio(self.office, self.offices),
            "counts": {"participants": self.wanted, "offices": self.offices},
        }


def same_office(one: str, other: str) -> bool:
    """Whether two plain wordings name one office: equal, or alike but for a plural or the words of the state."""
    if not one or not other:
        return one == other
    first, second = (re.sub(r"s\b", "", words) for words in (one, other))
    return first == second or first.endswith(" " + second) or second.endswith(" " + first)


@dataclass(slots=True)
class Re3dTally:
    """Counts over the relations of re3d that have a person at an end."""

    synonyms: int = 0
    synonyms_found: int = 0
    charges: int = 0
    charges_found: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, record: Mapping[str, Any], text: str, mentions: Sequence[ActorMention], roster: Roster) -> None:
        """Add one document with its mentions."""
        types = {(e["begin"], e["end"]): e["type"] for e in record.get("entities", ())}
        for relation in record.get("relations", ()):
            ends = [
                Span(relation["sourceBegin"], relation["sourceEnd"]),
                Span(relation["targetBegin"], relation["targetEnd"]),
            ]
            kinds = [types.get((s.start, s.end), "") for s in ends]
            if relation["type"] not in {"IsSynonymOf", "InChargeOf"} or "Person" not in kinds:
                continue
            self._score(relation["type"], ends, text, mentions, roster)

    def _score(
        self, kind: str, ends: Sequence[Span], text: str, mentions: Sequence[ActorMention], roster: Roster
    ) -> None:
        right = (_same if kind == "IsSynonymOf" else _in_charge)(ends, text, mentions, roster)
        if not right:
            self.misses.append(f"{kind}: {ends[0].of(text)!r} – {ends[1].of(text)!r}")
        if kind == "IsSynonymOf":
            self.synonyms += 1
            self.synonyms_found += right
        else:
            self.charges += 1
            self.charges_found += right

    def result(self) -> dict[str, object]:
        """Return both recalls and what they rest on."""
        return {
            "synonym_recall": ratio(self.synonyms_found, self.synonyms),
            "in_charge_recall": ratio(self.charges_found, self.charges),
            "counts": {"synonyms": self.synonyms, "in_charge": self.charges},
        }


def _same(ends: Sequence[Span], text: str, mentions: Sequence[ActorMention], roster: Roster) -> bool:
    """Both ends resolve to one person: by name, or one is the office of the other."""
    sides = [_people_at(span, mentions) for span in ends]
    if {m.name for m in sides[0]} & {m.name for m in sides[1]} - {""}:
        return True
    return any(
        m.office_span is not None and m.office_span.overlaps(ends[1 - i]) for i, side in enumerate(sides) for m in side
    )


def _in_charge(ends: Sequence[Span], text: str, mentions: Sequence[ActorMention], roster: Roster) -> bool:
    """The person's office covers the body's words, or the person is of the body's party."""
    for i, span in enumerate(ends):
        for person in _people_at(span, mentions):
            other = ends[1 - i]
            if person.office_span is not None and person.office_span.overlaps(other):
                return True
            if person.party and roster.code(other.of(text)) == person.party:
                return True
    return False


def _people_at(span: Span, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    return [
        m
        for m in mentions
        if m.kind is ActorKind.PERSON and (m.span.overlaps(span) or (m.office_span and m.office_span == span))
    ]
