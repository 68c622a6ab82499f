"""The contact a document's title names: its kind, how many, and the parties named there."""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record.documents import Document, Kind, Role
from onrecord.record.meetings import MeetingKind
from onrecord.record.spans import Span
from onrecord.roster import Roster
from onrecord.roster.names import parts

from . import groups

_KINDS = (
    (MeetingKind.CALL, r"(?:tele)?phone (?:call|conversation|talk)s?|(?:video )?calls?|conversations?"),
    (MeetingKind.SUMMIT, r"summit"),
    (MeetingKind.TALKS, r"talks|negotiations|consultations|dialogue|discussions"),
    (MeetingKind.VISIT, r"(?:official |state |working )?visit|trip"),
    (
        MeetingKind.MEETING,
        r"(?:bilateral |trilateral |virtual |joint )*meetings?|engagement|round-?table|(?:legislative )?convening|briefing"
        r"|breakfast|lunch|dinner|videoconference|working group|task force",
    ),
    (MeetingKind.CONFERENCE, r"(?<!press )(?<!news )conference|forum|ministerial|congress"),
)
_SUBJECT = re.compile(r"\b(?:meeting|call|talks|roundtable|statement|discussion) on (?:the )?$", re.I)
_NOT = re.compile(
    r"press conference|news conference|press (?:gaggle|briefing|call)|background call|conference call", re.I
)


_AHEAD = re.compile(r"\b(?:forthcoming|upcoming|planned|scheduled|expected|proposed)\b[^.;,]{0,40}$", re.I)


@dataclass(frozen=True)
class Titled:
    """What the title says. `parties` in order; `names` are its words as name parts; `several`: a plural ("calls").

    `planned`: the title announces it ("Forthcoming visit of …").
    """

    kind: MeetingKind
    parties: tuple[str, ...]
    names: frozenset[str]
    text: str
    several: bool = False
    people: bool = False
    planned: bool = False


def titled(document: Document, roster: Roster) -> Titled | None:
    """Return the contact the title names, or None."""
    headlines = [span.of(document.text).strip() for span in headline_spans(document)]
    found = ((t, _kind(t)) for t in (document.title, *headlines) if t and document.is_official and not _NOT.search(t))
    title, kind = next(((t, k) for t, k in found if k), ("", None))
    if kind is None:
        return None
    hits = [
        hit.code
        for hit in roster.find(title)
        if hit.how in {"name", "alias", "demonym"}
        and not (_SUBJECT.search(title[: hit.span.start]) or groups.opposed(title[: hit.span.start]))
    ]
    parties = tuple(dict.fromkeys(([document.party] if document.party else []) + hits))
    several = bool(re.search(r"\b(?:conversations|calls|meetings)\b", title, re.I))
    planned = bool(_AHEAD.search(title[: kind[1]]))
    return Titled(kind[0], parties, frozenset(parts(title)), title, several, _has_people(title[kind[1] :]), planned)


def headline_spans(document: Document) -> list[Span]:
    """Return where the title stands in the text: headlines, and a first paragraph that opens with the title's words."""
    title = document.title.strip()
    opening = [
        region.span
        for region in document.regions[:4]
        if title and region.span.of(document.text).strip().startswith(title) and len(region.span) < 3 * len(title) + 100
    ]
    return [r.span for r in document.regions if r.role is Role.HEADLINE and r.span not in opening] + opening


def _kind(title: str) -> tuple[MeetingKind, int] | None:
    """The kind of the first word of contact in the title, and where it ends."""
    found = [
        (match.start(), -match.end(), kind)
        for kind, pattern in _KINDS
        for match in re.finditer(rf"\b(?:{pattern})\b", title, re.I)
        if not re.match(r"\s+(?:for|on|to)\b", title[match.end() :]) or kind is not MeetingKind.CALL
    ]
    if not found:
        return None
    _, end, kind = min(found, key=lambda f: (f[0], f[1]))
    return kind, -end


def _has_people(tail: str) -> bool:
    """Whether somebody is named behind "with" or "between"."""
    return bool(re.search(r"\b(?:with|between)\s", tail))


def is_readout(document: Document) -> bool:
    """Whether the paper is an account of one contact by its very kind."""
    return document.title.lower().startswith("readout") or (document.kind is Kind.READOUT and not document.title)
