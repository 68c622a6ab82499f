"""Meetings against corpora that others made: MEND, re3d, and texts that tell of no meeting.

* MEND (Mediation Event and Negotiators Database): one row per mediation event with an excerpt of press text. Only
  values that occur in the excerpt are scored: a mediator whose surname stands there, the city, the day written out
  with its month, parties the roster finds in the excerpt.
* re3d (dstl, OGL v3): `CommWith` relations, taken as undirected pairs of actors once per document. An end is found if
  a participant of the same meeting shares a word of its name with it or stands for the same party; the annotators'
  own `IsSynonymOf` says which words of one document name the same end. The annotation also holds agreements and
  "working with"; they count against recall.
* Negatives: the violence reports of FA-KES and the sentences of PLOVER's gold set coded as anything but a
  consultation. Every meeting predicted there counts as false, also a real one mentioned in passing, so the figure is
  an upper bound.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii

from onrecord.record.documents import Document
from onrecord.record.meetings import MeetingMention, Participant
from onrecord.roster import Roster

from .matching import Count, ratio

_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_SURE = 0.5  # annotators of re3d agreed on relations above this; those below are guesses of its adjudication
_UNKNOWN = {"", "unknown", "virtual", "nl", "n/a"}


def words(name: str) -> frozenset[str]:
    """Return the words of a name worth comparing: ASCII, lower case, four letters or more where it has such."""
    every = frozenset(re.findall(r"[a-z]+", anyascii(name).lower()))
    return frozenset(w for w in every if len(w) > 3) or every


@dataclass(slots=True)
class MendTally:
    """Recalls over the rows of MEND."""

    mediators: Count = field(default_factory=Count)
    place: Count = field(default_factory=Count)
    day: Count = field(default_factory=Count)
    third: Count = field(default_factory=Count)
    local: Count = field(default_factory=Count)

    def result(self) -> dict[str, object]:
        """Return the figures and how many values each rests on."""
        return {
            "mediators_recall": self.mediators.accuracy(),
            "place_accuracy": self.place.accuracy(),
            "day_accuracy": self.day.accuracy(),
            "third_parties_recall": self.third.accuracy(),
            "local_parties_recall": self.local.accuracy(),
            "counts": {
                "mediators": int(self.mediators.wanted),
                "places": int(self.place.wanted),
                "days": int(self.day.wanted),
            },
        }


def score_mend(
    tally: MendTally, row: Mapping[str, Any], document: Document, mentions: Sequence[MeetingMention], roster: Roster
) -> None:
    """Add one MEND row to the tally."""
    plain = anyascii(document.text).lower()
    attendants = [words(p.name) for m in mentions for p in m.participants if p.name]
    for name in _split(row.get("individual_med_named")):
        if (key := words(name)) and _stands(_surname(name), plain):
            tally.mediators.add(int(any(key & found for found in attendants)), 0, 1)
    cities = [_city(place) for place in _split(row.get("med_location - MULTISELECT")) if "," in place]
    cities = [city for city in cities if city not in _UNKNOWN and _stands(city, plain)]
    if cities:
        places = [anyascii(m.place).lower() for m in mentions if m.place]
        tally.place.add(int(any(city in place or place in city for city in cities for place in places)), 0, 1)
    _score_day(tally, row, plain, mentions)
    codes = {p for m in mentions for p in m.parties}
    present = {hit.code for hit in roster.find(document.text)}
    for field_name, count in (("third_party", tally.third), ("local_parties", tally.local)):
        for name in _split(row.get(field_name)):
            code = roster.code(name)
            if code and code in present:
                count.add(int(code in codes), 0, 1)


def _score_day(tally: MendTally, row: Mapping[str, Any], plain: str, mentions: Sequence[MeetingMention]) -> None:
    try:
        day, month = int(row["Day"]), int(row["Month"])
    except (KeyError, TypeError, ValueError):
        return
    name = _MONTHS[month - 1]
    if not re.search(rf"\b(?:{day}(?:st|nd|rd|th)?(?: of)? {name[:3]}|{name} {day}\b)", plain):
        return
    dated = [m.date for m in mentions if m.date and m.date.is_day]
    tally.day.add(int(any((d.start.day, d.start.month) == (day, month) for d in dated)), 0, 1)


def _stands(words: str, plain: str) -> bool:
    """Whether the words stand in a text as words: "Tunis" is not in "Tunisian"."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain) is not None


def _split(value: Any) -> list[str]:
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


def _city(place: str) -> str:
    return str(anyascii(place.split(",")[0])).lower().strip()


def _surname(name: str) -> str:
    return str(anyascii(name)).lower().split()[-1]


@dataclass(slots=True)
class ContactTally:
    """Pairs of actors in contact, over the documents of re3d."""

    gold: Count = field(default_factory=Count)
    predicted: Count = field(default_factory=Count)

    def result(self) -> dict[str, object]:
        """Return recall over gold pairs and precision over predicted meetings."""
        return {
            "commwith_recall": self.gold.accuracy(),
            "commwith_precision": self.predicted.accuracy(),
            "counts": {"pairs": int(self.gold.wanted), "predicted": int(self.predicted.wanted)},
        }


def score_contacts(
    tally: ContactTally, row: Mapping[str, Any], mentions: Sequence[MeetingMention], roster: Roster
) -> None:
    """Add one re3d document: its `CommWith` pairs and the meetings predicted in it."""
    gold, names = _related(row, "CommWith"), _names(row)
    usable = [m for m in mentions if len(m.participants) > 1]
    for pair in gold:
        tally.gold.add(int(any(_holds(m, pair, names, roster) for m in usable)), 0, 1)
    for mention in usable:
        tally.predicted.add(int(any(_holds(mention, pair, names, roster) for pair in gold)), 0, 1)


def _related(row: Mapping[str, Any], kind: str) -> set[tuple[str, str]]:
    """The pairs of one kind of relation the annotators agreed on, without direction."""
    found = set()
    for relation in row.get("relations") or []:
        if relation["type"] == kind and relation.get("confidence", 1) >= _SURE:
            one, other = sorted((relation["source"], relation["target"]))
            found.add((one, other))
    return found


def _names(row: Mapping[str, Any]) -> dict[str, set[str]]:
    """All words of the document that the annotators say name the same as given ones (`IsSynonymOf`, one step)."""
    names: dict[str, set[str]] = {}
    for one, other in _related(row, "IsSynonymOf"):
        names.setdefault(one, set()).add(other)
        names.setdefault(other, set()).add(one)
    return names


def _holds(mention: MeetingMention, pair: tuple[str, str], names: Mapping[str, set[str]], roster: Roster) -> bool:
    one, other = (
        {
            i
            for i, p in enumerate(mention.participants)
            if any(_stands_for(p, name, roster) for name in {end, *names.get(end, ())})
        }
        for end in pair
    )
    if pair[0] == pair[1]:  # "the two leaders" stand on both sides
        return True
    return bool(one and other and len(one | other) > 1)


def _stands_for(participant: Participant, end: str, roster: Roster) -> bool:
    if participant.name and words(participant.name) & words(end):
        return True
    office, worded = words(participant.office or ""), words(end)
    if office and worded and (office <= worded or worded <= office):
        return True
    if end.lower() in {"i", "we", "the uk"}:  # the paper's own side, whoever it is
        return participant.party is not None
    return participant.party is not None and participant.party in {hit.code for hit in roster.find(end)}


@dataclass(slots=True)
class FalseTally:
    """Meetings predicted where there are none."""

    found: int = 0
    sentences: int = 0

    def add(self, mentions: Sequence[MeetingMention], sentences: int) -> None:
        """Add one text without meetings."""
        self.found += len(mentions)
        self.sentences += max(1, sentences)

    def result(self) -> dict[str, object]:
        """Return false meetings per 1,000 sentences."""
        return {
            "false_per_1000": 1000 * ratio(self.found, self.sentences),
            "counts": {"predicted": self.found, "sentences": self.sentences},
        }
