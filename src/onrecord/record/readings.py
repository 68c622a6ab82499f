"""What the stages hand over: a Reading is one document with its annotations, Links are the records made of many."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Alignment, Comparison
from .actors import ActorMention, Person
from .attributions import Attribution, Statement
from .documents import Document
from .issues import Issue
from .meetings import Meeting, MeetingMention
from .spans import Origin, Span
from .times import Dating, TimeMention
from .undertakings import Undertaking, UndertakingMention


@dataclass(frozen=True, slots=True)
class Reading:
    """One document and everything read from it; rebuildable from the document alone."""

    document: Document
    sentences: tuple[Span, ...] = ()
    times: tuple[TimeMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    meetings: tuple[MeetingMention, ...] = ()
    undertakings: tuple[UndertakingMention, ...] = ()
    issues: tuple[Issue, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that copies another (syndication): never a second source. `similarity` in [0, 1] of shingles."""

    document_id: str
    of: str
    similarity: float


@dataclass(frozen=True, slots=True)
class InferredDate:
    """A publication date that no metadata gave but a linked meeting implies."""

    document_id: str
    dating: Dating
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """The records made of all readings; a pure function of them, rebuildable at any time."""

    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    inferred_dates: tuple[InferredDate, ...] = ()
    issues: tuple[Issue, ...] = ()
