"""Conditions that hang on no act: "They agreed, if the ceasefire holds." says what must be, and not what then."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.documents import Document
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Span

from .extent import CONDITION
from .lexicon import lexicon
from .syntax import Tree, covered

_BINDING = frozenset({"commit", "agree", "decide"})


def idle_conditions(document: Document, tree: Tree, clauses: Sequence[Span]) -> list[Issue]:
    """Return an Issue for every verb of agreement that has a condition and, in the same sentence, no act.

    Args:
        document: whose text the spans are offsets into.
        tree: its parse.
        clauses: where undertakings were found; a sentence with one has its act.
    """
    issues = []
    for token in tree.tokens:
        groups = {cue.group for cue in lexicon().verbs.get(token.lemma.lower(), ())}
        if not groups & _BINDING or not token.tag.startswith("VB") or token.sentence >= len(tree.sentences):
            continue
        sentence = tree.sentences[token.sentence]
        if any(sentence.overlaps(clause) for clause in clauses):
            continue
        for branch in tree.children(token, "advcl"):
            mark = tree.child(branch, "mark", "advmod")
            where = covered(document.text, tree.subtree(branch))
            if mark is not None and mark.lemma.lower() in CONDITION and where is not None:
                text = "a condition without an act it would bind"
                issues.append(Issue("ANN503", Severity.NOTE, "annotate", text, document.id, where))
    return issues
