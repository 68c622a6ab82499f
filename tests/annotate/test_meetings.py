"""Meetings of one text, on sentences written for these tests, with the installed parser and built-in roster."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate import annotate
from onrecord.annotate.admit import spans_of
from onrecord.intake import document
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus, ParticipantRole
from onrecord.record.times import Interval
from onrecord.roster import Roster

DAY = "2031-05-02"  # a Friday


def read(text: str, **given: str) -> tuple[MeetingMention, ...]:
    given = {"published": DAY, "publisher": "The Evening Ferry", **given}
    return annotate([document(text, **given)], roster=Roster.builtin(), only={"meetings"})[0].meetings  # type: ignore[arg-type]


def one(text: str, **given: str) -> MeetingMention:
    found = read(text, **given)
    assert len(found) == 1, [m.evidence.of(text) for m in found]
    return found[0]


def names(mention: MeetingMention) -> set[tuple[str | None, str | None]]:
    return {(p.name, p.party) for p in mention.participants if p.name}


def test_a_meeting_has_its_people_parties_place_day_and_topics() -> None:
    text = (
        "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm in Lisbon on Thursday. "
        "The two ministers discussed the ferry line and the price of cod."
    )
    found = one(text)
    assert found.kind is MeetingKind.MEETING
    assert found.status is MeetingStatus.HELD
    assert names(found) == {("Ana Prado", "PRT"), ("Jon Orm", "NOR")}
    assert found.date == Interval.day(date(2031, 5, 1))
    assert (found.place, found.host) == ("Lisbon", "PRT")
    assert [span.of(text) for span in found.topics] == ["the ferry line and the price of cod"]


def test_a_call_has_no_place() -> None:
    found = one("President Ilda Berg of Norway spoke by phone today with President Rui Melo of Portugal.")
    assert found.kind is MeetingKind.CALL
    assert found.place is None
    assert found.date == Interval.parse(DAY)


def test_a_forthcoming_visit_in_the_title_is_the_planned_contact_of_the_text() -> None:
    found = one(
        "Foreign Minister Jon Orm will hold talks with Foreign Minister of Portugal Ana Prado in Oslo on 4 May."
        "\n\nThe ministers are to discuss the ferry line and the price of cod.",
        title="Forthcoming visit of the Foreign Minister of Portugal",
        publisher="Ministry of Foreign Affairs of Norway",
        party="NOR",
    )
    assert found.status is MeetingStatus.PLANNED
    assert found.date == Interval.day(date(2031, 5, 4))
    assert found.topics


def test_both_ministers_are_the_two_the_text_named_without_the_host() -> None:
    text = (
        "The foreign ministers of Norway and Portugal met on Tuesday in Oslo.\n\n"
        "Finland's Foreign Minister Siv Dahl will host both ministers on 9 May."
    )
    planned = next(m for m in read(text) if m.status is MeetingStatus.PLANNED)
    assert planned.parties == {"FIN", "NOR", "PRT"}


def test_a_list_behind_a_surname_keeps_everybody_and_the_party() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm spoke in Helsinki. Orm, Defence Minister Rolf Berg and coast guard chief "
        "Siv Dahl attended the talks in Helsinki along with Portuguese Foreign Minister Ana Prado."
    )
    people = {pair for m in read(text) for pair in names(m)}
    assert {("Rolf Berg", "NOR"), ("Siv Dahl", "NOR"), ("Ana Prado", "PRT")} <= people


def test_a_number_is_no_topic() -> None:
    text = "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm. Orm spoke of twelve."
    assert one(text).topics == ()


def test_a_visit_has_the_state_of_the_place_as_its_host() -> None:
    found = one("Norwegian President Jon Orm arrived in Lisbon on a previously unannounced visit on Wednesday.")
    assert found.kind is MeetingKind.VISIT
    assert found.parties == {"NOR", "PRT"}
    assert found.host == "PRT"


def test_he_is_the_one_person_named_before() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm landed in Lisbon on Monday. "
        "He met with Portuguese Prime Minister Ana Prado."
    )
    assert names(one(text)) == {("Jon Orm", "NOR"), ("Ana Prado", "PRT")}


def test_a_guest_received_by_a_host_met_him() -> None:
    found = one("Norwegian envoy Jon Orm was received in Lisbon by Portuguese President Rui Melo on Tuesday.")
    assert names(found) == {("Jon Orm", "NOR"), ("Rui Melo", "PRT")}


def test_a_call_on_a_day_is_no_call_on_somebody_to_act() -> None:
    text = "Norwegian Foreign Minister Jon Orm and Portuguese Foreign Minister Ana Prado held a phone call on Monday."
    assert one(text).kind is MeetingKind.CALL


def test_a_verb_of_travel_may_end_a_sentence() -> None:
    assert read("Norwegian envoy Jon Orm would not say when he would travel") == ()


def test_long_lists_stay_together() -> None:
    text = (
        "Norway's Defence Minister Jon Orm and intelligence chief Siv Dahl attended the talks in Helsinki along with "
        "Portuguese Defence Minister Ana Prado, chief of staff Rui Melo, and envoy Eva Pinto."
    )
    (found,) = read(text)
    assert {name for name, _ in names(found)} == {"Jon Orm", "Siv Dahl", "Ana Prado", "Rui Melo", "Eva Pinto"}
    assert found.place == "Helsinki"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "President Berg of Norway will meet with President Melo of Portugal in Oslo next week.",
            MeetingStatus.PLANNED,
        ),
        ("The upcoming talks between Norway and Portugal in Oslo will be short.", MeetingStatus.PLANNED),
        ("Norway cancelled the talks with Portugal in Oslo.", MeetingStatus.CANCELLED),
        ("Portugal denied that talks with Norway took place in Oslo.", MeetingStatus.DENIED),
    ],
)
def test_status_follows_the_wording(text: str, status: MeetingStatus) -> None:
    assert [m.status for m in read(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian and Portuguese troops met with heavy fire near the port.",
        "The ministers of Norway called for restraint and met the needs of the islands.",
        "Norway and Portugal cooperate closely on fisheries.",
        "President Melo of Portugal told a press conference that prices would fall.",
        "President Berg of Norway refused to meet President Melo of Portugal.",
        "Portugal welcomed President Berg's latest statement as useful.",
        "Seven people were killed when a shell hit the market, a witness told reporters by telephone.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert read(text) == ()


def test_another_day_is_another_meeting() -> None:
    text = (
        "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm in Lisbon today. "
        "Both recalled their March 3, 2030 meeting in Oslo."
    )
    first, second = read(text)
    assert (first.place, second.place) == ("Lisbon", "Oslo")
    assert second.date == Interval.day(date(2030, 3, 3))
    assert first.is_main and not second.is_main


def test_the_meeting_points_back() -> None:
    text = (
        "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm in Lisbon today. "
        "The meeting lasted an hour. Orm thanked Prado during the meeting."
    )
    assert len(read(text)) == 1


def test_a_readout_is_told_by_its_title() -> None:
    text = "The two leaders discussed the ferry line. They agreed to stay in touch."
    found = one(
        text,
        title="Telephone conversation with President of Portugal Rui Melo",
        publisher="Kremlin",
        url="http://en.kremlin.ru/x",
    )
    assert found.kind is MeetingKind.CALL
    assert found.parties == {"RUS", "PRT"}
    assert found.date is None and found.is_main
    assert [span.of(text) for span in found.topics] == ["the ferry line"]


def test_one_report_of_two_calls_gives_two() -> None:
    found = read(
        "The President told the leaders about the ferry line.",
        title="Telephone conversations with President of Portugal Rui Melo and Prime Minister of Norway Jon Orm",
        publisher="Kremlin",
        url="http://en.kremlin.ru/x",
    )
    assert sorted(sorted(m.parties) for m in found) == [["NOR", "RUS"], ["PRT", "RUS"]]


def test_a_meeting_inside_one_party_is_none() -> None:
    title = "Meeting with elected members of the Security Council"
    assert (
        read("The discussion focused on the harvest.", title=title, publisher="Kremlin", url="http://en.kremlin.ru/y")
        == ()
    )


def test_a_process_is_no_place() -> None:
    text = "Turkey and Russia held the third round of talks in the Astana format on Thursday."
    found = one(text)
    assert found.place is None
    assert found.process == "astana"
    assert found.round == "third"
    assert (found.format or "").lower().endswith("astana format")


def test_a_day_without_a_year_in_an_undated_text_stays_an_expression() -> None:
    text = "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm in Lisbon on Saturday."
    (found,) = annotate([document(text, publisher="The Evening Ferry")], roster=Roster.builtin(), only={"meetings"})[
        0
    ].meetings
    assert found.date is None
    assert found.time_expression == "weekday:5"


def test_a_caption_is_a_contact_of_its_own() -> None:
    text = (
        "Ministers seek a ferry deal\n\n"
        "Portugal's Foreign Minister Ana Prado (L) shakes hands with Norway's Foreign Minister Jon Orm before "
        "a meeting in Madrid. March 3, 2030.\nAP\n\n"
        "Portuguese Foreign Minister Ana Prado met with Norwegian Foreign Minister Jon Orm in Lisbon today.\n"
    )
    captions = [m for m in read(text) if m.in_caption]
    assert [m.date for m in captions] == [Interval.day(date(2030, 3, 3))]
    assert captions[0].place == "Madrid"


PIECES = st.sampled_from(
    [
        "President Rui Melo", "of Portugal", "met with", "Norway", "talks between", "and", "today", "in Lisbon",
        "the G20 summit", "on the margins of", "discussed", "their meeting", ",", ".", "\n", "“", "”", "(", ")",
        "visit to", "’s", "call", "with",
        "🦈", "İstanbul", "Ǆ", "\u200e", "\xa0", "٢٠٣١", "will", "cancelled", "co-hosted", "which",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=200)))
def test_any_text_goes_through_and_every_span_holds_words(text: str) -> None:
    found = read(text, title="Readout of a Call with President Melo of Portugal", publisher="The White House")
    for mention in found:
        for span in spans_of(mention):
            assert span.of(text).strip()
    assert len({m.id for m in found}) == len(found)


def test_reading_twice_gives_the_same() -> None:
    text = (
        "President Berg of Norway met President Melo of Portugal in Oslo today and discussed ferries, cod and tariffs."
    )
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway is against Portuguese mediation in the ferry talks with Finland, an aide said.",
        "The Finnish government welcomed hopes of a deal in the Norwegian-Portuguese ferry talks.",
        "Minister Jon Orm of Norway would meet Portuguese envoy Ana Prado if he were given a veto over cod.",
        "The Finnish president told a radio station that he was ready to host talks of Norway and Portugal.",
        "Norwegian Foreign Minister Jon Orm will visit Portugal, diplomats said.",
    ],
)
def test_coverage_that_only_mentions_talks_or_wishes_for_them_holds_no_meeting(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Portugal resumed ferry talks, an aide said.",
        "A meeting between Norwegian Foreign Minister Jon Orm and Portuguese envoy Ana Prado ended without a deal.",
        "The Norwegian-Portuguese ferry talks took place in Lisbon.",
    ],
)
def test_coverage_that_says_who_held_them_or_where_holds_one(text: str) -> None:
    assert one(text).parties == {"NOR", "PRT"}


def test_a_side_that_is_only_described_is_kept_in_its_words() -> None:
    found = one("Fifteen tribal elders met with Portuguese Foreign Minister Ana Prado in Lisbon on Thursday.")
    assert ("Ana Prado", "PRT") in names(found)
    assert "tribal elders" in {p.office for p in found.participants}


def test_a_pronoun_meets_people_who_are_only_described() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm will travel to Lisbon on 9 May, "
        "where he will meet with senior port officials."
    )
    found = next(m for m in read(text) if m.kind is MeetingKind.MEETING)
    assert names(found) == {("Jon Orm", "NOR")}
    assert "senior port officials" in {p.office for p in found.participants}


def test_the_place_of_a_relative_clause_is_the_one_it_goes_on_about() -> None:
    text = "On Tuesday, Norwegian Foreign Minister Jon Orm visited Lisbon, where he met Portuguese envoy Ana Prado."
    assert "Lisbon" in {m.place for m in read(text) if m.kind is MeetingKind.MEETING}


def test_a_town_wins_over_the_country_of_the_parties() -> None:
    text = "Talks between Norway's envoy Jon Orm and the parties in Sudan continued in Lisbon on Tuesday."
    assert read(text)[0].place == "Lisbon"


def test_a_town_whose_name_holds_that_of_its_state_is_a_place() -> None:
    found = one("Norwegian envoy Jon Orm met with Portuguese envoy Ana Prado in Port Sudan on Tuesday.")
    assert (found.place, found.parties) == ("Port Sudan", {"NOR", "PRT"})


def test_who_is_met_for_a_conference_is_at_the_conference() -> None:
    found = one(
        "Foreign Minister Jon Orm of Norway will host Portuguese Foreign Minister Ana Prado in Oslo on 9 May "
        "for the first ferry conference."
    )
    assert names(found) == {("Jon Orm", "NOR"), ("Ana Prado", "PRT")}
    assert found.kind is MeetingKind.CONFERENCE


def test_a_coalition_against_somebody_does_not_meet_them() -> None:
    text = "Jon Orm of Norway hosted ministers of the Coalition to Counter ISIL in Oslo on Tuesday."
    assert all("ISIL" not in m.parties for m in read(text))


def test_the_office_told_without_a_name_is_that_of_the_one_person_of_the_side() -> None:
    text = (
        "Jon Orm met the Portuguese Foreign Minister, Ana Prado, in Oslo today.\n\n"
        "The Fisheries Minister met the Portuguese Foreign Minister, Ana Prado, to discuss cod."
    )
    given = {"publisher": "Ministry of Fisheries of Norway", "party": "NOR", "title": "Fisheries Minister meets Prado"}
    offices = {p.name: p.office for m in read(text, **given) for p in m.participants}
    assert offices["Jon Orm"] == "Fisheries Minister"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norwegian envoy Jon Orm travelled to Lisbon for talks with Portuguese envoy Ana Prado.", "Lisbon"),
        ("Norwegian envoy Jon Orm arrived in Lisbon on Monday. He met with Portuguese envoy Ana Prado.", "Lisbon"),
        ("Norwegian envoy Jon Orm met with Portuguese envoy Ana Prado in Lisbon's Ajuda Palace.", "Lisbon"),
        ("Norwegian envoy Jon Orm met in Lisbon the Portuguese envoy, Ana Prado.", "Lisbon"),
        ("Norwegian envoy Jon Orm met the deputy head of the port council, Minister Ana Prado, in Lisbon.", "Lisbon"),
        ("Portuguese envoy Ana Prado and Norwegian envoy Jon Orm attended the Lisbon Fisheries Conference.", "Lisbon"),
    ],
)
def test_the_place_is_told_in_many_ways(text: str, place: str) -> None:
    assert place in {m.place for m in read(text)}


def test_a_phone_call_to_settle_something_is_a_call() -> None:
    found = one("Norwegian envoy Jon Orm and Portuguese envoy Ana Prado held a phone call to settle the price of cod.")
    assert found.kind is MeetingKind.CALL


@pytest.mark.parametrize(
    ("text", "role", "code"),
    [
        (
            "Norway and Portugal held ferry talks in Geneva on Tuesday under the auspices of the United Nations.",
            ParticipantRole.MEDIATOR,
            "UN",
        ),
        (
            "Norway and Portugal held ferry talks mediated by Finland in Geneva on Tuesday.",
            ParticipantRole.MEDIATOR,
            "FIN",
        ),
        (
            "Norway and Portugal held ferry talks in Geneva on Tuesday, which Finland attended as an observer.",
            ParticipantRole.OBSERVER,
            "FIN",
        ),
    ],
)
def test_third_parties_keep_the_capacity_they_are_there_in(text: str, role: ParticipantRole, code: str) -> None:
    found = one(text)
    assert {p.party for p in found.participants if p.role is role} == {code}
    assert {"NOR", "PRT"} <= found.parties


def test_a_call_paid_on_somebody_is_a_meeting_and_a_call_for_something_none() -> None:
    text = "Norwegian Ambassador Jon Orm called on Portuguese Foreign Minister Ana Prado and discussed the ferry line."
    assert one(text).kind is MeetingKind.MEETING
    assert read("Norwegian Ambassador Jon Orm called on Portuguese Foreign Minister Ana Prado to stop the ferry.") == ()


def test_the_name_behind_a_long_title_is_the_one_who_was_met() -> None:
    text = (
        "Foreign Minister Jon Orm of Norway met with the chargé d'affaires "
        "at the Portuguese Embassy in Oslo, Ana Prado, on Tuesday. Ms Ana Prado praised the ferry."
    )
    assert {"Jon Orm", "Ana Prado"} <= {p.name for m in read(text) for p in m.participants}


def test_a_body_of_states_that_sits_is_a_meeting_told_by_day_and_place() -> None:
    found = one("The annual meeting of the African Union held in Lisbon on Friday chose a new head.")
    assert (found.place, found.parties) == ("Lisbon", {"AU"})


def test_whoever_answers_in_a_report_of_a_meeting_was_there() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm held talks with Portuguese officials in Lisbon on Thursday.\n\n"
        "For her part, Portuguese envoy Ana Prado praised the ferry line."
    )
    assert ("Ana Prado", "PRT") in names(read(text)[0])


def test_an_event_of_a_day_and_a_place_is_kept_though_nobody_is_named_for_it() -> None:
    found = one("A conference on the price of cod was held in Lisbon on Tuesday, the paper reports.")
    assert (found.place, found.date) == ("Lisbon", Interval.day(date(2031, 4, 29)))
    assert found.participants == ()


def test_an_event_that_may_be_the_meeting_just_told_is_no_second_one() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm met Portuguese Foreign Minister Ana Prado in Lisbon on Tuesday.\n\n"
        "A conference on the price of cod was held in Lisbon on Tuesday."
    )
    assert len(read(text)) == 1


def test_the_round_that_opened_is_where_the_talks_were() -> None:
    found = one("A new round of talks kicked off in Lisbon over the weekend between Norway and Portugal.")
    assert (found.place, found.parties) == ("Lisbon", {"NOR", "PRT"})


def test_day_and_place_of_a_sitting_pass_to_those_who_attended_it() -> None:
    text = (
        "The fifth meeting of the ferry commission took place in Lisbon on Tuesday. "
        "The meeting was attended by Norwegian envoy Jon Orm and Portuguese envoy Ana Prado."
    )
    found = one(text)
    assert (found.place, found.date) == ("Lisbon", Interval.day(date(2031, 4, 29)))


def test_the_town_of_a_venue_is_the_place() -> None:
    text = "Norwegian envoy Jon Orm met Portuguese envoy Ana Prado at the Foreign Ministry in Lisbon on Tuesday."
    assert one(text).place == "Lisbon"


@pytest.mark.parametrize(
    "text",
    [
        "They met with Portuguese Foreign Minister Ana Prado.",
        "In talks with Portuguese Foreign Minister Ana Prado in Lisbon, they reviewed the price of cod.",
        "The mayor held discussions with Portuguese Foreign Minister Ana Prado on Tuesday.",
    ],
)
def test_words_that_need_two_sides_tell_of_a_meeting_where_one_is_named(text: str) -> None:
    assert one(text).parties == {"PRT"}
