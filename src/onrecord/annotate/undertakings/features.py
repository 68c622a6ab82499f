"""What the classifier knows of a candidate: names of binary features, over lemmas, labels and the document's kind."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.parse import Token

from .extent import Extent
from .frames import Candidate
from .syntax import Tree

_FIRST = frozenset({"i", "we", "our", "us", "my"})
_THIRD_PLURAL = frozenset({"they", "their", "them", "both"})
_PLURAL_NOUNS = frozenset(
    {
        "side",
        "party",
        "leader",
        "president",
        "minister",
        "principal",
        "country",
        "counterpart",
        "participant",
        "nation",
        "government",
        "state",
    }
)
_LENGTHS = (2, 4, 7, 12, 20, 35)
_AGREED = frozenset({"agreement", "understanding", "accord", "memorandum", "deal", "pact", "treaty", "framework"})


def features(tree: Tree, candidate: Candidate, extent: Extent, document_kind: str, rule: str = "") -> frozenset[str]:
    """Return the names of the features that hold.

    Args:
        tree: the document's parse.
        candidate: what to describe.
        extent: its spans.
        document_kind: `Document.kind`, or `news` for coverage.
    """
    found = set(_all(tree, candidate, extent, document_kind))
    group = candidate.frame.rsplit(".", 1)[0]
    return frozenset(
        found
        | {
            f"rule={rule}",
            f"rule={rule}&group={group}",
            f"rule={rule}&cue={candidate.cue.lemma.lower()}",
            f"rule={rule}&kind={document_kind}",
        }
    )


def _all(tree: Tree, candidate: Candidate, extent: Extent, document_kind: str) -> Iterator[str]:
    cue, head = candidate.cue, candidate.head
    lemma = cue.lemma.lower()
    group = candidate.frame.rsplit(".", 1)[0]
    actor = _actor_class(tree, candidate.subject)
    yield "bias"
    yield f"frame={candidate.frame}"
    yield f"frame={candidate.frame}&actor={actor}"
    yield f"cue={lemma}&joint={candidate.joint}"
    yield f"cue={lemma}"
    yield f"head={head.lemma.lower()}"
    yield f"head={head.lemma.lower()}&group={group}"
    yield f"headtag={head.tag}"
    yield f"cuetag={cue.tag}&group={group}"
    yield f"cuedep={cue.dep}"
    yield f"actor={actor}"
    yield f"actor={actor}&group={group}"
    yield f"kind={document_kind}"
    yield f"kind={document_kind}&group={group}"
    yield f"first={candidate.first}"
    yield f"length={sum(len(extent.action) > 6 * n for n in _LENGTHS)}"
    yield f"addressee={candidate.addressee is not None}&group={group}"
    yield f"condition={extent.condition is not None}"
    yield from _around(tree, cue, head)
    yield from _words(tree, candidate, extent, group)


def _around(tree: Tree, cue: Token, head: Token) -> Iterator[str]:
    governor = tree.head(cue)
    if governor is not None:
        yield f"governor={governor.lemma.lower()}"
        yield f"governor={governor.lemma.lower()}&cue={cue.lemma.lower()}"
    for child in tree.children(cue):
        if child.dep in {"aux", "neg", "auxpass", "mark", "prt", "amod", "advmod"}:
            yield f"cue.{child.dep}={child.lemma.lower()}"
    for child in tree.children(head):
        if child.dep in {"aux", "neg", "auxpass", "amod", "expl"} or child.dep in {
            "dobj",
            "pobj",
            "xcomp",
            "acomp",
            "attr",
            "prep",
        }:
            yield f"head.{child.dep}={child.lemma.lower()}"
    verb = _reporting(tree, cue)
    if verb is not None:
        yield f"reporting={verb.lemma.lower()}"
    root = next((t for t in (cue, *tree.ancestors(cue)) if t.dep == "ROOT"), cue)
    yield f"root={root.lemma.lower()}"
    if any(t.dep in {"relcl", "advcl", "acl"} for t in (cue, *tree.ancestors(cue))):
        yield "subordinate"
    if cue.i:
        yield f"before={tree.tokens[cue.i - 1].lemma.lower()}"


def _words(tree: Tree, candidate: Candidate, extent: Extent, group: str) -> Iterator[str]:
    inside = [t for t in tree.sentence(candidate.head.sentence) if extent.action.start <= t.start < extent.action.end]
    for token in inside[:14]:
        if token.tag[:2] in {"NN", "VB", "JJ"} and token.text.isalpha():
            yield f"word={token.lemma.lower()}"
    if inside:
        yield f"opens={inside[0].lemma.lower()}"
        yield f"opens={inside[0].tag}&group={group}"
    if any(t.lemma.lower() in _AGREED for t in inside):
        yield f"agreed&group={group}"
    sentence = tree.sentence(candidate.head.sentence)
    quoted = sum(t.text in {"“", '"', "``"} for t in sentence if t.i < candidate.cue.i)
    closed = sum(t.text in {"”", "''"} for t in sentence if t.i < candidate.cue.i)
    if quoted > closed:
        yield "quoted"


def _reporting(tree: Tree, cue: Token) -> Token | None:
    for at in (cue, *tree.ancestors(cue)):
        if at.dep == "ccomp":
            return tree.head(at)
    return None


def _actor_class(tree: Tree, subject: Token | None) -> str:
    if subject is None:
        return "none"
    word = subject.lemma.lower()
    if word in _FIRST or subject.text.lower() in _FIRST:
        return "first"
    if tree.children(subject, "conj") or subject.text.lower() in _THIRD_PLURAL:
        return "plural"
    if subject.tag in {"NNS", "NNPS"} and word in _PLURAL_NOUNS:
        return "plural"
    if subject.tag in {"PRP", "PRP$"}:
        return subject.text.lower()
    if subject.ent in {"GPE", "NORP", "ORG", "PERSON"} or subject.tag.startswith("NNP"):
        return "named"
    return "plain plural" if subject.tag in {"NNS", "NNPS"} else "plain"
