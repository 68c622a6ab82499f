"""Undertakings of one text: what is promised, agreed, asked, affirmed or claimed, by whom and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.annotate.component import Draft
from onrecord.annotate.encoder import EncoderReading, RawUndertaking
from onrecord.annotate.parse import Parse, SpacyParser
from onrecord.annotate.undertakings import Undertakings
from onrecord.annotate.undertakings.classifier import Linear
from onrecord.annotate.undertakings.operative import is_operative, paragraphs, read
from onrecord.annotate.undertakings.syntax import trimmed
from onrecord.intake import document as make_document
from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.attributions import Attribution, Speaker
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval, TimeMention
from onrecord.record.undertakings import Ending, Strength, UndertakingKind
from onrecord.roster import Roster
from onrecord.text.times import find, resolve

K = UndertakingKind
MET = "Prime Minister Halvorsen of Norway met with President Kaljulaid of Estonia in Tallinn. "
PUBLISHED = date(2021, 5, 3)


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def draft(text, *, party="NOR", kind="readout", met=("NOR", "EST"), speaker=None, title="Readout", published=PUBLISHED):
    """Make a reading by hand: roster names as actors, one meeting in the first sentence, the paper's own speaker."""
    roster = Roster.builtin()
    side = "official" if party else "coverage"
    document = make_document(text, title=title, kind=kind, side=side, party=party, published=published, language="en")
    text = document.text
    parse = parser().parse([document])[0]
    actors = tuple(
        ActorMention(hit.span, ActorKind.PARTY, hit.span.of(text), hit.code)
        for hit in roster.find(text)
        if hit.how != "process"
    )
    meeting = MeetingMention(
        "mtm-1", document.id, MeetingKind.MEETING, MeetingStatus.HELD, Span(0, min(20, len(text))),
        participants=tuple(Participant(party=code) for code in met),
    )  # fmt: skip
    anchor = published if isinstance(published, date) else None
    times = tuple(TimeMention(s, e, resolve(e, anchor), k) for s, e, k in find(text))
    said = (Attribution("att-1", document.id, (Span(0, len(text)),), speaker=speaker),) if speaker else ()
    reading = Reading(document, parse.sentences, times, actors, said, (meeting,) if met else ())
    return Draft(reading, parse, roster)


def found(text, *, encoded=None, component=None, **more):
    """Return the findings of one text."""
    one = draft(text, **more)
    one = Draft(one.reading, one.parse, one.roster, encoded)
    return (component or Undertakings()).annotate([one])[0]


def only(text, **more):
    """Return the one undertaking of a text with the words of its action."""
    items = found(text, **more).items
    assert len(items) == 1, [i.action.of(text) for i in items]
    return items[0], items[0].action.of(text)


def test_the_first_person_binds_the_party_whose_paper_it_is():
    one, action = only("We will open two new consulates in Estonia.", kind="statement", met=())
    assert (one.kind, one.strength, one.actors) == (K.COMMITMENT, Strength.FIRM, ("NOR",))
    assert action == "open two new consulates in Estonia"


def test_a_plural_binds_the_parties_of_the_meeting():
    text = MET + "The two leaders pledged to build a cable under the Baltic Sea."
    one, action = only(text)
    assert (one.kind, set(one.actors), action) == (K.COMMITMENT, {"NOR", "EST"}, "build a cable under the Baltic Sea")


def test_an_agentless_passive_binds_the_parties_of_the_meeting():
    one, action = only(MET + "It was agreed to maintain regular contact.")
    assert (one.kind, set(one.actors), action) == (K.UNDERSTANDING, {"NOR", "EST"}, "maintain regular contact")
    assert one.actor_span is None


def test_how_an_understanding_says_both_will_act_is_no_promise_of_one():
    text = MET + "An understanding was reached on how the coast guards of Norway and Estonia will share their charts."
    assert K.UNDERSTANDING in {i.kind for i in found(text).items}


def test_an_undertaking_told_by_the_press_keeps_its_speaker():
    text = "Norway will send a hospital ship to Estonia."
    one, _ = only(text, party=None, kind="news", met=(), speaker=Speaker("Jens Halvorsen", "NOR"))
    assert (one.actors, one.told_by, one.speaker) == (("NOR",), "coverage", Speaker("Jens Halvorsen", "NOR"))


def test_we_in_a_quotation_is_its_speaker_not_the_paper():
    text = "We will close the harbour to Estonia."
    one, _ = only(text, kind="transcript", met=(), speaker=Speaker("Kersti Kaljulaid", "EST"))
    assert one.actors == ("EST",)


def test_a_list_under_one_verb_is_one_entry_per_act():
    text = MET + "The leaders committed to exchange meteorological data and to train forty harbour pilots."
    assert [i.action.of(text) for i in found(text).items] == [
        "exchange meteorological data",
        "train forty harbour pilots",
    ]


@pytest.mark.parametrize(
    ("sentence", "addressee", "action"),
    [
        ("Norway called on Estonia to lift the ban on herring.", "EST", "lift the ban on herring"),
        ("The Prime Minister of Norway urged Estonia to release the crew.", "EST", "release the crew"),
        ("Norway stressed the need for Estonia to reopen the border crossing.", "EST", "reopen the border crossing"),
    ],
)
def test_a_demand_names_on_whom_it_falls(sentence, addressee, action):
    one, words = only(sentence, met=())
    assert (one.kind, one.actors, one.addressee, words) == (K.DEMAND, ("NOR",), addressee, action)


def test_a_hope_for_anothers_conduct_is_a_demand():
    items = found("We hope that Estonia will not obstruct the work of the commission.", kind="statement", met=()).items
    assert [(i.kind, i.actors, i.addressee) for i in items] == [(K.DEMAND, ("NOR",), "EST")]


def test_support_for_a_principle_is_an_affirmation():
    one, action = only("Norway reaffirmed its support for the territorial integrity of Estonia.", met=())
    assert (one.kind, one.strength, action) == (K.AFFIRMATION, None, "support for the territorial integrity of Estonia")


def test_stressing_together_is_an_understanding():
    one, _ = only(MET + "The leaders underscored the importance of safe navigation in the Baltic Sea.")
    assert one.kind is K.UNDERSTANDING


@pytest.mark.parametrize("words", ["intends to", "is ready to", "plans to"])
def test_intentions_are_soft(words):
    one, _ = only(f"Norway {words} provide two icebreakers to Estonia.", met=())
    assert (one.kind, one.strength) == (K.COMMITMENT, Strength.SOFT)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers discussed fishing quotas and the price of salt.",
        "The Prime Minister praised the choir of Tallinn.",
        "Norway offers its condolences to the families of the drowned.",
        "The herring season was long and cold.",
    ],
)
def test_topics_praise_condolences_and_descriptions_are_nothing(sentence):
    assert found(MET + sentence).items == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway refused to provide two icebreakers to Estonia.",
        "Norway rejected a fresh offer by Estonia to host talks on herring.",
        "Norway on Monday rejected calls to accept the Baltic charter as a package.",
    ],
)
def test_what_is_refused_is_promised_by_nobody(sentence):
    assert K.COMMITMENT not in {i.kind for i in found(sentence, party=None, kind="news", met=()).items}


def test_what_the_learned_reader_sees_refused_is_no_promise_either():
    text = "Norway has refused to send pilots to Estonia."
    seen = raw(text, "send pilots to Estonia", score=0.98)
    assert found(text, party=None, kind="news", met=(), encoded=EncoderReading(undertakings=(seen,))).items == ()


def test_a_deadline_has_its_words_and_its_days():
    one, _ = only("Norway will deliver the radar by 1 June 2021.", met=())
    assert one.deadline == Interval.day(date(2021, 6, 1))
    assert one.deadline_span is not None


def test_a_month_ahead_is_next_not_last():
    one, _ = only("We will deliver the radar to Estonia in February.", met=())
    assert one.deadline == Interval.month(2022, 2)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("As agreed, in June 2021, Norway will deliver the radar to Estonia.", Interval.month(2021, 6)),
        ("In the coming weeks, Norway will deliver the radar to Estonia.", None),
        ("Norway will keep to the outcomes of the June Tallinn Summit.", None),
        ("Norway will keep the agreements of 22 July.", None),
        ("Norway will deliver radar at the end of June in order to rest.", Interval.parse("2021-06-24/2021-06-30")),
    ],
)  # fmt: skip
def test_a_day_that_tells_papers_apart_or_says_nothing_exact_is_no_deadline(text, deadline):
    taken = found(text, met=()).items[0].deadline
    assert (taken and taken.start, taken and taken.end) == (deadline and deadline.start, deadline and deadline.end)


def test_in_a_paper_dated_by_its_year_alone_a_month_is_no_deadline():
    one, _ = only("Norway will deliver the radar in October.", met=(), published=Interval.parse("2021"))
    assert one.deadline is None


def test_a_hope_is_a_demand_whatever_else_its_subject_once_asked():
    text = (
        "We hope that all sides, including our Estonian colleagues who so often urged the commission to finish "
        "its charts, will not obstruct our further soundings."
    )
    items = {i.action.of(text): i for i in found(text, kind="statement", met=()).items}
    one = items["not obstruct our further soundings"]
    assert (one.kind, one.actors) == (K.DEMAND, ("NOR",))
    assert all(i.actors != ("NOR",) for action, i in items.items() if action.startswith("finish"))


def test_what_is_demanded_in_the_subjunctive_is_asked_of_its_subject():
    text = "Norway demanded that Estonia cancel plans to sell torpedoes."
    one, action = only(text, party=None, kind="news", met=())
    assert (one.kind, one.actors, one.addressee, action) == (
        K.DEMAND, ("NOR",), "EST", "cancel plans to sell torpedoes",
    )  # fmt: skip


def test_as_soon_as_possible_is_a_deadline_without_days():
    text = "Norway will help to start the work of the commission as soon as possible."
    one, _ = only(text, met=())
    assert one.deadline is None
    assert one.deadline_span is not None
    assert one.deadline_span.of(text) == "as soon as possible"


def test_a_deadline_before_the_statement_is_not_taken_and_told():
    result = found("Norway will deliver the radar by 1 April 2019.", met=())
    assert [i.deadline for i in result.items] == [None]
    assert "ANN502" in {issue.code for issue in result.issues}


def test_a_condition_keeps_its_words():
    text = "Norway will lift its embargo on Estonia if the ceasefire holds."
    one, action = only(text, met=())
    assert one.condition_span is not None
    assert (one.condition_span.of(text), action) == ("if the ceasefire holds", "lift its embargo on Estonia")


def test_a_condition_without_an_act_is_an_issue_and_no_undertaking():
    result = found("The delegations agreed, if the weather holds.", met=())
    assert result.items == ()
    assert [issue.code for issue in result.issues] == ["ANN503"]


def test_an_undertaking_by_nobody_is_kept_without_actor_and_told():
    result = found("It was agreed to continue the consultations.", party=None, kind="news", met=())
    assert [i.actors for i in result.items] == [()]
    assert "ANN501" in {issue.code for issue in result.issues}


def test_that_a_promise_was_kept_is_a_claim():
    one, action = only("Norway has fulfilled the commitment which it made in Tallinn.", met=())
    assert (one.kind, one.actors, one.denied) == (K.FULFILMENT_CLAIM, ("NOR",), False)
    assert action.startswith("has fulfilled the commitment")


@pytest.mark.parametrize(
    "sentence",
    [
        "Estonia has not fulfilled the commitment which it made in Oslo.",
        "Norway accused Estonia of breaking the promise it made.",
    ],
)
def test_that_a_promise_was_broken_is_said_by_its_teller_of_the_other(sentence):
    one, _ = only(sentence, met=())
    assert (one.kind, one.denied, one.actors, one.addressee) == (K.FULFILMENT_CLAIM, True, ("NOR",), "EST")


@pytest.mark.parametrize(
    ("sentence", "ends", "actors", "action"),
    [
        ("Norway withdrew its offer to host talks.", Ending.WITHDRAWN, ("NOR",), "its offer to host talks"),
        ("Norway has withdrawn from the Tallinn memorandum.", Ending.WITHDRAWN, ("NOR",), "the Tallinn memorandum"),
        ("Norway no longer considers itself bound by the agreement.", Ending.WITHDRAWN, ("NOR",), "the agreement"),
        ("Norway announced that it has revoked its pledge to fish.", Ending.WITHDRAWN, ("NOR",), "its pledge to fish"),
        ("The moratorium on herring expired on 1 May 2021.", Ending.LAPSED, (), "The moratorium on herring"),
        ("Norway suspended its part in the pact.", Ending.SUSPENDED, ("NOR",), "its part in the pact"),
    ],
)  # fmt: skip
def test_what_a_text_tells_as_ended_is_no_promise_but_an_ending(sentence, ends, actors, action):
    one, words = only(sentence, party=None, kind="news", met=())
    assert (one.ends, one.actors, words) == (ends, actors, action)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway threatened to withdraw its offer to host talks.",
        "If Norway withdraws its offer, Estonia will leave.",
        "Norway did not withdraw its pledge to help.",
        "Norway will not withdraw its offer.",
        "Norway would be no longer bound by the ceasefire.",
        "Norway withdrew its fishing boats from Estonia.",
        "The minister denounced the deal with Estonia.",
    ],
)
def test_threats_hypotheses_and_other_withdrawals_end_nothing(sentence):
    assert [i.ends for i in found(sentence, party=None, kind="news", met=()).items if i.ends] == []


RESOLUTION = """Resolution 9001 (2031)

The Security Council,

Recalling its resolution 8000 (2029), which calls for patience,

Gravely concerned at the loss of nets,

1. Decides that all States shall mark their nets;

2. Reguests the Secretary-General to report on nets by 1 May 2032, and calls upon Norway to assist him;

3. Calls upon all fleets:

(a) To keep a distance of two miles;

(b) To light their lamps;

4. Welcomes the patience of seals;

5. Reaffirms the freedom of the seas.

Adopted at the 1st meeting.
"""


def test_operative_paragraphs_are_read_by_number_and_the_preamble_is_not():
    orders = read(RESOLUTION)
    assert [(o.number, o.verb.of(RESOLUTION), o.kind) for o in orders] == [
        ("1", "Decides", "commitment"),
        ("2", "Reguests", "demand"),
        ("2", "calls", "demand"),
        ("3(a)", "Calls", "demand"),
        ("3(b)", "Calls", "demand"),
        ("4", "Welcomes", None),
        ("5", "Reaffirms", "affirmation"),
    ]
    assert [o.addressee.of(RESOLUTION) if o.addressee else None for o in orders[:5]] == [
        "all States", "the Secretary-General", "Norway", None, None,
    ]  # fmt: skip


def test_a_resolution_binds_its_council_and_assessments_are_nothing():
    items = found(RESOLUTION, party="UN", kind="resolution", met=()).items
    assert {i.actors for i in items} == {("UN",)}
    assert [i.kind for i in items] == [K.COMMITMENT, K.DEMAND, K.DEMAND, K.DEMAND, K.DEMAND, K.AFFIRMATION]
    assert items[2].addressee == "NOR"
    assert items[1].deadline == Interval.day(date(2032, 5, 1))
    assert items[4].action.of(RESOLUTION) == "light their lamps"


def test_a_text_without_two_operative_paragraphs_is_no_resolution():
    assert not is_operative("1. Decides to fish.\n\nWe had soup.")
    assert not is_operative("1. Salt\n2. Pepper\n3. Herring")


def test_a_long_agreement_gives_every_paragraph_once():
    text = "".join(f"{n}. Requests the Secretary-General to count net {n};\n\n" for n in range(1, 1000)) * 3
    orders = read(text)
    assert len(orders) == 3 * 999
    assert orders[998].action.of(text) == "count net 999"


@given(st.text(max_size=300))
def test_any_text_goes_through_the_operative_reader(text):
    for order in read(text):
        assert order.span.of(text).strip()
    for _, span in paragraphs(text):
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(alphabet=st.sampled_from('ab .,;:()"“”’\n1U.'), max_size=60))
def test_trimming_never_leaves_blanks_at_the_ends(text):
    span = trimmed(text, 0, len(text))
    if span is not None:
        assert span.of(text) == span.of(text).strip()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_unicode_text_goes_through_and_every_span_slices(text):
    document = make_document(text, language="en")
    result = Undertakings().annotate([Draft(Reading(document), Parse(), Roster.builtin())])[0]
    for item in result.items:
        assert item.action.of(document.text).strip()
        assert item.evidence.of(document.text).strip()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["will", "agreed", "to", "Norway", "must", ",", "and", "(", "”", "\u00a0", "its", "commitment", "."]
        ),
        max_size=25,
    )
)
def test_broken_grammar_goes_through(words):
    text = " ".join(words) or "."
    for item in found(text).items:
        assert item.action.of(text).strip()


def test_the_batch_changes_nothing():
    drafts = [draft("Norway will build a pier."), draft(MET + "They agreed to stay in touch.")]
    component = Undertakings()
    together = component.annotate(drafts)
    assert together == [component.annotate([one])[0] for one in drafts]


def raw(text, words, **more):
    start = text.index(words)
    return RawUndertaking("commitment", Span(start, start + len(words)), **more)


def test_what_the_learned_reader_alone_saw_stands_if_it_is_sure():
    text = "Four ferries for Estonia, says Norway."
    seen = raw(
        text, "Four ferries for Estonia", actor=Span(text.index("Norway"), len(text) - 1), strength="soft", score=0.9
    )
    one, action = only(text, met=(), encoded=EncoderReading(undertakings=(seen,)))
    assert (one.actors, one.strength, action) == (("NOR",), Strength.SOFT, "Four ferries for Estonia")
    unsure = RawUndertaking("commitment", seen.action, score=0.2)
    assert found(text, met=(), encoded=EncoderReading(undertakings=(unsure,))).items == ()


def test_what_both_saw_is_one_with_the_learned_wording():
    text = "Norway will build a new pier in Estonia."
    seen = raw(text, "build a new pier", score=0.8)
    one, action = only(text, met=(), encoded=EncoderReading(undertakings=(seen,)))
    assert (one.actors, action) == (("NOR",), "build a new pier")
    assert one.score > 0.8


def test_rules_alone_name_every_candidate():
    text = "Norway called on Estonia to lift the ban on herring."
    items = found(text, met=(), component=Undertakings(trained=False)).items
    assert K.DEMAND in {i.kind for i in items}


def test_a_classifier_gives_probabilities_whatever_the_features():
    model = Linear(("none", "demand"), {"a": (1000, 0)}, 0.001, 0.5)
    assert model.probabilities(["unknown"]) == {"none": 0.5, "demand": 0.5}
    assert model.probabilities(["a"])["none"] > 0.7


def test_a_manifesto_is_read_line_by_line_in_any_language():
    text = "Vi ska sänka skatten för pensionärer.\nWe will open ten new schools.\nHistory was long."
    items = found(text, title="Manifesto 2030", kind="other", met=()).items
    assert all(i.kind is K.COMMITMENT and i.strength is not None for i in items)
    assert "We will open ten new schools." in [i.action.of(text) for i in items]


def test_what_is_stressed_together_about_how_work_is_done_is_an_understanding():
    text = MET + "Both sides stressed that the repairs will be made in line with the Charter of Ports."
    one, action = only(text)
    assert (one.kind, set(one.actors)) == (K.UNDERSTANDING, {"NOR", "EST"})
    assert action.startswith("the repairs will be made")


def test_what_is_expected_with_a_day_is_kept_and_binds_nobody():
    text = MET + "The joint commission is expected to open its first session next month."
    one, action = only(text)
    assert (one.kind, one.actors, one.deadline_span is None) == (K.COMMITMENT, (), False)
    assert action == "open its first session next month"


def test_a_mistaken_full_stop_does_not_cut_a_party_off_the_list():
    text = "The talks ended. Norway. Estonia and Latvia have done what they promised on fisheries."
    one, _ = only(text, met=())
    assert (one.kind, set(one.actors)) == (K.FULFILMENT_CLAIM, {"NOR", "EST", "LVA"})


@pytest.mark.parametrize(
    "sentence",
    [
        "We will discuss the fishing quotas with our partners in Estonia.",
        "In addition, we will talk about the agreements that we reached in Tallinn.",
        "We will have a chance to discuss the price of salt.",
    ],
)
def test_agenda_items_of_a_planned_meeting_are_nothing(sentence):
    assert found(sentence, kind="statement", met=()).items == ()


def test_an_act_ends_where_its_teller_begins():
    text = "Norway will clear the mines from the strait of Estonia, Foreign Minister Halvorsen says."
    one = draft(text, party=None, kind="news", met=())
    teller = Span(text.index("Foreign"), text.index(" says"))
    cue = Span(teller.end + 1, len(text) - 1)
    said = Attribution("att-1", one.reading.document.id, (Span(0, teller.start - 2),), (teller,), (cue,))
    seen = RawUndertaking(Span(0, teller.end), "commitment", 0.99)
    reading = replace(one.reading, attributions=(said,))
    mentions = Undertakings().annotate([Draft(reading, one.parse, one.roster, EncoderReading(undertakings=(seen,)))])[0]
    assert [i.action.of(text) for i in mentions.items] == ["Norway will clear the mines from the strait of Estonia"]


def test_an_adjective_binds_the_subject_of_its_clause_not_of_its_condition():
    text = "The minister said Norway was ready to send pilots to the harbour if both sides asked for them."
    one, action = only(text, party=None, kind="news", met=("EST", "LVA"))
    assert (one.actors, action) == (("NOR",), "send pilots to the harbour")
    assert one.condition_span is not None
    assert one.condition_span.of(text) == "if both sides asked for them"


def test_we_in_a_turn_is_never_all_who_were_present():
    text = "Anna Kask: Good evening.\n\nOle Vik: We are committed to sending two icebreakers to Estonia.\n"
    items = found(text, kind="transcript", title="Joint press conference of Norway and Estonia").items
    assert [i.actors for i in items] == [()]


def test_a_dated_change_of_office_is_expected_and_binds_nobody() -> None:
    reading = onrecord.read(
        "The council chose Ana Brek as its envoy. She will take office between 1 and 10 March.",
        published="2023-02-20", kind="statement", party="ARV", use_model=False,
    )  # fmt: skip
    (found,) = [one for one in reading.undertakings if "office" in one.action.of(reading.document.text)]
    assert found.actors == ()
    assert found.deadline is not None
    assert found.deadline.iso() == "2023-03-01/2023-03-10"


def test_a_manifesto_is_read_line_by_line_each_with_its_neighbours():
    promises = [f"We will build {n} new lighthouses by 2035." for n in range(8)]
    history = [f"In {1900 + n} the harbour was small." for n in range(12)]
    text = "\n".join([*history, *promises, *history])
    items = found(text, kind="other", title="Manifesto of the Lighthouse Party", met=()).items
    assert {i.action.of(text) for i in items} == set(promises)
    assert {(i.kind, i.actors) for i in items} == {(K.COMMITMENT, ("NOR",))}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=20))
def test_any_lines_go_through_the_manifesto_reader(lines):
    document = make_document("\n".join(lines), title="Manifesto", kind="other", side="official", language="en")
    for item in Undertakings().annotate([Draft(Reading(document), Parse(), Roster.builtin())])[0].items:
        assert item.action.of(document.text).strip()
