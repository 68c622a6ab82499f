"""Which tellings are of one meeting: announced and held, calls of one day, conferences nobody is named for.

Read and linked from papers as they come. All states and people are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record.meetings import Meeting

from .from_files import Papers, built, news

PAIR = "Arvenian Foreign Minister Lena Stahl {} Costaran Foreign Minister Omid Faro in Lindvik {}."


def meetings(folder: Path, *papers: tuple[str, str]) -> tuple[list[Meeting], list[str]]:
    told: Papers = {f"{chr(97 + n)}.md": paper for n, paper in enumerate(papers)}
    with built(folder, told) as record:
        return list(record.meetings), [issue.code for issue in record.issues if issue.code.startswith("LNK2")]


def undated(text: str) -> tuple[str, str]:
    return "title: Talks\npublisher: Harbour Post\nkind: news", text


@pytest.mark.parametrize(
    ("announced", "held"),
    [
        (("2023-03-01", "on 10 March 2023"), ("2023-03-11", "on 10 March 2023")),
        (("2023-03-01", "next week"), ("2023-03-11", "on Friday")),
        (("2023-03-01", "later this month"), ("2023-03-21", "on 20 March")),
    ],
)
def test_announced_and_then_held_is_one_meeting_with_two_acts(
    tmp_path: Path, announced: tuple[str, str], held: tuple[str, str]
) -> None:
    found, codes = meetings(
        tmp_path,
        news(announced[0], PAIR.format("will meet", announced[1])),
        news(held[0], PAIR.format("met with", held[1])),
    )
    (only,) = found
    assert (only.status, len(only.document_ids)) == ("held", 2)
    assert {(v.field, v.value) for v in only.values} >= {("announced", "planned"), ("status", "held")}
    assert "LNK204" not in codes


@pytest.mark.parametrize(
    ("announced", "held"),
    [
        (("2023-03-01", "on 10 March 2023"), ("2023-03-12", "on 11 March 2023")),
        (("2023-03-01", "on 10 April 2023"), ("2023-03-12", "on 10 March 2023")),
        (("2023-11-20", "in January"), ("2023-11-16", "on 15 November 2023")),
        (("2023-06-05", "later this year"), ("2023-03-12", "on 10 March 2023")),
    ],
)
def test_what_is_announced_for_another_day_is_another_meeting(
    tmp_path: Path, announced: tuple[str, str], held: tuple[str, str]
) -> None:
    found, codes = meetings(
        tmp_path,
        news(announced[0], PAIR.format("will meet", announced[1])),
        news(held[0], PAIR.format("met with", held[1])),
    )
    assert sorted(m.status for m in found) == ["held", "planned"]
    assert "LNK202" not in codes


@pytest.mark.parametrize("expression", ["in January", "on 16 November"])
def test_an_undated_announcement_of_another_day_is_another_meeting(tmp_path: Path, expression: str) -> None:
    found, _ = meetings(
        tmp_path,
        undated(PAIR.format("will meet", expression)),
        news("2023-11-16", PAIR.format("met with", "on 15 November 2023")),
    )
    assert sorted(m.status for m in found) == ["held", "planned"]


def test_a_conference_ahead_is_no_summit_of_the_past(tmp_path: Path) -> None:
    names = "Arvenian President Ida Sorn and Costaran President Yusef Qadiri"
    found, _ = meetings(
        tmp_path,
        news("2023-11-20", f"{names} held a summit in Lindvik on 15 November 2023."),
        undated(f"{names} will attend a conference in Lindvik in January."),
        news("2023-11-25", f"{names} will attend a conference in Lindvik in January."),
    )
    held, planned = sorted(found, key=lambda m: m.status)
    assert (held.kind, held.status, len(held.document_ids)) == ("summit", "held", 1)
    assert (planned.kind, planned.status, len(planned.document_ids)) == ("conference", "planned", 2)


def test_a_year_alone_does_not_make_two_tellings_one(tmp_path: Path) -> None:
    found, _ = meetings(
        tmp_path,
        news("2023-11-20", "Arvenia and Costara held talks in Lindvik on 15 November 2023."),
        news("2023-12-28", "Arvenia and Costara held talks in 2023."),
    )
    assert len(found) == 2


def test_a_second_call_of_a_day_is_another_call(tmp_path: Path) -> None:
    who = "Arvenian President Ida Sorn {} Costaran President Yusef Qadiri"
    found, _ = meetings(
        tmp_path,
        news("2023-03-11", who.format("spoke by telephone with") + " on the morning of 10 March 2023."),
        news("2023-03-11", "On 10 March 2023 " + who.format("had a second telephone call with") + "."),
        news("2023-03-12", who.format("spoke by phone with") + " on the morning of 10 March 2023, aides said."),
    )
    assert sorted(len(m.document_ids) for m in found) == [1, 2]


def test_a_second_call_of_the_week_may_be_the_only_one_of_its_day(tmp_path: Path) -> None:
    who = "Arvenian President Ida Sorn {} Costaran President Yusef Qadiri"
    found, _ = meetings(
        tmp_path,
        news("2023-03-11", who.format("spoke by telephone with") + " on 10 March 2023."),
        news("2023-03-11", "On 10 March 2023 " + who.format("had a second telephone call this week with") + "."),
    )
    assert len(found) == 1


CONFERENCE = "A {} was held in {} on {} March 2023. It ended without a result."


def test_a_conference_that_nobody_is_named_for_is_known_by_its_kind_place_and_day(tmp_path: Path) -> None:
    found, _ = meetings(
        tmp_path,
        news("2023-03-11", CONFERENCE.format("peace conference", "Lindvik", 10)),
        news("2023-03-12", CONFERENCE.format("peace conference", "Lindvik", 10) + " Few had come."),
        news("2023-03-13", "Arvenia and Costara attended a peace conference in Lindvik on 10 March 2023."),
    )
    (only,) = found
    assert (len(only.document_ids), set(only.parties)) == (3, {"ARV", "CST"})


@pytest.mark.parametrize(
    "other",
    [
        CONFERENCE.format("peace conference", "Port Aster", 10),
        CONFERENCE.format("peace conference", "Lindvik", 11),
        CONFERENCE.format("donor conference", "Lindvik", 10),
        CONFERENCE.format("peace summit", "Lindvik", 10),
    ],
)
def test_another_place_day_name_or_kind_is_another_conference(tmp_path: Path, other: str) -> None:
    found, _ = meetings(
        tmp_path, news("2023-03-12", CONFERENCE.format("peace conference", "Lindvik", 10)), news("2023-03-12", other)
    )
    assert len(found) == 2


def test_a_conference_without_names_beside_two_with_names_is_left_alone_and_told(tmp_path: Path) -> None:
    found, codes = meetings(
        tmp_path,
        news("2023-03-12", CONFERENCE.format("conference", "Lindvik", 10)),
        news("2023-03-12", "Arvenia and Costara held a conference in Lindvik on 10 March 2023."),
        news("2023-03-12", "Velland and the United Nations held a conference in Lindvik on 10 March 2023."),
    )
    assert (len(found), codes) == (3, ["LNK201"])


STAHL = "Arvenian Foreign Minister Lena Stahl {} in Lindvik on 10 March 2023."


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("met with tribal elders", "met with the special envoy", 2),
        ("met with tribal elders", "met with fifteen tribal elders", 1),
        ("met with tribal elders", "met with Costaran Foreign Minister Omid Faro", 2),
        ("met with Rut Myhre", "met with Costaran Foreign Minister Rut Myhre", 1),
        ("met with Rut Myhre", "met with Ole Rask", 2),
    ],
)
def test_whom_one_party_met_tells_its_meetings_apart(tmp_path: Path, one: str, other: str, count: int) -> None:
    found, _ = meetings(tmp_path, *(news("2023-03-11", STAHL.format(words)) for words in (one, other)))
    assert len(found) == count


def test_a_telling_that_fits_two_is_joined_to_neither_by_a_third(tmp_path: Path) -> None:
    told = ("met with tribal elders", "met with the special envoy", "met with fifteen tribal elders", "held talks")
    found, codes = meetings(tmp_path, *(news("2023-03-11", STAHL.format(words)) for words in told))
    assert sorted(len(m.document_ids) for m in found) == [1, 1, 2]
    assert "LNK201" in codes


@pytest.mark.parametrize("day", ["on 31 February 2023", "on 31 February"])
def test_a_day_that_does_not_exist_joins_nothing(tmp_path: Path, day: str) -> None:
    found, codes = meetings(
        tmp_path,
        news("2023-03-12", PAIR.format("met with", day)),
        news("2023-03-10", PAIR.format("met with", "on 9 March 2023")),
    )
    assert (len(found), codes) == (2, ["LNK206"])


@pytest.mark.parametrize(
    ("who", "count"),
    [("The Arvenian President", 1), ("The Arvenian Prime Minister", 2), ("Arvenian Prime Minister Kai Moen", 2)],
)
def test_an_office_without_a_name_is_nobody_of_another_office(tmp_path: Path, who: str, count: int) -> None:
    text = "{} spoke by telephone with Costaran Foreign Minister Omid Faro on 10 March 2023."
    found, _ = meetings(
        tmp_path, *(news("2023-03-12", text.format(one)) for one in ("Arvenian President Ida Sorn", who))
    )
    assert len(found) == count


def test_one_who_met_two_on_a_day_met_them_apart_where_no_place_is_given(tmp_path: Path) -> None:
    text = "Arvenian President Ida Sorn met with Costaran {} on 10 March 2023."
    people = ("Foreign Minister Omid Faro", "Defence Minister Lidia Pons")
    found, codes = meetings(tmp_path, *(news("2023-03-12", text.format(who)) for who in people))
    assert (len(found), codes) == (2, [])


def test_a_visit_and_the_meeting_in_the_course_of_it_are_two_and_the_press_tells_of_the_meeting(tmp_path: Path) -> None:
    sorn, qadiri = "Arvenian President Ida Sorn", "Costaran President Yusef Qadiri"
    found, codes = meetings(
        tmp_path,
        news("2023-03-11", f"{sorn} visited Port Aster on 10 March 2023, where she met {qadiri}."),
        news("2023-03-11", f"{qadiri} met {sorn} in Port Aster on Friday."),
    )
    assert {(m.kind, len(m.document_ids)) for m in found} == {("visit", 1), ("meeting", 2)}
    assert codes == []


def test_a_summit_and_a_meeting_on_its_sidelines_are_two(tmp_path: Path) -> None:
    found, _ = meetings(
        tmp_path,
        news("2023-03-11", "The leaders of Arvenia, Costara and Velland held a summit in Lindvik on 10 March 2023."),
        news(
            "2023-03-11",
            "Arvenian President Ida Sorn met Costaran President Yusef Qadiri on the sidelines of the summit in Lindvik "
            "on 10 March 2023.",
        ),
    )
    assert len(found) == 2
