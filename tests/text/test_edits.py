"""Edit maps lead from the text back to the original, character by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.edits import Copying, original_offset, original_spans


def test_copies_insertions_and_entities() -> None:
    original = "<p>Tea &amp; talks</p><p>End</p>"
    made = Copying()
    made.copy("Tea ", 3)
    made.copy("&", 7, width=5)
    made.copy(" talks", 12)
    made.insert("\n\n", 25)
    made.copy("End", 25)
    assert made.text == "Tea & talks\n\nEnd"
    for offset, character in enumerate(made.text):
        place = original_offset(made.edits, offset)
        assert place is None if character == "\n" else original[place or 0] == character


def test_the_identity_needs_no_map() -> None:
    made = Copying()
    made.copy("one ", 0)
    made.copy("two", 4)
    assert made.edits == ()
    assert original_offset((), 5) == 5
    assert original_spans((), 2, 5) == [(2, 5)]


def test_a_span_over_an_insertion_comes_back_in_pieces() -> None:
    made = Copying()
    made.copy("abc", 10)
    made.insert("\n", 20)
    made.copy("def", 20)
    assert original_spans(made.edits, 1, 6) == [(11, 13), (20, 22)]


@given(st.lists(st.tuples(st.booleans(), st.text(min_size=1, max_size=5)), max_size=20))
def test_every_copied_character_is_found_again(pieces: list[tuple[bool, str]]) -> None:
    """Build a text from pieces of an original, leaving some out and putting others in."""
    original, made = "", Copying()
    for kept, piece in pieces:
        if kept:
            made.copy(piece, len(original))
        else:
            made.insert("|", len(original))
        original += piece
    for offset in range(len(made.text)):
        place = original_offset(made.edits, offset)
        assert made.text[offset] == ("|" if place is None else original[place])
    copied = "".join(original[a:b] for a, b in original_spans(made.edits, 0, len(made.text)))
    assert copied == "".join(piece for kept, piece in pieces if kept)
