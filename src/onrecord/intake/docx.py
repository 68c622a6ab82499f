"""DOCX: the paragraphs of the body in order, those of tables included; styles tell titles and headings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.record.documents import Role
from onrecord.text.edits import UNIT, Copying

from .originals import Intake, Source

MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
"""Bytes, and times the packed size, that the parts may unpack to; a real paper stays under 50 MB and 30 times."""

_PACKED_FLOOR = 1_000_000  # small files compress well: the ratio counts above this many unpacked bytes


def read(source: Source) -> Intake:
    """Read a Word document. One that is damaged, encrypted or a decompression bomb ends as an issue."""
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        return source.refuse("INT014", "encrypted or old Word document (not DOCX)")
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as parts:
            names = {info.filename for info in parts.infolist()}
            unpacked = sum(info.file_size for info in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return source.refuse("INT015", f"DOCX is damaged: {error}"[:120])
    if "word/document.xml" not in names:
        return source.refuse("INT002", "not a text: a packed file without a Word document")
    if unpacked > MAX_UNPACKED or unpacked > max(_PACKED_FLOOR, MAX_RATIO * len(source.data)):
        return source.refuse("INT017", f"unpacks to {unpacked:,} bytes: refused as a decompression bomb")
    try:
        return _accepted(source)
    except Exception as error:  # python-docx fails in many ways on broken parts; all mean the same to the reader
        return source.refuse("INT015", f"DOCX is damaged: {type(error).__name__}")


def _accepted(source: Source) -> Intake:
    from docx import Document as open_docx

    paper = open_docx(io.BytesIO(source.data))
    out, marks = Copying(), {}
    for number, paragraph in enumerate(_paragraphs(paper)):
        text = paragraph.text
        if not text.strip():
            continue
        if out.length:
            out.insert("\n\n", number * UNIT)
        if role := _role(paragraph):
            marks[out.length + len(text) - len(text.lstrip())] = role
        out.copy(text[: UNIT - 1], number * UNIT)
    core = paper.core_properties
    found: dict[str, object] = {"marks": marks, "reason": "metadata"}
    if core.title and core.title.strip() and core.title.strip() in out.text[:3000]:
        found["title"] = core.title.strip()
    if core.language:
        found["language"] = core.language[:2].casefold()
    return source.accept(out.text, out.edits, found)


def _paragraphs(paper: Any) -> Iterator[Any]:
    """Give every paragraph of the body in document order, text boxes left aside."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in paper.element.body.iter(qn("w:p")):
        yield Paragraph(element, paper._body)


def _role(paragraph: Any) -> Role | None:
    style = str(getattr(paragraph.style, "name", "") or "").casefold()
    if style == "title":
        return Role.HEADLINE
    if style.startswith("heading"):
        return Role.HEADING
    return Role.CAPTION if style == "caption" else None
