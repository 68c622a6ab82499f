"""The encoder as the pipeline sees it: texts in, what all heads saw out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.record.spans import Span

from .answers import EncoderReading, RawAttribution, RawMention, RawSentence, RawUndertaking

if TYPE_CHECKING:
    from .decode import Tagged
    from .model import Card, Model
    from .pieces import Vocabulary
    from .windows import Window

_TOGETHER = 32
"""Windows decoded together. Bounds memory (about 8 MB of states); more than 16 gave no further speed."""


@dataclass(slots=True)
class _Found:
    attributions: list[RawAttribution] = field(default_factory=list)
    undertakings: list[RawUndertaking] = field(default_factory=list)
    meetings: list[RawMention] = field(default_factory=list)
    sentences: list[RawSentence] = field(default_factory=list)


class Encoder:
    """Reads texts with the shipped model. Opens its files on first use, once per process; pickles without them.

    The same text with the same paragraphs gives the same answer, whatever stands beside it in the batch: every
    window is computed by itself, on one thread.
    """

    def __init__(self, card: Card) -> None:
        self._card = card
        self._open: tuple[Model, Vocabulary] | None = None

    @classmethod
    def load(cls, path: str | Path | None = None) -> Encoder:
        """Find and check a model: the folder `path`, else `ONRECORD_MODEL`, else the installed package onrecord-en.

        Raises:
            MissingBackend: There is none.
            BackendFailed: Its files are damaged, cut short, or made for another version of OnRecord.
        """
        from .model import locate, read_card

        return cls(read_card(locate(path)))

    @property
    def model(self) -> str:
        """`name@version` of the weights."""
        return self._card.title

    def __getstate__(self) -> dict[str, Any]:
        return {"_card": self._card, "_open": None}

    def read(self, texts: Sequence[tuple[str, Sequence[Span]]], sentences: bool = False) -> list[EncoderReading]:
        """Read each text's paragraphs; text outside of them is never looked at.

        Args:
            texts: A text with the spans of the paragraphs to read, in order of the text.
            sentences: Whether every sentence is wanted with its pledge scores.

        Returns:
            One reading per text, in the order given. A text of any length takes bounded memory beside its answer.
        """
        from .threads import one_blas_thread

        model, vocabulary = self._parts()
        found = [_Found() for _ in texts]
        windows = self._windows(texts, vocabulary)
        with one_blas_thread():
            while together := list(islice(windows, _TOGETHER)):
                _read_windows(model, vocabulary, together, found, sentences)
        return [self._reading(one) for one in found]

    def _parts(self) -> tuple[Model, Vocabulary]:
        if self._open is None:
            from .model import Model
            from .pieces import Vocabulary

            self._open = Model(self._card), Vocabulary(self._card.folder / "tokenizer.json")
        return self._open

    def _windows(
        self, texts: Sequence[tuple[str, Sequence[Span]]], vocabulary: Vocabulary
    ) -> Iterator[tuple[int, Window]]:
        from .pieces import units_of
        from .windows import windows_of

        for number, (text, paragraphs) in enumerate(texts):
            places = [(max(0, one.start), min(one.end, len(text))) for one in paragraphs]
            for window in windows_of(units_of(text, places, vocabulary), self._card.budget, self._card.context):
                yield number, window

    def _reading(self, found: _Found) -> EncoderReading:
        return EncoderReading(
            tuple(found.attributions),
            tuple(found.undertakings),
            self._card.title,
            tuple(found.meetings),
            tuple(found.sentences),
        )


def _read_windows(
    model: Model, vocabulary: Vocabulary, windows: list[tuple[int, Window]], found: list[_Found], sentences: bool
) -> None:
    from .decode import Tagged
    from .windows import layout

    units: list[list[Tagged]] = []
    first: list[bool] = []
    for _, window in windows:
        one = layout(window.units, vocabulary)
        states = model.states(one)
        scores = model.emissions(states)
        units.append([])
        for number in window.core:
            unit, start = window.units[number], one.starts[number]
            words = slice(start, start + len(unit.words))
            own = {name: emissions[words] for name, emissions in scores.items()}
            units[-1].append(Tagged(unit, states[words], own, {}))
            first.append(number == 0)
    _label(model, [tagged for row in units for tagged in row], first)
    for (number, _), row in zip(windows, units, strict=True):
        _read_units(model, row, found[number], sentences)


def _label(model: Model, units: list[Tagged], first: list[bool]) -> None:
    """Find the best labels of every unit. Between units stands a mark that is outside by definition."""
    from .viterbi import best_labels

    for tagger in model.taggers:
        transitions = model.weights[f"crf.{tagger.name}.transitions"]
        start = model.weights[f"crf.{tagger.name}.start"]
        starts = [start if opens else transitions[0] for opens in first]
        labels = best_labels([tagged.emissions[tagger.name] for tagged in units], transitions, starts)
        for tagged, sequence in zip(units, labels, strict=True):
            tagged.labels[tagger.name] = sequence


def _read_units(model: Model, units: list[Tagged], found: _Found, sentences: bool) -> None:
    from . import decode

    linking, weights = model.linking, model.weights
    for tagged in units:
        found.attributions += decode.attributions(tagged, linking["attributions"])
        found.undertakings += decode.undertakings(tagged, linking["undertakings"], weights)
        found.meetings += decode.mentions(tagged)
    if sentences and "pledge" in model.card.labels:
        found.sentences += decode.sentences(units, weights)
