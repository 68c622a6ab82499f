"""Mentions that stand for several parties: "both sides", "the two ministers", "the guarantors", "the leaders".

Whose they are is read from the people and states named just before, or from the parties the paper is about; where the
count does not fit, they stay unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.documents import Document
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .people import Individual
from .sightings import RegionView

_PLURAL = re.compile(
    r"\b(?:(?P<count>both|the two|the three|the four|all three|all four|both of the|both our|our two)|the|our)[ "
    r"\u00a0\n]+"
    r"(?P<what>(?:foreign |defen[cs]e |prime |national security )?(?:ministers|advis[oe]rs)|sides|parties|leaders|"
    r"presidents|countries|nations|"
    r"governments|delegations|heads of state(?: and government)?|officials|states|guarantors|guarantor (?:states|"
    r"countries)|"
    r"vice presidents|chancellors|counterparts|interlocutors|principals|secretaries|negotiators|representatives|envoys)"
    r"(?!['’\w-]|[ \u00a0](?:of|from|to the)\b)",
    re.IGNORECASE,
)
_COUNTS = {
    "both": 2,
    "the two": 2,
    "both of the": 2,
    "both our": 2,
    "our two": 2,
    "the three": 3,
    "all three": 3,
    "the four": 4,
    "all four": 4,
}
_OFFICES = re.compile(
    r"ministers|advis|leaders|presidents|heads|officials|chancellors|secretaries|negotiators|representatives|envoys",
    re.I,
)


def plurals(
    document: Document,
    people: Sequence[Individual],
    view: RegionView,
    found: Sequence[ActorMention],
    principals: tuple[str, ...],
    roster: Roster,
) -> Iterator[ActorMention]:
    """Yield the plural mentions of one region, each with the parties meant, or unresolved.

    Args:
        document: the document.
        people: its people; "the presidents" tells the office of those who have none.
        view: the region.
        found: the other mentions of the document.
        principals: the parties the paper is about.
        roster: whose processes have guarantors.
    """
    start, end = (view.units[0].start, view.units[-1].end) if view.units else (0, 0)
    for match in _PLURAL.finditer(document.text, start, end):
        span = Span(match.start(), match.end())
        count = _COUNTS.get(re.sub(r"\s+", " ", (match["count"] or "")).lower())
        kind = ActorKind.OFFICE if _OFFICES.search(match["what"]) else ActorKind.PARTY
        if match["what"].lower().startswith("guarantor"):
            parties = _guarantors(found, roster)
        else:
            local = _spoken_of(document, found, span)
            parties = _addressed(document.text, found, span, count) or _chosen(
                local, principals, count, document.is_official
            )
        _share_office(people, parties, match["what"])
        how = "plural" if parties else "unresolved"
        office = match["what"] if kind is ActorKind.OFFICE else None
        yield ActorMention(span, kind, "", None, office, None, None, how, parties)


def _share_office(people: Sequence[Individual], parties: tuple[str, ...], what: str) -> None:
    """Give "the presidents" as office to the one person of each party who has none yet."""
    if what.lower() not in {"presidents", "prime ministers", "foreign ministers", "chancellors"}:
        return
    for party in parties:
        fits = [p for p in people if p.party == party]
        if len(fits) == 1 and fits[0].office is None:
            fits[0].office = what[:-1].capitalize()
            fits[0].head = what[:-1].lower().split()[-1]


def _chosen(local: tuple[str, ...], principals: tuple[str, ...], count: int | None, official: bool) -> tuple[str, ...]:
    fits = [
        c
        for c in ((principals, local) if official else (local, principals))
        if len(c) == count or (count is None and len(c) >= 2)
    ]
    return fits[0] if fits else ()


_CONTACTS = re.compile(
    r"\b(?:host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|(?:tele)?phon(?:e|es|ed|ing)|call(?:s|ed|ing)?|invit(?:e|es|ed|ing)"
    r"|welcom(?:e|es|ed|ing)|(?:met|meets?|meeting|speaks?|spoke|speaking|talks?|talked)(?: separately)?"
    r"(?: with| to)?)\s+$"
)


def _addressed(text: str, found: Sequence[ActorMention], span: Span, count: int | None) -> tuple[str, ...]:
    """Whom somebody hosts, calls or meets as "both ministers": the states named so far, without the host's own."""
    if count is None or not _CONTACTS.search(text[max(0, span.start - 40) : span.start]):
        return ()
    start = max(text.rfind(". ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    acting = [
        m for m in found if m.party and m.kind in {ActorKind.PERSON, ActorKind.PARTY} and m.span.start < span.start
    ]
    hosts = {m.party for m in acting if m.span.start >= start}
    others = tuple(
        dict.fromkeys(m.party for m in sorted(acting, key=lambda m: m.span) if m.party not in hosts if m.party)
    )
    return others if len(others) == count else ()


def _spoken_of(document: Document, found: Sequence[ActorMention], span: Span) -> tuple[str, ...]:
    """Parties of the people, and states acting, in the two sentences before `span` (300 characters at most)."""
    near = [
        m
        for m in found
        if m.party and span.start - 300 <= m.span.start < span.start and m.kind in {ActorKind.PERSON, ActorKind.PARTY}
    ]
    people = tuple(dict.fromkeys(m.party for m in near if m.kind is ActorKind.PERSON and m.party))
    if len(people) >= 2:
        return people
    return tuple(dict.fromkeys(m.party for m in near if m.party and m.how in {"name", "metonym", "surname"}))


def _guarantors(found: Sequence[ActorMention], roster: Roster) -> tuple[str, ...]:
    named = {m.name for m in found if m.kind is ActorKind.PROCESS}
    fits = {p.guarantors for p in roster.processes if p.name in named and p.guarantors}
    return next(iter(fits)) if len(fits) == 1 else ()
