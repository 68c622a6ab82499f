"""Tellings of one act of saying are one statement; likeness alone does not make them one."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from onrecord.intake import document
from onrecord.link.statements import link, told_in
from onrecord.record.accounts import Alignment, Match
from onrecord.record.actors import Person
from onrecord.record.attributions import Attribution, AttributionType, Speaker
from onrecord.record.documents import Document, Kind, Region, Role
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval

PAPER = document(
    "We agreed to open the line by May. I thank my colleague.",
    name="paper.md", kind="statement", party="ARV", author="Mirela Dovan", published="2023-03-04",
)  # fmt: skip
FIRST = document("Dovan said the line would be opened by May, as both had agreed.", name="first.md", kind="news")
SECOND = document("The line opens in May because they agreed to that, Dovan said.", name="second.md", kind="news")
DOVAN = Person("per-1", "Mirela Dovan", ("Mirela Dovan", "Dovan"), "ARV")


def said(paper: Document, start: int, end: int, name: str = "Mirela Dovan", **more: object) -> Attribution:
    made = Attribution(f"att-{paper.name}-{start}", paper.id, (Span(start, end),), speaker=Speaker(name, "ARV"))
    return replace(made, **more)  # type: ignore[arg-type]


def aligned(told: Attribution, passage: Span, match: Match = Match.VARIANT) -> Alignment:
    return Alignment(f"aln-{told.id}", told.id, told.document_id, match, 0.9, (), PAPER.id, (passage,))


OWN = said(PAPER, 0, 34, is_first_person=True)
THANKS = said(PAPER, 35, 56, is_first_person=True)
ONE, TWO = said(FIRST, 11, 42), said(SECOND, 0, 49)
READINGS = [
    Reading(PAPER, attributions=(OWN, THANKS)),
    Reading(FIRST, attributions=(ONE,)),
    Reading(SECOND, attributions=(TWO,)),
]


def test_quotes_of_one_passage_and_the_passage_are_one_statement() -> None:
    alignments = [aligned(ONE, Span(0, 34)), aligned(TWO, Span(3, 33))]
    found = link(READINGS, people=[DOVAN], alignments=alignments)
    joined = next(s for s in found if len(s.attribution_ids) > 1)
    assert set(joined.attribution_ids) == {OWN.id, ONE.id, TWO.id}
    assert (joined.speaker_id, joined.speaker_name, joined.party) == ("per-1", "Mirela Dovan", "ARV")
    assert joined.exact == "We agreed to open the line by May."
    assert joined.at and joined.at.iso() == "2023-03-04"
    assert [s.exact for s in found if s is not joined] == ["I thank my colleague."]
    assert {a.statement_id for a in told_in(alignments, found)} == {joined.id}


def test_the_order_of_the_readings_does_not_matter() -> None:
    alignments = [aligned(ONE, Span(0, 34)), aligned(TWO, Span(3, 33))]
    results = {link(list(order), people=[DOVAN], alignments=alignments) for order in permutations(READINGS)}
    assert len({tuple(sorted(s.id for s in result)) for result in results}) == 1


def test_a_paraphrase_or_another_passage_is_another_statement() -> None:
    paraphrase = [aligned(ONE, Span(0, 34), Match.PARAPHRASE), aligned(TWO, Span(35, 50))]
    assert [len(s.attribution_ids) for s in link(READINGS, alignments=paraphrase)].count(2) == 1
    assert all(len(s.attribution_ids) == 1 for s in link(READINGS))


def test_the_same_words_of_one_speaker_are_one_statement() -> None:
    copy = replace(FIRST, id="d-copy", name="copy.md")
    again = said(copy, 11, 42)
    readings = [Reading(FIRST, attributions=(ONE,)), Reading(copy, attributions=(again,))]
    assert [set(s.attribution_ids) for s in link(readings)] == [{ONE.id, again.id}]
    other = replace(again, speaker=Speaker("Yusef Qadiri", "CST"))
    assert len(link([readings[0], Reading(copy, attributions=(other,))])) == 2
    short = (said(FIRST, 0, 10), said(copy, 0, 10))
    assert len(link([Reading(FIRST, attributions=short[:1]), Reading(copy, attributions=short[1:])])) == 2


def test_nobody_known_said_nothing_and_thoughts_are_not_said() -> None:
    unknown = replace(ONE, speaker=None)
    thought = replace(TWO, type=AttributionType.INTENTION)
    assert link([Reading(FIRST, attributions=(unknown,)), Reading(SECOND, attributions=(thought,))]) == ()


def test_a_name_that_two_people_bear_is_nobodys() -> None:
    twins = [DOVAN, replace(DOVAN, id="per-2", party="CST")]
    assert [s.speaker_id for s in link([READINGS[1]], people=twins)] == [None]


def test_the_meeting_is_known_where_the_papers_tell_one() -> None:
    def told(identity: str, *papers: Document) -> Meeting:
        ids = tuple(paper.id for paper in papers)
        return Meeting(identity, MeetingKind.TALKS, MeetingStatus.HELD, (), (), ids, ())

    assert [s.meeting_id for s in link([READINGS[1]], meetings=[told("mtg-1", FIRST)])] == ["mtg-1"]
    both = [told("mtg-1", FIRST), told("mtg-2", FIRST)]
    assert [s.meeting_id for s in link([READINGS[1]], meetings=both)] == [None]
    caption = [told("mtg-1", FIRST), replace(told("mtg-2", FIRST), only_in_caption=True)]
    assert [s.meeting_id for s in link([READINGS[1]], meetings=caption)] == ["mtg-1"]


def test_when_it_was_said() -> None:
    def day(paper: Document, told: Attribution, *meetings: Meeting) -> str | None:
        (found,) = link([Reading(paper, attributions=(told,))], meetings=meetings)
        return found.at.iso() if found.at else None

    met = Meeting(
        "mtg-1",
        MeetingKind.TALKS,
        MeetingStatus.HELD,
        (),
        (),
        (FIRST.id, PAPER.id),
        (),
        date=Interval.parse("2023-03-03"),
    )
    assert day(PAPER, OWN) == "2023-03-04"
    assert day(PAPER, replace(OWN, is_first_person=False)) == "2023-03-04"  # its author speaks
    assert day(FIRST, ONE, met) is None  # the press does not tell the day
    assert day(FIRST, replace(ONE, time=Interval.parse("2023-03-02")), met) == "2023-03-02"
    readout = replace(PAPER, kind=Kind.READOUT, author=None)
    assert day(readout, replace(OWN, is_first_person=False), met) == "2023-03-03"
    assert day(readout, replace(OWN, is_first_person=False)) is None
    turn = Region(Span(0, len(PAPER.text)), Role.TURN, "Mirela Dovan")
    transcript = replace(PAPER, kind=Kind.TRANSCRIPT, author=None, regions=(turn,))
    assert day(transcript, replace(OWN, is_first_person=False)) == "2023-03-04"
    assert day(transcript, replace(OWN, is_first_person=False, speaker=Speaker("Yusef Qadiri"))) is None


def test_a_quote_is_dated_by_the_paper_it_aligns_with() -> None:
    (found,) = link([READINGS[1], Reading(PAPER)], alignments=[aligned(ONE, Span(0, 34))])
    assert found.at and found.at.iso() == "2023-03-04"
