"""A record in one language, quotes in another; the encoder is a stand-in that knows which words mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from onrecord.link import alignments
from onrecord.link.embedding import MultilingualE5, Vectors, foreign_embedder
from onrecord.link.foreign import NAME
from onrecord.link.likeness import Scorer, load
from onrecord.record.accounts import Alignment, Match
from onrecord.record.readings import Reading
from onrecord.roster import Roster

from .by_hand import DOVAN, news, official, reading

SAID = (
    "Наши инженеры починят маяк до конца мая.\nРыбаки вернутся домой 12 апреля.\nПорт откроют зимой.\n"
    "Мы поговорили о флоте.\nЭто был долгий день."
)
MEANS = {
    "engineers": 0, "инженеры": 0, "repair": 1, "починят": 1, "lighthouse": 2, "маяк": 2, "fishermen": 3, "рыбаки": 3,
    "home": 4, "домой": 4, "порт": 5, "зимой": 6, "флоте": 7, "день": 8, "bakers": 9, "flour": 10,
}  # fmt: skip


class Dictionary:
    """One dimension per meaning."""

    name = "dictionary"

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), 12), 0.02, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(".", " ").replace('"', " ").split():
                if word in MEANS:
                    row[MEANS[word]] += 1.0
        made: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made


WEIGHED = Scorer(("semantic", "numbers differ"), np.zeros(2), np.ones(2), np.array([10.0, -4.0]), -6.0)
LIKENESS = replace(
    load(), scorers={**load().scorers, NAME: WEIGHED}, accept={**load().accept, NAME: 0.0},
    reject={**load().reject, NAME: -1.0},
)  # fmt: skip


def align(quote: str, encoder: Dictionary | None) -> Alignment:
    held = Reading(replace(official("o", SAID), language="ru"))
    made = alignments.link(
        [held, reading(news("n", quote), (quote, DOVAN))], roster=Roster(), embedder=None, foreign=encoder,
        likeness=LIKENESS,
    )  # fmt: skip
    assert len(made) == 1
    return made[0]


def test_a_translated_quote_is_a_variant_of_its_passage() -> None:
    found = align('"Engineers repair the lighthouse"', Dictionary())
    assert found.match is Match.VARIANT
    assert [s.of(SAID) for s in found.passage] == ["Наши инженеры починят маяк до конца мая."]
    assert any(r.note == "translated from ru" for r in found.reasons)
    assert found.differences == ()


def test_what_was_not_said_is_not_on_record_in_any_language() -> None:
    assert align('"The bakers want flour"', Dictionary()).match is Match.NOT_ON_RECORD


def test_without_an_encoder_for_both_languages_nothing_is_decided() -> None:
    found = align('"Engineers repair the lighthouse"', None)
    assert found.match is Match.UNDECIDED
    assert any(r.feature == "language" and "[multilingual]" in r.note for r in found.reasons)


def test_a_quote_of_the_record_s_own_words_is_compared_by_them_though_its_language_was_told_wrongly() -> None:
    assert align('"Порт откроют зимой"', None).match is Match.VERBATIM


@pytest.mark.skipif(foreign_embedder() is None, reason="the extra [multilingual] is not installed")
def test_the_installed_encoder_finds_translations() -> None:
    rows = MultilingualE5().embed(["The harbour will be opened in winter.", "Порт откроют зимой.", "Мы устали."])
    assert rows.shape == (3, MultilingualE5.size)
    assert float(rows[0] @ rows[1]) > float(rows[0] @ rows[2])
