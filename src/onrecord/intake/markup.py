"""HTML cut into tags and text with exact places: linear in its length, whatever is wrong with it.

lxml and trafilatura tell what a page means but not where a character stood; this reader keeps the place of each.
"""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,60})"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]{0,8000}\"|'[^']{0,8000}'){0,4000}+)>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "iframe", "svg", "math", "xmp"})
"""Elements whose content is no text of the page; it runs to the closing tag of the same name."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag; `attributes` with lower-case names and unescaped values."""

    name: str
    closes: bool
    attributes: dict[str, str]
    start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters as they are read, and where they stand; `width` is their length there (an entity is longer)."""

    text: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of an element that is not text: a script, a style sheet, the title."""

    name: str
    attributes: dict[str, str]
    content: str


def tokens(source: str) -> Iterator[Tag | Piece | Raw]:
    """Cut `source` into tags, pieces of text and raw contents, in order."""
    at, end = 0, len(source)
    while at < end:
        mark = source.find("<", at)
        if mark < 0:
            yield from _pieces(source, at, end)
            return
        yield from _pieces(source, at, mark)
        at = yield from _markup(source, mark)


def _markup(source: str, at: int) -> Generator[Tag | Piece | Raw, None, int]:
    if source.startswith("<!--", at):
        return _behind(source, "-->", at + 4)
    if source.startswith(("<!", "<?"), at):
        return _behind(source, ">", at + 2)
    found = _TAG.match(source, at)
    if not found:
        yield Piece("<", at, 1)
        return at + 1
    name = found["name"].casefold()
    attributes = {} if found["close"] else _attributes(found["attributes"])
    if name in _RAW and not found["close"] and not found["attributes"].endswith("/"):
        return (yield from _raw(source, name, attributes, found.end()))
    yield Tag(name, bool(found["close"]), attributes, at)
    return found.end()


def _raw(source: str, name: str, attributes: dict[str, str], at: int) -> Generator[Raw, None, int]:
    close = re.compile(rf"</{name}[^>]{{0,200}}>", re.IGNORECASE).search(source, at)
    stop = close.start() if close else len(source)
    yield Raw(name, attributes, source[at:stop])
    return close.end() if close else len(source)


def _behind(source: str, mark: str, at: int) -> int:
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.casefold(), html.unescape(double or single or bare))
    return found


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for entity in _ENTITY.finditer(source, start, end):
        read = html.unescape(entity.group())
        if read == entity.group():
            continue
        if at < entity.start():
            yield Piece(source[at : entity.start()], at, entity.start() - at)
        yield Piece(read, entity.start(), len(entity.group()))
        at = entity.end()
    if at < end:
        yield Piece(source[at:end], at, end - at)
