from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.encoder.pieces import BREAK_CASE, Unit, Vocabulary
from onrecord.annotate.encoder.windows import layout, windows_of


def _unit(number: int, size: int) -> Unit:
    words = (str(number),) * size
    return Unit("", 0, 0, words, ((1,),) * size, (5,) * size, (0,) * size, size)


sizes = st.lists(st.integers(min_value=1, max_value=250), max_size=30)


@settings(deadline=None)
@given(sizes=sizes, context=st.integers(min_value=0, max_value=60))
def test_every_unit_is_read_out_exactly_once_and_in_order(sizes: list[int], context: int) -> None:
    units = [_unit(number, size) for number, size in enumerate(sizes)]
    windows = list(windows_of(units, 160, context))
    read = [window.units[at].words[0] for window in windows for at in window.core]
    assert read == [str(number) for number in range(len(sizes))]


@settings(deadline=None)
@given(sizes=sizes)
def test_a_window_keeps_its_budget_unless_one_unit_alone_breaks_it(sizes: list[int]) -> None:
    for window in windows_of([_unit(number, size) for number, size in enumerate(sizes)], 160, 40):
        read = [window.units[at] for at in window.core]
        taken = 1 + sum(unit.size + 1 for unit in window.units)
        assert taken <= 160 or (len(read) == 1 and taken <= 1 + 40 + 251)


def test_neighbours_are_read_along_as_context() -> None:
    units = [_unit(number, 30) for number in range(8)]
    first, second, *_ = windows_of(units, 160, 40)
    assert [unit.words[0] for unit in first.units] == ["0", "1", "2", "3", "4"]
    assert list(first.core) == [0, 1, 2, 3]
    assert [unit.words[0] for unit in second.units] == ["3", "4", "5", "6", "7"]
    assert second.core[0] == 1


def test_a_layout_knows_the_first_piece_of_every_word(vocabulary: Vocabulary) -> None:
    unit = Unit("", 0, 0, ("a", "b"), ((7, 8), (9,)), (1, 2), (0, 1), 3)
    one = layout((unit, unit), vocabulary)
    start, end = vocabulary.start, vocabulary.end
    assert one.ids.tolist() == [start, 7, 8, 9, end, 7, 8, 9, end]
    assert one.first.tolist() == [1, 3, 4, 5, 7, 8]
    assert one.starts == (0, 3)
    assert one.cases.tolist() == [0, 1, 1, 2, BREAK_CASE, 1, 1, 2, BREAK_CASE]
    assert one.states.tolist() == [0, 0, 0, 1, 0, 0, 0, 1, 0]
