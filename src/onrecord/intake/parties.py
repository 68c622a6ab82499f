"""Whose paper it is when no publisher tells: read from the paper itself, only where two signs do not disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record.documents import Region, Role
from onrecord.roster import Roster
from onrecord.text.furniture import is_menu

from .publishers import states

_LOCALE = re.compile(r"\b([a-z]{2})[-_]([A-Z]{2})(?=\d|\b)")
_GUEST = re.compile(
    r"\b(?:our|my) (?:\w+ ){0,2}?([A-Z]\w+) (?:friends?|partners?|colleagues?|counterparts?|guests?|neighbou?rs?)\b"
)
_NAMES = frozenset({"name", "alias", "demonym"})


def of_paper(text: str, title: str, office: str, regions: Sequence[Region], roster: Roster) -> str | None:
    """Return the code of the state whose paper the text is, None if its own words leave that open.

    Signs, the strongest first: the state in the author's office ("Foreign Minister of Norway"); the state of the
    page's language menu (`ru-RU` beside `en-GB`), if the title or text names it; of two states in the title the one
    that the speaker does not greet as "our Norwegian colleagues".
    """
    own = _codes(office, roster)
    if len(own) == 1:
        return own.pop()
    prose = " ".join(r.span.of(text) for r in regions if r.role in (Role.BODY, Role.LEAD, Role.TURN))[:20_000]
    titled = _codes(title, roster)
    guests = {code for found in _GUEST.findall(prose) if (code := roster.code(found))}
    signs = {code for code in _menu(text, regions) if code in titled | _codes(prose, roster)}
    if len(titled) == 2 and len(titled & guests) == 1:
        signs |= titled - guests
    signs -= guests
    return signs.pop() if len(signs) == 1 else None


def _codes(text: str, roster: Roster) -> set[str]:
    return {hit.code for hit in roster.find(text) if hit.how in _NAMES} if text else set()


def _menu(text: str, regions: Sequence[Region]) -> set[str]:
    """English is every site's second language: it names no state."""
    found = set()
    for region in regions:
        line = region.span.of(text)
        if region.role is Role.FURNITURE and is_menu(line):
            found |= {states().get(country, "") for language, country in _LOCALE.findall(line) if language != "en"}
    return found - {""}
