"""All traces of contact in a text, in text order."""

from __future__ import annotations

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
        found += sorted((*by_noun, *by_verb), key=lambda t: t.trigger)
    return found
