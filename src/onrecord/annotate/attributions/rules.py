"""Who said what by rule: cue words, the parse, quotation marks. No training; used where no model is installed.

A cue is a word of the lexicon in a frame it takes (a clause, a quotation, an infinitive, an object, a preposition);
its source is its subject or agent, followed up through relative clauses, participles and coordination; its content is
what fills the frame. "According to", "Name: …" and signatures ("…" — Name) have rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from .forms import NEAR, SCARE, Found, according, adjective, beside_quotation, label, noun, signature, trim
from .lexicon import Lexicon, words
from .sources import behind_comma, beside, noun_phrase, source_of, trailing
from .syntax import Syntax

_CHAIN = 6
"""Words at most between a governing verb and its infinitive inside one cue."""
_SPEECH = 6
"""Words, marks included, from which a quotation is speech rather than a phrase; PolNeAR development set."""
_TAIL = 8
_WHEN_WHERE = frozenset({"IN", "NNP", "NNPS", "CD", "RB", ",", ".", "''", "``", "HYPH"})
"""Tags of what may follow a final "said": place, day."""
_BOUND = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "conj"})
_OUTER = frozenset({"infinitive", "raising"})
"""Frames that give way to a cue of their own infinitive: in "refused to say that …" one cue stands, not two."""
_LEADING = frozenset({"aux", "auxpass", "neg", "advmod"})
_AFTER_OBJECT = words("of for as against over about on to from with")


def extract(s: Syntax, lexicon: Lexicon) -> list[Found]:
    """Return the attributions of one document, in order of their cues."""
    found: list[Found] = []
    for i in range(len(s)):
        if s.paragraph[i] < 0 or s.in_long_quotation(i) >= 0:
            continue
        one = according(s, i) or signature(s, i) or label(s, i)
        if one is None and (s.tags[i][0] == "V" or _mistagged(s, i, lexicon)):
            one = _verb(s, i, lexicon)
        if one is None and s.tags[i].startswith("NN"):
            one = noun(s, i, lexicon)
        if one is None and s.tags[i].startswith("JJ"):
            one = adjective(s, i, lexicon)
        if one is not None and one.content:
            found.append(one)
    cues = {t for one in found if one.frame not in _OUTER for t in one.cue}
    found = [one for one in found if one.frame not in _OUTER or not cues & set(one.cue)]
    held = _held(found)
    found = [one for one in found if id(one) not in held or _reports(s, one, lexicon)]
    return sorted([*found, *_alone(s, found)], key=lambda one: one.cue[0])


def _held(found: list[Found]) -> set[int]:
    """Return the identities of those whose cue stands in another's content."""
    holders: dict[int, set[int]] = {}
    for number, one in enumerate(found):
        for t in one.content:
            holders.setdefault(t, set()).add(number)
    nobody: set[int] = set()
    return {
        id(one)
        for number, one in enumerate(found)
        if set.intersection(*(holders.get(t, nobody) for t in one.cue)) - {number}
    }


def _reports(s: Syntax, one: Found, lexicon: Lexicon) -> bool:
    """Tell whether an attribution inside another's content is a report of its own and not an attitude told along.

    PolNeAR's annotators marked fewer than one in ten of the attitudes, intentions and infinitives inside contents
    (training half), one in four of the finite reports.
    """
    finite = any(s.tags[t] in ("VBD", "VBZ", "VBP") for t in one.cue)
    return bool(one.source) and finite and lexicon.is_reporting(" ".join(s.words[t] for t in one.cue))


def _alone(s: Syntax, found: list[Found]) -> list[Found]:
    taken = {t for one in found for t in (*one.content, *one.cue, *one.source)}
    more: list[Found] = []
    for number, (a, b) in s.quoted.items():
        if number >= 0 and b - a >= _SPEECH and not taken & set(range(a + 1, b)):
            one = beside_quotation(s, number)
            if one is not None and not taken & set(one.cue):
                more.append(one)
                taken.update(one.cue)
    return more


# Verbs


def _verb(s: Syntax, i: int, lexicon: Lexicon) -> Found | None:
    verb = lexicon.verbs.get(s.lower[i])
    if verb is None or verb not in lexicon.frames or s.deps[i] in ("amod", "compound"):
        return None
    frames = lexicon.frames[verb]
    whole = source_of(s, i)
    source = behind_comma(s, i, whole)
    if len(source) < len(whole) and (one := _final(s, i, source)) is not None:
        return one
    for name, content, more in _fillers(s, i, frames, set(source)):
        content = trim(s, [t for t in content if t != i and t not in more])
        if name in ("clause", "quotation") and (not source or _quoted_source(s, i, source)):
            source = beside(s, i, set(content)) or trailing(s, i)
            content = [t for t in content if t not in source]
        if name == "infinitive" and s.deps[i] == "acl" and s.tags[i] == "VBN":
            continue
        if name == "raising":
            source = []
        elif not source and name not in ("clause", "quotation", "infinitive"):
            continue
        if content and not (name not in ("clause", "quotation") and _quoted_source(s, i, source)):
            return Found(source, _cue(s, i, more, source, content), content, name)
    return _final(s, i, source) if frames & {"clause", "quotation"} else None


def _final(s: Syntax, i: int, source: list[int]) -> Found | None:
    """A cue with its source at the end of a sentence that the parser did not take for one: "… the ministry said."."""
    first, last = s.sentences[s.sentence[i]]
    behind = range(i + 1, last + 1)
    if len(behind) > _TAIL or not all(s.tags[t] in _WHEN_WHERE or s.ents[t] in ("DATE", "TIME") for t in behind):
        return None
    if not source or source[-1] != i - 1 or source[0] < first + SCARE:
        source = trailing(s, i)
    if not source or source[-1] != i - 1 or source[0] < first + SCARE or s.tags[i] == "VBG":
        return None
    comma = s.words[source[0] - 1] == "," or s.unpunctuated(i)
    if not comma and (s.deps[i] in _BOUND or s.tags[i] == "NNS" or s.tags[source[0]][0] in "PW"):
        return None
    content = trim(s, list(range(first, source[0])))
    if not any(s.is_verb(t) for t in content):
        return None
    return Found(source, _cue(s, i, [], source, content), content, "final", 0.6)


def _quoted_source(s: Syntax, i: int, source: list[int]) -> bool:
    """A source never reaches into a long quotation that its cue stands outside of: the parse is wrong there."""
    return any((q := s.in_long_quotation(t)) >= 0 and q != s.quotation[i] for t in source)


def _fillers(s: Syntax, i: int, frames: frozenset[str], source: set[int]) -> Iterator[tuple[str, list[int], list[int]]]:
    """Yield frame, content and further cue words of every frame of the verb that is filled, the surest first."""
    if "raising" in frames or s.child(i, "nsubjpass") is not None:
        yield "raising", _raised(s, i, frames), []
        if "raising" in frames:
            return
    clause = _clause(s, i, source) if "clause" in frames else []
    if frames & {"clause", "quotation"} and (quoted := _quoted(s, i, clause, source, frames)):
        yield "quotation", sorted({*clause, *quoted}), []
    if clause:
        yield "clause", _continued(s, clause), []
    if "infinitive" in frames and (content := _infinitive(s, i, "addressed" not in frames)):
        yield "infinitive", content, []
    for name in sorted(f for f in frames if f.startswith("p:")):
        for c in s.children[i]:
            if s.lower[c] == name[2:] and s.deps[c] in ("prep", "agent", "prt", "dative") and c > i:
                yield name, [t for t in s.subtree(c) if t != c], [c]
    if "complement" in frames and (content := _complement(s, i)):
        yield "complement", content, []
    if "gerund" in frames and (act := s.child(i, "xcomp")) is not None and s.tags[act] == "VBG":
        yield "gerund", s.subtree(act), []
    if "object" in frames and (content := _object(s, i)):
        yield "object", content, []


def _raised(s: Syntax, i: int, frames: frozenset[str]) -> list[int]:
    """Subject and infinitive of "seems to", "is expected to": the subject is part of what is said of it."""
    subject = s.child(i, "nsubj", "nsubjpass")
    infinitive = _infinitive(s, i, False) if frames & {"raising", "infinitive"} else []
    if not infinitive or subject is None:
        return []
    return sorted({*noun_phrase(s, subject), *infinitive})


def _clause(s: Syntax, i: int, source: set[int]) -> list[int]:
    for c in s.children[i]:
        if s.deps[c] == "ccomp":
            words = [t for t in s.subtree(c) if t not in source and t != i]
            if words:
                return words
    if s.deps[i] == "parataxis":
        below = set(s.subtree(i))
        return [t for t in s.subtree(s.heads[i]) if t not in below and t not in source]
    for c in s.children[i]:
        if s.deps[c] == "parataxis" and any(s.deps[g] in ("nsubj", "nsubjpass") for g in s.children[c]):
            return [t for t in s.subtree(c) if t not in source and t != i]
    return []


def _continued(s: Syntax, clause: list[int]) -> list[int]:
    """A clause that the parser ends right before a quotation of the same sentence goes on through it."""
    last = clause[-1]
    following = next((t for t in range(last + 1, min(last + 3, len(s))) if s.quotation[t] >= 0), None)
    if following is None or s.quotation[last] >= 0 or s.sentence[following] != s.sentence[last]:
        return clause
    end = s.quoted[s.quotation[following]][1]
    if any(s.words[t] in (".", "?", "!") for t in range(last + 1, following)):
        return clause
    return sorted({*clause, *range(last + 1, end + 1)})


def _quoted(s: Syntax, i: int, clause: list[int], source: set[int], frames: frozenset[str]) -> list[int]:
    """Return the words of the quotations that stand beside the verb with no other verb between."""
    inside = set(clause)
    clause_follows = bool(clause) and clause[-1] > i and s.quotation[clause[0]] < 0
    object_ = s.child(i, "dobj")
    held = (
        set(s.subtree(object_)) if object_ is not None and "object" in frames and "addressed" not in frames else set()
    )
    taken: list[int] = []
    first, last = s.paragraphs[s.paragraph[i]]
    for q in sorted({s.quotation[t] for t in range(max(first, i - NEAR), min(last, i + NEAR) + 1)} - {-1}):
        a, b = s.quoted[q]
        if a <= i <= b or b - a < SCARE:
            continue
        words = set(range(a, b + 1))
        between = range(b + 1, i) if b < i else range(i + 1, a)
        if len(between) >= NEAR or any(s.is_verb(t) and t not in source for t in between):
            continue
        if b < i and not words & inside and (clause_follows or _apart(s, i, b, between)):
            continue
        if a > i and not words & inside:
            if (inside or taken) and not _ends(s, between):
                continue
            if held & words and min(held) not in (a, a + 1):
                continue
            if "clause" not in frames and any(s.tags[t][0] in "NJP" for t in between):
                continue
        taken.extend(words)
    return taken


def _apart(s: Syntax, i: int, end: int, between: range) -> bool:
    """A quotation that a full stop ends, before a verb that has a quotation of its own behind it."""
    if s.sentence[end] == s.sentence[i] or "." not in s.words[max(0, end - 1)]:
        return False
    last = s.sentences[s.sentence[i]][1]
    return any(s.quotation[t] >= 0 for t in range(i + 1, min(last + 2, len(s)))) or not between


def _ends(s: Syntax, between: range) -> bool:
    return any(s.words[t] in ":,." for t in between[-1:])


def _infinitive(s: Syntax, i: int, addressee: bool) -> list[int]:
    for c in s.children[i]:
        if s.deps[c] in ("xcomp", "ccomp", "advcl") and c > i and _is_infinitive(s, c):
            words = s.subtree(c)
            object_ = s.child(i, "dobj")
            if addressee and object_ is not None and i < object_ < words[0]:
                words = sorted({*words, *s.subtree(object_)})
            return words
    return []


def _is_infinitive(s: Syntax, c: int) -> bool:
    return any(s.deps[g] == "aux" and s.lower[g] == "to" for g in s.children[c])


def _complement(s: Syntax, i: int) -> list[int]:
    for c in s.children[i]:
        if s.deps[c] in ("oprd", "ccomp", "xcomp", "attr", "acomp") and c > i:
            object_ = s.child(i, "dobj")
            return sorted({*s.subtree(c), *(s.subtree(object_) if object_ is not None and object_ > i else [])})
    return []


def _object(s: Syntax, i: int) -> list[int]:
    object_ = s.child(i, "dobj")
    if object_ is None or object_ < i or s.tags[object_] == "WDT":
        return []
    words = s.subtree(object_)
    for c in s.children[i]:
        if s.deps[c] == "prep" and c > object_ and s.lower[c] in _AFTER_OBJECT and s.subtree(c)[0] == words[-1] + 1:
            words = words + s.subtree(c)
    return words


def _cue(s: Syntax, i: int, more: list[int], source: list[int], content: list[int]) -> list[int]:
    """Auxiliaries, negation, adverbs and particles that touch the verb are part of the cue (PolNeAR guidelines)."""
    taken = {*source, *content}
    cue = {i, *more, *(c for c in s.children[i] if s.deps[c] == "prt")}
    t = i - 1
    while t >= 0 and t not in taken and s.heads[t] == i and s.deps[t] in _LEADING and s.lower[t] not in ("when", "as"):
        cue.add(t)
        t -= 1
    return sorted(cue | _chain(s, i, taken))


def _chain(s: Syntax, i: int, taken: set[int]) -> set[int]:
    """Return the words from the governing verb on: "refused to say", "were more likely to say"."""
    head = s.heads[i]
    if s.deps[i] != "xcomp" or not _is_infinitive(s, i) or not 0 < i - head <= _CHAIN:
        return set()
    if s.deps[head] in ("acomp", "attr") and s.heads[head] < head:
        head = s.heads[head]
    between = set(range(head, i))
    if between & taken or any(s.tags[t][:2] in ("NN", "PR", "DT") for t in between):
        return set()
    aux = {c for c in s.children[head] if s.deps[c] in ("aux", "neg") and c == head - 1 and c not in taken}
    return between | aux


def _mistagged(s: Syntax, i: int, lexicon: Lexicon) -> bool:
    """A cue at the end of a clause that the tagger took for a noun: "…, the minister shares."."""
    if s.tags[i] not in ("NNS", "NNP", "NNPS", "NN") or not s.lower[i].endswith(("s", "ed")):
        return False
    frames = lexicon.frames.get(lexicon.verbs.get(s.lower[i], ""), frozenset())
    if not frames & {"clause", "quotation"} or s.words[i][0].isupper():
        return False
    last = s.sentences[s.sentence[i]][1]
    return i > 0 and s.is_name(i - 1) and all(s.deps[t] == "punct" for t in range(i + 1, last + 1))
