"""Annotated corpora → samples: the units of a document with the labels and links of the heads it was annotated for."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.annotate.encoder.heads import TAGGERS
from onrecord.annotate.encoder.pieces import Unit, Vocabulary, units_of

PARAGRAPH = re.compile(r"[^\n]+")
TAGGER = {tagger.name: tagger for tagger in TAGGERS}


@dataclass(frozen=True)
class Labelled:
    """A span of a unit with what it belongs to: `owners` are numbers of attributions or undertakings."""

    role: str
    start: int
    end: int
    owners: frozenset[int]


@dataclass
class Sample:
    """A unit with its annotations.

    `tags`: tagger → label of every word; a tagger that is missing was not annotated here and is not taught.
    `spans`: linker → labelled spans. `strength`: (start, end, class). `pledge`: class of the unit as one sentence.
    """

    unit: Unit
    tags: dict[str, list[int]] = field(default_factory=dict)
    spans: dict[str, list[Labelled]] = field(default_factory=dict)
    strength: list[tuple[int, int, int]] = field(default_factory=list)
    pledge: int | None = None


Document = list[Sample]
Annotation = tuple[str, int, int, int]
"""Role, start and end in code points of the text, owner."""


def read_lines(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def samples_of(text: str, vocabulary: Vocabulary) -> Document:
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    return [Sample(unit) for unit in units_of(text, paragraphs, vocabulary)]


def polnear(path: Path, vocabulary: Vocabulary) -> list[Document]:
    """PolNeAR: attributions, all documents."""
    documents = []
    for line in read_lines(path):
        document = samples_of(line["text"], vocabulary)
        marks = [
            (role, start, end, owner)
            for owner, attribution in enumerate(line["attributions"])
            for role in TAGGER["attributions"].roles
            for start, end in attribution[role]
        ]
        teach(document, "attributions", "attributions", marks)
        documents.append(document)
    return documents


def gold(path: Path, vocabulary: Vocabulary, attributions: bool = False) -> dict[str, Document]:
    """The project's own annotations: undertakings, their roles and strength, meetings; news attributions if asked."""
    return {line["id"]: _gold_document(line, vocabulary, attributions) for line in read_lines(path)}


def _gold_document(line: dict, vocabulary: Vocabulary, attributions: bool) -> Document:
    document = samples_of(line["text"], vocabulary)
    actions, roles = [], []
    for owner, undertaking in enumerate(line["undertakings"]):
        actions += _marks(undertaking["kind"], undertaking["action_text"], owner)
        for role in TAGGER["roles"].roles:
            roles += _marks(role, undertaking[f"{role}_text"], owner)
    teach(document, "actions", "undertakings", actions)
    teach(document, "roles", "undertakings", roles)
    strengths = [
        (undertaking["action_text"], ("soft", "firm").index(undertaking["strength"]))
        for undertaking in line["undertakings"]
        if undertaking["strength"]
    ]
    for text, strength in strengths:
        for sample, start, end in _places(document, text["start"], text["end"]):
            sample.strength.append((start, end, strength))
    teach(document, "meetings", "meetings", _meeting_marks(line["meetings"]))
    if attributions and line["attributions"]:
        marks = []
        for owner, attribution in enumerate(line["attributions"]):
            for role in TAGGER["attributions"].roles:
                marks += _marks(role, attribution[f"{role}_text"], owner)
        teach(document, "attributions", "attributions", marks)
    return document


def _meeting_marks(meetings: Iterable[dict]) -> list[Annotation]:
    marks: list[Annotation] = []
    for owner, meeting in enumerate(meetings):
        for participant in meeting["participants"]:
            marks += _marks("participant", participant["name_text"], owner)
            marks += _marks("office", participant["office_text"], owner)
        for topic in meeting["topics_text"]:
            marks += _marks("topic", topic, owner)
        for role in ("place", "format", "date"):
            marks += _marks(role, meeting[f"{role}_text"], owner)
    return marks


def _marks(role: str, value: object, owner: int) -> list[Annotation]:
    values = value if isinstance(value, list) else [value] if value else []
    return [(role, item["start"], item["end"], owner) for item in values]


def pledges(path: Path, vocabulary: Vocabulary) -> list[Document]:
    """Manifesto sentences of the corpus' own training part: none, soft or firm pledge. One sentence, one document."""
    documents = []
    for line in read_lines(path):
        if line["set"] == "trn":
            documents += [[Sample(unit, pledge=line["pledge"])] for unit in _first_unit(line["text"], vocabulary)]
    return documents


def _first_unit(text: str, vocabulary: Vocabulary) -> list[Unit]:
    return list(units_of(text, [(0, len(text))], vocabulary))[:1]


def teach(document: Document, tagger: str, linker: str, marks: list[Annotation]) -> None:
    """Label every unit of the document for `tagger`; spans that overlap one already labelled are left out."""
    placed: list[list[Labelled]] = [[] for _ in document]
    number = {id(sample): index for index, sample in enumerate(document)}
    shared: dict[tuple[int, str, int, int], set[int]] = {}
    for role, start, end, owner in marks:
        for sample, first, behind in _places(document, start, end):
            shared.setdefault((number[id(sample)], role, first, behind), set()).add(owner)
    for (index, role, first, behind), owners in shared.items():
        placed[index].append(Labelled(role, first, behind, frozenset(owners)))
    for sample, spans in zip(document, placed, strict=True):
        labels, kept = _label(len(sample.unit.words), TAGGER[tagger].roles, spans)
        sample.tags[tagger] = labels
        sample.spans.setdefault(linker, []).extend(kept)


def _label(words: int, roles: tuple[str, ...], spans: list[Labelled]) -> tuple[list[int], list[Labelled]]:
    labels, kept = [0] * words, []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if any(labels[span.start : span.end]):
            continue
        kept.append(span)
        label = 2 * roles.index(span.role) + 1
        labels[span.start : span.end] = [label] + [label + 1] * (span.end - span.start - 1)
    return labels, kept


def _places(document: Document, start: int, end: int) -> Iterable[tuple[Sample, int, int]]:
    for sample in document:
        if sample.unit.end <= start or sample.unit.start >= end:
            continue
        inside = [at for at, (a, b) in enumerate(sample.unit.spans) if a < end and b > start]
        if inside:
            yield sample, inside[0], inside[-1] + 1


def held_out(documents: dict[str, Document], share: int = 10, seed: int = 7) -> tuple[list[str], list[str]]:
    """Split identifiers into training and internal development, one in `share` of them held out."""
    names = sorted(documents)
    random.Random(seed).shuffle(names)
    cut = len(names) // share
    return names[cut:], names[:cut]
