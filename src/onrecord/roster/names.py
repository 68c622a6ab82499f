"""Comparing names of people across spellings and transliterations.

`key` turns a name into plain letters in which the usual transliterations of one sound fall together ("Sergey",
"Sergei"; "Shoygu", "Shoigu"; "Çavuşoğlu", "Cavusoglu"). `same_person` compares two names part by part and never joins
two people on the surname alone when their given names differ.

Names in other scripts are romanised with anyascii. The folding rules are the overlaps of the BGN/PCGN, ICAO and press
romanisations of Russian and Ukrainian, and the common press spellings of Arabic and Turkish names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from .given_names import variant

_HONORIFICS_WORDS = """
mr mrs ms miss madam madame dr sir dame lord lady prof professor sheikh sheikha shaikh sayyid hon honourable
honorable rt he hrh hh hm his her excellency highness majesty holiness jr sr ii iii iv esq general
gen col lt maj adm capt sgt brig ambassador amb senator sen rep congressman congresswoman king queen
emir amir
"""
HONORIFICS = frozenset(_HONORIFICS_WORDS.split())
"""Words that stand before or after a name and are no part of it."""

_PARTICLES_WORDS = """
al el ul bin ibn bint ben abu abd ould de da do dos das del della di du van von der den ten ter la
le y e
"""
PARTICLES = frozenset(_PARTICLES_WORDS.split())
"""Words that belong to the surname behind them ("bin Salman", "von der Leyen")."""

_FAMILY_FIRST_WORDS = """
xi li wang yang he zhao han liu hu wen jiang deng zhang chen qin kim moon yoon lee park choi nguyen
pham tran vo to bui phan le
"""
_FAMILY_FIRST = frozenset(_FAMILY_FIRST_WORDS.split())
"""Surnames that come first in the usual order of Chinese, Korean and Vietnamese names."""

_PATRONYMIC = re.compile(r"(?:ovich|evich|yevich|ich|ovna|evna|ivna|uly|ovych|iyovych|yovych)$")

_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"shch|schch|stsch", "sh"), (r"tsch|tch", "ch"), (r"sch", "sh"), (r"sz", "sh"), (r"cz", "ch"),
        (r"kh", "h"), (r"gh", "g"), (r"dzh|dj|zh", "j"), (r"ph", "f"), (r"th", "t"), (r"dh", "d"), (r"ck", "k"),
        (r"x", "ks"), (r"q", "k"), (r"w", "v"), (r"ou|oo", "u"), (r"ee", "i"), (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"),
        (r"tz|ts", "s"), (r"z", "s"), (r"[yij]+(?=[aeou])", ""), (r"ij|iy|yi|ey|ei|ay|ai|ii|yj", "i"), (r"y", "i"),
        (r"oe", "o"), (r"ue", "u"), (r"ae", "a"), (r"(?<=[aeiou])h(?![aeiou])", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=65_536)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in lower-case ASCII: honorifics, possessives and punctuation gone."""
    plain = re.sub(r"['’`]s\b", "", name)
    plain = anyascii(plain).lower().replace("'", "").replace("`", "")
    words = re.split(r"[^a-z0-9]+", plain)
    kept = tuple(w for w in words if w and w not in HONORIFICS)
    return kept or tuple(w for w in words if w)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a romanised word with transliteration variants folded together ("shoygu" and "shoigu" give "shigu")."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """Return the comparison key of a name: the folded sounds of its parts, separated by blanks.

    Particles, single initials and patronymics between given name and surname are left out. Equal keys mean one
    spelling of the same name, not yet one person.
    """
    words = _core(parts(name))
    return " ".join(sound(variant(w)) for w in words)


def surname(name: str) -> str:
    """Return the surname part of a name as worded, with its particles ("bin Salman", "von der Leyen", "Xi").

    A single word is its own surname. Empty if the name has no letters.
    """
    words = [w for w in re.split(r"[\s\u00a0]+", name.strip()) if (p := parts(w)) and not _is_title(p)]
    if not words:
        return ""
    capitals = [w for w in words if len(w) > 2 and w.isupper()]
    if len(capitals) == 1 and len(words) > 1:  # "KISHIDA Fumio"
        return capitals[0].strip(",.")
    if len(words) > 1 and len(words) <= 3 and words[0].lower() in _FAMILY_FIRST:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().strip(".") in PARTICLES:
        start -= 1
    if start == 1 and words[0].lower() in PARTICLES:
        start = 0
    return " ".join(words[start:]).strip(",.")


@lru_cache(maxsize=65_536)
def same_person(a: str, b: str) -> float:
    """Return in [0, 1] how well two names name one person.

    1.0: every part agrees in spelling or transliteration; 0.9: agreement but for a part only one has (middle name,
    patronymic); 0.8: a given name against its initial; 0.6: one is only a surname (or one part) of the other; 0.0:
    surnames differ, or given names differ. Two people who share a surname score 0.0.
    """
    left, right = _compared(a), _compared(b)
    if not left or not right:
        return 0.0
    if len(left) > len(right):
        left, right = right, left
    if _initials(a) and _initials(b) and _initials(a) != _initials(b):
        return 0.0
    if left == right or sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return 1.0
    if len(left) == 1:
        return 0.6 if _ends_with(left[0], right) else 0.0
    return _full_score(left, right)


def _initials(name: str) -> tuple[str, ...]:
    return tuple(w for w in parts(name)[1:-1] if len(w) == 1)


def _full_score(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Compare two names of at least two parts, the shorter first: surnames must agree, and given names must."""
    swapped = len(left) == len(right) and set(left) == set(right)
    if not (swapped or _alike(left[-1], right[-1])):
        # "Al Saud", "Jr" and second Spanish surnames follow the name that people use
        if len(right) <= len(left) or not _inside(left, right):
            return 0.0
        return 0.85
    given = _given_score(left[0], right[0])
    if given == 0.0 and len(right) > len(left) and any(_alike(left[0], part) for part in right[1:-1]):
        given = 0.85
    inner = zip(left[1:-1], right[1:-1], strict=False)
    if given and len(left) == len(right) and any(_given_score(m, n) == 0.0 for m, n in inner):
        return 0.0 if given < 1.0 else 0.7
    return min(given, 0.9) if len(left) != len(right) else given


def _inside(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return all(_alike(a, b) for a, b in zip(left, right[: len(left)], strict=True))


def _given_score(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] else 0.0
    return 1.0 if _alike(a, b) else 0.0


def _ends_with(part: str, name: tuple[str, ...]) -> bool:
    return _alike(part, name[-1]) or _alike(part, name[0]) or (len(name) > 2 and any(_alike(part, p) for p in name[1:]))


@lru_cache(maxsize=65_536)
def _alike(a: str, b: str) -> bool:
    """One sound key, or one edit apart from seven letters on ("lavrentev", "lavrentiev")."""
    if a == b:
        return True
    if a[0] != b[0] or min(len(a), len(b)) < 6:
        return False
    return int(OSA.distance(a, b, score_cutoff=1)) <= 1


@lru_cache(maxsize=65_536)
def _compared(name: str) -> tuple[str, ...]:
    words = parts(name)
    core = _core(words, initials=True)
    return tuple(sound(variant(w)) for w in core)


def _core(words: tuple[str, ...], *, initials: bool = False) -> tuple[str, ...]:
    kept = tuple(w for w in words if w not in PARTICLES) or words
    if len(kept) > 2:
        inner = tuple(w for w in kept[1:-1] if len(w) > 1 and not _PATRONYMIC.search(w))
        first = kept[:1] if initials or len(kept[0]) > 1 else ()
        kept = (*first, *inner, kept[-1])
    if len(kept) == 3 and _PATRONYMIC.search(kept[2]) and kept[0] not in _FAMILY_FIRST:
        kept = (kept[1], kept[0]) if kept[2].endswith(("ovich", "evich", "ovna", "evna", "ovych")) else kept
    return kept


def _is_title(words: tuple[str, ...]) -> bool:
    return all(w in HONORIFICS for w in words)
