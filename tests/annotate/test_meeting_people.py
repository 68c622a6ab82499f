"""Who took part in a contact, on sentences written for these tests, with the installed parser and built-in roster."""

from __future__ import annotations

from onrecord.annotate.meetings import participants
from onrecord.annotate.meetings.scene import Scene
from onrecord.intake import document
from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingMention, Participant, ParticipantRole
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .test_meetings import names, one, read


def everybody(text: str, **given: str) -> set[str]:
    return {name for mention in read(text, **given) for name, _ in names(mention) if name}


def role(mention: MeetingMention, name: str | None, party: str | None = None) -> ParticipantRole:
    return next(p.role for p in mention.participants if p.name == name and party in {None, p.party})


def test_a_list_goes_on_behind_the_day_and_the_place() -> None:
    found = one(
        "Jon Orm met with UN Secretary-General Paulo Reis in Oslo on Wednesday, as well as Portuguese Foreign Minister "
        "Ana Prado and Finnish President Siv Dahl, among others."
    )
    assert names(found) >= {("Paulo Reis", "UN"), ("Ana Prado", "PRT"), ("Siv Dahl", "FIN")}


def test_what_is_said_behind_the_day_is_no_list() -> None:
    found = one(
        "Norwegian envoy Jon Orm met with UN envoy Paulo Reis in Oslo on Wednesday, and Portuguese Foreign Minister "
        "Ana Prado praised the ferry line."
    )
    assert names(found) == {("Jon Orm", "NOR"), ("Paulo Reis", "UN")}


def test_an_office_and_the_name_behind_its_second_title_are_one_person() -> None:
    found = one(
        "The council met in Oslo with the Special Representative of the UN Secretary-General (SRSG) for Norway and "
        "head of the mission Siv Dahl, as well as envoys of the European Union."
    )
    assert [(p.name, p.office) for p in found.participants if p.party == "UN"] == [
        ("Siv Dahl", "Special Representative of the UN Secretary-General (SRSG) for Norway and head of the mission")
    ]
    assert "NOR" not in found.parties


def test_two_offices_side_by_side_are_two_people() -> None:
    found = one("Norwegian envoy Siv Dahl met the Portuguese Foreign Minister and Prime Minister Rui Melo in Lisbon.")
    assert ("Rui Melo", "Prime Minister") in {(p.name, p.office) for p in found.participants}


def test_she_also_met_is_the_subject_of_the_sentence_before() -> None:
    text = (
        "Ms. Siv Dahl met with Prime Minister Rui Melo and Foreign Minister Ana Prado of Portugal. "
        "She also met with Portuguese President Paulo Reis."
    )
    assert names(read(text)[1]) == {("Siv Dahl", None), ("Paulo Reis", "PRT")}


def test_he_is_not_whom_the_text_calls_ms() -> None:
    text = (
        "Ms. Siv Dahl met with Prime Minister Rui Melo and Foreign Minister Ana Prado of Portugal in Lisbon. "
        "He also met with Portuguese President Paulo Reis in Lisbon."
    )
    assert all("Siv Dahl" not in {n for n, _ in names(m)} for m in read(text) if ("Paulo Reis", "PRT") in names(m))


def test_whoever_is_listed_with_a_delegation_took_part_for_its_party() -> None:
    text = (
        "The Norwegian delegation, led by the director of the fisheries board Jon Orm, met with Portuguese Foreign "
        "Minister Ana Prado in Lisbon on Tuesday. He was joined by Rolf Berg (Clerk of the Board), Captain "
        "Nils Lund (Coast Guard Commander), and former pilot Kari Moe."
    )
    people = {"Jon Orm", "Rolf Berg", "Nils Lund", "Kari Moe"}
    assert names(one(text)) == {(name, "NOR") for name in people} | {("Ana Prado", "PRT")}


def test_a_delegation_that_also_included_somebody() -> None:
    text = (
        "Portuguese Prime Minister Rui Melo has met with a Norwegian delegation led by Assistant Secretary Siv "
        "Dahl in Lisbon. "
        "The delegation, which also included Deputy Commander Nils Lund, stressed the need for calm seas."
    )
    assert names(one(text)) == {("Rui Melo", "PRT"), ("Siv Dahl", "NOR"), ("Nils Lund", "NOR")}


def test_the_delegation_is_the_one_told_before() -> None:
    text = (
        "A delegation from Norway arrived in Lisbon on Monday. Led by Jon Orm, the group includes Commander Siv "
        "Dahl and General Nils Lund. "
        "The delegation met with Portuguese Foreign Minister Ana Prado in Lisbon on Tuesday."
    )
    met = next(m for m in read(text) if ("Ana Prado", "PRT") in names(m))
    assert {("Jon Orm", "NOR"), ("Siv Dahl", "NOR"), ("Nils Lund", "NOR")} <= names(met)


def test_a_delegation_takes_no_part_in_what_others_do() -> None:
    text = (
        "The Norwegian delegation, which included Nils Lund and Siv Dahl, left Lisbon on Monday. "
        "Finnish Foreign Minister Aino Salo met Portuguese Foreign Minister Ana Prado in Lisbon on Tuesday."
    )
    met = next(m for m in read(text) if ("Ana Prado", "PRT") in names(m))
    assert names(met) == {("Aino Salo", "FIN"), ("Ana Prado", "PRT")}


def test_company_of_somebody_is_with_him_in_person_and_not_on_the_telephone() -> None:
    text = (
        "UN envoy Siv Dahl visited Portugal on 29 April. She was accompanied by General Jon Orm and Captain Nils Lund. "
        "In Lisbon, Dahl met with Portuguese Foreign Minister Ana Prado. "
        "Dahl later spoke by phone with Finnish Foreign Minister Aino Salo."
    )
    found = read(text)
    met = next(m for m in found if ("Ana Prado", "PRT") in names(m))
    call = next(m for m in found if ("Aino Salo", "FIN") in names(m))
    assert {("Jon Orm", None), ("Nils Lund", None)} <= names(met)
    assert names(call) == {("Siv Dahl", "UN"), ("Aino Salo", "FIN")}


def test_whose_adviser_somebody_is_was_not_there() -> None:
    text = (
        "The Norwegian delegation, led by President Ilda Berg's security adviser Jon Orm, was received by "
        "Portuguese President Rui Melo in Lisbon on 27 April."
    )
    assert names(one(text)) == {("Jon Orm", "NOR"), ("Rui Melo", "PRT")}


def test_in_the_presence_of() -> None:
    found = one(
        "Portuguese President Rui Melo met Norwegian Foreign Minister Jon Orm in Lisbon on Monday, in the presence of "
        "Portuguese Foreign Minister Ana Prado and the Norwegian ambassador Siv Dahl."
    )
    assert names(found) == {("Rui Melo", "PRT"), ("Jon Orm", "NOR"), ("Ana Prado", "PRT"), ("Siv Dahl", "NOR")}


def test_who_chaired_and_attended_the_meeting_just_told() -> None:
    found = one(
        "Norwegian and Portuguese officials met in Lisbon on Friday. The meeting was chaired by UN envoy Jon Orm. "
        "It was attended by Finnish envoy Aino Salo and Minister Siv Dahl."
    )
    assert names(found) == {("Jon Orm", "UN"), ("Aino Salo", "FIN"), ("Siv Dahl", "FIN")}
    assert found.parties == {"NOR", "PRT", "UN", "FIN"}


def test_a_meeting_that_featured_somebody() -> None:
    found = one(
        "Portuguese Foreign Minister Ana Prado met on Tuesday with the Norwegian envoy, Ambassador Jon Orm. "
        "The meeting, which featured the head of the Norwegian Ferry Office, Siv Dahl, went over the timetable."
    )
    assert ("Siv Dahl", "NOR") in names(found)


def test_whoever_comments_on_a_meeting_was_not_there() -> None:
    found = one(
        "Portuguese Foreign Minister Ana Prado met Norwegian Foreign Minister Jon Orm in Lisbon on Monday. "
        "Analyst Paulo Reis said the meeting was a waste of time. Siv Dahl of the Ferry Institute praised the "
        "talks, and a "
        "ceremony attended by Finnish envoy Aino Salo ended the week."
    )
    assert names(found) == {("Ana Prado", "PRT"), ("Jon Orm", "NOR")}


def test_who_mediates_the_talks_is_their_mediator() -> None:
    found = one(
        "Norway and Portugal resumed talks in Helsinki on Monday. Finnish President Siv Dahl, who has been "
        "mediating the "
        "talks since 14 October, praised both."
    )
    assert role(found, "Siv Dahl") is ParticipantRole.MEDIATOR
    assert role(found, None, "NOR") is ParticipantRole.PARTY


def test_who_is_called_the_mediator_right_after_the_talks_is() -> None:
    text = "Norway and Portugal resumed talks in Helsinki on Monday. {} Siv Dahl said that progress was made."
    assert role(one(text.format("Finnish mediator")), "Siv Dahl") is ParticipantRole.MEDIATOR
    assert everybody(text.format("Former mediator")) == set()


def test_praise_for_facilitating_talks_makes_nobody_a_mediator() -> None:
    found = one(
        "Norway and Portugal resumed talks in Helsinki on Monday. Kari Moe, an analyst, praised Finland for its "
        "role in "
        "facilitating the talks."
    )
    assert all(p.role is not ParticipantRole.MEDIATOR for p in found.participants)


def test_who_convenes_under_somebodys_auspices_is_no_mediator() -> None:
    found = one(
        "Under the auspices of the United Nations, Finland hosted talks between Norway and Portugal in Turku on 3 May."
    )
    assert role(found, None, "UN") is ParticipantRole.MEDIATOR
    assert all(p.role is not ParticipantRole.MEDIATOR for p in found.participants if p.party == "FIN")


def test_the_pair_that_discussed_is_the_two_sides_of_the_talks_just_told() -> None:
    found = one(
        "Norway and Portugal have held talks over the ferry line. "
        "President Jon Orm and Portuguese Foreign Minister Ana Prado discussed ways to end the strike."
    )
    assert names(found) == {("Jon Orm", "NOR"), ("Ana Prado", "PRT")}


def test_the_two_ministers_are_the_two_named_before() -> None:
    text = (
        "Portuguese Foreign Minister Ana Prado and Norwegian Foreign Minister Jon Orm reaffirmed their "
        "commitment to the "
        "ferry line. The two {} met on Wednesday in Lisbon."
    )
    for words in ("ministers", "top diplomats"):
        assert names(one(text.format(words))) == {("Ana Prado", "PRT"), ("Jon Orm", "NOR")}


def test_who_agrees_near_a_meeting_of_others_was_not_there() -> None:
    text = (
        "Norwegian and Portuguese ambassadors met in Lisbon on Wednesday. "
        "Norwegian President Jon Orm and Portuguese President Rui Melo {}."
    )
    for what in ("stressed the need for peace", "praised the talks"):
        assert names(one(text.format(what))) == set()


def test_the_prime_minister_and_president_melo_are_two_in_a_paper_of_the_prime_minister() -> None:
    text = "The Prime Minister and President Melo met."
    paper = document(text, title="Summit", publisher="Office of the Prime Minister of Norway", party="NOR")
    scene = Scene(paper, Roster.builtin(), (), (), ())
    at, name = text.index("Prime"), text.index("Melo")
    mention = ActorMention(
        Span(name, name + 4), ActorKind.PERSON, "Melo", "NOR", "Prime Minister and President", Span(at, name - 1)
    )
    found = participants.of_mentions(scene, [mention])
    assert [(p.party, p.name, p.office) for p in found] == [
        ("NOR", None, "Prime Minister"),
        (None, "Melo", "President"),
    ]
    assert all(p.office_span and p.office_span.of(text) == p.office for p in found)
    told = participants.with_their_side(scene, [*found, Participant("PRT")])
    assert ("PRT", "Melo") in {(p.party, p.name) for p in told}
    news = Scene(document(text, publisher="The Evening Ferry"), Roster.builtin(), (), (), ())
    assert len(participants.of_mentions(news, [mention])) == 1


def test_a_long_title_in_a_list_keeps_the_name_behind_it() -> None:
    found = one(
        "Two shipowners held separate talks with UK Trade Representative for Norway Robert Berg and UK Special Envoy "
        "for the North Sea and Isles of Norway Sarah Lund at the palace in Oslo on Monday."
    )
    assert names(found) == {("Robert Berg", "GBR"), ("Sarah Lund", "GBR")}


def test_a_body_before_a_title_is_the_party_of_its_holder() -> None:
    found = one(
        "Norwegian and Portuguese officials met in Oslo on Monday. "
        "The talks were chaired by United Nations Under Secretary-General Karl Berg."
    )
    assert ("Karl Berg", "UN") in names(found)


def test_the_head_of_the_mediation_team_mediates() -> None:
    found = one(
        "Norway and Portugal resumed peace talks in Oslo. "
        "The truce was confirmed by Jon Orm, head of the Finnish mediation team."
    )
    assert role(found, "Jon Orm") is ParticipantRole.MEDIATOR


def test_the_only_delegation_of_a_text_may_be_introduced_later() -> None:
    text = (
        "In Lisbon, the delegation also held talks with Portuguese President Rui Melo on Monday. "
        "The Norwegian delegation was led by Foreign Minister Jon Orm."
    )
    assert names(read(text)[0]) == {("Jon Orm", "NOR"), ("Rui Melo", "PRT")}


def test_two_leaders_of_one_sentence_who_are_to_meet() -> None:
    found = one(
        "Portuguese President Rui Melo is expected to lobby Norwegian President Jon Orm over cod when the two "
        "leaders meet "
        "in Oslo next week."
    )
    assert names(found) == {("Rui Melo", "PRT"), ("Jon Orm", "NOR")}


def test_an_office_with_its_abbreviation_before_the_name_is_one_person() -> None:
    found = one(
        "The head of the Harbour Council (HCS), Jon Orm, has discussed with the Portuguese President's envoy to "
        "Norway, "
        "Rui Melo, the cod quota."
    )
    assert [p.name for p in found.participants] == ["Jon Orm", "Rui Melo"]


def test_an_office_told_again_without_the_name_is_the_named_one() -> None:
    told = [Participant(None, None, "Head of the Council"), Participant(None, None, "ministers")]
    named = Participant(None, "Jon Orm", "head of the council and poet")
    assert participants.without_shadows([*told, named]) == [told[1], named]
    assert participants.without_shadows([Participant("PRT", None, "Head of the Council"), named]) != [named]


def test_a_representative_and_somebody_called_ms_are_two() -> None:
    found = one("Norway's Jon Orm met in Oslo with a representative of Portugal in Bergen and Ms. Siv Dahl on Monday.")
    assert all(p.party != "PRT" for p in found.participants if p.name == "Siv Dahl")


def test_he_made_the_remarks_at_the_meeting() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm has emphasised that cod is a common good. He made the remarks at a "
        "{} in Oslo "
        "on Friday{}."
    )
    assert names(one(text.format("regional meeting of senior diplomats", ""))) == {("Jon Orm", "NOR")}
    after = " after the meeting of Portuguese and Finnish ministers"
    assert all(("Jon Orm", "NOR") not in names(m) for m in read(text.format("press conference", after)))


def test_who_speaks_at_the_time_of_a_meeting_was_not_there() -> None:
    found = one(
        "At the time of the meeting between Portuguese Foreign Minister Ana Prado and Finnish Foreign Minister "
        "Aino Salo "
        "in Oslo, Norwegian spokesman Jon Orm said that he was ill."
    )
    assert names(found) == {("Ana Prado", "PRT"), ("Aino Salo", "FIN")}


def test_two_contacts_of_one_sentence_stay_two() -> None:
    text = (
        "During the visit, Ms. Siv Dahl met with Prime Minister Rui Melo in Lisbon….She also met with Commander "
        "Paulo Reis "
        "and Admiral Ana Prado in Lisbon."
    )
    assert {"Rui Melo", "Paulo Reis", "Ana Prado"} <= everybody(text)
    assert len({m.id for m in read(text)}) == len(read(text))


def test_who_is_named_before_who_co_chaired_is_the_chair() -> None:
    text = (
        "Norwegian envoy Siv Dahl opened a meeting in Oslo. Karl Berg, who co-chaired the meeting with Spanish "
        "Ambassador to Norway Pablo Alba, asked all to keep calm."
    )
    assert {"Siv Dahl", "Karl Berg", "Pablo Alba"} == everybody(text)
    assert len(read(text)) == 1


def test_company_on_the_visit_of_somebody() -> None:
    text = (
        "Norwegian analyst Rolf Moe wrote about the recent visit of UN envoy Siv Dahl to Lisbon. During her "
        "visit, she was "
        "accompanied by General Jon Orm. In Lisbon, Dahl met with Portuguese Foreign Minister Ana Prado."
    )
    met = next(m for m in read(text) if ("Ana Prado", "PRT") in names(m))
    assert names(met) == {("Siv Dahl", "UN"), ("Ana Prado", "PRT"), ("Jon Orm", None)}


PAPER = {"publisher": "Office of the Prime Minister of Norway", "party": "NOR"}


def test_a_list_of_participants_below_the_prose_belongs_to_the_contact_of_the_paper() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm met today with a group of Portuguese ministers to discuss cod.\n\n"
        "Portuguese ministers who participated in the meeting were:\n\n"
        "- Minister Ana Prado (Portugal), with greetings from Siv Dahl\n- Minister Rui Melo (Portugal)\n\n"
        "The ministers praised the ferry."
    )
    found = one(text, title="Readout of the Foreign Minister's meeting with Portuguese ministers", **PAPER)
    people = {n for n, _ in names(found)}
    assert {"Jon Orm", "Ana Prado", "Rui Melo"} <= people
    assert "Siv Dahl" not in people


def test_a_list_of_something_else_is_no_list_of_participants() -> None:
    text = (
        "Norwegian Foreign Minister Jon Orm met today with Portuguese Foreign Minister Ana Prado to discuss cod.\n\n"
        "The following officials were unable to attend the meeting:\n\n- Minister Rui Melo (Portugal)\n\n"
        "The ministers praised the work of:\n\n- Minister Siv Dahl (Norway)\n"
    )
    found = one(text, title="Readout of the Foreign Minister's meeting with Minister Prado", **PAPER)
    assert {n for n, _ in names(found)} == {"Jon Orm", "Ana Prado"}


def test_members_of_both_delegations_told_at_the_end() -> None:
    text = (
        "On 27 April, Norwegian State Secretary Jon Orm met with Portuguese State Secretary Ana Prado in Oslo to "
        "discuss cod."
        "\n\nThe Portuguese delegation also included State Secretary Rui Melo, Ministry of Fisheries; and State "
        "Secretary "
        "Paulo Reis, Ministry of Finance."
    )
    found = one(text, title="Joint statement on the meeting of Norway and Portugal", **PAPER)
    assert {("Rui Melo", "PRT"), ("Paulo Reis", "PRT")} <= names(found)


def test_whose_head_of_cabinet_somebody_is_was_not_there() -> None:
    found = one(
        "Norwegian and Portuguese officials met in Oslo on 27 April, convened by co-chairs Jon Orm, Foreign "
        "Minister of "
        "Norway, and Rui Melo, Head of Cabinet of Portuguese President Ana Prado."
    )
    assert {n for n, _ in names(found)} == {"Jon Orm", "Rui Melo"}


def test_who_speaks_for_a_nameless_side_after_the_talks_took_part() -> None:
    text = "Finnish {} Siv Dahl said after talks between {}Norway and Finland in Turku on Monday that all was well."
    assert names(one(text.format("Foreign Minister", ""))) == {("Siv Dahl", "FIN")}
    assert names(one(text.format("spokeswoman", ""))) == set()
    assert names(one(text.format("President", "officials of "))) == set()
