"""One undertaking told in several documents: its acts, claims, denials, proposals and judgements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest

from onrecord.intake import document as make_document
from onrecord.link.undertaking_likeness import instruments
from onrecord.link.undertakings import link
from onrecord.record.actors import Person
from onrecord.record.attributions import Speaker
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.meetings import Meeting, MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import (
    ActKind,
    Ending,
    Status,
    Strength,
    UndertakingKind,
    UndertakingMention,
    status,
)

K = UndertakingKind
CABLE = "lay a telegraph cable between Port Selene and Kallis before the winter storms"


def telling(
    text, action, *, on, party="ARV", actors=("ARV",), kind=K.COMMITMENT, speaker=None, deadline=None, name="", **more
):
    """Make a reading of one document with one undertaking, `action` being words of `text`."""
    side = "official" if party else "coverage"
    publisher = "" if party else "Meridian Wire"
    document = make_document(
        text, name=name or f"{party}-{on}", title="A paper", kind="statement" if party else "news", side=side,
        party=party, publisher=publisher, published=on, language="en",
    )  # fmt: skip
    start = document.text.index(action)
    place = Span(start, start + len(action))
    mention = UndertakingMention(
        f"udm-{document.id[2:]}", document.id, kind, place, Span(0, len(document.text)), actors=actors,
        strength=Strength.FIRM if kind is K.COMMITMENT else None, deadline=deadline, speaker=speaker,
        told_by="self" if party in actors else "counterpart" if party else "coverage", **more,
    )  # fmt: skip
    return Reading(document, undertakings=(mention,))


def made(on=date(2023, 3, 1), **more):
    return telling(f"Arvenia will {CABLE}.", CABLE, on=on, **more)


def claim(text="Arvenia has kept its promise to lay the telegraph cable between Port Selene and Kallis.", **more):
    return telling(text, text.rstrip("."), kind=K.FULFILMENT_CLAIM, **{"on": date(2023, 9, 1), **more})


def kinds(one):
    return [act.kind for act in one.acts]


def test_one_undertaking_told_twice_is_one_with_one_making():
    press = telling(
        "Arvenia said it would lay a telegraph cable between Port Selene and Kallis before the winter storms come.",
        "lay a telegraph cable between Port Selene and Kallis before the winter storms come",
        on=date(2023, 3, 2), party=None,
    )  # fmt: skip
    (one,), issues = link([press, made()])
    assert kinds(one) == [ActKind.MADE]
    assert len(one.document_ids) == len(one.evidence) == 2
    assert one.acts[0].on == Interval.day(date(2023, 3, 1))
    assert one.reasons
    assert issues == ()


def test_said_again_later_by_the_party_it_is_reaffirmed():
    (one,), _ = link([made(), made(date(2023, 5, 1))])
    assert kinds(one) == [ActKind.MADE, ActKind.REAFFIRMED]


def test_the_press_repeating_it_later_is_no_act():
    press = telling(f"As reported, Arvenia will {CABLE}.", CABLE, on=date(2023, 5, 1), party=None)
    (one,), _ = link([made(), press])
    assert kinds(one) == [ActKind.MADE]
    assert len(one.document_ids) == 2


def test_another_deadline_amends_only_by_judgement_and_a_later_condition_conditions():
    first = made(deadline=Interval.day(date(2023, 6, 1)))
    later = made(date(2023, 5, 1), deadline=Interval.day(date(2023, 8, 1)))
    apart, issues = link([first, later])
    assert len(apart) == 2
    assert [i.code for i in issues] == ["LNK501"]
    joined = judgement(apart[0].id, Verdict.LINKED, apart[1].id)
    (one,), _ = link([first, later], judgements=[joined])
    assert kinds(one) == [ActKind.MADE, ActKind.AMENDED]
    assert one.deadline == Interval.day(date(2023, 8, 1))

    text = f"Arvenia will {CABLE} if Costara pays."
    conditioned = telling(text, CABLE, on=date(2023, 5, 1), condition_span=Span(text.index("if"), len(text) - 1))
    (one,), _ = link([made(), conditioned])
    assert kinds(one) == [ActKind.MADE, ActKind.CONDITIONED]
    assert one.condition == "if Costara pays"


def judgement(subject, verdict, after, identity="j-1", on=datetime(2024, 1, 1)):
    return Judgement(identity, subject, verdict, "a person", on, after=after)


def test_a_short_common_phrase_never_joins_two_meetings():
    one = telling("They agreed to maintain contact.", "maintain contact", on=date(2023, 3, 1), actors=("ARV", "CST"))
    two = telling(
        "They agreed to maintain contact.", "maintain contact", on=date(2023, 7, 1), actors=("ARV", "CST"), name="x"
    )
    assert len(link([one, two])[0]) == 2


def test_other_actors_or_addressees_are_other_undertakings():
    other = telling(f"Costara will {CABLE}.", CABLE, on=date(2023, 3, 1), party="CST", actors=("CST",))
    assert len(link([made(), other])[0]) == 2
    asked = [
        telling(f"We urge them to {CABLE}.", CABLE, on=date(2023, 3, 1), kind=K.DEMAND, addressee=a, name=a)
        for a in ("CST", "NRH")
    ]
    assert len(link(asked)[0]) == 2


def test_the_debtors_own_word_is_a_claim_and_no_fulfilment():
    (one,), _ = link([made(), claim()])
    assert kinds(one) == [ActKind.MADE, ActKind.CLAIMED_FULFILLED]
    assert status(one, date(2023, 9, 2)) is Status.CLAIMED


def test_what_the_debtor_says_in_the_press_is_a_claim_too():
    said = claim(party=None, speaker=Speaker("Mirela Dovan", "ARV"))
    quoted = claim(
        'Arvenia "has kept its promise to lay the telegraph cable" between Port Selene and Kallis.', party=None
    )
    assert kinds(link([made(), said])[0][0])[-1] is ActKind.CLAIMED_FULFILLED
    assert kinds(link([made(), quoted])[0][0])[-1] is ActKind.CLAIMED_FULFILLED


def test_another_partys_word_fulfils():
    (one,), _ = link([made(), claim(party="CST")])
    assert kinds(one)[-1] is ActKind.FULFILLED
    assert one.acts[-1].by == "CST"


def test_a_denial_disputes_and_contradictions_on_one_day_are_told():
    denial = telling(
        "Arvenia has not kept its promise to lay the telegraph cable between Port Selene and Kallis.",
        "has not kept its promise", on=date(2023, 9, 1), party="CST", actors=("CST",), kind=K.FULFILMENT_CLAIM,
        addressee="ARV", denied=True,
    )  # fmt: skip
    (one,), issues = link([made(), claim(), denial])
    assert set(kinds(one)) == {ActKind.MADE, ActKind.CLAIMED_FULFILLED, ActKind.DISPUTED}
    assert status(one, date(2023, 9, 1)) is Status.DISPUTED
    assert [i.code for i in issues] == ["LNK503"]


def test_a_claim_of_nothing_on_record_stands_alone_and_is_told():
    about_bread = claim("Arvenia has done everything it promised about bread.")
    undertakings, issues = link([made(), about_bread])
    assert [u.kind for u in undertakings] == [K.COMMITMENT, K.FULFILMENT_CLAIM]
    assert kinds(undertakings[0]) == [ActKind.MADE]
    assert [i.code for i in issues] == ["LNK502"]


def test_a_claim_never_speaks_of_a_promise_of_its_own_day_or_later():
    undertakings, _ = link([made(date(2023, 9, 1)), claim()])
    assert len(undertakings) == 2


def test_a_person_links_a_claim_that_the_wording_does_not():
    about_bread = claim("Arvenia has done everything it promised about bread.")
    undertaking = link([made()])[0][0]
    linked = judgement(about_bread.undertakings[0].id, Verdict.LINKED, undertaking.id)
    (one,), issues = link([made(), about_bread], judgements=[linked])
    assert kinds(one) == [ActKind.MADE, ActKind.CLAIMED_FULFILLED]
    assert issues == ()


def test_a_person_keeps_apart_what_the_wording_joins():
    readings = [made(), made(date(2023, 5, 1))]
    a, b = (r.undertakings[0].id for r in readings)
    undertakings, _ = link(readings, judgements=[judgement(a, Verdict.UNLINKED, b)])
    assert len(undertakings) == 2
    undone = judgement("j-1", Verdict.UNDONE, "", "j-2", datetime(2024, 1, 2))
    assert len(link(readings, judgements=[judgement(a, Verdict.UNLINKED, b), undone])[0]) == 1


def test_a_copy_is_never_a_second_source():
    again = made(date(2023, 5, 1), name="again")
    duplicate = Duplicate(again.document.id, made().document.id, 0.99)
    (one,), _ = link([made(), again], duplicates=[duplicate])
    assert kinds(one) == [ActKind.MADE]
    assert len(one.document_ids) == 2


def test_what_is_made_at_a_meeting_is_dated_by_it():
    reading = made(date(2023, 3, 3))
    meeting = Meeting(
        "mtg-1", MeetingKind.TALKS, MeetingStatus.HELD, (Participant("ARV"), Participant("CST")), (),
        (reading.document.id,), (), date=Interval.day(date(2023, 3, 1)),
    )  # fmt: skip
    (one,), _ = link([reading], meetings=[meeting])
    assert one.meeting_id == "mtg-1"
    assert one.acts[0].on == Interval.day(date(2023, 3, 1))


def test_a_speaker_known_from_other_papers_binds_his_party():
    reading = made(actors=(), party=None, speaker=Speaker("Mirela Dovan"))
    (one,), _ = link([reading], people=[Person("per-1", "Mirela Dovan", ("M. Dovan",), "ARV")])
    assert one.actors == ("ARV",)


def test_a_person_named_without_a_party_binds_the_party_the_record_knows():
    text = f"Mirela Dovan plans to {CABLE}."
    reading = telling(text, CABLE, on=date(2023, 3, 1), party=None, actors=(), actor_span=Span(0, len("Mirela Dovan")))
    known = Person("per-1", "Mirela Dovan", (), "ARV")
    assert [one.actors for one in link([reading], people=[known])[0]] == [("ARV",)]
    assert link([reading], people=[])[0] == ()


def test_an_undertaking_by_nobody_is_none_of_the_record_until_a_telling_names_somebody():
    open_text = f"They will {CABLE}."
    nobody = telling(open_text, CABLE, on=date(2023, 3, 2), party=None, actors=(), actor_span=Span(0, 4))
    assert link([nobody])[0] == ()
    (one,), _ = link([nobody, made()])
    assert one.actors == ("ARV",)
    assert len(one.document_ids) == 2


def test_what_is_expected_of_nobody_is_kept():
    awaited = telling(
        "The ferry is expected to sail in June.", "sail in June", on=date(2023, 3, 2), party=None, actors=()
    )
    assert [one.actors for one in link([awaited])[0]] == [()]


def test_the_order_of_readings_changes_nothing():
    readings = [made(), made(date(2023, 5, 1)), claim(), claim(party="CST", on=date(2023, 10, 1), name="c")]
    results = {link(list(order)) for order in permutations(readings)}
    assert len(results) == 1


def test_every_act_cites_words_of_its_document():
    readings = [made(), claim()]
    texts = {r.document.id: r.document.text for r in readings}
    for one in link(readings)[0]:
        for act in one.acts:
            assert act.evidence.exact in texts[act.evidence.document_id]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("under the 17 September memorandum on the strait", {"17 september memorandum"}),
        ("the Strait Convention of 1974 and resolution 2254", {"strait convention", "resolution 2254"}),
        ("no paper at all", set()),
    ],
)
def test_named_instruments(text, wanted):
    assert instruments(text) == wanted


TALKS = "hold talks with Costara in Kallis on 4 March 2023"


def met(on, *, party=None, publisher="Meridian Wire", status=MeetingStatus.HELD, day=date(2023, 3, 4)):
    """Make a reading that tells a meeting of Arvenia and Costara, and the record's meeting."""
    text = "The ministers of Arvenia and Costara met in Kallis on 4 March."
    document = make_document(
        text, name=f"{party}-told", title="Talks", kind="statement" if party else "news",
        side="official" if party else "coverage", party=party, publisher="" if party else publisher, published=on,
        language="en",
    )  # fmt: skip
    both = tuple(Participant(party=code) for code in ("ARV", "CST"))
    when = Interval.day(day)
    mention = MeetingMention("mtm-told", document.id, MeetingKind.TALKS, status, Span(0, len(text)), both, date=when)
    meeting = Meeting("mtg-1", MeetingKind.TALKS, status, both, ("mtm-told",), (document.id,), (), date=when)
    return Reading(document, meetings=(mention,)), meeting


def promised(day=date(2023, 3, 4)):
    return telling(
        f"Arvenia will {TALKS}.", TALKS, on=date(2023, 3, 1), actors=("ARV", "CST"), deadline=Interval.day(day)
    )


@pytest.mark.parametrize(
    ("party", "kind", "where"),
    [(None, ActKind.FULFILLED, Status.FULFILLED), ("ARV", ActKind.CLAIMED_FULFILLED, Status.CLAIMED)],
)
def test_a_promise_to_meet_is_kept_by_the_meeting_on_the_word_of_who_tells_it(party, kind, where):
    account, meeting = met(date(2023, 3, 5), party=party)
    (one,), _ = link([promised(), account], meetings=[meeting])
    assert kinds(one) == [ActKind.MADE, kind]
    assert one.acts[-1].evidence.document_id == account.document.id
    assert status(one, date(2023, 3, 3)) is Status.OPEN
    assert status(one, date(2030, 1, 1)) is where


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (met(date(2023, 3, 5), status=MeetingStatus.PLANNED), date(2023, 3, 4)),
        (met(date(2023, 3, 5)), date(2023, 3, 9)),
        (met(date(2023, 3, 2)), date(2023, 3, 4)),
    ],
    ids=["only planned", "another day", "told before it"],
)
def test_a_promise_to_meet_stays_open_without_a_held_meeting_that_day(told, due):
    account, meeting = told
    (one,), _ = link([promised(due), account], meetings=[meeting])
    assert kinds(one) == [ActKind.MADE]
    assert status(one, date(2030, 1, 1)) is Status.OVERDUE


HOSTING = "host both ministers in March"


def hosting(account_date=date(2023, 3, 19), *, announces=True, party=None):
    """Make a promise of Norhaven to host, the account of the talks it hosted, and the meeting linked of both."""
    text = f"Norhaven will {HOSTING}."
    deadline = Interval.month(2023, 3)
    promise = telling(text, HOSTING, on=date(2023, 3, 1), party=None, actors=("NRH",), deadline=deadline)
    account, meeting = met(account_date, party=party, day=date(2023, 3, 18))
    planned = MeetingMention(
        "mtm-planned", promise.document.id, MeetingKind.MEETING, MeetingStatus.PLANNED, Span(0, len(text)), host="NRH",
        date=deadline,
    )  # fmt: skip
    if announces:
        promise = replace(promise, meetings=(planned,))
        meeting = replace(
            meeting, mention_ids=("mtm-planned", "mtm-told"), document_ids=(promise.document.id, account.document.id)
        )
    return [promise, account], [replace(meeting, host="NRH")]


def test_a_promise_to_host_is_kept_by_the_meeting_it_announced():
    readings, meetings = hosting()
    (one,), issues = link(readings, meetings=meetings)
    assert kinds(one) == [ActKind.MADE, ActKind.FULFILLED]
    assert one.acts[-1].on == Interval.day(date(2023, 3, 18))
    assert status(one, date(2030, 1, 1)) is Status.FULFILLED
    assert issues == ()


def test_the_hosts_own_account_of_it_is_a_claim():
    readings, meetings = hosting(party="NRH")
    (one,), _ = link(readings, meetings=meetings)
    assert kinds(one) == [ActKind.MADE, ActKind.CLAIMED_FULFILLED]


def test_a_meeting_hosted_in_those_weeks_is_only_proposed():
    readings, meetings = hosting(announces=False)
    (one,), issues = link(readings, meetings=meetings)
    assert kinds(one) == [ActKind.MADE]
    assert [i.code for i in issues] == ["LNK505"]


def test_what_a_copy_tells_joins_the_record_of_its_original():
    short = "stay in contact"
    first = telling(f"Arvenia will {short}.", short, on=date(2023, 3, 1), party=None, name="first")
    copy = telling(f"Arvenia will {short}!", short, on=date(2023, 3, 2), party=None, name="copy")
    assert len(link([first, copy])[0]) == 2
    (one,), _ = link([first, copy], duplicates=[Duplicate(copy.document.id, first.document.id, 1.0)])
    assert kinds(one) == [ActKind.MADE]
    assert len(one.document_ids) == 2


def test_a_claim_in_a_copy_is_no_second_claim():
    first, copy = claim(name="first", party=None), claim(name="copy", party=None, on=date(2023, 9, 2))
    (one,), issues = link([first, copy], duplicates=[Duplicate(copy.document.id, first.document.id, 1.0)])
    assert kinds(one) == [ActKind.CLAIMED_FULFILLED]
    assert len(one.mention_ids) == 2
    assert [i.code for i in issues] == ["LNK502"]


def ending(text, action, *, on=date(2023, 6, 1), ends=Ending.WITHDRAWN, **more):
    return telling(text, action, on=on, ends=ends, name="ending", **more)


OFFER = "its offer to lay a telegraph cable between Port Selene and Kallis"
WITHDRAWN = f"Arvenia has withdrawn {OFFER}."


@pytest.mark.parametrize("party", ["ARV", None])
def test_a_promise_is_withdrawn_by_who_made_it_whoever_without_a_part_tells(party):
    (one,), issues = link([made(), ending(WITHDRAWN, OFFER, party=party)])
    assert kinds(one) == [ActKind.MADE, ActKind.WITHDRAWN]
    assert status(one, date(2023, 5, 31)) is Status.OPEN
    assert status(one, date(2023, 6, 1)) is Status.WITHDRAWN
    assert one.acts[-1].evidence.exact == WITHDRAWN
    assert issues == ()


def test_what_lapses_lapses_on_the_day_told():
    truce = "The agreement to lay a telegraph cable between Port Selene and Kallis"
    text = f"{truce} expired on 20 May."
    (one,), _ = link([made(), ending(text, truce, ends=Ending.LAPSED, party=None, actors=())])
    assert (one.acts[-1].kind, one.acts[-1].on) == (ActKind.LAPSED, Interval.day(date(2023, 5, 20)))
    assert status(one, date(2024, 1, 1)) is Status.LAPSED


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ends": Ending.SUSPENDED}, "pause"),
        ({"party": "CST"}, "somebody else"),
        ({"party": None, "speaker": Speaker("Yusef Qadiri", "CST")}, "somebody else"),
        ({"party": None, "actors": ()}, "who withdrew"),
    ],
    ids=["suspended", "told by the other side", "quoted from the other side", "by nobody"],
)
def test_an_ending_in_doubt_changes_nothing_and_asks(more, why):
    (one,), issues = link([made(), ending(WITHDRAWN, OFFER, **more)])
    assert kinds(one) == [ActKind.MADE]
    assert [i.code for i in issues] == ["LNK504"]
    assert why in issues[0].message


def test_the_end_of_nothing_on_record_is_an_issue_and_no_undertaking():
    bread = "its offer of bread"
    undertakings, issues = link([made(), ending(f"Arvenia withdrew {bread}.", bread)])
    assert [kinds(one) for one in undertakings] == [[ActKind.MADE]]
    assert [i.code for i in issues] == ["LNK504"]


def test_a_promise_renewed_after_its_end_is_open_again():
    texts = [made(), ending(WITHDRAWN, OFFER), made(date(2023, 9, 1))]
    (one,), _ = link(texts)
    assert status(one, date(2023, 7, 1)) is Status.WITHDRAWN
    assert status(one, date(2023, 9, 1)) is Status.OPEN
