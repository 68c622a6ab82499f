"""Search: facts by their own words, quotes, and passages of documents; narrowed by publisher, kind, year and party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onrecord.record.actors import Person
from onrecord.record.attributions import Attribution, Statement
from onrecord.record.documents import Document
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking, status
from onrecord.store.asking import ANY, Paper
from onrecord.store.searching import COMMON

from ..reader import Reader

SHOWN = 12
"""Facts of a kind shown."""
PASSAGES = 25
"""Passages shown: the page stays under 100 KB."""
NARROWED = 200
"""Facts of a kind, best first, that are looked through when a choice of papers narrows them."""
WHAT = {"": "everything", "facts": "facts", "quotes": "quotes", "documents": "documents"}
FACETS = ("publisher", "kind", "year", "party")
FACTS: dict[str, type[Any]] = {"people": Person, "meetings": Meeting, "undertakings": Undertaking}


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what holds all words of `q`, best first: facts, quotes and passages, or what `what` asks for of these.

    `publisher`, `kind`, `year` and `party` choose the papers; a fact is shown if one of the papers that tell it passes.
    """
    asked, what = given.get("q", "").strip(), given.get("what", "")
    chosen = Paper(**{name: given.get(name, "") for name in FACETS})
    spread = reader.store.spread(asked) if asked else []
    wanted = set(FACTS) if what in {"", "facts"} else set()
    found = {kind: _best(reader, asked, FACTS[kind], chosen) if kind in wanted else ([], 0) for kind in FACTS}
    quotes = _best(reader, asked, Statement, chosen) if what in {"", "quotes"} else ([], 0)
    hits = reader.store.search(asked, limit=PASSAGES, chosen=chosen) if asked and what in {"", "documents"} else []
    return {
        "asked": asked,
        "what": what if what in WHAT else "",
        "kinds_of": WHAT,
        "chosen": {name: getattr(chosen, name) for name in FACETS},
        "facets": {name: _facet(spread, chosen, name) for name in FACETS},
        "documents": sum(number for paper, number in spread if paper.passes(chosen)),
        "people": found["people"][0],
        "meetings": found["meetings"][0],
        "undertakings": [(one, status(one, reader.today)) for one in found["undertakings"][0]],
        "statements": [(one, _told(reader, one, chosen)) for one in quotes[0]],
        "totals": {kind: total for kind, (_, total) in {**found, "quotes": quotes}.items()},
        "most": COMMON,
        "hits": [(hit, reader.document(hit.document_id)) for hit in hits],
    }


def _facet(spread: Iterable[tuple[Paper, int]], chosen: Paper, name: str) -> list[tuple[str, int]]:
    """Return the values of one field with their documents, most first, as far as the other choices pass them."""
    others = replace(chosen, **{name: ""})
    counts: Counter[str] = Counter()
    for paper, number in spread:
        if paper.passes(others):
            counts[getattr(paper, name)] += number
    listed = [(value, number) for value, number in counts.items() if value]
    if name == "year":
        return sorted(listed)
    return sorted(listed, key=lambda pair: (-pair[1], pair[0]))[:50]


def _best(reader: Reader, asked: str, noun: type[Any], chosen: Paper) -> tuple[list[Any], int]:
    """Return the best facts of a kind and how many there are (of those looked through, if papers are chosen)."""
    if not asked:
        return [], 0
    if chosen == ANY:
        found = reader.store.search_facts(asked, noun, limit=SHOWN)
        return reader.decided(list(found.facts)), found.total
    listed = reader.store.search_facts(asked, noun, limit=NARROWED).facts
    homes = {one.id: _documents(reader, one) for one in listed}
    papers = reader.store.papers(sorted({document for told in homes.values() for document in told}))
    kept = [one for one in listed if any(papers[told].passes(chosen) for told in homes[one.id] if told in papers)]
    return reader.decided(kept[:SHOWN]), len(kept)


def _documents(reader: Reader, one: Any) -> list[str]:
    """Return the ids of the documents that tell a fact."""
    if isinstance(one, Statement):
        return [holder for told in one.attribution_ids if (holder := reader.store.holder(told))]
    if isinstance(one, Person):
        return [proof.document_id for proof in one.evidence]
    return list(one.document_ids)


def _told(reader: Reader, one: Statement, chosen: Paper) -> tuple[Document, Attribution] | None:
    """Return the telling that a statement is shown by: the first one in a paper that is chosen."""
    tellings = [told for each in one.attribution_ids if (told := reader.attribution(each))]
    if chosen != ANY:
        papers = reader.store.papers([document.id for document, _ in tellings])
        tellings = [told for told in tellings if papers[told[0].id].passes(chosen)]
    return tellings[0] if tellings else None
