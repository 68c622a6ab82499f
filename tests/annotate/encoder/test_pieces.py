from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.encoder.pieces import (
    CLOSING,
    INSIDE,
    OPENING,
    OUTSIDE,
    UNIT_PIECES,
    Unit,
    Vocabulary,
    case_of,
    surface,
    units_of,
)


def _states(text: str, vocabulary: Vocabulary) -> dict[str, int]:
    """Quotation state of every word, by word; words of the texts below are all different."""
    (unit,) = units_of(text, [(0, len(text))], vocabulary)
    return dict(zip(unit.words, unit.states, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Lind said: “Come now” again",
        'Lind said: "Come now" again',
        "Lind said: «Come now» again",
        "Lind said: „Come now“ again",
        "Lind said: »Come now« again",
        "Lind said: ‘Come now’ again",
        "Lind said: 「Come now」 again",
        "Lind said: ＂Come now＂ again",
    ],
)
def test_every_kind_of_quotation_mark_opens_and_closes(text: str, vocabulary: Vocabulary) -> None:
    states = _states(text, vocabulary)
    assert [states[word] for word in ("said", "Come", "now", "again")] == [OUTSIDE, INSIDE, INSIDE, OUTSIDE]


def test_an_apostrophe_closes_no_quotation(vocabulary: Vocabulary) -> None:
    states = _states("She said ‘we don’t know’ today", vocabulary)
    assert [states["don"], states["know"], states["today"]] == [INSIDE, INSIDE, OUTSIDE]


def test_a_forgotten_mark_spoils_its_own_paragraph_only(vocabulary: Vocabulary) -> None:
    text = "“We begin\nThey left"
    first, second = units_of(text, [(0, 9), (10, 19)], vocabulary)
    assert first.states == (OPENING, INSIDE, INSIDE)
    assert second.states == (OUTSIDE, OUTSIDE)


def test_straight_marks_are_read_by_the_spaces_beside_them(vocabulary: Vocabulary) -> None:
    (unit,) = units_of('"One," he said. "Two."', [(0, 22)], vocabulary)
    marks = [state for word, state in zip(unit.words, unit.states, strict=True) if word == '"']
    assert marks == [OPENING, CLOSING, OPENING, CLOSING]


def test_the_vocabulary_sees_one_form_of_double_marks() -> None:
    assert [surface("«", OPENING), surface("」", CLOSING), surface('"', OPENING)] == ["“", "”", '"']


@pytest.mark.parametrize(
    ("word", "case"), [("strait", 1), ("Strait", 2), ("A", 2), ("UN", 3), ("McKay", 4), ("42", 5), ("…", 6)]
)
def test_letter_case_is_told_apart(word: str, case: int) -> None:
    assert case_of(word) == case


def test_a_long_paragraph_is_cut_behind_a_sentence(vocabulary: Vocabulary) -> None:
    text = "The council met the ferry company again and talked about harbours . " * 40
    units = list(units_of(text, [(0, len(text))], vocabulary))
    assert len(units) > 1
    assert all(unit.size <= UNIT_PIECES and unit.words[-1] == "." for unit in units)


def test_only_the_paragraphs_asked_for_are_read(vocabulary: Vocabulary) -> None:
    text = "Caption here\nBody there"
    assert [unit.words for unit in units_of(text, [(13, 23)], vocabulary)] == [("Body", "there")]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400))
def test_words_slice_to_the_text_and_none_is_lost(text: str, vocabulary: Vocabulary) -> None:
    units: list[Unit] = list(units_of(text, [(0, len(text))], vocabulary))
    for unit in units:
        assert [text[a:b] for a, b in unit.spans] == list(unit.words)
        assert len(unit.words) == len(unit.pieces) == len(unit.cases) == len(unit.states)
        assert unit.size == sum(map(len, unit.pieces)) <= UNIT_PIECES
    kept = "".join(word for unit in units for word in unit.words)
    assert kept == "".join(character for character in text if not character.isspace())


def test_a_paragraph_of_monstrous_length_is_taken_in_parts(vocabulary: Vocabulary) -> None:
    text = "a" * 120_000 + " end"
    units = list(units_of(text, [(0, len(text))], vocabulary))
    assert units[-1].words[-1] == "end"
    assert sum(end - start for unit in units for start, end in unit.spans) == 120_003
