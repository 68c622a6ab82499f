"""What is wrong in the material or in process.toml ends as an issue that names both sources; what people decided stays.

Built from files to a record, by rules alone. All states and people are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import cli
from onrecord.record.issues import ConfigError
from onrecord.record.judgements import Verdict

from .from_files import PARTIES, Papers, add, built, news, write

PROCESS = (
    PARTIES
    + """
[[person]]
name = "Mirela Dovan"
party = "ARV"
[[person.office]]
title = "Foreign Minister"
from = 2022-01-01
to = 2023-12-31
[[person]]
name = "Ida Sorn"
party = "ARV"
[[person.office]]
title = "Minister of Foreign Affairs"
from = 2023-03-01
to = 2024-03-01
[[person]]
name = "Oleg Ramin"
party = "ARV"
[[person.office]]
title = "Envoy"
party = "CST"
[[person]]
name = "Runa Vik"
party = "ARV"
[[person]]
name = "Runa Vik"
party = "CST"
"""
)

PAPERS: Papers = {
    "a.md": news(
        "2023-03-10",
        "Costaran Foreign Minister Mirela Dovan met Arvenian Prime Minister Sergei Orlin in Kallis on 31 February.\n\n"
        "Arvenian Foreign Minister Tomas Lind held talks with Costaran President Yusef Qadiri on 9 March 2023.",
    ),
    "b.md": news(
        "2023-03-01",
        "Costaran President Yusef Qadiri met with Arvenian Prime Minister Сергей Орлин in Port Aster on 15 March 2023. "
        "The talks lasted two hours, an official said.",
    ),
    "c.md": news(
        "2022-06-05",
        "On 4 June 2022 Costaran President Yusef Qadiri met with the Arvenian Foreign Minister in Port Aster.",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talks")
    with built(folder, PAPERS, PROCESS):
        return folder


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("ANN021", "no such day", "31 February"),
        ("LNK020", "Mirela Dovan is of ARV in process.toml", "of CST in a.md"),
        ("LNK020", "Oleg Ramin (process.toml: [[person]] 3) is of ARV", "Envoy is of CST"),
        ("LNK021", "Mirela Dovan (process.toml: [[person]] 1)", "Ida Sorn (process.toml: [[person]] 2)"),
        ("LNK020", "Runa Vik: of ARV at process.toml: [[person]] 4", "of CST at process.toml: [[person]] 5"),
        ("LNK021", "(process.toml)", "Tomas Lind (a.md)"),
        ("LNK023", "Сергей Орлин (b.md)", "Sergei Orlin (a.md)"),
        ("LNK205", "b.md of 2023-03-01", "held 2023-03-15"),
    ],
)
def test_bad_input_is_an_issue_that_names_both_sources(folder: Path, code: str, first: str, second: str) -> None:
    with onrecord.open(folder / "talks.onrecord") as record:
        messages = [issue.message for issue in record.issues if issue.code == code]
    assert [m for m in messages if first in m and second in m], messages


@pytest.mark.parametrize("name", ["يوسف القادري", "안나 브렉", "Юсеф Кадири"])
def test_a_name_in_another_script_is_somebody_and_is_told_with_both_papers(tmp_path: Path, name: str) -> None:
    papers = {
        "a.md": news("2021-03-02", "Costaran President Yusef Qadiri met with Arvenian President Ida Sorn in Kallis."),
        "b.md": news("2021-03-02", f"Costaran President {name} met with Arvenian President Ida Sorn in Kallis."),
    }
    with built(tmp_path, papers) as record:
        assert name in {spelling for person in record.people for spelling in person.names}
        messages = [issue.message for issue in record.issues if issue.code in {"LNK021", "LNK023"}]
    assert any("a.md" in m and "b.md" in m and name in m for m in messages)


def test_the_issues_are_shown_and_end_a_strict_build(folder: Path, tmp_path: Path) -> None:
    shown = CliRunner().invoke(cli, ["show", str(folder / "talks.onrecord"), "issues", "--csv"])
    assert shown.exit_code == 0
    assert "tells of a meeting held 2023-03-15" in shown.stdout and "LNK205" in shown.stdout
    arguments = ["build", str(folder / "documents"), "-o", str(tmp_path / "t.onrecord"), "--no-model", "--strict"]
    strict = CliRunner().invoke(cli, [*arguments, "--process", str(folder / "process.toml")])
    assert (strict.exit_code, strict.exception.__class__) == (1, SystemExit)


def test_a_process_toml_that_contradicts_itself_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    documents = write(tmp_path, PAPERS)
    (tmp_path / "process.toml").write_text(PARTIES + '[[party]]\ncode = "COA"\nname = "Costara"\n', encoding="utf-8")
    arguments = ["build", str(documents), "-o", str(tmp_path / "t.onrecord"), "--no-model"]
    done = CliRunner().invoke(cli, [*arguments, "--process", str(tmp_path / "process.toml")])
    assert done.exit_code == 2
    assert "[[party]] 4" in done.stderr and "[[party]] 2" in done.stderr and "Traceback" not in done.stderr


def test_an_office_at_a_meeting_is_its_holder_of_the_day(folder: Path) -> None:
    with onrecord.open(folder / "talks.onrecord") as record:
        (meeting,) = (m for m in record.meetings if m.date and m.date.iso() == "2022-06-04")
    assert {p.name for p in meeting.participants} == {"Yusef Qadiri", "Mirela Dovan"}


def test_a_process_toml_that_contradicts_itself_harms_no_record(folder: Path) -> None:
    twice = folder / "twice.toml"
    twice.write_text(PROCESS + '[[party]]\ncode = "CST"\nname = "Coast"\n', encoding="utf-8")
    with onrecord.open(folder / "talks.onrecord", writable=True) as record:
        before = len(record.documents)
        with pytest.raises(ConfigError, match=r"twice\.toml: \[\[party\]\] 4 .* \[\[party\]\] 2"):
            record.add(folder / "documents", process=twice, use_model=False)
        assert len(record.documents) == before


def test_a_merge_and_a_split_hold_when_the_record_is_built_again(tmp_path: Path) -> None:
    text = "Arvenian President Ida Sorn met with Costaran President Yusef Qadiri in {} on {} March 2023."
    told = {
        "a.md": news("2023-03-10", text.format("Kallis", 9)),
        "b.md": news("2023-03-10", text.format("Kallis", 9) + " They spoke for an hour."),
        "c.md": news("2023-03-21", text.format("Lindvik", 20)),
    }
    with built(tmp_path, told) as record:
        names = {d.id: d.name for d in record.documents}
        by_papers = {frozenset(names[d] for d in m.document_ids): m for m in record.meetings}
        assert set(by_papers) == {frozenset({"a.md", "b.md"}), frozenset({"c.md"})}
        one, other = by_papers[frozenset({"a.md", "b.md"})], by_papers[frozenset({"c.md"})]
        assert any("parties: 1" in reason and "all:" in reason for reason in one.reasons)
        of_b = next(
            i for i, d in zip(one.mention_ids, [names[x] for x in one.document_ids], strict=True) if d == "b.md"
        )
        record.judge(one.id, Verdict.SPLIT, by="desk", after=of_b)
        record.judge(of_b, Verdict.LINKED, by="desk", after=other.id)
        record.relink()
        decided = {frozenset(names[d] for d in m.document_ids) for m in record.meetings}
        assert decided == {frozenset({"a.md"}), frozenset({"b.md", "c.md"})}
    told["d.md"] = news("2023-04-02", text.format("Port Aster", 30))
    with onrecord.open(tmp_path / "talks.onrecord", writable=True) as record:
        add(record, tmp_path, told)
        names = {d.id: d.name for d in record.documents}
        again = {frozenset(names[d] for d in m.document_ids) for m in record.meetings}
    assert again == {frozenset({"a.md"}), frozenset({"b.md", "c.md"}), frozenset({"d.md"})}
