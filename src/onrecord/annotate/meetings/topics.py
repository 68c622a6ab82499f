"""What was talked about: the noun phrases behind "discussed", "exchanged views on", "special attention was paid to".

Output: spans without the verb, one per topic; "and" between whole topics splits only where a comma stands before it.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record.spans import Span

from ..parse import Token
from .lexicon import lexicon
from .scene import FINITE, Scene, Sentence

_LEADING = re.compile(
    r"(?:\s|,|also\b|in (?:great )?detail\b|at length\b|on\b|about\b|of\b|upon\b|once again\b|again\b|both\b"
    r"|in particular\b,?|the following\b:?|with (?:him|her|them)\b|how best to\b)+",
    re.I,
)
_TRAILING = re.compile(r"[\s,.;:”\"]+$")
_SPLIT = re.compile(
    r",? as well as |; (?:and )?|, and (?!other\b)|, primarily |, in particular,? | with a (?:particular )?focus on "
)
_BEHIND_COMMA = re.compile(
    r"\s*(?:including (?:by|through|via)|which\b|where\b|while\b|with the\b|in preparation for|in line with|"
    r"(?:reaffirm|not|underscor|emphasi[sz]|stress|reiterat|agree|welcom|express|highlight|call|point|recall|add|say)ing\b)",
    re.I,
)
"""What follows a topic behind a comma without being part of it: relative clauses, comments, means."""
_CLAUSE = frozenset({"that", "which", "who", "how", "what", "where", "whether", "why", "if"})
_NO_TOPIC = frozenset({"it", "them", "this", "that", "these", "they", "which", "issues", "him", "her"})

_NUMBER = re.compile(
    r"(?:\d[\d.,]*|(?:a |an )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand|million|[-\s])+)",
    re.I,
)
"""A number alone ("she spoke of twelve") says how many, not what was talked about."""


@dataclass(frozen=True)
class Topic:
    """A topic and the word that opened it. `infinitive`: "to discuss", which belongs to what stands before it."""

    span: Span
    opened: int
    infinitive: bool = False


def find(scene: Scene, sentence: Sentence) -> list[Topic]:
    """Return the topics a sentence names, in text order."""
    found: list[Topic] = []
    for match in lexicon().topic.finditer(sentence.text):
        opened = sentence.span.start + match.start()
        verb = sentence.token_at(opened)
        if verb is not None and not _talks(sentence, match, verb):
            continue
        start = sentence.span.start + match.end()
        span = _trimmed(scene.text, start, _phrase_end(scene, sentence, start))
        if span and not any(span.overlaps(f.span) for f in found):
            infinitive = bool(re.search(r"\bto (?:further )?$", sentence.text[: match.start()]))
            found += [Topic(part, opened, infinitive) for part in _split(scene, span)]
    found += [t for t in _passive(scene, sentence) if not any(t.span.overlaps(f.span) for f in found)]
    return sorted(found, key=lambda t: t.span)


def _talks(sentence: Sentence, match: re.Match[str], verb: Token) -> bool:
    """Refuse participles that only look like a verb of discussion ("the areas discussed at …")."""
    following = sentence.text[match.end() : match.end() + 8].lower()
    if re.match(r"\s*(?:by|at|during|with|last|in [a-z]*\b(?<!detail)|[.,;])", following) and verb.tag == "VBN":
        return False
    return verb.dep != "acl" or verb.tag == "VBG"


def _phrase_end(scene: Scene, sentence: Sentence, start: int) -> int:
    """Return where the object ends: at the next predicate, a clause of another subject, or the full stop."""
    tokens = [t for t in sentence.between(start, sentence.span.end) if t.text.strip()]
    in_clause = False
    for position, token in enumerate(tokens):
        word = token.text.lower()
        if word in {";", ":"} or (word in {".", "!", "?"} and position == len(tokens) - 1):
            return token.start
        in_clause = in_clause or word in _CLAUSE
        if position and not in_clause and token.tag in FINITE and not _subordinate(scene, token):
            return token.start
        if word == "," and _BEHIND_COMMA.match(scene.text[token.end : token.end + 40]):
            return token.start
        if word in {"and", ",", "but"}:
            ahead = [
                t
                for t in tokens[position + 1 : position + 10]
                if t.tag not in {"RB", "RBR"} and t.text not in {"and", ","}
            ]
            if ahead and _new_predicate(ahead, in_clause):
                return token.start
    return sentence.span.end


def _subordinate(scene: Scene, token: Token) -> bool:
    """Whether a finite verb belongs to a clause inside the noun phrase ("the measures they are taking", "as it defends")."""
    verb = scene.head(token) if token.dep in {"aux", "auxpass"} else token
    return verb.dep in {"relcl", "acl", "advcl", "ccomp", "pcomp"}


def _new_predicate(ahead: list[Token], in_clause: bool) -> bool:
    """ "…, and reaffirmed", "and the Vice President thanked": a finite verb that goes on with the sentence."""
    first = ahead[0]
    if first.text.lower() == "that":
        return True
    if first.tag == "VBD" or (first.tag in {"VBZ", "VBP", "MD"} and not in_clause):
        return True
    if first.tag == "VBN" and first.dep in {"conj", "ROOT"} and not in_clause:
        return first.lemma != "include"
    for position, token in enumerate(ahead[:7]):
        if token.tag in FINITE and token.dep in {"conj", "ROOT", "ccomp", "aux", "auxpass"}:
            before = ahead[:position]
            opened = any(t.text.lower() in _CLAUSE for t in before)
            return not opened and any(t.dep in {"nsubj", "nsubjpass"} for t in before)
        if token.text.lower() in _CLAUSE:
            return False
    return False


def _trimmed(text: str, start: int, end: int) -> Span | None:
    if start >= end:
        return None
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TRAILING.search(text, start, end)
    end = tail.start() if tail else end
    if (
        end - start < 4
        or _NUMBER.fullmatch(text, start, end)
        or (text[start:end].split()[0].lower() in _NO_TOPIC and " " not in text[start:end].strip())
    ):
        return None
    return Span(start, end)


def _split(scene: Scene, span: Span) -> list[Span]:
    parts, low = [], span.start
    for match in _SPLIT.finditer(scene.text, span.start, span.end):
        parts.append((low, match.start()))
        low = match.end()
    parts.append((low, span.end))
    trimmed = [_trimmed(scene.text, a, b) for a, b in parts]
    return [t for t in trimmed if t]


def _passive(scene: Scene, sentence: Sentence) -> list[Topic]:
    """ "Issues of trade were discussed": the subject of a passive verb of discussion."""
    found = []
    for match in lexicon().topic_passive.finditer(sentence.text):
        verb_at = sentence.span.start + match.start()
        span = _subject(scene, sentence, verb_at)
        if span:
            found.append(Topic(span, verb_at))
    return found


def _subject(scene: Scene, sentence: Sentence, verb_at: int) -> Span | None:
    """Return the noun phrase before a passive verb: from the last clause start, without a relative clause at its end."""
    start = sentence.span.start
    tokens = [t for t in sentence.between(start, verb_at) if t.text.strip()]
    for position, token in enumerate(tokens):
        clause = any(t.text.lower() in _CLAUSE for t in tokens[:position])
        if token.tag in FINITE and not clause and token.end < verb_at:
            start = tokens[position + 1].start if position + 1 < len(tokens) else verb_at
        if token.text == "," and token.start - sentence.span.start < 25 and start == sentence.span.start:
            start = token.end
    words = scene.text[start:verb_at]
    relative = re.search(r", (?:which|who|where)\b", words)
    end = start + relative.start() if relative else verb_at
    span = _trimmed(scene.text, start, end)
    first = span.of(scene.text).split()[0].lower() if span else ""
    return span if first not in _NO_TOPIC - {"issues", "these", "this"} else None


def of_noun(scene: Scene, sentence: Sentence, trigger: Span) -> Span | None:
    """Return the topic right behind a noun of contact: "talks on X", "a dialogue about X"."""
    match = _ON.match(scene.text, trigger.end, sentence.span.end)
    if match is None:
        return None
    start = match.end()
    times = [t.span.start for t in sentence.times if t.span.start > start]
    if any(t.span.start <= start + 2 < t.span.end or t.span.start == start for t in sentence.times):
        return None
    comma = scene.text.find(",", start, sentence.span.end)
    stops = [_phrase_end(scene, sentence, start), comma if comma >= 0 else sentence.span.end, *times]
    cut = re.search(
        r"\s(?:in|at|on|with|between|held|that|which|was|were|is|are|has|have)$|\s(?:in (?=[A-Z])|that |which |was |is )",
        scene.text[start : min(stops)],
    )
    end = start + cut.start() if cut else min(stops)
    return _trimmed(scene.text, start, end)


_ON = re.compile(
    r"\s+(?:on|about|regarding|concerning|over)\s+(?!the (?:margins|sidelines|basis|phone|telephone)|(?:his|her|their|its) \w+ day)"
)
