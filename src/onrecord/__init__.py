"""OnRecord keeps a negotiation as a sourced record: who met whom, who said what, what was agreed and what became of it.

    import onrecord

    with onrecord.open("talks.onrecord", writable=True) as record:
        record.add("documents/", process="process.toml")
        for meeting in record.meetings:
            print(meeting.date, meeting.place, sorted(meeting.parties))

    reading = onrecord.read("The ministers agreed to meet again in May.", published="2023-04-02")

Everything returned is a frozen dataclass of `onrecord.record`, and every fact carries the span it was read from.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.api import Record
    from onrecord.record.readings import Reading

__all__ = ["__version__", "open", "read"]

__version__ = "0.1.0"


def open(path: str | os.PathLike[str], *, writable: bool = False) -> Record:
    """Open the record at `path`; a writable one is created if it is not there.

    Args:
        path: A file made by `onrecord build`, or to be made.
        writable: Allow `add`. One process at a time may; others read meanwhile.

    Raises:
        StoreError: no such record, not a record, of a newer version, damaged, or being written by somebody else.
    """
    from onrecord.api import Record

    return Record(path, writable=writable)


def read(
    text: str,
    *,
    name: str = "",
    title: str = "",
    publisher: str = "",
    published: str | None = None,
    url: str = "",
    kind: str | None = None,
    party: str | None = None,
    process: str = "",
    use_model: bool = True,
) -> Reading:
    """Read one text: a pure function, without a store and without the network.

    Args:
        text: Kept character by character; all spans of the answer are offsets into it.
        name: How you refer to it.
        title: Its title, if it is not in the text.
        publisher: Outlet or body that published it.
        published: Its date, ISO or EDTF; relative dates stay unresolved without.
        url: Where it was found.
        kind: A value of `onrecord.record.documents.Kind`.
        party: Code of the party whose paper it is.
        process: Text of a process.toml with the negotiation's own parties and people.
        use_model: False reads by rules only.
    """
    from onrecord.intake import document
    from onrecord.pipeline import Reader

    made = document(
        text, name=name, title=title, publisher=publisher, published=published, url=url, kind=kind, party=party
    )
    return Reader(process, use_model=use_model)([made])[0]
