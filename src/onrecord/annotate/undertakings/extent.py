"""The action's extent, its condition, and the evidence clause of a candidate."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.parse import Token
from onrecord.record.spans import Span

from .frames import Candidate
from .syntax import SUBJECTS, Tree, covered

CONDITION = frozenset({"if", "once", "unless", "provided", "providing", "when", "should"})
_ADJUNCT = frozenset({"while", "because", "since", "given", "although", "though", "whereas", "after", "before", "upon"})
_PEOPLE = frozenset(
    {
        "leader",
        "side",
        "party",
        "country",
        "president",
        "minister",
        "government",
        "nation",
        "official",
        "state",
        "member",
        "ally",
        "partner",
    }
)
_FRAMING = frozenset({"keeping", "accordance", "line", "account", "conformity", "compliance", "context"})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an undertaking stands. `head` is the action's governing token."""

    action: Span
    condition: Span | None
    clause: Span


def extent(tree: Tree, text: str, candidate: Candidate) -> Extent | None:
    """Return the spans of a candidate, None if no character is left of its action."""
    cut = [*_later_members(tree, candidate), *_adjuncts(tree, candidate.head)]
    tokens = tree.subtree(candidate.head, without={t.i for t in cut})
    start = _start(tree, candidate)
    tokens = [t for t in tokens if t.i >= start]
    if candidate.frame.startswith("verb.fulfil"):
        first = min(t.i for t in (candidate.head, *tree.children(candidate.head, "aux", "auxpass", "neg")))
        tokens = [t for t in tokens if t.i >= first]
    elif candidate.joint in {"np", "subject", "self"} or candidate.head.tag.startswith("NN"):
        tokens = _without_owner(tokens)
    action = covered(text, _contiguous(tokens, candidate.head))
    if action is None:
        return None
    clause = _clause(tree, text, candidate, action)
    return Extent(action, _condition(tree, text, candidate.head), clause)


def _later_members(tree: Tree, candidate: Candidate) -> list[Token]:
    if not candidate.head.tag.startswith("VB"):
        return []
    further = [
        t for t in tree.subtree(candidate.head) if candidate.joint == "to" and _joined_to(tree, t, candidate.head)
    ]
    return [*further] + [
        c for c in tree.children(candidate.head, "conj", "cc") if c.dep == "cc" or c.tag.startswith("VB")
    ]


def _joined_to(tree: Tree, verb: Token, head: Token) -> bool:
    """Tell whether a verb is a further infinitive of the list: "… and to report"."""
    to = next((c for c in tree.children(verb, "aux") if c.text.lower() == "to"), None)
    return to is not None and to.i > head.i + 1 and tree.tokens[to.i - 1].lemma.lower() == "and"


def _adjuncts(tree: Tree, head: Token) -> list[Token]:
    """Return branches that are no part of the act: conditions, framing phrases, relative clauses that only add."""
    found = []
    for child in tree.children(head):
        if child.i < head.i and child.dep not in {"advcl"}:
            continue
        if child.dep == "advcl" and _mark(tree, child) in CONDITION | _ADJUNCT:
            found.append(child)
        elif child.dep == "prep" and child.i > head.i:
            named = tree.child(child, "pobj")
            if named is not None and named.lemma.lower() in _FRAMING:
                found.append(child)
    for token in tree.subtree(head):
        awaited = token.dep == "acl" and token.lemma.lower() == "expect" and token.i != head.i
        if awaited or (token.dep in {"relcl", "appos"} and _adds_only(tree, token)):
            found.append(token)
    return found


def _adds_only(tree: Tree, branch: Token) -> bool:
    """Tell whether a relative clause or apposition behind a comma only adds: ", which …", ", a landmark …"."""
    first = tree.subtree(branch)[0]
    opens = first.lemma.lower() in (
        {"a", "an"} if branch.dep == "appos" else {"which", "who", "whose", "where", "whom"}
    )
    return opens and first.i > 0 and tree.tokens[first.i - 1].text in {",", "–", "—"}


def _mark(tree: Tree, clause: Token) -> str:
    first = next((c for c in tree.children(clause) if c.dep in {"mark", "advmod"}), None)
    return first.lemma.lower() if first is not None else ""


def _start(tree: Tree, candidate: Candidate) -> int:
    """Return the first token index of the action: behind "to", "that" and the modal."""
    head = candidate.head
    if candidate.frame in {"modal.expected.modal", "verb.demand.that"} and asks_somebody(tree, candidate):
        return min([head.i, *(c.i for c in tree.children(head, "neg") if c.i > candidate.cue.i)])
    if candidate.joint == "modal" and not _embedded(tree, head) and not (candidate.first and _whole(tree, candidate)):
        verbs = [c.i for c in tree.children(head, "aux", "auxpass", "neg") if c.i > candidate.cue.i]
        return min([head.i, *verbs])
    if candidate.joint == "that" or (candidate.joint == "modal" and candidate.first):
        marks = [c.i for c in tree.children(head, "mark") if c.i < head.i]
        return max(marks, default=candidate.cue.i if candidate.joint == "that" else -1) + 1
    if head.tag.startswith("VB") and candidate.joint in {"to", "modal"}:
        tos = [c.i for c in tree.children(head, "aux") if c.i < head.i]
        negs = [c.i for c in tree.children(head, "neg") if c.i < head.i]
        return min(negs) if negs and candidate.joint == "to" else max(tos, default=head.i - 1) + 1
    return candidate.cue.i + 1 if head.i > candidate.cue.i else 0


_ACTING = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def _whole(tree: Tree, candidate: Candidate) -> bool:
    """Tell whether the act needs its subject to stand alone: "the sanctions will be lifted", "contacts will go on"."""
    subject = candidate.subject
    if subject is None or subject.head != candidate.head.i:
        return False
    if tree.child(candidate.head, "auxpass") is not None:
        return True
    return subject.ent not in _ACTING and subject.tag == "NNS" and subject.lemma.lower() not in _PEOPLE


def asks_somebody(tree: Tree, candidate: Candidate) -> bool:
    """Tell whether what is hoped or demanded is an act of somebody named: "that all parties will not obstruct"."""
    asked, verb = candidate.addressee, candidate.head
    if asked is None or asked.head != verb.i or tree.child(verb, "auxpass") is not None:
        return False
    return asked.ent in _ACTING or asked.tag in {"NNP", "NNPS"} or asked.lemma.lower() in _PEOPLE


def _embedded(tree: Tree, verb: Token) -> bool:
    at = verb
    while at.dep == "conj" and (up := tree.head(at)) is not None:
        at = up
    return at.dep == "ccomp" and at.i == verb.i


def _without_owner(tokens: list[Token]) -> list[Token]:
    """Drop a leading possessive pronoun: the act is "support for X", not "its support for X"."""
    return (
        tokens[1:]
        if tokens and tokens[0].tag == "PRP$" and len(tokens) > 1 and tokens[0].text.lower() != "our"
        else tokens
    )


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """Keep the unbroken run around the head; a gap of one or two tokens (a comma, an article cut) is bridged."""
    if not tokens:
        return []
    at = next((n for n, t in enumerate(tokens) if t.i == head.i), 0)
    low = high = at
    while low > 0 and tokens[low].i - tokens[low - 1].i <= 3:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].i - tokens[high].i <= 3:
        high += 1
    return tokens[low : high + 1]


def _condition(tree: Tree, text: str, head: Token) -> Span | None:
    for at in (head, *list(tree.ancestors(head))[:2]):
        for child in tree.children(at, "advcl"):
            if _mark(tree, child) in CONDITION:
                return covered(text, tree.subtree(child))
    return None


def _clause(tree: Tree, text: str, candidate: Candidate, action: Span) -> Span:
    """Return the shortest clause that states the undertaking: from its actor or cue to the action's end."""
    sentence = tree.sentences[candidate.cue.sentence]
    starts = [action.start, candidate.cue.start]
    if candidate.subject is not None and candidate.subject.sentence == candidate.cue.sentence and candidate.first:
        owners = tree.subtree(candidate.subject)
        starts.append(min(t.start for t in owners))
    end = max(action.end, candidate.cue.end)
    return Span(max(min(starts), sentence.start), min(max(end, min(starts) + 1), max(sentence.end, end)))


def subject_words(tree: Tree, token: Token) -> list[Token]:
    """Return the words of an actor phrase, without relative clauses and appositions behind a comma."""
    cut = [t.i for t in tree.subtree(token) if t.dep in {"relcl", "acl"} and t.i > token.i]
    return tree.subtree(token, without=cut) if token.dep in SUBJECTS or token.tag.startswith("NN") else [token]
