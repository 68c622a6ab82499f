"""Candidates: every clause or noun phrase that a cue of commitment, demand, affirmation or agreement governs.

Generous on purpose: what a candidate is, if anything, the classifier decides (`classifier.py`). A frame is a cue's
word class and group together with how its complement is joined: `verb.agree.to` is "agreed to meet".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.annotate.parse import Token
from onrecord.record.undertakings import Strength, UndertakingKind

from .lexicon import Cue, Lexicon
from .syntax import Tree

K = UndertakingKind
_PREPOSITIONS = frozenset(
    {"to", "on", "upon", "for", "of", "with", "in", "about", "against", "from", "at", "forward", "behind", "as"}
)
_BREAKING = frozenset({"break", "violate", "breach", "renege"})
_OWN = frozenset({"we", "i"})
ACTING = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PROMISED = frozenset(
    {"commit", "commitment", "promise", "pledge", "obligation", "undertake", "undertaking", "agree", "vow"}
)
_IMPERSONAL = frozenset({"it", "there"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible undertaking.

    Attributes:
        frame: word class, group and joint, e.g. `verb.agree.to`.
        cue: the word that opens it.
        head: the governing token of the action clause or phrase.
        joint: `to`, `that`, `ing`, `np`, a preposition, `subject`, `modal` or `self`.
        kind, strength: what the frame means where nothing else decides.
        subject: who agrees, affirms, asks, ... None in an agentless passive.
        addressee: the object of a demand.
        first: the head is the first of its list, not a later member.
    """

    frame: str
    cue: Token
    head: Token
    joint: str
    kind: UndertakingKind
    strength: Strength | None = None
    subject: Token | None = None
    addressee: Token | None = None
    first: bool = True


def is_awaited(candidate: Candidate) -> bool:
    """Tell whether an act is expected without anybody who expects it: "is expected to begin in May"."""
    cue = candidate.cue
    return cue.lemma.lower() == "expect" and candidate.joint == "to" and (cue.tag == "VBN" or cue.dep == "acl")


class Frames:
    """Finds candidates in a parse."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._tree = tree
        self._lexicon = lexicon

    def of_sentence(self, index: int) -> list[Candidate]:
        """Return the candidates of one sentence, by the place of their cue."""
        found: dict[tuple[int, int], Candidate] = {}
        for token in self._tree.sentence(index):
            for candidate in self._of_token(token):
                found.setdefault((candidate.cue.i, candidate.head.i), candidate)
        return self._outermost(list(found.values()))

    def _outermost(self, candidates: list[Candidate]) -> list[Candidate]:
        """Leave out cues that only work inside another's act: "agreed to maintain contacts" is one agreement.

        The other way round for reports: in "noted that it will continue" the inner cue tells the act.
        """
        stressing = self._lexicon.classes["stressing"]
        opening = {c.cue.i for c in candidates if c.frame.startswith(("verb.affirm", "verb.agree", "verb.demand"))}
        candidates = [
            c for c in candidates
            if c.joint != "to" or c.head.i not in opening or c.head.lemma.lower() not in stressing
        ]  # fmt: skip
        inside = self._inside_acts(candidates)
        told = {c.head.i for c in candidates if c.joint == "modal"} | {c.cue.i for c in candidates if c.joint != "that"}
        kept = []
        for candidate in candidates:
            group = candidate.frame.split(".")[1]
            at = candidate.head.i if candidate.joint == "modal" else candidate.cue.i
            if group != "agreement" and not is_awaited(candidate) and inside.get(at, set()) - {candidate.cue.i}:
                continue
            if candidate.joint == "that" and group != "agree" and candidate.head.i in told:
                continue
            kept.append(candidate)
        return kept

    def _inside_acts(self, candidates: list[Candidate]) -> dict[int, set[int]]:
        """Return for every token the cues whose infinitive or modal act it stands in."""
        inside: dict[int, set[int]] = {}
        for act in candidates:
            if act.joint not in {"to", "ing", "modal", "in"} or not act.head.tag.startswith("VB"):
                continue
            stop = {c.i for c in self._tree.children(act.head, "ccomp", "relcl", "conj")}
            for token in self._tree.subtree(act.head, without=stop):
                if token.i > act.cue.i:
                    inside.setdefault(token.i, set()).add(act.cue.i)
        return inside

    def _of_token(self, token: Token) -> Iterator[Candidate]:
        lemma = token.lemma.lower()
        if token.tag.startswith("VB") or token.dep == "ROOT":
            yield from self._of_cues("verb", token, self._lexicon.verbs.get(lemma, ()))
            yield from self._of_modal(token)
        if token.tag.startswith("NN"):
            yield from self._of_cues("noun", token, self._lexicon.nouns.get(lemma, ()))
            if any(c.group == "agreement" for c in self._lexicon.nouns.get(lemma, ())):
                cue = next(c for c in self._lexicon.nouns[lemma] if c.group == "agreement")
                yield Candidate("noun.agreement.self", token, token, "self", cue.kind, None, self._possessor(token))
            if lemma in self._lexicon.classes["weight"]:
                yield from self._needed_of_other(token)
        if token.tag[:2] in {"JJ", "VB"} and (token.tag[:2] == "JJ" or token.tag in {"VBN", "VBD"}):
            yield from self._of_cues(
                "adjective",
                token,
                self._lexicon.adjectives.get(lemma, ()) or self._lexicon.adjectives.get(token.text.lower(), ()),
            )

    def _needed_of_other(self, noun: Token) -> Iterator[Candidate]:
        """Yield what a need or importance asks of a named other: "the need for Kiev to act", "of Hamas taking part"."""
        sentence = [t for t in self._tree.sentence(noun.sentence) if t.i > noun.i][:14]
        if not sentence or sentence[0].lemma.lower() not in {"for", "of"}:
            return
        for one, other in pairwise(sentence[1:]):
            named = one.ent in ACTING or (one.tag in {"NNP", "NNPS", "NNS"})
            verb = self._tree.tokens[other.head] if other.text.lower() == "to" else other
            if named and (other.text.lower() == "to" or other.tag == "VBG") and verb.tag.startswith("VB"):
                if other.text.lower() != "to" and self._tree.child(verb, "nsubj", "poss") is None:
                    return
                for number, member in enumerate(self._members(verb, "to")):
                    yield Candidate(
                        "noun.needed.to", noun, member, "to", K.DEMAND, None, self._possessor(noun), one, number == 0
                    )
                return
            if one.tag.startswith("VB"):
                return

    def _of_cues(self, word_class: str, token: Token, cues: tuple[Cue, ...]) -> Iterator[Candidate]:
        if not cues:
            return
        if word_class == "noun" and cues[0].group == "position" and self._is_object_of_cue(token):
            return
        if word_class == "verb" and any(cue.group == "fulfil" for cue in cues):
            if self._claims(token):
                yield self._claim(token)
                return
            cues = tuple(cue for cue in cues if cue.group != "fulfil")
            if not cues:
                return
        subject = self._possessor(token) if word_class == "noun" else self._agent(self._predicate(token))
        addressee = self._addressee(token) if word_class != "adjective" else None
        complements = list(self._complements(token, word_class))
        if token.lemma.lower() == "call" and word_class == "verb" and not _called_on(self._tree, token):
            return
        acts = any(joint in {"to", "that"} for joint, _ in complements)
        for joint, head in complements:
            if acts and word_class == "verb" and addressee is not None and head.i == addressee.i:
                continue  # "urged X to act": X is asked, not the act
            cue = _chosen(cues, joint, addressee is not None)
            for number, member in enumerate(self._members(head, joint)):
                yield Candidate(
                    f"{word_class}.{cue.group}.{joint}",
                    token,
                    member,
                    joint,
                    cue.kind,
                    cue.strength,
                    subject,
                    addressee,
                    number == 0,
                )

    def _predicate(self, token: Token) -> Token:
        """Return the verb of an adjective: "was" in "Norway was ready to"; any other word itself."""
        copula = self._tree.head(token)
        return copula if token.dep == "acomp" and copula is not None and copula.tag.startswith("VB") else token

    def _complements(self, token: Token, word_class: str) -> Iterator[tuple[str, Token]]:
        tree = self._tree
        for child in tree.children(token):
            if child.dep in {"xcomp", "acl", "ccomp", "advcl", "relcl"} and child.i > token.i:
                yield from self._clause(child, word_class)
            elif child.dep in {"dobj", "attr", "oprd"} and word_class == "verb":
                if self._opens_itself(child):
                    continue
                yield "np", child
                if inner := [c for c in tree.children(child, "acl", "relcl") if _has_to(tree, c)]:
                    yield "to", inner[0]
            elif child.dep == "prep" and child.lemma.lower() in _PREPOSITIONS and child.i > token.i:
                yield from self._prepositional(child)
            elif child.dep in {"prt", "advmod"} and child.i > token.i:
                for prep in tree.children(child, "prep"):
                    yield from self._prepositional(prep)
            elif child.dep in {"nsubjpass", "csubjpass"} and word_class == "verb" and child.tag != "PRP":
                yield "subject", child
        yield from self._next_to(token, word_class)

    def _claims(self, verb: Token) -> bool:
        """Tell whether a verb says that something promised has been done: "did everything they committed to do"."""
        has = any(c.lemma.lower() in {"have", "be"} for c in self._tree.children(verb, "aux", "auxpass"))
        if not (verb.tag == "VBD" or (verb.tag == "VBN" and has) or _denies(self._tree, verb)):
            return False
        done = self._tree.child(verb, "dobj", "nsubjpass", "ccomp")
        if done is None or done.i == verb.i:
            return False
        clauses = [done] if done.dep == "ccomp" else self._tree.children(done, "relcl", "acl", "ccomp")
        promised = [done, *(t for clause in clauses for t in self._tree.subtree(clause))]
        return any(t.lemma.lower() in _PROMISED for t in promised)

    def _claim(self, verb: Token) -> Candidate:
        """Return "has done what it promised" as a whole; denied, it is its teller who says so of the subject."""
        subject = self._tree.subject(verb)
        if not _denies(self._tree, verb):
            return Candidate("verb.fulfil.self", verb, verb, "self", K.FULFILMENT_CLAIM, None, subject)
        accuser = next(
            (a for a in self._tree.ancestors(verb) if a.lemma.lower() in {"accuse", "blame", "suspect"}), None
        )
        if accuser is not None and verb.dep == "pcomp":
            return Candidate(
                "verb.fulfil.denied",
                verb,
                verb,
                "self",
                K.FULFILMENT_CLAIM,
                None,
                self._agent(accuser),
                self._tree.child(accuser, "dobj"),
            )
        teller = self._teller(verb)
        agent = self._agent(teller) if teller is not None else None
        return Candidate("verb.fulfil.denied", verb, verb, "self", K.FULFILMENT_CLAIM, None, agent, subject)

    def _is_object_of_cue(self, noun: Token) -> bool:
        governor = self._tree.head(noun)
        return (
            governor is not None and noun.dep in {"dobj", "nsubjpass"} and governor.lemma.lower() in self._lexicon.verbs
        )

    def _opens_itself(self, noun: Token) -> bool:
        """Tell whether an object is itself the cue: in "reaffirmed its commitment to X" the noun governs the act."""
        groups = {cue.group for cue in self._lexicon.nouns.get(noun.lemma.lower(), ())}
        return bool(groups & {"commitment", "intention"}) and any(self._complements(noun, "noun"))

    def _clause(self, child: Token, word_class: str) -> Iterator[tuple[str, Token]]:
        if _has_to(self._tree, child):
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

    def _members(self, head: Token, joint: str) -> list[Token]:
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

    def _of_modal(self, verb: Token) -> Iterator[Candidate]:
        tree = self._tree
        for aux in tree.children(verb, "aux"):
            word = aux.text.lower()
            commissive = word in self._lexicon.commissive
            if not commissive and word not in self._lexicon.deontic:
                continue
            subject = tree.subject(verb)
            kind, strength = (K.COMMITMENT, Strength.FIRM) if commissive else (K.DEMAND, None)
            group = "will" if commissive else "must"
            addressee = None
            teller = self._teller(verb)
            if not commissive and not (subject is not None and subject.text.lower() in _OWN):
                addressee, subject = subject, self._agent(teller) if teller is not None else None
            elif commissive and teller is not None and self._expects(teller):
                group, kind, strength = "expected", K.DEMAND, None
                addressee, subject = subject, self._agent(teller)
            for number, member in enumerate(self._members(verb, "modal")):
                if number and tree.child(member, "nsubj", "nsubjpass"):
                    break
                yield Candidate(
                    f"modal.{group}.modal", aux, member, "modal", kind, strength, subject, addressee, number == 0
                )
        if verb.text.lower() == "going" and tree.child(verb, "aux") is not None:
            for child in tree.children(verb, "xcomp"):
                for number, member in enumerate(self._members(child, "to")):
                    yield Candidate(
                        "modal.will.going",
                        verb,
                        member,
                        "to",
                        K.COMMITMENT,
                        Strength.FIRM,
                        tree.subject(verb),
                        None,
                        number == 0,
                    )
        if verb.lemma.lower() == "need":
            for child in tree.children(verb, "xcomp"):
                for number, member in enumerate(self._members(child, "to")):
                    subject = tree.subject(verb)
                    yield Candidate(
                        "modal.must.need", verb, member, "to", K.AFFIRMATION, None, subject, None, number == 0
                    )

    def _teller(self, verb: Token) -> Token | None:
        """Return the verb that reports a clause: "emphasised" in "emphasised that Ukraine must …"."""
        at = verb
        while at.dep == "conj" and (up := self._tree.head(at)) is not None:
            at = up
        return self._tree.head(at) if at.dep == "ccomp" else None

    def _expects(self, verb: Token) -> bool:
        return verb.lemma.lower() in self._lexicon.classes["expecting"]

    def _agent(self, verb: Token) -> Token | None:
        tree = self._tree
        passive = tree.child(verb, "nsubjpass", "auxpass") is not None
        if passive:
            agent = tree.child(verb, "agent")
            return tree.child(agent, "pobj") if agent is not None else None
        subject = tree.subject(verb)
        return None if subject is not None and subject.lemma.lower() in _IMPERSONAL else subject

    def _possessor(self, noun: Token) -> Token | None:
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
                return self._agent(governor)
        return None

    def _antecedent(self, noun: Token, owner: Token) -> Token:
        """Return the named subject that "its" or "their" points back to in its own clause, else the pronoun."""
        if owner.text.lower() in {"our", "my"}:
            return owner
        verb = next((g for g in self._tree.ancestors(noun) if g.tag.startswith("VB")), None)
        agent = self._agent(verb) if verb is not None else None
        return agent if agent is not None and agent.i < noun.i and agent.tag not in {"PRP", "WDT", "WP"} else owner

    def _addressee(self, token: Token) -> Token | None:
        """Return on whom a demand falls: "urged X to", "called on X to", "the need for X to"."""
        tree = self._tree
        for child in tree.children(token):
            if child.dep in {"dobj", "dative"} and child.i > token.i:
                return child
            if child.dep in {"ccomp", "xcomp", "advcl"} and _has_to(tree, child):
                return tree.child(child, "nsubj", "nsubjpass")
            if child.dep == "prep" and child.lemma.lower() in {"on", "upon", "for", "to", "from"}:
                named = tree.child(child, "pobj")
                if named is not None:
                    return named
        return None


def _denies(tree: Tree, verb: Token) -> bool:
    """Tell whether fulfilment is denied: "has not fulfilled", "failed to honour", "broke the promise"."""
    governor = tree.head(verb)
    failed = verb.dep == "xcomp" and governor is not None and governor.lemma.lower() in {"fail", "refuse", "neglect"}
    return failed or verb.lemma.lower() in _BREAKING or tree.child(verb, "neg") is not None


def _called_on(tree: Tree, verb: Token) -> bool:
    """Tell "called on X to", "called for X" from "called X (on the telephone)"."""
    return any(c.lemma.lower() in {"on", "upon", "for"} for c in tree.children(verb, "prep", "prt", "advmod"))


def _has_to(tree: Tree, verb: Token) -> bool:
    return any(c.text.lower() == "to" for c in tree.children(verb, "aux"))


def _chosen(cues: tuple[Cue, ...], joint: str, addressed: bool) -> Cue:
    """Choose between readings of one word: "hopes to" intends, "hopes that X" and "urges X to" demand."""
    if len(cues) == 1:
        return cues[0]
    groups = {cue.group: cue for cue in cues}
    if "demand" in groups and (addressed or joint == "that"):
        return groups["demand"]
    return next((cue for cue in cues if cue.group != "demand"), cues[0])
