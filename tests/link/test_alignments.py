from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import alignments
from onrecord.record.accounts import Alignment, Match
from onrecord.record.attributions import AttributionType, Manner, Speaker
from onrecord.record.documents import Document
from onrecord.record.readings import Reading
from onrecord.roster import Roster

from .by_hand import DOVAN, QADIRI, news, official, reading

SAID = (
    "We opened the winter route on Monday, and the first convoy reached the island before noon.\n"
    "Our engineers will repair the lighthouse at Cape Orm by the end of May. The keepers have waited for two years.\n"
    "I told my colleague that nobody gains from a closed harbour. We shall meet again in Lindvik in the spring."
)
ROSTER = Roster()


def told(text: str, *quotes: tuple[str, Speaker | None] | tuple[str, Speaker | None, Manner]) -> Reading:
    return reading(news("n", text), *quotes)


def align(*readings: Reading, words_only: bool = True) -> tuple[Alignment, ...]:
    if words_only:
        return alignments.link(readings, roster=ROSTER, embedder=None)
    return alignments.link(readings, roster=ROSTER)


def one(text: str, quote: str, speaker: Speaker = DOVAN, manner: Manner = Manner.DIRECT, said: str = SAID) -> Alignment:
    found = align(Reading(official("o", said)), told(text, (quote, speaker, manner)))
    assert len(found) == 1
    return found[0]


def passage(found: Alignment, text: str = SAID) -> list[str]:
    return [span.of(text) for span in found.passage]


def test_the_same_words_are_verbatim_though_trimmed_and_punctuated_anew() -> None:
    found = one(
        '"Our engineers will repair the lighthouse at Cape Orm," she said.',
        '"Our engineers will repair the lighthouse at Cape Orm,"',
    )
    assert found.match is Match.VERBATIM
    assert passage(found) == ["Our engineers will repair the lighthouse at Cape Orm"]
    assert found.official_id == "o"


def test_brackets_and_marked_cuts_stay_verbatim_and_are_noted() -> None:
    quote = '"[The] engineers will repair the lighthouse ... by the end of May"'
    found = one(quote, quote)
    assert found.match is Match.VERBATIM
    notes = " ".join(r.note for r in found.reasons)
    assert "brackets" in notes
    assert "marked cut" in notes


def test_a_quote_broken_by_its_cue_is_verbatim() -> None:
    text = '"We opened the winter route on Monday," Dovan said, "and the first convoy reached the island before noon."'
    found = one(
        text, '"We opened the winter route on Monday," | "and the first convoy reached the island before noon."'
    )
    assert found.match is Match.VERBATIM


def test_words_cut_out_without_a_mark_are_truncated() -> None:
    quote = '"Our engineers will repair the lighthouse by the end of May"'
    found = one(quote, quote)
    assert found.match is Match.TRUNCATED
    assert any("unmarked cut of 3 words" in r.note for r in found.reasons)


def test_two_places_joined_in_another_order_are_spliced() -> None:
    quote = '"We shall meet again in Lindvik the first convoy reached the island"'
    assert one(quote, quote).match is Match.SPLICED


def test_another_rendering_is_a_variant() -> None:
    quote = '"By late May our engineers are going to repair the lighthouse on Cape Orm"'
    found = align(Reading(official("o", SAID)), told(quote, (quote, DOVAN)), words_only=False)[0]
    assert found.match is Match.VARIANT
    assert passage(found)[0].startswith("Our engineers will repair")
    assert {"speaker", "lexical", "semantic", "numbers", "names", "negation"} <= {r.feature for r in found.reasons}


def test_what_the_speaker_did_not_say_is_not_on_record() -> None:
    quote = '"The bakers of the old town demand cheaper flour"'
    found = one(quote, quote)
    assert (found.match, found.official_id, found.passage) == (Match.NOT_ON_RECORD, None, ())


def test_speakers_are_compared_before_texts() -> None:
    quote = '"Our engineers will repair the lighthouse at Cape Orm"'
    found = one(quote, quote, speaker=QADIRI)
    assert found.match is Match.NO_RECORD_HELD
    assert found.passage == ()


def test_spellings_of_one_name_are_one_speaker() -> None:
    quote = '"Our engineers will repair the lighthouse at Cape Orm"'
    said = Reading(official("o", SAID, author="Yousef Kadiri", party="CST"))
    found = align(said, told(quote, (quote, Speaker("Yusef Kadiri", "CST"))))[0]
    assert found.match is Match.VERBATIM


def test_an_unresolved_speaker_and_a_belief_are_not_aligned() -> None:
    made = told("Our engineers will repair the lighthouse", ("Our engineers will repair the lighthouse", None))
    thought = replace(made.attributions[0], speaker=DOVAN, type=AttributionType.BELIEF)
    assert align(Reading(official("o", SAID)), made) == ()
    assert align(Reading(official("o", SAID)), replace(made, attributions=(thought,))) == ()


@pytest.mark.parametrize("quote", ['"…"', '" — "', '"["'])
def test_a_quote_without_words_is_undecided(quote: str) -> None:
    found = one(quote, quote)
    assert found.match is Match.UNDECIDED
    assert found.reasons[0].note == "the quote holds no words"


def test_one_word_is_verbatim_where_it_stands_once_and_undecided_where_often() -> None:
    assert one('a "lighthouse" he said', '"lighthouse"').match is Match.VERBATIM
    assert one('"the"', '"the"').match is Match.UNDECIDED
    assert one('"disgrace"', '"disgrace"').match is Match.NOT_ON_RECORD


def test_a_quote_of_5000_words_is_aligned_whole() -> None:
    rows = [f"Point {n} of the plan concerns harbour basin {n * 7} and its {n + 3} cranes." for n in range(420)]
    text = " ".join(rows)
    found = one(text, text, said=text)
    assert found.match is Match.VERBATIM
    assert found.passage[0].of(text) == text.rstrip(".")


def test_a_repeated_passage_is_aligned_to_its_first_place_and_says_so() -> None:
    said = "We keep our word.\nThe sea was rough on Friday.\nWe keep our word."
    found = one('"We keep our word"', '"We keep our word"', said=said)
    assert found.match is Match.VERBATIM
    assert found.passage[0].start == 0
    assert any("repeated at 2 places" in r.note for r in found.reasons)


def test_official_words_credited_to_the_press_are_no_record_of_their_own() -> None:
    said = "As Harbour Post reported, our engineers will repair the lighthouse at Cape Orm.\nThe sea was rough."
    quote = '"Our engineers will repair the lighthouse at Cape Orm"'
    assert one(quote, quote, said=said).match is Match.NOT_ON_RECORD


def test_a_later_correction_is_named() -> None:
    first = official("o1", "Twelve keepers will return to the lighthouse at Cape Orm by April.", on=date(2023, 3, 4))
    later = official(
        "o2", "Correction\nFourteen keepers will return to the lighthouse at Cape Orm by May.", on=date(2023, 3, 5)
    )
    quote = '"Twelve keepers will return to the lighthouse at Cape Orm by April"'
    found = align(Reading(first), Reading(later), told(quote, (quote, DOVAN)))[0]
    assert (found.match, found.official_id) == (Match.VERBATIM, "o1")
    assert ("corrected", "o2") in {(r.feature, r.note) for r in found.reasons}


def test_mixed_scripts_compare_by_their_folded_letters() -> None:
    said = "Лавров и Çavuşoğlu встретились в порту, and they agreed on nothing else."
    quote = '"Lavrov i Cavusoglu vstretilis v portu"'
    assert one(quote, quote, said=said).match is Match.VERBATIM


def test_only_reports_of_the_speaker_held_is_no_record() -> None:
    text = "Minister Qadiri called for the lighthouse to be lit."
    paper = official("o", text, author=None, party="NRH")
    held = reading(paper, ("the lighthouse to be lit", QADIRI, Manner.INDIRECT))
    quote = '"The bakers of the old town demand cheaper flour"'
    assert align(held, told(quote, (quote, QADIRI)))[0].match is Match.NO_RECORD_HELD


def test_the_order_of_readings_does_not_matter() -> None:
    text = '"We opened the winter route on Monday" "Nobody gains from a closed harbour" "The bakers are angry today"'
    readings = [
        Reading(official("o", SAID)), Reading(official("p", "The winter route is long.", "Yusef Qadiri", "CST")),
        told(text, ('"We opened the winter route on Monday"', DOVAN), ('"Nobody gains from a closed harbour"', DOVAN),
             ('"The bakers are angry today"', QADIRI)),
    ]  # fmt: skip
    expected = align(*readings)
    shuffled = list(readings)
    random.Random(3).shuffle(shuffled)
    assert align(*shuffled) == expected
    assert len(expected) == 3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(categories=("Ll", "Lu")), min_size=1, max_size=9), min_size=3, max_size=30))
def test_any_words_are_verbatim_of_themselves(parts: list[str]) -> None:
    text = " ".join(parts)
    found = align(Reading(official("o", text)), told(text, (text, DOVAN)))
    assert found[0].match in {Match.VERBATIM, Match.UNDECIDED if len(parts) < 3 else Match.VERBATIM}


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=120))
def test_any_text_goes_through_and_every_span_slices(said: str, quoted: str) -> None:
    paper: Document = official("o", said)
    coverage = news("n", quoted)
    made = reading(coverage, (quoted, DOVAN)) if " | " not in quoted else Reading(coverage)
    for found in align(Reading(paper), made):
        assert all(0 <= s.start < s.end <= len(said) for s in found.passage)
        for d in found.differences:
            assert d.quote_span is not None and d.quote_text in ("", d.quote_span.of(quoted))
            assert d.passage_span is not None and d.passage_text in ("", d.passage_span.of(said))
