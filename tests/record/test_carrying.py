"""Decisions follow their facts through re-runs and newer versions; what changed is put up for a re-check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.carrying import disagreements, follow, followed
from onrecord.record.judgements import Judgement, Verdict, place_of
from onrecord.record.spans import Evidence, Span

NOON = datetime(2023, 4, 1, 12, tzinfo=UTC)
TEXT = "Arvenia will open the harbour. Costara will lift the ban."


class Facts:
    """Undertakings by id, each at one place."""

    def __init__(self, **places: tuple[str, int, int]) -> None:
        self.places = {f"und-{name}": place for name, place in places.items()}

    def exists(self, fact_id: str) -> bool:
        return fact_id in self.places

    def told_in(self, kind: str, document_id: str) -> Sequence[Any]:
        return [
            SimpleNamespace(id=one, evidence=(Evidence(document, (Span(start, end),), ""),))
            for one, (document, start, end) in self.places.items()
            if document == document_id and kind == "undertakings"
        ]


def judged(number: int, verdict: Verdict = Verdict.ACCEPTED, by: str = "ana", **more: str) -> Judgement:
    place = place_of("d-1", 0, 29, "undertakings")
    made = Judgement(f"jdg-{number}", "und-old", verdict, by, NOON + timedelta(minutes=number), place=place)
    return replace(made, **more)


def text_of(**texts: str) -> Any:
    return lambda one: SimpleNamespace(id=one, text=texts[one[2:]]) if one[2:] in texts else None


def carried(facts: Facts, *judgements: Judgement, newer: dict[str, str] | None = None, **texts: str) -> Any:
    versions = newer or {}
    return follow(judgements, facts, text_of(**({"1": TEXT} | texts)), lambda one: versions.get(one))


def test_a_fact_with_a_new_id_at_the_same_place_keeps_its_decision() -> None:
    found = carried(Facts(new=("d-1", 0, 29)), judged(1))
    assert [one.subject for one in found.judgements] == ["und-new"]
    assert found.recheck == ()


def test_a_fact_that_overlaps_must_be_looked_at_and_one_that_is_gone_too() -> None:
    (again,) = carried(Facts(new=("d-1", 8, 29)), judged(1)).recheck
    assert again.now == "und-new"
    (again,) = carried(Facts(new=("d-1", 31, 57)), judged(1)).recheck
    assert again.now == ""


def test_a_decision_follows_into_a_newer_version_of_the_document() -> None:
    longer = "UPDATED. " + TEXT
    found = carried(Facts(new=("d-2", 9, 38)), judged(1), newer={"d-1": "d-2"}, **{"2": longer})
    assert [one.subject for one in found.judgements] == ["und-new"]


def test_a_sentence_reworded_in_a_newer_version_must_be_looked_at() -> None:
    other = TEXT.replace("open the harbour", "open both harbours")
    found = carried(Facts(new=("d-2", 0, 31)), judged(1), newer={"d-1": "d-2"}, **{"2": other})
    assert (found.judgements, found.recheck[0].now) == ((), "und-new")


def test_a_merge_follows_both_facts() -> None:
    merge = judged(1, Verdict.MERGED, after="und-other", before=place_of("d-1", 31, 57, "undertakings"))
    found = carried(Facts(a=("d-1", 0, 29), b=("d-1", 31, 57)), merge)
    assert [(one.subject, one.after) for one in found.judgements] == [("und-a", "und-b")]


@given(st.text(max_size=30), st.text(max_size=30), st.data())
def test_a_place_always_stands_inside_the_newer_text_or_behind_its_end_by_one(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(len(old) - 1, 0)))
    end = data.draw(st.integers(start + 1, max(len(old), start + 1)))
    at = followed(place_of("d-1", start, end, "meetings"), text_of(**{"1": old, "2": new}), {"d-1": "d-2"}.get)
    first, _, last = at.split(":")[1].partition("-")
    assert at.startswith("d-2:") and 0 <= int(first) < int(last)


def test_people_differ_only_where_their_last_words_do() -> None:
    ana, ben = judged(1), judged(2, Verdict.REJECTED, by="ben")
    (differ,) = disagreements([ana, ben])
    assert (differ.subject, differ.field) == ("und-old", "verdict")
    assert {one.by for one in differ.judgements} == {"ana", "ben"}
    assert disagreements([ana, ben, judged(3, Verdict.REJECTED)]) == ()
    assert disagreements([ana, judged(4, Verdict.COMMENTED, by="ben", after="no")]) == ()
    assert disagreements([ana, ben, judged(5, Verdict.UNDONE, subject="jdg-2")]) == ()
    edits = [judged(n, Verdict.EDITED, by=by, after=f'{{"action": "{by}"}}') for n, by in enumerate(("ana", "ben"))]
    assert [one.field for one in disagreements(edits)] == ["action"]
