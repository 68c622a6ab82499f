"""The annotator: candidates → judged → bound → mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.component import Draft, Findings
from onrecord.annotate.parse import Token
from onrecord.record.documents import Document, Kind
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Span, cover
from onrecord.record.undertakings import UndertakingKind, UndertakingMention
from onrecord.text.touching import Touching

from . import classifier, learned, operative, pledges
from .binding import Binding
from .conditions import idle_conditions
from .endings import Ended, endings
from .judging import Judged, candidates, judge
from .orders import orders
from .syntax import Tree
from .terms import Deadline, deadline
from .tidying import is_agenda, is_declined, tidied

WEIGHTS = "weights.json.gz"
_DRAFTED = frozenset(
    {Kind.RESOLUTION, Kind.AGREEMENT, Kind.COMMUNIQUE, Kind.STATEMENT, Kind.JOINT_STATEMENT, Kind.OTHER}
)
_DUE = frozenset({UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING, UndertakingKind.DEMAND})


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
        if pledges.is_programme(document) and self._trained:
            return Findings(tuple(pledges.pledges(document)))
        if document.kind in _DRAFTED and operative.is_operative(document.text):
            return Findings(tuple(orders(document, draft.roster, draft.reading.times)))
        tree = Tree(draft.parse)
        binding = Binding(draft.reading, tree, draft.roster)
        model = (self._model or classifier.load(WEIGHTS)) if self._trained else None
        judged = judge(document, tree, binding, model, candidates(document, tree))
        if draft.encoded is not None:
            judged = learned.merge(judged, draft.encoded.undertakings, tree)
        judged = [one for one in judged if not is_agenda(one, tree) and not is_declined(one, tree, document.text)]
        ended = list(endings(document.text, tree))
        over = Touching(end.action for end in ended)
        judged = [one for one in tidied(judged, draft.reading) if not over.numbers([one.action])]
        found = _findings(draft, tree, binding, judged)
        return replace(found, items=(*found.items, *(_ended(draft, tree, binding, one) for one in ended)))


def _findings(draft: Draft, tree: Tree, binding: Binding, judged: Sequence[Judged]) -> Findings:
    sharing = Counter(one.sentence for one in judged)
    items: dict[str, UndertakingMention] = {}
    issues = idle_conditions(draft.reading.document, tree, [one.clause for one in judged])
    for one in sorted(judged, key=lambda j: (j.clause.start, j.action.start)):
        evidence = _evidence(draft.reading.document, tree, one, sharing[one.sentence] > 1)
        mention, raised = _mention(draft, binding, one, evidence)
        if items.setdefault(mention.id, mention) is mention:
            issues += raised
    return Findings(tuple(items.values()), tuple(issues))


def _ended(draft: Draft, tree: Tree, binding: Binding, one: Ended) -> UndertakingMention:
    """Return the mention of an undertaking that is told as ended."""
    document = draft.reading.document
    sentence = tree.sentences[one.sentence]
    evidence = Span(min(sentence.start, one.action.start), max(sentence.end, one.action.end))
    actors = binding.resolve(one.actor, evidence) if one.actor else ()
    return UndertakingMention(
        id=make_id("udm", document.id, one.how, one.action.start, one.action.end),
        document_id=document.id,
        kind=one.kind,
        action=one.action,
        evidence=evidence,
        actors=actors,
        actor_span=_reach(one.actor),
        speaker=binding.speaker(one.action),
        told_by=_told_by(document, actors),
        ends=one.how,
    )


def _reach(words: Sequence[Token]) -> Span | None:
    """Return the characters from the first to the last of some words; None if there are none."""
    return Span(words[0].start, words[-1].end) if words else None


def _evidence(document: Document, tree: Tree, one: Judged, shared: bool) -> Span:
    """Return the sentence, or the clause where the sentence holds several undertakings."""
    if shared or one.sentence >= len(tree.sentences):
        return one.clause
    sentence = tree.sentences[one.sentence]
    return Span(min(sentence.start, one.clause.start), min(len(document.text), max(sentence.end, one.clause.end)))


def _mention(draft: Draft, binding: Binding, one: Judged, evidence: Span) -> tuple[UndertakingMention, list[Issue]]:
    document = draft.reading.document
    actors = () if one.unbound else binding.bound(one.actor, one.clause, one.kind)
    when, early = _due(draft, one, evidence)
    codes = [code for code in binding.named(one.addressee) if (code,) != actors]  # nobody demands of himself
    mention = UndertakingMention(
        id=make_id("udm", document.id, one.kind, one.action.start, one.action.end),
        document_id=document.id,
        kind=one.kind,
        action=one.action,
        evidence=evidence,
        actors=actors,
        actor_span=_reach(one.actor),
        strength=one.strength,
        addressee=codes[0] if len(codes) == 1 else None,
        addressee_span=_reach(one.addressee),
        deadline=when.interval if when else None,
        deadline_span=when.span if when else None,
        condition_span=one.condition,
        speaker=binding.speaker(one.action),
        told_by=_told_by(document, actors),
        score=one.score,
        denied=one.denied,
    )
    return mention, _issues(document, mention, early)


def _due(draft: Draft, one: Judged, evidence: Span) -> tuple[Deadline | None, bool]:
    if one.kind not in _DUE:
        return None, False
    reading = draft.reading
    act = cover((one.action, one.whole)) if one.whole is not None else one.action
    when, early = deadline(reading.document, reading.times, act, evidence)
    if when is None and one.deadline is not None:
        when = Deadline(one.deadline, None)
    return when, early


def _told_by(document: Document, actors: tuple[str, ...]) -> str:
    if not document.is_official:
        return "coverage"
    return "self" if not document.party or document.party in actors else "counterpart"


def _issues(document: Document, mention: UndertakingMention, early: bool) -> list[Issue]:
    issues = []
    if not mention.actors:
        text = "an undertaking whose actor the text leaves open"
        issues.append(Issue("ANN501", Severity.NOTE, "annotate", text, document.id, mention.evidence))
    if early:
        text = "a deadline before the statement was not taken"
        issues.append(Issue("ANN502", Severity.WARNING, "annotate", text, document.id, mention.evidence))
    return issues
