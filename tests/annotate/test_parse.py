"""The spaCy parser: region by region, offsets into the document, loaded late."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from onrecord.annotate.parse import BUNDLED_PIPELINE, SpacyParser, choose_pipeline
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.issues import MissingBackend
from onrecord.record.spans import Span


def paper(*paragraphs: tuple[str, Role]) -> Document:
    text, regions = "", []
    for paragraph, role in paragraphs:
        if paragraph.strip():
            regions.append(Region(Span(len(text), len(text) + len(paragraph)), role))
        text += paragraph + "\n\n"
    return Document("d-1", "p", Kind.NEWS, Side.COVERAGE, "", "en", text, tuple(regions), Original("", ""), "")


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def test_tokens_and_sentences_slice_to_the_text(parser: SpacyParser) -> None:
    document = paper(
        ("Envoys meet in Oslo", Role.HEADLINE),
        ("The envoy of Chad, Ana Cruz, left.  She will return\u00a0soon.", Role.BODY),
        ("Menu | Login", Role.FURNITURE),
        ("Photo: Ana Cruz arrives.", Role.CAPTION),
    )
    (parse,) = parser.parse([document])
    assert all(document.text[t.start : t.end] == t.text for t in parse.tokens)
    assert all(t.i == i for i, t in enumerate(parse.tokens))
    assert all(0 <= t.head < len(parse.tokens) for t in parse.tokens)
    assert all(0 <= t.sentence < len(parse.sentences) for t in parse.tokens)
    said = [s.of(document.text) for s in parse.sentences]
    assert said[0] == "Envoys meet in Oslo"
    assert "Menu" not in " ".join(said)
    assert said[-1].startswith("Photo")


def test_a_document_without_words_has_an_empty_parse(parser: SpacyParser) -> None:
    assert parser.parse([]) == []
    (parse,) = parser.parse([paper(("   ", Role.BODY))])
    assert (parse.tokens, parse.sentences) == ((), ())


def test_a_very_long_paragraph_is_read_in_pieces(parser: SpacyParser) -> None:
    document = paper(("The sides met. " * 900, Role.BODY), ("x" * 9_000, Role.BODY))
    (parse,) = parser.parse([document])
    assert all(document.text[t.start : t.end] == t.text for t in parse.tokens)
    assert len(parse.sentences) >= 900


def test_reading_is_independent_of_the_batch(parser: SpacyParser) -> None:
    documents = [paper((f"Envoy {n} met the minister in Oslo.", Role.BODY)) for n in range(5)]
    together = parser.parse(documents)
    assert [parser.parse([d])[0] for d in documents] == together


def test_it_pickles_without_its_model(parser: SpacyParser) -> None:
    parser.parse([paper(("Hello.", Role.BODY))])
    assert len(pickle.dumps(parser)) < 1_000
    assert pickle.loads(pickle.dumps(parser)).pipeline == parser.pipeline


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(MissingBackend, match="no_such_pipeline"):
        SpacyParser("no_such_pipeline").parse([paper(("Hello.", Role.BODY))])


def test_the_environment_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_SPACY_MODEL", "some_model")
    assert choose_pipeline() == "some_model"
    monkeypatch.delenv("ONRECORD_SPACY_MODEL")
    assert choose_pipeline().startswith("en_core_web") or choose_pipeline() == BUNDLED_PIPELINE


def test_importing_does_not_load_spacy() -> None:
    code = "import sys, onrecord.annotate.parse, onrecord.annotate.actors; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
