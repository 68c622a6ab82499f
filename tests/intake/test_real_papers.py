"""Intake on the real papers beside the repository: what people marked as evidence must stand where facts are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.intake import document, read_paths
from onrecord.record.documents import SPEAKING, Kind, Role, Side

pytestmark = pytest.mark.corpus


def marked(value: Any) -> Iterator[tuple[int, int]]:
    """Give the offsets of every `{"text", "start", "end"}` inside an annotation."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        else:
            for inner in value.values():
                yield from marked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from marked(inner)


def test_gold_evidence_is_in_speaking_regions(shared: Path) -> None:
    inside = outside = broken = 0
    for line in (shared / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        made = document(record["text"], title=record["title"], publisher=record["publisher"], kind=record["kind"])
        items = [
            i for key in ("meetings", "undertakings", "attributions") for i in record[key] if not i.get("in_caption")
        ]
        for start, end in marked(items):
            region = made.region_at(start)
            speaks = region is not None and region.role in SPEAKING
            inside, outside = inside + speaks, outside + (not speaks)
            broken += region is not None and end > region.span.end
    assert inside > 500
    assert outside / (inside + outside) < 0.005
    assert broken / inside < 0.005


def test_the_two_seeds(shared: Path) -> None:
    found = {i.document.name[:3]: i.document for i in read_paths([shared / "seeds"]) if i.document}
    news, official = found["000"], found["003"]
    assert (news.kind, news.side, news.published) == (Kind.NEWS, Side.COVERAGE, None)
    assert [r.role for r in news.regions].count(Role.CAPTION) == 2
    assert [r.role for r in news.regions].count(Role.HEADING) == 2
    assert [r.role for r in news.regions].count(Role.FURNITURE) == 3
    assert (official.kind, official.side, official.party) == (Kind.STATEMENT, Side.OFFICIAL, "RUS")
    assert official.author is not None
    assert official.author.split()[-1] in official.title
    assert official.published is not None
    assert (official.published.interval.iso(), official.published.reason) == ("2018-12-29", "dateline")
    silent = [r.role for r in official.regions if r.role not in SPEAKING]
    assert silent == [Role.DATELINE, Role.FURNITURE, Role.FURNITURE, Role.FURNITURE]


def test_every_archive_is_read(shared: Path) -> None:
    """Every line of the official corpora becomes an official paper of a party, with a date."""
    for name in ("kremlin", "unga_speeches"):
        intakes = list(read_paths([shared / "corpora" / "official" / f"{name}.jsonl"]))
        made = [i.document for i in intakes if i.document]
        assert len(made) >= len(intakes) - 2
        assert all(d.side is Side.OFFICIAL and d.party and d.published for d in made)
