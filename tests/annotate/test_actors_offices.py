"""Where an office ends and a name begins, in long offices and lists. Read with an empty parse; people are invented."""

from __future__ import annotations

import pytest

from .test_actors import paper, people, read


@pytest.mark.parametrize(
    ("text", "name", "party", "office"),
    [
        ("US Assistant Secretary of State for African Affairs Lena Ott spoke.", "Lena Ott", "USA",
         "Assistant Secretary of State for African Affairs"),
        ("Minister of Foreign Affairs, Trade and Expatriates Affairs Sami Dole spoke.", "Sami Dole", None,
         "Minister of Foreign Affairs, Trade and Expatriates Affairs"),
        ("Minister of Foreign Affairs, Emigration and Peruvian Expatriates Ana Cruz spoke.", "Ana Cruz", None,
         "Minister of Foreign Affairs, Emigration and Peruvian Expatriates"),
        ("Special Envoy of the UN Secretary-General (SESG) for Chad and head of UNSMIL Ana Cruz met the mayor.",
         "Ana Cruz", "UNSMIL", "Special Envoy of the UN Secretary-General (SESG) for Chad and head of UNSMIL"),
        ("Head of the UN Integrated Relief Mission in Chad (UNIRC) Lena Ott spoke.", "Lena Ott", "UN",
         "Head of the UN Integrated Relief Mission in Chad"),
        ("It was led by SRSG and Head of UNSMIL, Lena Ott, and Ambassador Jon Lind.", "Lena Ott", "UNSMIL",
         "SRSG and Head of UNSMIL"),
        ("On Monday, the Secretary-General's Personal Envoy for Chad, Lena Ott, embarked on a tour.", "Lena Ott", "UN",
         "Secretary-General's Personal Envoy for Chad"),
        ("European Union's (EU) Ambassador to Chad, Lena Ott, discussed ports.", "Lena Ott", "EU",
         "Ambassador to Chad"),
        ("Peru's Minister of National Defence, H.E. Ana Cruz and Minister of Trade, Mr Rey, came.", "Ana Cruz", "PER",
         "Minister of National Defence"),
        ("Speaker of the House of Representatives Sami Dole spoke.", "Sami Dole", None,
         "Speaker of the House of Representatives"),
        ("They met Ana Cruz, Chairwoman of the Foreign Affairs Committee in Peru's Parliament, today.", "Ana Cruz",
         "PER", "Chairwoman of the Foreign Affairs Committee in Peru's Parliament"),
        ("Ana Cruz, Peru's presidential adviser and head of the mediation team, spoke.", "Ana Cruz", "PER",
         "presidential adviser and head of the mediation team"),
        ("The Minister of Foreign Affairs, Peruvians Abroad and International Cooperation, Ana Cruz, left.",
         "Ana Cruz", None, "Minister of Foreign Affairs, Peruvians Abroad and International Cooperation"),
        ("Turkish Ambassador in Lima Sami Dole came.", "Sami Dole", "TUR", "Ambassador in Lima"),
        ("Under-Secretary-General for Political and Peacebuilding Affairs Ana Cruz came.", "Ana Cruz", "UN",
         "Under-Secretary-General for Political and Peacebuilding Affairs"),
        ("Vice Admiral Jon Lind, Commander of the U.S. Sixth Fleet; and others came.", "Jon Lind", "USA",
         "Vice Admiral"),
        ("Regency Council member Ana Cruz spoke.", "Ana Cruz", None, "Regency Council member"),
    ],
)  # fmt: skip
def test_a_long_office_keeps_its_words_and_leaves_the_name(
    text: str, name: str, party: str | None, office: str
) -> None:
    assert people(text)[name] == (name, party, office)


def test_a_name_behind_whose_it_is_is_of_that_party() -> None:
    text = "He called Peru's Ana Cruz, Chile's Jon Rey and Chad's Sami Dole."
    assert people(text, "Ana Cruz", "Jon Rey") == {
        "Ana Cruz": ("Ana Cruz", "PER", None),
        "Jon Rey": ("Jon Rey", "CHL", None),
        "Sami Dole": ("Sami Dole", "TCD", None),
    }
    assert people("He saw Peru's Ana Cruz Hospital.", "Ana Cruz") == {}
    assert people("He saw Peru's Golden Terraces.") == {}


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("The Arvenian Liaison Committees met.", "Arvenian Liaison Committees"),
        ("They studied at Sami Bin Dole University.", "Sami Bin Dole"),
        ("The army's General Command met the envoy.", "Command"),
        ("The Dole Brigades spoke.", "Dole"),
    ],
)
def test_the_noun_of_a_body_ends_no_name(text: str, tagged: str) -> None:
    assert people(text, tagged) == {}


def test_an_office_before_the_noun_of_a_body_is_none() -> None:
    assert [m for m in read(paper("The General Command of Chad met them.")).items if m.office] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("Echoing Sami Dole, he agreed.", "Sami Dole"), ("Governing Sami Dole is hard.", "Sami Dole")],
)
def test_a_participle_that_opens_a_sentence_is_no_name(text: str, name: str) -> None:
    assert set(people(text, text.split(",")[0].removesuffix(" is hard."), name)) == {name}


def test_an_office_between_two_names_of_a_list_is_the_nexts() -> None:
    text = "He met Ana Cruz, the Head of the Mission of Chad, Ambassador Jon Lind, and others."
    assert people(text, "Ana Cruz")["Ana Cruz"] == ("Ana Cruz", None, None)


@pytest.mark.parametrize(
    ("text", "name", "party", "office"),
    [
        ("United States Mining Inspection Agency (MIA) Director Jon Lind came.", "Jon Lind", "USA",
         "Mining Inspection Agency (MIA) Director"),
        ("House of Representatives (HoR) Speaker Ana Cruz came.", "Ana Cruz", None,
         "House of Representatives (HoR) Speaker"),
        ("Council of Ministers Chairman Sami Dole came.", "Sami Dole", None, "Council of Ministers Chairman"),
        ("The Commander-in-Chief of the Chadian Army, Lieutenant General Sami Dole, called.", "Sami Dole", "TCD",
         "Commander-in-Chief of the Chadian Army"),
        ("Peru's Military Attaché to Chad, Brigadier General Ana Cruz, came.", "Ana Cruz", "PER",
         "Military Attaché to Chad"),
        ("He met Ana Cruz, Minister of State at the Peruvian Ministry of Foreign Affairs.", "Ana Cruz", "PER",
         "Minister of State at the Peruvian Ministry of Foreign Affairs"),
        ("He called President Ana Cruz, President of the Republic of Peru on Sunday.", "Ana Cruz", "PER", "President"),
        ("He thanked the Deputy Prime Minister and Foreign Minister Ana Cruz.", "Ana Cruz", None,
         "Deputy Prime Minister and Foreign Minister"),
    ],
)  # fmt: skip
def test_whose_an_office_is(text: str, name: str, party: str | None, office: str) -> None:
    assert people(text, name)[name] == (name, party, office)


def test_whom_a_president_employs_is_of_that_party() -> None:
    found = people("Chadian President Omar Bakri's special envoy Jon Lind came. Sami Dole's envoy Ana Cruz came.")
    assert found["Jon Lind"] == ("Jon Lind", "TCD", "special envoy")
    assert found["Ana Cruz"] == ("Ana Cruz", None, "envoy")


def test_the_members_of_a_house_are_nobodys_office() -> None:
    found = read(paper("The Chilean House of Representatives Ana Cruz spoke. The Board of Governors met.")).items
    assert [m.office for m in found if m.office] == []


@pytest.mark.parametrize("address", ["H.E.", "H.E", "HE", "H.E. Mr."])
def test_a_form_of_address_is_no_part_of_the_name(address: str) -> None:
    assert set(people(f"He saw {address} Ana Cruz today.", "Ana Cruz")) == {"Ana Cruz"}


def test_a_verb_that_opens_a_remark_is_nobody() -> None:
    assert set(people("Met with President Dole; attended a lunch.", "Met")) == {"Dole"}


@pytest.mark.parametrize("more", [", Trade", " and Trade", " (UN)", " Peru's Ana Dole,", " for Africa and the Horn"])
def test_an_office_without_end_goes_through(more: str) -> None:
    found = people("Minister of Trade" + more * 3000 + " came. Chilean Minister Ana Cruz spoke.")
    assert found["Ana Cruz"] == ("Ana Cruz", "CHL", "Minister")
