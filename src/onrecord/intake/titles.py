"""What a title says about its paper: its kind, and whose first-person statement it is."""

from __future__ import annotations

import re

from onrecord.record.documents import Kind

_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.READOUT, (r"\bread-?outs?\b",)),
    (Kind.COMMUNIQUE, (r"\bcommuniqu[eé]",)),
    (
        Kind.JOINT_STATEMENT,
        (
            r"\b(?:joint|trilateral|quadrilateral|common)\b[^.:]{0,60}\b(?:statement|declaration)s?\b",
            r"\bleaders[’'] (?:statement|declaration)\b",
        ),
    ),
    (Kind.RESOLUTION, (r"^(?:security council |general assembly |unsc )?resolution \d", r"\b[SA]/RES/\d")),
    (
        Kind.TRANSCRIPT,
        (
            r"\btranscript\b|\binterview\b|\bgaggle\b|\bquestion-and-answer\b|\bon-the-record\b",
            r"\b(?:press|news) (?:conference|briefing|gaggle|call)\b|\bbackground (?:press )?call\b",
            r"\banswers? to (?:a |media |the )?(?:media |press )?questions?\b",
        ),
    ),
    (
        Kind.AGREEMENT,
        (
            r"^(?:the )?(?:\w+ )?(?:agreement|memorandum|treaty|protocol|accord|framework agreement|road ?map)\b",
            r"\bmemorandum of understanding\b",
        ),
    ),
    (Kind.SPEECH, (r"\b(?:remarks|speech|address|toast|opening statement)\b",)),
    (Kind.STATEMENT, (r"\bstatement\b|\bpress release\b|\bcomment by\b|\bfact ?sheet\b|\bmessage\b",)),
    (
        Kind.READOUT,
        (
            r"^(?:working )?(?:meeting|talks|conversation|call|consultations|negotiations|contacts?|visit)\b",
            r"\b(?:tele)?phone (?:call|conversation)s?\b|\bcall with\b|\b(?:meets|met|speaks|spoke) with\b",
            r"[’']s (?:meeting|call|telephone|talks|visit|bilateral)\b",
        ),
    ),
)
_COMPILED = tuple((re.compile("|".join(patterns), re.IGNORECASE), kind) for kind, patterns in _KINDS)

_OFFICIAL = re.compile(
    r"^(?:read-?out of|press release|remarks (?:by|of|as)|statement (?:by|of|from|attributable)|transcript of"
    r"|address by|joint (?:statement|communiqu|declaration|press)|background press call|communiqu"
    r"|on the (?:telephone|meeting|talks|conversation) )"
    r"|\bstatement for the media\b"
    r"|\bstatement (?:by|from|attributable to) the (?:\w+ )?"
    r"(?:president|minister|ministry|spokes\w+|government|secretary)",
    re.IGNORECASE,
)
_SMALL = r"of|for|the|to|and|de|da|al|el|bin|ibn|van|von|der"
_NAME = rf"[A-ZÀ-ÞĀ-Ž][\w.’'-]*,?(?: (?:[A-ZÀ-ÞĀ-Ž][\w.’'-]*,?|{_SMALL}))*"
_PAPER = r"(?:statement|remarks|speech|address|interview|comment|answers?|replies|article|message|opening)"
_AUTHORS = (
    re.compile(rf"^(?:The )?(?P<who>{_NAME})[’']s? (?:\w+ ){{0,3}}{_PAPER}\b"),
    re.compile(
        r"\b(?:[Rr]emarks|[Ss]tatement|[Ss]peech|[Aa]ddress|[Cc]omment|Message|Toast|[Ii]nterview)s?(?: \w+){0,4}? "
        rf"(?:by|of|from|with) (?:the )?(?P<who>{_NAME})"
    ),
)
_OFFICES = """
minister president secretary chancellor ambassador spokesperson spokesman spokeswoman adviser advisor director envoy
representative general king queen prince emir sultan chairman chairwoman chair chairperson premier governor speaker
commissioner coordinator chief head officer admiral senator congressman leader marshal colonel his her excellency
majesty highness mr mrs ms dr sir vice deputy state affairs trade economy cooperation integration reconstruction
council administrator defense defence foreign national security first lady acting assistant under special permanent
high prime press
"""
_OFFICE = frozenset(_OFFICES.split())
_STATE = re.compile(
    r"^(?:of|for|to) (?:the )?(?:"
    r"(?:Russian|Syrian Arab|Islamic|Arab|Hellenic|Czech|Slovak|Kyrgyz|Portuguese|Italian|French|Argentine) "
    r"(?:Federation|Republic)(?: of \w+)?|United (?:States(?: of America)?|Nations|Kingdom|Arab Emirates)|"
    r"Republic of \w+|Kingdom of [A-Z]\w+(?: [A-Z]\w+)?|European Union|[\w’']+)\s*"
)
_BODIES = frozenset(
    {"ministry", "department", "white", "house", "council", "committee", "office", "government", "union", "embassy"}
    | {"delegation", "group", "quad", "leaders", "ministers", "presidents", "heads", "members", "spokespersons"}
)


def kind_of(title: str) -> Kind | None:
    """Return the kind of paper `title` names ("Readout of …", "Joint statement …"), None if it names none."""
    return next((kind for pattern, kind in _COMPILED if pattern.search(title)), None)


def is_official(title: str) -> bool:
    """Tell whether only a government or international body would give its own paper such a title."""
    return _OFFICIAL.search(title) is not None


def author_of(title: str) -> tuple[str, str] | None:
    """Return `(name, office)` of the one person whose statement the title announces, None if it is nobody or several.

    "Foreign Minister Ivan Petrov's statement for the media" gives `("Ivan Petrov", "Foreign Minister")`.
    """
    if re.search(r"\b(?:joint|trilateral)\b", title, re.IGNORECASE):
        return None
    for pattern in _AUTHORS:
        if found := pattern.search(title):
            person = _person(found.group("who"))
            asked = re.search(r"\bwith (?:the )?$", title[: found.start("who")])  # an interview with a newspaper
            return person if person and (person[1] or not asked) else None
    return None


def _person(words: str) -> tuple[str, str] | None:
    words = re.split(r",(?! [JS]r\b)", words)[0]
    words = re.split(r"\s(?:at|in|on|before|after|during|following|regarding|to the)\s", words)[0].strip(" ,")
    if re.search(r"(?<=[a-z]) and (?=[A-Z])", words) and not _ONE_OFFICE.search(words):
        return None
    tokens = words.split()
    last = max((i for i, t in enumerate(tokens) if t.casefold().strip(".,’'") in _OFFICE), default=-1)
    office, rest = " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])
    if state := _STATE.match(rest):
        office, rest = f"{office} {state.group().strip()}", rest[state.end() :]
    name = rest.strip(" ,")
    parts = name.split()
    if not name or not name[0].isupper() or len(parts) > 5 or (not office and len(parts) < 2):
        return None
    if re.search(r"\b(?:of|for|the|to)\b", name) or any(p.casefold() in _BODIES for p in parts):
        return None
    return name, office


_ONE_OFFICE = re.compile(r"\b(?:Affairs|Security|Defen[cs]e|Trade|Commerce|Foreign|Reconstruction|Partnership) and ")
