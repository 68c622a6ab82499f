"""A comparison as a table for a spreadsheet: a line per statement, and per claim that accounts share or dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.record.accounts import Claim, Comparison

from .compare_rows import Piece, rows
from .contents import Contents
from .csv import table

COLUMNS = ("finding", "field", "score", "on record in", "on record", "reported in", "reported", "review_status")


def csv(comparison: Comparison, contents: Contents) -> str:
    """Return the comparison as RFC 4180 text with a heading."""
    return table(COLUMNS, _rows(comparison, contents))


def _rows(comparison: Comparison, contents: Contents) -> Iterator[tuple[object, ...]]:
    for row in rows(comparison, contents):
        score = f"{row.score:.2f}" if row.report else None
        official = (contents.name(row.official_id), _words(row.official)) if row.official else (None, None)
        reported = (contents.name(row.report_id), _words(row.report)) if row.report else (None, None)
        yield row.verdict, "statement", score, *official, *reported, row.review_status if row.report else None
    for told in comparison.corroborations:
        yield from _claims("corroborated", told.field, told.claims, contents)
    for against in comparison.divergences:
        yield from _claims("different", f"{against.field}: {against.subject}", against.claims, contents)
    for omission in comparison.omissions:
        if omission.field != "statement":
            silent = ", ".join(contents.name(one) for one in omission.omitted_by)
            yield from _claims(f"left out by {silent}", omission.field, omission.claims, contents)


def _claims(finding: str, field: str, claims: Iterable[Claim], contents: Contents) -> Iterator[tuple[object, ...]]:
    official = {d.id for d in contents.documents if d.is_official}
    for claim in claims:
        told = (contents.name(claim.document_id), claim.value)
        sides = (*told, None, None) if claim.document_id in official else (None, None, *told)
        yield finding, field, None, *sides, None


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
