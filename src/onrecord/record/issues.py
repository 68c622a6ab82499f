"""Problems. Those of the material are data; those of the caller or the machine are exceptions.

OnRecordError
├── UnreadableOriginal   the bytes cannot be read as any document
├── MissingBackend       an optional part is not installed; the message names the extra
├── BackendFailed        a model or parser could not be loaded or gave nonsense
├── StoreError           the record cannot be opened, is locked, damaged or newer than we are
├── ForeignSpan          a span does not belong to the text it is used on
└── ConfigError          settings, process.toml or arguments contradict one another
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .spans import Span


class Severity(StrEnum):
    """How much an issue matters: `error` lost something, `warning` left something open, `note` explains."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem in the material, kept as data, counted and shown beside the sentence.

    `code` is stable (`INT001` intake, `ANN…` annotate, `LNK…` link, `STO…` store) and has a line in docs/issues.md.
    `stage` is the stage that found it. `document_id` may be the original's name when no document came of it.
    """

    code: str
    severity: Severity
    stage: str
    message: str
    document_id: str | None = None
    span: Span | None = None


class OnRecordError(Exception):
    """Root of every exception we raise on purpose."""


class UnreadableOriginal(OnRecordError):
    """The bytes cannot be read as any document we know."""


class MissingBackend(OnRecordError):
    """An optional part is not installed; the message names what to install."""


class BackendFailed(OnRecordError):
    """A model or parser could not be loaded, or answered nonsense."""


class StoreError(OnRecordError):
    """The record cannot be opened, is locked by another writer, is damaged, or is newer than this version."""


class ForeignSpan(OnRecordError):
    """A span does not belong to the text it is used on."""


class ConfigError(OnRecordError):
    """Settings, a process.toml or arguments contradict one another."""
