"""The parse of one document as the attribution rules see it: clauses, phrases, paragraphs, quotations.

Everything is an index into `words`; runs of words become spans of the text only at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.record.spans import Span

from ..parse import Parse, Token
from .quotes import Quotation

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LONG = 60
"""Words from which English prose has a comma."""
_DEEPEST = 60
"""Blank tokens in a row up to which a head is looked for; more are tagger noise (tables)."""


class Syntax:
    """Flat lists over the words of one document.

    Attributes:
        words, lower, tags, deps, heads: of each word.
        children: indices of the words that hang on each word, in order.
        sentence, paragraph: number of each word's sentence and paragraph (-1 outside the paragraphs given).
        quotation: index into `quotations` for each word, -1 outside.
    """

    def __init__(
        self, text: str, parse: Parse, paragraphs: Sequence[Span], quotations: Sequence[Quotation] = ()
    ) -> None:
        tokens, self.heads = _visible(parse)
        self.text = text
        self.starts = [t.start for t in tokens]
        self.ends = [t.end for t in tokens]
        self.words = [t.text for t in tokens]
        self.lower = [t.text.lower().replace("’", "'") for t in tokens]
        self.tags = [t.tag or "XX" for t in tokens]
        self.deps = [t.dep for t in tokens]
        self.ents = [t.ent for t in tokens]
        self.sentence = [t.sentence for t in tokens]
        self.paragraph = _numbers(self.starts, paragraphs)
        self.quotations = tuple(quotations)
        self.quotation = _inside(self.starts, self.ends, [q.span for q in quotations])
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.sentences = _ranges(self.sentence)
        self.paragraphs = _ranges(self.paragraph)
        self.quoted = _ranges(self.quotation)

    def __len__(self) -> int:
        return len(self.words)

    def subtree(self, i: int) -> list[int]:
        """Return word `i` and all that hangs on it, in text order."""
        found, stack = [i], [i]
        while stack:
            below = self.children[stack.pop()]
            found.extend(below)
            stack.extend(below)
        found.sort()
        return found

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of `i` with one of `deps`."""
        return next((c for c in self.children[i] if self.deps[c] in deps), None)

    def is_verb(self, i: int) -> bool:
        """Tell whether word `i` is tagged as a verb or modal."""
        return self.tags[i][0] == "V" or self.tags[i] == "MD"

    def is_name(self, i: int) -> bool:
        """Tell whether word `i` is tagged as a proper noun."""
        return self.tags[i].startswith("NNP")

    def unpunctuated(self, i: int) -> bool:
        """Tell whether the paragraph of word `i` is long and has no comma: texts that lost theirs on the way."""
        first, last = self.paragraphs[self.paragraph[i]]
        return last - first >= _LONG and "," not in self.words[first : last + 1]

    def in_long_quotation(self, i: int) -> int:
        """Return the number of the quotation of more than a few words that holds word `i`, or -1."""
        q = self.quotation[i]
        return q if q >= 0 and self.quoted[q][1] - self.quoted[q][0] > 3 else -1

    def spans(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """Return one span for each run of neighbouring words."""
        return tuple(Span(self.starts[a], self.ends[b]) for a, b in runs(indices))

    def indices(self, spans: Iterable[Span]) -> list[int]:
        """Return the words that `spans` touch, in order."""
        found: set[int] = set()
        for span in spans:
            i = bisect_right(self.ends, span.start)
            while i < len(self.starts) and self.starts[i] < span.end:
                found.add(i)
                i += 1
        return sorted(found)


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of neighbouring numbers."""
    found: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if found and i == found[-1][1] + 1:
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found


def _visible(parse: Parse) -> tuple[list[Token], list[int]]:
    """Return the tokens that are not white space, and their heads renumbered to match."""
    kept = [t for t in parse.tokens if not t.text.isspace()]
    number = {t.i: n for n, t in enumerate(kept)}
    heads = []
    for n, token in enumerate(kept):
        head, steps = token.head, 0
        while head not in number and steps < _DEEPEST:
            head, steps = parse.tokens[head].head, steps + 1
        heads.append(number.get(head, n))
    return kept, heads


def _numbers(starts: Sequence[int], paragraphs: Sequence[Span]) -> list[int]:
    openings = [p.start for p in paragraphs]
    numbers = []
    for start in starts:
        n = bisect_right(openings, start) - 1
        numbers.append(n if n >= 0 and start < paragraphs[n].end else -1)
    return numbers


def _inside(starts: Sequence[int], ends: Sequence[int], spans: Sequence[Span]) -> list[int]:
    openings = [s.start for s in spans]
    numbers = []
    for start, end in zip(starts, ends, strict=True):
        k = bisect_right(openings, end - 1) - 1
        numbers.append(k if k >= 0 and start < spans[k].end else -1)
    return numbers


def _ranges(numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(numbers):
        found[number] = (found[number][0] if number in found else i, i)
    return found
