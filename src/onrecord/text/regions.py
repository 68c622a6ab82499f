"""Regions: what each paragraph of a text is there for.

One region per paragraph, in order, covering every character that is not white space exactly once; a dateline is cut
off the paragraph it opens. Nothing is deleted: menus, counters and photo credits are marked `furniture`. The rules
look at form (length, punctuation, repetition, neighbours, known words of user interfaces), never at one site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.record.documents import Region, Role
from onrecord.record.spans import Span

from .datelines import is_stamp, prefix
from .furniture import is_credit, is_furniture, is_masthead, is_menu
from .paragraphs import paragraphs
from .turns import is_strict, label_of, turns

_CLOSED = re.compile(r"[.!?…;,:。！？؟۔।][\"'”’»)\]*_]*$")
_ITEM = re.compile(r"[-–—•·▪●◦‣]\s?(?=\S)|(?:\*|\(?\d{1,3}[.)]|\(?[a-z]{1,3}[.)])\s")
_SIDES = r"(?:left|right|centre|center|2nd [LR]|second (?:left|right)|from left|L-R|R-L)"
_SIDE = re.compile(r"\((L|R|C)\)")  # alone it is no sign: "(R)" also names an American party
_CAPTION = re.compile(
    rf"\({_SIDES}\)|\b(?:left to right|[LR]-[RL]):?|\b(?:file|handout|archive|undated) (?:photo|picture|image)\b|"
    r"^(?:FILE(?: PHOTO)?|File photo|Photo|Pictured|Image|Picture|In pictures?|PHOTO|Caption)\b\s*[:\-–—]|"
    r"[(\[](?:AP|AFP|Reuters|EPA|TASS|AA)(?: Photo|/)[^)\]]*[)\]]\s*$|"
    r"\b(?:Getty Images|AP Photo|/AFP|/Reuters|/TASS|/EPA)\b[^.]{0,40}$",
    re.MULTILINE,
)
_PRESENT = re.compile(
    r"\b(?:shakes? hands|poses?|poses for|attends?|speaks?|looks on|walks?|greets?|waves?|sits?|stands?|arrives?|"
    r"welcomes?|listens?|gestures?|signs?|is seen|are seen|is pictured|are pictured)\b"
)
_DATED = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?,? [A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2}),? \d{4}\.?\s*$")

_SUBJECT = re.compile(r"(?:The|They|We|Both|All|Their|Its|He|She|It)\b")

_QUOTES = '"“«„‘'

CAPTION_WORDS = 70
HEADING_WORDS = 14

_OPEN_END = re.compile(r"(?:\b(?:and|or|of|the|a|an|to|with|for|in|on|at|by|from|but|that|then)|[—–(-])$")


def regions(
    text: str, *, title: str = "", lead: bool = True, marks: Mapping[int, Role] | None = None
) -> tuple[Region, ...]:
    """Return the regions of `text`.

    Args:
        text: the document's text.
        title: its title where it is known; a paragraph that repeats it is the headline.
        lead: whether the first paragraph of prose is a news lead.
        marks: roles that the original's own markup gives, by the offset at which a paragraph starts; they win.
    """
    spans = paragraphs(text, frozenset(marks or ()))
    roles = _roles(text, spans, title, dict(marks or {}))
    speakers = turns(text, spans, [r is None for r in roles])
    found: list[Region] = []
    first = lead
    for span, role, speaker in zip(spans, roles, speakers, strict=True):
        if speaker is not None:
            found.append(Region(span, Role.TURN, speaker))
            first = False
        elif role is not None:
            found.append(Region(span, role))
        else:
            found.extend(_prose(text, span, title, first))
            first = False
    return tuple(found)


def _prose(text: str, span: Span, title: str, lead: bool) -> list[Region]:
    """Cut dateline and repeated title off the paragraph, so that the sentence behind them starts clean."""
    found: list[Region] = []
    span = _dateline(text, span, found)
    bare = title.strip()
    if len(bare) > 15 and text.startswith(bare, span.start) and span.start + len(bare) + 2 < span.end:
        stop = span.start + len(bare)
        if text[stop] in ".!?:" or text[stop].isspace():
            stop += not text[stop].isspace()
            found.append(Region(Span(span.start, stop), Role.HEADLINE))
            while stop < span.end and text[stop].isspace():
                stop += 1
            if stop >= span.end:
                return found
            span = _dateline(text, Span(stop, span.end), found)
    return [*found, Region(span, Role.LEAD if lead else Role.BODY)]


def _dateline(text: str, span: Span, found: list[Region]) -> Span:
    """Put the dateline that opens `span` into `found`; return what is left."""
    behind = prefix(text, span.start, span.end)
    if behind == span.start:
        return span
    found.append(Region(Span(span.start, _rstrip(text, behind)), Role.DATELINE))
    return Span(behind, span.end)


def _rstrip(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def _roles(text: str, spans: Sequence[Span], title: str, marks: dict[int, Role]) -> list[Role | None]:
    """Decide everything but turns and prose; None is left for these."""
    words = [s.of(text) for s in spans]
    counts = Counter(w.casefold() for w in words)
    roles: list[Role | None] = [marks.get(s.start) for s in spans]
    for i, line in enumerate(words):
        if roles[i] is None:
            roles[i] = _alone(line, counts[line.casefold()])
    _marked_headings(words, roles)
    _mastheads(words, roles, title)
    _captions(words, counts, roles)
    _headline(words, roles, title)
    _headings(words, roles)
    return [None if role is Role.BODY else role for role in roles]


def _marked_headings(words: Sequence[str], roles: list[Role | None]) -> None:
    """Headings of Markdown; one that opens the text is left to be the headline."""
    told = [i for i, role in enumerate(roles) if role is None]
    for i in told:
        if re.match(r"#{1,6} +\S", words[i]) and len(words[i]) < 300 and (i != told[0] or words[i].startswith("## ")):
            roles[i] = Role.HEADING


def _mastheads(words: Sequence[str], roles: list[Role | None], title: str) -> None:
    """An organ's name above the title is no title: another headline-like line must follow it."""
    for i, line in enumerate(words[:3]):
        if roles[i] is not None:
            continue
        below = next((words[j] for j in range(i + 1, min(i + 5, len(words))) if roles[j] is None), "")
        if is_masthead(line) and _plain(line) != _plain(title) and (title or _headline_like(below)):
            roles[i] = Role.FURNITURE
        else:
            return


def _alone(line: str, count: int) -> Role | None:
    if is_stamp(line):
        return Role.DATELINE
    if is_furniture(line) or is_menu(line) or is_credit(line):
        return Role.FURNITURE
    if count > 1 and len(line) < 60 and not _CLOSED.search(line) and not label_of(line):
        return Role.FURNITURE
    return None


def _captions(words: Sequence[str], counts: Mapping[str, int], roles: list[Role | None]) -> None:
    seen: set[str] = set()
    for i, line in enumerate(words):
        if roles[i] is not None or len(line) > 700 or line[0] in _QUOTES or len(line.split()) > CAPTION_WORDS:
            continue
        credited = any(0 <= j < len(words) and is_credit(words[j]) for j in (i + 1, i - 1))
        after = i + 1 < len(words) and is_credit(words[i + 1])
        sides = min(len(set(_SIDE.findall(line))), 2)
        shown = 2 * bool(_CAPTION.search(line)) + sides + bool(_DATED.search(line)) + after
        again = counts[line.casefold()] > 1
        cues = shown + bool(_PRESENT.search(line)) + again + (credited and again and not after)
        if (shown and cues >= 2) or line.casefold() in seen:
            roles[i] = Role.CAPTION
            seen.add(line.casefold())
    for i, line in enumerate(words):
        if roles[i] is None and line.casefold() in seen:
            roles[i] = Role.CAPTION


def _headline(words: Sequence[str], roles: list[Role | None], title: str) -> None:
    if Role.HEADLINE in roles:
        return
    wanted = _plain(title)
    for i, line in enumerate(words):
        if roles[i] is not None:
            continue
        if wanted:
            if _plain(line) == wanted:
                roles[i] = Role.HEADLINE
                return
            if i > 8:
                return
        elif roles[i] is None:
            if _headline_like(line) and any(roles[j] is None for j in range(i + 1, len(words))):
                roles[i] = Role.HEADLINE
            return


def _headline_like(line: str) -> bool:
    if len(line) > 300 or len(line.split()) > 45 or label_of(line) or _ITEM.match(line):
        return False
    return re.search(r"[.;:,][\"”’]?$", line) is None or line.count(" ") < 1 or _in_title_case(line)


def _in_title_case(line: str) -> bool:
    """One sentence of capitalised words: a headline that was given a full stop."""
    words = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
    if not 4 <= len(words) <= 20 or re.search(r"[.!?;,]\W*\s", line):
        return False
    return sum(1 for w in words if w[0].isupper()) >= 0.8 * len(words)


def _headings(words: Sequence[str], roles: list[Role | None]) -> None:
    prose = [i for i, role in enumerate(roles) if role is None and (len(words[i]) > 80 or _CLOSED.search(words[i]))]
    last = prose[-1] if prose else -1
    labels = [i for i, role in enumerate(roles) if role is None and is_strict(label_of(words[i]) or "")]
    first_turn = labels[0] if len(labels) > 1 else len(words)
    for i, line in enumerate(words):
        if roles[i] is not None or label_of(line) or not _is_short(line):
            continue
        if i > last >= 0:
            roles[i] = Role.FURNITURE  # nothing is said behind the last sentence: counters, tags, signatures
        elif i < first_turn and _heads(words, roles, i):
            roles[i] = Role.HEADING


def _is_short(line: str) -> bool:
    if len(line) >= 120 or len(line.split()) > HEADING_WORDS or _CLOSED.search(line) or _ITEM.match(line):
        return False
    quoted = line[0] in '"“«„‘' or re.search(r"[.!?][\"”’)]* \S.{8}", line)
    return _OPEN_END.search(line) is None and not quoted


def _heads(words: Sequence[str], roles: Sequence[Role | None], i: int) -> bool:
    """A heading stands before prose, or before another short line that does."""
    for j in range(i + 1, min(i + 5, len(words))):
        if roles[j] not in (None, Role.BODY):
            continue
        if is_strict(label_of(words[j]) or ""):
            return True
        if words[j][0].islower() or (_ITEM.match(words[j]) and _SUBJECT.match(words[i])):
            return (
                False  # the line goes on: a broken sentence, or the subject of a list ("The ministers", "1. Agreed …")
            )
        if len(words[j]) > 80 or _CLOSED.search(words[j]) or _ITEM.match(words[j]):
            return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
