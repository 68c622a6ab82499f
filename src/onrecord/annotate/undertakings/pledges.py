"""Programmes and manifestos: a text that is nothing but promises, read sentence by sentence.

Their sentences have no reporting verbs and often no verb at all ("Lower fees for students."), and they come in many
languages; a linear classifier over words and word parts tells pledges, firm ones (testable) and soft ones, from the
rest (`training/undertakings/pledges.py`, figures in docs/model-card-undertakings.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind, UndertakingMention

from . import classifier

WEIGHTS = "pledges.json.gz"
LABELS = ("none", "soft", "firm")
_PROGRAMME = re.compile(r"manifest|valprogram|election program|party program|political platform", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST = 60
_LENGTHS = (3, 6, 10, 15, 20, 30)


def is_programme(document: Document) -> bool:
    """Tell by its title whether a document is an election manifesto or a party's programme."""
    return _PROGRAMME.search(document.title) is not None


def pledges(document: Document) -> Iterator[UndertakingMention]:
    """Yield the pledges of a programme, one per line of its text; none without the shipped weights."""
    model = classifier.load(WEIGHTS)
    if model is None:
        return
    for line in _LINE.finditer(document.text):
        words = line.group().strip()
        chances = model.probabilities(features(words))
        score = 1.0 - chances["none"]
        if score < model.threshold:
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        place = Span(start, start + len(words))
        strength = Strength.FIRM if chances["firm"] > chances["soft"] else Strength.SOFT
        yield UndertakingMention(
            id=make_id("udm", document.id, UndertakingKind.COMMITMENT, place.start, place.end),
            document_id=document.id,
            kind=UndertakingKind.COMMITMENT,
            action=place,
            evidence=place,
            actors=(document.party,) if document.party else (),
            strength=strength,
            told_by="self",
            score=round(score, 4),
        )


def features(sentence: str) -> frozenset[str]:
    """Return the features of a sentence: words, pairs, how it starts, word parts, length; numbers are one word."""
    words = [("<number>" if w.isdigit() else w) for w in _WORD.findall(sentence.lower())][:_LONGEST]
    long = [w for w in words if len(w) > 5]
    found = {"bias", *(f"w={w}" for w in words), *(f"b={a} {b}" for a, b in pairwise(words))}
    found |= {f"start={' '.join(words[:n])}" for n in (1, 2, 3)}
    found |= {f"s={w[-4:]}" for w in long} | {f"p={w[:5]}" for w in long}
    found.add(f"length={sum(len(words) > n for n in _LENGTHS)}")
    found.add(f"capital={sentence[:1].isupper()}")
    found.add(f"bullet={re.match(r'[•*·–-]|[0-9]+[.)]', sentence) is not None}")
    return frozenset(found)
