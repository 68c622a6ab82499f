"""The component keeps its contract on any text, in any batch."""

from __future__ import annotations

import pickle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate import annotate
from onrecord.annotate.attributions import Attributions
from onrecord.annotate.component import Draft
from onrecord.annotate.encoder import EncoderReading, RawAttribution
from onrecord.annotate.parse import Parse
from onrecord.intake import document
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.roster import Roster

TEXTS = (
    "Oslo says the strait is open. “It stays so,” the envoy Ingrid Halvorsen said.",
    "“We agreed,\n\n“and we shall keep it,” the envoy said.",
    '"" “” «» "',
    "",
    "word " * 12_000,
    "said " * 300 + "“",
    "\x00\x07 “\u202eתגובה” אמר \ufffd said.",
)


def test_the_same_answer_in_any_batch_and_order() -> None:
    papers = [document(text, name=str(n), kind="news") for n, text in enumerate(TEXTS)]
    roster = Roster.builtin()
    together = annotate(papers, roster=roster, only={"attributions"})
    alone = [annotate([paper], roster=roster, only={"attributions"})[0] for paper in papers]
    turned = annotate(papers[::-1], roster=roster, only={"attributions"})[::-1]
    assert [r.attributions for r in together] == [r.attributions for r in alone] == [r.attributions for r in turned]
    assert together[0].attributions
    assert not any(r.issues for r in together if any(i.code == "ANN001" for i in r.issues))


def test_it_pickles() -> None:
    assert pickle.loads(pickle.dumps(Attributions())).name == "attributions"


def test_a_cue_of_blanks_is_none() -> None:
    paper = document('"We agreed," he said.', kind="news")
    raw = RawAttribution(Span(12, 13), Span(15, 16), (Span(0, 12),), 0.9)
    draft = Draft(Reading(paper), Parse(), Roster.builtin(), EncoderReading((raw,)))
    (found,) = Attributions().annotate([draft])
    assert all(not one.cue and not one.source for one in found.items)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab “”\"«»‘’'said.:,\n\t\x00é中א…—", max_size=120), st.data())
def test_no_encoder_answer_breaks_it(text: str, data: st.DataObject) -> None:
    paper = document(text, kind="news")
    size = len(paper.text)
    offsets = st.integers(0, max(size - 1, 0))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b) + 1), offsets, offsets)
    raw = data.draw(
        st.lists(
            st.builds(
                RawAttribution,
                st.none() | spans,
                st.none() | spans,
                st.lists(spans, min_size=1, max_size=2).map(tuple),
                st.floats(0, 1),
            ),
            max_size=3 if size else 0,
        )
    )
    draft = Draft(Reading(paper), Parse(), Roster.builtin(), EncoderReading(tuple(raw)))
    (found,) = Attributions().annotate([draft])
    for one in found.items:
        assert one.content == tuple(sorted(one.content))
        for span in (*one.content, *one.source, *one.cue):
            assert span.end <= size
        assert one.evidence is not None
