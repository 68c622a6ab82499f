"""Turns of a transcript: paragraphs that a speaker label opens, and those that go on behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record.spans import Span

_ROLE = r"(?:Q|A|QUESTION|ANSWER|Question|Answer|MODERATOR|Moderator|OPERATOR|Operator|INTERVIEWER|Interviewer|Journalist|Reporter|REPORTER|PARTICIPANT|SPEAKER)"
_LABEL = re.compile(
    rf"[*_\s]{{0,4}}(?P<label>{_ROLE}(?: ?\d{{1,2}})?(?: \([^)]{{1,40}}\))?|[A-ZÀ-ÞĀ-ŽА-Я][^\n:;?!\"“”«»]{{1,80}}?)[*_]{{0,3}}\s{{0,2}}:(?=[\s*_\u00a0]|$)"
    rf"|(?P<bare>Q)\s{{2,}}(?=\S)"
)
_NOT = frozenset(
    [
        "note",
        "source",
        "photo",
        "image",
        "subject",
        "date",
        "where",
        "when",
        "what",
        "who",
        "contact",
        "update",
        "background",
        "tags",
        "related",
        "video",
        "location",
        "time",
        "place",
        "from",
        "to",
        "re",
        "cc",
        "fax",
        "tel",
        "phone",
        "email",
        "website",
        "topic",
        "topics",
        "agenda",
        "participants",
        "key",
        "takeaways",
        "summary",
        "question",
        "answer",
        "however",
        "therefore",
        "thus",
        "finally",
        "first",
        "second",
        "third",
        "firstly",
        "secondly",
        "thirdly",
        "caption",
        "picture",
    ]
) - {"question", "answer"}
_PARTICLES = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "to",
        "dos",
        "del",
        "y",
        "on",
        "at",
    ]
)


def label_of(line: str) -> str | None:
    """Return the speaker label that opens `line` ("Question", "SECRETARY SMITH", "Sergey Ivanov"), None if none does."""
    found = _LABEL.match(line[:140])
    if not found:
        return None
    label = (found.group("label") or found.group("bare")).strip(" *_")
    return label if found.group("bare") or _names_speaker(label) else None


def _names_speaker(label: str) -> bool:
    if re.fullmatch(_ROLE + r"(?: ?\d{1,2})?(?: \([^)]*\))?", label):
        return True
    words = re.sub(r"\([^)]*\)", "", label).split()
    if not words or len(words) > 9 or words[0].casefold().strip(".,") in _NOT:
        return False
    if not all(w in _PARTICLES or not w[0].islower() for w in words) or any(c.isdigit() for c in label):
        return False
    return len(words) > 1 or label.isupper()


def turns(text: str, spans: Sequence[Span], open_: Sequence[bool]) -> list[str | None]:
    """Return the speaker label of each paragraph, None where it is no turn.

    Only paragraphs with `open_` can be one. Two labelled paragraphs make a transcript; from then on an unlabelled
    paragraph goes on with the last speaker's words.
    """
    labels = [label_of(s.of(text)) if free else None for s, free in zip(spans, open_, strict=True)]
    if sum(1 for label in labels if label) < 2:
        return [None] * len(spans)
    found: list[str | None] = []
    current: str | None = None
    for label, free in zip(labels, open_, strict=True):
        current = label or current
        found.append(current if free else None)
    return found
