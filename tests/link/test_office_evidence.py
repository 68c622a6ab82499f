"""Which words show that somebody holds an office on the day of a paper, and which do not. All people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from .from_files import built, news

HOLDER = {
    "first.md": news("2023-03-01", "Arvenian President Ida Sorn spoke in Kallis."),
    "last.md": news("2023-09-01", "Arvenian President Ida Sorn spoke in Kallis again."),
}


def told(folder: Path, *papers: tuple[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    """Everybody's tenures as "title days", and the messages of `LNK021`."""
    with built(folder, {**HOLDER, **{f"paper{n}.md": paper for n, paper in enumerate(papers)}}) as record:
        held = {
            p.name: [f"{t.office.title} {t.interval.edtf() if t.interval else 'undated'}" for t in p.tenures]
            for p in record.people
        }
        return held, [issue.message for issue in record.issues if issue.code == "LNK021"]


@pytest.mark.parametrize(
    "text",
    [
        "Former Arvenian President Tomas Lind said that the treaty was dead. President Lind left no doubt.",
        "Then-Arvenian President Tomas Lind signed it.",
        "The late Arvenian President Tomas Lind had signed it.",
        "Arvenia's ex-President Tomas Lind had signed it.",
        "The deposed Arvenian President Tomas Lind had signed it.",
        "Former President of Arvenia Tomas Lind came.",
        "The former Arvenian president, Tomas Lind, came.",
        "Tomas Lind, Arvenia's former president, came.",
    ],
)
def test_an_office_that_is_over_is_no_tenure(tmp_path: Path, text: str) -> None:
    held, clashes = told(tmp_path, news("2023-04-01", text))
    assert (held["Tomas Lind"], clashes) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "In 1979, Arvenian President Tomas Lind brought the two leaders together. President Lind wept.",
        "The treaty that President Tomas Lind of Arvenia signed in 1975 has held. President Lind died in 1990.",
        "Arvenian President Tomas Lind, who governed from 1981 to 1989, opened the border.",
        "Two decades ago Arvenian President Tomas Lind began the talks.",
        "During the presidency of Arvenian President Tomas Lind, they failed.",
    ],
)
def test_a_title_of_another_time_has_no_day(tmp_path: Path, text: str) -> None:
    held, clashes = told(tmp_path, news("2023-04-01", text))
    assert (held["Tomas Lind"], clashes) == (["President undated"], [])


@pytest.mark.parametrize(
    "text",
    [
        "Arvenian President Tomas Lind welcomed again the treaty that was signed in 1975.",
        "Arvenian President Tomas Lind, in office since 2019, said so.",
        "He spoke then, and late on Monday Arvenian President Tomas Lind did.",
    ],
)
def test_a_holder_of_today_is_one_whatever_else_the_sentence_tells(tmp_path: Path, text: str) -> None:
    held, clashes = told(tmp_path, news("2023-04-01", text))
    assert held["Tomas Lind"] == ["President 2023-04-01"]
    (message,) = clashes
    assert "Ida Sorn (first.md) and Tomas Lind (paper0.md)" in message


def test_a_courtesy_title_of_a_former_president_is_no_tenure(tmp_path: Path) -> None:
    papers = [
        news("2015-03-01", "Arvenian President Tomas Lind spoke in Kallis."),
        news("2020-03-01", "Former Arvenian President Tomas Lind spoke in Kallis."),
        news("2023-05-01", "Arvenian President Tomas Lind spoke in Kallis."),
    ]
    held, clashes = told(tmp_path, *papers)
    assert (held["Tomas Lind"], clashes) == (["President 2015-03-01"], [])


def test_who_comes_back_to_an_office_holds_it_again(tmp_path: Path) -> None:
    papers = [
        news("2020-03-01", "Former Arvenian President Tomas Lind spoke in Kallis."),
        news("2024-05-01", "Arvenian President Tomas Lind spoke in Kallis."),
    ]
    held, clashes = told(tmp_path, *papers)
    assert (held["Tomas Lind"], clashes) == (["President 2024-05-01"], [])


def test_who_acts_for_the_holder_contradicts_nobody(tmp_path: Path) -> None:
    held, clashes = told(tmp_path, news("2023-04-01", "Acting Arvenian President Tomas Lind spoke in Kallis."))
    assert (held["Tomas Lind"], clashes) == (["Acting President 2023-04-01"], [])


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2020-04-02", "Lena Stahl"),
        ("2020-06-20", "Rut Myhre"),  # acting, and shown the day after
        ("2020-09-03", "Dora Engh"),
        ("2020-07-30", None),  # nobody near enough
        ("2020-11-11", None),  # two are shown around it
    ],
)
def test_an_office_is_its_holder_of_the_day_or_stays_an_office(tmp_path: Path, day: str, holder: str | None) -> None:
    papers = {
        "a.md": news("2020-04-01", "Costaran Foreign Minister Lena Stahl was in Port Aster."),
        "b.md": news("2020-06-21", "Acting Costaran Foreign Minister Rut Myhre was in Port Aster."),
        "c.md": news("2020-09-01", "Costaran Foreign Minister Dora Engh was in Port Aster."),
        "d.md": news("2020-11-20", "Costaran Foreign Minister Dora Engh was in Port Aster."),
        "e.md": news("2020-11-10", "Costaran Foreign Minister Kim Bakke was in Port Aster."),
        "m.md": news(
            day, f"The Costaran Foreign Minister met with Vellish President Ole Rask in Lindvik on {day}."
        ),
    }  # fmt: skip
    with built(tmp_path, papers) as record:
        (meeting,) = record.meetings
        (found,) = (p for p in meeting.participants if p.party == "CST")
        clashes = [issue.message for issue in record.issues if issue.code == "LNK021"]
    assert (found.name, found.office) == (holder, "Foreign Minister")
    assert bool(found.person_id) == (holder is not None)
    assert len(clashes) == 1 and "Dora Engh (d.md) and Kim Bakke (e.md)" in clashes[0]
