"""Quotation marks of every kind, whole, odd and missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.attributions.quotes import Quotation, find, manner
from onrecord.record.attributions import Manner
from onrecord.record.spans import Span

MARKS = "\"“”„‟«»‹›「」『』〝〞'‘’‚``''❝❞＂"


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in find(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agreed," she said.', ['"We agreed,"']),
        ("“We agreed,” she said. “It holds.”", ["“We agreed,”", "“It holds.”"]),
        ("Er sagte „Wir sind einig“ und ging.", ["„Wir sind einig“"]),
        ("«Мы договорились», сказал он.", ["«Мы договорились»"]),
        ("»Wir bleiben«, sagte sie.", ["»Wir bleiben«"]),
        ("彼は「合意した」と述べた。", ["「合意した」"]),
        ("``It holds,'' he said.", ["``It holds,''"]),
        ("He called it ‘a good day’ for all.", ["‘a good day’"]),
        ("It's the ministers' plan, they'd say.", []),
        ("Don’t ask; it’s the states’ own affair.", []),
        ('The boat is 6\'2" long and 5" high.', []),
        ("“The talks “go on” today,” he said.", ["“The talks “go on”"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_the_wrong_mark_opens_and_closes_all_the_same() -> None:
    assert quoted("”We agreed,” she said.") == ["”We agreed,”"]
    assert quoted("He said: “We agreed.“ They left.") == ["“We agreed.“"]


def test_an_odd_mark_spoils_its_own_paragraph_only() -> None:
    text = '"We agreed on the bridge.\n"It opens in May," she said.'
    found = find(text, [Span(0, 25), Span(26, len(text))])
    assert [(q.span.of(text), q.closed) for q in found] == [
        ('"We agreed on the bridge.', False),
        ('"It opens in May,"', True),
    ]


def test_inner_words_leave_out_the_marks() -> None:
    assert Quotation(Span(0, 4)).inner == (1, 3)
    assert Quotation(Span(0, 4), closed=False).inner == (1, 4)


def test_manner_tells_quoted_from_reported() -> None:
    text = 'She said: "It holds." He calls it "fair" and final. They left.'
    quotations = find(text, [Span(0, len(text))])
    assert manner(text, [Span(10, 21)], quotations) is Manner.DIRECT
    assert manner(text, [Span(31, 50)], quotations) is Manner.MIXED
    assert manner(text, [Span(52, 61)], quotations) is Manner.INDIRECT


@given(st.text(alphabet=MARKS + "ab .,!?\t\u2028é中א", max_size=80))
def test_quotations_are_ordered_apart_and_inside(text: str) -> None:
    found = find(text, [Span(0, len(text))] if text else [])
    ends = [0]
    for quotation in found:
        assert ends[-1] <= quotation.span.start
        assert quotation.span.end <= len(text)
        ends.append(quotation.span.end)
