"""What every scorer is told beside its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a scorer reads the documents it measures.

    Attributes:
        model: folder of the encoder to use, None for the installed one.
        use_model: False measures the rules alone, as on an installation without a model.
        limit: read only the first `limit` documents of each file, None for all.
    """

    model: Path | None = None
    use_model: bool = True
    limit: int | None = None
