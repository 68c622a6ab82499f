"""Operative paragraphs as undertakings: the issuing body decides, calls, affirms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.spans import Span, cover
from onrecord.record.times import TimeMention
from onrecord.record.undertakings import Strength, UndertakingKind, UndertakingMention
from onrecord.roster import Roster

from . import operative
from .terms import deadline

_ISSUER = re.compile(
    r"(?m)^[ \t]*(?P<body>The (?:[A-Z][\w’'-]*|of|and|the|for|in)(?: (?:[A-Z][\w’'-]*|of|and|the|for|in)){0,8}),[ \t]*$"
)


def orders(document: Document, roster: Roster, times: tuple[TimeMention, ...]) -> Iterator[UndertakingMention]:
    """Yield the undertakings of a text drafted in numbered operative paragraphs, in text order.

    Args:
        document: the resolution or agreement; spans are offsets into its text.
        roster: names the issuing body and single addressees.
        times: the document's time mentions, for deadlines.
    """
    issuer = _ISSUER.search(document.text)
    actor_span = Span(issuer.start("body"), issuer.end("body")) if issuer else None
    actors = _actors(document, roster, actor_span)
    seen: set[tuple[str, int]] = set()
    for order in operative.read(document.text):
        if order.kind is None or order.action is None or (order.kind, order.action.start) in seen:
            continue
        seen.add((order.kind, order.action.start))
        yield _mention(document, roster, times, order, order.action, actors, actor_span)


def _mention(
    document: Document, roster: Roster, times: tuple[TimeMention, ...], order: operative.Operative, action: Span,
    actors: tuple[str, ...], actor_span: Span | None,
) -> UndertakingMention:  # fmt: skip
    kind = UndertakingKind(str(order.kind))
    when, _ = deadline(document, times, action, action)
    named = (
        {h.code for h in roster.find(order.addressee.of(document.text)) if h.how != "process"}
        if order.addressee
        else set()
    )
    return UndertakingMention(
        make_id("udm", document.id, kind, action.start, action.end),
        document.id, kind, action, cover((order.verb, action)),
        actors=actors, actor_span=actor_span,
        strength=Strength.FIRM if kind is UndertakingKind.COMMITMENT else None,
        addressee=named.pop() if len(named) == 1 else None, addressee_span=order.addressee,
        deadline=when.interval if when else None, deadline_span=when.span if when else None,
        told_by="self",
    )  # fmt: skip


def _actors(document: Document, roster: Roster, span: Span | None) -> tuple[str, ...]:
    words = [span.of(document.text)] if span else []
    for name in (*words, document.publisher):
        hits = [h.code for h in roster.find(name) if h.how != "process"]
        if hits:
            return (hits[0],)
    return (document.party,) if document.party else ()
