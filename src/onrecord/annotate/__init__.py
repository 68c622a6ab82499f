"""Document → annotations: what one text says, each fact at the characters it was read from.

In come Documents, out go Readings. Every component is batch in, batch out and declares what it needs and gives;
`annotate()` runs the table `COMPONENTS` in order, passes every finding through one gate (`admit`) and refuses what
has no span. It never looks at a second document: that is `onrecord.link`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.record.documents import Document
from onrecord.record.issues import BackendFailed, ConfigError, MissingBackend
from onrecord.record.readings import Reading
from onrecord.record.spans import Origin, Span
from onrecord.roster import Roster

from .admit import LAYERS, admit
from .component import Annotator, Draft, Encoder
from .parse import Parser

COMPONENTS = {
    "times": "onrecord.annotate.times:Times",
    "actors": "onrecord.annotate.actors:Actors",
    "attributions": "onrecord.annotate.attributions:Attributions",
    "meetings": "onrecord.annotate.meetings:Meetings",
    "undertakings": "onrecord.annotate.undertakings:Undertakings",
}
"""The built-in components, in the order they run; imported when first asked for."""

BATCH = 16
"""Documents that travel together: enough to fill the encoder's batches, little enough to bound memory."""


def annotate(
    documents: Iterable[Document],
    *,
    roster: Roster,
    parser: Parser | None = None,
    encoder: Encoder | None = None,
    only: Collection[str] | None = None,
) -> list[Reading]:
    """Read documents: run the components over them and keep what `admit` lets through.

    Args:
        documents: Documents as intake made them. Each is read by itself: batch and order change nothing.
        roster: Parties, offices and processes known beforehand.
        parser: Gives tokens and dependencies; the installed spaCy pipeline if None.
        encoder: Gives what the learned heads see; None reads by rules only (see `default_encoder`).
        only: Layers wanted; what they require is read too. All if None.

    Returns:
        One Reading per document, in order.

    Raises:
        ConfigError: a layer is unknown, or a component requires what no earlier one assigns.
        MissingBackend: no spaCy pipeline is installed and no parser was given.
        BackendFailed: a component answered for another number of documents than it was asked.
    """
    run = components(only)
    parser = parser or default_parser()
    done: list[Reading] = []
    for batch in _batches(documents):
        done += _annotate(batch, run, roster, parser, encoder)
    return done


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _annotate(
    batch: list[Document], run: Sequence[Annotator], roster: Roster, parser: Parser, encoder: Encoder | None
) -> list[Reading]:
    parses = parser.parse(batch)
    encoded = encoder.read([_paragraphs(one) for one in batch]) if encoder else [None] * len(batch)
    drafts = [
        Draft(Reading(document, sentences=parse.sentences), parse, roster, seen)
        for document, parse, seen in zip(batch, parses, encoded, strict=True)
    ]
    for component in run:
        drafts = _extend(drafts, component)
    return [draft.reading for draft in drafts]


def _paragraphs(document: Document) -> tuple[str, list[Span]]:
    return document.text, [region.span for region in document.speaking()]


def _extend(drafts: list[Draft], component: Annotator) -> list[Draft]:
    findings = component.annotate(drafts)
    if len(findings) != len(drafts):
        raise BackendFailed(f"{component.name} answered {len(findings)} times for {len(drafts)} documents")
    origin = Origin(component.name, component.version)
    extended = []
    for draft, found in zip(drafts, findings, strict=True):
        reading = draft.reading
        items, refused = admit(reading.document, component.assigns, found.items, origin=origin)
        changes: dict[str, Any] = {component.assigns: getattr(reading, component.assigns) + items}
        reading = replace(
            reading,
            issues=(*reading.issues, *found.issues, *refused),
            origins=(*reading.origins, origin),
            **changes,
        )
        extended.append(replace(draft, reading=reading))
    return extended


def components(only: Collection[str] | None = None) -> list[Annotator]:
    """Return the components that give the layers `only` (all if None) and what those require, in running order.

    Raises:
        ConfigError: a layer is unknown, or a component requires what no earlier one assigns.
    """
    unknown = set(only or ()) - set(LAYERS)
    if unknown:
        raise ConfigError(f"no such layer: {', '.join(sorted(unknown))}; there are {', '.join(LAYERS)}")
    table = _table()
    wanted = set(LAYERS) if only is None else set(only)
    for component in reversed(table):
        if component.assigns in wanted:
            wanted |= component.requires
    chosen = [component for component in table if component.assigns in wanted]
    _check_order(chosen)
    return chosen


def _check_order(chosen: Sequence[Annotator]) -> None:
    given: set[str] = set()
    for component in chosen:
        missing = ", ".join(sorted(component.requires - given))
        if missing:
            raise ConfigError(f"{component.name} requires {missing}, which nothing before it assigns")
        given.add(component.assigns)


@cache
def _table() -> tuple[Annotator, ...]:
    return tuple(_make(path) for path in COMPONENTS.values())


def _make(path: str) -> Annotator:
    module, _, name = path.partition(":")
    made: Annotator = getattr(importlib.import_module(module), name)()
    return made


@cache
def default_parser() -> Parser:
    """Return the installed spaCy pipeline behind the Parser protocol; it loads on first use."""
    from .parse import SpacyParser

    return SpacyParser()


@cache
def default_encoder(model: Path | None = None) -> Encoder | None:
    """Return the learned reader: of the folder `model`, else of `ONRECORD_MODEL`, else the installed one, else None.

    Raises:
        MissingBackend: the folder that was named holds no model.
        BackendFailed: the model is damaged, or of another version.
    """
    from .encoder import Encoder as Installed

    try:
        return Installed.load(model)
    except MissingBackend:
        if model or os.environ.get("ONRECORD_MODEL"):
            raise
        return None
