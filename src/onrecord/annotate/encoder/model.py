"""The model's files and what they compute: the encoder on onnxruntime, the heads as small matrices in numpy.

model.json       name, version, format, language, window, labels of the heads, checksums of the other files
model.onnx       the encoder, int8: pieces with their features in, states of the words out
heads.npz        weights of the heads, float16
tokenizer.json   word pieces, of the `tokenizers` library
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.record.issues import BackendFailed, MissingBackend

from .heads import LINKERS, SENTENCE_CLASSIFIERS, SPAN_CLASSIFIERS, TAGGERS
from .linking import Linking
from .windows import Layout

Floats = NDArray[np.float32]

FORMAT = 1
"""Version of the layout of a model's files and of the features it is given; another one is refused."""
PACKAGE = "onrecord_en"
FAST = "fast"
FAST_PACKAGE = "onrecord_en_fast"
FILES = ("model.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Card:
    """What `model.json` says. `budget` and `context` are pieces of a window; `labels` by head."""

    folder: Path
    name: str
    version: str
    budget: int
    context: int
    labels: dict[str, tuple[str, ...]]
    bias: dict[str, float] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """`name@version`."""
        return f"{self.name}@{self.version}"


def locate(path: str | Path | None) -> Path:
    """Return the folder of the model: `path`, else `ONRECORD_MODEL`, else the installed model package's.

    `"fast"` stands for the installed package of the fast model.

    Raises:
        MissingBackend: It is not there.
    """
    asked = path or os.environ.get("ONRECORD_MODEL")
    if asked and str(asked) != FAST:
        folder = Path(asked)
        if not folder.is_dir():
            raise MissingBackend(f"no model at {folder}: a folder with model.json and {', '.join(FILES)} is expected")
        return folder
    package = FAST_PACKAGE if asked else PACKAGE
    try:
        module = importlib.import_module(package)
    except ImportError as error:
        name = package.replace("_", "-")
        raise MissingBackend(f"no model is installed: install the package {name} or set ONRECORD_MODEL") from error
    return Path(str(module.__file__)).parent


def read_card(folder: Path) -> Card:
    """Read `model.json` and check that the files beside it are whole and made for this version.

    Raises:
        BackendFailed: A file is missing, damaged, or of another format.
    """
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        if card["format"] != FORMAT:
            raise BackendFailed(f"the model at {folder} has format {card['format']}, this OnRecord reads {FORMAT}")
        for name in FILES:
            if _checksum(folder / name) != card["sha256"][name]:
                raise BackendFailed(f"the model file {folder / name} is damaged or cut short: fetch it again")
        labels = {name: tuple(names) for name, names in card["labels"].items()}
        _check_labels(labels, folder)
        window = card["window"]
        bias = {name: float(value) for name, value in card.get("bias", {}).items()}
        return Card(folder, card["name"], card["version"], window["budget"], window["context"], labels, bias)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackendFailed(f"no usable model at {folder}: {type(error).__name__}: {error}") from error


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_labels(labels: dict[str, tuple[str, ...]], folder: Path) -> None:
    ours = {tagger.name: tagger.roles for tagger in TAGGERS}
    ours |= {one.name: one.labels for one in (*SPAN_CLASSIFIERS, *SENTENCE_CLASSIFIERS)}
    for name, theirs in labels.items():
        if ours.get(name, theirs) != theirs:
            raise BackendFailed(f"the model at {folder} has other labels for {name!r}: it was made for another version")


class Model:
    """An open model. Computes one window at a time, so that an answer never depends on what is read beside it:
    the int8 scale of an activation is taken over the whole input.

    Raises:
        BackendFailed: onnxruntime or numpy cannot open the files.
    """

    def __init__(self, card: Card) -> None:
        self.card = card
        try:
            self._session = _session(card.folder / "model.onnx")
            with np.load(card.folder / "heads.npz") as stored:
                self.weights: dict[str, Floats] = {name: stored[name].astype(np.float32) for name in stored.files}
        except Exception as error:  # onnxruntime raises its own kinds, none of them public
            raise BackendFailed(f"the model at {card.folder} cannot be opened: {error}") from error
        present = [tagger for tagger in TAGGERS if tagger.name in card.labels]
        self._order = [(tagger.name, tagger.size) for tagger in present]
        self._tag = np.concatenate([self.weights[f"tag.{name}.weight"] for name, _ in self._order]).T.copy()
        self._tag_bias = np.concatenate([self.weights[f"tag.{name}.bias"] for name, _ in self._order])
        self.taggers = present
        self.linking = {linker.name: Linking(linker, self.weights) for linker in LINKERS}

    def states(self, layout: Layout) -> Floats:
        """Return the states of the words of one window, `[words, width]`."""
        inputs = {
            "ids": layout.ids[None],
            "cases": layout.cases[None],
            "states": layout.states[None],
            "first": layout.first,
        }
        states: Floats = self._session.run(None, inputs)[0]
        return states

    def emissions(self, states: Floats) -> dict[str, Floats]:
        """Return the label scores of every tagger for the states of one window, `[words, labels]`."""
        scores = states @ self._tag + self._tag_bias
        found, at = {}, 0
        for name, size in self._order:
            found[name] = scores[:, at : at + size]
            at += size
            if name in self.card.bias:
                found[name] = found[name].copy()
                found[name][:, 0] += self.card.bias[name]
        return found


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # windows differ in length; a pattern per length would grow without bound
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
