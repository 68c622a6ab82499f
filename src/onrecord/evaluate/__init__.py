"""How well it reads: one scorer per kind of fact, and the floors that may only rise (`gate`).

In come annotated files of the corpora, out come figures: counts, and precision, recall and F1 in [0, 1]. A scorer
reads the bare texts with the pipeline's own components and compares; it never shows a component the answers.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.record.issues import ConfigError

from .options import Options

SCORERS = {
    "attributions": "onrecord.evaluate.attributions",
    "actors": "onrecord.evaluate.actors",
    "meetings": "onrecord.evaluate.meetings",
    "alignments": "onrecord.evaluate.alignments",
    "undertakings": "onrecord.evaluate.undertakings",
}
"""Modules with a function `score(paths, options)`, by kind of fact."""


def score(kind: str, paths: Sequence[Path], options: Options) -> dict[str, Any]:
    """Return the figures of one kind of fact on annotated files.

    Raises:
        ConfigError: there is no such scorer, or a file is in no format it knows.
    """
    if kind not in SCORERS:
        raise ConfigError(f"nothing measures {kind!r}; there are {', '.join(SCORERS)}")
    try:
        scorer = importlib.import_module(SCORERS[kind])
    except ModuleNotFoundError as error:
        if error.name == SCORERS[kind]:
            raise ConfigError(f"{kind} cannot be measured yet") from error
        raise
    figures: dict[str, Any] = scorer.score(list(paths), options)
    return figures
