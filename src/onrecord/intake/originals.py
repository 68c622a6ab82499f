"""What one original gives: a document or the reason why there is none, and the bytes themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onrecord.record.documents import Document, Original
from onrecord.record.issues import Issue, Severity

from .documents import Given, compose


@dataclass(frozen=True, slots=True)
class Intake:
    """One original that was looked at.

    `document` is None where none could be made; `issues` then say why. `data` are the original's bytes, whose hash
    is `original.sha256`: the store keeps them content-addressed. One line is one original in JSON Lines.
    """

    original: Original
    data: bytes = b""
    document: Document | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file on their way in, and what its place says of it."""

    name: str
    data: bytes
    media_type: str
    given: Given = field(default_factory=Given)

    def original(self, edits: tuple[tuple[int, int], ...] = ()) -> Original:
        """Describe the bytes, with the edit map of the text made of them."""
        return Original(hashlib.sha256(self.data).hexdigest(), self.name, self.media_type, len(self.data), edits)

    def issue(self, code: str, severity: Severity, message: str) -> Issue:
        """Make an issue about this original."""
        return Issue(code, severity, "intake", message, self.name)

    def refuse(self, code: str, message: str, *earlier: Issue) -> Intake:
        """Return that no document came of it, and why."""
        return Intake(self.original(), self.data, None, (*earlier, self.issue(code, Severity.ERROR, message)))

    def accept(
        self,
        text: str,
        edits: tuple[tuple[int, int], ...] = (),
        found: Mapping[str, object] | None = None,
        issues: tuple[Issue, ...] = (),
        locator: str = "",
    ) -> Intake:
        """Make the document. `found` are fields of `Given` that the original itself states; they go first."""
        stated = {key: value for key, value in (found or {}).items() if value}
        given = replace(self.given, **stated)  # type: ignore[arg-type]
        if not text.strip():
            return self.refuse("INT001", "empty: no text in it", *issues)
        made, more = compose(text, given, self.original(edits), locator)
        return Intake(made.original, self.data, made, (*issues, *more))
