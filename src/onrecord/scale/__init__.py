"""The same pure functions mapped over several processes. What comes out does not depend on how many there are.

In comes a picklable function and batches, out come its answers in the order of the batches. A worker that dies raises,
and what was kept before stays kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.pipeline import Mapper


@contextmanager
def mapping(workers: int) -> Iterator[Mapper]:
    """Give a `map` over batches that uses `workers` processes; with one, it is the built-in `map`.

    Raises:
        ConfigError: `workers` is less than one.
    """
    from onrecord.record.issues import ConfigError

    if workers < 1:
        raise ConfigError(f"it takes at least one worker, not {workers}")
    if workers == 1:
        yield map
        return
    from .pool import pool

    with pool(workers) as mapper:
        yield mapper
