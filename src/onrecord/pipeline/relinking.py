"""Linking with what people decided: judgements on facts whose ids changed are carried over by their place first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.link import link
from onrecord.record.carrying import anchors, follow
from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Verdict, standing
from onrecord.record.readings import Links
from onrecord.roster import Roster
from onrecord.store import Store

_BINDING = {Verdict.MERGED, Verdict.SPLIT, Verdict.LINKED, Verdict.UNLINKED, Verdict.EDITED}


class Linked:
    """The facts of links that are not kept yet (see `onrecord.record.carrying.Facts`)."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._ids = {one.id for kind in ("people", "meetings", "undertakings", "alignments") for one in self._of(kind)}

    def _of(self, kind: str) -> Sequence[Any]:
        found: Sequence[Any] = getattr(self._links, kind, ())
        return found

    def exists(self, fact_id: str) -> bool:
        """Tell whether there is a fact of that id."""
        return fact_id in self._ids

    def told_in(self, kind: str, document_id: str) -> Sequence[Any]:
        """Return the facts of a kind that a document tells."""
        return [one for one in self._of(kind) if any(place[0] == document_id for place in anchors(one))]


def decided_links(store: Store, roster: Roster) -> Links:
    """Return the links of all current readings and all judgements that change which facts there are.

    Merges and splits name facts as linking alone makes them; where components were run again and ids changed, the
    judgements are carried to the facts that stand at the same places now. Nobody's decision is lost with an id.
    """
    judgements = [one for one in standing(store.judgements()) if one.verdict in _BINDING]
    plain = link(store.readings(), roster=roster)
    if judgements:
        now = follow(judgements, Linked(plain), store.document, store.superseded_by).judgements
        plain = link(store.readings(), roster=roster, judgements=now)
    return replace(plain, issues=(*plain.issues, *_met_twice(store)))


def _met_twice(store: Store) -> list[Issue]:
    """Return a note for every document that several places show: it counts once."""
    places: dict[str, list[str]] = {}
    for source in store.sources().values():
        if source.document_id:
            places.setdefault(source.document_id, []).append(source.name)
    told = {one: f"the same document {len(names)} times: {', '.join(sorted(names))}" for one, names in places.items()}
    return [Issue("INT010", Severity.NOTE, "intake", told[one], one) for one in sorted(told) if len(places[one]) > 1]
