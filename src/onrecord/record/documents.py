"""Documents: a text fixed for ever, its regions, and where it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from .spans import Span
from .times import Dating


class Kind(StrEnum):
    """What sort of paper a document is."""

    READOUT = "readout"
    STATEMENT = "statement"
    TRANSCRIPT = "transcript"
    JOINT_STATEMENT = "joint statement"
    COMMUNIQUE = "communiqué"
    SPEECH = "speech"
    AGREEMENT = "agreement"
    RESOLUTION = "resolution"
    NEWS = "news"
    OTHER = "other"


class Side(StrEnum):
    """Whose telling a document is: a party's or body's own paper, or coverage of it."""

    OFFICIAL = "official"
    COVERAGE = "coverage"


class Role(StrEnum):
    """What a region of a text is there for. Furniture (menus, adverts, counters) is marked, never deleted."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    TURN = "turn"
    FURNITURE = "furniture"


SPEAKING = frozenset({Role.HEADLINE, Role.LEAD, Role.BODY, Role.TURN})
"""Roles whose words may state a fact. Captions, headings, datelines and furniture speak for nobody."""


@dataclass(frozen=True, slots=True)
class Region:
    """A paragraph-sized stretch of a document and its role. `speaker` is the label of a transcript turn."""

    span: Span
    role: Role
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes a document was read from, kept content-addressed in the record.

    `sha256` is the hash of the bytes, `name` the file name (or `name#line` in JSON Lines) as a person would
    recognise it, `edits` the edit map from `Document.text` back to the decoded original
    (see `onrecord.text.edits`): pairs of offsets `(in text, in original)` at which a run starts.
    """

    sha256: str
    name: str
    media_type: str = "text/plain"
    size: int = 0
    edits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text that never changes after intake.

    Attributes:
        id: content address of original and locator; the same bytes give the same id.
        name: the publisher's or corpus's own id, else the file's name: how people refer to it.
        party: code of the party whose paper it is (`RUS`, `UN`), None for coverage or unknown.
        author: the person a first-person statement speaks for, as worded in the title or metadata.
        language: ISO 639-1 code, or `und`.
        published: publication date with its precision and reason, None while unknown.
        regions: in text order, covering every non-blank character once.
        sha256: hash of `text` in UTF-8.
    """

    id: str
    name: str
    kind: Kind
    side: Side
    publisher: str
    language: str
    text: str
    regions: tuple[Region, ...]
    original: Original
    sha256: str
    title: str = ""
    url: str = ""
    published: Dating | None = None
    party: str | None = None
    author: str | None = None
    metadata: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_official(self) -> bool:
        """Whether the document is a party's or an international body's own paper."""
        return self.side is Side.OFFICIAL

    def speaking(self) -> tuple[Region, ...]:
        """Return the regions whose words may state a fact."""
        return tuple(r for r in self.regions if r.role in SPEAKING)

    def region_at(self, offset: int) -> Region | None:
        """Return the region that holds the character at `offset`."""
        number = bisect_right(self.regions, offset, key=lambda r: r.span.start) - 1
        found = self.regions[number] if number >= 0 else None
        return found if found is not None and offset < found.span.end else None
