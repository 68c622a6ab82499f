"""Keys of pages as they stand in addresses: where one stream of records, or several, go on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.store.asking import Key


def write(keys: Sequence[Key | None]) -> str:
    """Return keys as text for an address."""
    return msgspec.json.encode(keys).decode()


def read(text: str, count: int) -> list[Key | None]:
    """Return the `count` keys that `write` made `text` of; what is none starts at the beginning."""
    try:
        keys = msgspec.json.decode(text, type=list[tuple[str, str, str] | None])
    except (msgspec.MsgspecError, ValueError):
        return [None] * count
    return list(keys) if len(keys) == count else [None] * count
