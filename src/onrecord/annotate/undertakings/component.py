"""The annotator: candidates → judged → bound → mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.component import Draft, Findings
from onrecord.annotate.parse import Token
from onrecord.record.documents import Document, Kind, Role
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind, UndertakingMention

from . import classifier, operative
from .binding import Binding
from .extent import Extent, extent, subject_words
from .features import features
from .frames import Candidate, Frames
from .kinds import KindRules
from .lexicon import lexicon
from .orders import orders
from .syntax import Tree
from .terms import Deadline, deadline

WEIGHTS = "weights.json.gz"
_DRAFTED = frozenset(
    {Kind.RESOLUTION, Kind.AGREEMENT, Kind.COMMUNIQUE, Kind.STATEMENT, Kind.JOINT_STATEMENT, Kind.OTHER}
)
_DUE = frozenset({UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING, UndertakingKind.DEMAND})
_OVERLAP = 0.4
"""Two candidates whose actions overlap by more than this (intersection over union) are one; tuned on gold/train."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate that was taken for an undertaking."""

    candidate: Candidate
    extent: Extent
    kind: UndertakingKind
    strength: Strength | None
    score: float


class Undertakings:
    """The component of the `undertakings` layer."""

    name = "undertakings"
    version = "1"
    requires = frozenset({"times", "actors", "attributions", "meetings"})
    assigns = "undertakings"

    def __init__(self, *, trained: bool = True, model: classifier.Linear | None = None) -> None:
        """Build the component.

        Args:
            trained: False lets the rules decide alone (for measuring them).
            model: a classifier to use in place of the shipped one (for training).
        """
        self._trained = trained
        self._model = model

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return what each draft undertakes, in text order."""
        return [self._annotate(draft) for draft in drafts]

    def _annotate(self, draft: Draft) -> Findings:
        document = draft.reading.document
        if document.kind in _DRAFTED and operative.is_operative(document.text):
            return Findings(tuple(orders(document, draft.roster, draft.reading.times)))
        tree = Tree(draft.parse)
        binding = Binding(draft.reading, tree, draft.roster)
        judged = self.judge(draft, tree, binding)
        made = [_mention(draft, tree, binding, one, _shared_sentence(one, judged)) for one in judged]
        items = sorted((m for m, _ in made), key=lambda m: (m.evidence.start, m.action.start))
        unique = list({m.id: m for m in items}.values())
        return Findings(tuple(unique), tuple(issue for _, issues in made for issue in issues))

    def judge(self, draft: Draft, tree: Tree, binding: Binding) -> list[Judged]:
        """Return the candidates taken for undertakings, best first where two overlap."""
        document = draft.reading.document
        model = (self._model or classifier.load(WEIGHTS)) if self._trained else None
        found = []
        for one in candidates(document, tree):
            judged = _judge(one, document, tree, binding, model)
            if judged is not None:
                found.append(judged)
        return _without_overlaps(found)


def candidates(document: Document, tree: Tree) -> list[tuple[Candidate, Extent]]:
    """Return all candidates in the speaking regions of a document, with their extents."""
    frames = Frames(tree, lexicon())
    found = []
    for index, sentence in enumerate(tree.sentences):
        region = document.region_at(sentence.start)
        if region is not None and region.role in {Role.CAPTION, Role.FURNITURE, Role.HEADING, Role.DATELINE}:
            continue
        for candidate in frames.of_sentence(index):
            measured = extent(tree, document.text, candidate)
            if measured is not None:
                found.append((candidate, measured))
    return found


def style(document: Document) -> str:
    """Return the kind of prose a document is, as the classifier knows it."""
    if not document.is_official:
        return "news"
    return document.kind.value if document.kind in {Kind.READOUT, Kind.SPEECH, Kind.JOINT_STATEMENT} else "official"


def describe(
    one: tuple[Candidate, Extent], document: Document, tree: Tree, binding: Binding
) -> tuple[frozenset[str], UndertakingKind]:
    """Return a candidate's features and the kind the rules give it."""
    candidate, measured = one
    words = actor_words(tree, candidate)
    parties = binding.bound(words, measured.clause, candidate.kind)
    rule = KindRules(tree, lexicon()).kind(candidate, measured, shared=len(parties) > 1)
    found = features(tree, candidate, measured, style(document), rule.value)
    number = min(len(parties), 3)
    group = candidate.frame.rsplit(".", 1)[0]
    own = "own" if document.party in parties else "other"
    more = {
        f"parties={number}",
        f"parties={number}&group={group}",
        f"parties={number}&rule={rule}",
        f"{own}&rule={rule}",
    }
    return found | more, rule


def actor_words(tree: Tree, candidate: Candidate) -> list[Token]:
    """Return the words that name the actor of a candidate; none for an agentless passive."""
    return subject_words(tree, candidate.subject) if candidate.subject is not None else []


def _judge(
    one: tuple[Candidate, Extent], document: Document, tree: Tree, binding: Binding, model: classifier.Linear | None
) -> Judged | None:
    found, rule = describe(one, document, tree, binding)
    candidate, measured = one
    if rule is UndertakingKind.FULFILMENT_CLAIM:
        return Judged(candidate, measured, rule, None, 0.9)
    if model is None:
        return Judged(candidate, measured, rule, _strength(rule, candidate), 0.5)
    chances = model.probabilities(found)
    score = 1.0 - chances.pop(classifier.NONE)
    if score < model.threshold:
        return None
    chances.pop(UndertakingKind.FULFILMENT_CLAIM.value, None)
    kind = UndertakingKind(max(chances, key=chances.__getitem__))
    return Judged(candidate, measured, kind, _strength(kind, candidate), round(score, 4))


def _strength(kind: UndertakingKind, candidate: Candidate) -> Strength | None:
    if kind is not UndertakingKind.COMMITMENT:
        return None
    return candidate.strength or Strength.FIRM


def _without_overlaps(found: list[Judged]) -> list[Judged]:
    kept: list[Judged] = []
    for one in sorted(found, key=lambda j: (-j.score, j.extent.action)):
        if not any(_same_place(one, other) for other in kept):
            kept.append(one)
    return kept


def _same_place(one: Judged, other: Judged) -> bool:
    a, b = one.extent.action, other.extent.action
    shared = min(a.end, b.end) - max(a.start, b.start)
    if shared <= 0:
        return False
    if shared / (len(a) + len(b) - shared) > _OVERLAP:
        return True
    nested = "noun.agreement.self" not in {one.candidate.frame, other.candidate.frame}
    return nested


def _shared_sentence(one: Judged, judged: list[Judged]) -> bool:
    return sum(j.candidate.cue.sentence == one.candidate.cue.sentence for j in judged) > 1


def _mention(
    draft: Draft, tree: Tree, binding: Binding, one: Judged, shared: bool
) -> tuple[UndertakingMention, list[Issue]]:
    document, candidate = draft.reading.document, one.candidate
    clause = one.extent.clause
    sentence = tree.sentences[candidate.cue.sentence]
    evidence = clause if shared else Span(min(sentence.start, clause.start), max(sentence.end, clause.end))
    words = actor_words(tree, candidate)
    actors = binding.bound(words, clause, one.kind)
    when, early = None, False
    if one.kind in _DUE:
        when, early = deadline(document, draft.reading.times, one.extent.action, evidence)
    addressee = _addressee(tree, candidate, one.kind)
    codes = binding.resolve(addressee, clause) if addressee else ()
    actor_span = Span(words[0].start, words[-1].end) if words else None
    mention = UndertakingMention(
        make_id("udm", document.id, one.kind, one.extent.action.start, one.extent.action.end),
        document.id, one.kind, one.extent.action, evidence,
        actors=actors, actor_span=actor_span, strength=one.strength,
        addressee=codes[0] if len(codes) == 1 else None,
        addressee_span=Span(addressee[0].start, addressee[-1].end) if addressee else None,
        deadline=when.interval if when else None, deadline_span=when.span if when else None,
        condition_span=one.extent.condition, speaker=binding.speaker(one.extent.action),
        told_by=_told_by(document, actors), score=one.score,
        denied=candidate.frame == "verb.fulfil.denied",
    )  # fmt: skip
    return mention, _issues(document, mention, when, early)


def _addressee(tree: Tree, candidate: Candidate, kind: UndertakingKind) -> list[Token]:
    if candidate.addressee is None or kind not in {UndertakingKind.DEMAND, UndertakingKind.FULFILMENT_CLAIM}:
        return []
    if candidate.addressee.i == candidate.head.i:
        return []
    return subject_words(tree, candidate.addressee)


def _told_by(document: Document, actors: tuple[str, ...]) -> str:
    if not document.is_official:
        return "coverage"
    return "self" if not document.party or document.party in actors else "counterpart"


def _issues(document: Document, mention: UndertakingMention, when: Deadline | None, early: bool) -> list[Issue]:
    issues = []
    if not mention.actors:
        issues.append(
            Issue(
                "ANN501",
                Severity.NOTE,
                "annotate",
                "an undertaking whose actor the text leaves open",
                document.id,
                mention.evidence,
            )
        )
    if early:
        issues.append(
            Issue(
                "ANN502",
                Severity.WARNING,
                "annotate",
                "a deadline before the statement was not taken",
                document.id,
                mention.evidence,
            )
        )
    return issues
