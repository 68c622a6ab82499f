"""What people set on a quote beside the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.record.accounts import Alignment, Comparison, Match
from onrecord.record.amending import applied, compared
from onrecord.record.judgements import Judgement, Verdict, decisions
from onrecord.record.spans import Span


def linked(match: Match) -> tuple[Alignment, Alignment]:
    one = Alignment("aln-1", "att-1", "d-1", match, 0.4, ())
    made = Judgement("jdg-1", "aln-1", Verdict.LINKED, "ana", datetime(2023, 4, 1, tzinfo=UTC), after="d-2:3-9")
    return one, applied("alignments", one, decisions([made])["aln-1"], lambda document: None)


@pytest.mark.parametrize("match", [Match.NOT_ON_RECORD, Match.NO_RECORD_HELD])
def test_a_quote_linked_to_a_passage_is_no_longer_off_the_record(match: Match) -> None:
    _, now = linked(match)
    assert (now.official_id, now.passage, now.match) == ("d-2", (Span(3, 9),), Match.UNDECIDED)


def test_a_quote_linked_to_another_passage_keeps_its_verdict() -> None:
    assert linked(Match.VARIANT)[1].match is Match.VARIANT


def test_a_comparison_holds_its_quotes_as_decided() -> None:
    was, now = linked(Match.VARIANT)
    held = Comparison("mtg-1", (), alignments=(was,))
    assert compared(held, lambda one: now).alignments == (now,)
    assert compared(held, lambda one: one) is held
