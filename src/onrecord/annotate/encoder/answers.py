"""What the heads saw in a text: raw spans, before any rule of an annotator; offsets count its code points."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """What the attribution head saw. Offsets into the text given; `score` in [0, 1]."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class RawUndertaking:
    """What the undertakings head saw. Offsets into the text given; `score` in [0, 1]."""

    kind: str
    action: Span
    actor: Span | None = None
    addressee: Span | None = None
    deadline: Span | None = None
    condition: Span | None = None
    strength: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class RawMention:
    """A span of the meetings head: `role` is participant, office, topic, place, format or date; `score` in [0, 1]."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence with how likely it is no pledge, a soft pledge, a firm pledge (sum 1).

    Taught on sentences of election programmes; sentence ends are guessed from stops.
    """

    span: Span
    none: float
    soft: float
    firm: float


@dataclass(frozen=True, slots=True)
class EncoderReading:
    """What all heads saw in one text, each in order of the text. `model` is `name@version` of the weights.

    `sentences` is filled only where it is asked for.
    """

    attributions: tuple[RawAttribution, ...] = ()
    undertakings: tuple[RawUndertaking, ...] = ()
    model: str = ""
    meetings: tuple[RawMention, ...] = ()
    sentences: tuple[RawSentence, ...] = ()
