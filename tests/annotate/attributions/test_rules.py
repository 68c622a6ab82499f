"""Who said what by rule, on sentences of an invented negotiation."""

from __future__ import annotations

import pytest

from onrecord.record.attributions import AttributionType, Manner

from .conftest import Read

LEAD = "The talks on the strait began in Oslo. "


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The envoy said that the port would open in May.", "The envoy", "said", "that the port would open in May"),
        ("The port will open in May, the envoy said.", "the envoy", "said", "The port will open in May"),
        ("“The port is open,” the envoy said.", "the envoy", "said", "“The port is open,”"),
        ("“The port is open,” said the Norwegian envoy.", "the Norwegian envoy", "said", "“The port is open,”"),
        ("The envoy also vowed to reopen the port.", "The envoy", "also vowed", "to reopen the port"),
        (
            "According to the harbour master, the port has been closed since March.",
            "the harbour master",
            "According to",
            "the port has been closed since March",
        ),
        ("The envoy condemned the attack on the port.", "The envoy", "condemned", "the attack on the port"),
        ("The envoy called for an end to the blockade.", "The envoy", "called for", "an end to the blockade"),
        ("The blockade was criticised by the envoy.", "the envoy", "was criticised", ""),
        ("The envoy told reporters that the port is open.", "The envoy", "told", "that the port is open"),
    ],
)
def test_frames(said: Read, sentence: str, source: str, cue: str, content: str) -> None:
    found = said(LEAD + sentence)
    if not content:
        assert not [f for f in found if f.source and not f.content]
        return
    assert (source, cue, content) in [(f.source, f.cue, f.content) for f in found]


def test_a_split_quotation_is_one_content(said: Read) -> None:
    (found,) = said("“The port,” the envoy said, “will open in May and stay open all summer.”")
    assert found.content == "“The port,” … “will open in May and stay open all summer.”"
    assert found.attribution.manner is Manner.DIRECT


def test_nested_reports_are_two_attributions(said: Read) -> None:
    found = said("Minister Ingrid Halvorsen added that both sides stressed the need for a truce.")
    assert {(f.cue, f.content) for f in found} >= {
        ("added", "that both sides stressed the need for a truce"),
        ("stressed", "the need for a truce"),
    }


def test_a_participle_shares_the_subject(said: Read) -> None:
    found = said("“The port is open again,” the envoy said, adding that ships may enter.")
    adding = next(f for f in found if f.cue == "adding")
    assert (adding.source, adding.content) == ("the envoy", "that ships may enter")


def test_a_mixed_quotation(said: Read) -> None:
    (found,) = said("The envoy said the port was “open to every flag” from May.")
    assert found.attribution.manner is Manner.MIXED
    assert "“open to every flag”" in found.content


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The envoy wrote that the port is open.", AttributionType.WRITING),
        ("The envoy believes that the port is open.", AttributionType.BELIEF),
        ("The envoy plans to open the port.", AttributionType.INTENTION),
        ("The envoy says the port is open.", AttributionType.SPEECH),
    ],
)
def test_types(said: Read, sentence: str, expected: AttributionType) -> None:
    assert [f.attribution.type for f in said(LEAD + sentence)] == [expected]


def test_a_name_that_the_parser_runs_into_the_clause(said: Read) -> None:
    found = said(
        "The parties want to clear all mines from the strait, Minister Ingrid Halvorsen said in Oslo on Friday."
    )
    (one,) = (f for f in found if f.cue == "said")
    assert one.source == "Minister Ingrid Halvorsen"
    assert one.content == "The parties want to clear all mines from the strait"


def test_a_headline_with_a_colon(said: Read) -> None:
    found = said("Halvorsen: The strait must stay open\n\nThe strait was quiet on Monday, and ships passed it freely.")
    assert [(f.source, f.cue, f.content) for f in found] == [("Halvorsen", ":", "The strait must stay open")]


def test_a_signature_behind_a_quotation(said: Read) -> None:
    found = said("“We shall cross this bridge together or not at all.” ― Ingrid Halvorsen\n\nThe bridge opened in May.")
    assert [(f.source, f.content) for f in found] == [
        ("Ingrid Halvorsen", "“We shall cross this bridge together or not at all.”")
    ]


def test_plain_narrative_says_nothing(said: Read) -> None:
    assert said("The delegations met in Oslo on Monday. They walked to the harbour and had lunch.") == []
