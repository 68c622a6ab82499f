"""Content-addressed ids: the same content gives the same id on every desk, so that judgements can be exchanged."""

from __future__ import annotations

import hashlib


def make_id(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 12 hex digits of the SHA-256 of `parts`, each as text, separated by NUL."""
    joined = "\0".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
