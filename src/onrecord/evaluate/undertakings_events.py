"""PLOVER sentences: is an agreement or promise (AGREE), is a meeting (CONSULT) seen in the sentence?

PLOVER's AGREE is narrower than the ledger: a promise to punish is THREATEN or SANCTION, a refusal REJECT, and an
agreement named in passing, or one that is broken, no event. So a sentence counts as AGREE with the score of its
strongest commitment whose act is neither hostile nor negated (`_HOSTILE`, words of PLOVER's conflict categories) nor
threatened, or of its strongest understanding that is made here, not rejected, violated or only mentioned; it counts
as CONSULT with the score of its strongest meeting that took place (a planned one is AGREE to PLOVER). The sentences
carry one category each; recall is read at the point of the ranking with the highest recall whose precision is at least
0.7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.record.meetings import MeetingStatus
from onrecord.record.readings import Reading
from onrecord.record.undertakings import UndertakingKind, UndertakingMention

PRECISION = 0.7
_HOSTILE = re.compile(
    r"\b(?:not|never|attack|retaliat\w+|punish\w*|impose|sanctions?|boycott|blockade|prohibit|ban|bar|deny|expel|"
    r"suspen\w+|cut|sever|restrict\w*|curfew|martial law|arrest|prosecute|bomb|strike|invade|kill|fight|war(?!-torn)|"
    r"hack|seize|confiscate|deport)\b",
    re.IGNORECASE,
)
_OPENING = 5
"""Words of an act that say what sort of act it is; behind them stands whom it helps or harms."""
_THREATENED = re.compile(r"\b(?:threaten\w*|unless|or else)\b", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:agree[ds]?|agreeing|reach(?:es|ed)?|sign(?:s|ed|ing)?|conclude[ds]?|struck|accept(?:s|ed)?|initial+ed)\b"
)
_UNMADE = re.compile(
    r"\b(?:reject\w*|violat\w+|break\w*|broke|fail\w*|refus\w+|oppos(?:e[sd]?|ing)|condemn\w*|denounc\w+|demand\w*|urg\w+)\b"
)
_AGREEING = {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING}


def score(rows: Sequence[Mapping[str, Any]], readings: Sequence[Reading]) -> dict[str, object]:
    """Return recall and precision of AGREE and CONSULT over sentences with one category each.

    Args:
        rows: PLOVER records with `event`.
        readings: the same sentences, read.
    """
    agree = [max((u.score for u in r.undertakings if is_agreement(u, r.document.text)), default=0.0) for r in readings]
    consult = [max((m.score for m in r.meetings if m.status is MeetingStatus.HELD), default=0.0) for r in readings]
    result: dict[str, object] = {}
    for name, scores in (("agree", agree), ("consult", consult)):
        wanted = [row["event"].upper() == name.upper() for row in rows]
        recall, precision = at_precision(scores, wanted)
        plain = [s > 0 for s in scores]
        result |= {
            f"{name}_recall": round(recall, 4),
            f"{name}_precision": round(precision, 4),
            f"{name}_found": _prf(plain, wanted),
        }
    return result


def is_agreement(mention: UndertakingMention, text: str) -> bool:
    """Tell whether an undertaking is an AGREE event in PLOVER's sense."""
    if mention.kind not in _AGREEING or mention.ends is not None:
        return False
    action, told = mention.action.of(text), mention.evidence.of(text)
    if mention.kind is UndertakingKind.COMMITMENT:
        opening = " ".join(action.split()[:_OPENING])
        return _HOSTILE.search(opening) is None and _THREATENED.search(told) is None
    return _MADE.search(told) is not None and _UNMADE.search(told) is None


def at_precision(scores: Sequence[float], wanted: Sequence[bool], floor: float = PRECISION) -> tuple[float, float]:
    """Return the highest recall whose precision is at least `floor`, and that precision; zeros if there is none.

    Sentences of equal score are taken together; a score of 0 means nothing was found and is never taken.
    """
    best = (0.0, 0.0)
    total = sum(wanted)
    for threshold in sorted({s for s in scores if s > 0}):
        taken = [w for s, w in zip(scores, wanted, strict=True) if s >= threshold]
        hits = sum(taken)
        if total and hits / len(taken) >= floor:
            best = max(best, (hits / total, hits / len(taken)))
    return best


def _prf(found: Sequence[bool], wanted: Sequence[bool]) -> dict[str, float]:
    hit = sum(f and w for f, w in zip(found, wanted, strict=True))
    p = hit / sum(found) if any(found) else 0.0
    r = hit / sum(wanted) if any(wanted) else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}
