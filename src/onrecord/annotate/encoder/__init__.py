"""The shared encoder: one pass over a text for all learned heads, on onnxruntime, without torch."""

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
class EncoderReading:
    """What all heads saw in one text. `model` is `name@version` of the weights."""

    attributions: tuple[RawAttribution, ...] = ()
    undertakings: tuple[RawUndertaking, ...] = ()
    model: str = ""
