"""Time expressions: where they stand and what they mean on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.times import find, resolve

ANCHOR = date(2018, 12, 29)  # a Saturday


def one(text: str) -> tuple[str, str, str]:
    ((span, expression, kind),) = find(text)
    return span.of(text), expression, kind


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("on 27 October 2018", "27 October 2018", "2018-10-27"),
        ("on Saturday, December 29, 2018.", "Saturday, December 29, 2018", "2018-12-29"),
        ("from 23-24 June 2022", "23-24 June 2022", "2022-06-23/2022-06-24"),
        ("October 30 to November 2, 2018", "October 30 to November 2, 2018", "2018-10-30/2018-11-02"),
        ("by 2018-12-29", "2018-12-29", "2018-12-29"),
        ("in December 2021", "December 2021", "2021-12"),
        ("in 2021", "2021", "2021"),
        ("met today", "today", "2018-12-29"),
        ("said on Saturday", "Saturday", "2018-12-29"),
        ("said on Friday", "Friday", "2018-12-28"),
        ("last Saturday", "last Saturday", "2018-12-22"),
        ("last January", "last January", "2018-01"),
        ("early next year", "early next year", "2019-01-01/2019-03-31~"),
        ("late 2021", "late 2021", "2021-10-01/2021-12-31~"),
        ("late in December 2021", "late in December 2021", "2021-12-21/2021-12-31~"),
        ("by the end of the month", "by the end of the month", "2018-12-25/2018-12-31~"),
        ("within 30 days", "within 30 days", "2018-12-29/2019-01-28"),
        ("in the coming weeks", "in the coming weeks", "2018-12-29/2019-01-19~"),
        ("later this month", "later this month", "2018-12-29/2018-12-31~"),
        ("the first half of 2024", "the first half of 2024", "2024-01-01/2024-06-30"),
        ("six months ago", "six months ago", "2018-06~"),
        ("next week", "next week", "2018-12-31/2019-01-06"),
        ("this November", "this November", "2018-11"),
        ("in the spring of 2023", "in the spring of 2023", "2023-03-01/2023-05-31~"),
    ],
)
def test_expressions(text: str, words: str, day: str) -> None:
    span, expression, _ = one(text)
    assert span == words
    interval = resolve(expression, ANCHOR)
    assert interval is not None
    assert interval.edtf() == day


def test_an_open_year_takes_the_nearest_bearer_when_it_is_close() -> None:
    _, expression, _ = one("in the first ten days of January")
    interval = resolve(expression, ANCHOR)
    assert interval is not None
    assert interval.iso() == "2019-01-01/2019-01-10"


def test_an_open_year_far_off_goes_by_the_direction() -> None:
    _, expression, _ = one("on June 9")
    past, ahead = resolve(expression, ANCHOR), resolve(expression, ANCHOR, past=False)
    assert past is not None
    assert ahead is not None
    assert (past.iso(), ahead.iso()) == ("2018-06-09", "2019-06-09")
    assert resolve(expression + ":future", ANCHOR) == ahead


def test_without_an_anchor_only_absolute_dates_resolve() -> None:
    assert resolve("day:0", None) is None
    assert resolve("weekday:5", None) is None
    assert resolve("2018-10", None) is not None


@pytest.mark.parametrize("text", ["31 February 2019", "February 30", "29 February 2019", "2019-02-31", "June 31, 2020"])
def test_days_the_calendar_lacks_are_marked(text: str) -> None:
    _, expression, kind = one(text)
    assert kind == "invalid"
    assert resolve(expression, ANCHOR) is None


def test_29_february_of_a_leap_year_is_a_day() -> None:
    assert one("29 February 2020")[2] == "absolute"


@pytest.mark.parametrize(
    "text", ["Resolution 2254", "2,254 people", "we may march on", "a joint will", "Route 1995a", "p. 12"]
)
def test_what_is_no_time(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "expression", ["", "rubbish", "year", "weekday:x", "XXXX-99", "2018-13-45", "in:3:parsec", "season:0:x"]
)
def test_a_broken_normal_form_is_no_interval(expression: str) -> None:
    assert resolve(expression, ANCHOR) is None


@given(st.text(), st.dates())
def test_any_text_and_day(text: str, day: date) -> None:
    for span, expression, _ in find(text):
        assert span.of(text)
        resolve(expression, day)


@given(st.text(alphabet="0123456789 -–.,JanuryMchsdt", max_size=40), st.dates())
def test_date_like_text_and_any_day(text: str, day: date) -> None:
    ends = [0]
    for span, expression, kind in find(text):
        assert span.start >= ends[-1]
        ends.append(span.end)
        assert (resolve(expression, day) is None) or kind != "invalid"
