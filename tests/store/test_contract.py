"""What every store engine must do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record.issues import Issue, Severity, StoreError
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Duplicate, Links
from onrecord.record.spans import Span, evidence
from onrecord.record.times import Interval
from onrecord.store import Keeping, Store

from .conftest import Open, keeping_of

TEXT = "The ministers met in Port Selene on Friday."


def meeting_of(keeping: Keeping, identity: str = "mtg-1", place: str = "Port Selene") -> Meeting:
    assert keeping.reading
    document = keeping.reading.document
    return Meeting(
        id=identity,
        kind=MeetingKind.TALKS,
        status=MeetingStatus.HELD,
        participants=(Participant("ARV"), Participant("CST")),
        mention_ids=("mtm-1",),
        document_ids=(document.id,),
        evidence=(evidence(document.id, document.text, Span(0, 13)),),
        date=Interval.day(date(2023, 3, 3)),
        place=place,
    )


def test_what_is_kept_comes_back_equal(store: Store) -> None:
    keeping = keeping_of(TEXT)
    store.keep([keeping])
    assert keeping.reading
    document = keeping.reading.document
    assert list(store.documents()) == [document]
    assert store.document(document.id) == document
    assert list(store.readings()) == [keeping.reading]
    assert store.reading(document.id) == keeping.reading
    assert store.original(document.original.sha256) == TEXT.encode()
    assert store.made_by() == {document.id: "by hand"}
    assert store.holder(keeping.reading.attributions[0].id) == document.id
    assert store.counts()["documents"] == 1
    assert store.verify() == []


def test_absent_things_are_none(store: Store) -> None:
    assert store.document("d-0") is None
    assert store.reading("d-0") is None
    assert store.original("0") is None
    assert store.holder("att-0") is None
    assert store.setting("nothing") is None
    assert store.record(Meeting, "mtg-0") is None
    assert store.links() == Links()
    assert store.search("anything") == []


def test_a_record_is_there_when_opened_again(engine: Open) -> None:
    store = engine()
    store.keep([keeping_of(TEXT)])
    store.set_setting("process", "[[party]]")
    store.close()
    again = engine(writable=False)
    assert [d.text for d in again.documents()] == [TEXT]
    assert again.setting("process") == "[[party]]"


def test_documents_come_in_the_order_of_their_ids(store: Store) -> None:
    batch = [keeping_of(f"{TEXT} {n}", f"{n}.txt") for n in range(5)]
    store.keep(batch[3:])
    store.keep(batch[:3])
    ids = [d.id for d in store.documents()]
    assert ids == sorted(ids)
    assert [r.document.id for r in store.readings()] == ids


def test_a_newer_version_supersedes_the_older(store: Store) -> None:
    old, new = keeping_of(TEXT), keeping_of(TEXT + " They did not agree.")
    assert old.reading and new.reading
    store.keep([old])
    store.keep([new])
    assert [d.id for d in store.documents()] == [new.reading.document.id]
    assert [d.id for d in store.documents(superseded=True)] == [old.reading.document.id]
    assert store.superseded_by(old.reading.document.id) == new.reading.document.id
    assert store.original(old.reading.document.original.sha256) == TEXT.encode()
    assert {hit.document_id for hit in store.search("ministers")} == {new.reading.document.id}
    assert store.verify() == []


def test_a_file_put_back_is_current_again(store: Store) -> None:
    old, new = keeping_of(TEXT), keeping_of(TEXT + " They did not agree.")
    assert old.reading and new.reading
    store.keep([old])
    store.keep([new])
    store.keep([replace(old, reading=None, original=None, document_id=old.reading.document.id)])
    assert [d.id for d in store.documents()] == [old.reading.document.id]
    assert [hit.document_id for hit in store.search("ministers")] == [old.reading.document.id]
    assert store.verify() == []


def test_a_document_still_shown_elsewhere_is_not_superseded(store: Store) -> None:
    one, other = keeping_of(TEXT, "a.txt"), replace(keeping_of(TEXT, "a.txt"), locator="another place")
    store.keep([one, other])
    store.keep([keeping_of(TEXT + " They did not agree.", "a.txt")])
    assert store.counts()["documents"] == 2


def test_an_unreadable_place_keeps_what_it_showed(store: Store) -> None:
    store.keep([keeping_of(TEXT)])
    gone = Issue("INT000", Severity.ERROR, "intake", "no such file", "a.txt")
    store.keep([Keeping("place of a.txt", "a.txt", "gone", issues=(gone,))])
    assert [d.text for d in store.documents()] == [TEXT]
    assert store.issues() == [gone]
    store.keep([keeping_of(TEXT)])
    assert store.issues() == []


def test_issues_of_superseded_documents_are_not_shown(store: Store) -> None:
    old = keeping_of(TEXT)
    assert old.reading
    issue = Issue("ANN001", Severity.ERROR, "annotate", "a span", old.reading.document.id)
    store.keep([replace(old, reading=replace(old.reading, issues=(issue,)))])
    assert store.issues() == [issue]
    store.keep([keeping_of(TEXT + " Later.")])
    assert store.issues() == []


def test_links_are_replaced_whole(store: Store) -> None:
    keeping = keeping_of(TEXT)
    store.keep([keeping])
    issue = Issue("LNK101", Severity.WARNING, "link", "two dates")
    first = Links(meetings=(meeting_of(keeping), meeting_of(keeping, "mtg-2", "Kallis")), issues=(issue,))
    store.keep_links(first)
    assert {m.id for m in store.links().meetings} == {"mtg-1", "mtg-2"}
    assert store.links().issues == (issue,)
    changed = meeting_of(keeping, "mtg-2", "Lindvik")
    store.keep_links(Links(meetings=(changed,)))
    assert store.links() == Links(meetings=(changed,))
    assert store.record(Meeting, "mtg-2") == changed
    assert store.records(Meeting, party="ARV") == [changed]
    assert store.records(Meeting, party="NRH") == []
    assert store.records(Meeting, document=changed.document_ids[0]) == [changed]


def test_links_that_do_not_hold_change_nothing(store: Store) -> None:
    keeping = keeping_of(TEXT)
    store.keep([keeping])
    held = Links(meetings=(meeting_of(keeping),))
    store.keep_links(held)
    before = store.generation
    with pytest.raises(StoreError):
        store.keep_links(Links(duplicates=(Duplicate("d-1", "d-2", 1.0),)))
    assert store.links() == held
    assert store.generation == before


def test_a_batch_that_fails_is_not_kept_in_part(store: Store) -> None:
    good = keeping_of(TEXT)
    bad = keeping_of(TEXT + " More.", "b.txt")
    with pytest.raises(StoreError):
        store.keep([good, replace(bad, original=None)])  # no bytes to refer to
    assert list(store.documents()) == []
    assert store.sources() == {}


def test_every_write_is_counted(store: Store) -> None:
    seen = [store.generation]
    for write in (
        lambda: store.set_setting("a", "b"),
        lambda: store.keep([keeping_of(TEXT)]),
        lambda: store.keep_links(Links()),
        lambda: store.append([judgement("1")]),
    ):
        write()
        seen.append(store.generation)
    assert seen == sorted(set(seen))


def judgement(identity: str, subject: str = "att-1", verdict: Verdict = Verdict.ACCEPTED) -> Judgement:
    return Judgement(identity, subject, verdict, "ana", datetime(2023, 4, 1, 12, tzinfo=UTC), reason="said so")


def test_judgements_are_appended_once_each(store: Store) -> None:
    store.append([judgement("1"), judgement("2", "att-2")])
    store.append([judgement("1", verdict=Verdict.REJECTED), judgement("3")])
    assert store.judgements() == [judgement("1"), judgement("2", "att-2"), judgement("3")]
    assert store.judgements("att-2") == [judgement("2", "att-2")]


def test_a_reader_cannot_write(engine: Open) -> None:
    engine().close()
    reader = engine(writable=False)
    with pytest.raises(StoreError, match="for reading"):
        reader.set_setting("a", "b")


def test_a_second_writer_is_refused_and_readers_are_not(engine: Open) -> None:
    first = engine()
    first.keep([keeping_of(TEXT)])
    with pytest.raises(StoreError, match="written by somebody else"):
        engine()
    assert engine(writable=False).counts()["documents"] == 1
    first.close()
    engine().close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ministers", ["ministers"]),
        ("MINISTERS friday", ["ministers", "Friday"]),
        ("minist*", ["ministers"]),
        ('"port selene"', ["Port Selene"]),
        ('"selene port"', []),
        ("cafe", ["Café"]),
        ("friday kallis", []),
        ("!? -", []),
        ("", []),
    ],
)
def test_search_points_at_what_it_found(store: Store, query: str, found: list[str]) -> None:
    text = "Note 😀: The ministers met in Port Selene on Friday, at the Café."
    store.keep([keeping_of(text)])
    hits = store.search(query)
    assert [span.of(text) for hit in hits for span in hit.spans] == found
    assert all(hit.passage.of(text) == hit.text for hit in hits)


@given(query=st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_takes_any_words(store: Store, query: str) -> None:
    store.keep([keeping_of('AND "NEAR" ( OR * : ^ - NOT { said } col:x')])
    for hit in store.search(query):
        assert hit.spans


def test_characters_that_end_a_text_elsewhere_do_not_here(store: Store) -> None:
    text = "before\0after \x02inside\x03 end"
    store.keep([keeping_of(text)])
    assert [d.text for d in store.documents()] == [text]
    assert [span.of(text) for hit in store.search("after end") for span in hit.spans] == ["after", "end"]
    assert store.verify() == []
