"""Nouns as JSON: what a program reads. Keys are the field names of `onrecord.record`.

A span is `[start, end]`, a day or interval an EDTF string, what is absent null. Offsets count Unicode code points of
the document's text, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from onrecord.record.attributions import Attribution
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval

from .contents import JUDGED, Contents


def plain(value: object) -> Any:
    """Return a noun as dicts, lists and plain values."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Interval):
        return value.edtf()
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        parts = [plain(part) for part in value]
        return sorted(parts, key=str) if isinstance(value, set | frozenset) else parts
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    return value


def dump(value: object, *, indent: int | None = 2) -> str:
    """Return nouns as JSON text; `indent` None puts them on one line."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent)


def record(contents: Contents) -> dict[str, Any]:
    """Return everything a record holds, as one object."""
    links: dict[str, Any] = plain(contents.links)
    for kind in JUDGED:
        for one in links[kind]:
            one["review_status"] = contents.review_status(one["id"])
    links["issues"] = plain(list(contents.issues))
    return {"documents": plain(contents.dated()), **links}


def reading_line(reading: Reading) -> str:
    """Return a document and every annotation of it as one line of JSON.

    `doc_id` is the name the document bears where it came from. Beside every attribution's spans stand their words
    (`source_text`, `cue_text`, `content_text`).
    """
    shown: dict[str, Any] = {"doc_id": reading.document.name, **plain(reading)}
    shown["attributions"] = [attribution(one, reading.document.text) for one in reading.attributions]
    return json.dumps(shown, ensure_ascii=False)


def attribution(one: Attribution, text: str) -> dict[str, Any]:
    """Return an attribution with the words of its spans in the text of its document."""
    words = {f"{role}_text": [span.of(text) for span in getattr(one, role)] for role in ("source", "cue", "content")}
    return {**plain(one), **words}
