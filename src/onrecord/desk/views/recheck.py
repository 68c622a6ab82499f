"""What a person must look at again: facts that a re-run changed under a decision, and where two people differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record.carrying import KIND_BY_PREFIX, Disagreement, Recheck
from onrecord.record.documents import Document
from onrecord.record.judgements import Judgement

from ..facts import Fact, fact
from ..reader import Reader

SHOWN = 25
"""Of each kind shown at once; the next ones move up as these are looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A decision on what was read before (`old`: the words it stood on), beside what is read there now, if anything."""

    judgement: Judgement
    old: str
    document: Document | None
    now: Fact | None


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the decisions to look at again, and the facts on which people decided differently."""
    return {
        "pairs": [_pair(reader, one) for one in reader.recheck[:SHOWN]],
        "differ": [(one, _row(reader, one)) for one in reader.disagreements[:SHOWN]],
        "pair_count": len(reader.recheck),
        "differ_count": len(reader.disagreements),
    }


def _pair(reader: Reader, one: Recheck) -> Pair:
    document_id, _, rest = one.judgement.place.partition(":")
    numbers = rest.partition(":")[0].partition("-")
    document = reader.document(document_id) if document_id else None
    words = ""
    if document and numbers[0].isdecimal() and numbers[2].isdecimal():
        words = " ".join(document.text[int(numbers[0]) : int(numbers[2])].split())
    kind = KIND_BY_PREFIX.get(one.judgement.subject[:3], "")
    return Pair(one.judgement, words, document, fact(reader, kind, one.now) if one.now and kind else None)


def _row(reader: Reader, one: Disagreement) -> Fact | None:
    kind = KIND_BY_PREFIX.get(one.subject[:3], "")
    return fact(reader, kind, one.subject) if kind else None
