"""A record as readable plain text, one dated entry per fact, so that two records can be compared with `diff`.

    2023-03-04 meeting held "talks"
      place     Port Selene
      party     ARV  Mira Dovan, Foreign Minister
      told by   costara-readout.txt  "The ministers met in Port Selene"

Entries stand in order of their day (`undated` last), then kind; nothing depends on the order documents came in, and no
id is printed, so that a better reading shows as the lines it changes. Texts are quoted exactly, blanks folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.record.accounts import Alignment
from onrecord.record.attributions import Statement
from onrecord.record.documents import Document
from onrecord.record.meetings import Meeting, Participant
from onrecord.record.spans import Evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking

from .contents import Contents

_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
"""A line break inside a value would begin a line of its own."""
Lines = Iterable[tuple[str, str]]


def ledger(contents: Contents) -> str:
    """Return the whole record in ledger notation, each line ended."""
    return "".join(f"{entry}\n" for entry in entries(contents))


def entries(contents: Contents) -> Iterator[str]:
    """Yield the entries of a record, each a heading and indented lines: documents first, then facts, then issues."""
    copies = {d.document_id: d for d in contents.links.duplicates}
    for document in contents.dated():
        copy = copies.get(document.id)
        extra = [("copy of", f"{contents.name(copy.of)}  {copy.similarity:.2f}")] if copy else []
        yield _document(document, contents, extra)
    for person in sorted(contents.links.people, key=lambda p: (p.name, p.id)):
        offices = [("office", t.office.title + _during(t.interval)) for t in person.tenures]
        also = [("also", name) for name in person.names if name != person.name]
        yield _entry(
            "person",
            f"{_quote(person.name)} {person.party or '-'}",
            sorted(set(offices)) + sorted(also) + _review(person.id, contents),
        )
    facts = [(m.date, 0, meeting(m, contents)) for m in contents.links.meetings]
    facts += [(s.at, 1, statement(s, contents)) for s in contents.links.statements]
    facts += [(_first_day(u), 2, undertaking(u, contents)) for u in contents.links.undertakings]
    for _, _, text in sorted(facts, key=lambda f: (f[0].iso() if f[0] else "9999", f[1], f[2])):
        yield text
    yield from sorted(_alignment(a, contents) for a in contents.links.alignments)
    yield from sorted(
        _entry(
            "issue", f"{i.code} {i.severity} {contents.name(i.document_id or '-')}", [("", _named(i.message, contents))]
        )
        for i in contents.issues
    )


def meeting(one: Meeting, contents: Contents) -> str:
    """Return the entry of a meeting."""
    lines = [
        ("place", one.place),
        ("format", one.format),
        ("level", one.level),
        ("process", contents.labels.get(one.process or "", one.process)),
    ]
    lines += [("round", one.round), ("host", one.host), ("date by", one.date_reason or None)]
    lines += [(p.role.value, participant(p)) for p in sorted(one.participants, key=_party_first)]
    lines += [("topic", _quote(proof.exact)) for proof in one.topics]
    for value in one.values:
        if len({v.value for v in one.values if v.field == value.field}) > 1:
            told = sorted({contents.name(e.document_id) for e in value.evidence})
            lines.append(("differs", f"{value.field}: {value.value}  ({', '.join(told)})"))
    lines += _proofs("told by", one.evidence, contents)
    lines += _review(one.id, contents)
    head = f"{one.status} {one.kind}" + (" only in a caption" if one.only_in_caption else "")
    return _dated(one.date, "meeting", head, ((k, v) for k, v in lines if v))


def participant(one: Participant) -> str:
    """Return a participant as `ARV  Mira Dovan, Foreign Minister`."""
    who = ", ".join(part for part in (one.name, one.office) if part)
    return f"{one.party or '-':<4} {who}".rstrip()


def statement(one: Statement, contents: Contents) -> str:
    """Return the entry of a statement."""
    office = f", {one.office.title}" if one.office else ""
    head = f"{_quote(one.speaker_name)} {one.party or '-'}{office}"
    return _dated(one.at, "statement", head, [("said", _quote(one.exact)), ("tellings", str(len(one.attribution_ids)))])


def undertaking(one: Undertaking, contents: Contents) -> str:
    """Return the entry of an undertaking with its acts."""
    strength = f" {one.strength}" if one.strength else ""
    lines = [("action", _quote(one.action)), ("to", one.addressee), ("track", one.track)]
    if one.deadline or one.deadline_text:
        words = f"  {_quote(one.deadline_text)}" if one.deadline_text else ""
        lines.append(("deadline", (one.deadline.edtf() if one.deadline else "open") + words))
    lines.append(("if", _quote(one.condition) if one.condition else None))
    for act in one.acts:
        by = f" by {act.by}" if act.by else ""
        where = contents.name(act.evidence.document_id)
        lines.append(("act", f"{_day(act.on)} {act.kind}{by}  {where}  {_quote(act.evidence.exact)}"))
    lines += _review(one.id, contents)
    head = f"{one.kind}{strength} {'+'.join(one.actors) or '-'}"
    return _dated(_first_day(one), "undertaking", head, ((k, v) for k, v in lines if v))


def _document(document: Document, contents: Contents, extra: list[tuple[str, str]]) -> str:
    inferred = {one.document_id: one.dating for one in contents.links.inferred_dates}
    dating = document.published or inferred.get(document.id)
    of = f" of {document.party}" if document.party else ""
    lines = [("title", _quote(document.title)), ("publisher", document.publisher), ("author", document.author or "")]
    lines += [("dated by", dating.reason if dating else ""), ("words", str(len(document.text.split())))]
    head = f"{_quote(contents.name(document.id))} {document.side} {document.kind}{of}"
    return _dated(dating.interval if dating else None, "document", head, [(k, v) for k, v in lines + extra if v])


def _alignment(one: Alignment, contents: Contents) -> str:
    where = f" {contents.name(one.official_id)}" if one.official_id else ""
    place = f"{one.passage[0].start}..{one.passage[-1].end}" if one.passage else ""
    lines = [("on record", f"{where} {place}".strip())] if where else []
    lines += [("differs", f"{d.kind}: {_quote(d.quote_text)} / {_quote(d.passage_text)}") for d in one.differences]
    quote = contents.said.get(one.attribution_id, "")
    head = f"{contents.name(one.document_id)} {one.match} {one.score:.2f}"
    return _entry("alignment", head, ([("quote", _quote(quote))] if quote else []) + lines + _review(one.id, contents))


def _review(fact_id: str, contents: Contents) -> list[tuple[str, str]]:
    """Return the line that says what people decided, none while nobody did."""
    status = contents.review_status(fact_id)
    return [] if status == "machine" else [("review", status)]


def _dated(when: Interval | None, kind: str, head: str, lines: Lines) -> str:
    return f"{_day(when)} {_entry(kind, head, lines)}"


def _entry(kind: str, head: str, lines: Lines) -> str:
    return "\n".join([f"{kind} {head}", *(f"  {key:<10}{_BREAK.sub(' ', value)}".rstrip() for key, value in lines)])


def _proofs(key: str, proofs: Iterable[Evidence], contents: Contents) -> list[tuple[str, str]]:
    return sorted((key, f"{contents.name(p.document_id)}  {_quote(p.exact)}") for p in proofs)


def _day(when: Interval | None) -> str:
    return when.edtf() if when else "undated"


def _during(when: Interval | None) -> str:
    return f"  {when.edtf()}" if when else ""


def _first_day(one: Undertaking) -> Interval | None:
    return min((act.on for act in one.acts if act.on), default=None)


def _party_first(one: Participant) -> tuple[str, str, str]:
    return one.role, one.party or "~", one.name or ""


def _named(message: str, contents: Contents) -> str:
    for document_id, name in contents.names.items():
        message = message.replace(document_id, name)
    return message


def _quote(text: str | None) -> str:
    return '"' + " ".join((text or "").split()).replace('"', '\\"') + '"'
