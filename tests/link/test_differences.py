"""Differences between fictional pairs of sentences, each with the words on both sides."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import differences
from onrecord.link.differences import Comparer
from onrecord.link.embedding import default_embedder
from onrecord.link.likeness import Sides, load
from onrecord.record.accounts import Difference
from onrecord.record.spans import Span


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(Sides(load().background), default_embedder())


CHANGED = [
    ("number", "Fourteen fishermen will be released by Arvenia.", "Twelve fishermen will be released by Arvenia.",
     "Fourteen", "Twelve"),
    ("date", "The harbour will be opened to ferries on Monday.", "The harbour will be opened to ferries on Thursday.",
     "Monday", "Thursday"),
    ("date", "Our engineers will repair the lighthouse by the end of May.",
     "Our engineers will repair the lighthouse by the end of July.", "May", "July"),
    ("negation", "We will accept observers in the strait.", "We will not accept observers in the strait.", "", "not"),
    ("modality", "The ministry may open the winter route in March.", "The ministry will open the winter route in March.",
     "may", "will"),
    ("modality", "The ministers agreed to exchange the crews.", "The ministers discussed whether to exchange the crews.",
     "agreed to", "discussed whether"),
    ("actor", "Arvenia broke the promise it made in Lindvik.", "Costara broke the promise it made in Lindvik.",
     "Arvenia", "Costara"),
    ("actor", "The coast guard of Norhaven seized the trawler near Cape Orm.",
     "The coast guard of Costara seized the trawler near Cape Orm.", "Norhaven", "Costara"),
    ("actor", "Arvenia attacked the convoy of Costara near Kallis.", "Costara attacked the convoy of Arvenia near Kallis.",
     "Arvenia", "Costara"),
    ("actor", "We discussed the strait with Iran.", "We discussed Iran with the strait commission.", "Iran", "Iran"),
    ("actor", "The ministers of Arvenia, Costara and Iran discussed the ceasefire.",
     "The ministers of Arvenia and Costara discussed Iran and the ceasefire.", "Iran", "Iran"),
    ("strength", "All crews have been released from the prison at Kallis.",
     "Some crews have been released from the prison at Kallis.", "All", "Some"),
    ("condition", "Arvenia will withdraw its boats from the strait.",
     "Arvenia will withdraw its boats from the strait if Costara opens the harbour of Kallis.",
     "", "if Costara opens the harbour of Kallis"),
    ("condition", "We are ready to sign the convention provided the prisoners come home first.",
     "We are ready to sign the convention.", "provided the prisoners come home first", ""),
    ("omission", "The minister said that the harbour will be opened to fishing boats.",
     "The minister said that the harbour will be opened to fishing boats, although the customs officers of both "
     "countries have warned against smuggling.",
     "", "although the customs officers of both countries have warned against smuggling"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "quote", "passage", "mine", "theirs"), CHANGED)
def test_a_changed_meaning_is_named_with_both_places(
    comparer: Comparer, kind: str, quote: str, passage: str, mine: str, theirs: str
) -> None:
    found = comparer.between(quote, passage)
    assert [(d.kind, d.quote_text, d.passage_text) for d in found] == [(kind, mine, theirs)]
    _has_two_places(found[0], quote, passage)


@pytest.mark.parametrize(("kind", "quote", "passage", "mine", "theirs"), CHANGED)
def test_which_side_is_the_report_does_not_matter(
    comparer: Comparer, kind: str, quote: str, passage: str, mine: str, theirs: str
) -> None:
    found = comparer.between(passage, quote)
    assert [(d.kind, d.quote_text, d.passage_text) for d in found] == [(kind, theirs, mine)]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("Our engineers will repair the lighthouse by late May.", "Our engineers will repair the lighthouse by late May."),
        ("Our engineers will repair the lighthouse at Cape Orm by the end of May.",
         "By the end of May the lighthouse at Cape Orm will be repaired by our engineers."),
        ("Nobody gains from a closed harbour.", "A closed harbour is of no use to anybody."),
        ("The crews will be home within two weeks.", "The crews will be home within 14 days."),
        ("Arvenia met Costara in Kallis.", "Costara met Arvenia in Kallis."),
        ("The trawler was seized by Costara near Norhaven.", "Costara seized the trawler near Norhaven."),
    ],
)  # fmt: skip
def test_another_rendering_names_nothing(comparer: Comparer, quote: str, passage: str) -> None:
    assert comparer.between(quote, passage) == ()


def test_an_agenda_in_another_order_is_named(comparer: Comparer) -> None:
    quote = "First, we spoke about the prisoners. Second, we spoke about the winter route."
    passage = "First, we spoke about the winter route. Second, we spoke about the prisoners."
    split = quote.index("Second")
    mine = Span(0, split - 1), Span(split, len(quote))
    other = passage.index("Second")
    theirs = Span(0, other - 1), Span(other, len(passage))
    found = [d for d in differences.find(quote, mine, passage, theirs, comparer) if d.kind == "order"]
    assert found
    for d in found:
        _has_two_places(d, quote, passage)


WORDS = "we will not may Arvenia Costara two 14 days if the ships all some agreed to"
SENTENCES = st.lists(st.sampled_from(sorted(WORDS.split())))


@settings(max_examples=60, deadline=None)
@given(
    SENTENCES,
    SENTENCES,
)
def test_every_difference_has_two_places(mine: list[str], theirs: list[str]) -> None:
    quote, passage = " ".join(mine), " ".join(theirs)
    for found in Comparer(Sides(load().background), None).between(quote, passage):
        _has_two_places(found, quote, passage)


def _has_two_places(found: Difference, quote: str, passage: str) -> None:
    assert found.quote_span is not None
    assert found.passage_span is not None
    assert found.quote_text in {"", found.quote_span.of(quote)}
    assert found.passage_text in {"", found.passage_span.of(passage)}
    assert found.quote_text or found.passage_text
