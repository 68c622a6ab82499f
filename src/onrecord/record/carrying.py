"""Judgements after a re-run: each is carried to the fact that now stands where it was made, or put up for a re-check.

In come judgements with the place their fact had, and what the record holds now; out go the same judgements with the ids
of today, and those a person must look at again. A document that was replaced by a newer version is followed: the
place moves with the text around it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from .accounts import Alignment
from .documents import Document
from .judgements import Carried, Judgement, Verdict, carry, place_of, standing

Place = tuple[str, int, int]
"""Document id, start and end in code points of its text."""

KIND_BY_PREFIX = {"mtg": "meetings", "und": "undertakings", "per": "people", "aln": "alignments"}
"""Which kind of fact an id is of; other subjects (judgements, batches, mentions) are not carried."""


class Facts(Protocol):
    """What the record holds now."""

    def exists(self, fact_id: str) -> bool:
        """Tell whether there is a fact of that id."""
        ...

    def told_in(self, kind: str, document_id: str) -> Sequence[Any]:
        """Return the facts of a kind that a document tells."""
        ...


@dataclass(frozen=True, slots=True)
class Recheck:
    """A judgement whose fact is no longer as it was. `now` is the id to look at, empty if nothing stands there."""

    judgement: Judgement
    now: str


@dataclass(frozen=True, slots=True)
class Followed:
    """`judgements` are those that stand, on today's ids; `recheck` those a person must look at again."""

    judgements: tuple[Judgement, ...]
    recheck: tuple[Recheck, ...]


def anchors(fact: Any) -> list[Place]:
    """Return where a fact was read: every piece of its evidence (of an alignment, the quote)."""
    if isinstance(fact, Alignment):
        return [(fact.document_id, fact.quote[0].start, fact.quote[-1].end)] if fact.quote else []
    return [(one.document_id, one.spans[0].start, one.spans[-1].end) for one in fact.evidence if one.spans]


def place(fact: Any, kind: str) -> str:
    """Return the `place` a judgement on this fact keeps; empty if the fact has no evidence of its own."""
    return next((place_of(*one, kind) for one in anchors(fact)), "")


def follow(
    judgements: Iterable[Judgement],
    facts: Facts,
    document: Callable[[str], Document | None],
    newer: Callable[[str], str | None],
) -> Followed:
    """Carry the judgements that stand to the facts of now.

    Args:
        judgements: All of the record, in any order.
        facts: What the record holds now.
        document: Gives a document by its id, superseded ones too.
        newer: Gives the id of the version that replaced a document, None while it is current.
    """
    kept: list[Judgement] = []
    recheck: list[Recheck] = []
    moved: dict[tuple[str, str], tuple[Carried, str]] = {}

    def now(subject: str, at: str, judgement: Judgement) -> tuple[Carried, str]:
        if subject[:3] not in KIND_BY_PREFIX or facts.exists(subject):
            return Carried.SAME, subject
        if (subject, at) not in moved:
            stands = followed(at, document, newer)
            what, found = carry(replace(judgement, subject=subject, place=stands), _places(stands, facts))
            if what is Carried.MOVED and _words(at, document) != _words(stands, document):
                what = Carried.RECHECK  # a newer version says it in other words
            moved[subject, at] = what, found
        return moved[subject, at]

    for judgement in standing(judgements):
        what, subject = now(judgement.subject, judgement.place, judgement)
        if what in {Carried.RECHECK, Carried.GONE}:
            recheck.append(Recheck(judgement, subject if what is Carried.RECHECK else ""))
            continue
        after = judgement.after
        if judgement.verdict is Verdict.MERGED:  # `before` keeps the place of the other
            after = now(after, judgement.before, judgement)[1]
        kept.append(replace(judgement, subject=subject, after=after))
    return Followed(tuple(kept), tuple(recheck))


def _places(at: str, facts: Facts) -> Mapping[str, str]:
    """Return the facts of the same kind in the document of a place, each at its evidence nearest to the place."""
    read = _read(at)
    if read is None:
        return {}
    (document_id, start, end), kind = read
    found: dict[str, str] = {}
    for fact in facts.told_in(kind, document_id):
        here = [one for one in anchors(fact) if one[0] == document_id]
        if here:
            best = min(here, key=lambda one: (abs(one[1] - start) + abs(one[2] - end), one))
            found[fact.id] = place_of(*best, kind)
    return found


def followed(at: str, document: Callable[[str], Document | None], newer: Callable[[str], str | None]) -> str:
    """Return where a place stands in the newest version of its document; as it is if there is no newer one.

    Where the words occur once in the new text, that is where; else what stands between the text that did not change
    before and behind them.
    """
    read = _read(at)
    seen: set[str] = set()
    while read is not None:
        (document_id, start, end), kind = read
        later = newer(document_id)
        old, new = document(document_id), document(later) if later else None
        if old is None or new is None or later in seen:
            return at
        seen.add(new.id)
        start, end = _moved(old.text, new.text, start, end)
        at = place_of(new.id, start, end, kind)
        read = _read(at)
    return at


def _words(at: str, document: Callable[[str], Document | None]) -> str:
    """Return the characters at a place, blanks folded."""
    read = _read(at)
    held = document(read[0][0]) if read else None
    return " ".join(held.text[read[0][1] : read[0][2]].split()) if held and read else ""


def _moved(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    exact = old[start:end]
    first = new.find(exact)
    if exact and first >= 0 and new.find(exact, first + 1) < 0:
        return first, first + len(exact)
    before = _shared(old, new)
    behind = _shared(old[before:][::-1], new[before:][::-1])
    shift = len(new) - len(old)
    begins = start if start <= before else max(start + shift, before)
    ends = end + shift if end >= len(old) - behind else min(end, len(new) - behind)
    return begins, max(ends, begins + 1)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))


def _read(at: str) -> tuple[Place, str] | None:
    rest, _, kind = at.rpartition(":")
    document_id, _, numbers = rest.rpartition(":")
    first, _, last = numbers.partition("-")
    if not (document_id and first.isdecimal() and last.isdecimal()):
        return None
    return (document_id, int(first), int(last)), kind


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two people decided differently on one subject. `field` is the edited field, or `verdict`."""

    subject: str
    field: str
    judgements: tuple[Judgement, ...]


def disagreements(judgements: Iterable[Judgement]) -> tuple[Disagreement, ...]:
    """Return where the last decisions of two people on one subject contradict each other, by subject and field.

    A person who changes their mind disagrees with nobody; a comment decides nothing.
    """
    last: dict[tuple[str, str], dict[str, Judgement]] = {}
    for judgement in standing(judgements):
        for field in _decides(judgement):
            last.setdefault((judgement.subject, field), {})[judgement.by] = judgement
    return tuple(
        Disagreement(subject, field, tuple(by.values()))
        for (subject, field), by in sorted(last.items())
        if len({_value(one, field) for one in by.values()}) > 1
    )


def _decides(judgement: Judgement) -> list[str]:
    match judgement.verdict:
        case Verdict.ACCEPTED | Verdict.REJECTED:
            return ["verdict"]
        case Verdict.EDITED:
            return sorted(_edits(judgement))
        case Verdict.MERGED | Verdict.SPLIT:
            return ["merge"]
        case Verdict.LINKED | Verdict.UNLINKED:
            return [f"link {judgement.after}"]
        case _:
            return []


def _edits(judgement: Judgement) -> dict[str, Any]:
    try:
        read = json.loads(judgement.after)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _value(judgement: Judgement, field: str) -> str:
    if judgement.verdict is Verdict.EDITED:
        return json.dumps(_edits(judgement).get(field), ensure_ascii=False, sort_keys=True)
    if judgement.verdict in {Verdict.MERGED, Verdict.SPLIT}:
        return f"{judgement.verdict} {judgement.after}"
    return judgement.verdict.value
