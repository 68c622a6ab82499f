"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from onrecord.record.issues import Severity
from onrecord.text.edits import Copying

from .decoding import decode
from .fields import stated
from .originals import Intake, Source

_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:\s*(.*)")


def read(source: Source) -> Intake:
    """Read a text file. The text is the file's, character by character; front matter is metadata, not text."""
    text, issues = decode(source.data, source.name)
    if text is None:
        return Intake(source.original(), source.data, None, tuple(issues))
    if "\0" in text:
        issues.append(source.issue("INT005", Severity.WARNING, f"{text.count(chr(0))} NUL characters in the text"))
    body = Copying()
    front = _FENCE.match(text)
    if not front:
        if re.match(r"\ufeff?(?:---|\+\+\+)[ \t]*\r?\n[A-Za-z_]+\s*[:=]", text):
            issues.append(source.issue("INT006", Severity.WARNING, "front matter is not closed; read as text"))
        return source.accept(text, issues=tuple(issues))
    try:
        fields = _toml(front[2]) if front[1] == "+++" else _yaml(front[2])
    except ValueError as error:
        issues.append(source.issue("INT006", Severity.WARNING, f"front matter is broken ({error}); read as text"))
        return source.accept(text, issues=tuple(issues))
    body.copy(text[front.end() :], front.end())
    found = stated(fields, reason="front matter")
    return source.accept(body.text, body.edits, found, tuple(issues))


def _toml(block: str) -> dict[str, Any]:
    return tomllib.loads(block)


def _yaml(block: str) -> dict[str, Any]:
    """Read the flat `key: value` lines that front matter consists of; anything deeper is kept as its text.

    Raises:
        ValueError: a line is neither a field, a list item, a comment nor indented under one.
    """
    fields: dict[str, Any] = {}
    key = ""
    for line in block.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if found := _FIELD.fullmatch(line.rstrip()):
            key = found[1].strip()
            fields[key] = _scalar(found[2].strip())
        elif key and (line[:1] in " \t" or line.startswith("- ")):
            fields[key] = f"{fields[key]} {line.strip().removeprefix('- ')}".strip()
        else:
            raise ValueError(f"line {line.strip()[:40]!r}")
    return fields


def _scalar(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value in {"null", "~", "|", ">", ">-", "|-"}:
        return ""
    return re.sub(r"\s+#\s.*$", "", value)
