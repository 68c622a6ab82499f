"""Two or more accounts of one meeting side by side: rows are passages and claims, not scroll positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.compare_rows import Piece, marked
from onrecord.record.accounts import Alignment, Claim, Comparison, Match
from onrecord.record.attributions import Attribution
from onrecord.record.documents import Document
from onrecord.record.readings import Duplicate
from onrecord.record.spans import Span

from ..facts import fact
from ..judging import REASONS
from ..reader import Reader
from .judged import judged
from .letters import Lettered, lettered

TOLD = {
    "": "all",
    "coverage-silent": "left out by every report",
    "record-silent": "told by reports only",
    "some": "left out by some",
    "shared": "told by two or more",
}
"""What of the accounts is listed: omissions both ways, and what is corroborated."""
CLAIMS = 60
"""Claims listed before somebody asks for all: the page stays under 100 KB."""
PAIRS = 30
"""Quotes, and different values, listed before somebody asks for all."""
COLUMNS = 12
"""Papers laid side by side before somebody asks for all or picks one."""
_ORDER = ("date", "place", "format", "participant", "topic", "undertaking", "figure", "responsible", "statement")


@dataclass(frozen=True, slots=True)
class Pair:
    """A reported quote beside the official passage; both cut into what they share and what only one has."""

    alignment: Alignment
    report: Document
    said: Attribution
    official: Document | None
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One claim and, per document, the evidence of it; `silent` says which side leaves it out, if one does."""

    field: str
    value: str
    claims: tuple[Claim, ...]
    silent: str
    independent: int

    def by(self, document_id: str) -> list[Claim]:
        """Return the claims of one document."""
        return [one for one in self.claims if one.document_id == document_id]


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the model of the comparison of a meeting's accounts; None if there is no such meeting.

    `record` and `report` choose one paper of each side, `match` one verdict, `told` one of `TOLD`; `all` lists all. A
    copy of another report says nothing of its own: its quotes are counted and left out unless asked for.
    """
    meeting, comparison = reader.meeting(given["id"]), reader.comparison(given["id"])
    if meeting is None:
        return None
    documents = reader.documents(meeting.document_ids)
    letters = lettered(documents)
    chosen = {name: given.get(name, "") for name in ("record", "report", "match", "told", "all")}
    found = [one for one in _alignments(reader, comparison) if _wanted(one, chosen)]
    copies = {one.id for one in documents if reader.store.record(Duplicate, one.id)}
    own = [one for one in found if chosen["all"] or one.document_id not in copies - {chosen["report"]}]
    most = (None, None, None) if chosen["all"] else (PAIRS, CLAIMS, COLUMNS)
    pairs = [pair for one in own[: most[0]] if (pair := _pair(reader, one))]
    kept = [one for one in documents if not _left_out(one, chosen)][: most[2]]
    told = [one for one in _told(comparison, letters) if chosen["told"] in {"", one.silent}]
    told = [one for one in told if any(one.by(document.id) for document in kept)]
    differ = comparison.divergences if comparison else ()
    return {
        "meeting": meeting,
        "comparison": comparison,
        "chosen": chosen,
        "documents": kept,
        "letters": letters,
        "account_count": len(documents),
        "papers": [one for one in documents if one.is_official],
        "reports": [one for one in documents if not one.is_official],
        "pairs": pairs,
        "pair_count": len(own),
        "copied": len(found) - len(own),
        "rows": {one.alignment.id: row for one in pairs if (row := fact(reader, "alignments", one.alignment.id))},
        "told": told[: most[1]],
        "told_count": len(told),
        "differ": differ[: most[0]],
        "differ_count": len(differ),
        "reasons": REASONS,
        "matches": [one.value for one in Match],
        "tellings": TOLD,
    }


def one(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return one quote beside its passage, with all that can be decided on it; None if there is none of that id."""
    alignment = reader.fact("alignments", given["id"])
    pair = _pair(reader, alignment) if alignment else None
    if pair is None:
        return None
    papers = []
    meeting = reader.meeting(alignment.meeting_id) if alignment.meeting_id else None
    if meeting:
        papers = [paper for paper in reader.documents(meeting.document_ids) if paper.is_official]
    found = judged(reader, "alignments", alignment, f"/alignments/{alignment.id}")
    found["linked"] = {"papers": papers, "passage": _passage(alignment)}
    return {"pair": pair, "meeting": meeting, "judged": found}


def _passage(alignment: Alignment) -> str:
    if not (alignment.official_id and alignment.passage):
        return ""
    return f"{alignment.official_id}:{alignment.passage[0].start}-{alignment.passage[-1].end}"


def _alignments(reader: Reader, comparison: Comparison | None) -> list[Alignment]:
    """Return the quotes, those that stand on the record first, in the order of the record."""
    found = reader.decided(list(comparison.alignments if comparison else ()))
    return sorted(found, key=lambda one: (not (one.official_id and one.passage), one.passage[:1], one.id))


def _pair(reader: Reader, alignment: Alignment) -> Pair | None:
    told = reader.attribution(alignment.attribution_id)
    if told is None:
        return None
    report, said = told
    official = reader.document(alignment.official_id) if alignment.official_id and alignment.passage else None
    words = _joined(report, said.content)
    if official is None:
        return Pair(alignment, report, said, None, (), (Piece("same", words),))
    left, right = marked(_joined(official, alignment.passage), words)
    return Pair(alignment, report, said, official, left, right)


def _joined(document: Document, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(span.of(document.text).split()) for span in spans)


def _wanted(one: Alignment, chosen: Mapping[str, str]) -> bool:
    return (
        chosen["match"] in {"", one.match.value}
        and chosen["report"] in {"", one.document_id}
        and (not chosen["record"] or (one.passage != () and one.official_id == chosen["record"]))
    )


def _left_out(document: Document, chosen: Mapping[str, str]) -> bool:
    picked = chosen["record"] if document.is_official else chosen["report"]
    return picked not in {"", document.id}


def _told(comparison: Comparison | None, letters: Mapping[str, Lettered]) -> Iterator[Told]:
    """Yield every claim once: what two or more tell, and what some leave out."""
    if comparison is None:
        return
    found: dict[tuple[str, str], Told] = {}
    for shared in comparison.corroborations:
        key = shared.field, shared.value
        found[key] = Told(*key, shared.claims, "shared", shared.independent)
    for omission in comparison.omissions:
        key = omission.field, omission.value
        sides = {letters[one.document_id].side for one in omission.claims if one.document_id in letters}
        silent = found[key].silent if key in found else "some"
        if sides == {"official"} and any(one.side == "coverage" for one in letters.values()):
            silent = "coverage-silent"
        elif sides == {"coverage"} and any(one.side == "official" for one in letters.values()):
            silent = "record-silent"
        found[key] = Told(*key, omission.claims, silent, found[key].independent if key in found else 1)
    rank = {field: number for number, field in enumerate(_ORDER)}
    yield from sorted(found.values(), key=lambda one: (rank.get(one.field, len(rank)), one.value))
