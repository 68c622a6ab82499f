from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import numbers
from onrecord.text.compare import Weights, contains, diff, fold, stems, words


def test_words_fold_spelling_script_and_possessive() -> None:
    assert [w.key for w in words("Çavuşoğlu’s café, 1,000 boats")] == ["cavusoglu", "cafe", "1000", "boats"]
    assert fold("Лавров") == "lavrov"


def test_diff_names_what_was_replaced_left_out_and_added() -> None:
    one, two = words("we will repair the old lighthouse"), words("we may repair the lighthouse soon")
    assert [(e.op, e.first, e.second) for e in diff(one, two)] == [
        ("equal", (0, 1), (0, 1)), ("replace", (1, 2), (1, 2)), ("equal", (2, 4), (2, 4)), ("delete", (4, 5), (4, 4)),
        ("equal", (5, 6), (4, 5)), ("insert", (6, 6), (5, 6)),
    ]  # fmt: skip


def test_contains_finds_every_place() -> None:
    assert contains(words("keep our word"), words("We keep our word. They keep our word.")) == [1, 5]


def test_rare_stems_weigh_more() -> None:
    weights = Weights().learnt([["harbo", "light"], ["harbo", "sea"], ["harbo", "wind"]])
    assert weights.of("light") > weights.of("harbo") > 0.0


@given(st.text(max_size=200))
def test_every_word_slices_and_has_a_key(text: str) -> None:
    found = words(text)
    assert len(found) == len(stems(text))
    for word in found:
        assert word.span.of(text)
        assert word.key


@given(st.text(max_size=80), st.text(max_size=80))
def test_an_edit_script_covers_both_texts_in_order(a: str, b: str) -> None:
    one, two = words(a), words(b)
    edits = diff(one, two)
    assert [i for e in edits for i in range(*e.first)] == list(range(len(one)))
    assert [i for e in edits for i in range(*e.second)] == list(range(len(two)))


def values(text: str) -> list[float]:
    return [n.value for n in numbers.find(text)]


def test_numbers_in_words_and_figures_have_one_value() -> None:
    assert values("thirty-two") == values("32") == [32]
    assert values("two hundred and fifty thousand") == values("250,000") == [250_000]
    assert values("1.5 million") == values("1,500,000") == [1_500_000]
    assert values("two, three and five boats") == [2, 3, 5]


def test_ordinals_and_vague_numbers_are_marked() -> None:
    found = numbers.find("First, both sides and half of the second crew")
    assert [(n.value, n.ordinal, n.vague) for n in found] == [
        (1, True, False), (2, False, True), (0.5, False, True), (2, True, False)
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_numbers_of_any_text_slice(text: str) -> None:
    assert all(n.span.of(text) for n in numbers.find(text))
