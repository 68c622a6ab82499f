"""The lexicon's words and forms."""

from __future__ import annotations

import pytest

from onrecord.annotate.attributions.lexicon import Lexicon, inflections
from onrecord.record.attributions import AttributionType

LEXICON = Lexicon.builtin()


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("add", {"add", "adds", "added", "adding"}),
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("pledge", {"pledge", "pledges", "pledged", "pledging"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
    ],
)
def test_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    assert set(inflections(verb)) == forms


def test_every_frame_has_its_verbs() -> None:
    assert "clause" in LEXICON.frames["say"]
    assert {"clause", "addressed"} <= LEXICON.frames["tell"]
    assert "infinitive" in LEXICON.frames["vow"]
    assert "p:for" in LEXICON.frames["call"]
    assert LEXICON.nouns["pledges"] == LEXICON.nouns["pledge"]
    assert LEXICON.verbs["vowed"] == "vow"


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", AttributionType.SPEECH),
        ("has written", AttributionType.WRITING),
        ("does not believe", AttributionType.BELIEF),
        ("plans", AttributionType.INTENTION),
        (":", AttributionType.SPEECH),
    ],
)
def test_types_of_cues(cue: str, expected: AttributionType) -> None:
    assert LEXICON.type_of(cue.split()) is expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("said", True), ("According to", True), ("the claim that", False), ("supports", False), ("", False)],
)
def test_reporting_proper(cue: str, expected: bool) -> None:
    assert LEXICON.is_reporting(cue) is expected
