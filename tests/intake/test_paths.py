"""Files and folders: what is read, and the stated outcome of everything that cannot be."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from onrecord.intake import Intake, read_bytes, read_paths
from onrecord.record.documents import Side


def codes(intakes: list[Intake]) -> list[str]:
    """The codes of all issues, less the note that nothing tells whose paper these bare texts are."""
    return [issue.code for intake in intakes for issue in intake.issues if issue.code != "INT018"]


def read(path: Path) -> list[Intake]:
    return list(read_paths([path]))


def one(path: Path, data: bytes) -> Intake:
    path.write_bytes(data)
    (intake,) = read(path)
    return intake


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    intake = one(tmp_path / "a.txt", "Der Kanal\r\n\r\nEr ist offen\u00a0– für alle.\n".encode())
    assert intake.document is not None
    assert intake.document.text == "Der Kanal\r\n\r\nEr ist offen\u00a0– für alle.\n"
    assert intake.document.original.sha256 == intake.original.sha256
    assert intake.data.decode() == intake.document.text
    assert [i.code for i in intake.issues] == ["INT018"]


@pytest.mark.parametrize(
    ("encoding", "codes_"),
    [("utf-8-sig", []), ("utf-16", []), ("utf-16-le", ["INT003"]), ("cp1252", ["INT003"]), ("utf-32", [])],
)
def test_encodings(tmp_path: Path, encoding: str, codes_: list[str]) -> None:
    text = "The “canal” is open – at last. " * 20
    intake = one(tmp_path / "a.txt", text.encode(encoding))
    assert intake.document is not None
    assert intake.document.text == text
    assert codes([intake]) == codes_


def test_cyrillic_in_an_old_encoding(tmp_path: Path) -> None:
    text = "Министры провели переговоры в Брунне и договорились о канале. " * 10
    intake = one(tmp_path / "a.txt", text.encode("cp1251"))
    assert intake.document is not None
    assert intake.document.text == text
    assert intake.document.language == "ru"


def test_front_matter(tmp_path: Path) -> None:
    head = '---\ntitle: "Canal: the end"\npublished: 2021-03-04\npublisher: Reuters\ntags:\n  - one\n---\n'
    intake = one(tmp_path / "a.md", (head + "The canal is open.\n").encode())
    made = intake.document
    assert made is not None
    assert (made.text, made.title, made.publisher) == ("The canal is open.\n", "Canal: the end", "Reuters")
    assert made.published is not None
    assert made.published.reason == "front matter"
    assert made.original.edits == ((0, len(head)),)


@pytest.mark.parametrize("head", ["---\ntitle: x\n", "---\ntitle: x\n!!! ???\n---\n", "+++\ntitle = \n+++\n"])
def test_broken_front_matter_is_text(tmp_path: Path, head: str) -> None:
    intake = one(tmp_path / "a.md", (head + "The canal is open.\n").encode())
    assert intake.document is not None
    assert intake.document.text.startswith(head)
    assert codes([intake]) == ["INT006"]


def test_json_lines_go_on_behind_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {
        "id": "x1",
        "title": "T",
        "publisher": "Kremlin",
        "published": "2021-03-04",
        "kind": "official",
        "place": "B",
    }
    lines = [json.dumps({**good, "text": "The canal is open."}), "{broken", '{"id": 3}', "", '["list"]', "[" * 100_000]
    path.write_text("\n".join([*lines, json.dumps({**good, "id": "x2", "text": "It is shut."})]), encoding="utf-8")
    intakes = read(path)
    made = [i.document for i in intakes if i.document]
    assert [(d.name, d.text, d.party, d.side) for d in made] == [
        ("x1", "The canal is open.", "RUS", Side.OFFICIAL),
        ("x2", "It is shut.", "RUS", Side.OFFICIAL),
    ]
    assert made[0].original.name == "a.jsonl#1"
    assert dict(made[0].metadata)["place"] == "B"
    assert codes(intakes) == ["INT008"] * 4


def test_json_lines_map_to_the_line(tmp_path: Path) -> None:
    from onrecord.text.edits import original_offset

    line = '{"id": "x", "text": "A \\"canal\\"\\nis \\u00e9tait \\ud83d\\ude00 open."}'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (intake,) = read(tmp_path / "a.jsonl")
    made = intake.document
    assert made is not None
    for character, shown in (("A", "A"), ("c", "c"), ("\n", "\\"), ("é", "\\"), ("t", "t"), ("😀", "\\"), ("p", "p")):
        place = original_offset(made.original.edits, made.text.index(character))
        assert place is not None
        assert line[place] == shown


def test_the_order_of_day_and_month_is_learnt_from_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"id": str(i), "published": day, "text": f"Canal {i}."} for i, day in enumerate(["4/7/2021", "4/19/2021"])]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    days = [i.document.published.interval.iso() for i in read(path) if i.document and i.document.published]
    assert days == ["2021-04-07", "2021-04-19"]


def test_folders_tell_side_and_party(tmp_path: Path) -> None:
    for name in ("official/NOR/a.txt", "news/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"The canal is open, says {name}.", encoding="utf-8")
    found = {i.original.name: i.document for i in read(tmp_path) if i.document}
    official, news = found["official/NOR/a.txt"], found["news/b.txt"]
    assert official is not None
    assert news is not None
    assert (official.side, official.party) == (Side.OFFICIAL, "NOR")
    assert (news.side, news.party) == (Side.COVERAGE, None)


def test_a_dateline_and_a_file_name_make_a_date(tmp_path: Path) -> None:
    text = "Canal opens\n\nLIMA, March 6 (Lake Wire) - The canal opened on Monday, officials said.\n"
    for name in ("2023-03-06-wire.txt", "2023-03-09-wire.txt"):
        (tmp_path / name).write_text(f"{text}{name}", encoding="utf-8")
    found = [i.document.published for i in read(tmp_path) if i.document]
    assert found[0] is not None
    assert (found[0].interval.iso(), found[0].reason, found[1]) == ("2023-03-06", "dateline", None)


def test_empty_and_binary(tmp_path: Path) -> None:
    assert codes([one(tmp_path / "a.txt", b"")]) == ["INT001"]
    assert codes([one(tmp_path / "b.txt", b" \n\t\n")]) == ["INT001"]
    assert codes([one(tmp_path / "c.txt", bytes(range(256)) * 40)]) == ["INT002"]
    assert codes([one(tmp_path / "d.txt", b"\x89PNG\r\n\x1a\n" + os.urandom(4000))]) == ["INT002"]


def test_damaged_characters_and_nul(tmp_path: Path) -> None:
    intake = one(tmp_path / "a.txt", ("Café talks in Brunn. " * 60).encode() + b"\xff end")
    assert intake.document is not None
    assert "\ufffd end" in intake.document.text
    assert codes([intake]) == ["INT004"]
    nul = one(tmp_path / "b.txt", b"The canal\0is open. " + b"It is open. " * 20)
    assert nul.document is not None
    assert "\0" in nul.document.text
    assert codes([nul]) == ["INT005"]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"The canal is open: {name}.", encoding="utf-8")
    intakes = []
    for intake in read_paths([tmp_path]):
        intakes.append(intake)
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert [bool(i.document) for i in intakes] == [True, False, True]
    assert codes(intakes) == ["INT000"]
    assert codes(read(tmp_path / "never.txt")) == ["INT000"]


def test_a_folder_without_readable_files(tmp_path: Path) -> None:
    assert codes(read(tmp_path)) == ["INT009"]
    (tmp_path / "process.toml").write_text("", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("no", encoding="utf-8")
    assert codes(read(tmp_path)) == ["INT009"]


def test_the_same_document_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The canal is open.", encoding="utf-8")
    intakes = read(tmp_path)
    assert [bool(i.document) for i in intakes] == [True, False]
    assert codes(intakes) == ["INT010"]
    assert "a.txt" in intakes[1].issues[0].message
    assert sum(1 for i in read_paths([tmp_path, tmp_path]) if i.document) == 1


def test_a_symlink_loop(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("The canal is open.", encoding="utf-8")
    try:
        (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    except OSError:
        pytest.skip("this file system has no symbolic links")
    intakes = read(tmp_path)
    assert sum(1 for i in intakes if i.document) == 1
    assert sorted(codes(intakes)) == ["INT000", "INT011"]


def test_names_with_line_breaks_and_broken_bytes(tmp_path: Path) -> None:
    try:
        (tmp_path / "a\nb.txt").write_text("The canal is open.", encoding="utf-8")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.txt")).write_text("It is shut.", encoding="utf-8")
    except (OSError, ValueError):
        pytest.skip("this file system refuses such names")
    names = [i.document.name for i in read(tmp_path) if i.document]
    assert names == ["a\ufffdb.txt", "c\ufffd.txt"]


def test_forms_are_known_by_their_bytes() -> None:
    html = read_bytes(b"<!DOCTYPE html><html><body><p>The canal is open.</p></body></html>", "unknown")
    assert html.document is not None
    assert html.document.text == "The canal is open."
    assert html.original.media_type == "text/html"


def test_a_packed_file_that_is_no_word_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert codes(read(tmp_path / "a.docx")) == ["INT002"]
