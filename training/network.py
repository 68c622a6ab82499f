"""The network in plain torch: MiniLM with case and quotation features, and the heads of the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.annotate.encoder.features import SIZE as FEATURES
from onrecord.annotate.encoder.heads import LINKERS, SENTENCE_CLASSIFIERS, SPAN_CLASSIFIERS, TAGGERS, Linker

WIDTH, INNER, ATTENTION = 384, 1536, 12
LINK_WIDTH = {"attributions": 192, "undertakings": 64}
IMPOSSIBLE = -1e4
_pool = torch.empty(0)


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout whose mask is cut at a random place out of a pool of random bits; three times cheaper on one core."""
    global _pool
    if not training or not share:
        return x
    count = x.numel()
    if _pool.numel() < count + 100_003:
        _pool = torch.bernoulli(torch.full((2 * count + 200_003,), 1 - share)) / (1 - share)
    at = int(torch.randint(_pool.numel() - count, (1,)))
    return x * _pool[at : at + count].view(x.shape)


class Layer(nn.Module):
    def __init__(self, share: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.share = share

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        size = WIDTH // ATTENTION
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION, size).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * size**-0.5) @ k.transpose(-1, -2)
        attended = torch.softmax(scores if bias is None else scores + bias, -1) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + drop(self.out(attended), self.share, self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), self.share, self.training))


class Encoder(nn.Module):
    """MiniLM whose input also says letter case and quotation state of every piece (both start at zero)."""

    def __init__(self, layers: int = 6, share: float = 0.1) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.cases, self.states = nn.Embedding(8, WIDTH), nn.Embedding(4, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.states.weight)
        self.layers = nn.ModuleList(Layer(share) for _ in range(layers))
        self.share = share

    def forward(self, ids: Tensor, cases: Tensor, states: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.cases(cases) + self.states(states)
        x = drop(self.norm(x), self.share, self.training)
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, IMPOSSIBLE)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def adopt(self, path: Path) -> None:
        """Take over the weights of a BERT-shaped `model.safetensors`; of more layers than ours the first ones."""
        old = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
        self.words.weight.data = old["embeddings.word_embeddings.weight"]
        kind = old["embeddings.token_type_embeddings.weight"][0]
        self.places.weight.data = old["embeddings.position_embeddings.weight"] + kind
        _copy(self.norm, old, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            prefix = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                rows = [old[f"{prefix}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data = torch.cat(rows)
            _copy(layer.out, old, f"{prefix}.attention.output.dense")
            _copy(layer.norm1, old, f"{prefix}.attention.output.LayerNorm")
            _copy(layer.up, old, f"{prefix}.intermediate.dense")
            _copy(layer.down, old, f"{prefix}.output.dense")
            _copy(layer.norm2, old, f"{prefix}.output.LayerNorm")

    def adopt_lower(self, other: Encoder) -> None:
        """Take over embeddings and the lowest layers of a deeper encoder of the same kind."""
        ours = self.state_dict()
        self.load_state_dict({name: value for name, value in other.state_dict().items() if name in ours})


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = old[f"{name}.weight"].clone(), old[f"{name}.bias"].clone()


class Crf(nn.Module):
    """Linear-chain CRF over BIO labels; an inside label may only follow its own role."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        forbidden, start = torch.zeros(labels, labels), torch.zeros(labels)
        for inside in range(2, labels, 2):
            start[inside] = IMPOSSIBLE
            for before in range(labels):
                if before not in (inside - 1, inside):
                    forbidden[before, inside] = IMPOSSIBLE
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("start", start)

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood per sequence; `mask[:, 0]` is true everywhere."""
        table, weight = self.transitions + self.forbidden, mask.float()
        gold = (torch.gather(emissions, 2, labels[..., None]).squeeze(2) * weight).sum(1) + self.start[labels[:, 0]]
        gold = gold + (table[labels[:, :-1], labels[:, 1:]] * weight[:, 1:]).sum(1)
        alpha, steps, masks = emissions[:, 0] + self.start, emissions.unbind(1), mask.unbind(1)
        for at in range(1, emissions.shape[1]):
            following = torch.logsumexp(alpha[:, :, None] + table, 1) + steps[at]
            alpha = torch.where(masks[at][:, None], following, alpha)
        return torch.logsumexp(alpha, 1) - gold


class LinkerHead(nn.Module):
    """Scores pairs of an anchor and a span: an MLP over both representations and the pair's features."""

    def __init__(self, table: Linker, share: float) -> None:
        super().__init__()
        width = LINK_WIDTH[table.name]
        roles = [link.role for link in table.links]
        self.anchor = nn.ModuleDict({role: nn.Linear(3 * WIDTH, width) for role in roles})
        self.span = nn.ModuleDict({role: nn.Linear(3 * WIDTH, width) for role in roles})
        self.features = nn.ModuleDict({role: nn.EmbeddingBag(FEATURES, width, mode="sum") for role in roles})
        self.score = nn.ModuleDict({role: nn.Linear(width, 1) for role in roles})
        self.none = nn.ModuleDict(
            {link.role: nn.Linear(3 * WIDTH, 1) for link in table.links if link.chooser == "anchor"}
        )
        self.share = share

    def pairs(
        self, role: str, anchors: Tensor, spans: Tensor, pairs: Sequence[tuple[int, int]], features: Tensor
    ) -> Tensor:
        index = torch.tensor(pairs)
        hidden = self.anchor[role](anchors)[index[:, 0]] + self.span[role](spans)[index[:, 1]]
        hidden = F.gelu(hidden + self.features[role](features))
        return self.score[role](F.dropout(hidden, self.share, self.training)).squeeze(-1)

    def nothing(self, role: str, anchors: Tensor) -> Tensor:
        return self.none[role](F.dropout(anchors, self.share, self.training)).squeeze(-1)


class Network(nn.Module):
    """The encoder with every head of the table."""

    def __init__(self, layers: int = 6, share: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.share = Encoder(layers, share), share
        self.tag = nn.ModuleDict({tagger.name: nn.Linear(WIDTH, tagger.size) for tagger in TAGGERS})
        self.crf = nn.ModuleDict({tagger.name: Crf(tagger.size) for tagger in TAGGERS})
        self.link = nn.ModuleDict({linker.name: LinkerHead(linker, share) for linker in LINKERS})
        self.of_span = nn.ModuleDict({one.name: nn.Linear(3 * WIDTH, len(one.labels)) for one in SPAN_CLASSIFIERS})
        self.of_sentence = nn.ModuleDict(
            {one.name: nn.Linear(2 * WIDTH, len(one.labels)) for one in SENTENCE_CLASSIFIERS}
        )

    def states(self, batch: dict[str, Tensor]) -> Tensor:
        """States of the words: those of their first pieces, `[windows, words, WIDTH]`."""
        x = self.encoder(batch["ids"], batch["cases"], batch["states"], batch["mask"])
        return torch.gather(x, 1, batch["first"][..., None].expand(-1, -1, x.shape[-1]))

    def emissions(self, tagger: str, states: Tensor) -> Tensor:
        return self.tag[tagger](F.dropout(states, self.share, self.training))


def shallow(teacher: Network, layers: int, share: float) -> Network:
    """Return a network of fewer layers that starts as the lower part of `teacher`, with its heads."""
    network = Network(layers, share)
    network.encoder.adopt_lower(teacher.encoder)
    ours = network.state_dict()
    heads = {name: value for name, value in teacher.state_dict().items() if not name.startswith("encoder.")}
    network.load_state_dict(ours | heads)
    return network


def represent(states: Tensor, places: Sequence[tuple[int, int, int]]) -> Tensor:
    """Represent spans `(window, first word, word behind)` as mean, first and last state, `[spans, 3 * WIDTH]`."""
    sums = torch.cat([torch.zeros_like(states[:, :1]), states.cumsum(1)], 1)
    index = torch.tensor(places)
    window, start, end = index[:, 0], index[:, 1], index[:, 2]
    mean = (sums[window, end] - sums[window, start]) / (end - start)[:, None]
    return torch.cat([mean, states[window, start], states[window, end - 1]], -1)
