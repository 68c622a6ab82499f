"""Contents end where their quotations end."""

from __future__ import annotations

from onrecord.annotate.attributions import boundaries
from onrecord.annotate.attributions.boundaries import Piece
from onrecord.annotate.attributions.quotes import Quotation, find
from onrecord.record.spans import Span


def span(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def piece(text: str, cue: str, *content: str, source: str = "") -> Piece:
    own = (span(text, source),) if source else ()
    return Piece(own, (span(text, cue),), tuple(span(text, c) for c in content), "clause", 0.7)


def test_a_content_takes_the_whole_quotation_it_touches() -> None:
    text = 'She said the "bridge will be open by the end of May" at last.'
    found = boundaries.whole_quotations(text, piece(text, "said", 'the "bridge will be open'), find_all(text))
    assert [s.of(text) for s in found.content] == ['the "bridge will be open by the end of May"']


def test_a_cue_inside_the_quotation_leaves_it_alone() -> None:
    text = '"The envoy said the bridge is open," he added.'
    nested = piece(text, "said", "the bridge is open")
    assert boundaries.whole_quotations(text, nested, find_all(text)) == nested


def test_loose_punctuation_goes_and_marks_stay() -> None:
    text = 'The port, she said, is "open again."'
    found = boundaries.trimmed(text, piece(text, "said", "The port,", ' is "open again."'), find_all(text))
    assert [s.of(text) for s in found.content] == ["The port", 'is "open again."']


def test_the_nearer_cue_owns_a_quotation() -> None:
    text = 'He noted the delay and she said: "The bridge opens in May."'
    far = piece(text, "noted", "the delay", '"The bridge opens in May."')
    near = piece(text, "said", '"The bridge opens in May."')
    first, second = boundaries.one_owner([far, near], find_all(text))
    assert [s.of(text) for s in first.content] == ["the delay"]
    assert second == near


def test_a_quotation_without_cue_joins_its_paragraph() -> None:
    text = '"The bridge opens in May," the envoy said. "We shall all cross it in peace."'
    paragraphs = [Span(0, len(text))]
    one = piece(text, "said", '"The bridge opens in May,"')
    (found,) = boundaries.floating(text, [one], find_all(text), paragraphs)
    assert len(found.content) == 2
    assert boundaries.uncovered([found], find_all(text)) == []


def test_a_speech_goes_on_over_paragraphs() -> None:
    text = 'The envoy said: "The bridge opens in May.\n"We shall all cross it in peace."\nThe day was cold.'
    paragraphs = [Span(0, 41), Span(42, 76), Span(77, len(text))]
    quotations = find(text, paragraphs)
    one = piece(text, "said", '"The bridge opens in May.')
    (found,) = boundaries.carried_over(text, [one], quotations, paragraphs)
    assert [s.of(text) for s in found.content] == ['"The bridge opens in May.\n"We shall all cross it in peace."']


def test_marks_are_no_content() -> None:
    text = '"…" he said.'
    assert boundaries.marks_only(text, piece(text, "said", '"…"'))


def find_all(text: str) -> tuple[Quotation, ...]:
    return find(text, [Span(0, len(text))])
