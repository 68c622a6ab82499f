"""Documents → readings, with everything that takes: roster, parser and model, loaded once per process."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from onrecord.annotate import annotate, components, default_encoder
from onrecord.annotate.component import Encoder
from onrecord.annotate.parse import choose_pipeline
from onrecord.record.documents import Document
from onrecord.record.issues import Issue, OnRecordError, Severity
from onrecord.record.readings import Reading
from onrecord.roster import Roster

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader:
    """Documents → readings, with everything that takes: pickles, and loads its models once per process.

    Attributes:
        process: text of the user's process.toml, empty for the built-in roster alone.
        model: folder of the encoder; the installed one if None.
        use_model: False reads by rules only.
    """

    process: str = ""
    model: Path | None = None
    use_model: bool = True

    @cached_property
    def roster(self) -> Roster:
        """The built-in roster, extended by `process`."""
        return roster_of(self.process)

    @property
    def encoder(self) -> Encoder | None:
        """The learned reader, None if there is none or it is not wanted."""
        return default_encoder(self.model) if self.use_model else None

    @cached_property
    def fingerprint(self) -> str:
        """A hash that changes whenever a document might be read otherwise."""
        encoder = self.encoder
        parts = [f"{c.name}@{c.version}" for c in components()]
        parts += [encoder.model if encoder else "rules", choose_pipeline(), self.process]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def __getstate__(self) -> dict[str, object]:
        return {"process": self.process, "model": self.model, "use_model": self.use_model}

    def __call__(self, documents: Sequence[Document]) -> list[Reading]:
        """Return one Reading per document; one that cannot be annotated comes bare, with the issue `ANN009`."""
        try:
            return annotate(documents, roster=self.roster, encoder=self.encoder)
        except OnRecordError:
            raise
        except Exception:
            return [self._alone(document) for document in documents]

    def _alone(self, document: Document) -> Reading:
        try:
            return annotate([document], roster=self.roster, encoder=self.encoder)[0]
        except OnRecordError:
            raise
        except Exception as error:
            _log.warning("%s could not be annotated", document.name, exc_info=True)
            message = f"could not be annotated: {type(error).__name__}: {error}"
            return Reading(document, issues=(Issue("ANN009", Severity.ERROR, "annotate", message, document.id),))


@cache
def roster_of(process: str) -> Roster:
    """Return the built-in roster extended by the text of a process.toml.

    Raises:
        ConfigError: the text contradicts itself or the built-in roster.
    """
    builtin = Roster.builtin()
    if not process.strip():
        return builtin
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "process.toml"
        path.write_text(process, encoding="utf-8")
        return builtin.extended(path)
