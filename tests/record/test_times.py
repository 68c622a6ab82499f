"""Intervals are written as EDTF and read back, open ends too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.times import Interval


@given(st.dates(), st.dates(), st.booleans())
def test_any_interval_goes_there_and_back(one: date, other: date, approximate: bool) -> None:
    interval = Interval(min(one, other), max(one, other), approximate)
    assert Interval.parse(interval.edtf()) == interval
    assert Interval.parse(interval.iso()) == Interval(interval.start, interval.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02~", "2018-02-01", "2018-02-28"),
        ("2018-12-29", "2018-12-29", "2018-12-29"),
        ("2018-12/2019-01-10", "2018-12-01", "2019-01-10"),
        ("2021-09-01/..", "2021-09-01", "9999-12-31"),
        ("../2021-09-01", "0001-01-01", "2021-09-01"),
    ],
)
def test_what_is_written_in_short(text: str, start: str, end: str) -> None:
    interval = Interval.parse(text)
    assert (interval.start.isoformat(), interval.end.isoformat()) == (start, end)
    assert Interval.parse(interval.edtf()) == interval


@pytest.mark.parametrize("text", ["", "..", "2018-13", "2018-02-30", "2019/2018", "soon", "/"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Interval.parse(text)
