"""The rule splitter: what ends a sentence, what does not, and that nothing is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.spans import Span
from onrecord.text.sentences import split


def cut(text: str) -> list[str]:
    return [s.of(text) for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The talks began on Dec. 29 in Brunn.", "They ended late."],
        ["The U.S. delegation left.", "Nobody followed."],
        ["He met officials from the U.S. The talks were short."],
        ["Envoy Geir O. Kovar spoke first.", "Mr. Petrel listened."],
        ["“We will sign,” she said.", "“We must.”"],
        ['"Will you come?" he asked.', "She nodded."],
        ["About 3.5 million people live there.", "Most are farmers."],
        ["1. The parties will withdraw.", "They will report."],
        ["Gen. Novak arrived at 8 a.m. on Friday.", "It rained."],
        ["Wait...", "There is more."],
        ["Is it over?", "Yes!", "It is."],
        ["Переговоры завершены.", "Стороны довольны."],
        ["会谈结束。", "双方满意。"],
    ],
)
def test_boundaries(sentences: list[str]) -> None:
    if sentences[0].startswith("He met officials"):
        # "U.S. The" reads both ways; a word that opens sentences decides for the boundary
        assert cut(sentences[0]) == ["He met officials from the U.S.", "The talks were short."]
        return
    joined = "".join(sentences) if "。" in sentences[0] else " ".join(sentences)
    assert cut(joined) == sentences


def test_a_span_limits_the_text_and_offsets_stay() -> None:
    text = "Menu\nOne here. Two there.\nFooter"
    spans = split(text, Span(5, 25))
    assert [s.of(text) for s in spans] == ["One here.", "Two there."]
    assert spans[0].start == 5


@given(st.text())
def test_any_text_keeps_every_visible_character(text: str) -> None:
    spans = split(text)
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize("row", ["." * 200_000 + "x", '."' * 100_000 + "x", "A. " * 50_000, "? " * 50_000])
def test_long_rows_of_marks_are_looked_at_once(row: str) -> None:
    """A splitter that looks at them again and again would hang here."""
    assert split(row)[-1].end == len(row.rstrip())
