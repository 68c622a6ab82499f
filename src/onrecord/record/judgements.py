"""What people decided. Judgements are only ever appended; the current value is a fold, and no re-run overrides one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a person says of a fact."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    MERGED = "merged"
    SPLIT = "split"
    LINKED = "linked"
    UNLINKED = "unlinked"
    COMMENTED = "commented"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: `subject` is a fact's id; `before` and `after` are JSON values of what was changed.

    `place` is the fact's anchor (`document id:start-end:kind`), by which the decision is carried over when a
    component is re-run and ids change. `batch` groups decisions that were made, and can be undone, together.
    """

    id: str
    subject: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str = ""
    before: str = ""
    after: str = ""
    place: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where people stand on one fact: a pure fold of the judgements on it that were not undone.

    `verdict` is the last acceptance, rejection or edit, None while nobody decided. `edits` maps fields to the JSON of
    their decided values, `comments` are in order. `history` holds every judgement that counts.
    """

    subject: str
    verdict: Verdict | None = None
    edits: tuple[tuple[str, str], ...] = ()
    merged_into: str | None = None
    links: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    history: tuple[Judgement, ...] = ()

    @property
    def review_status(self) -> str:
        """`machine` while nobody decided, else `accepted`, `rejected` or `edited`."""
        return self.verdict.value if self.verdict else "machine"


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that count: those that no standing `undone` takes back, by time and id.

    An `undone` names in `subject` the judgement it takes back, or `batch:ID` for all of a batch; it can be undone
    itself. The order in which judgements are given does not matter.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    kept: list[Judgement] = []
    for judgement in reversed(ordered):  # what takes back is later than what it takes back
        if judgement.id in undone or (judgement.batch and f"batch:{judgement.batch}" in undone):
            continue
        if judgement.verdict is Verdict.UNDONE:
            undone.add(judgement.subject)
        else:
            kept.append(judgement)
    return kept[::-1]


def decisions(judgements: Iterable[Judgement]) -> dict[str, Decision]:
    """Fold judgements into a Decision per subject. Of two on one field, the later counts; both stay in the history."""
    found: dict[str, Decision] = {}
    for judgement in standing(judgements):
        found[judgement.subject] = _with(found.get(judgement.subject, Decision(judgement.subject)), judgement)
    return found


def _with(decision: Decision, judgement: Judgement) -> Decision:
    decision = replace(decision, history=(*decision.history, judgement))
    match judgement.verdict:
        case Verdict.ACCEPTED | Verdict.REJECTED:
            return replace(decision, verdict=judgement.verdict)
        case Verdict.EDITED:
            edits = dict(decision.edits) | dict(_fields(judgement.after))
            return replace(decision, verdict=Verdict.EDITED, edits=tuple(sorted(edits.items())))
        case Verdict.MERGED:
            return replace(decision, merged_into=judgement.after)
        case Verdict.SPLIT:
            return replace(decision, merged_into=None)
        case Verdict.LINKED:
            kept = tuple(link for link in decision.unlinked if link != judgement.after)
            return replace(decision, links=(*decision.links, judgement.after), unlinked=kept)
        case Verdict.UNLINKED:
            kept = tuple(link for link in decision.links if link != judgement.after)
            return replace(decision, links=kept, unlinked=(*decision.unlinked, judgement.after))
        case Verdict.COMMENTED:
            return replace(decision, comments=(*decision.comments, judgement.after or judgement.reason))
        case Verdict.UNDONE:  # pragma: no cover  `standing` has taken these out
            return decision


def _fields(after: str) -> Iterator[tuple[str, str]]:
    """Read an edit's `after`, a JSON object of fields, as pairs of field and JSON of its value."""
    try:
        changed = json.loads(after)
    except ValueError:
        changed = None
    if isinstance(changed, dict):
        yield from ((str(field), json.dumps(value, ensure_ascii=False)) for field, value in changed.items())


class Carried(StrEnum):
    """What a re-run did to the fact that somebody judged."""

    SAME = "same"  # the fact still bears its id
    MOVED = "moved"  # another id, the same place
    RECHECK = "recheck"  # something else stands there now: a person must look
    GONE = "gone"  # nothing of its kind stands there any more


def carry(judgement: Judgement, places: Mapping[str, str]) -> tuple[Carried, str]:
    """Find the fact a judgement is on, after components were run again.

    Args:
        judgement: With the `place` its fact had: `document id:start-end:kind`.
        places: The place of every fact there is now, by id.

    Returns:
        What became of the fact, and the id of the one to look at (the judgement's own subject if it is gone).
        One fact at the very place is the same fact; one or more that only overlap it must be looked at.
    """
    if judgement.subject in places:
        return Carried.SAME, judgement.subject
    at = _place(judgement.place)
    if at is None:
        return Carried.GONE, judgement.subject
    exact = sorted(fact for fact, place in places.items() if place == judgement.place)
    if len(exact) == 1:
        return Carried.MOVED, exact[0]
    near = sorted(fact for fact, place in places.items() if _overlap(at, _place(place)))
    return (Carried.RECHECK, near[0]) if near else (Carried.GONE, judgement.subject)


_Place = tuple[str, int, int, str]


def place_of(document_id: str, start: int, end: int, kind: str) -> str:
    """Return how a judgement's `place` is written."""
    return f"{document_id}:{start}-{end}:{kind}"


def _place(place: str) -> _Place | None:
    found = re.fullmatch(r"(.*):(\d+)-(\d+):([^:]*)", place, re.DOTALL)
    return (found[1], int(found[2]), int(found[3]), found[4]) if found else None


def _overlap(one: _Place, other: _Place | None) -> bool:
    return other is not None and (one[0], one[3]) == (other[0], other[3]) and one[1] < other[2] and other[1] < one[2]
