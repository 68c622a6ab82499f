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

from .agents import Agents
from .complements import Complements
from .lexicon import Cue, Lexicon
from .syntax import Tree

K = UndertakingKind
_BREAKING = frozenset({"break", "violate", "breach", "renege"})
_OWN = frozenset({"we", "i"})
ACTING = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PROMISED = frozenset(
    {"commit", "commitment", "promise", "pledge", "obligation", "undertake", "undertaking", "agree", "vow"}
)


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
        self._complements = Complements(tree, lexicon)
        self._agents = Agents(tree)

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
            demanded = act.frame == "verb.demand.that" and act.addressee is not None
            joined = act.joint in {"to", "ing", "modal", "in"} or demanded
            if not joined or not act.head.tag.startswith("VB"):
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
                yield Candidate(
                    "noun.agreement.self", token, token, "self", cue.kind, None, self._agents.possessor(token)
                )
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
                for number, member in enumerate(self._complements.members(verb, "to")):
                    yield Candidate(
                        "noun.needed.to",
                        noun,
                        member,
                        "to",
                        K.DEMAND,
                        None,
                        self._agents.possessor(noun),
                        one,
                        number == 0,
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
        subject = (
            self._agents.possessor(token) if word_class == "noun" else self._agents.agent(self._agents.predicate(token))
        )
        addressee = self._agents.addressee(token) if word_class != "adjective" else None
        complements = list(self._complements.of(token, word_class))
        if token.lemma.lower() == "call" and word_class == "verb" and not _called_on(self._tree, token):
            return
        acts = any(joint in {"to", "that"} for joint, _ in complements)
        for joint, head in complements:
            if acts and word_class == "verb" and addressee is not None and head.i == addressee.i:
                continue  # "urged X to act": X is asked, not the act
            cue = _chosen(cues, joint, addressee is not None)
            for number, member in enumerate(self._complements.members(head, joint)):
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
        subject = self._tree.subject(verb) or self._agents.named_before(verb)
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
                self._agents.agent(accuser),
                self._tree.child(accuser, "dobj"),
            )
        teller = self._agents.teller(verb)
        agent = self._agents.agent(teller) if teller is not None else None
        return Candidate("verb.fulfil.denied", verb, verb, "self", K.FULFILMENT_CLAIM, None, agent, subject)

    def _is_object_of_cue(self, noun: Token) -> bool:
        governor = self._tree.head(noun)
        return (
            governor is not None and noun.dep in {"dobj", "nsubjpass"} and governor.lemma.lower() in self._lexicon.verbs
        )

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
            teller = self._agents.teller(verb)
            if not commissive and not (subject is not None and subject.text.lower() in _OWN):
                addressee, subject = subject, self._agents.agent(teller) if teller is not None else None
            elif commissive and teller is not None and self._expects(teller):
                group, kind, strength = "expected", K.DEMAND, None
                addressee, subject = subject, self._agents.agent(teller)
            for number, member in enumerate(self._complements.members(verb, "modal")):
                if number and tree.child(member, "nsubj", "nsubjpass"):
                    break
                yield Candidate(
                    f"modal.{group}.modal", aux, member, "modal", kind, strength, subject, addressee, number == 0
                )
        if verb.text.lower() == "going" and tree.child(verb, "aux") is not None:
            for child in tree.children(verb, "xcomp"):
                for number, member in enumerate(self._complements.members(child, "to")):
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
                for number, member in enumerate(self._complements.members(child, "to")):
                    subject = tree.subject(verb)
                    yield Candidate(
                        "modal.must.need", verb, member, "to", K.AFFIRMATION, None, subject, None, number == 0
                    )

    def _expects(self, verb: Token) -> bool:
        return verb.lemma.lower() in self._lexicon.classes["expecting"]


def _denies(tree: Tree, verb: Token) -> bool:
    """Tell whether fulfilment is denied: "has not fulfilled", "failed to honour", "broke the promise"."""
    governor = tree.head(verb)
    failed = verb.dep == "xcomp" and governor is not None and governor.lemma.lower() in {"fail", "refuse", "neglect"}
    return failed or verb.lemma.lower() in _BREAKING or tree.child(verb, "neg") is not None


def _chosen(cues: tuple[Cue, ...], joint: str, addressed: bool) -> Cue:
    """Choose between readings of one word: "hopes to" intends, "hopes that X" and "urges X to" demand."""
    if len(cues) == 1:
        return cues[0]
    groups = {cue.group: cue for cue in cues}
    if "demand" in groups and (addressed or joint == "that"):
        return groups["demand"]
    return next((cue for cue in cues if cue.group != "demand"), cues[0])


def _called_on(tree: Tree, verb: Token) -> bool:
    """Tell "called on X to", "called for X" from "called X (on the telephone)"."""
    return any(c.lemma.lower() in {"on", "upon", "for"} for c in tree.children(verb, "prep", "prt", "advmod"))
