"""Bytes → characters: which encoding a file is in, and what could not be read in it."""

from __future__ import annotations

import codecs

from onrecord.record.issues import Issue, Severity

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = frozenset(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30}

MAX_CONTROL = 0.02
"""Share of control characters above which a file is binary: text has next to none, programs over 5 %."""

MAX_BROKEN = 0.002
"""Share of broken characters up to which a file is still UTF-8 with damage, not another encoding."""

SAMPLE = 200_000


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str | None, list[Issue]]:
    """Return the characters of `data`, or None if it is no text; and what was guessed or lost.

    The order: byte order mark, UTF-8, the encoding that the file declares of itself, detection.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _other(data, name, declared)
    if _is_binary(text[:SAMPLE]):
        wide = _wide(data)
        return (data.decode(wide, "replace"), [_guessed(name, wide)]) if wide else (None, [_refused(name)])
    return text, []


def _other(data: bytes, name: str, declared: str | None) -> tuple[str | None, list[Issue]]:
    if wide := _wide(data):
        return data.decode(wide, "replace"), [_guessed(name, wide)]
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if _is_binary(damaged[:SAMPLE]):
        return None, [_refused(name)]
    if broken <= max(1, MAX_BROKEN * len(damaged)) and any(c > "\x7f" and c != "\ufffd" for c in damaged):
        return damaged, [_damaged(name, broken)]
    for encoding in (declared, _detected(data)):
        if encoding:
            try:
                return data.decode(encoding), [] if encoding == declared else [_guessed(name, encoding)]
            except (LookupError, UnicodeError):
                continue
    try:
        return data.decode("cp1252"), [_guessed(name, "cp1252")]
    except UnicodeDecodeError:
        return damaged, [_damaged(name, broken)]


def _lenient(data: bytes, encoding: str, name: str) -> tuple[str | None, list[Issue]]:
    text = data.decode(encoding, "replace")
    if _is_binary(text[:SAMPLE]):
        return None, [_refused(name)]
    broken = text.count("\ufffd")
    return text, [_damaged(name, broken)] if broken else []


def _is_binary(text: str) -> bool:
    return sum(1 for c in text if ord(c) in _BINARY) > MAX_CONTROL * max(len(text), 50)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows in its zero bytes: every other byte of mostly Latin text."""
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(sample) < 4:
        return None
    odd, even = sample[1::2].count(0) / (len(sample) // 2), sample[::2].count(0) / (len(sample) // 2)
    encoding = "utf-16-le" if odd > 0.4 > even * 4 else "utf-16-be" if even > 0.4 > odd * 4 else None
    if not encoding:
        return None
    text = data.decode(encoding, "replace")
    return encoding if not _is_binary(text[:SAMPLE]) and text.count("\ufffd") <= 1 else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, and needed for old files only

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else None


def _guessed(name: str, encoding: str) -> Issue:
    return Issue("INT003", Severity.WARNING, "intake", f"not UTF-8; read as {encoding}", name)


def _damaged(name: str, count: int) -> Issue:
    return Issue("INT004", Severity.WARNING, "intake", f"{count} broken characters, shown as \ufffd", name)


def _refused(name: str) -> Issue:
    return Issue("INT002", Severity.ERROR, "intake", "not a text: binary data", name)
