"""The training loop: AdamW with linear decay, moving average of the weights, resumable at any checkpoint."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from onrecord.annotate.encoder.pieces import Vocabulary
from training.batches import Mix, epoch, tensors
from training.losses import losses
from training.network import Network

SAVE_EVERY = 200


@dataclass(frozen=True)
class Plan:
    """Choices of one training run. Learning rates and masking as the probe found best on PolNeAR's development set."""

    epochs: int = 6
    layers: int = 6
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    masked: float = 0.04
    dropout: float = 0.1
    seed: int = 0
    imitation: float = 10.0
    """Weight of the squared distance to a teacher's states, if there is one."""


def fit(
    network: Network, mix: Mix, vocabulary: Vocabulary, plan: Plan, folder: Path, teacher: Network | None = None
) -> float:
    """Train and leave `folder/epoch-N.pt` (averaged weights) per epoch; go on from `folder/last.pt` if there is one.

    A `teacher` has the same heads; the network learns to give the words the states the teacher gives them, beside
    what the annotations teach.

    Returns:
        Seconds of training, those before an interruption included.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.encoder.words.weight.requires_grad = False
    run = _Run(network, plan, teacher)
    run.resume(folder / "last.pt")
    network.train()
    while run.epoch < plan.epochs:
        batches = epoch(mix, plan.seed * 1000 + run.epoch)
        run.total = run.total or len(batches) * plan.epochs
        while run.batch < len(batches):
            run.learn(tensors(batches[run.batch], vocabulary, plan.masked))
            run.report(len(batches))
            if run.step % SAVE_EVERY == 0:
                run.save(folder / "last.pt")
        run.close_epoch(folder)
    return run.seconds


class _Run:
    def __init__(self, network: Network, plan: Plan, teacher: Network | None = None) -> None:
        self.network, self.plan, self.teacher = network, plan, teacher
        named = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
        old = [
            w for n, w in named if n.startswith("encoder.") and not n.startswith(("encoder.cases", "encoder.states"))
        ]
        known = {id(weight) for weight in old}
        self.weights = [weight for _, weight in named]
        groups = [{"params": old}, {"params": [w for w in self.weights if id(w) not in known]}]
        self.optimizer = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.average = [weight.detach().clone() for weight in self.weights]
        self.step = self.epoch = self.batch = self.total = 0
        self.seconds = 0.0
        self.sums: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        torch.manual_seed(plan.seed)

    def learn(self, batch) -> None:
        begun = time.perf_counter()
        share = min(1.0, (self.step + 1) / (self.plan.warm_up * self.total)) * max(0.02, 1 - self.step / self.total)
        for group, rate in zip(self.optimizer.param_groups, (self.plan.rate, self.plan.head_rate), strict=True):
            group["lr"] = rate * share
        states = self.network.states(batch.inputs)
        found = losses(self.network, batch, states)
        if self.teacher is not None:
            with torch.no_grad():
                model = self.teacher.states(batch.inputs)
            distance = ((states - model) ** 2).mean(-1)
            found["teacher"] = self.plan.imitation * distance[batch.words].mean()
        self.optimizer.zero_grad(set_to_none=True)
        sum(found.values(), torch.zeros(())).backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 400.0)
        self.optimizer.step()
        self.step += 1
        self.batch += 1
        self._average()
        for name, loss in found.items():
            self.sums[name] += loss.item()
            self.counts[name] += 1
        self.seconds += time.perf_counter() - begun

    @torch.no_grad()
    def _average(self) -> None:
        if self.step % 4 == 0:
            weight = 0.2 if self.step <= 200 else min(0.02, 4 / (self.step + 4))
            torch._foreach_lerp_(self.average, [w.detach() for w in self.weights], weight)

    def report(self, batches: int) -> None:
        if self.step % 10 and self.step > 5:
            return
        per_step = self.seconds / self.step
        means = " ".join(f"{name} {self.sums[name] / self.counts[name]:.2f}" for name in self.sums)
        done = 20 * self.batch // batches
        left = per_step * (self.total - self.step) / 60
        line = (
            f"epoch {self.epoch + 1}/{self.plan.epochs} [{'#' * done}{'.' * (20 - done)}] {self.batch}/{batches} "
            f"{per_step:.3f} s/step, {left:.0f} min left | {means}"
        )
        end = "\r" if sys.stderr.isatty() else "\n"
        if sys.stderr.isatty() or self.step % 50 == 0 or self.step <= 5:
            print(line, end=end, file=sys.stderr, flush=True)

    def close_epoch(self, folder: Path) -> None:
        self.epoch, self.batch = self.epoch + 1, 0
        self.sums.clear()
        self.counts.clear()
        self.save(folder / "last.pt")
        averaged = {name: value.clone() for name, value in self.network.state_dict().items()}
        for (name, _), value in zip(self._trained(), self.average, strict=True):
            averaged[name] = value.clone()
        state = {"weights": averaged, "plan": asdict(self.plan), "seconds": self.seconds, "epoch": self.epoch}
        _write(state, folder / f"epoch-{self.epoch}.pt")

    def _trained(self) -> list[tuple[str, Tensor]]:
        return [(name, weight) for name, weight in self.network.named_parameters() if weight.requires_grad]

    def save(self, path: Path) -> None:
        counters = {name: getattr(self, name) for name in ("step", "epoch", "batch", "total", "seconds")}
        state = {
            "weights": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "random": torch.get_rng_state(),
            "counters": counters,
        }
        _write(state, path)

    def resume(self, path: Path) -> None:
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["weights"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        torch.set_rng_state(state["random"])
        for name, value in state["counters"].items():
            setattr(self, name, value)


def _write(state: dict, path: Path) -> None:
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)
