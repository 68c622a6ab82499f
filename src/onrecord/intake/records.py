"""JSON Lines: one record per line with `id, title, publisher, published, url, kind, text`; each line is an original."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.record.issues import Severity

from .dating import day_first
from .fields import stated
from .originals import Intake, Source

MAX_LINE = 50_000_000


def read(lines: Iterable[bytes], source: Source) -> Iterator[Intake]:
    """Read the lines of a JSON Lines file one by one; a broken one is an issue and the others go on.

    `source` describes the file; its `given.day_first` settles dates such as `4/7/2017`.
    """
    for number, line in enumerate(lines, 1):
        bare = line.strip(b"\xef\xbb\xbf \t\r\n")
        if bare:
            yield _line(replace(source, name=f"{source.name}#{number}", data=bare))


def _line(source: Source) -> Intake:
    if len(source.data) > MAX_LINE:
        return source.refuse("INT007", f"line longer than {MAX_LINE:,} bytes")
    try:
        record = json.loads(source.data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return source.refuse("INT008", f"not JSON: {error}"[:160])
    if not isinstance(record, dict) or not isinstance(_text_of(record), str):
        return source.refuse("INT008", "no field `text`")
    text: str = _text_of(record)
    found = stated(_flat(record), reason="metadata")
    issues = []
    if "\0" in text:
        issues.append(source.issue("INT005", Severity.WARNING, f"{text.count(chr(0))} NUL characters in the text"))
    return source.accept(text, found=found, issues=tuple(issues), locator=str(found.get("name", "")))


def _text_of(record: dict[str, Any]) -> Any:
    inner = record.get("document")
    return record.get("text", inner.get("text") if isinstance(inner, dict) else None)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """Lift the fields of a nested `document` beside those of the record."""
    inner = record.get("document")
    return {**inner, **record} if isinstance(inner, dict) else record


def order_of(lines: Iterable[bytes]) -> bool | None:
    """Return whether the slashed dates of these lines put the day first, None if they do not tell."""
    values = []
    for line in lines:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict) and isinstance(record.get("published"), str):
            values.append(record["published"])
    return day_first(values)
