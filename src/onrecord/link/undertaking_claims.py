"""Which undertaking a claim of fulfilment, or its denial, speaks of.

In come claims and the record's undertakings as groups of tellings; out goes which claim belongs to which. A claim is
attached where one undertaking of the same debtor, made before, fits clearly best: by wording of the claim and the
sentences around it, by the meeting or paper it names. Where two fit alike, or none does, an Issue asks a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record.issues import Issue, Severity
from onrecord.record.judgements import Judgement, Verdict, standing
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import Ending, UndertakingKind
from onrecord.text.compare import STOP, Weights, words
from onrecord.text.times import find, resolve

from .undertaking_likeness import Told, instruments

CLEAR = 0.22
"""Least share of an undertaking's wording that must recur around the claim; set on the example and the seeds."""
LEAD = 0.05
"""How far the best candidate must be ahead of the second."""
_REACH = 350
"""Characters before and behind a claim that may say what it is about: the sentence before and after."""
_MADE = re.compile(
    r"\b(?:which|that)?\s*\b(?:it|they|he|she|we|both)?\s*\b(?:made|gave|given|undertook|undertaken|reached|concluded|signed|agreed|pledged|promised|committed)\b[^.;]*"
)
"""The clause that says when and where a promise was made; its words do not say what was promised."""
_OWED = {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the undertaking's share of wording it repeats."""

    told: Told
    score: float


def attach(
    claims: Sequence[Told], groups: Mapping[str, Sequence[Told]], weights: Weights, judgements: Iterable[Judgement]
) -> tuple[dict[str, list[Claim]], list[Told], list[Issue]]:
    """Attach each claim to the undertaking it speaks of.

    Returns:
        Claims by undertaking id, the claims left over, and issues `LNK502`.
    """
    decided = _decided(judgements)
    attached: dict[str, list[Claim]] = {}
    left, issues = [], []
    for claim in claims:
        fitting = sorted(ranked(claim, groups, weights), key=lambda item: (-item[0], item[1]))
        chosen = decided.get(claim.mention.id)
        if chosen in groups:
            attached.setdefault(str(chosen), []).append(Claim(claim, 1.0))
        elif fitting and fitting[0][0] >= CLEAR and (len(fitting) == 1 or fitting[0][0] - fitting[1][0] >= LEAD):
            attached.setdefault(fitting[0][1], []).append(Claim(claim, fitting[0][0]))
        else:
            left.append(claim)
            issues.append(_open(claim, fitting))
    return attached, left, issues


def debtors(claim: Told) -> frozenset[str]:
    """Return of whom a claim says that they did, or did not do, what was promised."""
    if claim.mention.denied:
        return frozenset({claim.mention.addressee} if claim.mention.addressee else ())
    return frozenset(claim.actors)


def ranked(
    claim: Told, groups: Mapping[str, Sequence[Told]], weights: Weights, kinds: Collection[UndertakingKind] = _OWED
) -> list[tuple[float, str]]:
    """Return how well each undertaking fits what a claim, a denial or an ending says of one, as pairs of score and id.

    Args:
        claim: what speaks of an undertaking of its actors (of its addressee, if it denies).
        groups: tellings by undertaking id; those of the claim's own paper or of a later day never fit.
        weights: how much a stem says.
        kinds: which undertakings can be meant.
    """
    text = claim.document.text
    near = Span(max(0, claim.mention.evidence.start - _REACH), min(len(text), claim.mention.evidence.end + _REACH))
    said = _MADE.sub(" ", near.of(text))
    about = telling_stems(said)
    papers = instruments(near.of(text))
    made = _made_on(claim)
    owed_by = debtors(claim)
    found = []
    for identity, group in groups.items():
        fitting = [t for t in group if t.mention.kind in kinds and _owed(t, owed_by, claim) and _before(t, claim)]
        if fitting:
            found.append(
                (round(max(_repeats(t, about, papers, weights) + _dated(t, made) for t in fitting), 4), identity)
            )
    return found


def _owed(told: Told, debtors: frozenset[str], claim: Told) -> bool:
    """Tell whether it was the debtors' to keep; what lapses names nobody and may be anybody's."""
    if claim.mention.ends is Ending.LAPSED and not debtors:
        return True
    return bool(debtors) and bool(told.actors) and (set(debtors) <= set(told.actors) or set(told.actors) <= debtors)


def _before(told: Told, claim: Told) -> bool:
    """Tell whether a telling is of an earlier day and another paper: what a text promises it does not claim as done."""
    if told.document.id == claim.document.id or told.on is None or claim.on is None:
        return False
    return told.on.end < claim.on.start


def _repeats(told: Told, about: frozenset[str], papers: frozenset[str], weights: Weights) -> float:
    act = telling_stems(told.action)
    if len(act & about) < min(2, len(act)):
        return 0.0
    whole = sum(weights.of(s) for s in act)
    shared = sum(weights.of(s) for s in act & about)
    return (shared / whole if whole else 0.0) + 0.1 * bool(papers & told.instruments)


def telling_stems(text: str) -> frozenset[str]:
    """Return the stems that say what was to be done: no names, which recur in every paper of one process."""
    return frozenset(w.stem for w in words(text) if not w.capital and w.key not in STOP and not w.key[:1].isdigit())


def _made_on(claim: Told) -> Interval | None:
    """Return the day the claim says the promise was made ("the commitment which it made in Lindvik on 18 March")."""
    match = _MADE.search(claim.mention.evidence.of(claim.document.text))
    if match is None or claim.on is None:
        return None
    times = [resolve(expression, claim.on.end, past=True) for _, expression, _ in find(match.group())]
    known = [t for t in times if t is not None]
    return known[0] if len(known) == 1 else None


def _dated(told: Told, made: Interval | None) -> float:
    if made is None or told.on is None:
        return 0.0
    return 0.3 if told.on.overlaps(made) else -0.3


def _decided(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the undertaking each claim was linked to by a person; an unlinked one to none."""
    decided: dict[str, str] = {}
    for judgement in standing(judgements):
        if judgement.verdict is Verdict.LINKED:
            decided[judgement.subject] = judgement.after.strip('"')
        elif judgement.verdict is Verdict.UNLINKED:
            decided.pop(judgement.subject, None)
    return decided


def _open(claim: Told, ranked: Sequence[tuple[float, str]]) -> Issue:
    names = ", ".join(f"{identity} ({score:.2f})" for score, identity in ranked[:3])
    what = "denial" if claim.mention.denied else "claim"
    text = f"a {what} of fulfilment ({claim.mention.id}) speaks of no undertaking for certain" + (
        f": {names}" if names else ""
    )
    return Issue("LNK502", Severity.NOTE, "link", text, claim.document.id, claim.mention.evidence)
