"""The report of what is overdue, and why."""

from __future__ import annotations

from datetime import date

from onrecord.export.overdue import overdue, why
from onrecord.record.spans import Evidence, Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind

PROOF = Evidence("d-1", (Span(0, 30),), "Arvenia will open\nthe bridge.")
APRIL = Interval.day(date(2023, 4, 1))
MADE = Act(ActKind.MADE, Interval.day(date(2023, 3, 1)), PROOF, "ARV")


def promise(identity="und-1", *acts, deadline=APRIL, **more):
    return Undertaking(
        identity, UndertakingKind.COMMITMENT, "open the bridge", ("ARV",), (), ("d-1",), (MADE, *acts), (PROOF,),
        deadline=deadline, deadline_text="by 1 April", **more,
    )  # fmt: skip


def test_the_report_names_the_deadline_the_words_and_the_reason():
    report = overdue([promise()], date(2023, 4, 11), {"d-1": "statement-7"})
    assert report.splitlines() == [
        "On 2023-04-11",
        "",
        "Overdue (1)",
        '  2023-04-01 ("by 1 April")  ARV: open the bridge',
        "      why: its deadline ended on 2023-04-01, 10 days ago, and nothing on record says that it was done, "
        "changed or withdrawn",
        '      2023-03-01 made (ARV), statement-7: "Arvenia will open the bridge."',
        "      id: und-1",
        "",
        "Open without a deadline: 0 (never counted as overdue)",
    ]


def test_a_claim_stands_apart_from_what_is_overdue():
    claimed = Act(ActKind.CLAIMED_FULFILLED, Interval.day(date(2023, 3, 30)), PROOF, "ARV")
    report = overdue([promise("und-2", claimed)], date(2023, 4, 11))
    assert "Overdue" not in report
    assert "Said to be done, not confirmed (1)" in report


def test_what_falls_due_soon_is_announced_and_undated_ones_are_only_counted():
    report = overdue([promise(), promise("und-3", deadline=None)], date(2023, 3, 20))
    assert "Due within 30 days (1)" in report
    assert "Open without a deadline: 1" in report


def test_an_empty_record_says_so():
    assert "Nothing dated is overdue" in overdue([], date(2023, 1, 1))


def test_why_tells_the_last_act():
    disputed = Act(ActKind.DISPUTED, Interval.day(date(2023, 4, 4)), PROOF, "CST")
    assert why(promise("und-4", disputed), date(2023, 4, 5)) == "disputed on 2023-04-04 by CST"
    assert why(promise(), date(2023, 3, 20)) == "made on 2023-03-01 by ARV"


def test_one_day_is_one_day():
    assert "1 day ago" in why(promise(), date(2023, 4, 2))
    assert why(promise(), date(2023, 4, 1)) == "its deadline ends on 2023-04-01, today"
