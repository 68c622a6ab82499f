"""A comparison as TEI P5 with parallel segmentation (TEI Guidelines, chapter 13, critical apparatus).

Every document is a witness; shared words are text, differing words an `<app>` with one `<rdg>` per witness. Characters
that XML cannot hold become U+FFFD.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from onrecord.record.accounts import Claim, Comparison
from onrecord.text.compare import Word, diff, words

from .compare_rows import Row, heading, rows, told_in_words
from .contents import Contents

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tei(comparison: Comparison, contents: Contents) -> str:
    """Return the TEI document as text."""
    ET.register_namespace("", _NAMESPACE)
    root = _element(None, "TEI")
    witness = {a.document_id: f"w{n}" for n, a in enumerate(comparison.accounts, 1)}
    _header(root, comparison, contents, witness)
    body = _element(_element(root, "text"), "body")
    statements = _element(body, "div", type="statements")
    for row in rows(comparison, contents):
        _statement(statements, row, witness)
    claims = _element(body, "div", type="claims")
    for told in comparison.corroborations:
        _claims(claims, "corroborated", told.field, told.claims, witness)
    for against in comparison.divergences:
        _claims(claims, "different", against.field, against.claims, witness)
    for omission in comparison.omissions:
        if omission.field != "statement":
            _claims(claims, "omitted", omission.field, omission.claims, witness)
    ET.indent(claims)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _element(parent: ET.Element | None, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    tag = f"{{{_NAMESPACE}}}{name}"
    given = {key: _clean(value) for key, value in attributes.items()}
    made = ET.Element(tag, given) if parent is None else ET.SubElement(parent, tag, given)
    made.text = _clean(text) if text is not None else None
    return made


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _header(root: ET.Element, comparison: Comparison, contents: Contents, witness: dict[str, str]) -> None:
    description = _element(_element(root, "teiHeader"), "fileDesc")
    _element(_element(description, "titleStmt"), "title", f"Accounts compared: {heading(comparison, contents)}")
    _element(_element(description, "publicationStmt"), "p", "Made by OnRecord from the documents listed.")
    known = {d.id: d for d in contents.documents}
    listed = _element(_element(description, "sourceDesc"), "listWit")
    for document_id, name in witness.items():
        document = known.get(document_id)
        made = _element(listed, "witness", contents.name(document_id), n=document_id)
        made.set(_ID, name)
        if document is not None and document.url:
            made.set("source", _clean(document.url))
    encoding = _element(root[0], "encodingDesc")
    _element(encoding, "variantEncoding", method="parallel-segmentation", location="internal")


def _statement(parent: ET.Element, row: Row, witness: dict[str, str]) -> None:
    block = _element(parent, "ab", type="statement", subtype=row.verdict.replace(" ", "-").replace(",", ""))
    official, report = "".join(p.text for p in row.official), "".join(p.text for p in row.report)
    ids = [f"#{witness[i]}" for i in (row.official_id, row.report_id) if i in witness]
    if not official or not report:
        app = _element(block, "app")
        _element(app, "rdg", official or report, wit=" ".join(ids))
    else:
        _segments(block, official, report, ids)
    if row.report_id:
        _element(block, "note", row.review_status, type="review")
    for difference in row.differences:
        _element(block, "note", told_in_words(difference), type="difference", subtype=difference.kind)


def _segments(block: ET.Element, official: str, report: str, ids: Sequence[str]) -> None:
    """Write the shared words as text and every other stretch as an apparatus entry."""
    one, two = words(official), words(report)
    last: ET.Element | None = None
    for edit in diff(one, two):
        first, second = _stretch(official, one, edit.first), _stretch(report, two, edit.second)
        if edit.op == "equal" and first == second:
            if last is None:
                block.text = (block.text or "") + _clean(first)
            else:
                last.tail = (last.tail or "") + _clean(first)
            continue
        last = _element(block, "app")
        for wit, words_ in zip(ids, (first, second), strict=False):
            _element(last, "rdg", words_, wit=wit)


def _stretch(text: str, found: Sequence[Word], indices: tuple[int, int]) -> str:
    """Return the characters of a run of words with what stands between it and the next word."""
    first, end = indices
    if first == end:
        return ""
    start = 0 if first == 0 else found[first].span.start
    return text[start : found[end].span.start if end < len(found) else len(text)]


def _claims(parent: ET.Element, kind: str, field: str, claims: Sequence[Claim], witness: dict[str, str]) -> None:
    app = _element(parent, "app", type=kind, subtype=field)
    for claim in claims:
        if claim.document_id in witness:
            _element(app, "rdg", claim.value, wit=f"#{witness[claim.document_id]}")
