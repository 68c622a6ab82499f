"""Metadata fields under the names that corpora, front matter and feeds give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NAMES = {
    "name": ("id", "doc_id", "identifier", "slug", "name"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "site_name", "sitename", "outlet", "sourceName", "source_name"),
    "published": (
        "published",
        "date",
        "datePublished",
        "date_published",
        "publication_date",
        "pubDate",
        "published_at",
    ),
    "url": ("url", "link", "sourceUrl", "source_url", "canonical"),
    "kind": ("kind", "type", "genre"),
    "side": ("side",),
    "party": ("party",),
    "author": ("author", "speaker"),
    "language": ("language", "lang"),
}


def stated(record: Mapping[str, Any], *, reason: str) -> dict[str, object]:
    """Return the fields of `Given` that `record` states, the rest as metadata strings (`text` left out)."""
    found: dict[str, object] = {"reason": reason}
    used = {"text"}
    for field, names in _NAMES.items():
        name = next((n for n in names if _text(record.get(n))), None)
        if name:
            found[field] = _text(record[name])
            used.add(name)
    if str(found.get("language", "en")).casefold()[:2].isalpha():
        found["language"] = str(found.get("language", "")).casefold()[:2]
    found["metadata"] = {str(key): _text(value) for key, value in record.items() if key not in used and _text(value)}
    return found


def _text(value: object) -> str:
    if value is None or isinstance(value, (dict, list, tuple, bytes)):
        return ""
    return str(value).strip()
