"""A record opened from Python: what `onrecord.open()` returns. The same reach as the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from onrecord.export.contents import JUDGED, Contents
from onrecord.pipeline import Linked, Reader, Summary, build, relink, roster_of
from onrecord.record.accounts import EVENT, Alignment, Comparison
from onrecord.record.actors import Person
from onrecord.record.amending import applied, compared
from onrecord.record.attributions import Attribution, Statement
from onrecord.record.carrying import follow
from onrecord.record.documents import Document
from onrecord.record.identity import make_id
from onrecord.record.issues import ConfigError, Issue, Severity, StoreError
from onrecord.record.judgements import Decision, Judgement, Verdict, decisions
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Links, Reading
from onrecord.record.undertakings import Undertaking
from onrecord.roster import Roster
from onrecord.roster.exports import inlined
from onrecord.scale import mapping
from onrecord.store import Fault, Hit, Store, open_store

T = TypeVar("T")

_PROCESS = "process"
_RULES_ONLY = "rules only"


class Record:
    """A record in a file. Close it, or use it in a `with` statement.

    Everything it gives is a frozen noun of `onrecord.record`; lists are tuples by day. What a build changes is seen at
    the next access.
    """

    def __init__(self, path: str | os.PathLike[str], *, writable: bool = False) -> None:
        self.path = Path(path)
        self._writable = writable
        self.store: Store = open_store(self.path, writable=writable)
        self._links: tuple[int, Links] | None = None
        self._decisions: dict[str, Decision] = {}

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def add(
        self,
        *paths: str | os.PathLike[str],
        process: str | os.PathLike[str] | None = None,
        model: str | os.PathLike[str] | None = None,
        use_model: bool | None = None,
        workers: int = 1,
        progress: Callable[[str], None] = lambda stage: None,
    ) -> Summary:
        """Read files and folders into the record and link everything; only what is new or changed is read.

        Args:
            paths: Files and folders.
            process: A process.toml that describes the negotiation; kept in the record, so that later calls use it.
            model: Folder of another learned reader.
            use_model: False reads by rules only; as the record was made before, if None.
            workers: Processes that annotate; 1 stays in this one.
            progress: Told `read`, `reread` and `link` as they happen.

        Raises:
            StoreError: the record was not opened for writing.
            ConfigError: the process.toml cannot be read or contradicts itself.
        """
        if not self._writable:
            raise StoreError(f"{self.path} was opened for reading: open it with writable=True")
        reader = self._reader(process, model, use_model)
        with mapping(workers) as mapper:
            return build(self.store, paths, reader, mapper=mapper, progress=progress)

    def judge(
        self,
        subject: str,
        verdict: Verdict | str,
        *,
        by: str,
        reason: str = "",
        before: str = "",
        after: str = "",
        place: str = "",
        batch: str = "",
    ) -> Judgement:
        """Append what a person decided on a fact; see `onrecord.record.judgements` for what each verdict takes.

        A merge, split, link or unlink shows in the records after `relink()`.

        Raises:
            StoreError: the record was not opened for writing.
            ValueError: there is no such verdict.
        """
        at, verdict = datetime.now(UTC), Verdict(verdict)
        identity = make_id("jdg", subject, verdict, by, at.isoformat(), reason, before, after, place, batch)
        made = Judgement(identity, subject, verdict, by, at, reason, before, after, place, batch)
        self.store.append([made])
        return made

    def undo(self, judgement: Judgement | str, *, by: str, reason: str = "") -> Judgement:
        """Append that a judgement no longer counts, or with `batch:ID` all of a batch; an undoing can be undone."""
        subject = judgement.id if isinstance(judgement, Judgement) else judgement
        return self.judge(subject, Verdict.UNDONE, by=by, reason=reason)

    def relink(self) -> None:
        """Make all links anew, with the judgements there are now."""
        relink(self.store, self.roster)

    def _reader(
        self,
        process: str | os.PathLike[str] | None,
        model: str | os.PathLike[str] | None,
        use_model: bool | None,
    ) -> Reader:
        text = self.store.setting(_PROCESS) or ""
        if process is not None:
            text = inlined(Path(process))
        by_rules = self.store.setting(_RULES_ONLY) == "yes" if use_model is None else not use_model
        reader = Reader(text, Path(model) if model else None, not by_rules)
        _ = reader.roster, reader.fingerprint  # refuses before anything is written
        for key, value in ((_PROCESS, text), (_RULES_ONLY, "yes" if by_rules else "")):
            if (self.store.setting(key) or "") != value:
                self.store.set_setting(key, value)
        return reader

    @property
    def roster(self) -> Roster:
        """Parties, people and processes known beforehand, those of the record's process.toml with them."""
        return roster_of(self.store.setting(_PROCESS) or "")

    @property
    def documents(self) -> tuple[Document, ...]:
        """Current documents, in the order of their ids."""
        return tuple(self.store.documents())

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read in every current document."""
        return tuple(self.store.readings())

    @property
    def links(self) -> Links:
        """Everything linking made."""
        if self._links is None or self._links[0] != self.store.generation:
            self._links = self.store.generation, self._decided(self.store.links())
        return self._links[1]

    def _decided(self, links: Links) -> Links:
        """Return links with the values people set."""
        self._decisions = decisions(
            follow(self.store.judgements(), Linked(links), self.store.document, self.store.superseded_by).judgements
        )
        changed: dict[str, tuple[Any, ...]] = {}
        for kind in JUDGED:
            found = getattr(links, kind)
            if any(one.id in self._decisions for one in found):
                changed[kind] = tuple(
                    applied(kind, one, self._decisions[one.id], self.store.document)
                    if one.id in self._decisions
                    else one
                    for one in found
                )
        if "alignments" in changed:
            changed["comparisons"] = tuple(compared(one, self._aligned) for one in links.comparisons)
        return replace(links, **changed) if changed else links

    def _aligned(self, one: Alignment) -> Alignment:
        """Return a quote beside the record with the values people set."""
        decision = self._decisions.get(one.id)
        decided: Alignment = applied("alignments", one, decision, self.store.document) if decision else one
        return decided

    def review_status(self, fact_id: str) -> str:
        """Return `accepted`, `rejected` or `edited` as people decided on a fact, `machine` while nobody did."""
        _ = self.links  # brings the decisions up to date
        return self._decisions.get(fact_id, Decision(fact_id)).review_status

    @property
    def people(self) -> tuple[Person, ...]:
        """People by name."""
        return self.links.people

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings by day."""
        return self.links.meetings

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Acts of saying by day."""
        return self.links.statements

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """What every current document reports as said, written, believed or intended; filter them by their `type`."""
        return tuple(one for reading in self.store.readings() for one in reading.attributions)

    @property
    def undertakings(self) -> tuple[Undertaking, ...]:
        """Undertakings by deadline."""
        return self.links.undertakings

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """Quotes beside the official record."""
        return self.links.alignments

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Problems in the material: errors first, then warnings and notes, by code and document."""
        order = {severity: number for number, severity in enumerate(Severity)}
        found = self.store.issues()
        return tuple(sorted(found, key=lambda i: (order[i.severity], i.code, i.document_id or "", i.message)))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What people decided, in the order it was appended."""
        return tuple(self.store.judgements())

    @property
    def contents(self) -> Contents:
        """Documents, links and issues, as exporters take them."""
        links, names = self.links, {p.id: p.name for p in self.roster.processes}
        review = {one: decision.review_status for one, decision in self._decisions.items() if decision.verdict}
        return Contents(self.documents, links, self.issues, names, review)

    def document(self, name: str) -> Document:
        """Return a document by its id, the beginning of its id, or its name.

        Raises:
            ConfigError: there is none, or several.
        """
        return self.store.document(name) or _only(name, self.documents, lambda d: d.id, lambda d: d.name)

    def reading(self, name: str) -> Reading:
        """Return what was read in a document, found as `document` finds it."""
        reading = self.store.reading(self.document(name).id)
        if reading is None:
            raise StoreError(f"{self.path}: no reading of {name} is kept")
        return reading

    def meeting(self, name: str) -> Meeting:
        """Return a meeting by its id, the beginning of its id, or its day if only one was held then.

        Raises:
            ConfigError: there is none, or several.
        """
        return _only(name, self.meetings, lambda m: m.id, lambda m: m.date.edtf() if m.date else "")

    @property
    def events(self) -> tuple[Comparison, ...]:
        """Return what several outlets tell differently apart from meetings; `meeting_id` of each begins with `evt`."""
        return tuple(one for one in self.links.comparisons if one.meeting_id.startswith(EVENT))

    def compare(self, meeting: str | Meeting) -> Comparison:
        """Return the accounts of one meeting side by side, or those of an event named by its id.

        Raises:
            ConfigError: there is no such meeting or event, or several fit the name.
        """
        if isinstance(meeting, str) and meeting.startswith(EVENT):
            return _only(meeting, self.events, lambda event: event.meeting_id, lambda _: "")
        identity = meeting.id if isinstance(meeting, Meeting) else self.meeting(meeting).id
        _ = self.links  # brings the decisions up to date
        return compared(self.store.record(Comparison, identity) or Comparison(identity, ()), self._aligned)

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Return passages that hold all words of `text`, best first; `word*` and "words in a row" work too."""
        return self.store.search(text, limit=limit)

    def verify(self) -> list[Fault]:
        """Return everything in the record that does not hold; empty if it is sound."""
        return self.store.verify()


def _only(name: str, items: Iterable[T], identity: Callable[[T], str], known_as: Callable[[T], str]) -> T:
    given = list(items)
    for matches in (
        [one for one in given if identity(one) == name],
        [one for one in given if known_as(one) == name],
        [one for one in given if name and identity(one).startswith(name)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            which = ", ".join(identity(one) for one in matches[:5])
            raise ConfigError(f"{name!r} could be any of {which}")
    raise ConfigError(f"nothing in the record is called {name!r}")
