"""Nothing passes the gate that does not stand in its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate.admit import admit, spans_of
from onrecord.intake import document
from onrecord.record.attributions import Attribution
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.spans import Evidence, Origin, Span, evidence
from onrecord.record.times import TimeMention

TEXT = "The ministers met in Kallis. \n\n They left on Friday."
DOCUMENT = document(TEXT, name="a.txt")
SAID = Attribution("att-1", DOCUMENT.id, (Span(0, 13),), evidence=evidence(DOCUMENT.id, TEXT, Span(0, 13)))
MET = MeetingMention("mtm-1", DOCUMENT.id, MeetingKind.TALKS, MeetingStatus.HELD, Span(0, 28))
END = len(TEXT)


def test_what_holds_passes_unchanged() -> None:
    assert admit(DOCUMENT, "attributions", [SAID]) == ((SAID,), ())
    assert admit(DOCUMENT, "meetings", [MET]) == ((MET,), ())
    assert admit(DOCUMENT, "times", []) == ((), ())


@pytest.mark.parametrize(
    ("layer", "item", "code"),
    [
        ("times", TimeMention(Span(END - 1, END + 1), "day:0"), "ANN001"),
        ("times", TimeMention(Span(28, 31), "day:0"), "ANN001"),
        ("attributions", replace(SAID, content=(Span(0, 3), Span(END, END + 3))), "ANN001"),
        ("attributions", replace(SAID, content=()), "ANN001"),
        ("attributions", replace(SAID, source=(Span(900, 901),)), "ANN001"),
        ("meetings", replace(MET, participants=(Participant("ARV", name_span=Span(9, 99)),)), "ANN001"),
        ("meetings", replace(MET, topics=(Span(60, 70),)), "ANN001"),
        ("attributions", replace(SAID, evidence=Evidence(DOCUMENT.id, (Span(0, 13),), "The Ministers")), "ANN002"),
        ("attributions", replace(SAID, evidence=Evidence(DOCUMENT.id, (), "")), "ANN002"),
        ("attributions", replace(SAID, evidence=evidence("d-other", TEXT, Span(0, 13))), "ANN002"),
        ("attributions", replace(SAID, document_id="d-other"), "ANN003"),
        ("attributions", MET, "ANN003"),
    ],
)
def test_what_does_not_hold_is_refused_and_told(layer: str, item: object, code: str) -> None:
    kept, issues = admit(DOCUMENT, layer, [item])
    assert kept == ()
    assert [(issue.code, issue.document_id) for issue in issues] == [(code, DOCUMENT.id)]


def test_an_id_passes_once_and_the_rest_goes_on() -> None:
    other = replace(SAID, id="att-2")
    kept, issues = admit(DOCUMENT, "attributions", [SAID, replace(SAID, score=0.5), other])
    assert kept == (SAID, other)
    assert [issue.code for issue in issues] == ["ANN003"]


def test_who_found_it_is_written_where_nobody_stands_yet() -> None:
    origin = Origin("attributions.rules", "1")
    signed, _ = admit(DOCUMENT, "attributions", [SAID], origin=origin)
    assert signed[0].evidence.origin == origin
    again, _ = admit(DOCUMENT, "attributions", signed, origin=Origin("somebody else"))
    assert again[0].evidence.origin == origin


def test_all_spans_of_a_noun_are_seen() -> None:
    deep = replace(MET, participants=(Participant("ARV", name_span=Span(4, 13)),), date_span=Span(30, 34))
    assert set(spans_of(deep)) == {Span(0, 28), Span(4, 13), Span(30, 34)}
