"""The contract of an annotator, and the draft that travels from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from onrecord.record.issues import Issue
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .encoder import EncoderReading
from .parse import Parse


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading in the making: the document with the layers annotated so far, its parse, and what the encoder saw.

    `encoded` is None when no model is installed or the document's language has none: components then use rules.
    """

    reading: Reading
    parse: Parse
    roster: Roster
    encoded: EncoderReading | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a component found in one draft: items of the layer it assigns, and issues."""

    items: tuple[Any, ...] = ()
    issues: tuple[Issue, ...] = field(default=())


class Encoder(Protocol):
    """Anything that sees in a text what the learned heads are for; loads its model on first use, and pickles."""

    @property
    def model(self) -> str:
        """Return `name@version` of the weights."""
        ...

    def read(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[EncoderReading]:
        """Return what the heads see in the given paragraphs of each text, in order; offsets into the text."""
        ...


class Annotator(Protocol):
    """A component: same length out as in, same order, deterministic, independent of the batch.

    `requires` and `assigns` are layer names: fields of `Reading` (`times`, `actors`, `attributions`, `meetings`,
    `undertakings`). Components hold no open model until first use, and pickle.
    """

    name: str
    version: str
    requires: frozenset[str]
    assigns: str

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return one Findings per draft, in order."""
        ...
