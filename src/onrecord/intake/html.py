"""HTML pages. All visible text is kept, in page order, with the place of each character; the page's own markup and
trafilatura's reading of it decide what is the article and what is furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.record.documents import Role
from onrecord.record.issues import Issue, Severity
from onrecord.text.edits import Copying
from onrecord.text.furniture import is_furniture, is_masthead

from . import publishers
from .decoding import decode
from .markup import Piece, Raw, Tag, tokens
from .originals import Intake, Source
from .pages import Head, article_of

MAX_CHARACTERS = 2_000_000
"""A page is read up to here, in a few seconds on one core; the rest stays in the original. No article is as long."""

_BLOCK_NAMES = """
address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section select summary table tbody td tfoot th thead
tr ul html head button time
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOXES = frozenset(["div", "article", "section", "td", "main", "ul", "ol", "blockquote"])
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "source", "area", "base", "col", "embed", "track", "wbr"]
)
_CLOSES_P = _BLOCKS - {"br", "time", "button"}
_FURNITURE = frozenset(["nav", "aside", "button", "form", "menu", "select", "option", "dialog", "footer"])
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6", "summary"])
_FOLDED = re.compile(r"[^ \t\r\n\f]+(?: [^ \t\r\n\f]+)*|[ \t\r\n\f]+")
_NEVER_DOUBTFUL = frozenset(["html", "body", "main", "article", "p", "a", "h1", "h2", "h3"])
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|cookies?|consent|sidebar|related|"
    r"recommended|comments?|promo|advert|advertisement|ads?|newsletter|subscribe|tags?|tag-list|pagination|footer|"
    r"masthead|toolbar|skip|popup|modal|widget|banner|copyright|print|most-read|trending)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text|photo-?(?:title|text|credit|caption)|credit)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element. `doubtful`: only a class name calls it furniture, and `with-sidebar` may name a whole page."""

    name: str
    role: Role | None = None
    doubtful: bool = False
    number: int = 0


@dataclass
class _Page:
    """The page on its way to text: open elements, finished blocks, and the role each block's markup gives it."""

    out: Copying = field(default_factory=Copying)
    stack: list[_Open] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)  # blocks that only a class name calls furniture
    marks: dict[int, Role] = field(default_factory=dict)
    head: Head = field(default_factory=Head)
    start: int = -1
    linked: int = 0
    blocks: list[tuple[int, int, int, int]] = field(default_factory=list)  # start, end, characters in links, box
    opened: int = 0
    pending: int | None = None
    headline: bool = False

    def role(self) -> Role | None:
        return next((element.role for element in reversed(self.stack) if element.role), None)

    def text(self, piece: Piece) -> None:
        if any(element.name == "head" for element in self.stack[-2:]):
            return
        if piece.width != len(piece.text):
            self._copy(piece.text, piece.start, piece.width)
            return
        for found in _FOLDED.finditer(piece.text):
            at = piece.start + found.start()
            if found.group()[0] in " \t\r\n\f":
                self.pending = at if self.start >= 0 and self.pending is None else self.pending
            else:
                self._copy(found.group(), at, None)

    def _copy(self, text: str, at: int, width: int | None) -> None:
        if self.start < 0:
            if self.blocks:
                self.out.insert("\n\n", at)
            self.start, self.pending = self.out.length, None
        elif self.pending is not None:
            self.out.copy(" ", self.pending, 1)
            self.pending = None
        self.out.copy(text, at, width)
        if any(element.name == "a" for element in self.stack):
            self.linked += len(text)

    def end_block(self) -> None:
        if self.start >= 0:
            self.blocks.append((self.start, self.out.length, self.linked, self._box()))
            if role := self.role():
                self.marks[self.start] = role
            if self._doubtful():
                self.doubtful.add(self.start)
        self.start, self.linked, self.pending = -1, 0, None

    def _box(self) -> int:
        """Number the element that holds the block; 0 for the page itself."""
        return next((e.number for e in reversed(self.stack) if e.name in _BOXES), 0)

    def _doubtful(self) -> bool:
        for element in reversed(self.stack):
            if element.doubtful or element.name in ("main", "article"):
                return element.doubtful
        return False

    def tag(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self.end_block()
        if tag.closes:
            self._close(tag.name)
        elif tag.name == "meta":
            self.head.meta(tag.attributes)
        elif tag.name == "link":
            self.head.link(tag.attributes)
        else:
            if tag.name == "html":
                self.head.language = tag.attributes.get("lang", "")
            if tag.name == "time":
                self.head.times.append(tag.attributes.get("datetime", ""))
            if tag.name not in _VOID:
                self._open(tag)

    def _open(self, tag: Tag) -> None:
        if tag.name in _CLOSES_P and any(element.name == "p" for element in self.stack[-3:]):
            self._close("p")
        words = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')} {tag.attributes.get('role', '')}"[
            :400
        ]
        doubtful = tag.name not in _NEVER_DOUBTFUL and _CLASSES.search(words) is not None
        self.opened += 1
        self.stack.append(_Open(tag.name, self._role_of(tag, words), doubtful, self.opened))
        del self.stack[:-400]  # nothing nests deeper but a broken page

    def _role_of(self, tag: Tag, words: str) -> Role | None:
        name = tag.name
        if self.role() is Role.FURNITURE:
            return None
        if name in ("main", "article"):
            return Role.BODY
        inside = {element.name for element in self.stack}
        if name in _FURNITURE or (name == "header" and not inside & {"main", "article"}):
            return Role.FURNITURE
        if name in ("figcaption", "figure", "caption") or _CAPTIONS.search(words):
            return Role.CAPTION
        if name == "h1" and not self.headline:
            self.headline = True
            return Role.HEADLINE
        if name in _HEADINGS or name == "h1":
            return Role.HEADING
        return Role.DATELINE if name == "time" else None

    def _close(self, name: str) -> None:
        for index in range(len(self.stack) - 1, max(len(self.stack) - 60, -1), -1):
            if self.stack[index].name == name:
                del self.stack[index:]
                return


def read(source: Source) -> Intake:
    """Read a web page.

    The text is what a reader sees, one paragraph per block, blank lines between; white space is folded as browsers
    do. Date, title, publisher and language come from the page's metadata.
    """
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,30})", source.data[:4096], re.IGNORECASE)
    text, issues = decode(source.data, source.name, declared[1].decode("ascii") if declared else None)
    if text is None:
        return Intake(source.original(), source.data, None, tuple(issues))
    if len(text) > MAX_CHARACTERS:
        issues.append(_too_long(source, len(text)))
        text = text[:MAX_CHARACTERS]
    page = _Page()
    for token in tokens(text):
        if isinstance(token, Piece):
            page.text(token)
        elif isinstance(token, Tag):
            page.tag(token)
        elif isinstance(token, Raw):
            page.head.raw(token.name, token.attributes, token.content)
    page.end_block()
    found = page.head.stated(text, source.given.url)
    found["marks"] = _marks(page, text)
    _title(page, found)
    return source.accept(page.out.text, page.out.edits, found, tuple(issues))


def _marks(page: _Page, source: str) -> dict[int, Role]:
    """Give each block its role: markup first, then what trafilatura leaves out of the article."""
    text, marks = page.out.text, dict(page.marks)
    article = article_of(source)
    told = {box for start, end, _, box in page.blocks if box and _tells(text[start:end], article)}
    for start, end, linked, box in page.blocks:
        role = marks.get(start)
        if role in (Role.HEADLINE, Role.FURNITURE, Role.CAPTION, Role.DATELINE):
            continue
        if role is Role.HEADING and is_furniture(text[start:end]):
            marks[start] = Role.FURNITURE
            continue
        words = len(text[start:end].split())
        in_article = article is None or _key(text[start:end]) in article or _prose_in(text[start:end], article)
        beside = box in told and words >= 5 and text[end - 1] in '.!?”"'  # a short sentence among long ones
        in_article = in_article or beside
        aside = start in page.doubtful and not (in_article and (article is not None or words >= 12 or beside))
        links = linked * 3 > 2 * (end - start) and words < 12
        outside = not in_article and not (role is Role.BODY and words >= 12)
        if aside or links or outside:
            marks[start] = Role.FURNITURE
        elif role is Role.BODY:
            del marks[start]
    return marks


def _title(page: _Page, found: dict[str, object]) -> None:
    """Take the block that the window's title opens with as the headline; what ends the title may be the publisher."""
    window = " ".join(page.head.title.split())
    text, marks = page.out.text, found["marks"]
    if not isinstance(marks, dict) or Role.HEADLINE in marks.values():
        pass
    elif block := next((b for b in page.blocks if _opens(window, text[b[0] : b[1]])), None):
        marks[block[0]] = Role.HEADLINE
        found["title"] = " ".join(text[block[0] : block[1]].split())
    site = re.split(r" [-–—|:»]+ ", window)[-1]
    if not found["publisher"] and site != window and (is_masthead(site) or publishers.known(site)):
        found["publisher"] = site


def _opens(window: str, block: str) -> bool:
    bare = " ".join(block.split())
    return 15 < len(bare) < 300 and window.startswith(bare)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _prose_in(text: str, article: str) -> bool:
    """Long blocks are found by their first and last words: trafilatura tidies what lies between."""
    key = _key(text)
    return len(key) > 60 and (key[:40] in article or key[-40:] in article)


def _tells(block: str, article: str | None) -> bool:
    return len(block.split()) >= 12 if article is None else _prose_in(block, article)


def _too_long(source: Source, length: int) -> Issue:
    message = f"page of {length:,} characters; read up to {MAX_CHARACTERS:,}, the original is whole"
    return source.issue("INT013", Severity.WARNING, message)
