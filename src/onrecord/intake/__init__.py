"""Bytes → Document. What comes in: a text, files or folders. What goes out: documents whose text never changes again.

Refused, each with an `Issue` and never an exception: files that are empty, binary, damaged, encrypted or gone.
"""

from __future__ import annotations

from .documents import document
from .originals import Intake
from .paths import read_bytes, read_copies, read_paths

__all__ = ["Intake", "document", "read_bytes", "read_copies", "read_paths"]
