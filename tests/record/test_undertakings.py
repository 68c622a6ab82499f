"""Where an undertaking stands on a day: the fold of its acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.spans import Evidence, Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Status, Undertaking, UndertakingKind, status

PROOF = Evidence("d-1", (Span(0, 4),), "They")
DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 31))
ACTS = st.builds(
    Act,
    kind=st.sampled_from(ActKind),
    on=st.one_of(st.none(), DAYS.map(Interval.day)),
    evidence=st.just(PROOF),
    by=st.sampled_from(["AAA", "BBB"]),
)


def promise(
    *acts: Act, deadline: Interval | None = None, kind: UndertakingKind = UndertakingKind.COMMITMENT
) -> Undertaking:
    return Undertaking(
        "und-1", kind, "open the bridge", ("AAA",), ("udm-1",), ("d-1",), acts, (PROOF,), deadline=deadline
    )


def act(kind: ActKind, day: date | None = date(2020, 1, 10), by: str = "AAA") -> Act:
    return Act(kind, Interval.day(day) if day else None, PROOF, by)


@given(st.lists(ACTS, max_size=8), DAYS, st.randoms())
def test_the_order_in_which_acts_are_given_changes_nothing(acts, day, random):
    shuffled = list(acts)
    random.shuffle(shuffled)
    assert status(promise(*acts), day) is status(promise(*shuffled), day)


@given(st.lists(ACTS, max_size=8), DAYS)
def test_acts_of_later_days_do_not_reach_back(acts, day):
    known = [a for a in acts if a.on is None or a.on.start <= day]
    assert status(promise(*acts), day) is status(promise(*known), day)


@given(st.lists(ACTS, max_size=8), DAYS)
def test_nothing_undated_is_ever_due_or_overdue(acts, day):
    assert status(promise(*acts), day) not in {Status.DUE, Status.OVERDUE}


@given(st.lists(ACTS.filter(lambda a: a.kind is not ActKind.FULFILLED), max_size=8), DAYS)
def test_a_claim_alone_never_fulfils(acts, day):
    assert status(promise(*acts), day) is not Status.FULFILLED


@given(st.lists(ACTS, max_size=6), DAYS, DAYS)
def test_overdue_means_the_deadline_has_passed(acts, day, end):
    one = promise(*acts, deadline=Interval.day(end))
    if status(one, day) is Status.OVERDUE:
        assert day > end


@pytest.mark.parametrize(
    ("shift", "wanted"), [(-6, Status.OPEN), (-5, Status.DUE), (0, Status.DUE), (1, Status.OVERDUE)]
)
def test_due_within_the_interval_overdue_from_the_day_after_its_end(shift, wanted):
    end = date(2020, 2, 10)
    one = promise(act(ActKind.MADE), deadline=Interval(end - timedelta(days=5), end))
    assert status(one, end + timedelta(days=shift)) is wanted


def test_an_affirmation_has_no_deadline_to_miss():
    one = promise(act(ActKind.MADE), deadline=Interval.day(date(2020, 1, 12)), kind=UndertakingKind.AFFIRMATION)
    assert status(one, date(2020, 3, 1)) is Status.OPEN


def test_contradictory_accounts_on_one_day_leave_it_disputed():
    one = promise(act(ActKind.MADE), act(ActKind.FULFILLED, by="BBB"), act(ActKind.DISPUTED, by="BBB"))
    assert status(one, date(2020, 1, 10)) is Status.DISPUTED


def test_a_claim_after_a_dispute_does_not_settle_it():
    later = act(ActKind.CLAIMED_FULFILLED, date(2020, 1, 20))
    assert status(promise(act(ActKind.DISPUTED), later), date(2020, 2, 1)) is Status.DISPUTED


def test_a_claimed_promise_is_not_overdue_and_a_renewed_one_is_open():
    claimed = promise(act(ActKind.MADE), act(ActKind.CLAIMED_FULFILLED), deadline=Interval.day(date(2020, 1, 11)))
    assert status(claimed, date(2020, 2, 1)) is Status.CLAIMED
    renewed = replace(claimed, acts=(*claimed.acts, act(ActKind.AMENDED, date(2020, 1, 30))))
    assert status(renewed, date(2020, 2, 1)) is Status.OVERDUE
