"""One thread for small matrices: a BLAS pool that spins on every core costs more than it gives, and changes nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    """Look up the loaded BLAS libraries once; the look-up takes milliseconds, the limit none."""
    return ThreadpoolController()


def one_blas_thread() -> AbstractContextManager[object]:
    """Keep numpy's matrix products on the calling thread for the length of a `with` statement."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit
