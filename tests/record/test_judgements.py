"""Judgements undo, do not depend on the order they are given in, and follow their fact when its id changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.judgements import Carried, Decision, Judgement, Verdict, carry, decisions, place_of, standing

NOON = datetime(2023, 4, 1, 12, tzinfo=UTC)


def judged(number: int, verdict: Verdict, subject: str = "und-1", after: str = "", batch: str = "") -> Judgement:
    return Judgement(f"j{number}", subject, verdict, "ana", NOON + timedelta(minutes=number), after=after, batch=batch)


def decided(*judgements: Judgement) -> Decision:
    return decisions(judgements).get("und-1", Decision("und-1"))


def test_nobody_decided() -> None:
    assert decided().review_status == "machine"
    assert decided(judged(1, Verdict.COMMENTED, after="look again")).review_status == "machine"


def test_the_later_decision_counts_and_both_stay() -> None:
    decision = decided(judged(1, Verdict.ACCEPTED), judged(2, Verdict.REJECTED))
    assert decision.review_status == "rejected"
    assert [one.id for one in decision.history] == ["j1", "j2"]


def test_edits_of_several_fields_add_up() -> None:
    decision = decided(
        judged(1, Verdict.EDITED, after='{"deadline": "2023-04", "track": "fisheries"}'),
        judged(2, Verdict.EDITED, after='{"deadline": "2023-05"}'),
    )
    assert {field: json.loads(value) for field, value in decision.edits} == {
        "deadline": "2023-05",
        "track": "fisheries",
    }
    assert decision.review_status == "edited"


@pytest.mark.parametrize("after", ["", "not json", "[1]", "null"])
def test_an_edit_of_nothing_changes_nothing(after: str) -> None:
    assert decided(judged(1, Verdict.EDITED, after=after)).edits == ()


def test_merge_split_link_unlink_and_comment() -> None:
    merged = judged(1, Verdict.MERGED, after="und-2")
    assert decided(merged).merged_into == "und-2"
    assert decided(merged, judged(2, Verdict.SPLIT)).merged_into is None
    linked = judged(1, Verdict.LINKED, after="d-1:3-9")
    assert decided(linked).links == ("d-1:3-9",)
    apart = decided(linked, judged(2, Verdict.UNLINKED, after="d-1:3-9"))
    assert (apart.links, apart.unlinked) == ((), ("d-1:3-9",))
    assert decided(judged(1, Verdict.COMMENTED, after="why?")).comments == ("why?",)


def test_undone_is_as_if_it_had_never_been() -> None:
    accepted, undone = judged(1, Verdict.ACCEPTED), judged(2, Verdict.UNDONE, subject="j1")
    assert decisions([accepted, undone]) == {}
    assert decided(accepted, undone, judged(3, Verdict.UNDONE, subject="j2")) == decided(accepted)


def test_a_batch_is_undone_whole() -> None:
    batch = [judged(n, Verdict.ACCEPTED, subject=f"und-{n}", batch="b1") for n in range(3)]
    other = judged(4, Verdict.ACCEPTED, subject="und-9", batch="b2")
    assert decisions([*batch, other, judged(5, Verdict.UNDONE, subject="batch:b1")]).keys() == {"und-9"}


JUDGEMENTS = st.lists(
    st.builds(
        judged,
        st.integers(0, 20),
        st.sampled_from([v for v in Verdict if v is not Verdict.UNDONE]),
        st.sampled_from(["und-1", "und-2"]),
        st.sampled_from(["", "x", '{"track": "fisheries"}']),
    ),
    max_size=8,
    unique_by=lambda j: j.id,
)


@given(JUDGEMENTS, st.randoms())
def test_the_order_they_come_in_does_not_matter(judgements: list[Judgement], random: object) -> None:
    shuffled = sorted(judgements, key=lambda j: random.random())  # type: ignore[attr-defined]
    assert decisions(shuffled) == decisions(judgements)


@given(JUDGEMENTS, st.data())
def test_undoing_takes_back_exactly_one(judgements: list[Judgement], data: st.DataObject) -> None:
    taken = data.draw(st.sampled_from([*judgements, judged(99, Verdict.ACCEPTED)]))
    rest = [one for one in judgements if one.id != taken.id]
    undo = replace(judged(100, Verdict.UNDONE), subject=taken.id)
    assert decisions([*rest, taken, undo]) == decisions(rest)
    assert standing([*rest, taken, undo]) == standing(rest)


PLACE = place_of("d-1", 10, 20, "undertaking")


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ({"und-1": "d-9:0-1:undertaking"}, (Carried.SAME, "und-1")),
        ({"und-7": PLACE, "und-8": "d-1:10-21:undertaking"}, (Carried.MOVED, "und-7")),
        ({"und-8": "d-1:15-30:undertaking"}, (Carried.RECHECK, "und-8")),
        ({"und-7": PLACE, "und-8": PLACE}, (Carried.RECHECK, "und-7")),
        ({"und-8": "d-1:20-30:undertaking"}, (Carried.GONE, "und-1")),
        ({"mtm-1": "d-1:10-20:meeting"}, (Carried.GONE, "und-1")),
        ({"und-8": "d-2:10-20:undertaking"}, (Carried.GONE, "und-1")),
        ({"und-8": "nonsense"}, (Carried.GONE, "und-1")),
        ({}, (Carried.GONE, "und-1")),
    ],
)
def test_a_judgement_follows_its_fact(places: dict[str, str], found: tuple[Carried, str]) -> None:
    assert carry(replace(judged(1, Verdict.ACCEPTED), place=PLACE), places) == found


def test_a_judgement_without_a_place_is_not_carried() -> None:
    assert carry(judged(1, Verdict.ACCEPTED), {"und-8": PLACE}) == (Carried.GONE, "und-1")
