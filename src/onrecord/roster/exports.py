"""Exports of office holders on disk, and `process.toml` with what it imports written into it.

FollowTheMoney (`followthemoney`) and Wikidata (`wikidata`) are told apart by their form. A record keeps the text of its
process.toml; what that file imports has to stand in it, or the record could not be linked again elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from onrecord.record.actors import Person, Tenure
from onrecord.record.issues import ConfigError

from . import followthemoney, names, wikidata
from .gathering import Doubt, Export

_IMPORT = re.compile(r"^import\s*=\s*\[[^\]]*\][ \t]*(?:#.*)?$", re.MULTILINE)


def people(path: Path) -> list[Person]:
    """Return the people of an export with their tenures, by name; see `read`."""
    return list(read(path).people)


def read(path: Path) -> Export:
    """Return the people of an export with their tenures, by name, and what in it contradicts itself.

    Raises:
        ConfigError: the file cannot be read or is of neither form; the message names the file, and the line if it can.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
    data = _parsed(text)
    if data is None or not wikidata.is_wikidata(data):
        return followthemoney.read(path)
    try:
        return wikidata.read(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ConfigError(f"{path.name}: not the form of a Wikidata export ({error!r})") from error


def _parsed(text: str) -> object:
    """Parse one JSON value, or one entity a line as in a dump; None if it is neither."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        pass
    try:
        lines = [
            json.loads(line.rstrip().rstrip(",")) for line in text.splitlines() if line.strip() not in {"", "[", "]"}
        ]
    except json.JSONDecodeError:
        return None
    return lines if any(isinstance(one, dict) and "claims" in one for one in lines) else None


def tables(found: Iterable[tuple[Person, str]], doubts: Iterable[Doubt] = ()) -> str:
    """Return people with their sources, and doubts, as tables of a process.toml."""
    written = [_table(person, source) for person, source in found]
    told = [
        f"[[doubt]]\nname = {_text(one.name)}\ntext = {_text(one.text)}\nseverity = {_text(one.severity)}\n"
        for one in doubts
    ]
    return "\n".join(written + told)


def _table(person: Person, source: str) -> str:
    lines = ["[[person]]", f"name = {_text(person.name)}"]
    others = [n for n in dict.fromkeys(person.names) if n != person.name and names.key(n)]
    lines += [f"names = [{', '.join(map(_text, others))}]"] if others else []
    lines += [f"source = {_text(source)}"] if source else []
    lines += [f"party = {_text(person.party)}"] if person.party else []
    for tenure in person.tenures:
        lines += ["[[person.office]]", *_office(tenure, person.party)]
    return "\n".join(lines) + "\n"


def _office(tenure: Tenure, party: str | None) -> list[str]:
    lines = [f"title = {_text(tenure.office.title)}"]
    if tenure.office.party and tenure.office.party != party:
        lines.append(f"party = {_text(tenure.office.party)}")
    when = tenure.interval
    if when is not None and when.start != date.min:
        lines.append(f"from = {when.start.isoformat()}")
    if when is not None and when.end != date.max:
        lines.append(f"to = {when.end.isoformat()}")
    return lines


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def inlined(path: Path) -> str:
    """Return the text of a process.toml in which what it imports is written out.

    Raises:
        ConfigError: the file or what it imports cannot be read, or it contradicts itself.
    """
    from . import Roster
    from .process_toml import imported, imports

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not imports(path):
        Roster.builtin().extended(path)  # what contradicts is refused under the file's own name
        return text
    people, doubts = imported(path)
    head = _IMPORT.sub("", text, count=1).rstrip()
    return f"{head}\n\n# from {', '.join(imports(path))}\n{tables(people, doubts)}"
