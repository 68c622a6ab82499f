"""The network in torch and the reader in numpy agree. Needs the training environment (see training/README.md)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is in the training environment only, see training/README.md")
pytest.importorskip("onnx", reason="onnx is in the training environment only, see training/README.md")

from training.batches import tensors  # noqa: E402
from training.corpora import Sample  # noqa: E402
from training.export import Title, export  # noqa: E402
from training.network import Crf, Network, represent, shallow  # noqa: E402

from onrecord.annotate.encoder.heads import LINKERS, TAGGERS  # noqa: E402
from onrecord.annotate.encoder.model import Model, locate, read_card  # noqa: E402
from onrecord.annotate.encoder.pieces import Vocabulary, units_of  # noqa: E402
from onrecord.annotate.encoder.viterbi import best_labels  # noqa: E402
from onrecord.annotate.encoder.windows import layout  # noqa: E402

TEXT = "Lind said the harbour would open again. Berg, who spoke later, disagreed with her."


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(locate(None) / "tokenizer.json")


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(0)
    return Network(layers=1).eval()


@pytest.fixture(scope="module")
def model(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("model")
    export(network, locate(None) / "tokenizer.json", Title("tiny", "0"), folder, int8=False)
    return Model(read_card(folder))


def test_exported_states_and_label_scores_are_those_of_the_network(
    network: Network, model: Model, vocabulary: Vocabulary
) -> None:
    (unit,) = units_of(TEXT, [(0, len(TEXT))], vocabulary)
    states = model.states(layout((unit,), vocabulary))
    with torch.no_grad():
        ours = network.states(tensors([[Sample(unit)]], vocabulary).inputs)
        emissions = {tagger.name: network.emissions(tagger.name, ours)[0].numpy() for tagger in TAGGERS}
    assert np.allclose(states, ours[0].numpy(), atol=1e-4)
    for name, scores in model.emissions(states).items():
        assert np.allclose(scores, emissions[name], atol=0.02)


def test_link_scores_are_those_of_the_network(network: Network, model: Model, vocabulary: Vocabulary) -> None:
    from onrecord.annotate.encoder.features import pair_features

    (unit,) = units_of(TEXT, [(0, len(TEXT))], vocabulary)
    states = model.states(layout((unit,), vocabulary))
    cues, sources = [(1, 2), (12, 14)], [(0, 1), (8, 9), (10, 11)]
    scores = model.linking["attributions"].scores(unit, states, cues, {"source": sources})["source"]
    head, tensor = network.link["attributions"], torch.from_numpy(states)[None]
    pairs = [(i, j) for i in range(2) for j in range(3)]
    features = torch.tensor([pair_features(unit, cues[i], sources[j], cues, sources) for i, j in pairs])
    with torch.no_grad():
        anchors = represent(tensor, [(0, a, b) for a, b in cues])
        spans = represent(tensor, [(0, a, b) for a, b in sources])
        expected = head.pairs("source", anchors, spans, pairs, features).reshape(2, 3).numpy()
        none = head.nothing("source", anchors).numpy()
    assert np.allclose(scores[:, 1:], expected, atol=0.02)
    assert np.allclose(scores[:, 0], none, atol=0.02)


def test_the_crf_loss_is_lowest_for_its_own_best_labels() -> None:
    torch.manual_seed(1)
    crf = Crf(5)
    emissions = torch.randn(1, 6, 5) * 3
    table = (crf.transitions + crf.forbidden).detach().numpy().copy()
    (best,) = best_labels([emissions[0].numpy()], table, [crf.start.numpy()])
    mask = torch.ones(1, 6, dtype=torch.bool)
    loss = crf.loss(emissions, torch.tensor([best]), mask)
    for other in ([0] * 6, [1, 2, 2, 2, 2, 2], [3, 4, 4, 0, 0, 0]):
        assert loss <= crf.loss(emissions, torch.tensor([other]), mask)


def test_a_shallow_network_starts_as_the_lower_half(network: Network) -> None:
    deep = Network(layers=2)
    low = shallow(deep, 1, 0.1)
    assert torch.equal(low.encoder.layers[0].up.weight, deep.encoder.layers[0].up.weight)
    assert all(
        torch.equal(
            low.link[linker.name].score[linker.links[0].role].weight,
            deep.link[linker.name].score[linker.links[0].role].weight,
        )
        for linker in LINKERS
    )


def test_an_exported_folder_holds_what_the_reader_needs(model: Model) -> None:
    names = {file.name for file in Path(model.card.folder).iterdir()}
    assert names == {"model.json", "model.onnx", "heads.npz", "tokenizer.json"}
