"""What people decided. Judgements are only ever appended; the current value is a fold, and no re-run overrides one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a person says of a fact."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    MERGED = "merged"
    SPLIT = "split"
    LINKED = "linked"
    UNLINKED = "unlinked"
    COMMENTED = "commented"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: `subject` is a fact's id; `before` and `after` are JSON values of what was changed.

    `place` is the fact's anchor (`document id:start-end:kind`), by which the decision is carried over when a
    component is re-run and ids change. `batch` groups decisions that were made, and can be undone, together.
    """

    id: str
    subject: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str = ""
    before: str = ""
    after: str = ""
    place: str = ""
    batch: str = ""
