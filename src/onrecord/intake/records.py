"""JSON Lines: one record per line with `id, title, publisher, published, url, kind, text`; each line is an original."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from json.decoder import scanstring  # type: ignore[attr-defined]  # public in C, missing in the stubs
from typing import Any

from onrecord.record.issues import Severity
from onrecord.text.edits import Copying

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
        line = source.data.decode("utf-8")
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        return source.refuse("INT008", f"not JSON: {error}"[:160])
    if not isinstance(record, dict) or not isinstance(_text_of(record), str):
        return source.refuse("INT008", "no field `text`")
    text: str = _text_of(record)
    found = stated(_flat(record), reason="metadata")
    issues = []
    if "\0" in text:
        issues.append(source.issue("INT005", Severity.WARNING, f"{text.count(chr(0))} NUL characters in the text"))
    edits = _edits(line, text, ("text",) if "text" in record else ("document", "text"))
    return source.accept(text, edits, found, tuple(issues), str(found.get("name", "")))


def _edits(line: str, text: str, path: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Map the field at `path` back to the line: where its string starts, and where escapes stand in it."""
    made = Copying()
    at = _value_at(line, path) + 1
    for escape in _ESCAPE.finditer(line, at):
        made.copy(line[at : escape.start()], at)
        raw = escape.group()
        if raw == '"':
            break
        made.copy(_ESCAPED.get(raw) or json.loads(f'"{raw}"'), escape.start(), len(raw))
        at = escape.end()
    return made.edits if made.text == text else ()


def _value_at(line: str, path: tuple[str, ...]) -> int:
    """Return where the value of the last field called `path[0]` starts (JSON lets the last one count), then on."""
    decoder = json.JSONDecoder(strict=False)
    at, found = line.index("{") + 1, 0
    while (mark := _KEY.match(line, at)) is not None:
        key, behind = scanstring(line, mark.end(), False)
        start = _COLON.match(line, behind).end()  # type: ignore[union-attr]  # json.loads has accepted the line
        if key == path[0]:
            found = start
        at = decoder.raw_decode(line, start)[1]
    if len(path) == 1:
        return found
    inner = line[found:]
    return found + _value_at(inner, path[1:])


_KEY = re.compile(r"[\s,]*\"")
_COLON = re.compile(r"\s*:\s*")
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|\"")
_ESCAPED = {r"\n": "\n", r"\t": "\t", r"\r": "\r", r"\"": '"', r"\\": "\\", r"\/": "/"}


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
            record = json.loads(line, strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict) and isinstance(record.get("published"), str):
            values.append(record["published"])
    return day_first(values)
