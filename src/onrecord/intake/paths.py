"""Files and folders → originals, one after the other, in a fixed order; nothing found on the way stops the run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.record.documents import Original, Side
from onrecord.record.issues import Issue, Severity
from onrecord.roster import Roster

from . import plain, publishers, records
from .documents import Given
from .originals import Intake, Source

MAX_FILE = 100_000_000
"""Bytes of one file; JSON Lines are read line by line and have no such limit."""

_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
}
_PASSED_OVER = {".toml", ".onrecord", ".lock", ".py", ".ini", ".cfg", ".yaml", ".yml", ".css", ".js"}
_SIDES = {
    "official": Side.OFFICIAL, "officials": Side.OFFICIAL, "statements": Side.OFFICIAL, "readouts": Side.OFFICIAL,
    "news": Side.COVERAGE, "press": Side.COVERAGE, "media": Side.COVERAGE, "coverage": Side.COVERAGE,
}  # fmt: skip


def read_paths(paths: Iterable[str | os.PathLike[str]], *, roster: Roster | None = None) -> Iterator[Intake]:
    """Read every document in `paths` (files and folders), in the order given, folders by name.

    Yields one Intake per original; what cannot be read comes without a document and with an issue. The same
    document met a second time comes without a document and with a note. A folder named `official`, `readouts`,
    `news`, `press`, … or after a state's ISO code says so of the papers in it. `roster` knows the user's own publishers
    and states; the built-in one if None.
    """
    seen: dict[str, str] = {}
    for intake in read_copies(paths, roster=roster):
        yield _once(intake, seen)


def read_copies(paths: Iterable[str | os.PathLike[str]], *, roster: Roster | None = None) -> Iterator[Intake]:
    """Do what `read_paths` does, but give a document as often as it is met."""
    for path in paths:
        yield from _path(Path(path), roster)


def _once(intake: Intake, seen: dict[str, str]) -> Intake:
    if intake.document is None:
        return intake
    first = seen.get(intake.document.id)
    if first is None:
        seen[intake.document.id] = intake.original.name
        return intake
    note = Issue("INT010", Severity.NOTE, "intake", f"the same document as {first}", intake.document.id)
    return replace(intake, document=None, issues=(note,))


def _path(path: Path, roster: Roster | None) -> Iterator[Intake]:
    if not path.is_dir():
        yield from _file(path, str(path.name), roster)
        return
    found = False
    for item in _walk(path):
        if isinstance(item, Intake):
            yield item
            continue
        for intake in _file(item, _shown(os.path.relpath(item, path)), roster):
            found = found or intake.document is not None
            yield intake
    if not found:
        yield _none(_shown(str(path)), "INT009", Severity.WARNING, "folder without a readable document")


def _walk(top: Path) -> Iterator[Path | Intake]:
    stack, visited = [top], set()
    while stack:
        folder = stack.pop()
        try:
            real = folder.resolve()
            if real in visited:
                yield _none(
                    _shown(str(folder)), "INT011", Severity.NOTE, "folder already read: a link leads back to it"
                )
                continue
            visited.add(real)
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except (OSError, RuntimeError) as error:
            yield _none(_shown(str(folder)), "INT000", Severity.ERROR, f"cannot be opened: {_why(error)}")
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if _is_folder(entry):
                folders.append(Path(entry.path))
            elif Path(entry.name).suffix.casefold() not in _PASSED_OVER:
                yield Path(entry.path)
        stack.extend(reversed(folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: Path, name: str, roster: Roster | None) -> Iterator[Intake]:
    name = _shown(name)
    media_type = _TYPES.get(path.suffix.casefold(), "")
    given = _place(path, roster)
    try:
        if not path.is_file():
            reason = "not a regular file" if path.exists() else "no such file"
            yield _none(name, "INT000", Severity.ERROR, reason)
        elif media_type == "application/x-ndjson":
            yield from _records(path, Source(name, b"", media_type, given))
        elif path.stat().st_size > MAX_FILE:
            yield _none(name, "INT007", Severity.ERROR, f"larger than {MAX_FILE:,} bytes")
        else:
            yield read_bytes(path.read_bytes(), name, given=given, media_type=media_type)
    except OSError as error:
        yield _none(name, "INT000", Severity.ERROR, f"cannot be read: {_why(error)}")


def _records(path: Path, source: Source) -> Iterator[Intake]:
    with path.open("rb") as lines:
        order = records.order_of(line for line, _ in zip(lines, range(2000), strict=False))
    given = replace(source.given, day_first=order)
    with path.open("rb") as lines:
        yield from records.read(lines, replace(source, given=given))


def read_bytes(data: bytes, name: str, *, given: Given | None = None, media_type: str = "") -> Intake:
    """Read one original from its bytes; the form is taken from the bytes where `media_type` is unknown.

    Never raises for what is in `data`: that ends as an issue.
    """
    source = Source(name, data, media_type or sniff(data), given or Given())
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return source.refuse("INT001", "empty file")
    return _reader(source.media_type)(source)


def _reader(media_type: str) -> Callable[[Source], Intake]:
    """Return the reader of a form; each loads its library when first called."""
    if media_type == "text/html":
        from . import html

        return html.read
    if media_type == _TYPES[".pdf"]:
        from . import pdf

        return pdf.read
    if media_type == _TYPES[".docx"]:
        from . import docx

        return docx.read
    return plain.read


def sniff(data: bytes) -> str:
    """Return the media type that the first bytes show."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return _TYPES[".pdf"]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _TYPES[".docx"]
    if re.match(rb"<(?:!doctype html|html|head|body|!--|\?xml)", head, re.IGNORECASE):
        return "text/html"
    return "text/plain"


def _place(path: Path, roster: Roster | None) -> Given:
    """Read what the folders a file lies in say of it; the nearest one goes first."""
    side = party = publisher = None
    for part in reversed(path.parts[:-1]):
        side = side or _SIDES.get(part.casefold())
        known = publishers.known(part, roster=roster) if len(part) > 2 else None
        if known and known.party == part:
            party, side = party or part, side or Side.OFFICIAL
        elif known and known.side is Side.OFFICIAL:
            publisher = publisher or known.name
    return Given(side=side, party=party, publisher=publisher or "", roster=roster)


def _shown(name: str) -> str:
    """A name as people can read it: no line breaks, no bytes that are not characters."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in readable)


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def _none(name: str, code: str, severity: Severity, message: str) -> Intake:
    return Intake(Original("", name, "", 0), b"", None, (Issue(code, severity, "intake", message, name),))
