"""What a form says, as a judgement; and how it is appended to the record.

Every write appends. A second writer (a running build) is told so and nothing is lost: the form can be sent again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord.pipeline import relink, roster_of
from onrecord.record.amending import checked
from onrecord.record.carrying import KIND_BY_PREFIX
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
        kind = KIND_BY_PREFIX.get(subject[:3], "")
        edit = checked(kind, form["field"], form.get("value", "").strip(), form.get("on", "").strip())
        after = json.dumps(edit, ensure_ascii=False)
    if verdict in {Verdict.MERGED, Verdict.LINKED, Verdict.UNLINKED} and not after:
        raise ConfigError(f"say what it is to be {verdict} with" if verdict is Verdict.MERGED else "say to what")
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
    forms = ({**form, "subject": one.id, "place": one.place, "before": one.label} for one in listed)
    return [judgement(each, by, batch=batch, at=when) for each in forms]


BINDING = frozenset({Verdict.MERGED, Verdict.SPLIT, Verdict.LINKED, Verdict.UNLINKED})
"""Verdicts that change which records there are: they show once the record is linked anew."""
WAIT = 3.0
"""Seconds a write waits for another of this desk's to be done; a build takes longer, and the page says so."""
RELINKED_AT_ONCE = 30
"""Documents up to which the desk links anew by itself (some seconds at most); beyond, the next build does."""


def append(path: Path, judgements: Iterable[Judgement]) -> bool:
    """Append judgements to the record; link it anew where that is cheap and they ask for it.

    Returns:
        True if every judgement shows already, False if some wait for the next `onrecord build`.

    Raises:
        StoreError: somebody else is writing, or the record cannot be written.
    """
    made = list(judgements)
    with open_store(path, writable=True, create=False, wait=WAIT) as store:
        binding = _binding(made, store.judgements())
        store.append(made)
        if not binding:
            return True
        if store.counts()["documents"] > RELINKED_AT_ONCE:
            return False
        relink(store, roster_of(store.setting("process") or ""))
        return True


def _binding(made: Iterable[Judgement], held: Sequence[Judgement]) -> bool:
    """Tell whether judgements, or what they take back, change which records there are."""
    by_id = {one.id: one for one in held}
    batches = {f"batch:{one.batch}": one for one in held if one.batch and one.verdict in BINDING}
    for one in made:
        while one.verdict is Verdict.UNDONE and one.subject in by_id:
            one = by_id[one.subject]
        if (one.verdict in BINDING and not one.subject.startswith("aln-")) or one.subject in batches:
            return True
    return False
