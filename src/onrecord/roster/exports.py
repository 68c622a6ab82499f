"""Exports of office holders on disk, and `process.toml` with what it imports written into it.

FollowTheMoney (`followthemoney`) and Wikidata (`wikidata`) are told apart by their form. A record keeps the text of its
process.toml; what that file imports has to stand in it, or the record could not be linked again elsewhere.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from onrecord.record.actors import Person, Tenure
from onrecord.record.issues import ConfigError

from . import followthemoney, names, wikidata

_IMPORT = re.compile(r"^import\s*=\s*\[[^\]]*\][ \t]*(?:#.*)?$", re.MULTILINE)


def people(path: Path) -> list[Person]:
    """Return the people of an export with their tenures, by name.

    Raises:
        ConfigError: the file cannot be read or is of neither form; the message names the file, and the line if it can.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
    data = _parsed(text)
    if data is None or not wikidata.is_wikidata(data):
        return followthemoney.people(path)
    try:
        return wikidata.people(data)
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


def tables(found: Iterable[Person]) -> tuple[str, list[str]]:
    """Return people as `[[person]]` tables of a process.toml, and what was left out.

    Two people of one name cannot stand in one file: a spelling goes to the first, and who has none left is left out.
    """
    taken: set[str] = set()
    written, left_out = [], []
    for person in found:
        spellings = [
            n for n in dict.fromkeys((person.name, *person.names)) if names.key(n) and names.key(n) not in taken
        ]
        if person.name not in spellings:
            left_out.append(f"{person.name}: another person of this name stands before")
            continue
        taken |= {names.key(n) for n in spellings}
        written.append(_table(person, spellings))
    return "\n".join(written), left_out


def _table(person: Person, spellings: list[str]) -> str:
    lines = ["[[person]]", f"name = {_text(person.name)}"]
    others = [n for n in spellings if n != person.name]
    lines += [f"names = [{', '.join(map(_text, others))}]"] if others else []
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
    from .process_toml import imports

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not imports(path):
        return text
    Roster.builtin().extended(path)  # refuses what contradicts
    listed = tomllib.loads(text).get("person", [])
    described = {names.key(name) for one in listed for name in (one["name"], *one.get("names", ()))}
    exported = [p for name in imports(path) for p in people(path.parent / name)]
    told, left_out = tables(p for p in exported if not described & {names.key(n) for n in p.names})
    notes = "".join(f"# left out: {note}\n" for note in left_out)
    return _IMPORT.sub("", text, count=1).rstrip() + f"\n\n# from {', '.join(imports(path))}\n{notes}{told}"
