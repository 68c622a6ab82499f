"""What a candidate is by rule: the settled cases of the annotation guidelines, cue by cue.

The rules name a kind for every candidate; whether it is an undertaking at all is not theirs to say. The classifier
takes their answer as one feature among others; without it they decide alone.
"""

from __future__ import annotations

from onrecord.annotate.parse import Token
from onrecord.record.undertakings import UndertakingKind

from .extent import Extent
from .frames import ACTING, Candidate
from .lexicon import Lexicon
from .syntax import Tree

K = UndertakingKind
_OWN = frozenset({"we", "i", "our", "us", "my"})


class KindRules:
    """Names the kind of candidates in one document."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._tree = tree
        self._words = lexicon.classes

    def kind(self, candidate: Candidate, extent: Extent, *, shared: bool) -> UndertakingKind:
        """Return the kind a candidate has if it is an undertaking.

        Args:
            candidate: the cue with its complement.
            extent: its spans.
            shared: two or more parties do it together.
        """
        group = candidate.frame.split(".")[1]
        if group in {"agree", "agreement"}:
            return self._agreed(candidate, extent, group)
        if group == "must":
            return self._obligation(candidate, shared)
        if group == "will" and self._agreed_on(candidate):
            return K.UNDERSTANDING
        if group == "will" and self.is_stressed(candidate):
            return K.UNDERSTANDING if shared else K.AFFIRMATION
        if group in {"affirm", "position", "needed"}:
            return self._affirmed(candidate, shared)
        if group == "commitment" or group in {"commit", "committed"}:
            return self._committed(candidate, extent)
        return candidate.kind

    def _agreed(self, candidate: Candidate, extent: Extent, group: str) -> UndertakingKind:
        if group == "agreement" or candidate.joint not in {"to", "that"}:
            return K.UNDERSTANDING
        if self.is_contact(candidate, extent):
            return K.UNDERSTANDING
        return K.COMMITMENT if candidate.joint == "to" else K.UNDERSTANDING

    def is_contact(self, candidate: Candidate, extent: Extent) -> bool:
        """Tell whether the act is to stay in contact or go on with a dialogue."""
        inside = self._inside(candidate, extent)
        talking = any(t.lemma.lower() in self._words["contact"] for t in inside[:8])
        return talking and any(t.lemma.lower() in self._words["keeping"] for t in inside[:3])

    def _agreed_on(self, candidate: Candidate) -> bool:
        """Tell whether the act is what an understanding says: "an understanding was reached on how X will …"."""
        for at in self._tree.ancestors(candidate.head):
            if at.dep in {"ROOT", "relcl"} and at.lemma.lower() not in {"agree", "reach", "conclude"}:
                return False
            near = [at, *self._tree.children(at, "nsubjpass", "nsubj", "dobj")]
            if any(t.lemma.lower() in self._words["agreeing"] for t in near):
                return True
        return False

    def is_settled(self, candidate: Candidate) -> bool:
        """Tell whether the guidelines settle the kind of what "will" be done, whatever else speaks for a promise."""
        if candidate.frame != "modal.will.modal":
            return False
        return self._agreed_on(candidate) or self.is_stressed(candidate)

    def is_stressed(self, candidate: Candidate) -> bool:
        """Tell whether it is stressed how things will be done, with nobody who does them: a point, not a promise."""
        verb, subject = candidate.head, candidate.subject
        teller = self._tree.head(verb) if verb.dep == "ccomp" else None
        if teller is None or teller.lemma.lower() not in self._words["stressing"] - {"agree"}:
            return False
        passive = self._tree.child(verb, "auxpass") is not None and self._tree.child(verb, "agent") is None
        return passive and subject is not None and subject.ent not in ACTING and subject.tag in {"NN", "NNS"}

    def _inside(self, candidate: Candidate, extent: Extent) -> list[Token]:
        sentence = self._tree.sentence(candidate.head.sentence)
        return [t for t in sentence if extent.action.start <= t.start < extent.action.end]

    def _obligation(self, candidate: Candidate, shared: bool) -> UndertakingKind:
        if candidate.addressee is not None:
            return K.DEMAND
        return K.UNDERSTANDING if shared else K.AFFIRMATION

    def _affirmed(self, candidate: Candidate, shared: bool) -> UndertakingKind:
        weighing = (
            candidate.head.lemma.lower() in self._words["weight"]
            or candidate.cue.lemma.lower() in self._words["weight"]
        )
        if weighing and not shared and self._names_other(candidate):
            return K.DEMAND
        stressing = candidate.cue.lemma.lower() in self._words["stressing"]
        return K.UNDERSTANDING if shared and (weighing or stressing) else K.AFFIRMATION

    def _names_other(self, candidate: Candidate) -> bool:
        """Tell whether a need is one for a named other to act: "the need for Kiev to", "fulfilment by Kiev of"."""
        noun = candidate.cue if candidate.cue.lemma.lower() in self._words["weight"] else candidate.head
        for clause in self._tree.children(noun, "acl", "relcl", "ccomp"):
            if self._tree.child(clause, "nsubj") is not None and self._tree.child(clause, "aux") is not None:
                return True
        return False

    def _committed(self, candidate: Candidate, extent: Extent) -> UndertakingKind:
        head = candidate.head
        if head.tag.startswith("VB"):
            inside = self._inside(candidate, extent)
            abstract = head.lemma.lower() in self._words["support"] and any(
                t.lemma.lower() in self._words["principle"] for t in inside[1:6]
            )
            return K.AFFIRMATION if abstract and candidate.joint != "that" else K.COMMITMENT
        return K.AFFIRMATION
