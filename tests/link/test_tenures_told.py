"""Offices that documents show, from apposition, title, signature block, speaker label and list of participants."""

from __future__ import annotations

from pathlib import Path

import pytest

from .from_files import PARTIES, Papers, built, news, official

Held = set[tuple[str, str, str | None, str]]


def held(folder: Path, papers: Papers, process: str = PARTIES) -> Held:
    """Everybody's offices: name, title, party, days."""
    with built(folder, papers, process) as record:
        return {
            (person.name, t.office.title, t.office.party, t.interval.edtf() if t.interval else "")
            for person in record.people
            for t in person.tenures
        }


def test_apposition_and_title(tmp_path: Path) -> None:
    text = (
        "Mirela Dovan, the Foreign Minister of Arvenia, arrived in Port Aster on Monday. Yusef Qadiri, Costara's "
        "president, welcomed her. Vellish Prime Minister Ida Sorn sent a message."
    )
    assert held(tmp_path, {"a.md": news("2023-03-01", text)}) == {
        ("Mirela Dovan", "Foreign Minister", "ARV", "2023-03-01"),
        ("Yusef Qadiri", "president", "CST", "2023-03-01"),
        ("Ida Sorn", "Prime Minister", "VEL", "2023-03-01"),
    }


@pytest.mark.parametrize(
    "block",
    [
        "Oskar Brenn\nDeputy Foreign Minister of Arvenia",
        "Oskar Brenn\n\nDeputy Foreign Minister",
        "Yours sincerely,\n\nOskar Brenn, Deputy Foreign Minister",
        "Kallis, 3 March 2023\n\nOSKAR BRENN\nDEPUTY FOREIGN MINISTER",
    ],
)
def test_the_signature_of_a_paper(tmp_path: Path, block: str) -> None:
    text = (
        f"The Ministry confirms that the ferry line will reopen.\n\nIt thanks all partners for their help.\n\n{block}"
    )
    shown = held(tmp_path, {"a.md": official("2023-03-03", text)})
    assert shown == {("Oskar Brenn", "Deputy Foreign Minister", "ARV", "2023-03-03")}


def test_two_who_sign_for_two_parties(tmp_path: Path) -> None:
    text = (
        "The two sides agreed to reopen the ferry line.\n\nFor the Republic of Arvenia:\nHelka Strand, Minister of "
        "Transport\n\nFor Costara:\nBruno Calde, Minister of Infrastructure"
    )
    assert held(tmp_path, {"a.md": official("2023-03-03", text, "joint statement")}) == {
        ("Helka Strand", "Minister of Transport", "ARV", "2023-03-03"),
        ("Bruno Calde", "Minister of Infrastructure", "CST", "2023-03-03"),
    }


@pytest.mark.parametrize(
    "block",
    ["Press contact: Oskar Brenn, Press Officer", "Oskar Brenn\nRiver Road 4", "Harbour Lights\nTickets for March"],
)
def test_what_ends_a_paper_and_is_no_signature(tmp_path: Path, block: str) -> None:
    text = f"The Ministry confirms that the ferry line will reopen.\n\nIt thanks all partners.\n\n{block}"
    assert held(tmp_path, {"a.md": official("2023-03-03", text)}) == set()


def test_a_byline_in_the_press_is_no_signature(tmp_path: Path) -> None:
    text = "The ferry line will reopen in May, the ministry said.\n\nIt gave no day.\n\nOskar Brenn\nForeign Minister"
    assert held(tmp_path, {"a.md": news("2023-03-03", text)}) == set()


def test_the_labels_of_a_transcript(tmp_path: Path) -> None:
    text = (
        "FOREIGN MINISTER SALEM ORUK: Thank you all for coming. The ferry line is open.\n\n"
        "COSTARAN FOREIGN MINISTER LINA ABARO: We agree with that, and we shall keep our word.\n\n"
        "Ana Teel, Minister of Justice of Velland: So do we.\n\nQ: When will it sail?\n\n"
        "FOREIGN MINISTER ORUK: On Monday.\n\nPresident Daro Minz of Costara: On Monday, yes."
    )
    assert held(tmp_path, {"a.md": official("2023-03-04", text, "transcript")}) == {
        ("Salem Oruk", "Foreign Minister", "ARV", "2023-03-04"),
        ("Lina Abaro", "Foreign Minister", "CST", "2023-03-04"),
        ("Ana Teel", "Minister of Justice", "VEL", "2023-03-04"),
        ("Daro Minz", "President", "CST", "2023-03-04"),
    }


def test_participants_are_of_the_party_they_are_listed_under(tmp_path: Path) -> None:
    lines = (
        "Talks between Arvenia and Costara were held in Lindvik on 6 March 2023.\n\nParticipants:\n\nArvenia:\n"
        "- Rolf Edding, Minister of Energy\n- Sanna Viik, Ambassador to Velland\n\nCostara:\n"
        "- Kemal Torr, Minister of Energy\n- Ambassador Lidia Pons"
    )
    inline = (
        "Talks were held in Lindvik on 6 March 2023.\n\nPresent:\nFor Arvenia: Jens Orm (Minister of Culture)\n"
        "For the Costaran delegation: Rita Vance (Minister of Culture)"
    )
    papers = {"a.md": official("2023-03-06", lines, "readout"), "b.md": official("2023-03-06", inline, "readout")}
    assert held(tmp_path, papers) == {
        ("Rolf Edding", "Minister of Energy", "ARV", "2023-03-06"),
        ("Sanna Viik", "Ambassador to Velland", "ARV", "2023-03-06"),
        ("Kemal Torr", "Minister of Energy", "CST", "2023-03-06"),
        ("Lidia Pons", "Ambassador", "CST", "2023-03-06"),
        ("Jens Orm", "Minister of Culture", "ARV", "2023-03-06"),
        ("Rita Vance", "Minister of Culture", "CST", "2023-03-06"),
    }


def test_prose_behind_a_list_is_under_no_heading(tmp_path: Path) -> None:
    text = (
        "Talks were held in Lindvik.\n\nCostara:\n- Kemal Torr, Minister of Energy\n\n"
        "Deputy Minister Rolf Edding said afterwards that the Ministry was content.\n\n"
        "Costara: Deputy Minister Ola Holm read the paper out."
    )
    shown = held(tmp_path, {"a.md": official("2023-03-06", text, "readout")})
    assert {(name, party) for name, _, party, _ in shown} == {
        ("Kemal Torr", "CST"), ("Rolf Edding", "ARV"), ("Ola Holm", "ARV"),
    }  # fmt: skip
