"""The two accounts the project starts from, read from file to record. They are not part of the repository.

No sentence of theirs stands here: names, places, days and single words only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.api import Record
from onrecord.record.accounts import Match
from onrecord.record.attributions import Manner
from onrecord.record.documents import Role
from onrecord.record.meetings import Meeting, MeetingStatus
from onrecord.record.times import Interval
from onrecord.record.undertakings import ActKind, Status, Undertaking, UndertakingKind, status

pytestmark = pytest.mark.corpus

TALKS = Interval.day(date(2018, 12, 29))
NINE = {
    ("TUR", "Cavusoglu"), ("TUR", "Akar"), ("TUR", "Fidan"), ("TUR", "Kalin"),
    ("RUS", "Lavrov"), ("RUS", "Shoygu"), ("RUS", "Gerasimov"), ("RUS", "Lavrentiev"), ("RUS", "Ushakov"),
}  # fmt: skip


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("seeds") / "seeds.onrecord"
    with onrecord.open(path, writable=True) as opened:
        opened.add(shared / "seeds")
        yield opened


@pytest.fixture(scope="module")
def talks(record: Record) -> Meeting:
    (found,) = [one for one in record.meetings if one.date == TALKS]
    return found


def _official(record: Record) -> str:
    return next(one.id for one in record.documents if one.is_official)


def test_there_are_two_contacts_and_no_third(record: Record) -> None:
    assert [(one.date, one.only_in_caption) for one in record.meetings] == [
        (Interval.day(date(2018, 10, 27)), True),
        (TALKS, False),
    ]


def test_the_talks(talks: Meeting) -> None:
    assert (talks.place, talks.parties, talks.status) == ("Moscow", {"RUS", "TUR"}, MeetingStatus.HELD)
    assert talks.format == "interdepartmental format"
    assert len(talks.document_ids) == 2


def test_nine_participants_each_with_office_and_party(talks: Meeting) -> None:
    named = {(one.party, (one.name or "").split()[-1]) for one in talks.participants if one.name}
    assert named == NINE
    assert all(one.office for one in talks.participants if one.name)


def test_the_caption_is_another_contact(record: Record) -> None:
    caption = record.meetings[0]
    assert (caption.place, caption.parties) == ("Istanbul", {"RUS", "TUR"})


def test_the_report_is_dated_through_the_linked_statement(record: Record) -> None:
    (inferred,) = record.links.inferred_dates
    assert inferred.dating.reason == "linked meeting"
    assert inferred.dating.interval.start == TALKS.start
    assert not inferred.dating.interval.is_day  # Saturday is known, the day it was printed is not


def test_every_quote_has_its_full_speaker(record: Record) -> None:
    (reading,) = [one for one in record.readings if not one.document.is_official]
    quoted = [one for one in reading.attributions if one.manner in {Manner.DIRECT, Manner.MIXED}]
    speakers = [one.speaker.name if one.speaker else "" for one in sorted(quoted, key=lambda one: one.content[0])]
    assert speakers == ["Mevlut Cavusoglu"] * 3 + ["Sergey Lavrov"] * 6 + ["Sergey Shoygu"] * 2


def test_furniture_speaks_for_nobody(record: Record) -> None:
    for reading in record.readings:
        silent = [r.span for r in reading.document.regions if r.role in {Role.FURNITURE, Role.CAPTION, Role.HEADING}]
        spoken = [span for one in reading.attributions for span in (*one.content, *one.source, *one.cue)]
        assert not any(one.overlaps(span) for one in silent for span in spoken)
        texts = [span.of(reading.document.text) for span in silent]
        if not reading.document.is_official:
            assert {"Loading...", "Route 6", "Demilitarisation zones"} <= set(texts)


def test_first_person_of_the_statement_is_its_author(record: Record) -> None:
    document = next(one for one in record.documents if one.is_official)
    assert (document.author, document.party) == ("Sergey Lavrov", "RUS")


def test_only_lavrovs_quotes_stand_on_the_record(record: Record) -> None:
    by_id = {one.id: (one, reading) for reading in record.readings for one in reading.attributions}
    variants, others = 0, 0
    for alignment in record.alignments:
        told, reading = by_id[alignment.attribution_id]
        text = reading.document.text
        quoted = any(mark in span.of(text) for span in told.content for mark in '"“')
        if told.speaker and told.speaker.name == "Sergey Lavrov":
            variants += alignment.match is Match.VARIANT and quoted
        else:
            others += bool(alignment.passage)
    assert variants >= 6
    assert others == 0


@pytest.mark.parametrize("words", ["2254", "Pedersen", "Western"])
def test_the_report_leaves_out(record: Record, talks: Meeting, words: str) -> None:
    omissions = [one for one in record.compare(talks).omissions if words in _told(one)]
    assert omissions
    assert all(_official(record) not in one.omitted_by for one in omissions)


@pytest.mark.parametrize("words", ["operation", "early next year", "40,000"])
def test_only_the_report_tells(record: Record, talks: Meeting, words: str) -> None:
    omissions = [one for one in record.compare(talks).omissions if words in _told(one)]
    assert omissions
    assert all(one.omitted_by == (_official(record),) for one in omissions)


def _told(omission: object) -> str:
    return " ".join([omission.value, *(claim.evidence.exact for claim in omission.claims)])  # type: ignore[attr-defined]


def _undertaking(record: Record, kind: UndertakingKind, words: str) -> Undertaking:
    found = [one for one in record.undertakings if one.kind is kind and words in _wording(one)]
    assert found, f"no {kind} with {words!r}"
    return found[0]


def _wording(one: Undertaking) -> str:
    return " ".join([one.action, *(proof.exact for proof in one.evidence)])


def test_the_understanding_is_one_and_told_twice(record: Record) -> None:
    found = _undertaking(record, UndertakingKind.UNDERSTANDING, "coordinat")
    assert set(found.actors) == {"RUS", "TUR"}
    assert len(found.document_ids) == 2


def test_facilitating_the_committee_binds_russia(record: Record) -> None:
    found = _undertaking(record, UndertakingKind.COMMITMENT, "facilitating")
    assert found.actors == ("RUS",)
    assert found.deadline_text == "as soon as possible"
    assert status(found, date(2030, 1, 1)) is Status.OPEN  # never overdue by a guess


def test_what_was_done_is_claimed_not_fulfilled(record: Record) -> None:
    found = _undertaking(record, UndertakingKind.FULFILMENT_CLAIM, "committed")
    assert {act.kind for act in found.acts} == {ActKind.CLAIMED_FULFILLED}
    assert status(found, date(2019, 1, 1)) is Status.CLAIMED


def test_the_demand_the_affirmation_and_the_measures(record: Record) -> None:
    assert _undertaking(record, UndertakingKind.DEMAND, "obstruct").actors == ("RUS",)
    principle = [one for one in record.undertakings if "2254" in _wording(one)]
    assert {UndertakingKind.AFFIRMATION, UndertakingKind.UNDERSTANDING} & {one.kind for one in principle}
    assert any("refugees" in one.action and "measures" in _wording(one) for one in record.undertakings)


def test_what_is_expected_and_by_when(record: Record) -> None:
    times = {
        reading.document.is_official: {one.span.of(reading.document.text): one.interval for one in reading.times}
        for reading in record.readings
    }
    assert times[True]["the first ten days of January"] == Interval(date(2019, 1, 1), date(2019, 1, 10))
    assert any(one.deadline == Interval(date(2019, 1, 1), date(2019, 1, 10)) for one in record.undertakings)
    assert any(
        one.deadline and one.deadline.start.year == 2019 and "Geneva" in _wording(one) for one in record.undertakings
    )


def test_the_announced_operation_is_told_by_the_press(record: Record) -> None:
    found = _undertaking(record, UndertakingKind.COMMITMENT, "operation")
    assert found.actors == ("TUR",)
