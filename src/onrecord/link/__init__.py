"""Annotations → records: what many documents say together.

In come the readings of all current documents of a record, out go `Links`: people, meetings, statements, undertakings,
alignments, comparisons, duplicates, inferred dates, issues. Pure: the same readings give the same links, in
whatever order they come. It reads no text anew and refuses to choose between two candidates of equal right.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from onrecord.record.issues import Issue
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Links, Reading
from onrecord.roster import Roster

LINKERS = {
    "duplicates": "onrecord.link.duplicates:find",
    "people": "onrecord.link.actors:link",
    "meetings": "onrecord.link.meetings:link",
    "inferred_dates": "onrecord.link.dates:infer",
    "alignments": "onrecord.link.alignments:link",
    "statements": "onrecord.link.statements:link",
    "undertakings": "onrecord.link.undertakings:link",
    "comparisons": "onrecord.link.accounts:compare",
}
"""The linkers in the order they run, by the field of Links they fill.

Each is called with `readings` and, by name, with those of its keywords that are known by then: the roster, the
judgements, every field filled before it, and `links` with all of them. It returns its records, or a pair of records and
issues.
"""


def link(readings: Iterable[Reading], *, roster: Roster, judgements: Sequence[Judgement] = ()) -> Links:
    """Make the records of all readings.

    Args:
        readings: One per current document, in any order.
        roster: What was known beforehand.
        judgements: What people decided; it overrules every score.
    """
    ordered: Sequence[Reading] = sorted(readings, key=lambda reading: reading.document.id)
    links, issues = Links(), list[Issue]()
    for field, path in LINKERS.items():
        run = _load(path)
        known = {"roster": roster, "judgements": judgements, "links": links}
        found, raised = _call(run, ordered, known | {name: getattr(links, name) for name in LINKERS})
        links = replace(links, **{field: found})
        issues += raised
        if field == "inferred_dates":
            from .dates import anchored

            ordered = anchored(ordered, links.inferred_dates)
        elif field == "statements":
            from .statements import told_in

            links = replace(links, alignments=told_in(links.alignments, links.statements))
    return replace(links, issues=tuple(sorted(set(issues), key=_place)))


def _place(issue: Issue) -> tuple[str, str, int, str]:
    return issue.code, issue.document_id or "", issue.span.start if issue.span else -1, issue.message


def _load(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    run: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return run


def _call(
    run: Callable[..., Any], readings: Sequence[Reading], known: dict[str, Any]
) -> tuple[tuple[Any, ...], Sequence[Issue]]:
    takes = inspect.signature(run).parameters
    first = readings
    if next(iter(takes)) == "documents":
        first = [reading.document for reading in readings]  # type: ignore[misc]
    found = run(first, **{name: value for name, value in known.items() if name in takes})
    if isinstance(found, tuple) and len(found) == 2 and all(isinstance(part, tuple | list) for part in found):
        return tuple(found[0]), found[1]
    return tuple(found), ()
