"""Undertakings: what a text says somebody will do, agrees on, asks for, affirms, or claims to have done.

In comes a draft with times, actors, attributions and meetings; out go `UndertakingMention`s. Candidates are the
clauses that cue words govern (`frames`), a linear classifier tells which are undertakings and of what kind
(`classifier`, trained under `training/undertakings`), the learned reader's spans are merged in where a model is
installed (`learned`), and rules resolve who is bound, by when and on what condition (`binding`, `terms`).
Numbered operative paragraphs of resolutions and agreements are read as such (`operative`).

Refused: topics discussed, praise, condolences, descriptions. An undertaking whose actor stays open is kept without
actors and an Issue says so.
"""

from __future__ import annotations

from .component import Undertakings

__all__ = ["Undertakings"]
