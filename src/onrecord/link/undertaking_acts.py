"""The dated acts of one undertaking, from its tellings and the claims about it.

The first telling makes it. A later day on which a bound or asking party says it again reaffirms it; a condition that
the first telling had not conditions it; another deadline amends it. That something was done is a claim while a debtor
says so, a fulfilment where another source says so in its own voice; a denial disputes it. A copy adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Evidence, Span, evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind

from .undertaking_claims import Claim, debtors
from .undertaking_likeness import Told

_AFTERGLOW = 4
"""Days in which further tellings report the act itself and are no new one: press reports and texts put on line late."""
_SURE = frozenset({"name", "surname", "title", "turn label"})
_QUOTING = ("“", '"', "«", "„")


def undertaking_of(
    identity: str, tellings: Sequence[Told], claims: Iterable[Claim], why: Sequence[str], kept: Sequence[Act] = ()
) -> tuple[Undertaking, list[Issue]]:
    """Make one undertaking of its tellings.

    Args:
        identity: its id.
        tellings: one or more mentions of it, in any order.
        claims: claims and denials of fulfilment that speak of it.
        why: reasons why the tellings are one.
        kept: further acts that something else than a claim shows, such as the meeting that was promised.
    """
    ordered = sorted(tellings, key=_rank)
    first = ordered[0]
    listed = [*_making(ordered), *(_claimed(claim, first) for claim in claims), *kept]
    acts = tuple(
        sorted(
            listed, key=lambda a: (a.on.start if a.on else date.min, a.kind, a.evidence.document_id, a.evidence.spans)
        )
    )
    best = _fullest(ordered)
    made = Undertaking(
        id=identity, kind=first.mention.kind, action=best.action, actors=_actors(ordered),
        mention_ids=tuple(t.mention.id for t in ordered),
        document_ids=tuple(sorted({t.document.id for t in ordered} | {a.evidence.document_id for a in acts})),
        acts=acts, evidence=tuple(_proof(t) for t in ordered),
        strength=first.mention.strength,
        addressee=next((t.mention.addressee for t in ordered if t.mention.addressee), None),
        deadline=_deadline(ordered), deadline_text=_words(ordered, "deadline_span"),
        condition=_words(ordered, "condition_span"),
        meeting_id=next((t.meeting_id for t in ordered if t.meeting_id), None), reasons=tuple(why),
    )  # fmt: skip
    return made, _contradictions(made)


def _rank(told: Told) -> tuple[date, bool, bool, str, int]:
    """Order tellings: by day, own papers before others', originals before copies."""
    return (
        told.on.start if told.on else date.max, told.copy, told.mention.told_by != "self",
        told.document.id, told.mention.action.start,
    )  # fmt: skip


def _making(ordered: Sequence[Told]) -> Iterable[Act]:
    first = ordered[0]
    kind = ActKind.CLAIMED_FULFILLED if first.mention.kind is UndertakingKind.FULFILMENT_CLAIM else ActKind.MADE
    if first.mention.denied:
        kind = ActKind.DISPUTED
    yield Act(kind, first.on, _proof(first), _voice(first))
    since, deadline, conditioned = first.on, first.mention.deadline, first.mention.condition_span is not None
    for told in ordered[1:]:
        if told.copy or not _later(told.on, since):
            continue
        own = told.document.is_official or (
            told.mention.speaker is not None and told.mention.speaker.party in told.actors
        )
        if not own:
            continue
        kind = ActKind.REAFFIRMED
        if told.mention.deadline and deadline and not told.mention.deadline.overlaps(deadline):
            kind, deadline = ActKind.AMENDED, told.mention.deadline
        elif told.mention.condition_span is not None and not conditioned:
            kind, conditioned = ActKind.CONDITIONED, True
        since = told.on
        yield Act(kind, told.on, _proof(told), _voice(told))


def _later(on: Interval | None, since: Interval | None) -> bool:
    return on is not None and since is not None and (on.start - since.end).days > _AFTERGLOW


def _claimed(claim: Claim, first: Told) -> Act:
    told = claim.told
    voice = _voice(told)
    if told.mention.denied:
        return Act(ActKind.DISPUTED, told.on, _proof(told), voice)
    return Act(ActKind.FULFILLED if _is_other(told, first) else ActKind.CLAIMED_FULFILLED, told.on, _proof(told), voice)


def _is_other(claim: Told, first: Told) -> bool:
    """Tell whether somebody other than a debtor says so: not the debtor's paper, nor words quoted from it."""
    bound = set(first.actors) | debtors(claim)
    document, speaker = claim.document, claim.mention.speaker
    if speaker is not None:
        sure = document.is_official or speaker.how in _SURE
        return sure and speaker.party is not None and speaker.party not in bound
    if document.is_official:
        return document.party is not None and document.party not in bound
    quoted = any(mark in claim.mention.evidence.of(document.text) for mark in _QUOTING)
    return not quoted and claim.mention.told_by == "coverage"


def _voice(told: Told) -> str | None:
    """Return who says so: the speaker's party, the paper's, else the publisher."""
    speaker = told.mention.speaker
    if speaker is not None and speaker.party:
        return speaker.party
    if speaker is not None and len(told.actors) == 1:
        return told.actors[0]
    return told.document.party or (speaker.name if speaker is not None else None) or told.document.publisher or None


def _proof(told: Told) -> Evidence:
    return evidence(told.document.id, told.document.text, told.mention.evidence)


def _fullest(ordered: Sequence[Told]) -> Told:
    """Return the telling whose wording stands for all: a party's own paper before coverage, the first of them."""
    official = [t for t in ordered if t.document.is_official]
    return (official or list(ordered))[0]


def _actors(ordered: Sequence[Told]) -> tuple[str, ...]:
    named = [t.actors for t in ordered if t.actors]
    return max(named, key=len) if named else ()


def _deadline(ordered: Sequence[Told]) -> Interval | None:
    """Return the deadline in force: the narrowest of those that share a day, the later telling's where they do not."""
    found: Interval | None = None
    for told in ordered:
        given = told.mention.deadline
        if given is None or told.copy:
            continue
        if found is None or not found.overlaps(given) or (given.end - given.start) < (found.end - found.start):
            found = given
    return found


def _words(ordered: Sequence[Told], name: str) -> str | None:
    for told in ordered:
        span: Span | None = getattr(told.mention, name)
        if span is not None:
            return span.of(told.document.text)
    return None


def _contradictions(one: Undertaking) -> list[Issue]:
    """Say so where one day has a fulfilment, or a claim of it, and a denial."""
    done = [a for a in one.acts if a.kind in {ActKind.FULFILLED, ActKind.CLAIMED_FULFILLED}]
    denied = [a for a in one.acts if a.kind is ActKind.DISPUTED]
    issues = []
    for denial in denied:
        for act in done:
            if denial.on is not None and act.on is not None and denial.on == act.on:
                said = f"{act.by or 'one'} says it is done and {denial.by or 'one'} that it is not"
                proof = denial.evidence
                text = f"{one.id}: on {denial.on.iso()} {said}"
                issues.append(Issue("LNK503", Severity.WARNING, "link", text, proof.document_id, proof.spans[0]))
    return issues
