"""The harness runs the components in order, signs what they find, and refuses a component that breaks its contract."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest

import onrecord.annotate as harness
from onrecord.annotate import COMPONENTS, annotate, components
from onrecord.annotate.admit import LAYERS
from onrecord.annotate.component import Annotator, Draft, Findings
from onrecord.annotate.parse import Parse
from onrecord.intake import document
from onrecord.record.documents import Document
from onrecord.record.issues import BackendFailed, ConfigError, Issue, Severity
from onrecord.record.spans import Origin, Span
from onrecord.record.times import TimeMention
from onrecord.roster import Roster

DOCUMENTS = [document(f"The ministers met on day {n}.", name=str(n)) for n in range(40)]


class NoParser:
    name, version = "none", "0"

    def parse(self, documents: Sequence[Document]) -> list[Parse]:
        return [Parse() for _ in documents]


class First:
    """Finds the first word of each document as a time."""

    name, version, requires, assigns = "times.first", "1", frozenset[str](), "times"

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        note = Issue("ANN021", Severity.NOTE, "annotate", "seen")
        return [
            Findings((TimeMention(Span(0, 3), "day:0"), TimeMention(Span(0, 999), "day:0")), (note,)) for _ in drafts
        ]


class Forgetful(First):
    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        return super().annotate(drafts)[1:]


class Needy(First):
    name, requires, assigns = "meetings.needy", frozenset({"actors"}), "meetings"


def use(monkeypatch: pytest.MonkeyPatch, *made: Annotator) -> None:
    monkeypatch.setattr(harness, "_table", lambda: made)


def test_what_is_found_is_admitted_signed_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, First())
    readings = annotate(DOCUMENTS, roster=Roster(), parser=NoParser())
    assert [reading.document for reading in readings] == DOCUMENTS
    for reading in readings:
        assert [mention.span for mention in reading.times] == [Span(0, 3)]
        assert [issue.code for issue in reading.issues] == ["ANN021", "ANN001"]
        assert reading.origins == (Origin("times.first", "1"),)


def test_a_component_must_answer_for_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Forgetful())
    with pytest.raises(BackendFailed, match="answered 15 times for 16 documents"):
        annotate(DOCUMENTS[:16], roster=Roster(), parser=NoParser())


def test_a_component_whose_needs_nothing_gives_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Actors(First):
        name, assigns = "actors.late", "actors"

    use(monkeypatch, Needy(), Actors())
    with pytest.raises(ConfigError, match="requires actors"):
        components()
    use(monkeypatch, Actors(), Needy())
    assert [component.name for component in components(["meetings"])] == ["actors.late", "meetings.needy"]
    assert [component.name for component in components(["actors"])] == ["actors.late"]


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(ConfigError, match="no such layer: colours"):
        components(["colours"])


def test_the_built_in_components_stand_in_order_and_keep_their_contract() -> None:
    built_in = components()
    assert [component.assigns for component in built_in] == list(COMPONENTS) == list(LAYERS)
    given: set[str] = set()
    for component in built_in:
        assert component.requires <= given
        given.add(component.assigns)
        assert component.name and component.version
        again = pickle.loads(pickle.dumps(component))
        assert (again.name, again.version) == (component.name, component.version)


ODD = [
    "", " \n\n ", "\0", "“", '"' * 50, "😀 said 😀.", "قال الوزير إن المحادثات كانت مفيدة.", "Министр сказал: «Да».",
    "\u202e\u202dreversed\u202c", "a" * 5000, "The minister said" + " that he said" * 300, "1. " * 200,
]  # fmt: skip


@pytest.mark.parametrize("layer", list(COMPONENTS))
def test_every_component_takes_any_text_alone_or_in_company(layer: str) -> None:
    odd = [document(text, name=str(n)) for n, text in enumerate(ODD)]
    plain = document('"We will meet in May," French Foreign Minister Jean Roux said in Rome.', published="2023-03-04")
    together = annotate([*odd, plain], roster=Roster.builtin(), only=[layer])
    alone = [annotate([one], roster=Roster.builtin(), only=[layer])[0] for one in (odd[4], odd[10], plain)]
    assert alone == [together[4], together[10], together[-1]]
    assert together == annotate([*odd, plain], roster=Roster.builtin(), only=[layer])
    assert not [
        issue for reading in together for issue in reading.issues if issue.code in {"ANN001", "ANN002", "ANN003"}
    ]
