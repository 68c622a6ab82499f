from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.documents import Document
from onrecord.record.issues import Issue, Severity, StoreError
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval
from onrecord.store.codec import decode, encode, pack, unpack

from .conftest import document_of


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_goes_there_and_back(text: str) -> None:
    document, _ = document_of(text)
    assert decode(encode(document), Document) == document
    assert unpack(pack(document), Document) == document


@given(st.dates(), st.integers(0, 10_000), st.booleans())
def test_dates_keep_their_precision(day: date, days: int, approximate: bool) -> None:
    end = date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
    dating = Dating(Interval(day, end, approximate), "metadata")
    assert decode(encode(dating), Dating) == dating


def test_what_we_do_not_know_is_refused() -> None:
    body = b'{"span":{"start":0,"end":4,"colour":"red"},"expression":"2018","interval":null,"kind":"absolute"}'
    from onrecord.record.times import TimeMention

    with pytest.raises(StoreError, match=r"TimeMention\.span holds 'colour'"):
        decode(body, TimeMention)


def test_what_is_missing_takes_its_default() -> None:
    body = b'{"code":"INT001","severity":"note","stage":"intake","message":"m"}'
    assert decode(body, Issue) == Issue("INT001", Severity.NOTE, "intake", "m")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"start":4,"end":4}', b'{"start":"a","end":4}', b"\xff"])
def test_damage_is_told(body: bytes) -> None:
    with pytest.raises(StoreError, match="damaged Span"):
        decode(body, Span)


def test_damaged_packing_is_told() -> None:
    with pytest.raises(StoreError, match="damaged Span"):
        unpack(b"\0\1\2", Span)


def test_half_a_character_cannot_be_kept() -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        encode(Issue("INT001", Severity.NOTE, "intake", "\ud800"))
