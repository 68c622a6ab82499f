"""Words that decide what a sentence commits to: negation, modality, conditions, strength, quantity.

Input: words of a sentence. Output: cues with their class and place. The classes are those of linguistics textbooks
(Palmer, Mood and Modality: epistemic possibility, obligation, futurity), reduced to what a report can get wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.spans import Span
from onrecord.text.compare import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its class, and its place as half-open indices of words and as a span of the text."""

    kind: str
    first: int
    end: int
    span: Span


def _table(**classes: str) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split("_")): name for name, phrases in classes.items() for phrase in phrases.split()}


NEGATION = _table(
    negation="not no never none nobody nothing neither nor without cannot nowhere hardly barely no_longer unable_to "
    "fail_to failed_to fails_to refuse_to refused_to refuses_to"
)
MODALITY = _table(
    epistemic="may might perhaps possibly maybe potentially",
    able="can could able_to possible allowed capable",
    probable="likely probably presumably apparently seems seem",
    future="will shall going_to won't certainly definitely",
    obliged="must have_to has_to had_to need need_to needs needs_to needed needed_to required_to obliged_to necessary",
    advised="should ought supposed_to",
    hypothetical="would wouldn't",
    agreed="agreed_to agreed agree_to promised_to promised promise pledged committed_to undertook vowed decided_to",
    talked="discussed considered discuss consider discussed_whether considered_whether talked mulled weighed",
    intends="plan plans planned intend intends intended aim aims want wants wanted hope hopes hoped like wish",
)
STRENGTH = _table(
    all="all every each everyone everything always entire entirely fully completely whole totally both",
    some="some several partly partially sometimes few certain somewhat part half",
    most="most mostly majority largely mainly usually",
    none="none nobody nothing never",
    unconditional="unconditional unconditionally immediately immediate strictly strict full",
)
CONDITION = _table(
    condition="if unless provided provided_that once until as_long_as on_condition in_case subject_to only_if except "
    "as_soon_as assuming depending"
)
_CONTRACTED = {"won't": "will", "can't": "can", "couldn't": "could", "shouldn't": "should", "wouldn't": "would",
               "mustn't": "must", "needn't": "need"}  # fmt: skip
_SHORT_FORM = re.compile(r"'(ll|d)$")
_NEGATIVE = re.compile(
    r"(?:un|in|im|ir|il|dis|non|mis)[a-z]{4,}|[a-z]+less|(?:den(?:y|ie[sd])|refus|reject|fail|lack|prevent|avoid|stop|"
    r"ban(?:ned|s)?$|prohibit|forbid|absen|miss|oppos|refrain|abstain|lose|lost|end(?:ed|s)?$|empty|free|only|just|"
    r"except|instead|rather|little|few|rare|scarce|wrong|false|doubt|hard|difficult|cancel|without|barely|against|"
    r"neglect|ignor|exclu|remov|drop|miss|against|zero|bad|worse|outside|beyond|too)[a-z]*"
)


def find(words: Sequence[Word], table: dict[tuple[str, ...], str]) -> tuple[Cue, ...]:
    """Return the cues of `table` in `words`, longest phrase first at each place."""
    keys = [_plain(w.key) for w in words]
    cues = []
    at = 0
    while at < len(keys):
        size = next((n for n in (3, 2, 1) if tuple(keys[at : at + n]) in table and at + n <= len(keys)), 0)
        if size:
            span = Span(words[at].span.start, words[at + size - 1].span.end)
            cues.append(Cue(table[tuple(keys[at : at + size])], at, at + size, span))
        at += size or 1
    return tuple(cues)


def negations(words: Sequence[Word]) -> tuple[Cue, ...]:
    """Return the negating words, contractions included."""
    short = [Cue("negation", i, i + 1, w.span) for i, w in enumerate(words) if w.key.endswith("n't")]
    return tuple(sorted([*find(words, NEGATION), *short], key=lambda cue: cue.first))


def modals(words: Sequence[Word]) -> tuple[Cue, ...]:
    """Return the modal words, contractions ("won't", "we'll") included."""
    return find(words, MODALITY)


def is_negative(key: str) -> bool:
    """Tell whether a word can stand for a negation in another rendering ("refrain", "unlikely", "harmless")."""
    return bool(_NEGATIVE.fullmatch(key))


def _plain(key: str) -> str:
    if key in _CONTRACTED:
        return _CONTRACTED[key]
    short = _SHORT_FORM.search(key)
    return {"ll": "will", "d": "would"}[short.group(1)] if short else key
