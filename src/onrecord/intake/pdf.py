"""PDF: PDFium's characters in reading order, each with its page and index; running heads are furniture."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.record.documents import Role
from onrecord.record.issues import Issue, Severity
from onrecord.text.edits import UNIT, Copying

from .originals import Intake, Source

MAX_PAGES = 2_000
PARAGRAPH_GAP = 1.4
"""A line that stands this many times the usual distance below the last one opens a paragraph."""

_HYPHENS = frozenset([0x02, 0xFFFE])  # what PDFium gives for a hyphen at the end of a broken word


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page: its characters with their offsets in the original, and its height on the page."""

    page: int
    characters: tuple[tuple[str, int], ...]
    top: float
    broken: bool = False  # its last word goes on in the next line

    @property
    def text(self) -> str:
        return "".join(c for c, _ in self.characters)


def read(source: Source) -> Intake:
    """Read a PDF with a text layer. A damaged, encrypted or scanned one ends as an issue."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        encrypted = "password" in str(error).casefold()
        return source.refuse(*(("INT014", "PDF is encrypted") if encrypted else ("INT015", "PDF is damaged")))
    try:
        lines, issues = _lines(pdf, source)
        title = " ".join(pdf.get_metadata_dict().get("Title", "").split())
    finally:
        pdf.close()
    if not any(line.text.strip() for line in lines):
        return source.refuse("INT016", "PDF without a text layer (scanned pages)", *issues)
    out, marks = _written(lines)
    found: dict[str, object] = {"marks": marks, "reason": "metadata"}
    if _is_title(title, out.text):
        found["title"] = title
    return source.accept(out.text, out.edits, found, tuple(issues))


def _is_title(title: str, text: str) -> bool:
    """Believe the title field only where the paper itself opens with it: most are file names of templates."""
    return len(title) > 8 and re.sub(r"\W+", "", title).casefold() in re.sub(r"\W+", "", text[:3000]).casefold()


def _lines(pdf: Any, source: Source) -> tuple[list[_Line], list[Issue]]:
    import pypdfium2 as pdfium

    found: list[_Line] = []
    issues = []
    count = len(pdf)
    if count > MAX_PAGES:
        issues.append(source.issue("INT013", Severity.WARNING, f"{count} pages; read up to page {MAX_PAGES}"))
    for number in range(min(count, MAX_PAGES)):
        try:
            page = pdf[number]
            found.extend(_page(page.get_textpage(), number))
            page.close()
        except pdfium.PdfiumError:
            issues.append(source.issue("INT015", Severity.WARNING, f"page {number + 1} is damaged and left out"))
    return found, issues


def _page(textpage: Any, number: int) -> Iterator[_Line]:
    import pypdfium2.raw as raw

    get = raw.FPDFText_GetUnicode
    line: list[tuple[str, int]] = []
    for index in range(min(textpage.count_chars(), UNIT - 1)):
        code = get(textpage, index)
        if code in (10, 13):
            if line:
                yield _line(textpage, number, line, broken=False)
            line = []
        elif code in _HYPHENS:
            yield _line(textpage, number, line, broken=True)
            line = []
        elif code:
            character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            line.append((character, number * UNIT + index))
    if line:
        yield _line(textpage, number, line, broken=False)


def _line(textpage: Any, number: int, characters: list[tuple[str, int]], *, broken: bool) -> _Line:
    import pypdfium2.raw as raw

    top = 0.0
    first = next((at for c, at in characters if not c.isspace()), None)
    if first is not None:
        edges = [ctypes.c_double() for _ in range(4)]
        if raw.FPDFText_GetCharBox(textpage, first % UNIT, *edges):
            top = edges[2].value  # the lower edge: capitals and digits share it
    return _Line(number, tuple(characters), top, broken)


def _written(lines: Sequence[_Line]) -> tuple[Copying, dict[int, Role]]:
    """Write the lines one under another, blank lines between paragraphs, running heads apart and marked."""
    out, marks = Copying(), {}
    usual = _usual_gap(lines)
    running = _running(lines)
    previous: _Line | None = None
    apart = False
    for index, line in enumerate(lines):
        if not line.text.strip():
            continue
        at = line.characters[0][1]
        if previous is not None:
            if index in running or apart or _opens(previous, line, usual):
                out.insert("\n\n", at)
            elif not previous.broken:
                out.insert("\n", at)
        if index in running:
            marks[out.length + len(line.text) - len(line.text.lstrip())] = Role.FURNITURE
        for character, offset in line.characters:
            out.copy(character, offset)
        previous, apart = line, index in running
    return out, marks


def _usual_gap(lines: Sequence[_Line]) -> float:
    gaps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and a.top > b.top]
    return median(gaps) if gaps else 0.0


def _opens(previous: _Line, line: _Line, usual: float) -> bool:
    if previous.page != line.page:
        return re.search(r"[.!?:;]['\"”’)\]]*\s*$", previous.text) is not None
    gap = previous.top - line.top
    return usual > 0 and (gap > usual * PARAGRAPH_GAP or gap < -usual)


def _running(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that stand first or last on several pages, page numbers disregarded, and bare page numbers."""
    edges: list[int] = []
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text.strip():
            pages.setdefault(line.page, []).append(index)
    for indexes in pages.values():
        edges.extend(set(indexes[:2] + indexes[-2:]))
    counts = Counter(_shape(lines[i].text) for i in edges)
    need = max(2, len(pages) // 3)
    number = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
    return {
        i
        for i in edges
        if (len(pages) > 1 and counts[_shape(lines[i].text)] >= need) or number.fullmatch(lines[i].text.strip())
    }


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split())).casefold()
