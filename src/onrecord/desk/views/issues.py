"""Problems in the material, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reader import Reader

PAGE = 100
"""Issues of one page: it stays under 100 KB."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the issues that pass the filter, with the documents they are about."""
    code, after = given.get("code", ""), given.get("after", "")
    counts = reader.store.issue_counts()
    codes = {name.partition(":")[2]: number for name, number in counts.items() if name.startswith("code:")}
    found = reader.store.page_of_issues(
        code=code, after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0, limit=PAGE
    )
    return {
        "issues": [(one, reader.document(one.document_id) if one.document_id else None) for _, one in found],
        "total": codes.get(code, 0) if code else sum(codes.values()),
        "codes": sorted(codes.items()),
        "chosen": code,
        "next": str(found[-1][0]) if len(found) == PAGE else "",
    }
