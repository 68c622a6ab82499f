"""The table of heads: what is read from one pass of the encoder.

Adding a head is one entry here, a reader of its annotations in `training/corpora.py` and, where its answer is more
than spans, a decoder. Training, export and run time all go by this table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tagger:
    """Spans of some roles that do not overlap: BIO labels over the words, decoded by a linear-chain CRF.

    Label 0 is outside; role number `r` has the labels `2r + 1` (first word) and `2r + 2` (further words).
    """

    name: str
    roles: tuple[str, ...]

    @property
    def size(self) -> int:
        """Number of labels."""
        return 2 * len(self.roles) + 1


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of link of an anchor span to spans of a role, inside one unit.

    `chooser`: `"anchor"`: each anchor chooses one span or none; `"span"`: each span chooses its anchor.
    """

    role: str
    chooser: str


@dataclass(frozen=True, slots=True)
class Linker:
    """Links between the spans of one or two taggers; anchors are the spans of `anchor_roles`."""

    name: str
    anchor_roles: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Classifier:
    """One of `labels` for each sentence, or for each span of a tagger."""

    name: str
    labels: tuple[str, ...]


ACTIONS = ("commitment", "understanding", "demand", "affirmation", "fulfilment_claim")

TAGGERS = (
    Tagger("attributions", ("source", "cue", "content")),
    Tagger("actions", ACTIONS),
    Tagger("roles", ("actor", "addressee", "deadline", "condition")),
    Tagger("meetings", ("participant", "office", "topic", "place", "format", "date")),
)
LINKERS = (
    Linker("attributions", ("cue",), (Link("source", "anchor"), Link("content", "span"))),
    Linker(
        "undertakings",
        ACTIONS,
        (Link("actor", "anchor"), Link("addressee", "anchor"), Link("deadline", "anchor"), Link("condition", "anchor")),
    ),
)
SPAN_CLASSIFIERS = (Classifier("strength", ("soft", "firm")),)
SENTENCE_CLASSIFIERS = (Classifier("pledge", ("none", "soft", "firm")),)
