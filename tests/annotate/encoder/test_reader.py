from __future__ import annotations

import pickle
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate.encoder import Encoder, EncoderReading
from onrecord.record.spans import Span

NEWS = (
    "The harbour talks ended late on Tuesday.\n"
    "“We will reopen the northern pier by March,” Foreign Minister Ada Lind said after the meeting. She added that "
    "the islands had agreed to share the costs.\n"
    "According to the harbour office, two ferries were damaged. “Nobody was hurt,” spokesman Jon Berg told reporters."
)
READOUT = (
    "President Ilan Moor spoke with Prime Minister Ada Lind today. The two leaders reaffirmed their support for the "
    "unity of the islands. They agreed to set up a joint commission by 1 June, and President Moor urged all parties "
    "to respect the ceasefire."
)


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]


def spans_of(reading: EncoderReading) -> list[Span]:
    found = [span for one in reading.attributions for span in (one.source, one.cue, *one.content) if span]
    for one in reading.undertakings:
        found += [span for span in (one.action, one.actor, one.addressee, one.deadline, one.condition) if span]
    return found + [one.span for one in reading.meetings] + [one.span for one in reading.sentences]


def scores_of(reading: EncoderReading) -> list[float]:
    return [one.score for one in (*reading.attributions, *reading.undertakings, *reading.meetings)]


def test_quotations_are_found_with_source_and_cue(encoder: Encoder) -> None:
    (reading,) = encoder.read([(NEWS, paragraphs(NEWS))])
    said = {one.content[0].of(NEWS): one for one in reading.attributions}
    first = said["“We will reopen the northern pier by March,”"]
    assert first.source is not None and first.source.of(NEWS) == "Foreign Minister Ada Lind"
    assert first.cue is not None and first.cue.of(NEWS) == "said"
    last = said["“Nobody was hurt,”"]
    assert last.source is not None and last.source.of(NEWS) == "spokesman Jon Berg"


def test_undertakings_are_found_in_official_prose(encoder: Encoder) -> None:
    (reading,) = encoder.read([(READOUT, paragraphs(READOUT))])
    kinds = {one.kind for one in reading.undertakings}
    assert kinds & {"affirmation", "commitment", "demand"}
    assert all(0 <= score <= 1 for score in scores_of(reading))


def test_what_stands_outside_of_the_paragraphs_is_never_read(encoder: Encoder) -> None:
    last = paragraphs(NEWS)[-1]
    (reading,) = encoder.read([(NEWS, [last])])
    assert reading.attributions
    assert all(last.contains(span) for span in spans_of(reading))
    assert encoder.read([(NEWS, [])])[0].attributions == ()


def test_an_answer_does_not_depend_on_company_order_or_number(encoder: Encoder) -> None:
    texts = [(text, paragraphs(text)) for text in (NEWS, READOUT, NEWS[41:], READOUT * 3, "Lind said no.", "")]
    together = encoder.read(texts, sentences=True)
    alone = [encoder.read([one], sentences=True)[0] for one in texts]
    order = list(range(len(texts)))
    random.Random(3).shuffle(order)
    shuffled = encoder.read([texts[number] for number in order], sentences=True)
    assert together == alone
    assert [shuffled[order.index(number)] for number in range(len(texts))] == together


def test_it_pickles_without_its_session_and_reads_the_same(encoder: Encoder) -> None:
    before = encoder.read([(NEWS, paragraphs(NEWS))])
    packed = pickle.dumps(encoder)
    assert len(packed) < 10_000
    assert pickle.loads(packed).read([(NEWS, paragraphs(NEWS))]) == before


def test_sentences_come_only_where_asked_for(encoder: Encoder) -> None:
    text = [(READOUT, paragraphs(READOUT))]
    assert encoder.read(text)[0].sentences == ()
    assert len(encoder.read(text, sentences=True)[0].sentences) == 3


JUNK = [
    "",
    " \n\t ",
    "\x00\x01\x02\x1b[31m",
    "“" * 500,
    '"' * 501,
    "‘’“”«»„" * 60,
    "\u202e\u200bsaid\ufeff",
    "ا" * 300 + " قال الوزير «نعم»",
    "Министр сказал: «Да». 部長は「はい」と言った。",
    "🙂" * 300,
    "e\u0301" * 400,
    "a" * 50_000,
    "the minister said " * 2_800,
    "\ud800 said",
]


@pytest.mark.parametrize("text", JUNK, ids=range(len(JUNK)))
def test_odd_text_gives_an_answer_whose_spans_slice(encoder: Encoder, text: str) -> None:
    whole = [Span(0, len(text))] if text else []
    (reading,) = encoder.read([(text, whole)], sentences=True)
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()


def test_a_paragraph_beyond_the_text_is_cut_to_it(encoder: Encoder) -> None:
    text = "“Nobody was hurt,” spokesman Jon Berg told reporters."
    assert encoder.read([(text, [Span(0, 9_999)])]) == encoder.read([(text, [Span(0, len(text))])])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("ab Lind said .,:?!\n“”\"'‘’«»„-—()\u00a0\u200b3"), max_size=300))
def test_spans_stay_inside_one_paragraph(encoder: Encoder, text: str) -> None:
    wanted = paragraphs(text)
    (reading,) = encoder.read([(text, wanted)])
    for span in spans_of(reading):
        assert any(paragraph.contains(span) for paragraph in wanted)
