"""What an exporter is given: the contents of a record, loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.readings import Links

JUDGED = ("people", "meetings", "undertakings", "alignments")
"""Fields of Links whose records people judge one by one."""
REVIEWED = frozenset({"accepted", "edited"})
"""Review statuses of a fact that may be published."""


@dataclass(frozen=True)
class Contents:
    """Current documents, links and issues of a record.

    `labels` names what facts give by id (processes), `review` is the review status of the facts people decided on.
    """

    documents: Sequence[Document] = ()
    links: Links = field(default_factory=Links)
    issues: Sequence[Issue] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    review: Mapping[str, str] = field(default_factory=dict)

    def review_status(self, fact_id: str) -> str:
        """Return `accepted`, `rejected` or `edited` as people decided on a fact, `machine` while nobody did."""
        return self.review.get(fact_id, "machine")

    def reviewed(self) -> Contents:
        """Return the same record with nothing but facts that people accepted or edited.

        Kinds that people do not judge one by one (statements, comparisons) are left out.
        """
        kept = {
            kind: tuple(one for one in getattr(self.links, kind) if self.review_status(one.id) in REVIEWED)
            for kind in JUDGED
        }
        return replace(self, links=replace(self.links, **kept, statements=(), comparisons=()))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of documents by id; where two bear one name, the publisher or the id tells them apart."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(document.name, []).append(document)
        return {d.id: name if len(same) == 1 else _told_apart(d, same) for name, same in found.items() for d in same}

    @cached_property
    def said(self) -> Mapping[str, str]:
        """Exact text of the statement an attribution is a telling of, by attribution id."""
        return {a: statement.exact for statement in self.links.statements for a in statement.attribution_ids}

    def name(self, document_id: str) -> str:
        """Return how people refer to a document; its id if it is not among the contents."""
        return self.names.get(document_id, document_id)

    def dated(self) -> list[Document]:
        """Return the documents in order of publication (undated ones last), then name."""
        inferred = {one.document_id: one.dating.interval for one in self.links.inferred_dates}
        days = {d.id: d.published.interval if d.published else inferred.get(d.id) for d in self.documents}
        return sorted(
            self.documents, key=lambda d: (day.iso() if (day := days[d.id]) else "9999", self.name(d.id), d.id)
        )


def _told_apart(document: Document, same: Sequence[Document]) -> str:
    others = [d for d in same if d.publisher == document.publisher]
    mark = document.publisher if document.publisher and len(others) == 1 else document.id
    return f"{document.name} ({mark})"
