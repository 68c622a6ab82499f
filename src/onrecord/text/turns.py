"""Turns of a transcript: paragraphs that a speaker label opens, and those that go on behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.record.spans import Span

_ROLE = (
    r"(?:Q|A|QUESTION|ANSWER|Question|Answer|MODERATOR|Moderator|OPERATOR|Operator|INTERVIEWER|Interviewer|"
    r"Journalist|Reporter|REPORTER|PARTICIPANT|SPEAKER)"
)
_LABEL = re.compile(
    rf"[*_\s]{{0,4}}(?P<label>{_ROLE}(?: ?\d{{1,2}})?(?: \([^)]{{1,40}}\))?"
    r"|[A-ZÀ-ÞĀ-ŽА-Я][^\n:;?!\"“”«»]{1,80}?)[*_]{0,3}\s{0,2}:(?=[\s*_\u00a0]|$)"
    r"|(?P<bare>Q)\s{2,}(?=\S)"
)
_OPENERS = """
note source photo image subject date where when what who contact update background tags related video location time
place from to re cc fax tel phone email website topic topics agenda participants key takeaways summary however
therefore thus finally first second third firstly secondly thirdly caption picture in on at and or but for with across
under regarding about as by of the a an this these those his her their our its also here there read see more all
according after before during since just next last both other some many any if while
"""
_NOT = frozenset(_OPENERS.split())
_LISTS = frozenset({"participants", "included", "attendees", "members", "delegates", "representatives", "include"})
_SMALL = "of the for and de da di du la le al el bin ibn ben van von der den to dos del y on at"
_PARTICLES = frozenset(_SMALL.split())


def label_of(line: str) -> str | None:
    """Return the speaker label that opens `line` ("Question", "SECRETARY SMITH", "Ivan Petrov"), None if none does."""
    found = _LABEL.match(line[:140])
    if not found:
        return None
    label = (found.group("label") or found.group("bare")).strip(" *_")
    return label if found.group("bare") or _names_speaker(label) else None


def _names_speaker(label: str) -> bool:
    if is_strict(label):
        return True
    words = re.sub(r"\([^)]*\)", "", label).split()
    if not 1 < len(words) <= 9 or words[0].casefold().strip(".,") in _NOT or words[-1].casefold() in _LISTS:
        return False
    return all(w in _PARTICLES or not w[0].islower() for w in words) and not any(c.isdigit() for c in label)


def is_strict(label: str) -> bool:
    """Tell whether only a speaker has such a label: a role of a press conference, a name in capitals."""
    return re.fullmatch(_ROLE + r"(?: ?\d{1,2})?(?: \([^)]*\))?", label) is not None or (
        label.isupper() and len(label) > 2 and label.casefold() not in _NOT and not any(c.isdigit() for c in label)
    )


def turns(text: str, spans: Sequence[Span], free: Sequence[bool]) -> list[str | None]:
    """Return the speaker label of each paragraph, None where it is no turn.

    Only `free` paragraphs can be one. Two labelled paragraphs make a transcript. Where roles or names in capitals
    label the turns, or the same labels come again, an unlabelled paragraph goes on with the last speaker's words, and
    other words before a colon ("On Iran:") are no label; a list of statements, each under its own name, does not go on.
    """
    labels = [label_of(s.of(text)) if may else None for s, may in zip(spans, free, strict=True)]
    labels = [None if label and _alone(text, span, label) else label for span, label in zip(spans, labels, strict=True)]
    counts = Counter(label for label in labels if label)
    strict = sum(n for label, n in counts.items() if is_strict(label)) >= 2
    if strict:
        labels = [label if label and (is_strict(label) or counts[label] > 1) else None for label in labels]
    if sum(1 for label in labels if label) < 2:
        return [None] * len(spans)
    goes_on = strict or max(counts.values()) > 1
    found: list[str | None] = []
    current: str | None = None
    for label, may in zip(labels, free, strict=True):
        current = label or (current if goes_on else None)
        found.append(current if may else None)
    return found


def _alone(text: str, span: Span, label: str) -> bool:
    """A label with nothing behind it heads a list, unless it is one that only speakers have."""
    return len(span) <= len(label) + 8 and not is_strict(label)
