"""What was agreed, promised, demanded, affirmed, claimed: undertakings and their dated acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .attributions import Speaker
from .spans import Evidence, Span
from .times import Interval


class UndertakingKind(StrEnum):
    """What sort of undertaking (see docs/glossary.md)."""

    COMMITMENT = "commitment"
    UNDERSTANDING = "understanding"
    DEMAND = "demand"
    AFFIRMATION = "affirmation"
    FULFILMENT_CLAIM = "fulfilment_claim"


class Strength(StrEnum):
    """How firmly a commitment binds by its wording."""

    FIRM = "firm"
    SOFT = "soft"


class Ending(StrEnum):
    """What a text says became of an undertaking; a suspension may be a pause or an end."""

    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"


class ActKind(StrEnum):
    """What happened to an undertaking on a day."""

    MADE = "made"
    REAFFIRMED = "reaffirmed"
    CONDITIONED = "conditioned"
    AMENDED = "amended"
    DISPUTED = "disputed"
    CLAIMED_FULFILLED = "claimed fulfilled"
    FULFILLED = "fulfilled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """Where an undertaking stands on a given day. Never stored: folded from its acts."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    CLAIMED = "claimed"
    FULFILLED = "fulfilled"
    DISPUTED = "disputed"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class UndertakingMention:
    """An undertaking as one text tells it. All spans point into that text.

    `actors` are the party codes bound, asking, affirming or claiming. `speaker` is set when the undertaking is
    reported as somebody's words; `told_by` says in whose voice the text tells it: `self` (the bound party's own
    paper), `counterpart`, or `coverage`. `denied` turns a fulfilment claim round: `actors` say that the `addressee`
    has not done what was promised. `ends` is set where the text tells of an undertaking that it ended: such a mention
    is no undertaking of its own.
    """

    id: str
    document_id: str
    kind: UndertakingKind
    action: Span
    evidence: Span
    actors: tuple[str, ...] = ()
    actor_span: Span | None = None
    strength: Strength | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    deadline: Interval | None = None
    deadline_span: Span | None = None
    condition_span: Span | None = None
    speaker: Speaker | None = None
    told_by: str = "self"
    score: float = 1.0
    denied: bool = False
    ends: Ending | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened to an undertaking, with its evidence. `on` is None where no document dates it."""

    kind: ActKind
    on: Interval | None
    evidence: Evidence
    by: str | None = None  # party code or publisher of who says so


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One undertaking of the record, told in one or more documents, with its dated acts."""

    id: str
    kind: UndertakingKind
    action: str
    actors: tuple[str, ...]
    mention_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    acts: tuple[Act, ...]
    evidence: tuple[Evidence, ...]
    strength: Strength | None = None
    addressee: str | None = None
    deadline: Interval | None = None
    deadline_text: str | None = None
    condition: str | None = None
    meeting_id: str | None = None
    track: str | None = None
    reasons: tuple[str, ...] = ()


_TERMINAL = {
    ActKind.FULFILLED: Status.FULFILLED,
    ActKind.LAPSED: Status.LAPSED,
    ActKind.WITHDRAWN: Status.WITHDRAWN,
}
_WEIGHT = {  # of two acts on one day the weightier decides, so that their order does not
    Status.OPEN: 0,
    Status.CLAIMED: 1,
    Status.LAPSED: 2,
    Status.WITHDRAWN: 3,
    Status.FULFILLED: 4,
    Status.DISPUTED: 5,
}


def status(undertaking: Undertaking, on: date) -> Status:
    """Fold an undertaking's acts up to and including `on` into where it stands that day.

    Undated acts count as always known. A claim of fulfilment stays a claim; only a source other than the debtor
    makes it fulfilled. What was withdrawn or has lapsed is open again once it is made or reaffirmed anew. Overdue is
    computed from the end of the deadline's interval; undated ones are never overdue.
    The result does not depend on the order of acts within a day.
    """
    state = _fold(act for act in undertaking.acts if act.on is None or act.on.start <= on)
    if state is not Status.OPEN or undertaking.deadline is None:
        return state
    if undertaking.kind not in {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING, UndertakingKind.DEMAND}:
        return state
    if on > undertaking.deadline.end:
        return Status.OVERDUE
    return Status.DUE if on >= undertaking.deadline.start else Status.OPEN


def _fold(acts: Iterable[Act]) -> Status:
    days: dict[date, list[Act]] = {}
    for act in acts:
        days.setdefault(act.on.start if act.on else date.min, []).append(act)
    state = Status.OPEN
    for day in sorted(days):
        state = max((_after(state, act) for act in days[day]), key=_WEIGHT.__getitem__)
    return state


def _after(state: Status, act: Act) -> Status:
    if act.kind in _TERMINAL:
        return _TERMINAL[act.kind]
    if act.kind is ActKind.DISPUTED:
        return Status.DISPUTED
    if act.kind is ActKind.CLAIMED_FULFILLED:
        return state if state in {Status.FULFILLED, Status.DISPUTED} else Status.CLAIMED
    renewed = act.kind is ActKind.REAFFIRMED and state in {Status.WITHDRAWN, Status.LAPSED}
    if renewed or act.kind in {ActKind.MADE, ActKind.AMENDED}:
        return Status.OPEN
    return state
