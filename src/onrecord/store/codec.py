"""Nouns ↔ JSON bytes, strictly: what is read must be wholly understood, or the record is refused.

In goes a dataclass of `onrecord.record`, out come canonical JSON bytes (keys in declaration order), and back. A key we
do not know raises: it would be lost in silence at the next writing. A key that is missing takes its default, so
that a noun may gain fields.
"""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

import msgspec

from onrecord.record.issues import StoreError

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


def encode(noun: object) -> bytes:
    """Return the canonical JSON of a noun.

    Raises:
        StoreError: a text holds a lone surrogate, which no file can hold.
    """
    try:
        return _encoder.encode(noun)
    except UnicodeEncodeError as error:
        raise StoreError(f"{type(noun).__name__} holds characters that cannot be written: {error.reason}") from error


def decode(body: bytes, noun: type[T]) -> T:
    """Return the `noun` that `encode` made `body` of.

    Raises:
        StoreError: the bytes are no such noun, or hold keys this version does not know.
    """
    try:
        value: T = _decoder(noun).decode(body)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreError(f"damaged {noun.__name__}: {error}") from error
    again = _encoder.encode(value)
    if again != body:
        _refuse_unknown(msgspec.json.decode(body), msgspec.json.decode(again), noun.__name__)
    return value


def pack(noun: object) -> bytes:
    """Return `encode(noun)`, compressed: readings are many small numbers."""
    return zlib.compress(encode(noun), 1)


def unpack(body: bytes, noun: type[T]) -> T:
    """Return the noun that `pack` made `body` of. Raises StoreError as `decode` does."""
    try:
        plain = zlib.decompress(body)
    except zlib.error as error:
        raise StoreError(f"damaged {noun.__name__}: {error}") from error
    return decode(plain, noun)


_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def _decoder(noun: Any) -> msgspec.json.Decoder[Any]:
    if noun not in _decoders:
        _decoders[noun] = msgspec.json.Decoder(noun)
    return _decoders[noun]


def _refuse_unknown(given: Any, understood: Any, where: str) -> None:
    if isinstance(given, dict) and isinstance(understood, dict):
        for key, value in given.items():
            if key not in understood:
                raise StoreError(f"{where} holds {key!r}, which this version of OnRecord does not know")
            _refuse_unknown(value, understood[key], f"{where}.{key}")
    elif isinstance(given, list) and isinstance(understood, list):
        for value, known in zip(given, understood, strict=True):
            _refuse_unknown(value, known, where)
