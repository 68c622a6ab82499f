"""Where accounts of one meeting disagree, both values stay and an issue names both papers. All people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from .from_files import built, news

TALKS = "{} and {} held talks in {} on {} March 2023."
SORN, MINISTER_SORN = "Arvenian President Ida Sorn", "Arvenian Foreign Minister Ida Sorn"
FARO, PONS = "Costaran Foreign Minister Omid Faro", "Costaran Defence Minister Lidia Pons"


def told(folder: Path, *texts: str) -> tuple[int, dict[str, str], dict[str, set[str]]]:
    """How many meetings, the messages of issues by code, and the values of all meetings by field."""
    papers = {f"{chr(97 + n)}.md": news("2023-03-11", text) for n, text in enumerate(texts)}
    with built(folder, papers) as record:
        values: dict[str, set[str]] = {}
        for meeting in record.meetings:
            for value in meeting.values:
                values.setdefault(value.field, set()).add(value.value)
        issues = {issue.code: issue.message for issue in record.issues if issue.code.startswith("LNK2")}
        return len(record.meetings), issues, values


def test_who_attended(tmp_path: Path) -> None:
    count, issues, values = told(
        tmp_path, TALKS.format(SORN, FARO, "Lindvik", 10), TALKS.format(SORN, PONS, "Lindvik", 10)
    )
    assert (count, set(issues)) == (1, {"LNK208"})
    assert "who attended for CST" in issues["LNK208"]
    assert "Omid Faro (a.md)" in issues["LNK208"] and "Lidia Pons (b.md)" in issues["LNK208"]
    assert values["attended for CST"] == {"Omid Faro", "Lidia Pons"}


def test_an_office_without_a_name_against_a_name_in_another_office(tmp_path: Path) -> None:
    count, issues, _ = told(
        tmp_path,
        TALKS.format(SORN, FARO, "Lindvik", 10),
        TALKS.format("The Arvenian Prime Minister", FARO, "Lindvik", 10),
    )
    assert (count, set(issues)) == (1, {"LNK208"})
    assert "Ida Sorn (a.md)" in issues["LNK208"] and "Prime Minister (b.md)" in issues["LNK208"]


def test_who_is_left_out_is_no_disagreement(tmp_path: Path) -> None:
    both = f"{SORN} met with Costaran President Yusef Qadiri and {PONS} in Lindvik on 10 March 2023."
    one = f"{SORN} met with {PONS} in Lindvik on 10 March 2023."
    count, issues, values = told(tmp_path, both, one)
    assert (count, issues) == (1, {})
    assert not any(field.startswith("attended") for field in values)


def test_the_level(tmp_path: Path) -> None:
    count, issues, values = told(
        tmp_path, TALKS.format(SORN, FARO, "Lindvik", 10), TALKS.format(MINISTER_SORN, FARO, "Lindvik", 10)
    )
    assert (count, set(issues)) == (1, {"LNK207"})
    assert "ministers (b.md)" in issues["LNK207"] and "leaders (a.md)" in issues["LNK207"]
    assert values["level"] == {"leaders", "ministers"}


@pytest.mark.parametrize(
    ("other", "code", "what"),
    [
        (TALKS.format(SORN, FARO, "Port Aster", 10), "LNK203", {"Lindvik (a.md)", "Port Aster (b.md)"}),
        (TALKS.format(SORN, FARO, "Lindvik", 9), "LNK202", {"2023-03-10 (a.md)", "2023-03-09 (b.md)"}),
        (
            f"Costara denied that {SORN} met {FARO} in Lindvik on 10 March 2023.",
            "LNK204",
            {"held (a.md)", "denied (b.md)"},
        ),
    ],
)
def test_day_place_and_whether_it_was_held(tmp_path: Path, other: str, code: str, what: set[str]) -> None:
    count, issues, _ = told(
        tmp_path,
        f"{SORN} met {FARO} in Lindvik on 10 March 2023."
        if code == "LNK204"
        else TALKS.format(SORN, FARO, "Lindvik", 10),
        other,
    )
    assert (count, set(issues)) == (1, {code})
    assert all(words in issues[code] for words in what)


def test_an_account_that_a_third_contradicts_stays_apart_and_is_named(tmp_path: Path) -> None:
    count, issues, _ = told(
        tmp_path,
        *(TALKS.format(SORN, FARO, place, day) for place, day in (("Lindvik", 10), ("Port Aster", 10), ("Lindvik", 9))),
    )
    assert (count, set(issues)) == (2, {"LNK203", "LNK206"})
    assert "c.md" in issues["LNK206"] and "a.md (2023-03-10)" in issues["LNK206"]


def test_a_meeting_that_may_have_been_put_off_is_named(tmp_path: Path) -> None:
    papers = {
        "plan.md": news("2023-03-01", f"{SORN} will meet {FARO} in Lindvik on 10 March 2023."),
        "held.md": news("2023-03-12", f"{SORN} met {FARO} in Lindvik on 11 March 2023."),
    }
    with built(tmp_path, papers) as record:
        (issue,) = (one for one in record.issues if one.code.startswith("LNK2"))
        assert len(record.meetings) == 2
    assert issue.code == "LNK206"
    assert (
        issue.message == "plan.md announces this meeting for 2023-03-10; it may be the one told in held.md (2023-03-11)"
    )


@pytest.mark.parametrize("day", ["on 15 March 2023", "on 15 March"])
def test_a_meeting_told_as_held_on_a_day_to_come(tmp_path: Path, day: str) -> None:
    with built(tmp_path, {"a.md": news("2023-03-01", f"{SORN} met {FARO} in Lindvik {day}.")}) as record:
        (issue,) = (one for one in record.issues if one.code.startswith("LNK2"))
    assert issue.code == "LNK205"
    assert issue.message.startswith("a.md of 2023-03-01 tells of a meeting held 2023-03-15")
