"""Which undertaking a text tells as ended, and by which act: withdrawn, lapsed.

In come endings and the record's undertakings as groups of tellings; out go acts by undertaking. A promise is withdrawn
by who made it, told by himself or by somebody without a part in it; it lapses whoever tells. Where no undertaking, or
more than one, fits; where one side says it of the other; and where something was only suspended, an Issue asks a
person and nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Ending, UndertakingKind
from onrecord.text.compare import Weights
from onrecord.text.times import find, resolve

from .undertaking_claims import CLEAR, LEAD, ranked
from .undertaking_likeness import Told

_ACT = {Ending.WITHDRAWN: ActKind.WITHDRAWN, Ending.LAPSED: ActKind.LAPSED}
_ENDABLE = frozenset({UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING, UndertakingKind.DEMAND})


def ended(
    endings: Sequence[Told], groups: Mapping[str, Sequence[Told]], weights: Weights
) -> tuple[dict[str, list[Act]], list[Issue]]:
    """Find the undertaking that each ending speaks of.

    Args:
        endings: mentions with `ends`, copies left out.
        groups: tellings by undertaking id.
        weights: how much a stem says.

    Returns:
        Acts by undertaking id, and issues `LNK504` for what a person must decide.
    """
    acts: dict[str, list[Act]] = {}
    issues = []
    for ending in endings:
        fitting = sorted(ranked(ending, groups, weights, _ENDABLE), key=lambda item: (-item[0], item[1]))
        clear = bool(fitting) and fitting[0][0] >= CLEAR
        alone = len(fitting) == 1 or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] >= LEAD)
        doubt = _doubt(ending)
        if clear and alone and not doubt:
            acts.setdefault(fitting[0][1], []).append(_act(ending))
        else:
            issues.append(_open(ending, fitting, doubt))
    return acts, issues


def _doubt(ending: Told) -> str:
    """Return why an ending decides nothing by itself, an empty string if it does."""
    mention = ending.mention
    if mention.ends is Ending.SUSPENDED:
        return "a suspension may be a pause or an end"
    if mention.ends is Ending.WITHDRAWN and not ending.actors:
        return "who withdrew it stays open"
    said_by = mention.speaker.party if mention.speaker is not None else ending.document.party
    foreign = mention.speaker is not None or ending.document.is_official
    if mention.ends is Ending.WITHDRAWN and foreign and said_by not in ending.actors:
        return "somebody else says so"
    return ""


def _act(ending: Told) -> Act:
    document, mention = ending.document, ending.mention
    voice = ending.actors[0] if len(ending.actors) == 1 else document.party or document.publisher or None
    kind = _ACT[Ending(str(mention.ends))]
    return Act(kind, _day(ending), evidence(document.id, document.text, mention.evidence), voice)


def _day(ending: Told) -> Interval | None:
    """Return the one day that the sentence gives it, if that is not after the text; else the text's own."""
    if ending.on is None:
        return None
    times = [
        resolve(words, ending.on.end, past=True)
        for _, words, _ in find(ending.mention.evidence.of(ending.document.text))
    ]
    known = [time for time in times if time is not None and time.is_day and time.end <= ending.on.end]
    return known[0] if len(known) == 1 else ending.on


def _open(ending: Told, fitting: Sequence[tuple[float, str]], doubt: str) -> Issue:
    names = ", ".join(f"{identity} ({score:.2f})" for score, identity in fitting[:3])
    text = f"an undertaking is told as {ending.mention.ends} ({ending.mention.id})"
    text += f", but {doubt or 'it is not certain which'}" + (f": {names}" if names else "")
    return Issue("LNK504", Severity.NOTE, "link", text, ending.document.id, ending.mention.evidence)
