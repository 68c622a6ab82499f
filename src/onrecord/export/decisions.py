"""Judgements as JSON Lines: what one desk hands to another, one judgement a line.

Ids are content-addressed, so that the same decision is the same line on every desk and loading twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.record.judgements import Judgement


def lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield one line of JSON per judgement, in the order given, without the line's end."""
    for judgement in judgements:
        yield msgspec.json.encode(judgement).decode()


def read(text: Iterable[str]) -> tuple[list[Judgement], list[tuple[int, str]]]:
    """Return the judgements of a dump, and the number of every line that holds none with the reason.

    Blank lines are passed over. A judgement needs an id, a subject, who made it, and when with its time zone.
    """
    found: list[Judgement] = []
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        try:
            found.append(_whole(msgspec.json.decode(line, type=Judgement, strict=True)))
        except (msgspec.MsgspecError, ValueError) as error:
            bad.append((number, str(error)))
    return found, bad


def _whole(judgement: Judgement) -> Judgement:
    if not (judgement.id and judgement.subject and judgement.by):
        raise ValueError("id, subject and by must not be empty")
    if judgement.at.tzinfo is None:
        raise ValueError("`at` needs a time zone")
    return judgement
