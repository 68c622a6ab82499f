"""Whose words: the phrase that is subject, agent or owner of a cue."""

from __future__ import annotations

from .descriptions import CLASSES, TITLES
from .lexicon import inflections, words
from .syntax import SUBJECTS, Syntax

_CLIMB = frozenset({"xcomp", "advcl", "conj", "acl", "relcl", "prep", "pcomp", "acomp", "attr"})
_APART = frozenset({"relcl", "advcl", "parataxis", "ccomp", "acl"})
_LIGHT = frozenset(
    form for verb in ("make", "express", "voice", "issue", "have", "give", "raise") for form in inflections(verb)
)
"""Verbs that only carry a cue noun: "expressed the hope that"."""
_REACH = 8
"""Words behind a verb among which an inverted source is looked for ("…," said the minister)."""
_PHRASE = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "POS", "IN", "CC", "CD", "PRP", "PRP$", "HYPH", "-LRB-", "-RRB-"}
)
_PAPERS = words("statement report letter email message tweet post poll survey study note article memo resolution ad")
"""Nouns that say something themselves: "a statement saying"."""
_FARTHEST = 3
"""Steps from a cue without a subject to the clause that has one."""


def noun_phrase(s: Syntax, i: int) -> list[int]:
    """Return the run of words around noun `i` that belong to it, without clauses that hang on it."""
    phrase = set(s.subtree(i))
    for c in s.children[i]:
        if s.deps[c] in _APART:
            phrase.difference_update(s.subtree(c))
    phrase.add(i)
    first = last = i
    while first - 1 in phrase:
        first -= 1
    while last + 1 in phrase:
        last += 1
    for c in s.children[i]:  # "the ministry on Sunday": a day is not part of the name
        if (
            s.deps[c] == "prep"
            and c > i
            and (day := s.child(c, "pobj")) is not None
            and s.ents[day] in ("DATE", "TIME")
        ):
            last = min(last, c - 1)
    while last > i and s.deps[last] == "punct" and s.words[last] not in ')]"”’':
        last -= 1
    while first < i and s.deps[first] == "punct" and s.words[first] not in '(["“‘':
        first += 1
    return list(range(first, last + 1))


def source_of(s: Syntax, verb: int) -> list[int]:
    """Return the words of the verb's source, empty where the sentence names none."""
    subject = _subject(s, verb)
    if subject is not None:
        return noun_phrase(s, subject)
    found = agent(s, verb)
    if found or s.child(verb, "nsubjpass") is not None:
        return found
    at = verb
    for _ in range(_FARTHEST):
        head = s.heads[at]
        if s.deps[at] not in _CLIMB or head == at:
            break
        if s.deps[at] == "acl":
            if s.tags[at] == "VBN":
                return []
            if not (s.tags[at] == "VBG" and s.deps[head] == "dobj" and s.lower[head] not in _PAPERS):
                return noun_phrase(s, head) if s.tags[head][0] in "NP" else []
        if s.deps[at] == "relcl" and s.tags[head][0] in "NP":
            return noun_phrase(s, head)
        object_ = s.child(head, "dobj") if s.deps[at] == "xcomp" else None
        if object_ is not None and head < object_ < at:
            return noun_phrase(s, object_)
        subject = next((c for c in s.children[head] if s.deps[c] in SUBJECTS and c != verb), None)
        if subject is not None:
            return noun_phrase(s, subject) if s.deps[subject] == "nsubj" else []
        at = head
    return []


def _subject(s: Syntax, verb: int) -> int | None:
    return s.child(verb, "nsubj")


def agent(s: Syntax, verb: int) -> list[int]:
    """Return the words behind "by" of a passive."""
    by = s.child(verb, "agent")
    object_ = s.child(by, "pobj") if by is not None else None
    return noun_phrase(s, object_) if object_ is not None else []


def beside(s: Syntax, verb: int, content: set[int]) -> list[int]:
    """Return the noun phrase that touches a verb beside its quotation, where the parse gives the verb no subject."""
    before = start = verb - 1
    while start >= 0 and s.tags[start] in _PHRASE and s.quotation[start] < 0 and start not in content:
        start -= 1
    if 0 <= start < before and s.quotation[start] >= 0 and any(s.is_name(t) for t in range(start + 1, verb)):
        return list(range(start + 1, verb))  # all that stands between the quotation and the verb
    if before >= 0 and before not in content and s.tags[before][:2] in ("NN", "PR") and s.quotation[before] < 0:
        return [t for t in noun_phrase(s, before) if t <= before and t not in content and s.quotation[t] < 0]
    last = s.sentences[s.sentence[verb]][1]
    for t in range(verb + 1, min(last, verb + _REACH) + 1):
        if s.deps[t] == "punct" or t in content or s.quotation[t] >= 0:
            break
        if s.tags[t][:2] in ("NN", "PR") and s.tags[min(t + 1, last)][:2] != "NN":
            return [w for w in noun_phrase(s, t) if w > verb and w not in content]
    return []


def trailing(s: Syntax, verb: int) -> list[int]:
    """Return the noun phrase right before a finite verb near the end of its sentence: "…, Minister Brandt said."

    The parser often reads clause and name as one phrase. The phrase goes back to a comma, or else to the last
    article or first of a row of names.
    """
    first, last = s.sentences[s.sentence[verb]]
    if s.tags[verb] not in ("VBD", "VBZ", "VBP", "NNS") or last - verb > _REACH:
        return []
    start = verb
    while start > max(first, verb - _REACH - 2) and s.tags[start - 1] in _PHRASE and s.quotation[start - 1] < 0:
        start -= 1
    if start in (verb, first):
        return []
    if s.words[start - 1] != "," and s.quotation[start - 1] < 0:
        article = next((t for t in range(verb - 1, start - 1, -1) if s.tags[t] == "DT"), None)
        if article is not None:
            start = article
        else:
            while start < verb and not s.is_name(start) and s.tags[start] != "PRP":
                start += 1
    start = max(start, _name_start(s, verb))
    return list(range(start, verb)) if any(s.tags[t][:2] in ("NN", "PR") for t in range(start, verb)) else []


def _name_start(s: Syntax, verb: int) -> int:
    """Return where the name right before a verb begins, if a common noun that is no title or body precedes it."""
    start = verb
    while start > 0 and s.is_name(start - 1):
        start -= 1
    noun = s.lower[start - 1] if 0 < start < verb else ""
    if not noun or s.tags[start - 1] not in ("NN", "NNS") or noun in TITLES or noun in CLASSES:
        return 0
    return start


def behind_comma(s: Syntax, verb: int, source: list[int]) -> list[int]:
    """Cut a source before its verb down to the name behind its last comma, where a clause runs into it.

    "The parties want to clear the ports, Minister Brandt said": the parser reads "the ports, Minister Brandt" as one.
    """
    if not source or source[-1] != verb - 1 or s.tags[verb] not in ("VBD", "VBZ"):
        return source
    first, last = s.sentences[s.sentence[verb]]
    commas = [t for t in source[:-1] if s.words[t] == "," and s.quotation[t] < 0]
    if not commas or last - verb > _REACH or not any(s.is_verb(t) for t in range(first, source[0])):
        return source
    name = [t for t in source if t > commas[-1]]
    if s.is_name(source[0]) or not any(s.is_name(t) for t in name) or any(s.is_verb(t) for t in name):
        return source
    return name


def owner(s: Syntax, noun: int) -> tuple[list[int], list[int]]:
    """Return the source of a cue noun, and the light verb that goes with it ("expressed … concern").

    The owner is a possessive, the subject of a light verb whose object the noun is, or the phrase behind "by"
    or "from".
    """
    possessive = s.child(noun, "poss")
    if possessive is not None:
        return noun_phrase(s, possessive), []
    head = s.heads[noun]
    if s.deps[noun] == "dobj" and s.lower[head] in _LIGHT:
        return source_of(s, head), list(range(head, noun))
    for c in s.children[noun]:
        if s.deps[c] == "prep" and s.lower[c] in ("by", "from"):
            object_ = s.child(c, "pobj")
            if object_ is not None:
                return noun_phrase(s, object_), []
    return [], []
