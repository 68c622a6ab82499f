from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from onrecord.link import accounts, alignments, figures, sources
from onrecord.record.accounts import Comparison, Divergence, Omission
from onrecord.record.attributions import Manner
from onrecord.record.meetings import Meeting, MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.roster import Roster

from .by_hand import DOVAN, QADIRI, news, official, reading

ROSTER = Roster()
SAID = (
    "The talks were held in Kallis. Our engineers will repair the lighthouse at Cape Orm by the end of May. "
    "Twelve Costaran sailors remain in custody."
)
TOLD = (
    'The talks were held in Lindvik. "The lighthouse at Cape Orm will be repaired by our engineers by late May," '
    "Dovan said. Fourteen Costaran sailors are in custody. Resolution 77 was not raised."
)
COPIED = "The talks were held in Lindvik. Fourteen Costaran sailors are in custody."


def mention(text: str, document_id: str, place: str, name: str | None = None, on: date | None = None) -> MeetingMention:
    start = text.index(place)
    who = (Participant("ARV", name, name_span=_span(text, name)),) if name else ()
    return MeetingMention(
        f"mtm-{document_id}", document_id, MeetingKind.TALKS, MeetingStatus.HELD, Span(0, text.index(".")), who,
        Interval.day(on) if on else None, place=place, place_span=Span(start, start + len(place)),
    )  # fmt: skip


def _span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def meeting(*documents: str) -> Meeting:
    return Meeting(
        "mtg-1", MeetingKind.TALKS, MeetingStatus.HELD, (Participant("ARV", "Mirela Dovan"),),
        tuple(f"mtm-{d}" for d in documents), documents, (),
    )  # fmt: skip


def readings() -> list[Reading]:
    said = Reading(official("o", SAID), meetings=(mention(SAID, "o", "Kallis"),))
    quote = '"The lighthouse at Cape Orm will be repaired by our engineers by late May,"'
    told = replace(reading(news("n", TOLD), (quote, DOVAN)), meetings=(mention(TOLD, "n", "Lindvik", "Dovan"),))
    copied = Reading(news("z", COPIED, publisher="Echo"), meetings=(mention(COPIED, "z", "Lindvik"),))
    return [said, told, copied]


def compared(*given: Reading, duplicates: tuple[Duplicate, ...] = ()) -> Comparison:
    held = meeting(*sorted(r.document.id for r in given))
    aligned = alignments.link(given, roster=ROSTER, meetings=[held])
    found = accounts.compare(
        given, roster=ROSTER, meetings=[held], alignments=aligned, duplicates=duplicates, embedder=None
    )
    assert len(found) == 1
    return found[0]


def omitted(found: Comparison, field: str) -> dict[str, Omission]:
    return {o.value: o for o in found.omissions if o.field == field}


def against(found: Comparison, field: str) -> Divergence:
    return next(d for d in found.divergences if d.field == field)


def test_places_that_differ_are_a_divergence_with_every_telling() -> None:
    found = against(compared(*readings()), "place")
    assert {(c.document_id, c.value) for c in found.claims} == {("o", "Kallis"), ("n", "Lindvik"), ("z", "Lindvik")}


def test_figures_of_the_same_people_that_differ_are_a_divergence() -> None:
    found = against(compared(*readings()), "figure")
    assert {c.value for c in found.claims} == {"Twelve Costaran sailors", "Fourteen Costaran sailors"}


def test_a_statement_that_reports_leave_out_is_an_omission_by_each_of_them() -> None:
    found = omitted(compared(*readings()), "statement")
    assert found["Twelve Costaran sailors remain in custody."].omitted_by == ("n", "z")


def test_an_aligned_quote_stands_with_its_passage() -> None:
    found = compared(*readings())
    told = [c.document_id for a in found.accounts for c in a.claims if "lighthouse" in c.value]
    assert sorted(told) == ["n", "o"]
    assert omitted(found, "statement")[
        "Our engineers will repair the lighthouse at Cape Orm by the end of May."
    ].omitted_by == ("z",)


def test_what_only_one_account_names_is_left_out_by_the_others() -> None:
    assert omitted(compared(*readings()), "name")["Resolution 77"].omitted_by == ("o", "z")


def test_copies_count_once_and_omit_nothing_of_their_own() -> None:
    alone = compared(*readings())
    assert {(c.field, c.value): c.independent for c in alone.corroborations}["place", "Lindvik"] == 2
    copied = compared(*readings(), duplicates=(Duplicate("z", "n", 0.9),))
    assert ("place", "Lindvik") not in {(c.field, c.value) for c in copied.corroborations}
    assert omitted(copied, "name")["Resolution 77"].omitted_by == ("o",)


def test_a_report_of_a_partys_words_does_not_corroborate_its_paper() -> None:
    claim = "Fourteen Costaran sailors are in custody"
    paper = official("o", f"{claim}. The talks were held in Kallis.", author="Yusef Qadiri", party="CST")
    telling = f"{claim}, Qadiri said. The talks were held in Kallis."
    given = [
        Reading(paper, meetings=(mention(paper.text, "o", "Kallis"),)),
        replace(
            reading(news("n", telling), (claim, QADIRI, Manner.INDIRECT)), meetings=(mention(telling, "n", "Kallis"),)
        ),
    ]
    values = {c.value: c.independent for c in compared(*given).corroborations}
    assert values == {"Kallis": 2}


def test_the_order_of_readings_does_not_matter() -> None:
    given = readings()
    expected = compared(*given)
    random.Random(1).shuffle(given)
    assert compared(*given) == expected


def test_a_caption_alone_gives_no_comparison() -> None:
    held = replace(meeting("o"), only_in_caption=True)
    assert accounts.compare(readings(), roster=ROSTER, meetings=[held], embedder=None) == ()


def test_documents_that_credit_one_agency_are_one_source() -> None:
    one, two = (
        news("a", "The port is open, Reuters reported.", "Echo"),
        news("b", "(Reuters) - The port opens.", "Post"),
    )
    other = news("c", "The port is open.", "Observer")
    family = sources.families([Reading(one), Reading(two), Reading(other)])
    assert family["a"] == family["b"] != family["c"]


def test_papers_of_one_party_are_one_source() -> None:
    family = sources.families([Reading(official("a", "One.")), Reading(official("b", "Two."))])
    assert family["a"] == family["b"]


def figure(text: str) -> figures.Figure:
    found = figures.find(text)
    assert len(found) == 1
    return found[0]


def test_figures_contradict_only_where_no_value_fits_both() -> None:
    thirty, least = figure("30 people were killed in the storm"), figure("At least 25 people were killed in the storm")
    more = figure("More than 40 people were killed in the storm")
    assert not thirty.contradicts(least)
    assert thirty.contradicts(more)
    assert not thirty.contradicts(figure("12 people were injured in the storm"))


def test_dates_resolutions_durations_and_running_totals_are_no_figures() -> None:
    for text in (
        "On 12 March 2023 they met",
        "under Resolution 77",
        "within 30 days",
        "300 sailors have died since 2019",
    ):
        assert figures.find(text) == ()


def test_a_copy_that_tells_of_no_meeting_itself_stands_beside_its_original() -> None:
    copied = Reading(news("z", COPIED, publisher="Echo"))
    held = meeting("n", "o")
    found = accounts.compare(
        [*readings()[:2], copied], roster=ROSTER, meetings=[held], duplicates=(Duplicate("z", "n", 0.9),), embedder=None
    )[0]
    assert [(a.document_id, a.copy_of) for a in found.accounts] == [("n", None), ("o", None), ("z", "n")]


def test_two_documents_of_which_one_is_a_copy_are_one_source() -> None:
    told = readings()[1]
    copied = Reading(news("z", told.document.text, publisher="Echo"))
    found = accounts.compare(
        [told, copied], roster=ROSTER, meetings=[meeting("n")], duplicates=(Duplicate("z", "n", 1.0),), embedder=None
    )[0]
    assert [(a.document_id, a.copy_of) for a in found.accounts] == [("n", None), ("z", "n")]
    assert found.corroborations == ()
    assert found.omissions == ()


def test_a_house_credited_in_a_sentence_is_the_source_of_that_sentence() -> None:
    post = "The talks were held in Lindvik. Rain fell."
    echo = "Rain fell all day. The talks were held in Lindvik, Harbour Post reported."
    own = "Rain fell all day. The talks were held in Lindvik."
    first = Reading(news("a", post, publisher="Harbour Post"), meetings=(mention(post, "a", "Lindvik"),))
    citing = Reading(news("b", echo, publisher="Echo"), meetings=(mention(echo, "b", "Lindvik"),))
    apart = Reading(news("b", own, publisher="Echo"), meetings=(mention(own, "b", "Lindvik"),))
    assert "place" not in {c.field for c in compared(first, citing).corroborations}
    assert "place" in {c.field for c in compared(first, apart).corroborations}


def test_readouts_of_two_parties_of_one_call_are_compared_claim_by_claim() -> None:
    mine = "Dovan and Qadiri spoke about the ferries in Lindvik. Twelve Costaran sailors remain in custody."
    theirs = "Qadiri and Dovan spoke about the ferries in Kallis. Fourteen Costaran sailors remain in custody."
    given = [
        Reading(official("a", mine), meetings=(mention(mine, "a", "Lindvik", "Dovan"),)),
        Reading(official("c", theirs, "Yusef Qadiri", "CST"), meetings=(mention(theirs, "c", "Kallis", "Dovan"),)),
    ]
    found = compared(*given)
    assert {c.document_id for c in against(found, "place").claims} == {"a", "c"}
    assert {c.value for c in against(found, "figure").claims} == {
        "Twelve Costaran sailors",
        "Fourteen Costaran sailors",
    }
    assert {c.field: c.independent for c in found.corroborations}["participant"] == 2
