"""What a text says became of a promise: "withdrew its offer", "is no longer bound by the memorandum", "has expired".

In comes a parse; out come endings, each with the words of the undertaking that ended, who ended it, and how. Only what
has happened counts: threats, plans, refusals and hypotheses to withdraw are none. A suspension is kept as such, for it
may be either a pause or an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.annotate.parse import Token
from onrecord.record.spans import Span
from onrecord.record.undertakings import Ending, UndertakingKind

from .agents import Agents
from .extent import subject_words
from .syntax import Tree, covered

K = UndertakingKind
_TAKEN_BACK = {
    "withdraw": Ending.WITHDRAWN, "retract": Ending.WITHDRAWN, "rescind": Ending.WITHDRAWN, "revoke": Ending.WITHDRAWN,
    "renounce": Ending.WITHDRAWN, "repudiate": Ending.WITHDRAWN, "abandon": Ending.WITHDRAWN, "drop": Ending.WITHDRAWN,
    "cancel": Ending.WITHDRAWN, "abrogate": Ending.WITHDRAWN, "denounce": Ending.WITHDRAWN,
    "terminate": Ending.WITHDRAWN,
    "suspend": Ending.SUSPENDED, "freeze": Ending.SUSPENDED,
}  # fmt: skip
_LEAVING = frozenset({"withdraw", "pull", "walk", "back", "exit"})
_RUN_OUT = frozenset({"expire", "lapse"})
_PROMISES = frozenset(
    {"offer", "promise", "pledge", "commitment", "undertaking", "proposal", "guarantee", "obligation", "vow", "consent"}
)
_PAPERS = frozenset(
    {
        "agreement", "accord", "pact", "treaty", "deal", "memorandum", "understanding", "protocol", "convention",
        "ceasefire", "truce", "moratorium", "arrangement", "compact",
    }
)  # fmt: skip
_DEMANDS = frozenset({"demand", "request", "ultimatum", "call"})
_PART = frozenset({"participation", "implementation", "application", "observance", "fulfilment", "fulfillment", "part"})
_CONDEMNING = frozenset({"denounce", "drop", "cancel"})  # of papers "denounce" ends a treaty or only blames a deal
_UNREAL = frozenset(
    {"threaten", "plan", "refuse", "consider", "want", "offer", "prepare", "vow", "urge", "ask", "call"}
)


@dataclass(frozen=True, slots=True)
class Ended:
    """An undertaking told as ended; spans are offsets into the document's text, `actor` the words for who ended it."""

    how: Ending
    kind: UndertakingKind
    action: Span
    actor: tuple[Token, ...]
    sentence: int


def endings(text: str, tree: Tree) -> Iterator[Ended]:
    """Yield the endings told in a text, in its order."""
    agents = Agents(tree)
    for token in tree.tokens:
        if token.sentence >= len(tree.sentences):
            continue
        done = _happened(tree, token)
        found = (_taken_back(tree, token) or _left(tree, token) or _run_out(tree, token)) if done else None
        found = found or _unbound(tree, token)
        action = covered(text, _whole(tree, found[1])) if found is not None else None
        if found is not None and action is not None:
            subject = None if found[0] is Ending.LAPSED else _who(agents, token)
            actor = tuple(subject_words(tree, subject)) if subject is not None else ()
            yield Ended(found[0], _kind_of(tree, found[1]), action, actor, token.sentence)


def _who(agents: Agents, verb: Token) -> Token | None:
    """Return who ended it: the subject, or whoever reports it of himself ("Norway announced that it has …")."""
    own = agents.agent(verb)
    if own is not None:
        return own
    teller = agents.teller(verb)
    return agents.agent(teller) if teller is not None else None


def _whole(tree: Tree, noun: Token) -> list[Token]:
    """Return the words of a promise with the act it promised, which parsers hang elsewhere: "its offer | to host"."""
    words = tree.subtree(noun)
    after = next((t for t in tree.sentence(noun.sentence) if t.i == words[-1].i + 1), None)
    joints = {"to", "in", "of"} if noun.lemma.lower() in _PART else {"to"}
    if after is None or after.text.lower() not in joints:
        return words
    act = tree.tokens[after.head] if after.dep == "aux" else after
    return [*words, *(t for t in tree.subtree(act) if t.i >= after.i)]


def _taken_back(tree: Tree, verb: Token) -> tuple[Ending, Token] | None:
    """Read "withdrew its offer to host talks", "suspended its participation in the treaty"."""
    how = _TAKEN_BACK.get(verb.lemma.lower())
    noun = tree.child(verb, "dobj", "nsubjpass") if how is not None and verb.tag.startswith("VB") else None
    if how is None or noun is None:
        return None
    word = noun.lemma.lower()
    papers = _PAPERS if verb.lemma.lower() not in _CONDEMNING else frozenset()
    return (how, noun) if word in _PROMISES | _DEMANDS | papers or _takes_part(tree, noun) else None


def _takes_part(tree: Tree, noun: Token) -> bool:
    """Tell whether a noun is the doing of a paper: "participation in the agreement"."""
    inner = [t.lemma.lower() for t in _whole(tree, noun)]
    return noun.lemma.lower() in _PART and any(word in _PAPERS | _PROMISES for word in inner)


def _left(tree: Tree, verb: Token) -> tuple[Ending, Token] | None:
    """Read "withdrew from the memorandum", "pulled out of the deal"."""
    if verb.lemma.lower() not in _LEAVING or not verb.tag.startswith("VB"):
        return None
    preps = [p for p in tree.subtree(verb) if p.lemma.lower() in {"from", "of"} and p.i - verb.i in {1, 2, 3}]
    for prep in preps:
        noun = tree.child(prep, "pobj")
        if noun is not None and noun.lemma.lower() in _PAPERS | _PROMISES:
            return Ending.WITHDRAWN, noun
    return None


def _run_out(tree: Tree, verb: Token) -> tuple[Ending, Token] | None:
    """Read "the moratorium expired on 1 May"."""
    if verb.lemma.lower() not in _RUN_OUT or not verb.tag.startswith("VB"):
        return None
    noun = tree.child(verb, "nsubj", "nsubjpass")
    return (Ending.LAPSED, noun) if noun is not None and noun.lemma.lower() in _PAPERS | _PROMISES else None


def _unbound(tree: Tree, word: Token) -> tuple[Ending, Token] | None:
    """Read "no longer considers itself bound by the agreement"."""
    if word.lemma.lower() not in {"bound", "bind"} or word.tag not in {"VBN", "JJ", "VBD"}:
        return None
    before = [t.text.lower() for t in tree.sentence(word.sentence) if word.i - 7 <= t.i < word.i]
    if not ({"no", "longer"} <= set(before) or "n't any" in " ".join(before)):
        return None
    above = [word, *list(tree.ancestors(word))[:2]]
    if any(child.tag == "MD" for verb in above for child in tree.children(verb, "aux")):
        return None
    for prep in tree.children(word, "agent", "prep"):
        noun = tree.child(prep, "pobj")
        if noun is not None and noun.lemma.lower() in _PAPERS | _PROMISES:
            return Ending.WITHDRAWN, noun
    return None


def _happened(tree: Tree, verb: Token) -> bool:
    """Tell whether it is told as done: no modal, no "not", no threat or plan above it, no condition."""
    chain: Sequence[Token] = (verb, *(t for t in tree.ancestors(verb) if t.sentence == verb.sentence))
    helpers = tree.children(verb, "aux", "auxpass")
    if any(c.tag == "MD" for c in helpers) or tree.child(verb, "neg") is not None:
        return False
    if any(t.lemma.lower() in _UNREAL for t in chain[1:4]):
        return False
    if any(c.lemma.lower() in {"if", "unless", "should"} for t in chain for c in tree.children(t, "mark")):
        return False
    infinitive = verb.tag == "VB"
    decided = any(t.lemma.lower() in {"decide", "announce"} for t in chain[1:3])
    return not infinitive or decided


def _kind_of(tree: Tree, noun: Token) -> UndertakingKind:
    words = {t.lemma.lower() for t in _whole(tree, noun)}
    if noun.lemma.lower() in _DEMANDS:
        return K.DEMAND
    return K.UNDERSTANDING if words & _PAPERS else K.COMMITMENT
