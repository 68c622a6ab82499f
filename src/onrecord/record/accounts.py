"""What each document tells of one meeting, beside the others; and where a quote stands on the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .spans import Evidence, Span

EVENT = "evt"
"""How the ids of comparisons begin that are of an event, not of a meeting."""


class Match(StrEnum):
    """How a reported quote relates to the official record of its speaker."""

    VERBATIM = "verbatim"
    TRUNCATED = "truncated"
    SPLICED = "spliced"
    VARIANT = "variant"
    PARAPHRASE = "paraphrase"
    NOT_ON_RECORD = "not on record"
    NO_RECORD_HELD = "no record held"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature behind a decision and its score in [0, 1]."""

    feature: str
    score: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that changes the meaning of an aligned pair.

    `kind`: number, date, negation, modality, actor, strength, condition, order, omission (words of one side that the
    other has nothing for). Spans point into the quote's and the passage's documents. Where words are only on one side,
    the other's text is empty and its span (None in records of older versions) is the words around the place.
    """

    kind: str
    quote_span: Span | None
    passage_span: Span | None
    quote_text: str
    passage_text: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A reported quote and the official passage it comes from.

    `quote` points into `document_id`, `passage` into `official_id`; the latter two are empty for `not on record` and
    `no record held`.
    """

    id: str
    attribution_id: str
    document_id: str
    match: Match
    score: float
    reasons: tuple[Reason, ...]
    official_id: str | None = None
    passage: tuple[Span, ...] = ()
    differences: tuple[Difference, ...] = ()
    meeting_id: str | None = None
    statement_id: str | None = None
    quote: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Something an account tells of a meeting.

    `field`: date, place, format, participant, topic, undertaking, statement, figure, name (people, bodies and papers
    named besides the participants), time (dates besides the meeting's own), responsible (who is said to have done it).
    `value` is a normal form for comparison and display.
    """

    field: str
    value: str
    document_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Account:
    """One document's telling of one meeting; `copy_of` is the document whose text it repeats."""

    meeting_id: str
    document_id: str
    claims: tuple[Claim, ...]
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """A claim told by two or more independent sources; copies of one text count once (`independent`)."""

    field: str
    value: str
    claims: tuple[Claim, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Omission:
    """A claim told by some accounts and left out by others."""

    field: str
    value: str
    claims: tuple[Claim, ...]
    omitted_by: tuple[str, ...]  # document ids


@dataclass(frozen=True, slots=True)
class Divergence:
    """Accounts that give different values for the same thing."""

    field: str
    subject: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All accounts of one meeting side by side, or of an event told apart from meetings (id `evt-…`)."""

    meeting_id: str
    accounts: tuple[Account, ...]
    corroborations: tuple[Corroboration, ...] = ()
    omissions: tuple[Omission, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    alignments: tuple[Alignment, ...] = ()
