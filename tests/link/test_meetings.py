"""Meetings across documents, on readings built by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.meetings import link
from onrecord.record.actors import Person
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.meetings import Meeting, MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval

TEXT = "Ministers of the two coasts met at the lighthouse and spoke about pilots, buoys and the ferry."


def document(
    name: str, *, official: bool = True, published: str | None = None, publisher: str = "", kind: Kind = Kind.OTHER
) -> Document:
    return Document(
        id=make_id("d", name),
        name=name,
        kind=kind,
        side=Side.OFFICIAL if official else Side.COVERAGE,
        publisher=publisher or name,
        language="en",
        text=f"{TEXT} {name}",
        regions=(Region(Span(0, len(TEXT)), Role.BODY),),
        original=Original("0" * 64, name),
        sha256="0" * 64,
        published=Dating(Interval.parse(published), "given") if published else None,
    )


def mention(
    source: Document,
    parties: str = "AAA BBB",
    *,
    day: str | None = None,
    people: str = "",
    kind: MeetingKind = MeetingKind.MEETING,
    status: MeetingStatus = MeetingStatus.HELD,
    number: int = 0,
    **more: object,
) -> MeetingMention:
    """People are given as `AAA:Full Name` separated by semicolons."""
    named = [Participant(p.split(":")[0].strip(), p.split(":")[1]) for p in people.split(";") if p]
    bare = [Participant(code) for code in parties.split() if code not in {p.party for p in named}]
    return MeetingMention(
        id=make_id("mtm", source.id, number),
        document_id=source.id,
        kind=kind,
        status=status,
        evidence=Span(number, 40),
        participants=(*named, *bare),
        date=Interval.parse(day) if day else None,
        date_span=Span(0, 9) if day else None,
        **more,  # type: ignore[arg-type]
    )


def reading(source: Document, *mentions: MeetingMention) -> Reading:
    return Reading(source, meetings=mentions)


def meetings(*readings: Reading, judgements: Sequence[Judgement] = ()) -> tuple[Meeting, ...]:
    return link(readings, judgements=judgements)[0]


def codes(*readings: Reading) -> list[str]:
    return [issue.code for issue in link(readings)[1]]


def told(name: str, day: str | None = "2031-05-02", **more: object) -> Reading:
    source = document(name)
    return reading(source, mention(source, day=day, **more))  # type: ignore[arg-type]


def test_two_accounts_of_one_day_become_one_meeting() -> None:
    (only,) = meetings(told("ours"), told("theirs"))
    assert len(only.mention_ids) == 2
    assert only.date == Interval.day(date(2031, 5, 2))
    assert only.date_reason == "stated"
    assert any("date: 1" in reason for reason in only.reasons)


def test_other_parties_other_days_and_other_places_stay_apart() -> None:
    assert len(meetings(told("a"), told("b", parties="AAA CCC"))) == 2
    assert len(meetings(told("a"), told("b", day="2031-05-09"))) == 2
    assert len(meetings(told("a", place="Ormund"), told("b", place="Velha"))) == 2


def test_a_call_is_no_meeting_unless_it_was_by_video() -> None:
    call = told("b", kind=MeetingKind.CALL)
    assert len(meetings(told("a"), call)) == 2
    assert len(meetings(told("a", virtual=True), call)) == 1


def test_two_calls_of_one_day_told_by_one_text_stay_two() -> None:
    source = document("day of calls")
    calls = [mention(source, day="2031-05-02", kind=MeetingKind.CALL, number=n) for n in (0, 1)]
    assert len(meetings(reading(source, *calls))) == 2


def test_two_readouts_of_one_publisher_are_two_calls() -> None:
    papers = [
        document(name, publisher="Office of the President", published="2031-05-02", kind=Kind.READOUT)
        for name in ("morning", "evening")
    ]
    calls = [reading(p, mention(p, kind=MeetingKind.CALL, is_main=True)) for p in papers]
    assert len(meetings(*calls)) == 2


def test_different_people_on_one_day_are_two_meetings() -> None:
    presidents = told("a", people="AAA:Ilda Norrland;BBB:Teo Marchetta")
    ministers = told("b", people="AAA:Oskar Lindahl;BBB:Rui Salvano")
    assert len(meetings(presidents, ministers)) == 2


def test_spellings_of_one_name_are_one_participant() -> None:
    (only,) = meetings(
        told("a", people="AAA:Sergey Dolgorukiy;BBB:Ana Prado"), told("b", people="AAA:Sergei Dolgoruky;BBB:Ana Prado")
    )
    assert sorted(p.name or "" for p in only.participants) == ["Ana Prado", "Sergey Dolgorukiy"] or sorted(
        p.name or "" for p in only.participants
    ) == ["Ana Prado", "Sergei Dolgoruky"]


def test_participants_get_the_id_of_the_one_person_who_bears_the_name() -> None:
    people = (Person("per-1", "Ana Prado", ("Ana Prado", "A. Prado"), "BBB"),)
    found, _ = link([told("a", people="BBB:Ana Prado;AAA:Jon Orm")], people=people)
    assert {p.name: p.person_id for p in found[0].participants} == {"Ana Prado": "per-1", "Jon Orm": None}


def test_a_caption_never_merges() -> None:
    found = meetings(told("a"), told("b", in_caption=True))
    assert len(found) == 2
    assert [m.only_in_caption for m in found].count(True) == 1


def test_a_summit_and_a_meeting_beside_it_stay_two() -> None:
    summit = told("a", parties="AAA BBB CCC DDD", kind=MeetingKind.SUMMIT)
    assert len(meetings(summit, told("b"))) == 2


def test_announced_and_held_is_one_meeting_with_both_values() -> None:
    announced = told("plan", day="2031-05-01/2031-05-07", status=MeetingStatus.PLANNED)
    (only,) = meetings(announced, told("report"))
    assert only.status is MeetingStatus.HELD
    assert {v.value for v in only.values if v.field == "status"} == {"planned", "held"}  # the plan has no date


def test_an_announcement_before_the_day_is_no_disagreement() -> None:
    paper = document("plan", published="2031-04-20")
    announced = reading(paper, mention(paper, day="2031-05-02", status=MeetingStatus.PLANNED))
    (only,) = meetings(announced, told("report"))
    assert only.status is MeetingStatus.HELD
    assert {v.value for v in only.values if v.field == "status"} == {"held"}
    assert [v.value for v in only.values if v.field == "announced"] == ["planned"]
    assert "LNK204" not in codes(announced, told("report"))


def test_planned_in_a_paper_of_a_later_day_still_differs() -> None:
    paper = document("late plan", published="2031-05-20")
    late = reading(paper, mention(paper, day="2031-05-02", status=MeetingStatus.PLANNED))
    (only,) = meetings(late, told("report"))
    assert {v.value for v in only.values if v.field == "status"} == {"planned", "held"}


def test_a_plan_for_days_around_the_meeting_has_its_day() -> None:
    announced = told("plan", day="2031-05-01/2031-05-07", status=MeetingStatus.PLANNED)
    (only,) = meetings(announced, told("report"))
    assert only.date == Interval.day(date(2031, 5, 2))


def test_a_weekday_in_an_undated_report_finds_the_dated_meeting() -> None:
    people = "AAA:Ilda Norrland;BBB:Teo Marchetta"
    press = document("daily", official=False)
    report = reading(press, mention(press, people=people, place="Ormund", time_expression="weekday:4"))
    (only,) = meetings(told("official", people=people, place="Ormund"), report)  # 2 May 2031 is a Friday
    assert only.date == Interval.day(date(2031, 5, 2))
    assert "date of daily: linked meeting" in only.reasons


def test_another_weekday_does_not() -> None:
    people = "AAA:Ilda Norrland;BBB:Teo Marchetta"
    press = document("daily", official=False)
    report = reading(press, mention(press, people=people, place="Ormund", time_expression="weekday:2"))
    assert len(meetings(told("official", people=people, place="Ormund"), report)) == 2


def test_a_report_that_fits_two_meetings_equally_is_left_alone_and_told() -> None:
    people = "AAA:Ilda Norrland;BBB:Teo Marchetta"
    press = document("weekly", official=False)
    report = reading(press, mention(press, people=people, place="Ormund", time_expression="weekday:4"))
    two = [
        told(name, day=day, people=people, place="Ormund") for name, day in (("a", "2031-05-02"), ("b", "2031-05-09"))
    ]
    assert len(meetings(*two, report)) == 3
    assert "LNK201" in codes(*two, report)


def test_parties_alone_do_not_link_undated_mentions() -> None:
    assert len(meetings(told("a", day=None), told("b", day=None))) == 2


def test_a_report_of_a_call_is_dated_by_its_publication() -> None:
    ours = document("ours", published="2031-05-02")
    theirs = document("theirs", published="2031-05-02")
    call = reading(ours, mention(ours, kind=MeetingKind.CALL, is_main=True))
    dated = reading(theirs, mention(theirs, kind=MeetingKind.CALL, day="2031-05-02", is_main=True))
    assert meetings(call)[0].date_reason == "publication date"
    assert len(meetings(call, dated)) == 1


def test_accounts_that_disagree_keep_both_values_and_raise_an_issue() -> None:
    people = "AAA:Ilda Norrland;BBB:Teo Marchetta"
    ours = told("ours", people=people, place="Ormund")
    theirs = told("theirs", people=people, place="Velha")
    (only,) = meetings(ours, theirs)
    assert {v.value for v in only.values if v.field == "place"} == {"Ormund", "Velha"}
    assert "LNK203" in codes(ours, theirs)


def test_held_and_denied_is_a_conflict() -> None:
    people = "AAA:Ilda Norrland;BBB:Teo Marchetta"
    assert "LNK204" in codes(told("a", people=people), told("b", people=people, status=MeetingStatus.DENIED))


def test_a_meeting_held_after_its_report_is_an_issue() -> None:
    source = document("hasty", published="2031-05-01")
    assert codes(reading(source, mention(source, day="2031-05-02"))) == ["LNK205"]


def judged(verdict: Verdict, subject: str, after: str, identity: str = "j1", day: int = 1) -> Judgement:
    return Judgement(identity, subject, verdict, "editor", datetime(2031, 6, day, tzinfo=UTC), after=after)


def test_judgements_join_what_scores_keep_apart_and_part_what_they_join() -> None:
    a, b = told("a"), told("b", day="2031-05-09")
    one, other = a.meetings[0].id, b.meetings[0].id
    merged = judged(Verdict.MERGED, one, f'["{other}"]')
    assert len(meetings(a, b, judgements=[merged])) == 1
    c = told("c")
    parted = judged(Verdict.UNLINKED, one, c.meetings[0].id)
    assert len(meetings(a, c, judgements=[parted])) == 2


def test_meetings_can_be_named_in_judgements_and_undone() -> None:
    a, b = told("a"), told("b", day="2031-05-09")
    first, second = meetings(a, b)
    merged = judged(Verdict.MERGED, first.id, second.id)
    assert len(meetings(a, b, judgements=[merged])) == 1
    undone = judged(Verdict.UNDONE, merged.id, "", "j2", 2)
    assert len(meetings(a, b, judgements=[merged, undone])) == 2


def test_a_split_takes_the_listed_mentions_out() -> None:
    a, b, c = told("a"), told("b"), told("c")
    (only,) = meetings(a, b, c)
    out = judged(Verdict.SPLIT, only.id, f'["{c.meetings[0].id}"]')
    assert sorted(len(m.mention_ids) for m in meetings(a, b, c, judgements=[out])) == [1, 2]


@st.composite
def records(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(2, 7))):
        name = f"doc{number}"
        source = document(name, official=draw(st.booleans()), published=draw(st.sampled_from([None, "2031-05-03"])))
        found.append(
            reading(
                source,
                *(
                    mention(
                        source,
                        draw(st.sampled_from(["AAA BBB", "AAA CCC", "AAA BBB CCC", "AAA"])),
                        day=draw(st.sampled_from([None, "2031-05-02", "2031-05-03", "2031-05-01/2031-05-31"])),
                        people=draw(st.sampled_from(["", "AAA:Ilda Norrland", "AAA:Oskar Lindahl;BBB:Ana Prado"])),
                        kind=draw(st.sampled_from([MeetingKind.MEETING, MeetingKind.CALL, MeetingKind.SUMMIT])),
                        place=draw(st.sampled_from([None, "Ormund", "Velha"])),
                        number=n,
                    )
                    for n in range(draw(st.integers(1, 2)))
                ),
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(readings: list[Reading], shuffler: random.Random) -> None:
    shuffled = list(readings)
    shuffler.shuffle(shuffled)
    assert link(readings) == link(shuffled)


@settings(max_examples=60, deadline=None)
@given(records())
def test_every_mention_is_in_exactly_one_meeting_and_no_text_is_twice_in_one(readings: list[Reading]) -> None:
    found, _ = link(readings)
    every = sorted(m.id for r in readings for m in r.meetings)
    assert sorted(i for meeting in found for i in meeting.mention_ids) == every
    for meeting in found:
        assert len(set(meeting.document_ids)) == len(meeting.mention_ids)


@pytest.mark.parametrize("extra", [50, 400])
def test_only_mentions_of_one_block_are_compared(extra: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.link import meetings as module

    compared = []
    original = module.compare
    monkeypatch.setattr(module, "compare", lambda a, b: compared.append(1) or original(a, b))
    long_record = [
        told(f"old{n}", day=f"{2000 + n // 12}-{n % 12 + 1:02d}-15", parties=f"X{n} Y{n}") for n in range(extra)
    ]
    link([*long_record, told("a"), told("b")])
    assert len(compared) == 1


BOTH = "AAA:Jon Orm;BBB:Ana Prado"


def undated(name: str, *, published: str | None, is_main: bool = True, **more: object) -> Reading:
    source = document(name, published=published, official=False)
    return reading(source, mention(source, people=BOTH, is_main=is_main, **more))  # type: ignore[arg-type]


def dated(name: str, day: str, **more: object) -> Reading:
    source = document(name, published=day, official=True)
    return reading(source, mention(source, people=BOTH, day=day, **more))  # type: ignore[arg-type]


def test_an_undated_telling_joins_the_one_meeting_that_fits() -> None:
    (only,) = meetings(dated("official", "2031-05-02"), undated("news", published="2031-05-04"))
    assert len(only.document_ids) == 2
    assert "date of news: linked meeting" in only.reasons


def test_what_is_told_as_held_before_the_day_is_another_meeting() -> None:
    readings = dated("official", "2031-05-02"), undated("news", published="2031-04-29")
    assert len(meetings(*readings)) == 2
    assert codes(*readings) == []


def test_an_undated_telling_of_another_kind_or_of_other_people_stays_apart() -> None:
    call = dated("official", "2031-05-02", kind=MeetingKind.CALL)
    assert len(meetings(call, undated("news", published="2031-05-04"))) == 2


def test_an_undated_telling_that_fits_two_meetings_stays_by_itself() -> None:
    readings = dated("one", "2031-05-02"), dated("two", "2031-05-05"), undated("news", published="2031-05-06")
    assert len(meetings(*readings)) == 3
    assert codes(*readings) == ["LNK201"]


def test_two_calls_on_one_day_stay_two() -> None:
    source = [document(name, published="2031-05-02", official=True, publisher="Ministry") for name in ("one", "two")]
    calls = [reading(s, mention(s, people=BOTH, day="2031-05-02", kind=MeetingKind.CALL, is_main=True)) for s in source]
    assert len(meetings(*calls)) == 2
    assert len(meetings(*calls, undated("news", published="2031-05-03", kind=MeetingKind.CALL))) == 3


@pytest.mark.parametrize("published", [None, "2031-05-13"])
def test_an_undated_telling_without_evidence_of_the_day_is_proposed(published: str | None) -> None:
    readings = dated("official", "2031-05-02"), undated("news", published=published)
    assert len(meetings(*readings)) == 2
    (issue,) = (i for i in link(readings)[1])
    assert (issue.code, issue.document_id) == ("LNK206", readings[1].document.id)
    assert "news" in issue.message
    assert "official (2031-05-02)" in issue.message
