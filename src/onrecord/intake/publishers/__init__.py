"""Rules of publishers, kept as data: who stands behind a name or a domain, on which side, for which party.

The TOML files of this folder hold facts (names, domains, ISO 3166-1 codes); a later file never overrides an earlier.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from onrecord.record.documents import Side
from onrecord.roster import Roster
from onrecord.text.furniture import is_masthead


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is known of a publisher. `kind` is the kind its papers have if nothing else tells."""

    name: str
    side: Side
    party: str | None = None
    kind: str | None = None
    language: str | None = None


@cache
def _tables() -> tuple[dict[str, Publisher], dict[str, Publisher]]:
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    folder = resources.files(__name__)
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        for rule in tomllib.loads(file.read_text(encoding="utf-8")).get("publisher", []):
            publisher = Publisher(
                rule["name"], Side(rule["side"]), rule.get("party"), rule.get("kind"), rule.get("language")
            )
            for name in [rule["name"], *rule.get("aliases", [])]:
                names.setdefault(_key(name), publisher)
            for domain in rule.get("domains", []):
                domains.setdefault(domain, publisher)
    return names, domains


@cache
def states() -> dict[str, str]:
    """Return ISO 3166-1: alpha-2 to alpha-3 codes of states."""
    text = resources.files(__name__).joinpath("states.txt").read_text(encoding="utf-8")
    return dict(pair.split(":") for pair in text.split())


def known(name: str = "", url: str = "", roster: Roster | None = None) -> Publisher | None:
    """Return the publisher of that name, or else of the domain in `url` (subdomains belong to it); None if unknown.

    The user's own publishers in `roster` go first. A bare ISO 3166-1 alpha-3 code names the state itself, and the
    name of a state's organ ("Ministry of Foreign Affairs of Norway") the state.
    """
    names, domains = _tables()
    if found := _described(name, roster) or (names.get(_key(name)) if name else None):
        return found
    if re.fullmatch(r"[A-Z]{3}", name) and name in set(states().values()):
        return Publisher(name, Side.OFFICIAL, name)
    if organ := _organ(name, roster):
        return organ
    host = _host(url) or _host(f"//{name}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name) else "")
    while "." in host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return None


def _described(name: str, roster: Roster | None) -> Publisher | None:
    key = _key(name)
    for publisher in roster.publishers if roster and key else ():
        if _key(publisher.name) == key:
            side = Side.OFFICIAL if publisher.party else Side.COVERAGE
            return Publisher(publisher.name, side, publisher.party, publisher.kind)
    return None


def _organ(name: str, roster: Roster | None) -> Publisher | None:
    """Read the state off an organ's own name; only the name itself may stand there, not a headline about it."""
    if not is_masthead(name):
        return None
    roster = roster or _builtin()
    codes = {hit.code for hit in roster.find(name) if hit.how in {"name", "alias", "demonym", "seat"}}
    return Publisher(name, Side.OFFICIAL, codes.pop() if len(codes) == 1 else None)


@cache
def _builtin() -> Roster:
    return Roster.builtin()


def _host(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _key(name: str) -> str:
    return re.sub(
        r"^the | (?:news agency|newspaper|tv)$", "", " ".join(re.sub(r"[^\w&]+", " ", name.casefold()).split())
    )
