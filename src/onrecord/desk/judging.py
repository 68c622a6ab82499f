"""What a form says, as a judgement; and how it is appended to the record.

Every write appends. A second writer (a running build) is told so and nothing is lost: the form can be sent again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from onrecord.record.identity import make_id
from onrecord.record.issues import ConfigError
from onrecord.record.judgements import Judgement, Verdict
from onrecord.store import open_store

from .facts import Fact

REASONS = ("wrong speaker", "wrong span", "not said", "wrong party", "duplicate", "caption", "furniture", "other")
"""Reasons a rejection may give; `other` goes with words of one's own."""
LONGEST = 2000
"""Characters a comment or an edited value may have."""


def judgement(form: Mapping[str, str], by: str, *, batch: str = "", at: datetime | None = None) -> Judgement:
    """Return the judgement a form asks for.

    Args:
        form: `subject` and `verdict`; `reason`, `field` and `value` of an edit, `after` of a merge or link, `place`.
        by: Who judges.
        batch: Id of the batch it belongs to.
        at: When; now if None.

    Raises:
        ConfigError: the verdict is unknown, the subject missing, a value too long, or a rejection gives no reason.
    """
    verdict, subject = _verdict(form.get("verdict", "")), form.get("subject", "")
    if not subject:
        raise ConfigError("a judgement needs a subject")
    reason, after = form.get("reason", "").strip(), form.get("after", "").strip()
    if verdict is Verdict.EDITED:
        if not form.get("field"):
            raise ConfigError("an edit needs a field")
        after = json.dumps({form["field"]: form.get("value", "").strip()}, ensure_ascii=False)
    if verdict is Verdict.REJECTED and not reason:
        raise ConfigError("a rejection needs a reason")
    if max(len(reason), len(after)) > LONGEST:
        raise ConfigError(f"at most {LONGEST} characters are taken")
    when = at or datetime.now(UTC)
    name = make_id("jdg", subject, verdict, by, when.isoformat(), after, reason)
    before, place = form.get("before", ""), form.get("place", "")
    return Judgement(name, subject, verdict, by, when, reason, before, after, place, batch)


def _verdict(text: str) -> Verdict:
    try:
        return Verdict(text)
    except ValueError:
        raise ConfigError(f"no such verdict: {text!r}") from None


def batch_of(facts: Iterable[Fact], form: Mapping[str, str], by: str) -> list[Judgement]:
    """Return one judgement per fact, all of one batch, so that they can be taken back together."""
    when = datetime.now(UTC)
    listed = list(facts)
    batch = make_id("bat", by, when.isoformat(), *(one.id for one in listed))
    return [judgement({**form, "subject": one.id, "place": one.place}, by, batch=batch, at=when) for one in listed]


def append(path: Path, judgements: Iterable[Judgement]) -> None:
    """Append judgements to the record.

    Raises:
        StoreError: somebody else is writing, or the record cannot be written.
    """
    with open_store(path, writable=True) as store:
        store.append(list(judgements))
