"""Who said what: attributions of one text, statements of the record. Terms after PARC 3 and PolNeAR."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .actors import Office
from .spans import Evidence, Span
from .times import Interval


class Manner(StrEnum):
    """How the words are rendered: in quotation marks, reported, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AttributionType(StrEnum):
    """What the source does with the content, after PolNeAR: says, writes, believes, intends."""

    SPEECH = "speech"
    WRITING = "writing"
    BELIEF = "belief"
    INTENTION = "intention"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person, organisation or party a source stands for.

    `how` says how it was resolved: `name`, `surname`, `title`, `pronoun`, `continuation`, `document author`,
    `turn label`, `metonym`, `plural`. An unresolved source has no Speaker at all.
    """

    name: str
    party: str | None = None
    office: str | None = None
    how: str = "name"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something reported as said, written, believed or intended. Spans point into the document's text.

    `source` and `cue` may be missing; `content` may be in several pieces and includes its quotation marks.
    `score` in [0, 1] is the component's confidence. `is_first_person`: a passage that a first-person official
    document itself says (its speaker is the document's author), not a report of somebody else's words.
    """

    id: str
    document_id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    manner: Manner = Manner.INDIRECT
    type: AttributionType = AttributionType.SPEECH
    speaker: Speaker | None = None
    time: Interval | None = None
    score: float = 1.0
    is_first_person: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying, seen in one or more documents.

    `attribution_ids` are the tellings of it; `speaker_id` is a Person's or a party's id in the record.
    """

    id: str
    speaker_name: str
    speaker_id: str | None
    party: str | None
    office: Office | None
    attribution_ids: tuple[str, ...]
    exact: str
    at: Interval | None = None
    meeting_id: str | None = None
