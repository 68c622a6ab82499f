"""Label sequences of one unit → raw answers: spans are linked, cleaned up and given their places in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.record.spans import Span

from .answers import RawAttribution, RawMention, RawSentence, RawUndertaking
from .features import Place
from .heads import ACTIONS, TAGGERS
from .linking import Linking, Weights, classify, represent, softmax
from .pieces import CLOSING, INSIDE, OPENING, Unit
from .viterbi import roles_of

Floats = NDArray[np.float32]
_ROLES = {tagger.name: tagger.roles for tagger in TAGGERS}
_STOPS = frozenset(".?!")
_SENTENCE_CASES = (2, 3, 5)
"""A sentence begins with a capital letter or a figure."""
_Choice = tuple[Place | None, float]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A unit as the taggers left it: states, and by tagger the label scores and the best labels of its words."""

    unit: Unit
    states: Floats
    emissions: dict[str, Floats]
    labels: dict[str, list[int]]
    _spans: list[tuple[int, int]] = field(default_factory=list)

    def places(self, tagger: str) -> dict[str, list[Place]]:
        """Return the spans of every role of a tagger, none if the model lacks it."""
        return roles_of(self.labels.get(tagger, []), _ROLES[tagger])

    def certainty(self, tagger: str, place: Place) -> float:
        """Return how much likelier the labels chosen inside `place` are than "outside", as a probability.

        The odds of two label sequences that differ in this span alone, its transitions left aside (they are small).
        """
        start, end = place
        scores = self.emissions[tagger][start:end]
        gained = scores[np.arange(end - start), self.labels[tagger][start:end]] - scores[:, 0]
        return float(1 / (1 + np.exp(-np.clip(gained.sum(), -30, 30))))

    def span(self, place: Place) -> Span:
        """Return the place in the text."""
        if not self._spans:
            self._spans.extend(self.unit.spans)
        return Span(self._spans[place[0]][0], self._spans[place[1] - 1][1])


def attributions(tagged: Tagged, linking: Linking) -> list[RawAttribution]:
    """Link cues with contents and sources.

    Two rules chosen on PolNeAR's development set (+1.3 `pair_src`): a cue that won no content is dropped; a content
    in a unit without any cue counts only if it begins inside quotation marks.
    """
    places = tagged.places("attributions")
    sources, cues, contents = places["source"], places["cue"], places["content"]
    if not contents:
        return []
    if not cues:
        quoted = [place for place in contents if tagged.unit.states[place[0]] in (INSIDE, OPENING)]
        return [_uncued(tagged, content, sources) for content in quoted]
    scores = linking.scores(tagged.unit, tagged.states, cues, places)
    owners = scores["content"].argmax(0).tolist() if "content" in scores else [0] * len(contents)
    chosen = _choices(scores.get("source"), len(cues), sources)
    found = []
    for number, cue in enumerate(cues):
        own = [content for content, owner in zip(contents, owners, strict=True) if owner == number]
        if own:
            source, certainty = chosen[number]
            found.append(_attribution(tagged, source, cue, own, certainty))
    return found


def _uncued(tagged: Tagged, content: Place, sources: Sequence[Place]) -> RawAttribution:
    nearest = min(sources, key=lambda one: min(abs(one[0] - content[1]), abs(content[0] - one[1])), default=None)
    return _attribution(tagged, nearest, None, [content], 0.5)


def _attribution(
    tagged: Tagged, source: Place | None, cue: Place | None, contents: list[Place], certainty: float
) -> RawAttribution:
    likely = min(tagged.certainty("attributions", content) for content in contents)
    return RawAttribution(
        tagged.span(source) if source else None,
        tagged.span(cue) if cue else None,
        tuple(tagged.span(content) for content in contents),
        round(likely * certainty, 4),
    )


def _choices(scores: Floats | None, anchors: int, spans: Sequence[Place]) -> list[_Choice]:
    """Return for each anchor the span it chooses, or None, with the probability of that choice."""
    if scores is None:
        return [(None, 1.0)] * anchors
    chances = softmax(scores)
    best = chances.argmax(1).tolist()
    return [(spans[one - 1] if one else None, float(row[one])) for one, row in zip(best, chances, strict=True)]


def undertakings(tagged: Tagged, linking: Linking, weights: Weights) -> list[RawUndertaking]:
    """Give every action its actor, addressee, deadline and condition, and a commitment its strength."""
    actions = sorted((place, kind) for kind, places in tagged.places("actions").items() for place in places)
    if not actions:
        return []
    anchors = [place for place, _ in actions]
    roles = tagged.places("roles")
    scores = linking.scores(tagged.unit, tagged.states, anchors, roles)
    chosen = {role: _choices(scores.get(role), len(anchors), spans) for role, spans in roles.items()}
    strengths = classify(weights, "of_span.strength", represent(tagged.states, anchors))
    found = []
    for number, (place, kind) in enumerate(actions):
        linked = {role: choices[number][0] for role, choices in chosen.items()}
        spans = {role: tagged.span(other) if other else None for role, other in linked.items()}
        strength = ("soft", "firm")[int(strengths[number].argmax())] if kind == ACTIONS[0] else None
        certainty = round(tagged.certainty("actions", place), 4)
        found.append(RawUndertaking(kind, tagged.span(place), **spans, strength=strength, score=certainty))
    return found


def mentions(tagged: Tagged) -> list[RawMention]:
    """Return the spans of the meetings head in order of the text."""
    found = [
        RawMention(role, tagged.span(place), round(tagged.certainty("meetings", place), 4))
        for role, places in tagged.places("meetings").items()
        for place in places
    ]
    return sorted(found, key=lambda mention: mention.span)


def sentences(units: Sequence[Tagged], weights: Weights) -> list[RawSentence]:
    """Return the sentences of some units with their pledge scores."""
    places = [place for tagged in units for place in _sentences(tagged.unit)]
    if not places:
        return []
    sizes = np.array([size for _, size in places])
    starts = sizes.cumsum() - sizes
    states = np.concatenate([tagged.states for tagged in units])
    mean = np.add.reduceat(states, starts) / sizes[:, None].astype(np.float32)
    chances = classify(weights, "of_sentence.pledge", np.concatenate([mean, np.maximum.reduceat(states, starts)], 1))
    rounded = chances.astype(np.float64).round(4).tolist()
    return [RawSentence(span, *row) for (span, _), row in zip(places, rounded, strict=True)]


def _sentences(unit: Unit) -> list[tuple[Span, int]]:
    """Return the unit's sentences with their number of words."""
    words, states, cases, spans = unit.words, unit.states, unit.cases, unit.spans
    stops = [at for at, word in enumerate(words) if word in _STOPS or states[at] == CLOSING]
    ends = [
        at + 1
        for at in stops
        if at + 1 < len(words)
        and (words[at] in _STOPS or words[at - 1] in _STOPS)
        and (cases[at + 1] in _SENTENCE_CASES or states[at + 1] == OPENING)
    ]
    starts, ends = [0, *ends], [*ends, len(words)]
    return [(Span(spans[a][0], spans[b - 1][1]), b - a) for a, b in zip(starts, ends, strict=True)]
