"""Checkpoint → the files the package reads: int8 ONNX encoder, heads, vocabulary, `model.json`."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.annotate.encoder.heads import SENTENCE_CLASSIFIERS, SPAN_CLASSIFIERS, TAGGERS
from onrecord.annotate.encoder.model import FILES, FORMAT
from training.network import Network

OPSET = 17


@dataclass(frozen=True)
class Title:
    """What the model is called, and how texts are cut for it: `budget` and `context` in pieces."""

    name: str
    version: str
    budget: int = 150
    context: int = 60


class _Words(nn.Module):
    """The encoder without padding: one window in, the states of its words out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, cases: Tensor, states: Tensor, first: Tensor) -> Tensor:
        return self.encoder(ids, cases, states)[0, first]


def load(checkpoint: Path) -> tuple[Network, dict]:
    """Return the network of a checkpoint, ready to be used, and what the checkpoint says of itself."""
    state = torch.load(checkpoint, weights_only=True)
    network = Network(state["plan"]["layers"], state["plan"]["dropout"])
    network.load_state_dict(state.pop("weights"))
    return network.eval(), state


def export(network: Network, tokenizer: Path, title: Title, folder: Path, int8: bool = True) -> None:
    """Write the model's files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as temporary:
        _export_encoder(network, Path(temporary), folder / "model.onnx", int8)
    _export_heads(network, folder / "heads.npz")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    labels = {tagger.name: tagger.roles for tagger in TAGGERS}
    labels |= {one.name: one.labels for one in (*SPAN_CLASSIFIERS, *SENTENCE_CLASSIFIERS)}
    card = {
        "name": title.name,
        "version": title.version,
        "format": FORMAT,
        "languages": ["en"],
        "window": {"budget": title.budget, "context": title.context},
        "labels": labels,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES},
    }
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _export_encoder(network: Network, temporary: Path, target: Path, int8: bool) -> None:
    plain, prepared = temporary / "plain.onnx", temporary / "prepared.onnx"
    numbers = torch.arange(1, 33)[None]
    example = (numbers, numbers * 0, numbers * 0, torch.arange(1, 20))
    axes = {name: {1: "pieces"} for name in ("ids", "cases", "states")} | {"first": {0: "words"}, "out": {0: "words"}}
    torch.onnx.export(
        _Words(network).eval(),
        example,
        str(plain),
        input_names=["ids", "cases", "states", "first"],
        output_names=["out"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    if not int8:
        shutil.copyfile(plain, target)
        return
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    onnx.checker.check_model(str(target))


def _export_heads(network: Network, target: Path) -> None:
    weights: dict[str, np.ndarray] = {}
    for name, value in network.state_dict().items():
        if not name.startswith(("encoder.", "crf.")):
            weights[name] = value.numpy().astype(np.float16)
    for name, crf in network.crf.items():
        table = crf.transitions + crf.forbidden
        weights[f"crf.{name}.transitions"] = table.detach().numpy().astype(np.float16)
        weights[f"crf.{name}.start"] = crf.start.numpy().astype(np.float16)
    np.savez_compressed(target, **weights)
