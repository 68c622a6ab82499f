"""Security Council resolutions: is the operative paragraph read with the right verb class and addressee?

The corpus has texts only, so that what is right is defined here from the fixed typography of a resolution, apart from
the annotator and with means of its own: a paragraph that opens with `N.` and a known verb; the verb's class from the
table below; the addressee as the words between the verb (with its preposition) and the first "to", or between "that"
and the first "shall". Paragraphs whose typography does not settle an addressee are scored on the class alone. The
figure therefore says how well the reading survives the whole path (regions, scanning errors, long sentences, lists),
not how well a lawyer would be satisfied.

The class is right if an undertaking of the class's kind starts in the paragraph at its verb: decision → commitment,
call → demand, affirmation → affirmation, assessment ("Welcomes", "Condemns") → none of the paragraph's head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.undertakings import UndertakingKind, UndertakingMention

K = UndertakingKind
_HEAD = re.compile(
    r"^[ \t]*\d{1,2}\.[ \t]+(?:(?:Further|Also|Strongly|Again|Solemnly|Fully|Once (?:again|more)|Urgently)\s+)?"
    r"(?P<verb>[A-Z][a-z-]+|(?<=\s)[a-z]+s)\b",
    re.MULTILINE,
)
_KIND: dict[str, UndertakingKind | None] = {
    **dict.fromkeys(("decides", "authorizes", "extends", "approves", "establishes"), K.COMMITMENT),
    **dict.fromkeys(("requests", "calls", "urges", "demands", "appeals", "invites", "encourages"), K.DEMAND),
    **dict.fromkeys(
        ("reaffirms", "affirms", "reiterates", "confirms", "stresses", "re-emphasizes", "emphasizes", "underlines"),
        K.AFFIRMATION,
    ),
    **dict.fromkeys(("welcomes", "condemns", "commends", "notes", "deplores", "takes", "expresses", "regrets"), None),
}
_ADDRESSEE = re.compile(
    r"(?:(?:Calls|calls)\s+(?:again\s+|once more\s+|also\s+)?(?:upon|on)|"
    r"(?:Requests|requests|Urges|urges|Invites|invites|Encourages|encourages)|"
    r"(?:Appeals|appeals)\s+to)\s+(?P<who>(?:(?!\sto\s)[^,;:()]){2,120}?)\s+to\s+[a-z]"
)
_THAT = re.compile(r"(?:Decides|decides|Demands|demands)\s+that\s+(?P<who>[^,;:()]{2,80}?)\s+shall\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An operative paragraph as its typography shows it; `addressee` is None where that does not settle one."""

    span: Span
    verb: Span
    kind: UndertakingKind | None
    addressee: Span | None


def paragraphs(text: str) -> list[Paragraph]:
    """Return the operative paragraphs whose verb is in the table, in text order."""
    heads = list(_HEAD.finditer(text))
    found = []
    for at, head in enumerate(heads):
        if head["verb"].lower() not in _KIND:
            continue
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        match = _ADDRESSEE.match(text, head.start("verb"), end) or _THAT.match(text, head.start("verb"), end)
        who = Span(match.start("who"), match.end("who")) if match else None
        verb = Span(head.start("verb"), head.end("verb"))
        found.append(Paragraph(Span(head.start(), end), verb, _KIND[head["verb"].lower()], who))
    return found


def score(rows: Sequence[Mapping[str, Any]], readings: Sequence[Reading]) -> dict[str, object]:
    """Return the share of paragraphs read right: class, addressee, and both (`operative_accuracy`)."""
    total = classes = both = addressed = with_addressee = 0
    for row, reading in zip(rows, readings, strict=True):
        for paragraph in paragraphs(row["text"]):
            mention = _at(paragraph, reading.undertakings)
            right = (mention.kind if mention else None) is paragraph.kind
            who = paragraph.addressee is None or (
                mention is not None and _same(row["text"], paragraph.addressee, mention)
            )
            total += 1
            classes += right
            both += right and who
            if paragraph.addressee is not None:
                with_addressee += 1
                addressed += who
    return {
        "operative_accuracy": round(both / total, 4) if total else 0.0,
        "verb_class_accuracy": round(classes / total, 4) if total else 0.0,
        "addressee_accuracy": round(addressed / with_addressee, 4) if with_addressee else 0.0,
        "operative_paragraphs": total,
    }


def _at(paragraph: Paragraph, mentions: Sequence[UndertakingMention]) -> UndertakingMention | None:
    """Return the mention the paragraph's own verb opens: its evidence begins there, its action starts earliest."""
    holding = [m for m in mentions if paragraph.span.start <= m.evidence.start <= paragraph.verb.start < m.evidence.end]
    return min(holding, key=lambda m: m.action.start, default=None)


def _same(text: str, wanted: Span, mention: UndertakingMention) -> bool:
    got = mention.addressee_span
    if got is None:
        return False
    shared = min(got.end, wanted.end) - max(got.start, wanted.start)
    return shared > 0 and shared / (len(got) + len(wanted) - shared) >= 0.5
