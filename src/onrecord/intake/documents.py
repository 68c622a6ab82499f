"""Text → Document: regions, language, date, kind, publisher, party and author of one text. Pure, no files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.identity import make_id
from onrecord.record.issues import Issue, Severity
from onrecord.record.times import Dating, Interval
from onrecord.roster import Roster
from onrecord.text.datelines import agency_of
from onrecord.text.furniture import is_masthead
from onrecord.text.regions import regions

from . import dating, parties, publishers, titles
from .language import detect
from .publishers import Publisher

_KINDS = {kind.value: kind for kind in Kind} | {
    "communique": Kind.COMMUNIQUE,
    "joint_statement": Kind.JOINT_STATEMENT,
    "press release": Kind.STATEMENT,
    "remarks": Kind.SPEECH,
    "article": Kind.NEWS,
    "report": Kind.NEWS,
    "coverage": Kind.NEWS,
    "press": Kind.NEWS,
    "treaty": Kind.AGREEMENT,
}


_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a text before it is read: from metadata, its folder, or the caller. Empty means unknown."""

    name: str = ""
    title: str = ""
    publisher: str = ""
    published: str | date | Interval | Dating | None = None
    url: str = ""
    kind: Kind | str | None = None
    side: Side | str | None = None
    party: str | None = None
    author: str | None = None
    language: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    reason: str = "given"
    day_first: bool | None = None
    marks: Mapping[int, Role] = field(default_factory=dict)
    roster: Roster | None = None


def document(
    text: str,
    *,
    name: str = "",
    title: str = "",
    publisher: str = "",
    published: str | date | Interval | Dating | None = None,
    url: str = "",
    kind: Kind | str | None = None,
    side: Side | str | None = None,
    party: str | None = None,
    author: str | None = None,
    language: str | None = None,
    metadata: Mapping[str, str] | None = None,
    original: Original | None = None,
    roster: Roster | None = None,
) -> Document:
    """Return `text` as a Document; a pure function that opens no file and never fails on any text.

    Args:
        text: kept character by character; only a lone surrogate, which no file can hold, becomes U+FFFD.
        name: how people refer to it (the corpus's own id, a file name).
        title: its title; taken from the first headline-like line if empty.
        publisher: name or domain; known ones give side and party (see `publishers/*.toml`).
        published: ISO or EDTF date, a written date, `Interval` or `Dating`; what cannot be read is left open.
        url: address it was found at; dates and names the publisher where nothing else does.
        kind: a `Kind` or its value; `official` alone sets the side.
        side: official or coverage, if the caller knows.
        party: code of the party whose paper it is.
        author: person a first-person statement speaks for.
        language: ISO 639-1 code; detected if None.
        metadata: kept as it is.
        original: where the text came from; made from the text itself if None.
        roster: knows the user's own publishers and states; the built-in one if None.
    """
    given = Given(
        name, title, publisher, published, url, kind, side, party, author, language, dict(metadata or {}), roster=roster
    )
    return compose(text, given, original)[0]


def compose(
    text: str, given: Given, original: Original | None = None, locator: str | None = None
) -> tuple[Document, list[Issue]]:
    """Do what `document()` does, and also return what could not be read or had to be guessed.

    `locator` says which part of the original it is (the record's id in JSON Lines); the id is made of both.
    """
    text = _SURROGATE.sub("\ufffd", text)
    coded = text.encode("utf-8")
    digest = hashlib.sha256(coded).hexdigest()
    original = original or Original(digest, given.name, "text/plain", len(coded))
    identity = make_id("d", original.sha256, given.name if locator is None else locator)
    parts = regions(text, title=given.title, marks=given.marks)
    given = replace(given, publisher=given.publisher or _masthead(text, parts, given))
    rule = publishers.known(given.publisher, given.url, given.roster)
    side, kind = _side(given, rule), _kind(given)
    title = given.title.strip() or _headline(text, parts)
    guessed = side is None and not given.publisher and not titles.is_official(title)
    side = side or (Side.OFFICIAL if titles.is_official(title) else Side.COVERAGE)
    kind = kind or _kind_of(title, side, rule, parts)
    if side is Side.OFFICIAL:
        parts = tuple(Region(p.span, Role.BODY) if p.role is Role.LEAD else p for p in parts)
    person = (given.author, "") if given.author else (titles.author_of(title) if side is Side.OFFICIAL else None)
    published, issues = _published(text, given, parts, side, identity, given.name or original.name)
    if guessed:
        message = "neither publisher, kind, folder nor title tells whose paper it is; taken as news"
        issues.append(Issue("INT018", Severity.NOTE, "intake", message, identity))
    metadata = dict(given.metadata)
    if person and person[1]:
        metadata.setdefault("author_office", person[1])
    made = Document(
        id=identity,
        name=given.name or original.name or identity,
        kind=kind,
        side=side,
        publisher=rule.name if rule and not given.publisher else given.publisher,
        language=given.language or detect(text, parts),
        text=text,
        regions=parts,
        original=original,
        sha256=digest,
        title=title,
        url=given.url,
        published=published,
        party=given.party or (_party(text, title, person, rule, parts, given) if side is Side.OFFICIAL else None),
        author=person[0] if person else None,
        metadata=tuple(sorted(metadata.items())),
    )
    return made, issues


def _masthead(text: str, parts: tuple[Region, ...], given: Given) -> str:
    """Take the publisher from the paper's own head: an organ's name above the title, the agency of a dateline."""
    for part in parts[:4]:
        words = part.span.of(text)
        if part.role is Role.FURNITURE and is_masthead(words):
            return words
    if publishers.known("", given.url, given.roster):
        return ""
    return next(
        (agency_of(p.span.of(text)) for p in parts if p.role is Role.DATELINE and agency_of(p.span.of(text))), ""
    )


def _party(
    text: str,
    title: str,
    person: tuple[str, str] | None,
    rule: Publisher | None,
    parts: tuple[Region, ...],
    given: Given,
) -> str | None:
    if rule and rule.party:
        return rule.party
    return parties.of_paper(text, title, person[1] if person else "", parts, given.roster or Roster.builtin())


def _side(given: Given, rule: Publisher | None) -> Side | None:
    if given.side:
        return Side(given.side)
    word = str(given.kind or "").casefold()
    if word in {"official", "coverage"}:
        return Side(word)
    if rule:
        return rule.side
    kind = _kind(given)
    if kind is Kind.NEWS:
        return Side.COVERAGE
    return Side.OFFICIAL if kind not in (None, Kind.OTHER) else None


def _kind(given: Given) -> Kind | None:
    if isinstance(given.kind, Kind):
        return given.kind
    found = _KINDS.get((given.kind or "").casefold().strip())
    return None if found is Kind.OTHER and titles.kind_of(given.title) else found


def _kind_of(title: str, side: Side, rule: Publisher | None, parts: tuple[Region, ...]) -> Kind:
    if side is Side.COVERAGE:
        return Kind(rule.kind) if rule and rule.kind else Kind.NEWS
    turns = sum(1 for p in parts if p.role is Role.TURN)
    named = titles.kind_of(title)
    if turns >= 2 and named in (None, Kind.SPEECH, Kind.READOUT):
        return Kind.TRANSCRIPT
    if named is Kind.TRANSCRIPT and turns < 2:
        named = None  # a note about a press conference, not its record
    return named or (Kind(rule.kind) if rule and rule.kind else Kind.OTHER)


def _headline(text: str, parts: tuple[Region, ...]) -> str:
    found = next((p.span.of(text) for p in parts if p.role is Role.HEADLINE), "")
    return " ".join(re.sub(r"^#+ |[*_]{2}", "", found).split())


def _published(
    text: str, given: Given, parts: tuple[Region, ...], side: Side, identity: str, name: str
) -> tuple[Dating | None, list[Issue]]:
    found = dating.given(given.published, reason=given.reason, order=given.day_first)
    if found:
        return found, []
    issues = []
    if given.published:
        message = f"publication date {str(given.published)[:40]!r} cannot be read in one way only"
        issues.append(Issue("INT012", Severity.WARNING, "intake", message, identity))
    found = dating.from_url(given.url) or dating.from_text(text, parts, official=side is Side.OFFICIAL)
    return found or dating.from_name(text, parts, name), issues
