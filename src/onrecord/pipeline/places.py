"""Where documents come from: every file, and every line of a JSON Lines file, is a place with a locator of its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.intake import Intake, read_copies
from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.roster import Roster


@dataclass(frozen=True, slots=True)
class Place:
    """What one file, or one line of a JSON Lines file, gave. `locator` identifies it across runs and folders."""

    locator: str
    name: str
    data: bytes
    document: Document | None
    issues: tuple[Issue, ...]


def places(paths: Iterable[str | os.PathLike[str]], roster: Roster | None = None) -> Iterator[Place]:
    """Yield what every file of `paths` gives, named by its base name so that it does not matter how it was reached.

    `roster` tells whose papers are whose. A copy of a file is a place of its own that gives the same document.
    """
    used: dict[str, str] = {}
    for path in paths:
        top = Path(os.path.realpath(path))
        for intake in read_copies([path], roster=roster):
            place = _placed(intake, top)
            shows = place.document.id if place.document else ""
            while used.get(place.locator, shows) != shows:  # two records of one file bear the same id
                place = replace(place, locator=place.locator + "+")
            if place.locator not in used:
                used[place.locator] = shows
                yield place


def _placed(intake: Intake, top: Path) -> Place:
    shown = intake.original.name
    base = shown.rpartition("/")[2] or shown
    where = f"{top}/{shown}" if top.is_dir() else str(top.with_name(base))
    document = intake.document
    if document is not None:
        if document.name != shown:  # a record with an id of its own keeps its place when lines are put before it
            where, base = (f"{path.rpartition('#')[0] or path}#{document.name}" for path in (where, base))
        named = document.name if document.name != shown else base
        document = replace(document, name=named, original=replace(document.original, name=base))
    issues = tuple(replace(i, document_id=base) if i.document_id == shown else i for i in intake.issues)
    locator = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:20]
    return Place(locator, base, intake.data, document, issues)
