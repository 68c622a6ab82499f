"""Times of a document, resolved against its day."""

from __future__ import annotations

import pytest

from onrecord.annotate.component import Draft, Findings
from onrecord.annotate.parse import Parse
from onrecord.annotate.times import Times
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval
from onrecord.roster import Roster


def read(text: str, published: str | None = "2018-12-29", role: Role = Role.BODY) -> Findings:
    dating = Dating(Interval.parse(published), "given") if published else None
    document = Document(
        "d-1", "paper", Kind.NEWS, Side.COVERAGE, "", "en", text, (Region(Span(0, len(text)), role),),
        Original("", ""), "",
        published=dating,
    )  # fmt: skip
    (findings,) = Times().annotate([Draft(Reading(document), Parse(), Roster.builtin())])
    return findings


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on Saturday.", "2018-12-29"),
        ("She will take up the post in the first ten days of January.", "2019-01-01/2019-01-10"),
        ("The congress was held last January.", "2018-01-01/2018-01-31"),
        ("The summit will be held on June 9.", "2019-06-09"),
        ("The summit was held on June 9.", "2018-06-09"),
        ("They have a joint will to win, she said on Friday.", "2018-12-28"),
    ],
)
def test_relative_times_count_from_the_papers_day(text: str, days: str) -> None:
    (found,) = read(text).items
    assert found.interval is not None
    assert found.interval.iso() == days


def test_without_a_day_the_expression_waits() -> None:
    (found,) = read("They met on Saturday.", None).items
    assert (found.expression, found.interval, found.kind) == ("weekday:5", None, "relative")


def test_a_paper_dated_to_the_month_anchors_nothing() -> None:
    (found,) = read("They met on Saturday.", "2018-12").items
    assert found.interval is None


def test_a_day_the_calendar_lacks_is_an_issue() -> None:
    findings = read("It starts on 31 February 2019.")
    assert findings.items == ()
    assert [i.code for i in findings.issues] == ["ANN021"]


def test_a_weekday_that_contradicts_its_date_is_noted() -> None:
    findings = read("It began on Monday, December 29, 2018.")
    assert [i.code for i in findings.issues] == ["ANN022"]
    assert "Saturday" in findings.issues[0].message


def test_furniture_tells_no_time() -> None:
    assert read("Updated on 3 May 2019", role=Role.FURNITURE).items == ()
