"""What a cue governs: the clauses and phrases that may say what is undertaken, and how they are joined to it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.parse import Token

from .lexicon import Lexicon
from .syntax import Tree, has_to

_PREPOSITIONS = frozenset(
    {"to", "on", "upon", "for", "of", "with", "in", "about", "against", "from", "at", "forward", "behind", "as"}
)


class Complements:
    """Lists complements in one parse."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._tree = tree
        self._lexicon = lexicon

    def of(self, token: Token, word_class: str) -> Iterator[tuple[str, Token]]:
        """Yield what a cue governs as pairs of joint (see `frames.Candidate`) and governing token."""
        tree = self._tree
        for child in tree.children(token):
            if child.dep in {"xcomp", "acl", "ccomp", "advcl", "relcl"} and child.i > token.i:
                yield from self._clause(child, word_class)
            elif child.dep in {"dobj", "attr", "oprd"} and word_class == "verb":
                if self._opens_itself(child):
                    continue
                yield "np", child
                if inner := [c for c in tree.children(child, "acl", "relcl") if has_to(tree, c)]:
                    yield "to", inner[0]
            elif child.dep == "prep" and child.lemma.lower() in _PREPOSITIONS and child.i > token.i:
                yield from self._prepositional(child)
            elif child.dep in {"prt", "advmod"} and child.i > token.i:
                for prep in tree.children(child, "prep"):
                    yield from self._prepositional(prep)
            elif child.dep in {"nsubjpass", "csubjpass"} and word_class == "verb" and child.tag != "PRP":
                yield "subject", child
        yield from self._next_to(token, word_class)

    def _opens_itself(self, noun: Token) -> bool:
        """Tell whether an object is itself the cue: in "reaffirmed its commitment to X" the noun governs the act."""
        groups = {cue.group for cue in self._lexicon.nouns.get(noun.lemma.lower(), ())}
        return bool(groups & {"commitment", "intention"}) and any(self.of(noun, "noun"))

    def _clause(self, child: Token, word_class: str) -> Iterator[tuple[str, Token]]:
        if has_to(self._tree, child):
            yield "to", child
        elif child.tag == "VBG" and child.dep in {"xcomp", "acl", "ccomp"} and self._tree.child(child, "nsubj") is None:
            if word_class == "verb":
                yield "ing", child
        elif child.dep == "ccomp" or (child.dep == "acl" and self._tree.child(child, "mark") is not None):
            yield "that", child

    def _prepositional(self, prep: Token) -> Iterator[tuple[str, Token]]:
        for child in self._tree.children(prep, "pobj", "pcomp", "prep"):
            if child.dep == "prep":
                yield from self._prepositional(child)
            else:
                yield prep.lemma.lower(), child

    def _next_to(self, token: Token, word_class: str) -> Iterator[tuple[str, Token]]:
        """Mend what small parsers often misplace: "its commitment to deliver" with "to deliver" hung elsewhere."""
        if word_class == "verb":
            return
        owners = [c for c in self._tree.children(token, "prep") if c.lemma.lower() == "of"]
        last = max((t.i for owner in owners for t in self._tree.subtree(owner)), default=token.i)
        after = next((self._tree.tokens[n] for n in (token.i + 1, last + 1) if self._is_to(n, token)), None)
        if after is None or after.head == token.i:
            return
        if after.dep == "aux":
            yield "to", self._tree.tokens[after.head]
        elif after.dep == "prep":
            yield from self._prepositional(after)

    def _is_to(self, number: int, noun: Token) -> bool:
        if number >= len(self._tree.tokens):
            return False
        token = self._tree.tokens[number]
        return token.sentence == noun.sentence and token.lemma.lower() == "to"

    def members(self, head: Token, joint: str) -> list[Token]:
        """Split a list of verbs under one cue into its members; noun lists stay whole."""
        members = [head]
        if joint != "that" and (joint in {"np", "subject", "self"} or not head.tag.startswith("VB")):
            return members
        at = head
        while (following := self._conjunct(at)) is not None and following not in members:
            members.append(following)
            at = following
        if joint == "to":
            members += [v for v in self._also_to(head) if v not in members]
        return members

    def _also_to(self, head: Token) -> Iterator[Token]:
        """Yield further infinitives of the list, which parsers hang anywhere below: "to meet … and to report"."""
        for verb in self._tree.subtree(head):
            if verb.i <= head.i or not verb.tag.startswith("VB"):
                continue
            to = next((c for c in self._tree.children(verb, "aux") if c.text.lower() == "to"), None)
            if to is not None and to.i > head.i + 1 and self._tree.tokens[to.i - 1].lemma.lower() == "and":
                yield verb

    def _conjunct(self, verb: Token) -> Token | None:
        for child in self._tree.children(verb, "conj"):
            if child.tag.startswith("VB") or child.tag == "NN":
                return child if child.tag.startswith("VB") else None
        return None
