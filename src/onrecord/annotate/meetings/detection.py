"""All traces of contact in a text, in text order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.record.actors import ActorMention
from onrecord.record.documents import Role

from . import nouns, verbs
from .scene import Scene
from .title import headline_spans
from .traces import Trace


def find(scene: Scene) -> list[Trace]:
    """Return every trace of contact outside captions, in text order."""
    found: list[Trace] = []
    titles = headline_spans(scene.document)
    for sentence in scene.sentences:
        if sentence.in_caption or not sentence.tokens or sentence.role is Role.HEADING:
            continue
        if any(span.contains(sentence.span) for span in titles):
            continue
        by_noun = list(nouns.find(scene, sentence))
        by_verb = list(verbs.find(scene, sentence))
        found += [t for trace in sorted((*by_noun, *by_verb), key=lambda t: t.trigger) for t in _apart(scene, trace)]
    return found


def _apart(scene: Scene, trace: Trace) -> Iterator[Trace]:
    """ "held separate talks with A and B", "met separately with A and B": a contact with each of them."""
    behind = [m for m in trace.members if m.span.start >= trace.trigger.end]
    lead = scene.text[max(trace.sentence.span.start, trace.trigger.start - 24) : trace.trigger.end + 20]
    if len(behind) < 2 or not _SEPARATE.search(lead):
        yield trace
        return
    ours = tuple(m for m in trace.members if m not in behind)
    others: list[list[ActorMention]] = []
    for mention in behind:
        if others and mention.party and mention.party == others[-1][-1].party:
            others[-1].append(mention)  # two people of one party came together
        else:
            others.append([mention])
    for other in others:
        yield replace(trace, members=(*ours, *other))


_SEPARATE = re.compile(
    r"\bseparately\b|(?<!\ba )\bseparate (?:[\w-]+ ){0,2}(?:meetings|talks|calls|discussions|conversations|contacts)\b",
    re.I,
)
