"""Batches over a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.record.documents import Document
from onrecord.record.issues import BackendFailed
from onrecord.record.readings import Reading

if TYPE_CHECKING:
    from onrecord.pipeline import Mapper

Function = Callable[[Sequence[Document]], list[Reading]]


@contextmanager
def pool(workers: int) -> Iterator[Mapper]:
    """Give a `map` over `workers` processes. At most two batches per worker are under way, so that memory is bounded.

    Processes are spawned, not forked: models and their threads start afresh in each.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as executor:

        def mapper(function: Function, batches: Iterable[Sequence[Document]], /) -> Iterator[list[Reading]]:
            waiting: deque[Future[list[Reading]]] = deque()
            try:
                for batch in batches:
                    waiting.append(executor.submit(function, batch))
                    if len(waiting) >= 2 * workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenProcessPool as error:
                raise BackendFailed("a worker ended before its time, perhaps for want of memory; use fewer") from error
            finally:
                for future in waiting:
                    future.cancel()

        yield mapper
