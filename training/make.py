"""Make the shipped model from its corpora: `python -m training.make --corpora DIR --minilm DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from onrecord.annotate.encoder.pieces import Vocabulary
from training import corpora
from training.batches import Mix
from training.fit import Plan, fit
from training.network import Network


def main() -> None:
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    plan = Plan(epochs=arguments.epochs, layers=arguments.layers, seed=arguments.seed)
    vocabulary = Vocabulary(arguments.minilm / "tokenizer.json")
    mix = read_mix(arguments.corpora, vocabulary, without=arguments.without)
    network = Network(plan.layers, plan.dropout)
    network.encoder.adopt(arguments.minilm / "model.safetensors")
    fit(network, mix, vocabulary, plan, arguments.work)


def read_mix(folder: Path, vocabulary: Vocabulary, without: list[str]) -> Mix:
    """Read the training parts of the corpora; one gold document in ten is held out."""
    free = "polnear" in without
    gold = corpora.gold(folder / "gold/train.jsonl", vocabulary, attributions=free)
    gold_names, _ = corpora.held_out(gold)
    golden = [gold[name] for name in gold_names]
    sentences = corpora.pledges(folder / "corpora/commitments/pledges.jsonl", vocabulary)
    if free:
        return Mix(golden * 10, [], sentences)
    news = corpora.polnear(folder / "corpora/attribution/polnear.train.jsonl", vocabulary)
    return Mix(news, golden, sentences)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with corpora/ and gold/")
    parser.add_argument(
        "--minilm", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json"
    )
    parser.add_argument(
        "--work", type=Path, default=Path("build/training"), help="checkpoints; a run there is gone on with"
    )
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--without", action="append", default=[], choices=["polnear"], help="leave a corpus out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
