"""The scorer of actors: what it reads as wanted, and what it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.evaluate.actors import score
from onrecord.evaluate.actors_corpora import Named, TravelTally, same_office, wanted_people
from onrecord.evaluate.options import Options
from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.issues import ConfigError
from onrecord.record.spans import Span


@pytest.mark.parametrize(
    ("remark", "people"),
    [
        (
            "Met with King Aldo II and Prime Minister Ana de la Cruz.",
            [("king", "aldo ii"), ("prime minister", "ana de la cruz")],
        ),
        ("Discussed trade with Chilean President Rey; visited Lima.", [("president", "rey")]),
        (
            "Met with Foreign Minister and Deputy Prime Minister Óscar Ibáñez.",
            [("foreign minister and deputy prime minister", "oscar ibanez")],
        ),
        ("Met with Presidents Rey and Cruz.", [("president", "rey"), ("president", "cruz")]),
        ("Met President Rey July 4.", [("president", "rey")]),
        ("Attended the Summit of the Americas; met with senior officials.", []),
    ],
)
def test_what_a_remark_wants(remark: str, people: list[tuple[str, str]]) -> None:
    assert wanted_people(remark) == [Named(*pair) for pair in people]


def mention(remark: str, name: str, office: str | None) -> ActorMention:
    start = remark.index(name)
    return ActorMention(Span(start, start + len(name)), ActorKind.PERSON, name, None, office)


def test_a_wrong_office_and_an_invented_person_count() -> None:
    remark = "Met with King Aldo and Prime Minister Cruz in Port Aster."
    tally = TravelTally()
    tally.add(
        remark,
        [mention(remark, "Aldo", "King"), mention(remark, "Cruz", "Minister"), mention(remark, "Port Aster", None)],
    )
    result = tally.result()
    assert result["persons"] == {"p": 2 / 3, "r": 1.0, "f1": 0.8}
    assert result["office_accuracy"] == 0.5
    assert len(tally.misses) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("president", "president", True),
        ("presidents", "president", True),
        ("us president", "president", True),
        ("", "king", False),
    ],
)
def test_offices_compare_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same


def test_files_are_known_by_their_records(tmp_path: Path) -> None:
    file = tmp_path / "travel.jsonl"
    file.write_text(json.dumps({"remarks": "Met with Prime Minister Ana Cruz."}) + "\n", encoding="utf-8")
    result = score([file], Options())
    assert result["persons"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    file.write_text('{"something": "else"}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"travel\.jsonl"):
        score([file], Options())


@pytest.mark.corpus
def test_the_seeds_nine_participants(shared: Path) -> None:
    """Each of the nine people of the first seed has an office and a party."""
    from onrecord.annotate import annotate
    from onrecord.intake import document
    from onrecord.roster import Roster

    texts = [document(p.read_text(encoding="utf-8"), name=p.name) for p in sorted((shared / "seeds").glob("*.txt"))]
    readings = annotate(texts, roster=Roster.builtin(), only={"actors"})
    found = {m.name: (m.party, m.office) for r in readings for m in r.actors if m.kind is ActorKind.PERSON}
    wanted = {
        "Mevlut Cavusoglu": "TUR", "Hulusi Akar": "TUR", "Hakan Fidan": "TUR", "Ibrahim Kalin": "TUR",
        "Sergey Lavrov": "RUS",
        "Sergey Shoygu": "RUS", "Valery Gerasimov": "RUS", "Alexander Lavrentiev": "RUS", "Yuri Ushakov": "RUS",
    }  # fmt: skip
    assert {name: found.get(name, (None, None))[0] for name in wanted} == wanted
    assert all(found[name][1] for name in wanted)
