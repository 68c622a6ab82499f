"""Problems in the material, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..reader import Reader


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the issues that pass the filter, with the documents they are about."""
    code = given.get("code", "")
    shown = [one for one in reader.issues if code in {"", one.code}]
    return {
        "issues": [(one, reader.document(one.document_id) if one.document_id else None) for one in shown[:200]],
        "total": len(shown),
        "codes": sorted(Counter(one.code for one in reader.issues).items()),
        "chosen": code,
    }
