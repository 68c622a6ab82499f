"""The contact a paper is about, where its title names one: found in the text, or read off how the text goes on.

A readout tells its contact in the first sentences; a report of a call often only says what "the leaders discussed".
People are those the title names, as far as the text names them too, and the paper's own side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingKind, MeetingStatus, Participant
from onrecord.record.spans import Span
from onrecord.roster.names import parts, surname

from . import details, participants, topics
from . import status as statuses
from .details import When, Where
from .lexicon import lexicon
from .merging import Contact, contact_of
from .scene import Scene, Sentence
from .title import Titled, is_readout
from .traces import Trace

_FRESH = timedelta(days=45)
"""A readout that tells an older day tells of another contact."""


def contacts(scene: Scene, title: Titled, traces: list[Trace]) -> list[Contact]:
    """Return the contact(s) the title names, one per counterpart where the title is in the plural; perhaps none."""
    others = [code for code in title.parties if code != scene.document.party]
    if not _names_a_contact(scene, title, others, traces):
        return []
    trace = _trace(scene, title, traces, others)
    contact = contact_of(scene, trace) if trace else _from_course(scene, title)
    if contact is None:
        return []
    contact.main = True
    contact.named = trace is None
    contact.kind = _kind(title, trace)
    for person in _people(scene, title, contact):
        participants.add(contact.people, person)
    _give_office(contact, scene.document.party)
    for code in title.parties:
        if code not in contact.parties and (trace is None or trace.how == "discussion" or len(contact.parties) < 2):
            participants.add(contact.people, Participant(code))
    _from_headline(scene, title, contact)
    if trace is None and title.several and len(others) > 1:
        return [_only_with(contact, scene.document.party, code) for code in others]
    return [contact]


def _names_a_contact(scene: Scene, title: Titled, others: list[str], traces: list[Trace]) -> bool:
    if others or is_readout(scene.document):
        return True
    named = [m for m in scene.actors if m.kind is ActorKind.PERSON and set(parts(surname(m.name))) & title.names]
    ranked = any(
        m.office or m.party not in {None, scene.document.party} for m in named if m.party != scene.document.party
    )
    return ranked or any(len(t.all_parties) > 1 for t in traces[:3])


def _trace(scene: Scene, title: Titled, traces: list[Trace], others: list[str]) -> Trace | None:
    """The first trace that can be the title's contact."""
    ranked = []
    for position, trace in enumerate(traces):
        if trace.other or trace.theirs or not _kinds_agree(title.kind, trace):
            continue
        known = trace.all_parties
        if others and known and not known & set(others) and not (trace.same or len(known) < 2):
            continue
        if not (trace.members or trace.parties or trace.same) or statuses.unreal(scene, trace):
            continue
        contact = contact_of(scene, trace)
        wanted = MeetingStatus.PLANNED if title.planned else MeetingStatus.HELD
        if contact.status is not wanted or _stale(scene, contact) or _somebody_elses(scene, contact, title):
            continue
        tied = bool(known & set(others)) if others else len(trace.members) > 0
        ranked.append(((not tied, trace.sentence.index, trace.how != "verb", position), trace))
    early = [r for r in ranked if r[1].sentence.index < 4 or len(r[1].all_parties) > 1]
    return min(early, key=lambda r: r[0])[1] if early else None


def _kinds_agree(kind: MeetingKind, trace: Trace) -> bool:
    if trace.how == "discussion":
        return False
    if kind is MeetingKind.CALL:
        return trace.kind in {MeetingKind.CALL}
    return trace.kind is not MeetingKind.CALL or trace.how == "verb"


def _stale(scene: Scene, contact: Contact) -> bool:
    published = scene.document.published
    day = contact.when.interval
    return bool(day and published and published.interval.start - day.end > _FRESH)


def _somebody_elses(scene: Scene, contact: Contact, title: Titled) -> bool:
    """A call between two others that the paper only mentions."""
    party = scene.document.party
    people = [p for p in contact.people if p.name]
    if party and people and party not in contact.parties and len(contact.parties) > 1:
        return True
    theirs = [p for p in people if p.party != party]
    unnamed = [
        p
        for p in theirs
        if not set(parts(surname(p.name or ""))) & title.names
        and not (p.party in title.parties and p.office and set(parts(p.office)) <= title.names)
    ]
    return bool(theirs) and len(unnamed) == len(theirs) and title.people and not title.several


def _kind(title: Titled, trace: Trace | None) -> MeetingKind:
    if title.kind is MeetingKind.CALL or trace is None or trace.how == "verb":
        return title.kind
    return trace.kind


def _from_course(scene: Scene, title: Titled) -> Contact | None:
    """A contact told only by how it went: its best sentence is the first that says what was discussed."""
    told = [s for s in scene.sentences if not s.in_caption and s.tokens]
    best = next((s for s in told if is_readout(scene.document) and _both_sides(scene, s, title)), None)
    best = best or next((s for s in told if topics.find(scene, s) and _joint(s)), None)
    best = best or next((s for s in told if topics.find(scene, s)), None) or (told[0] if told else None)
    if best is None:
        return None
    status = MeetingStatus.PLANNED if title.planned else MeetingStatus.HELD
    return Contact(MeetingKind.MEETING, status, [], best.span, [], When(), Where())


def _both_sides(scene: Scene, sentence: Sentence, title: Titled) -> bool:
    """Whether people of two parties whom the title names stand in the sentence."""
    named = [m for m in sentence.standing if m.kind is ActorKind.PERSON and set(parts(surname(m.name))) & title.names]
    return len({m.name for m in named}) > 1


def _joint(sentence: Sentence) -> bool:
    """Whether both sides act in the sentence: "the leaders", "they", "the conversation", or a passive."""
    words = {t.text.lower() for t in sentence.tokens[:12]}
    return bool(
        words & lexicon().words["leaders"] or words & {"they", "conversation", "discussion", "discussed", "agenda"}
    )


def _people(scene: Scene, title: Titled, contact: Contact) -> list[Participant]:
    """People the title names, and the paper's own side if the title leaves it out."""
    people = [m for m in scene.actors if m.kind is ActorKind.PERSON and m.name]
    named = {m.name: m for m in reversed(people) if set(parts(surname(m.name))) & title.names}
    found = [
        _with_party(p, title, scene.document.party)
        for m in named.values()
        for p in participants.of_mentions(scene, [m])
    ]
    own = scene.document.party
    if own and not any(p.party == own and p.name for p in (*contact.people, *found)):
        speaker = _own_side(scene, [m for m in people if m.name not in named], own)
        if speaker:
            found += [replace(p, party=own) for p in participants.of_mentions(scene, [speaker])]
    return found


def _own_side(scene: Scene, people: list[ActorMention], own: str) -> ActorMention | None:
    """The person of the paper's own party that it names most."""
    if scene.document.title.lower().startswith("readout"):
        return None
    count = Counter(m.name for m in people if m.party in {own, None} and " " in m.name)
    if not count:
        return None
    name = max(count, key=lambda n: (count[n], n))
    if count[name] < 2 and not any(m.party == own for m in people if m.name == name):
        return None
    return next(m for m in people if m.name == name)


def _with_party(participant: Participant, title: Titled, own: str | None) -> Participant:
    """A person the title names without a state belongs to the paper's own side, or to the only other one."""
    if participant.party:
        return participant
    others = [code for code in title.parties if code != own]
    head = title.text.split(" with ")[0].split("between")[0]
    is_own = bool(set(parts(surname(participant.name or ""))) & set(parts(head)))
    if is_own and own:
        return replace(participant, party=own)
    return replace(participant, party=others[0]) if len(others) == 1 else participant


def _from_headline(scene: Scene, title: Titled, contact: Contact) -> None:
    """Take day, place and format from the title where it stands in the text itself."""
    start = scene.text.find(title.text)
    if start < 0:
        return
    span = Span(start, start + len(title.text))
    sentences = [s for s in scene.sentences if s.span.overlaps(span)]
    times = [t for s in sentences for t in s.times if span.contains(t.span) and t.interval]
    if contact.when.interval is None and times:
        contact.when = When(times[-1].interval, times[-1].span)
    form = lexicon().phrases["format"].search(scene.text, span.start, span.end)
    contact.form = Span(form.start(), form.start() + len(form.group().rstrip())) if form else None
    places = [m.span for s in sentences for m in s.places if span.contains(m.span)]
    if contact.where.span is None and places and times and 0 <= times[-1].span.start - places[-1].end <= 4:
        contact.where = details.named_place(scene, places[-1])


def _give_office(contact: Contact, own: str | None) -> None:
    """ "The Foreign Secretary met …" in a paper that names one person of its side, without an office: it is theirs."""
    ours = [p for p in contact.people if own and p.party == own]
    named, offices = [p for p in ours if p.name], [p for p in ours if not p.name and p.office]
    if len(named) == 1 and len(offices) == 1 and not named[0].office:
        at = contact.people.index(named[0])
        contact.people[at] = replace(named[0], office=offices[0].office, office_span=offices[0].office_span)


def _only_with(contact: Contact, own: str | None, code: str) -> Contact:
    kept = [p for p in contact.people if p.party in {own, code}]
    return replace(contact, people=kept, traces=list(contact.traces), topics=list(contact.topics))
