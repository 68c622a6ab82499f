"""Who a text names: people with office and party, parties, places, processes, offices without a name, and plurals.

What comes in: a document with its parse (for the tagger's people) and the roster. What goes out: `ActorMention`s, each
on its own words, resolved within the document or left open. What it refuses: to guess. A surname two people share, an
office two people hold, "both sides" where the text has three, stay unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.documents import SPEAKING, Document, Role
from onrecord.record.spans import Span
from onrecord.roster import NameHit, Roster

from ..component import Draft, Findings
from ..parse import Parse
from . import layout, own_side, people, references
from .evidence import people_by_what_they_do
from .sightings import RegionView, view
from .units import split

__all__ = ["Actors"]

_NEVER_NAME_TAGS = {"VBD", "VBZ", "VBG", "VBN", "VBP", "MD", "PRP", "PRP$", "DT", "WDT", "WP", "CC"}
_READ = SPEAKING | {Role.CAPTION}


class Actors:
    """The annotator of the `actors` layer. Stateless; works with an empty parse, by titles alone."""

    name = "actors"
    version = "1"
    requires: frozenset[str] = frozenset()
    assigns = "actors"

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return the actor mentions of each draft, in text order."""
        return [self._one(draft) for draft in drafts]

    def _one(self, draft: Draft) -> Findings:
        document, roster = draft.reading.document, draft.roster
        signed = layout.signatures(document, roster)
        seen, acting = look(document, draft.parse, roster)
        views = [*seen, *signed]
        title = own_side.read_title(document, roster)
        individuals = people.gather(
            document.text,
            views,
            [name for name, _, _ in title.people],
            _subjects(draft.parse),
            acting,
        )
        layout.give_parties(document, individuals, draft.parse, roster)
        layout.own(document, individuals, signed)
        issues = own_side.settle(document, individuals, roster, views)
        mentions = references.mentions(document, individuals, roster, views)
        return Findings(tuple(mentions), tuple(issues))


def _subjects(parse: Parse) -> frozenset[int]:
    return frozenset(t.start for t in parse.tokens if t.ent == "PERSON" and t.dep in {"nsubj", "nsubjpass"})


_CONTACT = {
    "meet",
    "speak",
    "visit",
    "arrive",
    "confer",
    "travel",
    "telephone",
    "host",
    "brief",
    "tell",
    "attend",
    "convene",
    "discuss",
    "receive",
    "chair",
}
"""Verbs whose subject or object is people, so that an unknown capitalised word there is a surname."""
_NO_SURNAME = {"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME", "LAW", "WORK_OF_ART"}


def _contacting(parse: Parse) -> frozenset[int]:
    """Offsets of one-word subjects of verbs of contact that look like a surname: "Berg also met with …"."""
    found = set()
    for at, token in enumerate(parse.tokens):
        alone = at + 1 < len(parse.tokens) and not parse.tokens[at + 1].tag.startswith("N")
        if token.dep != "nsubj" or token.tag != "NNP" or token.ent in _NO_SURNAME or not alone:
            continue
        before = parse.tokens[at - 1] if at else None
        head = parse.tokens[token.head] if 0 <= token.head < len(parse.tokens) else None
        determined = before is not None and (before.tag in {"DT", "PRP$", "NNP", "JJ", "POS"} or before.text == "-")
        if head is not None and head.lemma.lower() in _CONTACT and not determined and token.text.istitle():
            found.add(token.start)
    return frozenset(found)


def _met(parse: Parse) -> frozenset[int]:
    """Offsets of the words of a name of two parts or more right behind "met with", whatever the tagger takes it for."""
    found: set[int] = set()
    tokens = parse.tokens
    for at, token in enumerate(tokens):
        if token.lemma.lower() not in {"meet", "meeting", "talk", "speak"}:
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].text.lower() in {"with", "also", "separately", "to"}:
            start += 1
        end = start
        while end < len(tokens) and tokens[end].tag == "NNP" and tokens[end].ent not in _NO_SURNAME:
            end += 1
        if start > at + 1 and 2 <= end - start <= 4:
            found |= {t.start for t in tokens[start:end]}
    return frozenset(found)


def look(document: Document, parse: Parse, roster: Roster) -> tuple[list[RegionView], frozenset[int]]:
    """Return what each region of a document shows of people and offices, and where names of people nobody introduces
    begin."""
    people = frozenset(t.start for t in parse.tokens if t.ent == "PERSON") | _met(parse)
    contacting = _contacting(parse)
    others = frozenset(t.start for t in parse.tokens if t.ent != "PERSON" and t.tag in _NEVER_NAME_TAGS)
    rows = []
    for region in document.regions:
        if region.role in _READ:
            hits = [_moved(h, region.span.start) for h in roster.find(region.span.of(document.text))]
            rows.append((split(document.text, region.span, hits, people | contacting, others), region.role))
    acting, refuted = people_by_what_they_do([units for units, _ in rows], parse)
    acting |= contacting - refuted
    return [view(units, role, people | acting) for units, role in rows], acting


def _moved(hit: NameHit, by: int) -> NameHit:
    return NameHit(Span(hit.span.start + by, hit.span.end + by), hit.code, hit.how)
