"""Readings built by hand: a document of one paragraph per line, quotes found in it by their words."""

from __future__ import annotations

import re
from datetime import date

from onrecord.record.attributions import Attribution, Manner, Speaker
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval

DOVAN = Speaker("Mirela Dovan", "ARV")
QADIRI = Speaker("Yusef Qadiri", "CST")


def official(name: str, text: str, author: str | None = "Mirela Dovan", party: str = "ARV", **more: object) -> Document:
    return document(name, text, Side.OFFICIAL, Kind.STATEMENT, author=author, party=party, **more)


def news(name: str, text: str, publisher: str = "Harbour Post", **more: object) -> Document:
    return document(name, text, Side.COVERAGE, Kind.NEWS, publisher=publisher, **more)


def document(name: str, text: str, side: Side, kind: Kind, **more: object) -> Document:
    regions = tuple(Region(Span(*m.span()), Role.BODY) for m in re.finditer(r"[^\n]+", text))
    day = more.pop("on", None)
    publisher = str(more.pop("publisher", ""))
    published = Dating(Interval.day(day), "given") if isinstance(day, date) else None
    return Document(
        name, name, kind, side, publisher, "en", text, regions, Original(name, name), name, published=published,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def reading(paper: Document, *quotes: tuple[str, Speaker | None] | tuple[str, Speaker | None, Manner]) -> Reading:
    made = []
    for quote in quotes:
        words, speaker, manner = quote if len(quote) == 3 else (*quote, Manner.DIRECT)
        spans = tuple(_find(paper.text, part) for part in words.split(" | "))
        made.append(Attribution(make_id("att", paper.id, *spans), paper.id, spans, manner=manner, speaker=speaker))
    return Reading(paper, attributions=tuple(made))


def _find(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))
