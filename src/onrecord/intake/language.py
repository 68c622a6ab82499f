"""The language of a text, where it shows with confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from onrecord.record.documents import Region, Role

MIN_LETTERS = 40
MIN_PROBABILITY = 0.9
"""Below these py3langid guesses on names alone; tried on headlines and captions of English and Russian news."""

SAMPLE = 1500
_OTHER = re.compile(r"[\W\d_]+")


def detect(text: str, regions: Sequence[Region]) -> str:
    """Return the ISO 639-1 code of the prose in `text`, `und` if it is too short or doubtful."""
    pieces, size = [], 0
    for region in regions:
        if region.role not in (Role.FURNITURE, Role.DATELINE) and size < SAMPLE:
            pieces.append(region.span.of(text)[: SAMPLE - size])
            size += len(pieces[-1])
    sample = " ".join(pieces)
    if len(_OTHER.sub("", sample)) < MIN_LETTERS:
        return "und"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= MIN_PROBABILITY else "und"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads its model: half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
