"""Manifesto sentences: is a sentence a pledge, and is the pledge firm (testable) or soft?

The sentences of a manifesto are put back together, one to a line, and read as one document. A sentence counts as a
pledge if the ledger has a commitment in it. `pledge` is precision, recall and F1 over all sentences;
`firm_soft_macro_f1` the mean F1 of the two strengths over the sentences that are pledges and were found. In the
development half only Swedish manifestos have firm pledges, so that the second figure also says how well languages are
told apart; `firm_soft_macro_f1_mixed` repeats it on the documents that have both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.annotate.component import Draft
from onrecord.annotate.parse import Parse
from onrecord.annotate.undertakings import Undertakings
from onrecord.intake import document as make_document
from onrecord.record.readings import Reading
from onrecord.record.undertakings import Strength
from onrecord.roster import Roster

Judged = tuple[int, int | None]
"""Of one sentence: what it is (0 none, 1 soft, 2 firm) and what was found (None: no pledge)."""


def score(rows: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Return the figures over sentences with `document`, `pledge` and `text`, in the order of their documents."""
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_document.setdefault(str(row["document"]), []).append(row)
    judged = {name: _judge(name, group) for name, group in by_document.items()}
    every = [pair for group in judged.values() for pair in group]
    mixed = [pair for group in judged.values() if {1, 2} <= {gold for gold, _ in group} for pair in group]
    return {
        "pledge": _prf([found is not None for _, found in every], [gold > 0 for gold, _ in every]),
        "firm_soft_macro_f1": _macro(every),
        "firm_soft_macro_f1_mixed": _macro(mixed),
        "sentences": len(every),
    }


def _judge(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    lines = [" ".join(str(row["text"]).split()) or "-" for row in rows]
    document = make_document(
        "\n".join(lines), name=name, title=f"Manifesto ({name})", kind="other", side="official", language="und"
    )
    items = Undertakings().annotate([Draft(Reading(document), Parse(), Roster.builtin())])[0].items
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    strengths = {item.evidence.start: 2 if item.strength is Strength.FIRM else 1 for item in items}
    return [(int(row["pledge"]), strengths.get(start)) for row, start in zip(rows, starts, strict=True)]


def _macro(judged: Iterable[Judged]) -> float:
    both = [(gold, found) for gold, found in judged if gold and found]
    parts = [_prf([found == s for _, found in both], [gold == s for gold, _ in both])["f1"] for s in (1, 2)]
    return round(sum(parts) / 2, 4)


def _prf(found: Sequence[bool], wanted: Sequence[bool]) -> dict[str, float]:
    hit = sum(f and w for f, w in zip(found, wanted, strict=True))
    p = hit / sum(found) if any(found) else 0.0
    r = hit / sum(wanted) if any(wanted) else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}
