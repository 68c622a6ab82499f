"""Small PDF and DOCX papers written by the tests themselves."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any


def pdf(pages: Sequence[Sequence[str]], trailer: str = "") -> bytes:
    """Write a PDF of one line of Helvetica per string (Latin letters only)."""
    count = len(pages)
    font = 3 + 2 * count
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + head + tail).encode("latin-1")


def docx(paragraphs: Sequence[tuple[str, str]], table: Sequence[str] = ()) -> bytes:
    """Write a DOCX of `(style, text)` paragraphs and one row of a table at its end."""
    from docx import Document

    paper: Any = Document()
    for style, text in paragraphs:
        paper.add_paragraph(text, style=style)
    if table:
        row = paper.add_table(1, len(table))
        for column, text in enumerate(table):
            row.cell(0, column).text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
