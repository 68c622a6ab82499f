"""Programmes and manifestos: a text that is nothing but promises, read sentence by sentence.

Their sentences have no reporting verbs and often no verb at all ("Lower fees for students."), and they come in many
languages. A linear classifier over words and wording, corrected by the sentences around, tells pledges (something
that will be done and can be tested), firm and soft ones, from the rest (`pledge_features`, `pledge_model`; trained by
`training/undertakings/pledges.py`, figures in docs/model-card-undertakings.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind, UndertakingMention

from . import pledge_model

_PROGRAMME = re.compile(r"manifest|valprogram|election program|party program|political platform", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def is_programme(document: Document) -> bool:
    """Tell by its title whether a document is an election manifesto or a party's programme."""
    return _PROGRAMME.search(document.title) is not None


def pledges(document: Document) -> Iterator[UndertakingMention]:
    """Yield the pledges of a programme, one per line of its text; none without the shipped weights."""
    model = pledge_model.load()
    if model is None:
        return
    places = [_trimmed(line) for line in _LINE.finditer(document.text)]
    judged = model.judge([place.of(document.text) for place in places])
    for place, (chance, firm) in zip(places, judged, strict=True):
        if chance < model.threshold:
            continue
        yield UndertakingMention(
            id=make_id("udm", document.id, UndertakingKind.COMMITMENT, place.start, place.end),
            document_id=document.id,
            kind=UndertakingKind.COMMITMENT,
            action=place,
            evidence=place,
            actors=(document.party,) if document.party else (),
            strength=Strength.FIRM if firm >= pledge_model.FIRM else Strength.SOFT,
            told_by="self",
            score=round(chance, 4),
        )


def _trimmed(line: re.Match[str]) -> Span:
    words = line.group()
    start = line.start() + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
