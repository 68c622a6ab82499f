"""Comparing offices across their wordings: "Minister of Foreign Affairs" and "Foreign Minister" are one post.

`key` reduces a title to its plain words in one order. It joins spellings and word orders, never two posts: a deputy, a
vice president or a minister of two portfolios keeps a key of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_NOISE = re.compile(r"\b(?:the|his|her|its|acting|interim|caretaker|federal|excellency)\b|\bnational(?= defence\b)")
_SPELLINGS = (
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bexternal\b"), "foreign"),
    (re.compile(r"\bpremier\b|\bpm\b"), "prime minister"),
    (re.compile(r"\bfm\b"), "foreign minister"),
    (re.compile(r"\badvisor\b"), "adviser"),
    (re.compile(r"\bhome\b|\binternal\b"), "interior"),
)
_PORTFOLIO = re.compile(
    r"^(?P<rank>(?:deputy |vice |first |senior |assistant |parliamentary )*)(?P<post>minister|secretary) (?:of|for) "
    r"(?P<what>.+)$"
)


@lru_cache(maxsize=8_192)
def key(title: str) -> str:
    """Return the comparison key of an office's title, without the party it belongs to.

    "Minister of Foreign Affairs", "Minister for Foreign Affairs", "Foreign Minister" and "External Affairs Minister"
    give "foreign minister". Empty for a title without letters.
    """
    plain = re.sub(r"[^a-z0-9&]+", " ", anyascii(title).lower().replace("-", " "))
    for pattern, word in _SPELLINGS:
        plain = pattern.sub(word, plain)
    plain = " ".join(_NOISE.sub(" ", plain).split())
    turned = _PORTFOLIO.match(plain)
    if turned and not turned["what"].startswith("state"):
        plain = f"{turned['rank']}{turned['what']} {turned['post']}"
    return re.sub(r" affairs\b(?= (?:\w+ )*(?:minister|secretary)$)", "", plain)
