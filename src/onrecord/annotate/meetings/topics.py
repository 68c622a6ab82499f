"""What was talked about: the noun phrases behind "discussed", "exchanged views on", "special attention was paid to".

Output: spans without the verb, one per topic; "and" between whole topics splits only where a comma stands before it.
"""

from __future__ import annotations

import re

from onrecord.record.spans import Span

from ..parse import Token
from .lexicon import lexicon
from .scene import FINITE, Scene, Sentence

_TRIM = re.compile(
    r"^(?:\s|,|also\b|further\b|in detail\b|at length\b|on\b|about\b|of\b|upon\b|both\b|once again\b|in particular\b,?|the following\b:?)+",
    re.I,
)
_TAIL = re.compile(r"[\s,.;:”\"]+$")
_SPLIT = re.compile(r",? as well as |; (?:and )?|, and (?!other\b)|, primarily |, in particular,? ")


def find(scene: Scene, sentence: Sentence) -> list[Span]:
    """Return the topics a sentence names, in text order."""
    found: list[Span] = []
    for match in lexicon().topic.finditer(sentence.text):
        verb = sentence.token_at(sentence.span.start + match.start())
        if verb is not None and not _talks(scene, sentence, match, verb):
            continue
        start = sentence.span.start + match.end()
        span = _trimmed(scene.text, start, _phrase_end(scene, sentence, start))
        if span and not any(span.overlaps(f) for f in found):
            found += _split(scene, span)
    found += [s for s in _passive(scene, sentence) if not any(s.overlaps(f) for f in found)]
    return sorted(found)


def _talks(scene: Scene, sentence: Sentence, match: re.Match[str], verb: Token) -> bool:
    """Refuse adjectives and nouns that only look like a verb of discussion ("a range of areas discussed at …")."""
    following = sentence.text[match.end() : match.end() + 6].lower()
    if re.match(r"\s*(?:by|at|in|during|with|last|[.,;])", following) and not re.match(r"\s*in ", following):
        return False
    return verb.dep not in {"acl"} or verb.tag == "VBG"


def _phrase_end(scene: Scene, sentence: Sentence, start: int) -> int:
    """Return where the object ends: at the next predicate, a clause of another subject, or the full stop."""
    tokens = sentence.between(start, sentence.span.end)
    depth = False
    for position, token in enumerate(tokens):
        word = token.text.lower()
        if word in {";", ":"} or (word in {".", "!", "?"} and position == len(tokens) - 1):
            return token.start
        if word in {"that", "which", "who", "how", "what", "where", "whether", "why", "if"}:
            depth = True
        if word == "and" or word == ",":
            ahead = [
                t
                for t in tokens[position + 1 : position + 9]
                if t.tag not in {"RB", "RBR"} and t.text.lower() not in {"and", "also", ","}
            ]
            if ahead and _new_predicate(ahead, depth):
                return token.start
        if word in {"while", "whereas", "where"} and position and tokens[position - 1].text == ",":
            return tokens[position - 1].start
        if word in {"during", "ahead"} and False:
            return token.start
    return sentence.span.end


def _new_predicate(ahead: list[Token], in_clause: bool) -> bool:
    """ "…, and reaffirmed", "and the Vice President thanked": a finite verb that goes on with the sentence."""
    first = ahead[0]
    if first.tag in {"VBD"} or (first.tag in {"VBZ", "VBP", "MD"} and not in_clause):
        return True
    if first.tag == "VBN" and first.dep in {"conj", "ROOT"} and not in_clause:
        return first.lemma not in {"include"}
    for position, token in enumerate(ahead[:7]):
        if token.tag in FINITE and token.dep in {"conj", "ROOT", "ccomp", "aux", "auxpass"}:
            before = ahead[:position]
            return not any(t.text.lower() in {"that", "which", "who", "how", "what"} for t in before) and any(
                t.dep in {"nsubj", "nsubjpass"} for t in before
            )
        if token.text.lower() in {"that", "which", "who", "how"}:
            return False
    return False


def _trimmed(text: str, start: int, end: int) -> Span | None:
    lead = _TRIM.match(text, start, end)
    if lead:
        start = lead.end()
    tail = _TAIL.search(text, start, end)
    if tail:
        end = tail.start()
    return Span(start, end) if end - start > 3 else None


def _split(scene: Scene, span: Span) -> list[Span]:
    parts, low = [], span.start
    for match in _SPLIT.finditer(scene.text, span.start, span.end):
        parts.append((low, match.start()))
        low = match.end()
    parts.append((low, span.end))
    trimmed = [_trimmed(scene.text, a, b) for a, b in parts]
    return [t for t in trimmed if t]


def _passive(scene: Scene, sentence: Sentence) -> list[Span]:
    """ "Issues of trade were discussed": the subject of a passive verb of discussion."""
    found = []
    for match in lexicon().topic_passive.finditer(sentence.text):
        verb_at = sentence.span.start + match.start()
        start = _clause_start(sentence, verb_at)
        span = _trimmed(scene.text, start, verb_at)
        if span and span.of(scene.text).split()[0].lower() not in {"it", "they", "this", "that", "which"}:
            found.append(span)
    return found


def _clause_start(sentence: Sentence, verb: int) -> int:
    start = sentence.span.start
    for token in sentence.between(sentence.span.start, verb):
        if token.tag in FINITE and token.dep not in {"relcl"}:
            following = sentence.token_at(token.end)
            start = following.start if following else token.end
        if token.text == "," and start == sentence.span.start and token.start - start < 25:
            start = token.end
    return start


def of_noun(scene: Scene, sentence: Sentence, trigger: Span) -> Span | None:
    """Return the topic right behind a noun of contact: "talks on X", "a dialogue about X"."""
    match = _ON.match(scene.text, trigger.end, sentence.span.end)
    if match is None:
        return None
    start = match.end()
    if any(t.span.start <= start + 2 < t.span.end or t.span.start == start for t in sentence.times):
        return None
    return _trimmed(
        scene.text, start, min(_phrase_end(scene, sentence, start), _comma(scene.text, start, sentence.span.end))
    )


def _comma(text: str, start: int, end: int) -> int:
    comma = text.find(",", start, end)
    return comma if comma >= 0 else end


_ON = re.compile(r"\s+(?:on|about|regarding|concerning|over)\s+(?!the (?:margins|sidelines|basis|phone|telephone))")
