"""The ledger notation is readable, exact, and does not depend on order or ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.export.contents import Contents
from onrecord.export.ledger import ledger, meeting
from onrecord.intake import document
from onrecord.record.accounts import Alignment, Difference, Match
from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.attributions import Statement
from onrecord.record.issues import Issue, Severity
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant, Value
from onrecord.record.readings import Duplicate, InferredDate, Links
from onrecord.record.spans import Span, evidence
from onrecord.record.times import Dating, Interval
from onrecord.record.undertakings import Act, ActKind, Strength, Undertaking, UndertakingKind

PAPER = document(
    'Dovan and Qadiri met in\nKallis. "We will open the line by May."',
    name="paper.md", title="Readout", kind="readout", party="ARV", publisher="Ministry", published="2023-03-04",
)  # fmt: skip
REPORT = document("They met. The line opens in June, Dovan said.", name="report.md", title="Talks", kind="news")
DAY = Interval.day(date(2023, 3, 4))
HELD = Tenure("per-1", Office("Minister"), DAY)
NAMES = ("Dovan", "Mirela Dovan")
TOLD = evidence(PAPER.id, PAPER.text, Span(0, 31))
PROMISE = evidence(PAPER.id, PAPER.text, Span(32, 63))
CONTENTS = Contents(
    (REPORT, PAPER),
    Links(
        people=(
            Person("per-1", "Mirela Dovan", NAMES, "ARV", (HELD,)),
        ),
        meetings=(
            Meeting(
                "mtg-1", MeetingKind.TALKS, MeetingStatus.HELD,
                (Participant("CST", "Yusef Qadiri"), Participant("ARV", "Mirela Dovan", "Minister")),
                ("mtm-1",), (PAPER.id,), (TOLD,), date=DAY, place="Kallis",
                values=(
                    Value("place", "Kallis", (TOLD,)),
                    Value("place", "Lindvik", (evidence(REPORT.id, REPORT.text, Span(0, 9)),)),
                ),
            ),
        ),
        statements=(
            Statement("stm-1", NAMES[1], "per-1", "ARV", Office("Minister"), ("att-1", "att-2"), PROMISE.exact, DAY),
        ),
        undertakings=(
            Undertaking(
                "und-1", UndertakingKind.COMMITMENT, "open the line", ("ARV",), ("udm-1",), (PAPER.id,),
                (Act(ActKind.MADE, DAY, PROMISE, "ARV"),), (PROMISE,), Strength.FIRM, "CST",
                Interval.parse("2023-05"), "by May", "if it is calm",
            ),
        ),
        alignments=(
            Alignment(
                "aln-1", "att-2", REPORT.id, Match.VARIANT, 0.914, (), PAPER.id, (Span(32, 63),),
                (Difference("date", Span(28, 32), Span(58, 61), "June", "May"),),
            ),
        ),
        duplicates=(Duplicate(REPORT.id, PAPER.id, 0.97),),
        inferred_dates=(InferredDate(REPORT.id, Dating(DAY, "linked meeting")),),
    ),
    (Issue("LNK203", Severity.WARNING, "link", f"see {PAPER.id}", REPORT.id),),
)  # fmt: skip

EXPECTED = """\
2023-03-04 document "paper.md" official readout of ARV
  title     "Readout"
  publisher Ministry
  dated by  given
  words     13
2023-03-04 document "report.md" coverage news
  title     "Talks"
  dated by  linked meeting
  words     9
  copy of   paper.md  0.97
person "Mirela Dovan" ARV
  office    Minister  2023-03-04
  also      Dovan
2023-03-04 meeting held talks
  place     Kallis
  party     ARV  Mirela Dovan, Minister
  party     CST  Yusef Qadiri
  differs   place: Kallis  (paper.md)
  differs   place: Lindvik  (report.md)
  told by   paper.md  "Dovan and Qadiri met in Kallis."
2023-03-04 statement "Mirela Dovan" ARV, Minister
  said      "\\"We will open the line by May.\\""
  tellings  2
2023-03-04 undertaking commitment firm ARV
  action    "open the line"
  to        CST
  deadline  2023-05  "by May"
  if        "if it is calm"
  act       2023-03-04 made by ARV  paper.md  "\\"We will open the line by May.\\""
alignment report.md variant 0.91
  quote     "\\"We will open the line by May.\\""
  on record paper.md 32..63
  differs   date: "June" / "May"
issue LNK203 warning report.md
            see paper.md
"""


def test_a_record_in_ledger_notation() -> None:
    assert ledger(CONTENTS) == EXPECTED


def test_the_order_of_documents_and_facts_does_not_matter() -> None:
    links = replace(CONTENTS.links, meetings=CONTENTS.links.meetings[::-1], statements=CONTENTS.links.statements[::-1])
    assert ledger(Contents(tuple(CONTENTS.documents)[::-1], links, CONTENTS.issues)) == EXPECTED


def test_an_empty_record() -> None:
    assert ledger(Contents()) == ""


def test_documents_of_one_name_are_told_apart() -> None:
    twin = replace(PAPER, id="d-twin", publisher="Harbour Post")
    triplet = replace(twin, id="d-triplet")
    names = Contents((PAPER, twin)).names
    assert set(names.values()) == {"paper.md (Ministry)", "paper.md (Harbour Post)"}
    assert Contents((PAPER, twin, triplet)).name("d-triplet") == "paper.md (d-triplet)"
    assert Contents().name("d-0") == "d-0"


def test_a_line_break_in_a_value_begins_no_line_of_its_own() -> None:
    broken = replace(CONTENTS.links.meetings[0], format="on the margins of the\nharbour\u2028conference")
    assert "  format    on the margins of the harbour conference\n" in meeting(broken, CONTENTS) + "\n"
