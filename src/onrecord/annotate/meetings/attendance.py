"""Lists of those who took part, below or behind the prose: "Participants included:" and a line for each.

The list belongs to the contact the paper is about. Each line gives the person it opens with, nobody from the rest of it.
"""

# ruff: noqa: E501  a pattern or a list of words reads best on one line
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.record.actors import ActorKind, ActorMention
from onrecord.record.meetings import MeetingStatus
from onrecord.record.spans import Span

from . import participants
from .merging import Contact
from .scene import Scene

_HEADING = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\xa0 ))(?P<words>[^\n.:]{0,90}\b(?:participants?|participated|participating|attendees|attended|attending|in attendance|took part|taking part"
    r"|from the (?:meeting|round-?table|call|briefing|convening|talks) included|delegation (?:members|included|comprised))\b[^\n.:]{0,60}:(?:\*\*|</\w+>)?)[ \t\xa0]*",
    re.I | re.M,
)
_BULLET = re.compile(r"\s*^[ \t]*(?:[-*•–·]|\d{1,2}[.)])[ \t\xa0]+(?P<line>[^\n]+)", re.M)
_NOT_THERE = re.compile(
    r"\b(?:unable|absent|not (?:attend|participat)|declined|invited|will (?:attend|participate|take part))", re.I
)
_STATE = re.compile(
    r"(?P<state>(?:[A-Z][a-z]+ ){1,2})(?=State (?:Senator|Representative|Assembly|Delegate|Legislator))"
)
""" "California State Senator X": who sits for a member state of a federation. """
_OPENING = 60
"""A line opens with the name: titles before it take no more characters."""


def add(scene: Scene, contacts: Sequence[Contact]) -> None:
    """Add whom the paper lists as participants to the contact it is about; in place."""
    about = _about(contacts)
    if about is None:
        return
    for heading in _HEADING.finditer(scene.text):
        if _NOT_THERE.search(heading["words"]):
            continue
        people = [p for line in _lines(scene.text, heading.end()) for p in _opening(scene, line)]
        for participant in participants.of_mentions(scene, people or _inline(scene, heading.end())):
            participants.add(about.people, participant)


def _about(contacts: Sequence[Contact]) -> Contact | None:
    told = [c for c in contacts if c.status in {MeetingStatus.HELD, MeetingStatus.PLANNED}]
    main = [c for c in told if c.main]
    return main[0] if main else told[0] if len(told) == 1 else None


def _lines(text: str, offset: int) -> Iterator[Span]:
    """The bulleted lines that follow each other from `offset` on."""
    while line := _BULLET.match(text, offset):
        yield Span(line.start("line"), line.end("line"))
        offset = line.end()


def _opening(scene: Scene, line: Span) -> list[ActorMention]:
    people = [m for m in scene.actors if m.kind is ActorKind.PERSON and m.name and line.contains(m.span)]
    state = _STATE.match(line.of(scene.text))
    first = [m for m in people[:1] if m.span.start - line.start <= _OPENING]
    return [replace(m, party=state["state"].strip()) if state and not m.party else m for m in first]


def _inline(scene: Scene, offset: int) -> list[ActorMention]:
    """ "Participants included: A, president of X; B, envoy of Y" in one paragraph: who has a party and a comma behind."""
    end = scene.text.find("\n", offset)
    end = end if end >= 0 else len(scene.text)
    if offset >= end:
        return []
    stretch = Span(offset, end)
    if re.search(r"[.!?]\s+[A-Z][a-z]+ (?!\w*,)", stretch.of(scene.text)[:-1]) and ";" not in stretch.of(scene.text):
        return []
    people = [m for m in scene.actors if m.kind is ActorKind.PERSON and m.party and stretch.contains(m.span)]
    return [m for m in people if re.match(r"\s*[,;(]", scene.text[m.span.end : m.span.end + 3])]
