"""Who a sentence says did a deed of violence: "an air strike by …", "… claimed responsibility".

Input: a sentence and the roster. Output: the side held responsible: a party of the roster, else a kind of armed actor
("rebels", "government forces"). A phrase that fits two sides names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.spans import Span
from onrecord.roster import Roster

_DEED = re.compile(
    r"\b(?:air ?strikes?|strikes?|raids?|bomb(?:s|ed|ing|ings|ardment)?|shell(?:s|ed|ing)|attack(?:s|ed)?|rockets?|"
    r"kill(?:s|ed|ing)?|explosions?|blasts?|massacres?|fired|struck)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?P<sure>(?:carried out|conducted|launched|fired|claimed|committed|perpetrated) by|blamed on|"
    r"responsibility of)|by)\s+(?P<by>(?:the\s+|an?\s+)?[^\s,.;:()]+(?:\s+[^\s,.;:()]+){0,4})"
    r"|(?P<claims>(?:[A-Z][^\s,.;]*\s+){1,4})claimed responsibility",
)
_STOP = re.compile(r"\b(?:on|in|at|near|that|which|who|against|as|since|during|after|to|for|from|of|killed|left)\b")
_KINDS = {
    "rebels": r"rebels?|opposition|insurgents?|armed (?:groups?|men|opposition)",
    "government forces": r"(?:government|regime|loyalist|state) (?:forces|troops|army|jets|warplanes|aircraft)|regime|"
    r"(?:the )?government|(?:the )?army",
    "jihadists": r"jihadists?|extremists?|terrorists?|militants?",
}
_KIND = {
    name: re.compile(rf"(?:the |an? )?(?:\w+[- ])?(?:{pattern})\b", re.IGNORECASE) for name, pattern in _KINDS.items()
}
_NEAR = 60  # characters before the phrase in which the deed stands


@dataclass(frozen=True, slots=True)
class Blame:
    """Who a sentence says did it: `actor` for display, `party` its code in the roster, None for a kind of actor."""

    actor: str
    span: Span
    sentence: Span
    party: str | None = None

    def contradicts(self, other: Blame) -> bool:
        """Tell whether both cannot be right: two parties, or two kinds; a party may be of any kind."""
        return self.actor != other.actor and (self.party is None) == (other.party is None)


def blamed(text: str, sentence: Span, roster: Roster) -> Iterator[Blame]:
    """Yield who a sentence holds responsible; spans are offsets into `text`."""
    inside = sentence.of(text)
    for match in _BY.finditer(inside):
        group = "by" if match.group("by") else "claims"
        if not _is_deed(inside, match, group):
            continue
        worded = match.group(group)
        stop = _STOP.search(worded, 4)
        worded = worded[: stop.start() if stop else None].rstrip()
        named = _named(worded, roster)
        if named and worded:
            start = sentence.start + match.start(group)
            yield Blame(named[0], Span(start, start + len(worded)), sentence, named[1])


def _is_deed(inside: str, match: re.Match[str], group: str) -> bool:
    """Tell whether what was done is a deed of violence: near the phrase, or right before a mere "by"."""
    if group == "claims" or match.group("sure"):
        end = match.end() if group == "claims" else match.start()
        return bool(_DEED.search(inside, max(0, match.start() - _NEAR), end))
    return bool(_DEED.fullmatch((inside[: match.start()].split() or [""])[-1]))


def _named(worded: str, roster: Roster) -> tuple[str, str | None] | None:
    codes = {hit.code for hit in roster.find(worded) if hit.how != "process"}
    if len(codes) == 1:
        code = codes.pop()
        party = roster.parties.get(code)
        return (party.name if party else code), code
    kinds = [name for name, pattern in _KIND.items() if pattern.match(worded)]
    return (kinds[0], None) if len(kinds) == 1 and not codes else None
