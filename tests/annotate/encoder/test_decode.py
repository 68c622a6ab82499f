from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np

from onrecord.annotate.encoder import decode
from onrecord.annotate.encoder.features import Place, pair_features
from onrecord.annotate.encoder.linking import Floats, Linking
from onrecord.annotate.encoder.pieces import Unit, Vocabulary, units_of
from onrecord.record.spans import Span

SOURCE, CUE, CONTENT = 1, 3, 5


class FixedLinks:
    """Stands in for a linker: gives the scores it was made with."""

    def __init__(self, **scores: list[list[float]]) -> None:
        self._scores = {role: np.array(rows, np.float32) for role, rows in scores.items()}

    def scores(
        self, unit: Unit, states: Floats, anchors: Sequence[Place], spans: Mapping[str, Sequence[Place]]
    ) -> dict[str, Floats]:
        return self._scores


def _tagged(text: str, vocabulary: Vocabulary, **labels: list[int]) -> decode.Tagged:
    (unit,) = units_of(text, [(0, len(text))], vocabulary)
    words = len(unit.words)
    emissions = {name: np.eye(13, dtype=np.float32)[sequence] * 50 for name, sequence in labels.items()}
    return decode.Tagged(unit, np.zeros((words, 4), np.float32), emissions, labels)


def _attributions(tagged: decode.Tagged, **scores: list[list[float]]) -> list[decode.RawAttribution]:
    return decode.attributions(tagged, cast(Linking, FixedLinks(**scores)))


def test_a_cue_takes_the_content_and_the_source_it_chose(vocabulary: Vocabulary) -> None:
    text = "Lind said ships sail"
    tagged = _tagged(text, vocabulary, attributions=[SOURCE, CUE, CONTENT, CONTENT + 1])
    (found,) = _attributions(tagged, source=[[0.0, 9.0]])
    assert (found.source, found.cue, found.content) == (Span(0, 4), Span(5, 9), (Span(10, 20),))
    assert 0.99 < found.score <= 1


def test_a_cue_may_choose_no_source(vocabulary: Vocabulary) -> None:
    tagged = _tagged("Lind said ships sail", vocabulary, attributions=[SOURCE, CUE, CONTENT, CONTENT + 1])
    (found,) = _attributions(tagged, source=[[9.0, 0.0]])
    assert found.source is None


def test_a_cue_that_won_no_content_is_dropped(vocabulary: Vocabulary) -> None:
    text = "said ships sail added"
    tagged = _tagged(text, vocabulary, attributions=[CUE, CONTENT, CONTENT + 1, CUE])
    (found,) = _attributions(tagged, content=[[5.0], [1.0]])
    assert found.cue == Span(0, 4)


def test_contents_of_one_cue_are_kept_together(vocabulary: Vocabulary) -> None:
    text = "Ships said sail"
    tagged = _tagged(text, vocabulary, attributions=[CONTENT, CUE, CONTENT])
    (found,) = _attributions(tagged)
    assert found.content == (Span(0, 5), Span(11, 15))


def test_without_a_cue_only_a_quotation_counts(vocabulary: Vocabulary) -> None:
    plain = _tagged("ships sail", vocabulary, attributions=[CONTENT, CONTENT + 1])
    quoted = _tagged("“ships sail”", vocabulary, attributions=[CONTENT, CONTENT + 1, CONTENT + 1, CONTENT + 1])
    assert _attributions(plain) == []
    assert [found.content for found in _attributions(quoted)] == [(Span(0, 12),)]


def test_an_action_takes_the_roles_it_chose(vocabulary: Vocabulary) -> None:
    text = "They will open the port by May"
    tagged = _tagged(text, vocabulary, actions=[0, 0, 1, 2, 2, 0, 0], roles=[1, 0, 0, 0, 0, 5, 6])
    weights = {"of_span.strength.weight": np.zeros((2, 12), np.float32), "of_span.strength.bias": np.array([0.0, 1.0])}
    links = cast(Linking, FixedLinks(actor=[[0.0, 3.0]], deadline=[[0.0, 3.0]]))
    (found,) = decode.undertakings(tagged, links, weights)
    assert (found.kind, found.action, found.strength) == ("commitment", Span(10, 23), "firm")
    assert (found.actor, found.deadline, found.addressee) == (Span(0, 4), Span(24, 30), None)


def test_sentences_are_cut_at_stops(vocabulary: Vocabulary) -> None:
    text = "We sail at 9 a.m. today. “Come.” They came."
    (unit,) = units_of(text, [(0, len(text))], vocabulary)
    tagged = decode.Tagged(unit, np.ones((len(unit.words), 4), np.float32), {}, {})
    weights = {
        "of_sentence.pledge.weight": np.zeros((3, 8), np.float32),
        "of_sentence.pledge.bias": np.array([0.0, 0.0, 0.0], np.float32),
    }
    found = decode.sentences([tagged], weights)
    assert [one.span.of(text) for one in found] == ["We sail at 9 a.m. today.", "“Come.”", "They came."]
    assert all(abs(one.none + one.soft + one.firm - 1) < 1e-3 for one in found)


def test_features_tell_side_distance_and_what_stands_between(vocabulary: Vocabulary) -> None:
    (unit,) = units_of("Lind said so. They left", [(0, 23)], vocabulary)
    behind = pair_features(unit, (1, 2), (4, 5), [(1, 2)], [(0, 1), (4, 5)])
    before = pair_features(unit, (1, 2), (0, 1), [(1, 2)], [(0, 1), (4, 5)])
    assert behind[0] == 13 and before[0] == 1
    assert (behind[3], before[3]) == (31, 30)
