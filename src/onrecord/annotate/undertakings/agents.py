"""Who acts, and who is asked to: the words that a cue's grammar gives for its actor, its owner and its addressee."""

from __future__ import annotations

from onrecord.annotate.parse import Token

from .syntax import Tree, has_to

_IMPERSONAL = frozenset({"it", "there"})


class Agents:
    """Finds actors and addressees in one parse."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def predicate(self, token: Token) -> Token:
        """Return the verb of an adjective: "was" in "Norway was ready to"; any other word itself."""
        copula = self._tree.head(token)
        return copula if token.dep == "acomp" and copula is not None and copula.tag.startswith("VB") else token

    def teller(self, verb: Token) -> Token | None:
        """Return the verb that reports a clause: "emphasised" in "emphasised that Ukraine must …"."""
        at = verb
        while at.dep == "conj" and (up := self._tree.head(at)) is not None:
            at = up
        return self._tree.head(at) if at.dep == "ccomp" else None

    def agent(self, verb: Token) -> Token | None:
        """Return who does what a verb says; None in an agentless passive or with an impersonal "it"."""
        tree = self._tree
        passive = tree.child(verb, "nsubjpass", "auxpass") is not None
        if passive:
            agent = tree.child(verb, "agent")
            return tree.child(agent, "pobj") if agent is not None else None
        subject = tree.subject(verb)
        if subject is not None and subject.tag in {"WP", "WDT"}:
            return self.named_before(subject) or subject
        return None if subject is not None and subject.lemma.lower() in _IMPERSONAL else subject

    def named_before(self, token: Token) -> Token | None:
        """Return the noun right before a word: whom "who" stands for, or a subject that the parser hung elsewhere."""
        before = [t for t in self._tree.sentence(token.sentence) if t.i < token.i and t.tag not in {",", "RB"}]
        if not before or not before[-1].tag.startswith("NN"):
            return None
        noun = before[-1]
        while noun.dep == "conj" and (up := self._tree.head(noun)) is not None and up.tag.startswith("NNP"):
            noun = up
        return noun

    def possessor(self, noun: Token) -> Token | None:
        """Return whose a noun is: "its", "of Norway", "Norwegian", else who acts in its clause."""
        tree = self._tree
        owner = tree.child(noun, "poss")
        if owner is not None and owner.tag != "PRP$":
            return owner
        if owner is not None:
            return self._antecedent(noun, owner)
        for child in tree.children(noun, "prep"):
            if child.lemma.lower() in {"by", "of", "between"} and (named := tree.child(child, "pobj")) is not None:
                return named
        named_by = next(
            (c for c in tree.children(noun, "compound", "amod", "nmod") if c.ent in {"GPE", "NORP", "ORG"}), None
        )
        if named_by is not None:
            return named_by
        for governor in tree.ancestors(noun):
            if governor.tag.startswith("VB"):
                return self.agent(governor)
        return None

    def _antecedent(self, noun: Token, owner: Token) -> Token:
        """Return the named subject that "its" or "their" points back to in its own clause, else the pronoun."""
        if owner.text.lower() in {"our", "my"}:
            return owner
        verb = next((g for g in self._tree.ancestors(noun) if g.tag.startswith("VB")), None)
        agent = self.agent(verb) if verb is not None else None
        return agent if agent is not None and agent.i < noun.i and agent.tag not in {"PRP", "WDT", "WP"} else owner

    def addressee(self, token: Token) -> Token | None:
        """Return on whom a demand falls: "urged X to", "called on X to", "the need for X to"."""
        tree = self._tree
        for child in tree.children(token):
            if child.dep in {"dobj", "dative"} and child.i > token.i:
                return child
            if child.dep in {"ccomp", "xcomp", "advcl"} and has_to(tree, child):
                return tree.child(child, "nsubj", "nsubjpass")
            if _is_subjunctive(tree, child):
                return tree.child(child, "nsubj", "nsubjpass")
            if child.dep == "prep" and child.lemma.lower() in {"on", "upon", "for", "to", "from"}:
                named = tree.child(child, "pobj")
                if named is not None:
                    return named
        return None


def _is_subjunctive(tree: Tree, clause: Token) -> bool:
    """Tell whether a clause says what is demanded in as few words as "that the fleet withdraw"."""
    plain = clause.dep == "ccomp" and clause.tag in {"VB", "VBP"}
    return plain and tree.child(clause, "mark") is not None and tree.child(clause, "aux") is None
