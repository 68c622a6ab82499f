"""A comparison for the terminal: plain text, words marked `[-only on record-]` and `{+only in the report+}`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from onrecord.record.accounts import Claim, Comparison

from .compare_rows import Piece, Row, account_named, accounts_told, heading, rows, told_in_words
from .contents import Contents

_WIDTH = 100
_MARKS = {"same": ("", ""), "record": ("[-", "-]"), "report": ("{+", "+}")}


def text(comparison: Comparison, contents: Contents) -> str:
    """Return the comparison as plain text, without a final line break."""
    return "\n".join(_lines(comparison, contents))


def _lines(comparison: Comparison, contents: Contents) -> Iterator[str]:
    yield heading(comparison, contents)
    yield accounts_told(comparison)
    for account in comparison.accounts:
        yield f"  {account_named(account, contents)}"
    yield from _statements(rows(comparison, contents), contents)
    if comparison.corroborations:
        yield "\nCORROBORATED  (by sources that do not depend on each other)"
        for told in comparison.corroborations:
            yield f"  {told.field}: {_short(told.value)}  ({told.independent} sources)"
            yield f"      {_tellers(told.claims, contents)}"
    if comparison.divergences:
        yield "\nDIFFERENT"
        for against in comparison.divergences:
            yield f"  {against.field}: {against.subject}"
            for claim in against.claims:
                yield f"      {_short(claim.value)}  ({contents.name(claim.document_id)})"
    others = [o for o in comparison.omissions if o.field != "statement"]
    if others:
        yield "\nTOLD BY SOME, LEFT OUT BY OTHERS"
        for omission in others:
            yield f"  {omission.field}: {_short(omission.value)}"
            silent = ", ".join(contents.name(d) for d in omission.omitted_by)
            yield f"      told by {_tellers(omission.claims, contents)}; not by {silent}"


def _statements(found: Iterable[Row], contents: Contents) -> Iterator[str]:
    for number, row in enumerate(found):
        if not number:
            yield "\nSTATEMENTS"
        score = f" ({row.score:.2f})" if row.report else ""
        yield f"\n  {row.verdict.upper()}{score}"
        if row.official:
            yield from _side("on record", row.official, contents.name(row.official_id))
        if row.report:
            yield from _side("reported", row.report, contents.name(row.report_id))
        for difference in row.differences:
            yield f"      differs in {told_in_words(difference)}"


def _side(label: str, pieces: Iterable[Piece], name: str) -> Iterator[str]:
    shown = "".join(_MARKS[p.mark][0] + p.text + _MARKS[p.mark][1] for p in pieces)
    lines = textwrap.wrap(" ".join(shown.split()), _WIDTH, break_long_words=False) or [""]
    yield f"    {label:<10}{lines[0]}"
    for line in lines[1:]:
        yield f"    {'':<10}{line}"
    yield f"    {'':<10}— {name}"


def _tellers(claims: Iterable[Claim], contents: Contents) -> str:
    return ", ".join(dict.fromkeys(contents.name(c.document_id) for c in claims))


def _short(value: str) -> str:
    return textwrap.shorten(" ".join(value.split()), _WIDTH, placeholder=" …")
