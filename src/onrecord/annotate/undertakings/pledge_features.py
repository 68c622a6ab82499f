"""What the classifier knows of a manifesto sentence: names of binary features.

Two groups. *Words*: words, pairs, how it starts, word parts; they carry what is promised, and their number grows with
the sentence. *Wording*: who commits himself to what sort of act, in which mood and with what measure; few, comparable
between sentences, and much the same from party to party and language to language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_TOKEN = re.compile(r"[\w'-]+")
_OWNER = re.compile(
    r"(?:[Tt]he\s+)?(?:[^\W\d_a-zåäö][\w’'-]*\s+){1,6}"
    r"(?=(?:will|shall|promises?|pledges?|is|are|remains?|commits?|vill|ska|skall|believes?|has|har|anser|tror)\b)"
)
_NO_OWNER = re.compile(r"(?:we|vi|it|this|that|there|det|den|these|they|i|he|all|every|our|alla)\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:(?P<will>will|shall|'ll)|(?P<would>would)|(?P<vill>vill)|(?P<ska>ska|skall|kommer att|avser att|tänker)|"
    r"(?P<bör>bör|måste)|(?P<commit>promises? to|pledges? to|(?:is|are|remains?|am) (?:\w+ )?committed to|"
    r"proposes? to|undertakes? to|commits? to|intends? to|plans? to))\b"
)
_PAST = re.compile(r"\b(?:has|have|had|was|were|did|har|hade|var|blev|been)\b")
_UNIT = re.compile(r"per cent|percent|%|procent|crore|lakh|kronor|miljon|miljard|million|billion|\brs")
_YEAR = re.compile(r"\b(?:20[012]\d|199\d)\b")
_NAME = re.compile(r"(?<=[a-z,“\"'’(] )[“\"'‘]?[A-ZÅÄÖ][a-zåäö]+")
_BULLET = re.compile(r"[•*·–-]|[0-9]+[.)]|[a-z][.)]")
_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "as", "s", "e", "a")
_LONGEST = 60
_LENGTHS = (3, 6, 10, 15, 20, 30)


def normalized(sentence: str) -> str:
    """Return the sentence with the party that promises replaced by one word, whoever it is."""
    owner = _OWNER.match(sentence)
    if owner is None or _NO_OWNER.match(sentence):
        return sentence
    return "OWNER " + sentence[owner.end() :]


def words(sentence: str) -> frozenset[str]:
    """Return the features of words and word parts; numbers are one word."""
    said = [("<number>" if w.isdigit() else w) for w in _WORD.findall(normalized(sentence).lower())][:_LONGEST]
    long = [w for w in said if len(w) > 5]
    found = {"bias", *(f"w={w}" for w in said), *(f"b={a} {b}" for a, b in pairwise(said))}
    found |= {f"start={' '.join(said[:n])}" for n in (1, 2, 3)}
    found |= {f"s={w[-4:]}" for w in long} | {f"p={w[:5]}" for w in long}
    found.add(f"length={sum(len(said) > n for n in _LENGTHS)}")
    found.add(f"capital={sentence[:1].isupper()}")
    return frozenset(found)


def wording(sentence: str) -> frozenset[str]:
    """Return the features of how it is promised."""
    whole = normalized(sentence)
    low = whole.lower().replace("’", "'")
    said = _TOKEN.findall(low)
    acts = list(_acts(low))
    found = {feature for act in acts for feature in act}
    found |= set(_opening(said, modal=bool(acts)))
    found |= {f"any={verb_class}" for verb_class in map(_class_of, said[:40]) if verb_class}
    modal, past = f"modal={bool(acts)}", f"past={_PAST.search(low) is not None}"
    found |= {modal, past, f"{past}&{modal}", f"acts={min(3, len(acts))}"}
    found |= set(_measures(sentence, low, modal, past))
    last = sentence[-1:] if not sentence[-1:].isalnum() else "x"
    found |= {f"ends={last}", f"ends={last}&{modal}&words={min(5, len(said) // 4)}"}
    found.add(f"own={low.startswith(('owner', 'we ', 'vi '))}&{modal}")
    found |= {f"bullet={_BULLET.match(sentence) is not None}", f"commas={min(3, sentence.count(','))}"}
    found.add(f"size={len(sentence).bit_length()}")
    return frozenset(found)


def _acts(low: str) -> Iterator[set[str]]:
    """Yield the features of up to three announced acts: mood, verb, class of verb, first words of the object."""
    for match in list(_MODAL.finditer(low))[:3]:
        after = _TOKEN.findall(low[match.end() : match.end() + 80])
        found = {f"mood={match.lastgroup}", f"mood={match.lastgroup}&passive={'be' in after[:2]}"}
        at = next((n for n, word in enumerate(after) if word not in _lists()[1]), None)
        if at is not None:
            verb, verb_class = _stem(after[at]), _class_of(after[at])
            objects = [_stem(word) for word in after[at + 1 : at + 4]]
            found |= {f"act={verb}", f"class={verb_class}", f"act2={' '.join(after[:2])}"}
            found |= {f"mood={match.lastgroup}&class={verb_class}", *(f"object={o}" for o in objects)}
            found |= {f"act={verb}&object={o}" for o in objects[:2]}
        yield found


def _opening(said: list[str], *, modal: bool) -> Iterator[str]:
    """Yield the features of the first word that says something: "Lower fees", "Setting up …"."""
    first = next((w for w in said[:8] if not w.isdigit() and len(w) > 1 and w not in {"owner", "we", "vi"}), None)
    if first is not None:
        yield f"first={_stem(first)}"
        yield f"first={_class_of(first)}&modal={modal}"
        yield f"first=ing:{first.endswith('ing')}&modal={modal}"


def _measures(sentence: str, low: str, modal: str, past: str) -> Iterator[str]:
    """Yield the features of what could be tested: numbers, years, units, named institutions."""
    number = any(character.isdigit() for character in sentence)
    yield f"number={number}"
    yield f"number={number}&{modal}&{past}"
    if _YEAR.search(sentence):
        yield f"year&{modal}"
    if _UNIT.search(low):
        yield f"unit&{modal}"
    yield f"names={min(4, len(_NAME.findall(sentence)))}&{modal}"
    yield f"quoted={any(mark in sentence for mark in '“”‘')}&{modal}"


def _class_of(word: str) -> str | None:
    by_word, _, by_stem = _lists()
    return by_word.get(word) or by_stem.get(_stem(word))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    raw = tomllib.loads((files(__package__) / "pledges.toml").read_text(encoding="utf-8"))
    by_word = {word: name for name, verbs in raw["classes"].items() for word in verbs}
    by_stem: dict[str, str] = {}
    for word, name in by_word.items():
        by_stem.setdefault(_stem(word), name)
    return by_word, frozenset(raw["fillers"]["words"]), by_stem
