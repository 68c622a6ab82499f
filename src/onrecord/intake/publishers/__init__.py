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


def known(name: str = "", url: str = "") -> Publisher | None:
    """Return the publisher of that name, or else of the domain in `url` (subdomains belong to it); None if unknown.

    A bare ISO 3166-1 alpha-3 code names the state itself.
    """
    names, domains = _tables()
    if found := names.get(_key(name)) if name else None:
        return found
    if re.fullmatch(r"[A-Z]{3}", name) and name in set(states().values()):
        return Publisher(name, Side.OFFICIAL, name)
    host = _host(url) or _host(f"//{name}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name) else "")
    while "." in host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return None


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
