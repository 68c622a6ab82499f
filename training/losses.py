"""What each head learns from a batch: only from windows that were annotated for it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from onrecord.annotate.encoder.features import pair_features
from onrecord.annotate.encoder.heads import LINKERS, TAGGERS, Link, Linker
from training.batches import Batch
from training.corpora import Labelled, Sample
from training.network import Network, represent

TAG_WEIGHT = {"attributions": 1.0, "actions": 1.0, "roles": 0.7, "meetings": 0.3}
LINK_WEIGHT = 0.5
STRENGTH_WEIGHT = 1.0
PLEDGE_WEIGHT = 6.0
"""Weights bring the losses to one order of size: a tagger's is a sum over a window, a pledge's one choice."""


def losses(network: Network, batch: Batch, states: Tensor) -> dict[str, Tensor]:
    """Return the weighted loss of every head that this batch teaches."""
    found: dict[str, Tensor] = {}
    if batch.windows[0][0].pledge is not None:
        return {"pledge": PLEDGE_WEIGHT * _pledge_loss(network, batch, states)}
    for tagger in TAGGERS:
        rows = [row for row, window in enumerate(batch.windows) if tagger.name in window[0].tags]
        if rows:
            emissions = network.emissions(tagger.name, states[rows])
            loss = network.crf[tagger.name].loss(emissions, batch.labels(tagger.name)[rows], batch.words[rows])
            found[tagger.name] = TAG_WEIGHT[tagger.name] * loss.mean()
    for linker in LINKERS:
        if (loss := _link_loss(network, linker, batch, states)) is not None:
            found[f"{linker.name} links"] = LINK_WEIGHT * loss
    if (loss := _strength_loss(network, batch, states)) is not None:
        found["strength"] = STRENGTH_WEIGHT * loss
    return found


def _pledge_loss(network: Network, batch: Batch, states: Tensor) -> Tensor:
    classes = torch.tensor([window[0].pledge for window in batch.windows])
    words = batch.words.clone()
    words[torch.arange(len(words)), words.sum(1) - 1] = False
    return F.cross_entropy(network.of_sentence["pledge"](F.dropout(pool(states, words), network.share)), classes)


def pool(states: Tensor, words: Tensor) -> Tensor:
    """Mean and maximum of the words' states."""
    weight = words[..., None].float()
    mean = (states * weight).sum(1) / weight.sum(1).clamp(min=1)
    highest = states.masked_fill(~words[..., None], -1e4).max(1).values
    return torch.cat([mean, highest], -1)


def _strength_loss(network: Network, batch: Batch, states: Tensor) -> Tensor | None:
    places, classes = [], []
    for row, (window, starts) in enumerate(zip(batch.windows, batch.starts, strict=True)):
        for sample, start in zip(window, starts, strict=True):
            for first, behind, strength in sample.strength:
                places.append((row, start + first, start + behind))
                classes.append(strength)
    if not places:
        return None
    scores = network.of_span["strength"](F.dropout(represent(states, places), network.share))
    return F.cross_entropy(scores, torch.tensor(classes), reduction="sum") / len(batch.windows)


@dataclass
class _Candidates:
    """All anchors and spans of one link kind in a batch, and the pairs that stand in one unit."""

    anchors: list[tuple[int, int, int]]
    spans: list[tuple[int, int, int]]
    pairs: list[tuple[int, int]]
    features: list[list[int]]
    right: list[bool]


def _link_loss(network: Network, linker: Linker, batch: Batch, states: Tensor) -> Tensor | None:
    total: Tensor | None = None
    for link in linker.links:
        found = _candidates(linker, link, batch)
        if not found.anchors or (not found.pairs and link.chooser == "span"):
            continue
        loss = _choice_loss(network, linker, link, found, states) / len(batch.windows)
        total = loss if total is None else total + loss
    return total


def _candidates(linker: Linker, link: Link, batch: Batch) -> _Candidates:
    found = _Candidates([], [], [], [], [])
    for row, (window, starts) in enumerate(zip(batch.windows, batch.starts, strict=True)):
        for sample, start in zip(window, starts, strict=True):
            _unit_candidates(linker, link, sample, row, start, found)
    return found


def _unit_candidates(linker: Linker, link: Link, sample: Sample, row: int, start: int, found: _Candidates) -> None:
    spans = sample.spans.get(linker.name, [])
    anchors = [span for span in spans if span.role in linker.anchor_roles]
    if not anchors:
        return
    candidates = [span for span in spans if span.role == link.role]
    rivals = [span for span in spans if span.role == linker.links[0].role] if link.chooser == "span" else candidates
    anchor_places, rival_places = [_place(span) for span in anchors], [_place(span) for span in rivals]
    first_anchor, first_span = len(found.anchors), len(found.spans)
    found.anchors += [(row, start + a, start + b) for a, b in anchor_places]
    found.spans += [(row, start + span.start, start + span.end) for span in candidates]
    for i, anchor in enumerate(anchors):
        for j, span in enumerate(candidates):
            found.pairs.append((first_anchor + i, first_span + j))
            found.features.append(pair_features(sample.unit, _place(anchor), _place(span), anchor_places, rival_places))
            found.right.append(bool(anchor.owners & span.owners))


def _place(span: Labelled) -> tuple[int, int]:
    return span.start, span.end


def _choice_loss(network: Network, linker: Linker, link: Link, found: _Candidates, states: Tensor) -> Tensor:
    head = network.link[linker.name]
    anchors = represent(states, found.anchors)
    scores = torch.zeros(0)
    if found.pairs:
        spans = represent(states, found.spans)
        scores = head.pairs(link.role, anchors, spans, found.pairs, torch.tensor(found.features))
    by_anchor = link.chooser == "anchor"
    rows: list[list[int]] = [[] for _ in (found.anchors if by_anchor else found.spans)]
    answer = [0 if by_anchor else -100 for _ in rows]
    for number, (anchor, span) in enumerate(found.pairs):
        row = anchor if by_anchor else span
        if found.right[number] and answer[row] in (0, -100):
            answer[row] = len(rows[row]) + by_anchor
        rows[row].append(number)
    table = torch.full((len(rows), max(map(len, rows), default=0)), len(found.pairs))
    for row, numbers in enumerate(rows):
        table[row, : len(numbers)] = torch.tensor(numbers, dtype=torch.long)
    logits = torch.cat([scores, torch.full((1,), -1e4)])[table]
    if by_anchor:
        logits = torch.cat([head.nothing(link.role, anchors)[:, None], logits], 1)
    return F.cross_entropy(logits, torch.tensor(answer), reduction="sum", ignore_index=-100)
