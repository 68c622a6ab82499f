"""What a person may set on a fact: the fields per kind, how a value is checked, and how it shows in the noun.

An edit is kept as text (an EDTF date, party codes with commas, a number 0-3); `applied` gives the noun with every edit
that stands. Evidence is never edited away: a moved span quotes the document anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from .accounts import Alignment, Comparison, Match
from .documents import Document
from .issues import ConfigError
from .judgements import Decision, Judgement, Verdict
from .meetings import MeetingKind, MeetingStatus
from .spans import Evidence, Origin, Span, evidence
from .times import Interval
from .undertakings import Act, ActKind, Undertaking, UndertakingKind

PAM = {
    "0": "not begun",
    "1": "minimum",
    "2": "intermediate",
    "3": "full",
}
"""Implementation scores after the Peace Accords Matrix (Joshi, Quinn and Regan 2015)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person may set: `read` turns its text into the noun's value, `options` are the only texts taken."""

    name: str
    label: str
    options: tuple[str, ...] = ()
    read: Callable[[str], Any] = str


def _or_none(text: str) -> str | None:
    return text or None


def _interval(text: str) -> Interval | None:
    return Interval.parse(text) if text else None


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


def _options(kind: Any) -> tuple[str, ...]:
    return tuple(one.value for one in kind)


SPAN = Field("span", "Characters it stands at, as 120-180")
FIELDS: dict[str, tuple[Field, ...]] = {
    "meetings": (
        Field("date", "Date, as 2023-03-04, 2023-03 or 2023-03-04/2023-03-06", read=_interval),
        Field("place", "Place", read=_or_none),
        Field("kind", "Kind", _options(MeetingKind), MeetingKind),
        Field("status", "Status", _options(MeetingStatus), MeetingStatus),
        Field("format", "Format", read=_or_none),
        Field("level", "Level", read=_or_none),
        Field("host", "Host", read=_or_none),
        SPAN,
    ),
    "undertakings": (
        Field("action", "What"),
        Field("kind", "Kind", _options(UndertakingKind), UndertakingKind),
        Field("actors", "Who, party codes with commas", read=_codes),
        Field("addressee", "To whom", read=_or_none),
        Field("deadline", "By when, as 2023-05-01 or 2023-05", read=_interval),
        Field("condition", "On condition", read=_or_none),
        Field("pam", "PAM score", tuple(PAM)),
        SPAN,
    ),
    "people": (Field("name", "Name"), Field("party", "Party code", read=_or_none)),
    "alignments": (Field("match", "Verdict", _options(Match), Match),),
}


def checked(kind: str, name: str, value: str, on: str = "") -> dict[str, str]:
    """Return an edit as field and text. The field `act` takes the act in `value` and its day in `on`.

    Raises:
        ConfigError: facts of that kind have no such field, or the value cannot be read.
    """
    if name == "act" and kind == "undertakings":
        if value not in _options(ActKind):
            raise ConfigError(f"no such act: {value!r}")
        _readable("the day of the act", on, _interval)
        return {f"act {value}": on}
    field = next((one for one in FIELDS.get(kind, ()) if one.name == name), None)
    if field is None:
        raise ConfigError(f"{kind or 'this fact'} has no field {name!r} to set")
    if field.options and value not in field.options:
        raise ConfigError(f"{field.label}: one of {', '.join(field.options)}, not {value!r}")
    if name in {"action", "name"} and not value:
        raise ConfigError(f"{field.label} cannot be empty")
    _readable(field.label, value, _span if field is SPAN else field.read)
    return {name: value}


def _readable(label: str, value: str, read: Callable[[str], Any]) -> None:
    try:
        read(value)
    except ValueError as error:
        raise ConfigError(f"{label}: {value!r} cannot be read") from error


def _span(text: str) -> Span:
    first, _, last = text.partition("-")
    start, end = int(first), int(last)
    if not 0 <= start < end:
        raise ValueError(f"no such span: {text}")
    return Span(start, end)


def applied(kind: str, one: Any, decision: Decision, document: Callable[[str], Document | None]) -> Any:
    """Return a fact with every edit that stands; one that no longer fits its field is passed over."""
    if isinstance(one, Alignment):
        with suppress(ValueError):
            one = _linked(one, decision)
    for name, kept in decision.edits:
        value = json.loads(kept)
        if isinstance(value, str):
            try:
                one = _set(kind, one, name, value, decision, document)
            except ValueError:
                continue
    return one


def _linked(one: Alignment, decision: Decision) -> Alignment:
    """Return an alignment with the passage a person linked it to, or none if they unlinked it from the one it has."""
    if decision.links:
        document_id, _, where = decision.links[-1].rpartition(":")
        off_record = one.match in {Match.NOT_ON_RECORD, Match.NO_RECORD_HELD}
        match = Match.UNDECIDED if off_record else one.match  # how it relates to the passage is for a person to say
        return replace(one, match=match, official_id=document_id, passage=(_span(where),), differences=())
    if one.official_id and f"{one.official_id}:{_covered(one.passage)}" in decision.unlinked:
        return replace(one, match=Match.UNDECIDED, official_id=None, passage=(), differences=())
    return one


def _covered(spans: tuple[Span, ...]) -> str:
    return f"{spans[0].start}-{spans[-1].end}" if spans else ""


def _set(
    kind: str, one: Any, name: str, value: str, decision: Decision, document: Callable[[str], Document | None]
) -> Any:
    if name.startswith("act ") and isinstance(one, Undertaking):
        return replace(one, acts=(*one.acts, _act(name.removeprefix("act "), value, one, decision)))
    if name == SPAN.name:
        return replace(one, evidence=(_quoted(one.evidence, _span(value), decision, document), *one.evidence[1:]))
    field = next((known for known in FIELDS[kind] if known.name == name), None)
    if field is None or name == "pam":
        return one
    return replace(one, **{name: field.read(value)})


def _quoted(
    proofs: tuple[Evidence, ...], span: Span, decision: Decision, document: Callable[[str], Document | None]
) -> Evidence:
    held = document(proofs[0].document_id) if proofs else None
    if held is None or span.end > len(held.text):
        raise ValueError("outside of the document")
    return evidence(held.id, held.text, span, origin=_person(decision))


def _act(act: str, on: str, one: Undertaking, decision: Decision) -> Act:
    made = next((j for j in reversed(decision.history) if f'"act {act}"' in j.after), None)
    words = (made.reason if made else "") or "set at the desk"
    told = one.evidence[0].document_id if one.evidence else ""
    by = made.by if made else None
    return Act(ActKind(act), _interval(on), Evidence(told, (), words, _person(decision)), by)


def _person(decision: Decision) -> Origin:
    return Origin(f"person:{decision.history[-1].by}" if decision.history else "person")


def compared(comparison: Comparison, alignments: Callable[[Alignment], Alignment]) -> Comparison:
    """Return a comparison whose quotes are as people decided: `alignments` gives each one so."""
    decided = tuple(alignments(one) for one in comparison.alignments)
    return comparison if decided == comparison.alignments else replace(comparison, alignments=decided)


def pam(decision: Decision) -> str:
    """Return the PAM score a person gave, with its meaning; empty if nobody did."""
    value = json.loads(dict(decision.edits).get("pam", '""'))
    return f"{value} ({PAM[value]})" if value in PAM else ""


def setter(decision: Decision, field: str) -> Judgement | None:
    """Return the judgement that set a field (`link` for a passage linked or unlinked), None if people left it alone."""
    verdicts = {Verdict.LINKED, Verdict.UNLINKED} if field == "link" else {Verdict.EDITED}
    for one in reversed(decision.history):
        if one.verdict in verdicts and (field == "link" or field in _edited(one.after)):
            return one
    return None


def _edited(after: str) -> frozenset[str]:
    try:
        changed = json.loads(after)
    except ValueError:
        return frozenset()
    return frozenset(changed) if isinstance(changed, dict) else frozenset()
