"""Actors of one document, read with an empty parse: by titles, roster and form alone. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.actors import Actors
from onrecord.annotate.component import Draft, Findings
from onrecord.annotate.parse import Parse, Token
from onrecord.record.actors import ActorKind, ActorMention, Office, Person, Tenure
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval
from onrecord.roster import Roster

ROSTER = Roster.builtin()


def paper(
    text: str, *, title: str = "", party: str | None = None, kind: Kind = Kind.NEWS, author: str | None = None
) -> Document:
    regions, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            regions.append(
                Region(Span(start, start + len(line)), Role.CAPTION if line.startswith("Photo:") else Role.BODY)
            )
        start += len(line) + 1
    side = Side.OFFICIAL if party else Side.COVERAGE
    day = Dating(Interval.day(date(2022, 5, 4)), "given")
    return Document(
        "d-1", "paper", kind, side, "Publisher", "en", text, tuple(regions), Original("", "paper"), "",
        title=title, party=party, author=author, published=day,
    )  # fmt: skip


def read(document: Document, *people: str, roster: Roster = ROSTER) -> Findings:
    """Annotate with a parse in which only `people` are tagged, as subjects."""
    tokens: list[Token] = []
    for name in people:
        at = document.text.find(name)
        while at >= 0:
            offset = at
            for word in name.split(" "):
                tokens.append(
                    Token(len(tokens), offset, offset + len(word), word, word, "NNP", "nsubj", 0, "PERSON", 0)
                )
                offset += len(word) + 1
            at = document.text.find(name, at + 1)
    draft = Draft(Reading(document), Parse(tuple(tokens), ()), roster)
    (findings,) = Actors().annotate([draft])
    return findings


def people(text: str, *tagged: str, **how: object) -> dict[str, tuple[str, str | None, str | None]]:
    document = paper(text, **how)  # type: ignore[arg-type]
    mentions = [m for m in read(document, *tagged).items if m.kind is ActorKind.PERSON and m.how != "title"]
    return {m.span.of(text): (m.name, m.party, m.office) for m in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish Foreign Minister Selim Aksoy spoke.", ("Selim Aksoy", "TUR", "Foreign Minister")),
        ("Turkey’s Foreign Minister Selim Aksoy spoke.", ("Selim Aksoy", "TUR", "Foreign Minister")),
        ("President of Peru Inés Valdivia spoke.", ("Inés Valdivia", "PER", "President")),
        ("President Inés Valdivia of the Republic of Peru spoke.", ("Inés Valdivia", "PER", "President")),
        ("It said UN Special Envoy for Chad Jon A. Lind spoke.", ("Jon A. Lind", "UN", "Special Envoy for Chad")),
        ("Amir Sheikh Tariq bin Salem Al Qadi of Qatar spoke.", ("Tariq bin Salem Al Qadi", "QAT", "Amir")),
        ("the European Commission President Hedda van der Linden spoke", ("Hedda van der Linden", "EU", "President")),
        (
            "Norway's Minister of Foreign Affairs Liv Strand spoke.",
            ("Liv Strand", "NOR", "Minister of Foreign Affairs"),
        ),
        ("British Prime Minister Major spoke.", ("Major", "GBR", "Prime Minister")),
        (
            "Kenya's Deputy Prime Minister and Foreign Minister Ann Oduor spoke",
            ("Ann Oduor", "KEN", "Deputy Prime Minister and Foreign Minister"),
        ),
    ],
)
def test_a_title_gives_office_and_party(text: str, expected: tuple[str, str, str]) -> None:
    assert people(text) == {expected[0]: expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selim Aksoy, head of Turkish intelligence, spoke.", ("Selim Aksoy", "TUR", "head of Turkish intelligence")),
        ("Jon Lind, the UN special envoy for Chad, spoke.", ("Jon Lind", "UN", "special envoy for Chad")),
        ("Ana Cruz, Foreign Minister of Chile, spoke.", ("Ana Cruz", "CHL", "Foreign Minister")),
    ],
)
def test_an_apposition_gives_office_and_party(text: str, expected: tuple[str, str, str]) -> None:
    assert people(text, expected[0]) == {expected[0]: expected}


def test_a_list_inherits_the_state_of_its_first() -> None:
    text = (
        "Aksoy, Turkey's National Defense Minister Kemal Oran, intelligence chief Deniz Uslu,"
        " and presidential aide Cem Kaya"
        " came along with Russian Defense Minister Pavel Gromov and chief of General Staff Oleg Zorin.\n"
        "Turkish Foreign Minister Selim Aksoy spoke."
    )
    found = people(text)
    assert found["Kemal Oran"] == ("Kemal Oran", "TUR", "National Defense Minister")
    assert found["Deniz Uslu"] == ("Deniz Uslu", "TUR", "intelligence chief")
    assert found["Cem Kaya"] == ("Cem Kaya", "TUR", "presidential aide")
    assert found["Pavel Gromov"] == ("Pavel Gromov", "RUS", "Defense Minister")
    assert found["Oleg Zorin"] == ("Oleg Zorin", "RUS", "chief of General Staff")
    assert found["Aksoy"] == ("Selim Aksoy", "TUR", "Foreign Minister")


def test_two_holders_of_one_office_are_not_of_one_state() -> None:
    found = people("Turkish Foreign Minister Selim Aksoy and Foreign Minister Pavel Gromov met.")
    assert found["Pavel Gromov"] == ("Pavel Gromov", None, "Foreign Minister")


def test_plural_titles_are_shared_out() -> None:
    found = people("Presidents Ana Cruz of Chile and Inés Valdivia of Peru met.")
    assert found == {
        "Ana Cruz": ("Ana Cruz", "CHL", "President"),
        "Inés Valdivia": ("Inés Valdivia", "PER", "President"),
    }


def test_the_body_spelling_beats_the_caption() -> None:
    text = "Photo: Russian Minister Sergei Orlov arrives.\nRussian Minister Sergey Orlov spoke. Orlov left."
    assert {name for name, _, _ in people(text).values()} == {"Sergey Orlov"}


def test_a_surname_two_people_share_stays_open() -> None:
    text = "Chilean Minister Ana Cruz met Peruvian Minister Juan Cruz. Cruz was pleased."
    assert "Cruz" not in people(text)


def test_a_name_in_another_name_is_no_person() -> None:
    assert people("Minister Ana Cruz spoke. The Cruz administration and the Cruz Foundation differ.").keys() == {
        "Ana Cruz"
    }


def test_office_and_party_of_one_who_is_shown_as_of_two_states_stay_open() -> None:
    document = paper("Chilean Minister Ana Cruz spoke. Peruvian Minister Ana Cruz left.")
    findings = read(document)
    assert [i.code for i in findings.issues] == ["ANN020"]
    assert {m.party for m in findings.items if m.kind is ActorKind.PERSON} == {None}


def mention(document: Document, words: str, *tagged: str, roster: Roster = ROSTER) -> ActorMention:
    return next(m for m in read(document, *tagged, roster=roster).items if m.span.of(document.text) == words)


def test_titles_stand_for_the_one_holder() -> None:
    document = paper(
        "Chilean Foreign Minister Ana Cruz spoke. The Foreign Minister left. The Peruvian Foreign Minister stayed."
    )
    titles = [m for m in read(document).items if m.how == "title"]
    assert [(m.name, m.party, m.kind) for m in titles] == [
        ("Ana Cruz", "CHL", ActorKind.PERSON),
        ("", "PER", ActorKind.OFFICE),
    ]


def test_his_counterpart_has_the_same_office() -> None:
    document = paper("Chilean Foreign Minister Ana Cruz met her Peruvian counterpart in Lima.")
    found = mention(document, "counterpart")
    assert (found.party, found.office, found.name) == ("PER", "Foreign Minister", "")


def test_plurals_mean_the_parties_of_the_paper() -> None:
    document = paper(
        "Chilean Foreign Minister Ana Cruz met Peruvian Foreign Minister Juan Rey. The two ministers agreed."
        " The three leaders waited."
    )
    assert mention(document, "The two ministers").parties == ("CHL", "PER")
    assert mention(document, "The three leaders").how == "unresolved"


def test_guarantors_come_from_the_named_process() -> None:
    document = paper("Talks in the Astana format resumed. The guarantors signed.")
    assert set(mention(document, "The guarantors").parties) == {"RUS", "TUR", "IRN"}
    assert mention(document, "Astana format").kind is ActorKind.PROCESS


def test_a_capital_acts_or_is_a_place() -> None:
    document = paper("Ankara says it agrees. They met in Ankara. Talks took place in Ankara, Türkiye.")
    kinds = [(m.kind, m.how) for m in read(document).items if m.span.of(document.text) == "Ankara"]
    assert kinds == [(ActorKind.PARTY, "metonym"), (ActorKind.PLACE, "name"), (ActorKind.PLACE, "name")]


def test_the_own_side_of_a_readout_is_its_publisher() -> None:
    document = paper(
        "President Ada Holm met today with Prime Minister Juan Rey. President Holm thanked him.",
        title="Readout of President Ada Holm’s Meeting with Prime Minister Juan Rey of Spain",
        party="FIN",
        kind=Kind.READOUT,
    )
    found = {m.name: m.party for m in read(document).items if m.kind is ActorKind.PERSON}
    assert found == {"Ada Holm": "FIN", "Juan Rey": "ESP"}


def test_a_paper_does_not_introduce_its_own_leader() -> None:
    document = paper(
        "The leaders discussed grain. Ada Holm spoke of ports. Ada Holm thanked Juan Rey.",
        title="Telephone conversation with Prime Minister of Spain Juan Rey",
        party="FIN",
        kind=Kind.READOUT,
    )
    found = {m.name: m.party for m in read(document, "Ada Holm").items if m.kind is ActorKind.PERSON}
    assert found == {"Ada Holm": "FIN", "Juan Rey": "ESP"}


def test_forms_of_state_tell_two_heads_apart() -> None:
    document = paper(
        "Today we, President Ada Holm and Prime Minister SATO Kenji, celebrate.",
        title="United States-Japan Joint Statement",
        party="USA",
        kind=Kind.JOINT_STATEMENT,
    )
    found = {m.name: m.party for m in read(document).items if m.kind is ActorKind.PERSON}
    assert found == {"Ada Holm": "USA", "SATO Kenji": "JPN"}


def test_an_unnamed_foreign_minister_is_nobodys() -> None:
    document = paper(
        "President Ada Holm and Prime Minister Rey talked.", title="Readout of a call", party="FIN", kind=Kind.READOUT
    )
    assert {m.name: m.party for m in read(document).items if m.kind is ActorKind.PERSON}["Rey"] is None


def test_the_first_person_of_a_signed_paper() -> None:
    document = paper(
        "Foreign Minister Ada Holm's statement.\nI thank our partners. “I alone decide,” said the guest.",
        party="FIN",
        kind=Kind.STATEMENT,
        author="Ada Holm",
    )
    first = [(m.span.of(document.text), m.name, m.party) for m in read(document).items if m.how == "first person"]
    assert first == [("I", "Ada Holm", "FIN"), ("our", "", "FIN")]


def test_people_of_the_roster_bring_party_and_office_of_the_day() -> None:
    tenure = Tenure("per-1", Office("Mediator", "CHE"), Interval(date(2022, 1, 1), date(2022, 12, 31)))
    roster = replace(ROSTER, people=(Person("per-1", "Ilva Terrasan", ("Ilva Terrasan",), "CHE", (tenure,)),))
    found = mention(paper("Yesterday Ilva Terrasan arrived."), "Ilva Terrasan", "Ilva Terrasan", roster=roster)
    assert (found.party, found.office) == ("CHE", "Mediator")


def test_offices_and_parties_point_at_their_words() -> None:
    text = "Then Turkey’s Foreign Minister Selim Aksoy spoke."
    found = mention(paper(text), "Selim Aksoy")
    assert found.office_span is not None
    assert found.office_span.of(text) == "Foreign Minister"
    assert found.party_span is not None
    assert found.party_span.of(text) == "Turkey"


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("The President of Turkey's, Minister Ana Cruz and (UN) – 'we' both sides.\n\u00a0ß🕊"),
        max_size=120,
    )
)
def test_any_text_goes_through(text: str) -> None:
    for m in read(paper(text, party="CHE", kind=Kind.STATEMENT, title=text[:40])).items:
        for span in (m.span, m.office_span, m.party_span):
            assert span is None or (span.end <= len(text) and span.of(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_unicode_goes_through(text: str) -> None:
    for m in read(paper(text, title=text)).items:
        assert m.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "name", "party", "office"),
    [
        ("The Chairman of the Accounts Chamber Aleksei Koldin spoke.", "Aleksei Koldin", None,
         "Chairman of the Accounts Chamber"),
        ("The head of the National Unity Government Hamid Dabir spoke.", "Hamid Dabir", None,
         "head of the National Unity Government"),
        ("Sudanese Sovereign Council President Omar Bakri spoke.", "Omar Bakri", "SDN", "Sovereign Council President"),
        ("The chairman of the Sudan Hope Front Hadi Nour spoke.", "Hadi Nour", None,
         "chairman of the Sudan Hope Front"),
        ("Emirati Technology Minister Sultan Omar Jabri spoke.", "Sultan Omar Jabri", "ARE", "Technology Minister"),
        ("Afghan Foreign Minister Amir Khan Motari spoke.", "Amir Khan Motari", "AFG", "Foreign Minister"),
        ("Special Envoy for the Horn of Africa Jon Lind spoke.", "Jon Lind", None,
         "Special Envoy for the Horn of Africa"),
        ("Representative for Ecology, Trade and Transport Ivan Orlin spoke.", "Ivan Orlin", None,
         "Representative for Ecology, Trade and Transport"),
        ("Adviser to President Inés Valdivia spoke.", "Inés Valdivia", None, "President"),
        ("PM Rana Dorji spoke.", "Rana Dorji", None, "PM"),
        ("Under-Secretary-General for Humanitarian Affairs Ana Cruz spoke.", "Ana Cruz", "UN",
         "Under-Secretary-General for Humanitarian Affairs"),
        ("US Special Envoy for Sudan and South Sudan Jon Lind spoke.", "Jon Lind", "USA",
         "Special Envoy for Sudan and South Sudan"),
    ],
)  # fmt: skip
def test_an_office_ends_where_the_name_begins(text: str, name: str, party: str | None, office: str) -> None:
    assert people(text)[name] == (name, party, office)


@pytest.mark.parametrize(
    "text",
    [
        "The official KSNA news agency reported.",
        "It was built in the Stalin-era Empire style.",
        "The envoy for Conflict Resolutions spoke.",
        "The head of the Peace and Security Council (PSC) left at 3 PM.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert people(text) == {}


def test_a_rank_may_stand_between_an_office_and_its_holder() -> None:
    text = "He met the Chairman of the Council of Chad, Lieutenant General Omar Nour, in Doha."
    assert people(text, "Omar Nour")["Omar Nour"] == ("Omar Nour", "TCD", "Chairman of the Council")


def test_two_offices_joined_by_and_with_one_name_are_two_people() -> None:
    found = [m for m in read(paper("The Prime Minister and President Dumond met.")).items if m.office]
    assert [(m.kind, m.name, m.office) for m in found] == [
        (ActorKind.OFFICE, "", "Prime Minister"),
        (ActorKind.PERSON, "Dumond", "President"),
    ]


def test_a_town_is_a_place_and_nobodys_government() -> None:
    found = read(paper("The envoy flew to Port Sudan. Benghazi hosted them. Geneva is quiet.")).items
    assert [(m.kind, m.party) for m in found if m.party] == [
        (ActorKind.PLACE, "SDN"), (ActorKind.PLACE, "LBY"), (ActorKind.PLACE, "CHE")
    ]  # fmt: skip


def test_envoys_of_the_secretary_general_are_of_the_united_nations() -> None:
    text = "The Personal Envoy of the Secretary-General for Arvenia, Lena Ott, met SRSG Omar Bakri."
    assert people(text, "Lena Ott") == {
        "Lena Ott": ("Lena Ott", "UN", "Personal Envoy of the Secretary-General for Arvenia"),
        "Omar Bakri": ("Omar Bakri", "UN", "SRSG"),
    }


def test_a_state_named_on_the_way_gives_nobody_its_party() -> None:
    found = people("It was agreed between Peru, Chile and Bolivia for President Delmar to send the text.")
    assert found["Delmar"] == ("Delmar", None, "President")
