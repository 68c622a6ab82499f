"""`onrecord evaluate undertakings FILE…`: commitments, demands, affirmations and understandings, measured.

A file's format is recognised by its records: gold annotations (`undertakings`), manifesto sentences (`pledge`),
Security Council resolutions (publisher and numbered paragraphs) and PLOVER sentences (`eventText`). Figures are
fractions in [0, 1]; what each means is said in docs/undertakings.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.annotate import annotate, default_encoder
from onrecord.annotate.component import Encoder
from onrecord.intake import document as make_document
from onrecord.record.documents import Document
from onrecord.record.issues import ConfigError
from onrecord.record.readings import Reading
from onrecord.roster import Roster

from . import undertakings_events, undertakings_gold, undertakings_pledges, undertakings_resolutions
from .matching import records
from .meetings import gold_document
from .options import Options

Rows = list[Mapping[str, Any]]


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Measure the undertakings read from every file against what is annotated there.

    Raises:
        ConfigError: a file is not readable or of none of the formats named above.
    """
    scorers = {"gold": _gold, "pledges": _pledges, "resolutions": _resolutions, "events": _events}
    by_format: dict[str, Rows] = {}
    for path in paths:
        rows: Rows = list(records(path, options.limit))
        by_format.setdefault(_format(path, rows), []).extend(rows)
    result: dict[str, object] = {}
    for name, rows in by_format.items():
        result |= scorers[name](rows, options)
    return result


def _format(path: Path, rows: Rows) -> str:
    keys = set(rows[0]) if rows else set()
    if "undertakings" in keys:
        return "gold"
    if "pledge" in keys:
        return "pledges"
    if "eventText" in keys:
        return "events"
    if {"id", "publisher", "text"} <= keys and any("Resolution" in str(r["text"])[:200] for r in rows):
        return "resolutions"
    raise ConfigError(f"{path}: no format of undertakings that can be scored (gold, pledges, resolutions, PLOVER)")


def read(documents: Sequence[Document], options: Options, *layers: str) -> list[Reading]:
    """Annotate documents with the layers named (undertakings if none), with or without the learned reader."""
    encoder: Encoder | None = default_encoder(options.model) if options.use_model else None
    return annotate(documents, roster=Roster.builtin(), encoder=encoder, only=set(layers) or {"undertakings"})


def _gold(rows: Rows, options: Options) -> dict[str, object]:
    tally = undertakings_gold.Tally()
    for row, reading in zip(rows, read([gold_document(r) for r in rows], options), strict=True):
        told = [one for one in reading.undertakings if one.ends is None]  # an ending is an act, no undertaking
        undertakings_gold.score_document(tally, told, row["undertakings"])
    return tally.result()


def _pledges(rows: Rows, options: Options) -> dict[str, object]:
    return undertakings_pledges.score(rows)


def _resolutions(rows: Rows, options: Options) -> dict[str, object]:
    documents = [make_document(r["text"], name=str(r["id"]), publisher=str(r.get("publisher") or "")) for r in rows]
    return undertakings_resolutions.score(rows, read(documents, options))


def _events(rows: Rows, options: Options) -> dict[str, object]:
    usable = [r for r in rows if r.get("text")]
    readings = read(
        [gold_document({**r, "published": r.get("date")}) for r in usable], options, "undertakings", "meetings"
    )
    return undertakings_events.score(usable, readings)
