"""Which traces of one document are one contact.

In come traces in text order, out go `Contact`s. A trace joins an earlier contact if it points back to it ("the
meeting", "their talks") or tells of the same parties, and nothing speaks against it: another day, another place, a
telephone call beside a meeting, other people, "their last meeting".
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from onrecord.record.meetings import MeetingKind, MeetingStatus, Participant
from onrecord.record.spans import Span
from onrecord.roster.names import same_person

from . import details, participants
from . import status as statuses
from .details import When, Where
from .scene import Scene
from .traces import Trace, governing

_SPECIFIC = {
    MeetingKind.SUMMIT: 3,
    MeetingKind.CONFERENCE: 2,
    MeetingKind.VISIT: 2,
    MeetingKind.CALL: 2,
    MeetingKind.TALKS: 1,
}


_LATEST, _RECENT = 200, 40
"""How many of the contacts told last a trace is compared with, and with how many where only sentences close by count:
so that a book of meetings takes time in proportion to its length. Papers tell a handful."""


@dataclass
class Contact:
    """One contact in the making."""

    kind: MeetingKind
    status: MeetingStatus
    people: list[Participant]
    evidence: Span
    traces: list[Trace] = field(default_factory=list)
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    topics: list[Span] = field(default_factory=list)
    main: bool = False
    caption: bool = False
    named: bool = False
    form: Span | None = None
    town: int = 0  # which of several towns the words list ("in Oslo, Lisbon and Rome")

    @property
    def parties(self) -> frozenset[str]:
        """Party codes of the people."""
        return participants.parties(self.people)


def contact_of(scene: Scene, trace: Trace) -> Contact:
    """Read one trace into a contact of its own."""
    people = participants.of_mentions(scene, trace.members)
    for code in trace.parties:
        participants.add(people, Participant(code, party_span=trace.trigger))
    people = participants.with_own_side(scene, people)
    if trace.unnamed:
        words = " ".join(trace.unnamed.of(scene.text).split())
        participants.add(people, Participant(None, None, words, office_span=trace.unnamed))
    status, day = statuses.of(scene, trace)
    return Contact(
        kind=trace.kind,
        status=status,
        people=people,
        evidence=trace.evidence,
        traces=[trace],
        when=day,
        where=Where() if trace.kind is MeetingKind.CALL else details.where(scene, trace),
    )


def merge(scene: Scene, traces: list[Trace], main: Contact | None) -> list[Contact]:
    """Join traces into contacts; `main` is the contact the title names, if it is known beforehand."""
    contacts = [main] if main else []
    bare: Trace | None = None
    for trace in traces:
        if main and any(trace is t for t in main.traces):
            continue
        if statuses.unreal(scene, trace):
            continue
        new = contact_of(scene, trace)
        if main:
            _add_own_side(scene, trace, new, main)
        target = _target(scene, contacts, trace, new, main)
        if target is not None:
            absorb(target, trace, new)
        elif trace.soft:
            continue
        elif trace.theirs and (anchor := main or _latest_of_two(contacts)):
            new.people = new.people if len(new.parties) > 1 else _side_by_side(anchor.people, new.people)
            contacts.append(new)
        elif new.people:
            _take_from(scene, bare, trace, new)
            contacts += [new, *_in_further_towns(scene, trace, new)]
        elif new.where.span or new.when.span:
            bare = trace
            contacts += [] if trace.same else [new, *_in_further_towns(scene, trace, new)]
    return contacts


def _in_further_towns(scene: Scene, trace: Trace, contact: Contact) -> list[Contact]:
    """One more contact for each further town that the words list; all else is told of all of them but each town's state."""
    guests = [p for p in contact.people if p.name or p.party_span is None or p.party_span != contact.where.span]
    named = {m.span: m.party for m in (*trace.sentence.places, *trace.sentence.actors) if m.party}
    found = []
    for at, town in enumerate(details.further_towns(scene, trace, contact.where), 1):
        code = named.get(town.span) if town.span and len(guests) < len(contact.people) else None
        people = [*guests, Participant(code, party_span=town.span)] if code else list(guests)
        found.append(replace(contact, where=town, people=people, traces=[trace], topics=[], town=at))
    return found


def _take_from(scene: Scene, bare: Trace | None, trace: Trace, new: Contact) -> None:
    """ "The fifth meeting of the commission was held in Lisbon. The meeting was attended by …": day and place of the first."""
    near = bare is not None and 0 <= trace.sentence.index - bare.sentence.index <= 2
    if bare is None or not near or not trace.same or bare.kind is not trace.kind:
        return
    told = contact_of(scene, bare)
    if told.status is new.status:
        new.where = new.where if new.where.span else told.where
        new.when = new.when if new.when.span else told.when


def _add_own_side(scene: Scene, trace: Trace, new: Contact, main: Contact) -> None:
    """ "a recent videoconference with X" in a party's own paper: its own side was the other one."""
    own = scene.document.party
    tail = scene.text[trace.trigger.end : trace.trigger.end + 6]
    alone = trace.how == "noun" and len(new.parties) == 1 and own not in new.parties and tail.startswith(" with ")
    if own and alone and trace.all_parties:
        named = any(p.name for p in new.people)
        new.people += [p for p in main.people if p.party == own] if named else [Participant(own)]


def _goes_on(scene: Scene, trace: Trace) -> bool:
    """ "The meeting took place in …", "This came during a meeting held in …": about what was just told."""
    lead = scene.text[trace.sentence.span.start : trace.trigger.start]
    return trace.same or bool(re.search(r"\bthis (?:came|was|happened)[^.;]*$", lead, re.I))


def _just_told(contacts: list[Contact], trace: Trace, new: Contact) -> Contact | None:
    """The contact of this or the two sentences before, or the only one told, unless day or place say otherwise."""
    told = islice((c for c in contacts if len(c.people) > 1), 2)
    alone = sum(1 for _ in told) == 1  # "the meeting" of a text that told one only
    for contact in reversed(contacts[-_RECENT:]):
        behind = [trace.sentence.index - t.sentence.index for t in contact.traces]
        near = any(0 <= far <= 2 for far in behind)
        near = near or (alone and _same_family(contact, trace) and any(0 <= far <= 8 for far in behind))
        if (
            near
            and (len(contact.people) > 1 or (new.people and contact.people))
            and not _different_time(contact, trace, new)
            and not _different_place(contact, new)
            and not _told_afresh(contact, trace, new)
        ):
            return contact
    return None


def _tells_who_was_there(scene: Scene, trace: Trace) -> bool:
    """ "The meeting was attended by …", "who co-chaired the meeting with …": more of those who took part in what was told."""
    if trace.how != "noun":
        return False
    behind = scene.text[trace.trigger.end : trace.trigger.end + 80]
    lead = scene.text[max(trace.sentence.span.start, trace.trigger.start - 60) : trace.trigger.start]
    return bool(_ATTENDED_BY.match(behind)) or (bool(_ATTENDED.search(lead)) and not _of_another(scene, trace))


def _of_another(scene: Scene, trace: Trace) -> bool:
    """ "praised Finland for facilitating the talks": the subject of the sentence is not who did."""
    noun = trace.sentence.token_at(trace.trigger.end - 1)
    verb = governing(scene, noun) if noun else None
    return (
        verb is not None and verb.dep == "pcomp" and scene.head(verb).text.lower() in {"for", "of", "in", "from", "to"}
    )


def _same_sort(contact: Contact, trace: Trace) -> bool:
    """Whether "the talks" or "the session" can be what was told: the same noun, or another word for people who meet."""
    meets = {MeetingKind.MEETING, MeetingKind.TALKS}
    return any(t.kind is trace.kind or {t.kind, trace.kind} <= meets for t in contact.traces)


_ATTENDED_BY = re.compile(
    r"\s*,?\s+(?:(?:which|that)\s+)?(?:(?:was|were|is|also|jointly)\s+)*(?:(?:attended|joined|chaired|co-chaired|moderated|led|headed|opened|addressed|mediated|facilitated|brokered|hosted|sponsored) (?:jointly )?by"
    r"|featured|included|including|gathered|brought together|bringing together|involved|involving|(?:was )?held in the presence)\b",
    re.I,
)
_ATTENDED = re.compile(
    r"\b(?:attend(?:ed|ing|s)|join(?:ed|ing)|(?:co-?)?chair(?:ed|ing|s)|moderat(?:ed|ing)|open(?:ed|ing)|address(?:ed|ing)|(?:took|taking|takes) part in|participat(?:ed|ing) in|(?:was|were) (?:also )?part of"
    r"|mediat(?:ed|ing)|facilitat(?:ed|ing)|broker(?:ed|ing))\s+(?:the|this|these)\s+(?:[\w-]+\s+){0,2}$",
    re.I,
)


def _latest_of_two(contacts: list[Contact]) -> Contact | None:
    return next((c for c in reversed(contacts) if len(c.parties) > 1), None)


def _side_by_side(people: list[Participant], more: list[Participant]) -> list[Participant]:
    """ "their September meeting": the same people met before."""
    joined = list(people)
    for participant in more:
        participants.add(joined, participant)
    return joined


def _target(scene: Scene, contacts: list[Contact], trace: Trace, new: Contact, main: Contact | None) -> Contact | None:
    """Return the earlier contact a trace belongs to."""
    if main is None and not new.people and _goes_on(scene, trace):
        return _just_told(contacts, trace, new)
    if trace.same and new.people and _tells_who_was_there(scene, trace):
        told = _just_told(contacts, trace, new)
        if told is not None and _same_sort(told, trace):
            return told
    if (hosted := _hosted(scene, contacts, trace)) is not None:
        return hosted
    occasion = next((c for c in contacts[-_RECENT:] if _for_occasion(scene, c, trace, new)), None)
    if occasion is not None:
        known = next((c for c in contacts[-_LATEST:] if c is not occasion and _same_occasion(c, occasion, trace)), None)
        if known is None:
            return occasion
        contacts.remove(occasion)  # the gathering was told before: who "met for" it joins it
        for earlier in occasion.traces:
            absorb(known, earlier, occasion)
        return known
    ranked = ([main] if main else []) + [c for c in reversed(contacts[-_LATEST:]) if c is not main]
    for contact in ranked:
        if compatible(contact, trace, new):
            return contact
    return None


def _hosted(scene: Scene, contacts: list[Contact], trace: Trace) -> Contact | None:
    """ "hosted a dinner for X", "convened a meeting with Y": what the verb brings about is the contact it tells of."""
    noun = trace.sentence.token_at(trace.trigger.end - 1) if trace.how == "noun" and not trace.other else None
    verb = scene.head(noun) if noun is not None and noun.dep == "dobj" else None
    if verb is None or verb.lemma not in {"host", "convene"}:
        return None
    own = Span(verb.start, verb.end)
    return next((c for c in contacts[-_RECENT:] if any(t.trigger == own for t in c.traces)), None)


def _for_occasion(scene: Scene, contact: Contact, trace: Trace, new: Contact) -> bool:
    """ "will host the ministers for a conference", "met for the annual summit": the noun says what the verb brought about."""
    if trace.how != "noun" or trace.theirs or trace.kind is MeetingKind.CALL or contact.kind is MeetingKind.CALL:
        return False
    verb = next((t for t in contact.traces if t.how == "verb" and t.sentence.index == trace.sentence.index), None)
    if verb is None or verb.trigger.end > trace.trigger.start or _different_place(contact, new):
        return False
    between = scene.text[verb.trigger.end : trace.trigger.start]
    return bool(_FOR.search(between)) and (new.parties <= contact.parties or contact.parties <= new.parties)


def _same_occasion(known: Contact, occasion: Contact, trace: Trace) -> bool:
    """Whether a gathering told before is the one that `trace` names again, of the same sides."""
    sides = known.kind is trace.kind and len(known.parties & occasion.parties) > 1 and not trace.other
    return sides and not (_different_time(known, trace, occasion) or _different_place(known, occasion))


_FOR = re.compile(r"\bfor (?:the|an?|their|its|our|his|her|talks?|\d+(?:st|nd|rd|th))\b[^,;.]{0,60}$|\bfor $", re.I)


def compatible(contact: Contact, trace: Trace, new: Contact) -> bool:
    """Tell whether a trace may belong to a contact."""
    if trace.soft:
        return contact.main
    if _points_back(contact, trace, new):
        return True
    if _told_twice(contact, trace, new):
        return True
    if _different_time(contact, trace, new) or _different_place(contact, new):
        return False
    if not _same_family(contact, trace):
        return False
    back = trace.same or trace.theirs
    if trace.other and not _same_head(contact, trace):
        return False
    if not new.people:
        return back and (contact.main or (_same_head(contact, trace) and not _told_afresh(contact, trace, new)))
    ours, theirs = contact.parties, new.parties
    if _different_people(contact.people, new.people):
        return False
    shared = ours & theirs
    if theirs <= ours or ours <= theirs:
        enough = len(shared) >= 2 or (
            len(shared) == 1 and (back or trace.how == "verb") and contact.main and len(theirs) == 1
        )
        again = bool(shared) and ours == theirs and trace.same and _same_head(contact, trace)
        return enough or again or (not theirs and back and not trace.unnamed)
    return len(shared) >= 2 and contact.kind is not MeetingKind.SUMMIT and back


def _points_back(contact: Contact, trace: Trace, new: Contact) -> bool:
    """ "our meeting", "the meeting", with neither people nor a day nor a place of its own: the one the text is about."""
    bare = not trace.members and not trace.parties and new.when.span is None and new.where.span is None
    back = (trace.same or trace.theirs) and not trace.other and bare and contact.main
    return back and (trace.kind is contact.kind or trace.kind in {MeetingKind.MEETING, MeetingKind.TALKS})


def _told_twice(contact: Contact, trace: Trace, new: Contact) -> bool:
    """ "X met and discussed with Y", "will convene its session, a meeting in Oslo": one sentence, the same people or body."""
    if not any(t.sentence.index == trace.sentence.index for t in contact.traces):
        return False
    named = [{p.name for p in people if p.name} for people in (contact.people, new.people)]
    sides = [{p.party for p in people} for people in (contact.people, new.people)]
    same = named[0] == named[1] if named[0] else not named[1] and sides[0] == sides[1] and trace.how == "noun"
    call = {(k is MeetingKind.CALL, k is MeetingKind.VISIT) for k in (contact.kind, trace.kind)}
    apart = _different_time(contact, trace, new) or _different_place(contact, new) or trace.other
    return bool(new.people) and same and not apart and (len(call) == 1 or trace.how == "discussion")


def _told_afresh(contact: Contact, trace: Trace, new: Contact) -> bool:
    """ "the summit hosted in Oslo in 2021", far behind a summit of no day and no place: more likely another one."""
    near = trace.sentence.index - contact.traces[0].sentence.index <= 4
    told = bool(new.when.span or new.where.span)
    return told and not near and contact.when.span is None and contact.where.span is None


def _same_head(contact: Contact, trace: Trace) -> bool:
    return any(t.kind is trace.kind for t in contact.traces)


def _same_family(contact: Contact, trace: Trace) -> bool:
    if trace.how == "discussion":
        return True
    call = {contact.kind is MeetingKind.CALL, trace.kind is MeetingKind.CALL}
    if len(call) == 2:
        return trace.how == "verb" and trace.kind is MeetingKind.CALL and contact.main
    large = {contact.kind in _LARGE, trace.kind in _LARGE}
    if len(large) == 2:
        return False
    visit = {contact.kind is MeetingKind.VISIT, trace.kind is MeetingKind.VISIT}
    return len(visit) == 1 or (contact.main and trace.same)


_LARGE = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE})


def _different_time(contact: Contact, trace: Trace, new: Contact) -> bool:
    a, b = contact.when.interval, new.when.interval
    if a and b and not a.overlaps(b):
        return True
    if b and not a and contact.main and contact.named and trace.how == "noun":
        return not trace.same or trace.other  # the title's contact has no day; a noun that has one is another contact
    planned = (contact.status is MeetingStatus.PLANNED) != (new.status is MeetingStatus.PLANNED)
    return planned and not (trace.same and not trace.theirs and new.where.span is None)


def _different_place(contact: Contact, new: Contact) -> bool:
    a, b = contact.where.name, new.where.name
    return bool(a and b and a.casefold() != b.casefold())


def _different_people(ours: list[Participant], theirs: list[Participant]) -> bool:
    """Both name somebody for a party, and nobody is the same."""
    for party in participants.parties(ours) & participants.parties(theirs):
        one = [p.name for p in ours if p.party == party and p.name]
        other = [p.name for p in theirs if p.party == party and p.name]
        if one and other and not any(same_person(a, b) >= 0.6 for a in one for b in other):
            return True
    return False


def absorb(contact: Contact, trace: Trace, new: Contact) -> None:
    """Add what a trace tells to a contact."""
    contact.traces.append(trace)
    for participant in new.people:
        if trace.how == "verb":
            participants.give_office(contact.people, participant, new.people)
        participants.add(contact.people, participant)
    if trace.soft:
        return
    if contact.when.interval is None and new.when.span and trace.how != "discussion":
        contact.when = new.when
    if contact.where.span is None and new.where.span:
        contact.where = new.where
    if contact.status is MeetingStatus.PLANNED and new.status is MeetingStatus.HELD:
        contact.status = new.status
    if trace.how == "discussion":
        return
    if (
        not contact.main
        and _SPECIFIC.get(new.kind, 0) > _SPECIFIC.get(contact.kind, 0)
        and contact.kind is not MeetingKind.CALL
    ):
        contact.kind = new.kind


def fold(scene: Scene, contacts: list[Contact]) -> list[Contact]:
    """Fold into the main contact what tells only one of its sides and nothing of its own: "they came to hold talks"."""
    main = next((c for c in contacts if c.main), None)
    if main is None:
        return contacts
    kept = []
    for contact in contacts:
        if contact is not main and _only_echoes(scene, contact, main):
            absorb(main, contact.traces[0], contact)
        else:
            kept.append(contact)
    return kept


def _only_echoes(scene: Scene, contact: Contact, main: Contact) -> bool:
    elsewhere = contact.where.name and not details.same_area(scene, contact.where.name, main.where.name)
    own_words = contact.when.span or elsewhere or any(t.other or t.theirs for t in contact.traces)
    sort = contact.kind in {MeetingKind.MEETING, MeetingKind.TALKS} and contact.traces and main.kind not in _LARGE
    inside = contact.parties and contact.parties < main.parties
    return bool(sort and inside and not own_words and not _different_people(main.people, contact.people))
