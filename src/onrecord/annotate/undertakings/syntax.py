"""Walking a dependency parse: children, subtrees, and the characters a group of tokens covers.

Labels are ClearNLP's as the small spaCy pipelines give them; offsets are those of the document's text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.annotate.parse import Parse, Token
from onrecord.record.spans import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_TRAILING = frozenset("  \t\n\r,;:.!?—–-\"”’'»)(")
_BALANCED = {")": "(", "”": "“", '"': '"', "’": "‘", "»": "«"}


class Tree:
    """A document's parse with its child lists, built once per document."""

    def __init__(self, parse: Parse) -> None:
        self.tokens = parse.tokens
        self.sentences = parse.sentences
        self._children: dict[int, list[Token]] = {}
        self._by_sentence: list[list[Token]] = [[] for _ in parse.sentences]
        for token in parse.tokens:
            if token.text.strip() and token.sentence < len(self._by_sentence):
                self._by_sentence[token.sentence].append(token)
            if token.head != token.i:
                self._children.setdefault(token.head, []).append(token)

    def sentence(self, index: int) -> list[Token]:
        """Return the tokens of a sentence in order."""
        return self._by_sentence[index]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Return the direct dependents, all or those with one of the labels, in text order."""
        found = self._children.get(token.i, [])
        return [c for c in found if c.dep in deps] if deps else found

    def child(self, token: Token, *deps: str) -> Token | None:
        """Return the first dependent with one of the labels."""
        return next(iter(self.children(token, *deps)), None)

    def head(self, token: Token) -> Token | None:
        """Return the governor, None at a root."""
        return None if token.head == token.i else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the governors from the nearest up; ends even if a parser gave a cycle."""
        seen = {token.i}
        at = self.head(token)
        while at is not None and at.i not in seen:
            seen.add(at.i)
            yield at
            at = self.head(at)

    def subtree(self, token: Token, without: Collection[int] = ()) -> list[Token]:
        """Return `token` and all it governs in text order, leaving out the branches rooted in `without`."""
        found, queue = [], [token]
        seen = {token.i}
        while queue:
            at = queue.pop()
            found.append(at)
            for child in self.children(at):
                if child.i not in without and child.i not in seen:
                    seen.add(child.i)
                    queue.append(child)
        return sorted(found, key=lambda t: t.i)

    def subject(self, verb: Token) -> Token | None:
        """Return the subject of a verb, borrowed from its governor where a conjunct or infinitive has none."""
        for at in (verb, *self.ancestors(verb)):
            found = self.child(at, *SUBJECTS)
            if found is not None and found.i != verb.i:
                return found
            if at.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "aux", "dobj", "pobj"}:
                return None
            if at.dep == "acl" or (at.dep in {"dobj", "pobj"} and at.tag.startswith("NN") and at is verb):
                return None
        return None


def has_to(tree: Tree, verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.text.lower() == "to" for c in tree.children(verb, "aux"))


def covered(text: str, tokens: Collection[Token], after: int = 0) -> Span | None:
    """Return the span from the first to the last of `tokens`, trimmed; None if nothing is left.

    Args:
        text: the document's text.
        tokens: tokens of one sentence.
        after: characters before this offset are left out.
    """
    kept = [t for t in tokens if t.start >= after]
    if not kept:
        return None
    return trimmed(text, min(t.start for t in kept), max(t.end for t in kept))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return `start..end` without white space and punctuation at its ends; a closing mark stays with its opening."""
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-)”"):
        start += 1
    while end > start and text[end - 1] in _TRAILING and not _closes(text[start:end]):
        end -= 1
    return Span(start, end) if start < end else None


def _closes(words: str) -> bool:
    """Tell whether the last character closes a bracket or quotation opened in the words, or ends "U.S."."""
    last, opening = words[-1], _BALANCED.get(words[-1])
    if last == opening:
        return words.count(last) % 2 == 0
    if opening is not None:
        return words.count(opening) >= words.count(last)
    return last == "." and len(words) > 3 and words[-3] == "."
