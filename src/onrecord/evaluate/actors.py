"""Scores actors: people with office and party, on travel records, re3d and the annotated meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.annotate import annotate
from onrecord.intake import document
from onrecord.record.actors import ActorMention
from onrecord.record.documents import Document
from onrecord.record.issues import ConfigError
from onrecord.roster import Roster

from .actors_corpora import GoldTally, Re3dTally, TravelTally
from .matching import records
from .options import Options

_BATCH = 64


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Return the figures of actor annotation on `paths`.

    Travel records give `persons` (p, r, f1) and `office_accuracy`; re3d gives `synonym_recall` and `in_charge_recall`;
    annotated meetings give `participants_recall`, `party_accuracy` and `office_accuracy`. See `actors_corpora` for
    what each counts. Actors need no model, so `options.use_model` changes nothing.

    Raises:
        ConfigError: a file's records are of no known format, or files of two formats are mixed.
    """
    kinds = {_kind(path) for path in paths}
    if len(kinds) != 1:
        raise ConfigError("score files of one format at a time: " + ", ".join(str(p) for p in paths))
    rows = [row for path in paths for row in islice(records(path), options.limit)]
    return _SCORERS[kinds.pop()](rows)


def misses(paths: Sequence[Path], options: Options) -> list[str]:
    """Return what the scorer counts as wrong, one line each, for reading by eye."""
    rows = [row for path in paths for row in islice(records(path), options.limit)]
    tally = _TALLIES[_kind(paths[0])](rows)
    return list(tally.misses)


def _kind(path: Path) -> str:
    first = next(records(path), {})
    if "remarks" in first:
        return "travel"
    if "relations" in first and "document" in first:
        return "re3d"
    if "meetings" in first and "text" in first:
        return "gold"
    raise ConfigError(f"{path}: no known format for actors (travel remarks, re3d, or annotated meetings)")


def _travel(rows: Sequence[Mapping[str, Any]]) -> TravelTally:
    tally = TravelTally()
    documents = (_document(row, str(row["remarks"])) for row in rows)
    for row, mentions in zip(rows, _actors(documents), strict=True):
        tally.add(str(row["remarks"]), mentions)
    return tally


def _re3d(rows: Sequence[Mapping[str, Any]]) -> Re3dTally:
    tally, roster = Re3dTally(), Roster.builtin()
    documents = (_document(row["document"], str(row["document"]["text"])) for row in rows)
    for row, mentions in zip(rows, _actors(documents), strict=True):
        tally.add(row, str(row["document"]["text"]), mentions, roster)
    return tally


def _gold(rows: Sequence[Mapping[str, Any]]) -> GoldTally:
    tally = GoldTally()
    for row, mentions in zip(rows, _actors(_document(row, str(row["text"])) for row in rows), strict=True):
        tally.add(row, mentions)
    return tally


_TALLIES: Mapping[str, Callable[[Sequence[Mapping[str, Any]]], TravelTally | Re3dTally | GoldTally]] = {
    "travel": _travel,
    "re3d": _re3d,
    "gold": _gold,
}
_SCORERS: Mapping[str, Callable[[Sequence[Mapping[str, Any]]], dict[str, object]]] = {
    "travel": lambda rows: _travel(rows).result(),
    "re3d": lambda rows: _re3d(rows).result(),
    "gold": lambda rows: _gold(rows).result(),
}


def _document(row: Mapping[str, Any], text: str) -> Document:
    return document(
        text,
        name=str(row.get("id") or row.get("_id") or ""),
        title=str(row.get("title") or ""),
        publisher=str(row.get("publisher") or row.get("sourceName") or ""),
        published=row.get("published") or None,
        url=str(row.get("url") or row.get("sourceUrl") or ""),
        kind=row.get("kind") or None,
    )


def _actors(documents: Iterator[Document]) -> Iterator[tuple[ActorMention, ...]]:
    for batch in iter(lambda: list(islice(documents, _BATCH)), []):
        for reading in annotate(batch, roster=Roster.builtin(), only={"actors"}):
            yield reading.actors
