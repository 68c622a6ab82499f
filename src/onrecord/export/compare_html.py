"""A comparison as one page: no script, no request, readable without colour, by screen reader and in print.

The page forbids itself every load (Content-Security-Policy); its one style sheet is allowed by its hash. Words only on
record stand in `<del>`, words only in the report in `<ins>`, named differences are also told in words.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from onrecord.record.accounts import Claim, Comparison

from .compare_rows import Piece, Row, account_named, heading, rows, told_in_words
from .contents import Contents

_STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f2f2ef; --del: #8a1c1c; --ins: #14532d; }
@media (prefers-color-scheme: dark) { :root { --line: #9a9a9a; --soft: #26262a; --del: #ffb4ab; --ins: #a5e3b5; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .5rem; text-align: start; vertical-align: top; }
thead th { background: var(--soft); } td:first-child, td:last-child { width: 38%; }
del { color: var(--del); text-decoration: line-through; } ins { color: var(--ins); text-decoration: underline; }
mark { background: #ffe08a; color: #1a1a1a; padding: 0 .15em; } .from { display: block; font-size: .875rem; }
.verdict { font-weight: bold; } ul { margin: .25rem 0; padding-inline-start: 1.25rem; } section { margin-block: 2rem; }
@media (max-width: 40rem) { thead { position: absolute; left: -99rem; } tr, td { display: block; }
  td:first-child, td:last-child { width: auto; } }
@media print { body { max-width: none; } tr { break-inside: avoid; } }
"""


def html(comparison: Comparison, contents: Contents) -> str:
    """Return the whole page as text."""
    return "\n".join(_page(comparison, contents)) + "\n"


def _page(comparison: Comparison, contents: Contents) -> Iterator[str]:
    title = escape(heading(comparison, contents))
    hashed = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>Accounts compared: {title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#statements">Skip to the statements</a>'
    yield f"<header><h1>Accounts compared</h1>\n<p>{title}</p></header>\n<main>"
    yield from _accounts(comparison, contents)
    yield from _statements(rows(comparison, contents), contents)
    yield from _corroborated(comparison, contents)
    yield from _different(comparison, contents)
    yield from _omitted(comparison, contents)
    yield "</main>\n</body>\n</html>"


def _accounts(comparison: Comparison, contents: Contents) -> Iterator[str]:
    yield '<section aria-labelledby="accounts"><h2 id="accounts">Accounts</h2>\n<ul>'
    kinds = {
        d.id: f"{d.side.value} · {d.kind.value} · {d.publisher or 'publisher unknown'}" for d in contents.documents
    }
    for account in comparison.accounts:
        name, kind = escape(account_named(account, contents)), escape(kinds.get(account.document_id, ""))
        yield f"<li>{name} <span>({kind})</span></li>"
    yield "</ul></section>"


def _statements(found: Iterable[Row], contents: Contents) -> Iterator[str]:
    languages = {d.id: d.language for d in contents.documents}
    yield '<section aria-labelledby="statements"><h2 id="statements">Statements</h2>'
    yield "<p><del>Struck through</del>: only on record. <ins>Underlined</ins>: only in the report.</p>"
    yield "<table><caption>What is on record beside what is reported</caption>"
    columns = "".join(f'<th scope="col">{c}</th>' for c in ("On record", "Verdict", "Reported"))
    yield f"<thead><tr>{columns}</tr></thead><tbody>"
    for row in found:
        yield "<tr>"
        yield f"<td>{_side(row.official, row.official_id, contents, languages)}</td>"
        yield f"<td>{_verdict(row)}</td>"
        yield f"<td>{_side(row.report, row.report_id, contents, languages)}</td>"
        yield "</tr>"
    yield "</tbody></table></section>"


def _side(pieces: tuple[Piece, ...], document_id: str, contents: Contents, languages: dict[str, str]) -> str:
    if not pieces:
        return "<p>—</p>"
    tags = {"record": "del", "report": "ins"}
    shown = "".join(
        f"<{tags[p.mark]}>{escape(p.text)}</{tags[p.mark]}>" if p.mark in tags else escape(p.text) for p in pieces
    )
    language = escape(languages.get(document_id, "und"))
    source = escape(contents.name(document_id))
    return f'<blockquote lang="{language}" dir="auto">{shown}</blockquote><cite class="from">{source}</cite>'


def _verdict(row: Row) -> str:
    parts = [f'<p class="verdict">{escape(row.verdict)}</p>']
    if row.report_id:
        parts.append(f"<p>review status: {escape(row.review_status)}</p>")
    if row.differences:
        told = "".join(f"<li><mark>{escape(told_in_words(d))}</mark></li>" for d in row.differences)
        parts.append(f"<p>Differs in:</p><ul>{told}</ul>")
    if row.reasons:
        why = "".join(
            f"<li>{escape(r.feature)} {r.score:.2f}{': ' + escape(r.note) if r.note else ''}</li>" for r in row.reasons
        )
        parts.append(f"<details><summary>Reasons (score {row.score:.2f})</summary><ul>{why}</ul></details>")
    return "".join(parts)


def _corroborated(comparison: Comparison, contents: Contents) -> Iterator[str]:
    if comparison.corroborations:
        yield from _table("corroborated", "Corroborated", "Told by sources that do not depend on each other",
                          ("Field", "Claim", "Independent sources", "Told by"))  # fmt: skip
        for told in comparison.corroborations:
            yield _line(told.field, told.value, str(told.independent), _tellers(told.claims, contents))
        yield "</tbody></table></section>"


def _different(comparison: Comparison, contents: Contents) -> Iterator[str]:
    if comparison.divergences:
        yield from _table("different", "Different", "Accounts that give different values", ("Field", "Of", "Values"))
        for against in comparison.divergences:
            values = "; ".join(f"“{c.value}” ({contents.name(c.document_id)})" for c in against.claims)
            yield _line(against.field, against.subject, values)
        yield "</tbody></table></section>"


def _omitted(comparison: Comparison, contents: Contents) -> Iterator[str]:
    others = [o for o in comparison.omissions if o.field != "statement"]
    if others:
        yield from _table("omitted", "Told by some, left out by others", "Claims that not every account has",
                          ("Field", "Claim", "Told by", "Not told by"))  # fmt: skip
        for omission in others:
            silent = ", ".join(contents.name(d) for d in omission.omitted_by)
            yield _line(omission.field, omission.value, _tellers(omission.claims, contents), silent)
        yield "</tbody></table></section>"


def _table(identity: str, title: str, caption: str, columns: tuple[str, ...]) -> Iterator[str]:
    yield f'<section aria-labelledby="{identity}"><h2 id="{identity}">{title}</h2>\n<table><caption>{caption}</caption>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{c}</th>' for c in columns) + "</tr></thead><tbody>"


def _line(first: str, *others: str) -> str:
    return f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(o)}</td>" for o in others) + "</tr>"


def _tellers(claims: Iterable[Claim], contents: Contents) -> str:
    return ", ".join(dict.fromkeys(contents.name(c.document_id) for c in claims))
