"""Which candidates are undertakings, and of what kind: the rules name it, the linear classifier decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.parse import Token
from onrecord.record.documents import Document, Kind, Role
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind
from onrecord.text.times import find
from onrecord.text.touching import Touching

from . import classifier
from .binding import Binding
from .extent import Extent, asks_somebody, extent, subject_words
from .features import features
from .frames import Candidate, Frames, is_awaited
from .kinds import KindRules
from .lexicon import lexicon
from .syntax import Tree

PLAIN = 0.25
"""How much lower the threshold is where the wording leaves no doubt; tuned by cross-validation on gold/train."""
PROMISED = 0.7
"""How much lower it is where a party promises in as many words ("Norway will", "they agreed to"); tuned likewise."""
OVERLAP = 0.4
"""Two candidates whose actions overlap by more than this (intersection over union) are one; tuned on gold/train."""
_SILENT = frozenset({Role.CAPTION, Role.FURNITURE, Role.HEADING, Role.DATELINE})

_PERFORMATIVE = frozenset(
    {
        "modal.will.modal", "verb.agree.to", "verb.agree.on", "verb.commit.to", "adjective.committed.to",
        "adjective.ready.to", "noun.commitment.to", "noun.intention.to", "verb.intend.to", "verb.decide.to",
    }
)  # fmt: skip

Found = tuple[Candidate, Extent]


@dataclass(frozen=True, slots=True)
class Judged:
    """Something taken for an undertaking. All spans are offsets into the document's text.

    `whole` is the parser's wording of the act where the learned reader's, which `action` then is, differs: a deadline
    may stand in it. `actor` and `addressee` are the words that name them, empty for agentless passives; `deadline` is
    set only where the learned reader saw one; `unbound` is what is expected without anybody bound to it; `nests` allows
    it inside another ("the Minsk agreements" in a demand to keep them).
    """

    kind: UndertakingKind
    strength: Strength | None
    action: Span
    clause: Span
    sentence: int
    score: float
    actor: tuple[Token, ...] = ()
    addressee: tuple[Token, ...] = ()
    condition: Span | None = None
    deadline: Span | None = None
    denied: bool = False
    nests: bool = False
    unbound: bool = False
    whole: Span | None = None


def candidates(document: Document, tree: Tree) -> list[Found]:
    """Return all candidates in the speaking regions of a document, with their extents."""
    frames = Frames(tree, lexicon())
    found = []
    for index, sentence in enumerate(tree.sentences):
        region = document.region_at(sentence.start)
        if region is not None and region.role in _SILENT:
            continue
        for candidate in frames.of_sentence(index):
            measured = extent(tree, document.text, candidate)
            if measured is not None:
                found.append((candidate, measured))
    return found


def judge(
    document: Document, tree: Tree, binding: Binding, model: classifier.Linear | None, found: Sequence[Found]
) -> list[Judged]:
    """Return the candidates taken for undertakings, best first; of two in one place the better.

    Args:
        document: whose candidates they are.
        tree: its parse.
        binding: resolves actors; how many there are tells understandings from affirmations.
        model: the classifier, None for rules alone.
        found: the candidates.
    """
    judged = (_judge(one, document, tree, binding, model) for one in found)
    return without_overlaps([one for one in judged if one is not None])


def style(document: Document) -> str:
    """Return the kind of prose a document is, as the classifier knows it."""
    if not document.is_official:
        return "news"
    return document.kind.value if document.kind in {Kind.READOUT, Kind.SPEECH, Kind.JOINT_STATEMENT} else "official"


def describe(one: Found, document: Document, tree: Tree, binding: Binding) -> tuple[frozenset[str], UndertakingKind]:
    """Return a candidate's features and the kind the rules give it."""
    candidate, measured = one
    parties = binding.bound(actor_words(tree, candidate), measured.clause, candidate.kind)
    rule = KindRules(tree, lexicon()).kind(candidate, measured, shared=len(parties) > 1)
    found = features(tree, candidate, measured, style(document), rule.value)
    number = min(len(parties), 3)
    group = candidate.frame.rsplit(".", 1)[0]
    own = "own" if document.party in parties else "other"
    more = {f"parties={number}", f"parties={number}&group={group}", f"parties={number}&rule={rule}"}
    if parties and candidate.frame in _PERFORMATIVE:
        more.add("promised")
    return found | more | {f"{own}&rule={rule}"}, rule


def actor_words(tree: Tree, candidate: Candidate) -> list[Token]:
    """Return the words that name the actor of a candidate; none for an agentless passive."""
    return subject_words(tree, candidate.subject) if candidate.subject is not None else []


def is_plain(candidate: Candidate, rule: UndertakingKind) -> bool:
    """Tell whether the wording leaves no doubt of the kind: a demand that names on whom it falls."""
    if rule is not UndertakingKind.DEMAND or candidate.addressee is None or not _acts(candidate.addressee):
        return False
    group, joint = candidate.frame.split(".")[1:]
    return group in {"must", "expected", "needed"} or (group == "demand" and joint in {"to", "that"})


def _acts(token: Token) -> bool:
    """Tell whether a word names somebody who can act: a name or a plural, not "it", "that" or "a day"."""
    return token.tag in {"NNP", "NNPS", "NNS"} or token.ent in {"GPE", "NORP", "ORG", "PERSON"}


def _judge(
    one: Found, document: Document, tree: Tree, binding: Binding, model: classifier.Linear | None
) -> Judged | None:
    candidate, measured = one
    found, rule = describe(one, document, tree, binding)
    if rule is UndertakingKind.FULFILMENT_CLAIM:
        return _judged(tree, one, rule, 0.9)
    if model is None:
        return _judged(tree, one, rule, 0.5)
    if is_awaited(candidate) and find(measured.action.of(document.text)):
        return _judged(tree, one, UndertakingKind.COMMITMENT, 0.5)
    chances = model.probabilities(found)
    score = 1.0 - chances.pop(classifier.NONE)
    if candidate.frame == "modal.expected.modal" and asks_somebody(tree, candidate):
        return _judged(tree, one, UndertakingKind.DEMAND, round(max(score, model.threshold), 4))
    plain = is_plain(candidate, rule) or KindRules(tree, lexicon()).is_settled(candidate)
    least = PLAIN if plain else PROMISED if "promised" in found else 1.0
    if score < model.threshold * least:
        return _awaited(tree, one, model.threshold) if _is_scheduled(tree, one) else None
    chances.pop(UndertakingKind.FULFILMENT_CLAIM.value, None)
    kind = rule if plain else UndertakingKind(max(chances, key=chances.__getitem__))
    return _judged(tree, one, kind, round(score, 4))


_SCHEDULED = {"assume": {"office", "post", "duties"}, "take": {"office"}, "enter": {"force"}}


def _is_scheduled(tree: Tree, one: Found) -> bool:
    """Tell whether a clause announces a dated change of office or entry into force: expected, nobody's promise."""
    candidate, measured = one
    words = [t for t in tree.sentence(candidate.cue.sentence) if measured.action.start <= t.start < measured.action.end]
    objects = _SCHEDULED.get(candidate.head.lemma.lower(), set())
    return (
        candidate.frame == "modal.will.modal"
        and any(token.text.lower() in objects for token in words)
        and any(token.ent == "DATE" for token in words)
    )


def _awaited(tree: Tree, one: Found, score: float) -> Judged:
    """Return what is expected on a date without anybody bound to it."""
    return replace(_judged(tree, one, UndertakingKind.COMMITMENT, round(score, 4)), actor=(), unbound=True)


def _judged(tree: Tree, one: Found, kind: UndertakingKind, score: float) -> Judged:
    candidate, measured = one
    firm = candidate.strength or Strength.FIRM
    awaited = is_awaited(candidate)
    return Judged(
        kind,
        firm if kind is UndertakingKind.COMMITMENT else None,
        measured.action,
        measured.clause,
        candidate.cue.sentence,
        score,
        actor=() if awaited else tuple(actor_words(tree, candidate)),
        unbound=awaited,
        addressee=tuple(_addressee(tree, candidate, kind)),
        condition=measured.condition,
        denied=candidate.frame == "verb.fulfil.denied",
        nests=candidate.frame == "noun.agreement.self",
    )


def _addressee(tree: Tree, candidate: Candidate, kind: UndertakingKind) -> list[Token]:
    if candidate.addressee is None or kind not in {UndertakingKind.DEMAND, UndertakingKind.FULFILMENT_CLAIM}:
        return []
    return [] if candidate.addressee.i == candidate.head.i else subject_words(tree, candidate.addressee)


def without_overlaps(found: Sequence[Judged]) -> list[Judged]:
    """Keep the best of those that stand in one place; best first."""
    ordered = sorted(found, key=lambda j: (-j.score, j.action))
    index = Touching(one.action for one in ordered)
    kept: dict[int, Judged] = {}
    for number, one in enumerate(ordered):
        if not any(same_place(one, kept[other]) for other in index.numbers([one.action]) if other in kept):
            kept[number] = one
    return list(kept.values())


def same_place(one: Judged, other: Judged) -> bool:
    """Tell whether two of them are one: actions that overlap, unless one may stand inside the other."""
    shared = overlap(one.action, other.action)
    return shared > OVERLAP or (shared > 0 and not (one.nests or other.nests))


def overlap(a: Span, b: Span) -> float:
    """Return the intersection over union of two spans, in characters."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (len(a) + len(b) - shared) if shared > 0 else 0.0
