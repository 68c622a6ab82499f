"""Speakers: resolved where the text resolves them, left open where it does not."""

from __future__ import annotations

from onrecord.annotate.encoder import RawAttribution
from onrecord.intake import document
from onrecord.record.documents import Kind
from onrecord.record.spans import Span

from .conftest import Read

HALVORSEN = "Norwegian Foreign Minister Ingrid Halvorsen"


def speakers(found: list) -> list[str | None]:  # type: ignore[type-arg]
    return [f.speaker for f in found]


def test_surname_and_pronoun_mean_the_full_name_with_office_and_party(said: Read) -> None:
    found = said(
        f"{HALVORSEN} said the strait is open.\n\n“We keep it open,” Halvorsen said.\n\n“Nobody gains,” she added."
    )
    assert speakers(found) == ["Ingrid Halvorsen"] * 3
    for one in found:
        assert one.attribution.speaker is not None
        assert (one.attribution.speaker.party, one.attribution.speaker.office) == ("NOR", "Foreign Minister")
    assert found[-1].attribution.speaker is not None
    assert found[-1].attribution.speaker.how == "pronoun"


def test_last_speaker_comes_before_last_name(said: Read) -> None:
    found = said(
        f"{HALVORSEN} said the strait is open.\n\nThe delegation included the aide Olav Brekke and the banker "
        "Petra Lund.\n\n“Nobody gains from a blockade,” she added."
    )
    assert speakers(found)[-1] == "Ingrid Halvorsen"


def test_the_speaker_of_a_quotation_without_a_cue_is_carried_over(said: Read) -> None:
    found = said(
        f"{HALVORSEN} said the strait is open.\n\nBoth coasts “have kept every promise that they made in the spring”."
    )
    assert found[-1].source == found[-1].cue == ""
    assert found[-1].attribution.speaker is not None
    assert (found[-1].speaker, found[-1].attribution.speaker.how) == ("Ingrid Halvorsen", "continuation")


def test_captions_headings_and_menus_speak_for_nobody(said: Read) -> None:
    text = (
        "Ministers meet over the strait\n\nForeign Minister Ingrid Halvorsen (R) shakes hands with a visitor who said "
        "the strait is closed, in Bergen, March 3, 2021.\nAP\n\nLoading...\n\n"
        f"{HALVORSEN} said the strait is open.\n\nWhat the harbour master says\n\nThe harbour was calm all day long."
    )
    found = said(text)
    assert [(f.speaker, f.content) for f in found] == [("Ingrid Halvorsen", "the strait is open")]


def test_a_capital_stands_for_its_state(said: Read) -> None:
    (found,) = said("The talks began in May. Oslo says the strait is open.")
    assert found.attribution.speaker is not None
    assert (found.attribution.speaker.party, found.attribution.speaker.how) == ("NOR", "metonym")


def test_plural_sources_name_all(said: Read) -> None:
    found = said("Both Norway and Iceland stressed that the strait must stay open.")
    assert found[0].attribution.speaker is not None
    assert found[0].attribution.speaker.how == "plural"
    assert found[0].speaker == "Norway and Iceland"


def test_two_possible_people_leave_the_source_open(said: Read) -> None:
    found = said(
        "Norwegian envoy Ingrid Halvorsen met Icelandic envoy Jonas Thorsen at the port. The envoy said it is open."
    )
    assert speakers(found) == [None]


def test_a_post_by_itself_is_whoever_holds_it(said: Read) -> None:
    found = said(
        "Head of the Lindvik Region Olav Brekke met reporters.\n\nThe Head of the Region said the harbour is ready.\n\n"
        "The Region hopes to open it in May."
    )
    assert speakers(found)[0] == "Olav Brekke"
    assert "Head" not in (speakers(found)[-1] or "")


def test_an_unnamed_source_stays_unresolved(said: Read) -> None:
    assert speakers(said("The talks ended. A fisherman said the strait is open.")) == [None]


def test_a_body_named_in_part_is_its_full_name(said: Read) -> None:
    found = said(
        "The Strait Observatory for Safe Passage said that nine ships had passed.\n\n"
        "Two more are waiting, the Observatory said."
    )
    assert speakers(found) == ["Strait Observatory for Safe Passage"] * 2


def test_the_author_speaks_in_a_first_person_document(said: Read) -> None:
    paper = document(
        "Foreign Minister Ingrid Halvorsen’s statement on the strait\n\nWe believe that the strait must stay open. "
        "Both coasts have an interest in this.\n\nI would like to thank my colleagues for their work.",
        kind=Kind.STATEMENT,
        party="NOR",
        side="official",
        author="Ingrid Halvorsen",
    )
    found = [f for f in said(paper) if f.source in ("We", "I")]
    assert found
    for one in found:
        assert one.attribution.speaker is not None
        assert (one.speaker, one.attribution.speaker.how) == ("Ingrid Halvorsen", "document author")
        assert one.attribution.is_first_person


def test_first_person_in_coverage_has_no_author(said: Read) -> None:
    assert speakers(said("The talks went on. We believe that the strait must stay open.")) == [None]


def test_turns_of_a_transcript_carry_their_label(said: Read) -> None:
    found = said(
        "MINISTER HALVORSEN: The strait is open to every flag.\n\nQUESTION: Will it stay so in the winter?\n\n"
        "MINISTER HALVORSEN: We think that it will.\n\nMR BREKKE: I agree with the minister on that point.",
        kind="transcript",
    )
    turns = [f for f in found if f.cue == ":"]
    assert {f.source for f in turns} >= {"MINISTER HALVORSEN", "MR BREKKE"}
    assert all(f.attribution.speaker is None for f in turns if f.source == "QUESTION")


def test_what_the_encoder_saw_is_resolved_the_same_way(said: Read) -> None:
    text = f"{HALVORSEN} spoke first. “The strait is open,” she told the press."
    quote, cue, source = (text.index(w) for w in ("“The", "told", "she"))
    raw = RawAttribution(Span(source, source + 3), Span(cue, cue + 4), (Span(quote, source - 1),), 0.9)
    (found,) = said(text, [raw])
    assert (found.source, found.cue, found.content) == ("she", "told", "“The strait is open,”")
    assert found.speaker == "Ingrid Halvorsen"
    assert found.attribution.score == 0.9


def test_encoder_spans_outside_speaking_regions_are_left_out(said: Read) -> None:
    text = "The strait opened on Monday and ships passed it.\n\nLoading...\n\nThe harbour was calm all day long."
    at = text.index("Loading")
    assert said(text, [RawAttribution(None, None, (Span(at, at + 10),), 0.9)]) == []


def test_a_quotation_behind_a_sentence_of_somebody_else_is_not_carried_over(said: Read) -> None:
    found = said(
        f"{HALVORSEN} said the strait is open.\n\nSwedish envoy Petra Lund left the room at noon. "
        "“There is no text, and there will be none before the winter.”"
    )
    assert speakers(found)[-1] == "Petra Lund"


def test_a_quotation_behind_two_people_is_left_open(said: Read) -> None:
    found = said(
        f"{HALVORSEN} said the strait is open.\n\nPetra Lund left the room. Olav Brekke stayed. "
        "“There is no text, and there will be none before the winter.”"
    )
    assert [s for s in speakers(found) if s != "Ingrid Halvorsen"] == [] and len(found) == 1


def test_who_serves_somebody_is_not_that_somebody(said: Read) -> None:
    for words in (
        f"A spokesman for {HALVORSEN}",
        "An aide to Prime Minister Ingrid Halvorsen",
        "The office of President Ingrid Halvorsen",
    ):
        found = said(f"{words} said the strait would stay closed.")
        assert speakers(found) != ["Ingrid Halvorsen"]
    found = said("The spokesman for the coast guard Olav Brekke said the strait would stay closed.")
    assert speakers(found) == ["Olav Brekke"]


def test_words_quoted_by_a_paper_are_said_by_whom_it_quotes(said: Read) -> None:
    for text in (
        f"The Harbour Post quoted {HALVORSEN} as saying that the strait would stay closed.",
        f"{HALVORSEN} was quoted by the Harbour Post as saying that the strait would stay closed.",
        f"“The strait will stay closed until the winter,” the Harbour Post quoted {HALVORSEN} as saying.",
    ):
        (found,) = said(text)
        assert (found.speaker, found.cue) == ("Ingrid Halvorsen", "as saying")
        assert HALVORSEN not in found.content


def test_a_label_that_the_encoder_saw_is_the_turn_it_opens(said: Read) -> None:
    text = "INGRID HALVORSEN: The strait is open.\n\nPETRA LUND: We welcome that.\n\nINGRID HALVORSEN: Thank you all."
    seen = [RawAttribution(Span(0, 16), Span(16, 17), (Span(18, 36),), 0.9)]
    found = said(text, seen)
    assert next((f.attribution.manner, f.content) for f in found) == ("direct", "The strait is open.")


def test_reports_inside_reports_are_kept_beside_the_encoder(said: Read) -> None:
    text = f"{HALVORSEN} added that both sides stressed the need for calm in the strait."
    at = text.index("that both")
    start = text.index("added")
    seen = [RawAttribution(Span(0, len(HALVORSEN)), Span(start, start + 5), (Span(at, len(text) - 1),), 0.9)]
    assert [(f.source, f.cue) for f in said(text, seen)] == [(HALVORSEN, "added"), ("both sides", "stressed")]
