"""Numbered operative paragraphs of resolutions and agreements: verb, what it does, on whom it falls.

In comes a text; out come its operative paragraphs. The preamble ("Recalling …", "Having considered …") is what stands
before the first of them and is never read as an undertaking. Works on characters alone: the sentences of a resolution
run over pages, which no parser survives. Scanning errors in the verb are forgiven up to one letter in six.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onrecord.record.spans import Span

_NUMBER = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3}|[lI])(?P<stop>\s?[.,)])[ \t]+(?=[\"“‘']?[A-Z])")
_ITEM = re.compile(r"(?m)^[ \t]*\((?P<letter>[a-z]{1,4}|\d{1,2})\)[ \t]+")
_END = re.compile(
    r"\n\s*(?:Adopted (?:unanimously|at|by)\b|\d{1,3}(?:nd|rd|th|st) (?:plenary )?meeting|Annex\b|ANNEX\b|APPENDIX\b)",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d]+(?:[-_][^\W\d]+)*")
_ADVERBS = frozenset(
    {
        "further", "also", "strongly", "again", "once",
        "more", "solemnly", "fully", "urgently", "firmly",
        "categorically", "vigorously", "expressly", "specifically", "deeply", "highly", "gravely",
        "therefore", "accordingly",
        "in", "addition", "formally", "unequivocally", "warmly", "additionally", "likewise", "hereby", "emphatically",
    }
)  # fmt: skip
_TO_ACT = re.compile(
    r"(?:,\s*[^,;]{0,160},)?\s+(?:urgently\s+|immediately\s+|promptly\s+|fully\s+|also\s+|not\s+|further\s+)*to\s+(?=[a-z])"
)
_JOINT = re.compile(
    r"\s*(?:,[^,;]{0,200},)?\s*(?:again\s+|once\s+(?:again|more)\s+|also\s+|further\s+|urgently\s+|therefore\s+|in\s+particular\s+)*"
    r"(?P<joint>that|upon|on|to|for)?(?=\s)"
)
_MODAL = re.compile(
    r"\s+(?:shall|should|will|must|may|immediately|comply|cease|cooperate|co-operate|refrain|desist|be|withdraw|continue|take|not|fully|allow|ensure|facilitate|provide|do|release|observe|respect|accept|implement|resume|extend|act|abide|halt|give|make|put|have|has|are|is|remain|submit|report|render|maintain|enter|return|restore|stop|end|lift|rescind|guarantee|carry|cooperate|proceed|unconditionally|forthwith)\b"
)
_PHRASE_END = re.compile(r"[;:]|\.(?=\s|$)|,\s+(?:and|as|in|on|which|with|including|inter)\b")
_AND_VERB = re.compile(
    r"[,;]?\s+and\s+(?:further\s+|also\s+|in\s+this\s+(?:regard|context),?\s+|again\s+|strongly\s+)*(?P<verb>[a-z-]{4,})\b"
)
_MIN_RATIO = 0.84
"""Least likeness of a scanned verb to a known one: "Reguests" for "Requests"; tuned on 330 scanned resolutions."""


@dataclass(frozen=True, slots=True)
class Operative:
    """One order of an operative paragraph; spans are offsets into the document's text.

    `kind` is the undertaking's kind, None for mere assessments ("Welcomes", "Condemns"); `action` what is to be done.
    """

    number: str
    span: Span
    verb: Span
    verb_class: str
    kind: str | None
    action: Span | None
    addressee: Span | None


def is_operative(text: str) -> bool:
    """Tell whether a text is drafted in numbered operative paragraphs: two or more open with an operative verb."""
    found = 0
    for match in _NUMBER.finditer(text):
        found += _verb(text, match.end()) is not None
        if found > 1:
            return True
    return False


def read(text: str) -> list[Operative]:
    """Return the orders of all operative paragraphs, in text order. Never raises, whatever the text."""
    return [order for number, span in paragraphs(text) for order in _orders(text, number, span)]


def paragraphs(text: str) -> list[tuple[str, Span]]:
    """Return number and extent of every paragraph that opens with a number and an operative verb."""
    starts = [m for m in _NUMBER.finditer(text) if _verb(text, m.end()) is not None]
    found = []
    for at, match in enumerate(starts):
        limit = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        ended = _END.search(text, match.end(), limit)
        end = ended.start() if ended else limit
        while end > match.end() and text[end - 1].isspace():
            end -= 1
        found.append((match["number"].replace("l", "1").replace("I", "1"), Span(match.start("number"), end)))
    return found


def _orders(text: str, number: str, span: Span) -> Iterator[Operative]:
    body = _NUMBER.match(text, _line_start(text, span.start))
    verb = _verb(text, body.end() if body else span.start)
    while verb is not None:
        place, verb_class = verb
        following = _next_verb(text, place.end, span.end)
        end = following[1] if following else span.end
        yield from _order(text, number, Span(span.start, span.end), place, verb_class, end)
        verb = following[0] if following else None


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _verb(text: str, start: int) -> tuple[Span, str] | None:
    """Return the operative verb at the head of a paragraph, behind its adverbs."""
    at = start
    for _ in range(5):
        word = _WORD.search(text, at, at + 40)
        if word is None:
            return None
        known = _class_of(word.group().lower().replace("_", " ").split()[0])
        if known is not None:
            return Span(word.start(), word.start() + len(word.group().split("_")[0])), known
        if word.group().lower() not in _ADVERBS:
            return None
        at = word.end()
    return None


def _class_of(word: str) -> str | None:
    if word in _classes():
        return _classes()[word]
    if len(word) < 6 or not (word.endswith("s") or word + "s" in _classes()):
        return None
    if word + "s" in _classes():
        return _classes()[word + "s"]
    near = process.extractOne(
        word, _classes().keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=_MIN_RATIO
    )
    return _classes()[near[0]] if near else None


def _next_verb(text: str, start: int, end: int) -> tuple[tuple[Span, str], int] | None:
    """Return the next order inside a paragraph ("…, and requests the Secretary-General to …") and where it begins."""
    for match in _AND_VERB.finditer(text, start, end):
        known = _classes().get(match["verb"])
        if known is not None:
            return (Span(match.start("verb"), match.end("verb")), known), match.start()
    return None


def _order(text: str, number: str, span: Span, verb: Span, verb_class: str, end: int) -> Iterator[Operative]:
    kind = _kinds()[verb_class]
    addressee, action = _terms(text, verb, verb_class, end)
    items = list(_ITEM.finditer(text, action, end)) if verb_class != "assessment" else []
    if len(items) < 2:
        yield Operative(number, span, verb, verb_class, kind, _tidy(text, action, end), addressee)
        return
    for at, item in enumerate(items):
        limit = items[at + 1].start() if at + 1 < len(items) else end
        start = item.end() + 3 if text[item.end() : item.end() + 3].lower() == "to " else item.end()
        yield Operative(
            f"{number}({item['letter']})", span, verb, verb_class, kind, _tidy(text, start, limit), addressee
        )


def _terms(text: str, verb: Span, verb_class: str, end: int) -> tuple[Span | None, int]:
    """Return whom an order addresses and where its action begins."""
    joint = _JOINT.match(text, verb.end, end)
    start = joint.end() if joint else verb.end
    word = joint["joint"] if joint else None
    if verb_class == "affirmation" or verb_class == "assessment" or word == "for":
        return None, start
    limit = _PHRASE_END.search(text, start, end)
    horizon = min(end, start + 400)
    if word == "that":
        modal = _MODAL.search(text, start, min(horizon, limit.start() if limit else end))
        if modal is None:
            return None, start
        return _tidy(text, start, modal.start()), modal.start()
    if verb_class == "decision" and text[verb.start : verb.end].lower() not in _EMPOWERING:
        return None, start
    act = _TO_ACT.search(text, start, horizon)
    if act is None or act.start() == start or _looks_like_act(text, start):
        return None, start
    return _tidy(text, start, act.start()), act.end()


_EMPOWERING = frozenset({"authorizes", "authorises", "mandates", "entrusts", "empowers", "designates", "appoints"})


def _looks_like_act(text: str, start: int) -> bool:
    return (
        re.match(r"\s*(?:the (?:immediate|early|full|speedy|prompt)|an immediate)\b", text[start : start + 40])
        is not None
    )


def _tidy(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return Span(start, end) if start < end else None


@cache
def _raw() -> dict[str, dict[str, object]]:
    raw: dict[str, dict[str, object]] = tomllib.loads((files(__package__) / "operative.toml").read_text("utf-8"))[
        "classes"
    ]
    return raw


@cache
def _classes() -> dict[str, str]:
    return {str(verb): name for name, group in _raw().items() for verb in group["verbs"]}  # type: ignore[attr-defined]


@cache
def _kinds() -> dict[str, str | None]:
    return {name: str(group["kind"]) if "kind" in group else None for name, group in _raw().items()}
