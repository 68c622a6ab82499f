"""Who met whom, in one text: meetings, calls, talks, summits, visits, held, planned, cancelled or denied.

In come actors and times of a document; out go `MeetingMention`s, one per distinct contact, each at the words that
state it. Refused: what has no second side (a cabinet session, a press conference), cooperation in general, battles.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind
from onrecord.record.identity import make_id
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus
from onrecord.record.spans import Span

from ..component import Draft, Findings
from . import (
    attendance,
    captions,
    counterparts,
    delegations,
    details,
    detection,
    gate,
    mainline,
    merging,
    participants,
    presence,
    roles,
    topics,
    whereabouts,
)
from .details import When
from .merging import Contact
from .scene import Scene, lay_out
from .title import titled
from .traces import Trace

_LEADERS = re.compile(
    r"\b(?:president|prime minister|chancellor|king|queen|emir|amir|sultan|crown prince|taoiseach|premier)\b", re.I
)
_MINISTERS = re.compile(
    r"\b(?:minister|secretary of state|foreign secretary|secretary of defense|defense secretary)\b", re.I
)
_GATHERINGS = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE, MeetingKind.VISIT})


class Meetings:
    """Finds meetings by rule, from actors, times and the parse."""

    name = "meetings"
    version = "1"
    requires = frozenset({"actors", "times"})
    assigns = "meetings"

    def annotate(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return the meetings of each draft."""
        return [Findings(tuple(read(lay_out(draft)))) for draft in drafts]


def read(scene: Scene) -> list[MeetingMention]:
    """Return every distinct contact a document tells of, in text order."""
    sent = delegations.find(scene)
    found = delegations.enter(scene, detection.find(scene), sent)
    title = titled(scene.document, scene.roster)
    named = mainline.contacts(scene, title, found) if title else []
    contacts = merging.merge(scene, found, named[0] if named else None) + named[1:]
    _choose_main(contacts, named)
    contacts = merging.fold(scene, contacts)
    _add_topics(scene, contacts, named)
    delegations.join(scene, contacts, sent)
    counterparts.fill(scene, contacts)
    presence.add(scene, contacts)
    roles.assign(scene, contacts)
    attendance.add(scene, contacts)
    for contact in contacts:
        contact.people = participants.without_shadows(participants.with_their_side(scene, contact.people))
        whereabouts.fill(scene, contact)
        if contact.main:
            _date_by_words_spoken(scene, contact)
            _add_speakers(scene, contact)
    kept = gate.kept(scene, contacts)
    kept += captions.find(scene, kept)
    unique: dict[str, MeetingMention] = {}
    for contact in kept:
        mention = _mention(scene, contact)
        if mention.id in unique and _people(mention) != _people(unique[mention.id]):
            at = contact.traces[0].trigger.start if contact.traces else len(unique)
            mention = replace(mention, id=make_id("mtm", mention.id, at))  # two contacts told in one sentence
        unique[mention.id] = mention
    return sorted(unique.values(), key=lambda m: (m.evidence, m.id))


def _people(mention: MeetingMention) -> set[tuple[str | None, str | None]]:
    return {(p.name, p.party) for p in mention.participants}


def _choose_main(contacts: list[Contact], named: list[Contact]) -> None:
    """Where no title names the contact, the text is about the held one most people are named for."""
    held = [
        c
        for c in contacts
        if c.status is MeetingStatus.HELD and len(c.parties) > 1 and not any(t.other for t in c.traces)
    ]
    if not named and held:
        max(held, key=lambda c: (len(c.people), len(c.traces), -c.evidence.start)).main = True


def _add_topics(scene: Scene, contacts: list[Contact], named: list[Contact]) -> None:
    """Give each topic to the contact its sentence tells of, else to the one the text is about."""
    about = [c for c in contacts if c.main]
    by_sentence: dict[int, list[tuple[Trace, Contact]]] = {}
    for contact in contacts:
        for trace in contact.traces:
            by_sentence.setdefault(trace.sentence.index, []).append((trace, contact))
    focus = about[:1]
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens:
            continue
        here = sorted(by_sentence.get(sentence.index, []), key=lambda item: item[0].trigger)
        for topic in topics.find(scene, sentence):
            owners = _owners(topic, here) or (named if len(named) > 1 else focus)
            for owner in owners:
                if not any(topic.span.overlaps(t) for t in owner.topics):
                    owner.topics.append(topic.span)
        for trace, contact in here:
            spoken = topics.of_noun(scene, sentence, trace.trigger) if contact.kind not in _GATHERINGS else None
            if spoken and not contact.topics and not trace.same:
                contact.topics.append(spoken)


def _owners(topic: topics.Topic, here: list[tuple[Trace, Contact]]) -> list[Contact]:
    """The contact whose verb governs the topic, or whose noun it qualifies ("a meeting … to discuss")."""
    before = [(t, c) for t, c in here if t.trigger.end <= topic.opened and c.kind not in _GATHERINGS]
    verbs = [(t, c) for t, c in before if t.how == "verb"]
    nouns = [(t, c) for t, c in before if t.how == "noun" and (t.members or t.same)]
    if topic.infinitive and nouns and topic.opened - nouns[-1][0].trigger.end < 160:
        return [nouns[-1][1]]
    return [verbs[-1][1]] if verbs else []


def _date_by_words_spoken(scene: Scene, contact: Contact) -> None:
    """ "… said in Moscow on Saturday": somebody who took part speaks at the place of the meeting, which dates it."""
    if contact.when.span is not None or contact.where.name is None or contact.named:
        return
    names = {p.name for p in contact.people if p.name}
    for sentence in scene.sentences:
        if sentence.in_caption or not any(m.name in names for m in sentence.actors):
            continue
        said = re.search(
            rf"\b(?:said|told|stated|announced)\b[^.;]{{0,60}}\bin {re.escape(contact.where.name)} on ", sentence.text
        )
        if said is None:
            continue
        at = sentence.span.start + said.end()
        time = next((t for t in sentence.times if 0 <= t.span.start - at <= 1 or t.span.start <= at < t.span.end), None)
        if time:
            contact.when = When(time.interval, time.span, None if time.interval else time.expression)
            return


def _add_speakers(scene: Scene, contact: Contact) -> None:
    """ "“We discussed …,” X said", "X said after the talks": whoever tells it in the first person for a party took part."""
    if scene.document.is_official or contact.named:
        return
    last = max((t.sentence.index for t in contact.traces), default=-1)
    for sentence in scene.sentences:
        answers = 0 < sentence.index - last <= 3 and bool(_IN_TURN.search(sentence.text))
        if sentence.in_caption or not (answers or _TELLS_OF_IT.search(sentence.text)):
            continue
        sides = {*contact.parties, None} if answers else contact.parties
        people = [m for m in sentence.standing if m.kind is ActorKind.PERSON and m.party in sides]
        if len(people) == 1 and "spokes" not in (people[0].office or "").lower():
            for participant in participants.of_mentions(scene, people):
                participants.add(contact.people, participant)


_IN_TURN = re.compile(
    r"\b(?:[Ff]or|[Oo]n) (?:his|her) part\b|^(?:During|At|In) (?:the|their|this) (?:meeting|talks|call|conversation|discussions?|visit|negotiations|encounter)\b"
)
"""Coverage of a contact goes on with what the other one said."""
_TELLS_OF_IT = re.compile(
    r"[“\"][^”\"]*\bwe (?:\w+ )?(?:discussed|reviewed|exchanged|held|agreed)\b[^”\"]*[”\"].{0,40}\b(?:said|told|added|stated)\b"
    r"|\b(?:said|told [\w ]+|stated) (?:after|following|at|during) (?:the|their) (?:meeting|talks|call|summit|conversation|negotiations)\b",
    re.I,
)


def _mention(scene: Scene, contact: Contact) -> MeetingMention:
    document = scene.document
    trace = contact.traces[0] if contact.traces else None
    form, form_span = _first([details.form(scene, t) for t in contact.traces])
    if contact.form:
        form, form_span = contact.form.of(scene.text), contact.form
    people = tuple(contact.people)
    day = contact.when
    parties = ",".join(sorted(contact.parties))
    key = (
        contact.evidence.start,
        contact.evidence.end,
        contact.kind,
        parties,
        day.interval.iso() if day.interval else "",
    )
    return MeetingMention(
        id=make_id("mtm", document.id, *key, contact.caption, *([contact.where.name] if contact.town else [])),
        document_id=document.id,
        kind=contact.kind,
        status=contact.status,
        evidence=contact.evidence,
        participants=people,
        date=day.interval,
        date_span=day.span,
        time_expression=day.expression,
        place=contact.where.name,
        place_span=contact.where.span,
        format=form,
        format_span=form_span,
        process=next((p for t in contact.traces if (p := details.process(scene, t))), None),
        round=details.numbered(scene, trace) if trace else None,
        level=_level(contact),
        host=_host(scene, contact),
        sidelines_of=next((s for t in contact.traces if (s := details.sidelines(scene, t))), None),
        virtual=any(details.remote(scene, t) for t in contact.traces),
        topics=tuple(sorted(contact.topics)),
        in_caption=contact.caption,
        score=_score(contact),
        is_main=contact.main,
    )


def _first(forms: list[tuple[str | None, Span | None]]) -> tuple[str | None, Span | None]:
    return next((f for f in forms if f[0]), (None, None))


def _level(contact: Contact) -> str | None:
    """The highest level present: leaders, ministers, officials."""
    offices = " ".join(p.office or "" for p in contact.people)
    if _LEADERS.search(re.sub(r"(?i)(?:deputy|vice|assistant to the|adviser to the|advisor to the) \w+", "", offices)):
        return "leaders"
    if _MINISTERS.search(offices):
        return "ministers"
    return "officials" if offices.strip() else None


def _host(scene: Scene, contact: Contact) -> str | None:
    """The party on whose soil an in-person contact was, if it took part."""
    if contact.where.name is None or contact.kind is MeetingKind.CALL:
        return None
    words = contact.where.span.of(scene.text) if contact.where.span else contact.where.name
    codes = {hit.code for hit in scene.roster.find(f"{contact.where.name}, {words}") if hit.how != "process"}
    hosts = codes & contact.parties
    return hosts.pop() if len(hosts) == 1 else None


def _score(contact: Contact) -> float:
    named = sum(p.name is not None for p in contact.people)
    return round(
        min(0.95, 0.5 + 0.1 * min(2, len(contact.parties)) + 0.1 * min(2, named) + 0.1 * bool(contact.when.span)), 2
    )
