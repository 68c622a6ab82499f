"""Which words tell of a contact, and which only seem to: verbs, nouns, sides without a name, day and status."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record.meetings import MeetingKind, MeetingStatus
from onrecord.record.times import Interval

from .test_meetings import names, one, read


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian consul Jon Orm on Thursday called on the Mayor of Lisbon Ana Prado and both discussed trade.",
        "Norwegian envoy Jon Orm reviewed with the Portuguese minister Ana Prado the price of cod.",
        "President Jon Orm and Portuguese Foreign Minister Ana Prado discussed the price of cod.",
        "Norwegian President Jon Orm and Portuguese President Ana Prado held talks in Lisbon on the price of cod.",
    ],
)
def test_two_people_who_are_told_to_have_met(text: str) -> None:
    assert {"Jon Orm", "Ana Prado"} <= {p.name for p in one(text).participants}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian envoy Jon Orm told Portuguese Foreign Minister Ana Prado of the need to speak with Spain.",
        "Norwegian envoy Jon Orm made a similar call following the vote in Portugal.",
        "Norwegian envoy Jon Orm reviewed the price of cod.",
        "Norwegian envoy Jon Orm called on Portugal to open the line.",
        "Norwegian envoy Jon Orm and Portuguese envoy Ana Prado spoke at the cod fair.",
        "Norwegians gathered in Lisbon to watch the ferry.",
    ],
)
def test_words_that_only_seem_to_tell_of_a_contact(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "UN envoy Ana Prado held productive meetings with civil society organizations.",
            "civil society organizations",
        ),
        ("UN envoy Ana Prado held a meeting with a delegation of island skippers.", "delegation"),
        ("UN envoy Ana Prado held separate talks with both the FFC and opposition leaders.", "FFC"),
        ("UN envoy Ana Prado had discussions with nearly forty members of the council.", "nearly forty members"),
    ],
)
def test_a_side_that_is_only_described_keeps_its_words(text: str, words: str) -> None:
    found = one(text)
    assert names(found) == {("Ana Prado", "UN")}
    assert words in {p.office for p in found.participants} | {f"nearly {p.office}" for p in found.participants}


def test_whoever_was_met_needs_no_office() -> None:
    found = one("Norwegian President Jon Orm met Portugal's Maria Silva in Lisbon.")
    assert {"Jon Orm", "Maria Silva"} == {p.name for p in found.participants if p.name}


def test_whoever_speaks_during_a_meeting_with_somebody_is_its_other_side() -> None:
    found = one("The Forces for Change, during a meeting with the UN envoy Ana Prado, asked for a new vote.")
    assert names(found) == {("Ana Prado", "UN")}
    assert "Forces" in {p.office for p in found.participants}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A conference in Lisbon reviewed the plan for the cod.", "Lisbon"),
        ("On 28 April, during a week-long meeting in Lisbon, the cod committee announced its plan.", "Lisbon"),
        ("The Portuguese cod talks, hosted in Lisbon, focused on the catch.", "Lisbon"),
        ("The negotiations in Lisbon, brokered by the Norwegian government, are divided into five tracks.", "Lisbon"),
    ],
)
def test_an_event_held_in_a_town_is_one_though_its_sides_are_not_told(text: str, town: str) -> None:
    assert one(text).place == town


@pytest.mark.parametrize(
    "text",
    ["Conferences are dull.", "The talks in general are a waste of time.", "The city held an emergency call centre."],
)
def test_events_in_general_are_none(text: str) -> None:
    assert read(text) == ()


def test_a_date_that_opens_the_sentence_is_that_of_the_meeting_in_it() -> None:
    found = one("On 28 April, during a meeting in Lisbon, the cod committee announced its plan.")
    assert found.date == Interval.day(date(2031, 4, 28))


def test_one_contact_told_by_two_verbs_is_one() -> None:
    found = one("Norwegian envoy Jon Orm met and discussed today with the Portuguese minister Ana Prado.")
    assert found.kind is MeetingKind.MEETING


def test_ahead_of_another_meeting_is_not_ahead_of_this_one() -> None:
    text = "Ahead of the Lisbon summit, Norway held talks with Portugal in Oslo on Tuesday."
    assert [m.status for m in read(text) if m.place == "Oslo"] == [MeetingStatus.HELD]


def test_a_day_after_the_paper_told_as_past_stays_held_and_contradicts_the_paper() -> None:
    found = one("Norwegian envoy Jon Orm met Portuguese envoy Ana Prado in Lisbon on 15 May 2031.")
    assert (found.status, found.date) == (MeetingStatus.HELD, Interval.day(date(2031, 5, 15)))


def test_a_day_after_the_paper_without_a_year_told_as_past_stays_open() -> None:
    found = one("Norwegian envoy Jon Orm met Portuguese envoy Ana Prado in Lisbon on 15 May.")
    assert (found.status, found.date) == (MeetingStatus.HELD, None)
    assert found.time_expression is not None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norwegian envoy Jon Orm was in Lisbon on Tuesday. He met Portuguese envoy Ana Prado.", "Lisbon"),
        ("Norway sent a delegation, headed by envoy Jon Orm, to Lisbon to consult with Portugal.", "Lisbon"),
        ("Norwegian envoy Jon Orm met Portuguese envoy Ana Prado at the Ministry of Defence.", None),
    ],
)
def test_where_they_met(text: str, place: str | None) -> None:
    assert one(text).place == place


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Portugal held talks on Tuesday in which they weighed a truce in Lisbon.",
        "Norwegian envoy Jon Orm discussed with Portuguese envoy Ana Prado the rebuilding of houses in Lisbon.",
        "Norwegian envoy Jon Orm met Portuguese envoy Ana Prado on the reopening of the consulate in Lisbon.",
    ],
)
def test_where_what_they_spoke_of_is_is_not_where_they_met(text: str) -> None:
    assert {m.place for m in read(text)} == {None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norwegian envoy Jon Orm met Portuguese envoy Ana Prado at the minister's office in Lisbon.", "Lisbon"),
        ("Norwegian envoy Jon Orm held talks with the Portuguese delegation at the embassy in Lisbon.", "Lisbon"),
        ("Norwegian envoy Jon Orm met with representatives of the islands and of Portugal, in Lisbon.", "Lisbon"),
    ],
)
def test_a_venue_does_not_hide_its_town(text: str, place: str) -> None:
    assert one(text).place == place


def test_each_town_of_a_list_had_a_contact_of_its_own() -> None:
    found = read("UN envoy Ana Prado held consultations in Oslo, Lisbon and Rome with opposition leaders.")
    assert {m.place for m in found} == {"Oslo", "Lisbon", "Rome"}
    assert len({m.id for m in found}) == 3
    assert {frozenset(names(m)) for m in found} == {frozenset({("Ana Prado", "UN")})}


def test_a_town_and_the_country_behind_its_comma_are_one_place() -> None:
    assert one("UN envoy Ana Prado held consultations in Lisbon, Portugal, with opposition leaders.").place == "Lisbon"


def test_whoever_acts_behind_a_comma_is_no_further_town() -> None:
    text = "UN envoy Ana Prado held consultations with Norway in Lisbon, and we moved on.\n\nWe were there."
    assert {m.place for m in read(text, party="PRT", kind="statement")} == {"Lisbon"}


@pytest.mark.parametrize(
    "text",
    [
        "Following his talks in Lisbon with the council, Portuguese Foreign Minister Rui Melo said he was pleased.",
        "A delegation led by the Portuguese minister Rui Melo travelled to Oslo, where they met with the city council.",
    ],
)
def test_a_pronoun_is_whom_its_sentence_is_about(text: str) -> None:
    assert ("Rui Melo", "PRT") in {n for m in read(text) for n in names(m)}


def test_what_a_meeting_offered_is_no_offer_of_a_meeting() -> None:
    found = one("The Norwegian-Portuguese talks in Lisbon on Tuesday offered a glimpse of the price of cod.")
    assert found.status is MeetingStatus.HELD


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian envoy Jon Orm called the Portuguese minister Ana Prado “incredibly driven”.",
        "Norwegian envoy Jon Orm, who has been called a second President Rui Melo of Portugal, left.",
    ],
)
def test_calling_somebody_names_is_no_call(text: str) -> None:
    assert read(text) == ()


def test_a_dialogue_held_in_a_town_is_a_contact_of_its_own() -> None:
    found = one("Portuguese officials praised cod during an informal dialogue held in Lisbon with Norway.")
    assert found.place == "Lisbon"


def test_a_bodys_own_meeting_is_no_reference_back() -> None:
    found = one("The cod committee held its first meeting in Lisbon on Tuesday with representatives of the islands.")
    assert (found.place, found.date) == ("Lisbon", Interval.day(date(2031, 4, 29)))


def test_where_an_adverbial_leads_is_no_party_to_the_talks() -> None:
    text = "On day three of her visit to Norway, the Portuguese minister Ana Prado held talks with union leaders."
    found = [m for m in read(text) if m.kind is MeetingKind.TALKS]
    assert [m.parties for m in found] == [{"PRT"}]


def test_held_in_a_town_is_read_whatever_the_tagger_makes_of_held() -> None:
    text = (
        "The head was chosen at the end of the African Union meeting of the council of elders held in Lisbon on Friday."
    )
    assert one(text).place == "Lisbon"


@pytest.mark.parametrize(
    "text",
    [
        "The UN envoy Ana Prado held separate talks with Norwegian envoy Jon Orm and Portuguese envoy Rui Melo.",
        "The UN envoy Ana Prado met separately with Norwegian Foreign Minister Jon Orm and Portuguese envoy Rui Melo.",
    ],
)
def test_separate_talks_with_two_are_two_contacts(text: str) -> None:
    assert {m.parties for m in read(text)} == {frozenset({"UN", "NOR"}), frozenset({"UN", "PRT"})}


def test_one_separate_meeting_with_two_is_one() -> None:
    text = "In a separate meeting with Norwegian envoy Jon Orm and Portuguese envoy Li Melo, UN envoy Ana Prado agreed."
    assert one(text).parties == {"UN", "NOR", "PRT"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norwegian envoy Jon Orm met Portuguese envoy Rui Melo in the Egyptian capital.", "Cairo"),
        ("Norwegian envoy Jon Orm met Portuguese envoy Rui Melo in Egypt's capital on Monday.", "Cairo"),
        ("Norwegian envoy Jon Orm met Portuguese envoy Rui Melo in the capital on Monday.", None),
        ("Norwegian envoy Jon Orm met Portuguese envoy Rui Melo to discuss riots in the Egyptian capital.", None),
    ],
)
def test_a_capital_told_by_its_state(text: str, place: str | None) -> None:
    assert one(text).place == place


def test_whom_something_is_against_or_backed_by_was_not_there() -> None:
    text = "Norwegian envoy Jon Orm met leaders of anti-Portuguese and Spain-backed groups with UN envoy Ana Prado."
    assert {p for m in read(text) for p in m.parties} == {"NOR", "UN"}


def test_a_meeting_spoken_of_does_not_give_its_place() -> None:
    text = (
        "Norwegian envoy Jon Orm on Tuesday met with Portuguese envoy Rui Melo, and discussed preparations for the "
        "next round of the Doha meeting, on cod."
    )
    assert {m.place for m in read(text) if m.parties >= {"NOR", "PRT"}} == {None}


def test_what_a_clause_tells_of_one_side_is_not_when_and_where_they_met() -> None:
    found = one(
        "The UN envoy Ana Prado held talks with Norwegian envoy Jon Orm for the first time since the crew had split "
        "in April 2027 and with the Front, which fished in Lisbon and Rome."
    )
    assert (found.place, found.date) == (None, None)


def test_whose_judges_are_spoken_of_is_no_party() -> None:
    text = (
        "Norwegian envoy Jon Orm met Portuguese envoy Rui Melo. The meeting included an exchange on the unity of the "
        "Spanish judiciary and on the UN-proposed roadmap."
    )
    assert one(text).parties == {"NOR", "PRT"}


def test_a_day_and_a_town_between_commas_belong_to_the_meeting() -> None:
    found = one("Cod was the matter of a meeting held, Friday, in Lisbon, between the minister and the mayor.")
    assert (found.place, found.date) == ("Lisbon", Interval.day(date(2031, 5, 2)))


def test_people_told_by_a_second_noun_are_a_side() -> None:
    found = one("The admiral's sons and heads of fishing clans met in Lisbon on Tuesday to forge a deal.")
    assert found.place == "Lisbon"


def test_a_conversation_is_a_call_only_by_telephone() -> None:
    text = "Norwegian envoy Jon Orm welcomed his {}conversation with Portuguese envoy Rui Melo."
    assert one(text.format("")).kind is MeetingKind.TALKS
    assert one(text.format("telephone ")).kind is MeetingKind.CALL


def test_what_somebody_calls_talks_is_no_call() -> None:
    text = "Norwegian envoy Jon Orm held on Tuesday what he called frank talks with the Portuguese minister Rui Melo."
    assert [m.kind for m in read(text) if m.kind is MeetingKind.CALL] == []


def test_the_meeting_of_a_text_that_told_one_is_that_one_some_sentences_on() -> None:
    text = (
        "Norwegian envoy Jon Orm met with the Portuguese minister Rui Melo. The catch was poor this year. Prices rose. "
        "Many ships stayed in port. During the closed-door meeting in Lisbon, they agreed to wait."
    )
    assert one(text).place == "Lisbon"


def test_the_town_somebody_came_to_is_the_place_where_only_a_venue_is_told() -> None:
    text = "Norwegian envoy Jon Orm arrived in Lisbon. Orm met Portuguese President Rui Melo at the Ajuda Palace."
    assert [m.place for m in read(text) if m.kind is MeetingKind.MEETING] == ["Lisbon"]


def test_the_state_somebody_serves_in_is_not_where_they_met() -> None:
    text = "President Rui Melo of Portugal met Jon Orm, the Special Envoy of the Chairman of the High Council in Spain."
    assert {m.place for m in read(text)} <= {None}


def test_parties_that_reach_a_deal_after_talks_held_them() -> None:
    found = one("Norway, Spain and Portugal reached a tentative deal on cod, after four days of talks in Lisbon.")
    assert (found.parties, found.place) == ({"NOR", "ESP", "PRT"}, "Lisbon")


def test_a_town_in_brackets_behind_its_state_is_the_place() -> None:
    assert one("In Portugal (Lisbon) Norwegian officials and members of the African Union met.").place == "Lisbon"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Spanish envoy Ana Prado toured regional capitals, including Lisbon, Oslo and Cairo.",
            "Lisbon:PRT Oslo:NOR Cairo:EGY",
        ),
        ("Spanish envoy Ana Prado toured Norway, Portugal and Egypt.", "Norway:NOR Portugal:PRT Egypt:EGY"),
        ("Spanish envoy Ana Prado visited Lisbon, Portugal, and Oslo, Norway.", "Lisbon:PRT Oslo:NOR"),
    ],
)
def test_each_stop_of_a_tour_has_its_own_host(text: str, places: str) -> None:
    hosts = {m.place: m.parties - {"ESP"} for m in read(text)}
    assert hosts == {place: {code} for place, code in (stop.split(":") for stop in places.split())}


def test_a_meeting_called_off_far_behind_its_noun_is_cancelled() -> None:
    found = one(
        "A meeting between Norwegian envoy Jon Orm and Portuguese envoy Rui Melo in Lisbon on 9 May was cancelled."
    )
    assert found.status is MeetingStatus.CANCELLED


def test_the_day_of_a_denial_is_not_that_of_what_it_denies() -> None:
    found = one("Norway denied on Thursday that its envoy Jon Orm had met Portuguese envoy Rui Melo on 9 April.")
    assert (found.status, found.date) == (MeetingStatus.DENIED, Interval.day(date(2031, 4, 9)))


def test_a_second_call_of_those_just_told_is_a_contact_of_its_own() -> None:
    text = (
        "Norwegian envoy Jon Orm spoke with Portuguese envoy Rui Melo on Monday. "
        "On Tuesday they held a second telephone call."
    )
    found = read(text)
    assert [(m.kind, m.date.start.day) for m in found if m.date] == [(MeetingKind.CALL, 28), (MeetingKind.CALL, 29)]
    assert {m.parties for m in found} == {frozenset({"NOR", "PRT"})}


def test_who_met_on_the_sidelines_of_a_summit_held_no_summit() -> None:
    found = one(
        "Norwegian envoy Jon Orm met Portuguese envoy Rui Melo on the sidelines of the summit in Lisbon on Monday."
    )
    assert found.kind is MeetingKind.MEETING


def test_a_round_of_a_process_is_talks() -> None:
    found = one("Norway and Portugal held the eleventh round of the Lisbon process on Monday.")
    assert (found.kind, found.round) == (MeetingKind.TALKS, "eleventh")


def test_whose_representative_or_party_was_there_was_not_there() -> None:
    text = "The UN envoy Ana Prado held talks with a representative of Norwegian army leader General Jon Orm in Lisbon."
    assert {n for m in read(text) for n in names(m)} <= {("Ana Prado", "UN")}


def test_of_a_council_and_a_minister_only_the_minister_has_the_office() -> None:
    text = "UN envoy Ana Prado met members of the Ferry Council (FC) and Prime Minister Rui Melo of Portugal."
    assert [p.office for p in one(text).participants if p.name == "Rui Melo"] == ["Prime Minister"]


def test_two_presidents_are_not_of_one_state() -> None:
    found = one("US President Jon Lind and President of Costara Rui Melo discussed the price of cod.")
    assert {(p.name, p.party) for p in found.participants} == {("Jon Lind", "USA"), ("Rui Melo", None)}


def test_a_call_on_the_way_is_not_the_meeting_announced() -> None:
    text = (
        "Norwegian envoy Jon Orm will meet Portuguese envoy Rui Melo in Lisbon on 9 May. Cod is scarce. Prices rise. "
        "Boats stay in port. The phone call went well."
    )
    assert [(m.kind, m.status) for m in read(text)] == [(MeetingKind.MEETING, MeetingStatus.PLANNED)]


def test_a_post_that_is_met_is_no_name() -> None:
    text = (
        "Norwegian envoy Jon Orm met with Special Envoy of the Minister for Conflict Resolution in Lisbon, who smiled."
    )
    assert {n for m in read(text) for n in names(m)} == {("Jon Orm", "NOR")}


@pytest.mark.parametrize("what", ["a letter from", "a message from", "the credentials of", "the thanks of"])
def test_receiving_something_of_somebodys_is_no_meeting(what: str) -> None:
    assert read(f"Norwegian Prime Minister Jon Orm received {what} Portuguese President Rui Melo on Monday.") == ()


def test_welcoming_what_somebody_said_is_no_meeting() -> None:
    assert read("Norwegian Prime Minister Jon Orm welcomed the statement of Portuguese President Rui Melo.") == ()


def test_receiving_somebodys_calls_is_a_call() -> None:
    found = one("Norwegian Prime Minister Jon Orm also received calls from Portuguese President Rui Melo on Monday.")
    assert found.kind is MeetingKind.CALL


def test_a_dinner_somebody_hosted_for_a_guest_is_one_contact() -> None:
    found = one("Norwegian Prime Minister Jon Orm hosted a dinner for Portuguese President Rui Melo on Monday.")
    assert names(found) == {("Jon Orm", "NOR"), ("Rui Melo", "PRT")}


def test_the_name_of_a_foundation_is_nobody() -> None:
    text = "UN envoy Ana Prado met the head of the Norway Lindgren Peace Foundation, Jon Orm, in Oslo."
    assert {n for m in read(text) for n, _ in names(m)} <= {"Ana Prado", "Jon Orm"}


def test_among_many_sides_the_papers_own_is_not_guessed() -> None:
    text = "Officials of Spain, Egypt and Jordan met in Lisbon on Tuesday with President Rui Melo."
    found = read(text, party="NOR", kind="statement", publisher="Ministry", title="Statement")
    assert {p.party for m in found for p in m.participants if p.name} <= {None}
