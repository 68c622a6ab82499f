"""What is overdue and why: a plain-text report, each line with the words that promised it.

In come undertakings and a day; out goes text. Overdue is what is open and whose deadline's last day has passed;
claims of fulfilment stand apart (a claim is no fulfilment), and so does what falls due soon. Undated undertakings are
never overdue and only counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from onrecord.record.undertakings import Act, ActKind, Status, Undertaking, UndertakingKind, status

SOON = 30
"""Days ahead that count as soon."""
_OWED = {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING, UndertakingKind.DEMAND}


def overdue(undertakings: Collection[Undertaking], on: date, names: Mapping[str, str] | None = None) -> str:
    """Return the report for a day.

    Args:
        undertakings: those of a record, or a selection.
        on: the day statuses are folded on.
        names: how documents are called, by id; ids themselves where a name is missing.
    """
    dated = sorted((u for u in undertakings if u.kind in _OWED and u.deadline), key=_order)
    known = names or {}
    sections = (
        ("Overdue", [u for u in dated if status(u, on) is Status.OVERDUE]),
        ("Said to be done, not confirmed", [u for u in dated if _claimed_late(u, on)]),
        ("Disputed", [u for u in dated if status(u, on) is Status.DISPUTED]),
        ("Due within 30 days", [u for u in dated if _soon(u, on)]),
    )
    lines = [f"On {on.isoformat()}"]
    for title, found in sections:
        if found:
            lines += ["", f"{title} ({len(found)})", *(line for u in found for line in _entry(u, on, known))]
    if len(lines) == 1:
        lines += ["", "Nothing dated is overdue or falls due soon."]
    open_ended = sum(u.kind in _OWED and u.deadline is None and status(u, on) is Status.OPEN for u in undertakings)
    lines += ["", f"Open without a deadline: {open_ended} (never counted as overdue)"]
    return "\n".join(lines) + "\n"


def why(one: Undertaking, on: date) -> str:
    """Return in one sentence why an undertaking stands where it does on a day."""
    state = status(one, on)
    end = one.deadline.end if one.deadline else None
    if state is Status.OVERDUE and end is not None:
        late = (on - end).days
        since = "nothing on record says that it was done, changed or withdrawn"
        return f"its deadline ended on {end.isoformat()}, {late} {'day' if late == 1 else 'days'} ago, and {since}"
    if state is Status.DUE and end is not None:
        left = (end - on).days
        return f"its deadline ends on {end.isoformat()}, {f'in {left} day' + 's' * (left > 1) if left else 'today'}"
    deciding = [a for a in one.acts if a.on is None or a.on.start <= on]
    last = max(deciding, key=lambda a: (a.on.start if a.on else date.min, a.kind is not ActKind.MADE), default=None)
    if last is None:
        return "no act is on record by that day"
    return f"{last.kind} on {last.on.iso() if last.on else 'an unknown day'}" + (f" by {last.by}" if last.by else "")


def _order(one: Undertaking) -> tuple[date, str]:
    return (one.deadline.end if one.deadline else date.max, one.id)


def _claimed_late(one: Undertaking, on: date) -> bool:
    return status(one, on) is Status.CLAIMED and one.deadline is not None and one.deadline.end < on


def _soon(one: Undertaking, on: date) -> bool:
    if one.deadline is None or status(one, on) not in {Status.OPEN, Status.DUE}:
        return False
    return 0 <= (one.deadline.end - on).days <= SOON


def _entry(one: Undertaking, on: date, names: Mapping[str, str]) -> Iterator[str]:
    deadline = one.deadline.edtf() if one.deadline else ""
    words = f' ("{one.deadline_text}")' if one.deadline_text else ""
    yield f"  {deadline}{words}  {'+'.join(one.actors) or 'nobody named'}: {_plain(one.action)}"
    yield f"      why: {why(one, on)}"
    if one.condition:
        yield f'      if: "{_plain(one.condition)}"'
    for act in _telling(one, on):
        place = names.get(act.evidence.document_id, act.evidence.document_id)
        when = act.on.iso() if act.on else "undated"
        yield f'      {when} {act.kind} ({act.by or "-"}), {place}: "{_plain(act.evidence.exact)}"'
    yield f"      id: {one.id}"


def _telling(one: Undertaking, on: date) -> Sequence[Act]:
    return [a for a in one.acts if a.on is None or a.on.start <= on]


def _plain(words: str) -> str:
    return " ".join(words.split())
