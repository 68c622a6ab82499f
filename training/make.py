"""Make a shipped model from its corpora, measure it and write its card.

    python -m training.make --corpora DIR --minilm DIR                    the default model
    python -m training.make ... --layers 3 --teacher WORK/epoch-6.pt      the fast one, taught by the default
    python -m training.make ... --without polnear                         without texts that state no licence

An interrupted run is gone on with when the same command is given again.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.encoder.pieces import Vocabulary
from training import corpora
from training.batches import Mix
from training.card import write_card
from training.export import Title, export, load
from training.figures import measure
from training.fit import Plan, fit
from training.network import Network, shallow
from training.refit import refit_pledges

EPOCHS = 6
"""From the fourth to the sixth `pair_src` on PolNeAR's development set still rose by 1.0."""


def main() -> None:
    """Train, export, measure, write the card."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    epochs = arguments.epochs or EPOCHS
    plan = Plan(epochs=epochs, layers=arguments.layers, seed=arguments.seed)
    vocabulary = Vocabulary(arguments.minilm / "tokenizer.json")
    mix = read_mix(arguments.corpora, vocabulary, without=arguments.without)
    network, teacher = _networks(arguments, plan)
    seconds = fit(network, mix, vocabulary, plan, arguments.work, teacher)
    finished, _ = load(arguments.work / f"epoch-{plan.epochs}.pt")
    refit_pledges(finished, vocabulary, arguments.corpora / "corpora/commitments/pledges.jsonl")
    export(finished, arguments.minilm / "tokenizer.json", Title(arguments.name, arguments.version), arguments.out)
    figures = measure(Encoder.load(arguments.out), arguments.corpora)
    (arguments.work / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if arguments.card:
        write_card(arguments.out, figures, plan, seconds, arguments.without, arguments.card)


def _networks(arguments: argparse.Namespace, plan: Plan) -> tuple[Network, Network | None]:
    if arguments.teacher:
        teacher, _ = load(arguments.teacher)
        return shallow(teacher, plan.layers, plan.dropout), teacher
    network = Network(plan.layers, plan.dropout)
    network.encoder.adopt(arguments.minilm / "model.safetensors")
    return network, None


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--corpora", type=Path, required=True, help="folder with corpora/, gold/ and tools/")
    add("--minilm", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    add("--work", type=Path, default=Path("training/out/onrecord-en"), help="checkpoints; a run there is gone on with")
    add("--out", type=Path, default=Path("models/onrecord-en/src/onrecord_en"), help="where the model's files go")
    add("--card", type=Path, help="where the model card goes")
    add("--name", default="onrecord-en")
    add("--version", default="0.1.0")
    add("--epochs", type=int, help=f"default: {EPOCHS}")
    add("--layers", type=int, default=6)
    add("--teacher", type=Path, help="checkpoint of a deeper model to imitate")
    add("--seed", type=int, default=0)
    add("--threads", type=int, default=1)
    add("--without", action="append", default=[], choices=["polnear"], help="leave a corpus out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
