"""One writer at a time: an operating-system lock on a small file beside the record.

The system lets go of it when the process ends, however it ends; a file left behind by a killed writer locks nobody
out. Readers need no lock.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from onrecord.record.issues import StoreError

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


PAUSE = 0.05
"""Seconds between two tries."""


class Held(StoreError):
    """Somebody else holds the lock."""


class WriterLock:
    """Held from construction to `release()`.

    Args:
        record: What is to be written.
        wait: Seconds to wait for somebody else to be done.

    Raises:
        StoreError: somebody else holds it; the message names the process.
    """

    def __init__(self, record: Path, *, wait: float = 0.0) -> None:
        self._path = record.with_name(record.name + "-lock")
        self._handle: int | None = None
        end = monotonic() + wait
        for _ in range(100):
            if self._waited(record, end):
                return
        raise StoreError(f"{record}: the lock file {self._path.name} keeps changing hands")

    def _waited(self, record: Path, end: float) -> bool:
        while True:
            try:
                return self._try(record)
            except Held:
                if monotonic() >= end:
                    raise
            sleep(PAUSE)

    def _try(self, record: Path) -> bool:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{record}: cannot be written here: {error.strerror}") from error
        try:
            _take(handle)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            os.close(handle)
            who = f" (process {holder})" if holder else ""
            raise Held(f"{record} is being written by somebody else{who}; wait until they are done") from error
        if not self._still_there(handle):  # its last holder removed it between our two calls
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
        self._handle = handle
        return True

    def _still_there(self, handle: int) -> bool:
        try:
            return self._path.stat().st_ino == os.fstat(handle).st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the next writer in."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> WriterLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
