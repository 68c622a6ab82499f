"""`onrecord evaluate meetings FILE…`: who met whom, measured on gold annotations and on corpora others made.

A file's format is recognised by its records: gold annotations (`meetings`), MEND (`Summary`), re3d (`relations`),
FA-KES (`label` and `group`) and PLOVER (`eventText`). Figures are fractions in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.annotate import annotate
from onrecord.intake import document as make_document
from onrecord.record.documents import Document
from onrecord.record.issues import ConfigError
from onrecord.record.readings import Reading
from onrecord.record.times import Interval
from onrecord.roster import Roster

from . import meetings_corpora as corpora
from . import meetings_gold as gold
from .matching import records
from .options import Options

_CHUNK = 64
_CONTACT = "CONSULT"  # PLOVER's category for meetings; its other categories hold none


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Measure the meetings read from every file against what is annotated there.

    Raises:
        ConfigError: a file is not readable or of none of the formats named above.
    """
    roster = Roster.builtin()
    scorers = {"gold": _gold, "mend": _mend, "re3d": _re3d, "negatives": _negatives}
    by_format: dict[str, list[Mapping[str, Any]]] = {}
    for path in paths:
        rows: list[Mapping[str, Any]] = list(records(path, options.limit))
        by_format.setdefault(_format(path, rows), []).extend(rows)
    result: dict[str, object] = {}
    for name, rows in by_format.items():
        figures = scorers[name](rows, roster)
        counts = figures.pop("counts", {})
        result |= figures
        result[f"{name}_counts"] = counts
    return result


def _format(path: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    keys = set(rows[0]) if rows else set()
    if "meetings" in keys:
        return "gold"
    if "Summary" in keys:
        return "mend"
    if {"relations", "entities"} <= keys:
        return "re3d"
    if "eventText" in keys or {"label", "group"} <= keys:
        return "negatives"
    raise ConfigError(f"{path}: no format of meetings that can be scored (gold, MEND, re3d, FA-KES, PLOVER)")


def _gold(rows: Sequence[Mapping[str, Any]], roster: Roster) -> dict[str, object]:
    tally = gold.Tally()
    for row, reading in zip(rows, read([gold_document(r) for r in rows], roster), strict=True):
        gold.score_document(tally, reading.meetings, row["meetings"])
    return tally.result()


def _mend(rows: Sequence[Mapping[str, Any]], roster: Roster) -> dict[str, object]:
    tally = corpora.MendTally()
    documents = [make_document(str(r.get("Summary") or ""), name=r["id"], published=_mend_date(r)) for r in rows]
    for row, reading in zip(rows, read(documents, roster), strict=True):
        corpora.score_mend(tally, row, reading.document, reading.meetings, roster)
    return tally.result()


def _mend_date(row: Mapping[str, Any]) -> Interval | None:
    """Return the event's own day, else its month: the excerpts are undated, and press texts come out at once.

    Only days written out in the excerpt are scored, so that this gives them a year and nothing else.
    """
    try:
        month = Interval.month(int(row["Year"]), int(row["Month"]))
    except (KeyError, TypeError, ValueError):
        return None
    try:
        return Interval.day(month.start.replace(day=int(row["Day"])))
    except (KeyError, TypeError, ValueError):
        return month


def _re3d(rows: Sequence[Mapping[str, Any]], roster: Roster) -> dict[str, object]:
    tally = corpora.ContactTally()
    documents = [
        make_document(
            r["document"]["text"], name=r["id"], title=r["document"].get("title") or "", publisher=r["source"]
        )
        for r in rows
    ]
    for row, reading in zip(rows, read(documents, roster), strict=True):
        corpora.score_contacts(tally, row, reading.meetings, roster)
    return tally.result()


def _negatives(rows: Sequence[Mapping[str, Any]], roster: Roster) -> dict[str, object]:
    tally = corpora.FalseTally()
    usable = [r for r in rows if r.get("event") != _CONTACT and r.get("text")]
    for reading in read([gold_document(r) for r in usable], roster):
        tally.add(reading.meetings, len(reading.sentences))
    return tally.result()


def gold_document(row: Mapping[str, Any]) -> Document:
    """Return a gold record as a Document, with the metadata its corpus gives."""
    return make_document(
        row["text"],
        name=str(row["id"]),
        title=str(row.get("title") or ""),
        publisher=str(row.get("publisher") or ""),
        published=_published(str(row.get("published") or "")),
        kind=row.get("kind"),
        url=str(row.get("url") or ""),
    )


def _published(value: str) -> Interval | None:
    """Read ISO dates and times, years, and FA-KES's `month/day/year`."""
    if "/" in value:
        month, day, year = value.split("/")
        return Interval.day(date(int(year), int(month), int(day)))
    try:
        return Interval.parse(value[:10])
    except ValueError:
        return None


def read(documents: Sequence[Document], roster: Roster) -> Iterator[Reading]:
    """Yield one reading per document with the layers meetings need, a few documents at a time."""
    for start in range(0, len(documents), _CHUNK):
        yield from annotate(documents[start : start + _CHUNK], roster=roster, only={"meetings"})
